/** What of the map did not load: the card of its layer says so and can ask again; nothing asks by itself. */
import { useSyncExternalStore } from 'react'

/** Sources that the map fetches by itself, piece by piece. */
export const fetchedSources = ['municipal', 'resource-tiles', 'heat-tiles'] as const
export type FetchedSource = (typeof fetchedSources)[number]

type Faults = { failed: ReadonlySet<FetchedSource>; attempts: Readonly<Record<FetchedSource, number>> }
let current: Faults = { failed: new Set(), attempts: { municipal: 0, 'resource-tiles': 0, 'heat-tiles': 0 } }
const listeners = new Set<() => void>()
function set(next: Faults) {
  current = next
  for (const listener of listeners) listener()
}

export function sourceFailed(id: string): void {
  const source = fetchedSources.find(each => each === id)
  if (source && !current.failed.has(source)) set({ ...current, failed: new Set([...current.failed, source]) })
}

function again(source: FetchedSource): void {
  set({
    failed: new Set([...current.failed].filter(other => other !== source)),
    attempts: { ...current.attempts, [source]: current.attempts[source] + 1 },
  })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export type Fetched = { failed: boolean; retry: () => void; address: (url: string) => string }

/** `address` tells one attempt from another, so that asking again is a new question to the map. */
export function useFetched(source: FetchedSource): Fetched {
  const { failed, attempts } = useSyncExternalStore(subscribe, () => current)
  const attempt = attempts[source]
  return {
    failed: failed.has(source),
    retry: () => again(source),
    address: url => (attempt === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}v=${attempt}`),
  }
}
