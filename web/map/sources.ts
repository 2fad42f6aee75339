/** What the map draws, fetched once each and kept; one that fails says so in its own card and can be asked again. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Cell, Centre } from '../../api/territory/contract.ts'
import backgroundUrl from '../../geodata/background/background.geojson?url'
import { useSession } from '../accounts/account.tsx'
import { boot } from '../api/boot.ts'
import { call } from '../api/call.ts'
import type { Background } from './scene.ts'

export type Contents = {
  areas: readonly Area[]
  centres: readonly Centre[]
  cells: readonly Cell[]
  resources: readonly Resource[]
  background: Background | null
}
export type SourceName = keyof Contents
export type Source<N extends SourceName> = {
  state: 'loading' | 'ready' | 'failed'
  data: Contents[N]
  retry: () => void
}

type Kept = { state: 'loading' | 'ready' | 'failed'; data: unknown }
const empty: Contents = { areas: [], centres: [], cells: [], resources: [], background: null }

/**
 * By name, and by day where boundaries of the past are asked for: `areas@2026-09-30`. Resources belong to who
 * asked for them, `resources#username`, because the next person at the desk may see others.
 */
let kept: Record<string, Kept> = {}
const listeners = new Set<() => void>()

function set(key: string, value: Kept) {
  kept = { ...kept, [key]: value }
  for (const listener of listeners) listener()
}

/** Of a census too large to be sent whole only the first are here: how many there are in all. */
const matchedBy = new WeakMap<object, number>()
export const allOf = (resources: readonly Resource[]): number => matchedBy.get(resources) ?? resources.length

const readers: { [N in SourceName]: (on: string | undefined) => Promise<Contents[N]> } = {
  areas: async on => (await call('listAreas', { query: on ? { on } : {} })).features,
  centres: async on => (await call('listCentres', { query: on ? { on } : {} })).features,
  cells: async on => (await call('listCells', { query: on ? { on } : {} })).features,
  resources: async () => {
    const { features, numberMatched } = await call('listResources')
    matchedBy.set(features, numberMatched)
    return features
  },
  background: async () => {
    const response = await fetch(backgroundUrl)
    if (!response.ok) throw new Error(`${response.status}`)
    return (await response.json()) as Background
  },
}

const keyOf = (name: SourceName, on: string | undefined, who: string) =>
  name === 'resources' ? `${name}#${who}` : on ? `${name}@${on}` : name

function load(name: SourceName, on: string | undefined, who: string, again: boolean) {
  const key = keyOf(name, on, who)
  if (kept[key] && !(again && kept[key].state === 'failed')) return
  if (name === 'resources')
    kept = Object.fromEntries(Object.entries(kept).filter(([other]) => !other.startsWith('resources#')))
  set(key, { state: 'loading', data: empty[name] })
  readers[name](on).then(
    data => set(key, { state: 'ready', data }),
    () => set(key, { state: 'failed', data: empty[name] }),
  )
}

const atBoot: Kept | null =
  boot.areas.features.length > 0 ? { state: 'ready', data: boot.areas.features } : null
const loading: Kept = { state: 'loading', data: null }

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Today's areas are in the page already. While a past day's load, or if they fail, today's stand in. */
export function useSource<N extends SourceName>(
  name: N,
  { on, wanted = true }: { on?: string | undefined; wanted?: boolean } = {},
): Source<N> {
  const all = useSyncExternalStore(subscribe, () => kept)
  const who = useSession().account?.username ?? ''
  const bootstrapped = name === 'areas' ? atBoot : null
  useEffect(() => {
    if (wanted && !(bootstrapped && !on)) load(name, on, who, false)
  }, [name, on, who, wanted, bootstrapped])
  const found = all[keyOf(name, on, who)] ?? (on ? undefined : bootstrapped) ?? loading
  const { state } = found
  const data = (state === 'ready' ? found.data : (bootstrapped?.data ?? empty[name])) as Contents[N]
  return useMemo(
    () => ({ state, data, retry: () => load(name, on, who, true) }),
    [state, data, name, on, who],
  )
}

/** One that was united with another is on the map no more. */
export function dropResource(id: string): void {
  for (const [key, before] of Object.entries(kept)) {
    if (!key.startsWith('resources#') || before.state !== 'ready') continue
    set(key, { state: 'ready', data: (before.data as Resource[]).filter(other => other.id !== id) })
  }
}
let written = 0
/** How often this page has changed the census: tiles asked for before it are old. */
export const writes = () => written

/** A resource just added is on the map without asking for all of them again. */
export function keepResource(resource: Resource): void {
  written++
  for (const [key, before] of Object.entries(kept)) {
    if (!key.startsWith('resources#') || before.state !== 'ready') continue
    const all = before.data as Resource[]
    const others = all.filter(other => other.id !== resource.id)
    const next = [...others, resource]
    if (allOf(all) > all.length) matchedBy.set(next, allOf(all) + next.length - all.length)
    set(key, { state: 'ready', data: next })
  }
}
