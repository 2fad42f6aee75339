/** Calls an operation of the API by its id, typed by its contract both ways. */
import table from 'virtual:operations'
import type * as accounts from '../../api/accounts/contract.ts'
import type * as savedViews from '../../api/accounts/saved-views.contract.ts'
import type * as background from '../../api/background/contract.ts'
import type * as disclosure from '../../api/disclosure/contract.ts'
import type * as news from '../../api/disclosure/news.contract.ts'
import type * as publication from '../../api/disclosure/publication.contract.ts'
import type { Answer, Operation, Sent } from '../../api/http/operation.ts'
import type * as observations from '../../api/observations/contract.ts'
import type * as imports from '../../api/observations/import/contract.ts'
import type * as preflight from '../../api/observations/preflight.contract.ts'
import type * as resources from '../../api/resources/contract.ts'
import type * as expiring from '../../api/resources/expiring/contract.ts'
import type * as resourceImports from '../../api/resources/import/contract.ts'
import type * as merging from '../../api/resources/merging/contract.ts'
import type * as near from '../../api/resources/near/contract.ts'
import type * as placing from '../../api/resources/placing.contract.ts'
import type * as projects from '../../api/resources/projects/contract.ts'
import type * as proposals from '../../api/resources/proposals/contract.ts'
import type * as search from '../../api/resources/search.contract.ts'
import type * as similar from '../../api/resources/similar.contract.ts'
import type * as verified from '../../api/resources/verified.contract.ts'
import type * as territoryChanges from '../../api/territory/change/contract.ts'
import type * as territory from '../../api/territory/contract.ts'
import type * as reach from '../../api/territory/reach/contract.ts'
import { language } from '../words/language.ts'
import { CallProblem, offline, type ProblemBody } from './problem.ts'

export { CallProblem, offline, type ProblemBody }

type Contracts = typeof territory &
  typeof territoryChanges &
  typeof background &
  typeof resources &
  typeof similar &
  typeof placing &
  typeof near &
  typeof reach &
  typeof projects &
  typeof expiring &
  typeof verified &
  typeof proposals &
  typeof merging &
  typeof resourceImports &
  typeof search &
  typeof observations &
  typeof imports &
  typeof disclosure &
  typeof publication &
  typeof news &
  typeof preflight &
  typeof accounts &
  typeof savedViews
type Operations = { [K in keyof Contracts as Contracts[K] extends Operation ? K : never]: Contracts[K] }
type Of<Id extends keyof Operations> = Operations[Id] extends Operation ? Operations[Id] : never

/**
 * @param signal gives the question up, which throws `offline` like a network that is away
 * @throws CallProblem for every answer that is not a success, `offline` included
 */
export async function call<Id extends keyof Operations & string>(
  id: Id,
  input: Sent<Of<Id>> = {},
  signal?: AbortSignal,
): Promise<Answer<Of<Id>>> {
  const [method, path] = table[id]!
  const params = (input.params ?? {}) as Record<string, string>
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if (value !== undefined) query.set(name, String(value))
  const address =
    `/api/v1${path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))}` +
    (query.size > 0 ? `?${query}` : '')
  const response = await fetch(address, {
    method: method.toUpperCase(),
    headers: {
      'accept-language': language(),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(signal ? { signal } : {}),
  }).catch(() => {
    throw new CallProblem(offline)
  })
  if (response.status === 204) return undefined as Answer<Of<Id>>
  const body = await response.json().catch(() => offline)
  if (!response.ok) throw new CallProblem(body as ProblemBody)
  return body as Answer<Of<Id>>
}
