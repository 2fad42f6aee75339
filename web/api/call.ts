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
import type * as groupActivities from '../../api/observations/group-activity.contract.ts'
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
import { isKept } from '../offline/kept.ts'
import { language } from '../words/language.ts'
import { compareClock } from './clock.ts'
import { CallProblem, late, offline, type ProblemBody, problemOf, unreadableAnswer } from './problem.ts'

export { CallProblem, offline, type ProblemBody, problemOf }

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
  typeof groupActivities &
  typeof imports &
  typeof disclosure &
  typeof publication &
  typeof news &
  typeof preflight &
  typeof accounts &
  typeof savedViews
type Operations = { [K in keyof Contracts as Contracts[K] extends Operation ? K : never]: Contracts[K] }
type Of<Id extends keyof Operations> = Operations[Id] extends Operation ? Operations[Id] : never

/** How long a request may take before the page says that no answer came, ms: a phone's slow network fits. */
const patience = 60_000

/**
 * @param signal gives the question up, which throws `offline` like a network that is away
 * @throws CallProblem for every answer that is not a success; `offline`, `late` and an unreadable answer included
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
  const response = await send(
    address,
    {
      method: method.toUpperCase(),
      headers: {
        'accept-language': language(),
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    },
    signal,
  )
  if (response.status === 204) return undefined as Answer<Of<Id>>
  const body = await answerOf(response)
  if (!response.ok) throw new CallProblem(body as ProblemBody)
  return body as Answer<Of<Id>>
}

/** @throws CallProblem `offline` where no answer begins, `late` where it does not begin in time */
async function send(address: string, request: RequestInit, signal?: AbortSignal): Promise<Response> {
  const end = new AbortController()
  const giveUp = () => end.abort()
  signal?.addEventListener('abort', giveUp)
  if (signal?.aborted) giveUp()
  let isLate = false
  const clock = setTimeout(() => {
    isLate = true
    giveUp()
  }, patience)
  const sent = Date.now()
  try {
    const response = await fetch(address, { ...request, signal: end.signal })
    // An answer kept from an earlier day says what time it was then: only one that was asked of the server counts.
    if (request.method !== 'GET' || !isKept(table, address.split('?')[0]!))
      compareClock(response.headers.get('date'), sent, Date.now())
    return response
  } catch {
    throw new CallProblem(isLate ? late : offline)
  } finally {
    clearTimeout(clock)
    signal?.removeEventListener('abort', giveUp)
  }
}

/** @throws CallProblem where the answer breaks off, or is not the server's */
export async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => {
    throw new CallProblem(offline)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new CallProblem(unreadableAnswer(response.status))
  }
}
