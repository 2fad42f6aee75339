/** Sends a file of resources: tried without a trace, or into the queue. */
import table from 'virtual:operations'
import type { ImportField, ResourceImportReport } from '../../api/resources/import/contract.ts'
import type { ResourceType } from '../../api/resources/types.codes.ts'
import { CallProblem, offline, type ProblemBody } from '../api/call.ts'
import { language } from '../words/language.ts'

/** What differs from the matching by name. */
export type Choices = {
  columns: Readonly<Record<string, ImportField | null>>
  types: Readonly<Record<string, ResourceType>>
  otherwise: ResourceType | ''
  source: string
  licence: string
}
export const noChoices: Choices = { columns: {}, types: {}, otherwise: '', source: '', licence: '' }

/** @throws CallProblem */
export async function sendResources(
  file: Blob,
  { columns, types, otherwise, source, licence }: Choices,
  dryRun: boolean,
): Promise<ResourceImportReport> {
  const [method, path] = table.importResources!
  const query = new URLSearchParams({ dryRun: String(dryRun) })
  if (Object.keys(columns).length > 0) query.set('columns', JSON.stringify(columns))
  if (Object.keys(types).length > 0) query.set('types', JSON.stringify(types))
  if (otherwise) query.set('otherwise', otherwise)
  if (source.trim()) query.set('source', source.trim())
  if (licence.trim()) query.set('licence', licence.trim())
  const response = await fetch(`/api/v1${path}?${query}`, {
    method: method.toUpperCase(),
    headers: { 'accept-language': language(), 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new CallProblem(offline)
  })
  const body = await response.json().catch(() => offline)
  if (!response.ok) throw new CallProblem(body as ProblemBody)
  return body as ResourceImportReport
}
