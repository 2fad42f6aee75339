/** Sends a file of resources: tried without a trace, or into the queue. */
import table from 'virtual:operations'
import { useSyncExternalStore } from 'react'
import type {
  ImportField,
  ImportProgress,
  ResourceImportReport,
} from '../../../api/resources/import/contract.ts'
import type { ResourceType } from '../../../api/resources/types.codes.ts'
import { answerOf, CallProblem, offline, type ProblemBody } from '../../api/call.ts'
import { language } from '../../words/language.ts'

/** What differs from the matching by name. */
export type Choices = {
  columns: Readonly<Record<string, ImportField | null>>
  types: Readonly<Record<string, ResourceType>>
  otherwise: ResourceType | ''
  /** By the key of a text: its reading, or null to keep it as written. */
  hours: Readonly<Record<string, string | null>>
  source: string
  licence: string
  /** What the file calls its rows: as judged, or as somebody has said. */
  ids: 'take' | 'ignore' | ''
}
export const noChoices: Choices = {
  columns: {},
  types: {},
  otherwise: '',
  hours: {},
  source: '',
  licence: '',
  ids: '',
}

/** @throws CallProblem */
export async function sendResources(
  file: Blob,
  { columns, types, otherwise, hours, source, licence, ids }: Choices,
  /** The identity of what is put into the queue; null to try. */
  id: string | null,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ResourceImportReport> {
  const [method, path] = table.importResources!
  const query = new URLSearchParams(id === null ? { dryRun: 'true' } : { id })
  if (Object.keys(columns).length > 0) query.set('columns', JSON.stringify(columns))
  if (Object.keys(types).length > 0) query.set('types', JSON.stringify(types))
  if (ids) query.set('ids', ids)
  if (otherwise) query.set('otherwise', otherwise)
  if (Object.keys(hours).length > 0) query.set('hours', JSON.stringify(hours))
  if (source.trim()) query.set('source', source.trim())
  if (licence.trim()) query.set('licence', licence.trim())
  const response = await fetch(`/api/v1${path}?${query}`, {
    method: method.toUpperCase(),
    headers: {
      'accept-language': language(),
      'content-type': 'application/octet-stream',
      accept: 'application/x-ndjson, application/json',
    },
    body: file,
  }).catch(() => {
    throw new CallProblem(offline)
  })
  if (!response.ok || !response.body) throw new CallProblem((await answerOf(response)) as ProblemBody)
  let report: ResourceImportReport | undefined
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await lines.read().catch(() => {
      throw new CallProblem(offline)
    })
    if (done) break
    const parts = (rest + value).split('\n')
    rest = parts.pop()!
    for (const part of parts) {
      const line = JSON.parse(part) as { progress?: ImportProgress; report?: ResourceImportReport }
      if (line.progress) onProgress(line.progress)
      report = line.report ?? report
    }
  }
  if (!report) throw new CallProblem(offline)
  return report
}

/** What goes into the queue while somebody may look at another screen; belongs to who sent it. */
export type Running = { who: string; name: string; progress: ImportProgress | null }
let running: Running | null = null
const listeners = new Set<() => void>()
export function setRunning(next: Running | null): void {
  running = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useRunning = (who: string): Running | null => {
  const now = useSyncExternalStore(subscribe, () => running)
  return now?.who === who ? now : null
}
