/** Sends a file of accesses: checked without a trace, or recorded with its progress. */
import table from 'virtual:operations'
import type { ImportLine, ImportReport } from '../../../api/observations/import/contract.ts'
import { answerOf, CallProblem, offline, type ProblemBody } from '../../api/call.ts'
import { language } from '../../words/language.ts'

/** The answer began and broke off: whether it was recorded is told by the list of imports. */
export class Interrupted extends Error {}

async function send(file: Blob, query: string, accept: string): Promise<Response> {
  const [method, path] = table.importAccesses!
  const response = await fetch(`/api/v1${path}${query}`, {
    method: method.toUpperCase(),
    headers: { 'accept-language': language(), 'content-type': 'text/csv', accept },
    body: file,
  }).catch(() => {
    throw new CallProblem(offline)
  })
  if (!response.ok) throw new CallProblem((await answerOf(response)) as ProblemBody)
  return response
}

/** @throws CallProblem */
export async function tryFile(file: Blob): Promise<ImportReport> {
  return (await send(file, '?dryRun=true', 'application/json')).json()
}

/** @throws CallProblem when nothing was recorded, Interrupted when that is not known */
export async function importFile(
  file: Blob,
  acceptLate: boolean,
  told: (recorded: number, of: number) => void,
): Promise<ImportReport> {
  const response = await send(file, acceptLate ? '?acceptLate=true' : '', 'application/x-ndjson')
  let report: ImportReport | undefined
  try {
    for await (const line of linesOf(response)) {
      const said = JSON.parse(line) as ImportLine
      if ('problem' in said) throw new CallProblem(said.problem as ProblemBody)
      if ('report' in said) report = said.report
      else told(said.recorded, said.of)
    }
  } catch (error) {
    throw error instanceof CallProblem ? error : new Interrupted()
  }
  if (!report) throw new Interrupted()
  return report
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest.trim()) yield rest
}
