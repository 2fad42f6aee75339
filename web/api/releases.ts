/** Releases, fetched once and kept in memory: a closed period never changes. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Release, ReleaseSummary } from '../../api/disclosure/contract.ts'
import { call } from './call.ts'

export type Releases = {
  /** Of the list; a release that did not load is named in `failed`. */
  state: 'loading' | 'ready' | 'failed'
  /** Newest first, those that an errata replaced too. */
  all: readonly ReleaseSummary[]
  /** The one in force of each period, newest first; here a release goes by its period. */
  releases: readonly ReleaseSummary[]
  kept: Readonly<Record<string, Release>>
  failed: readonly string[]
}

const empty: Releases = { state: 'loading', all: [], releases: [], kept: {}, failed: [] }
let current = empty
let listing: Promise<void> | undefined
const asked = new Set<string>()
const listeners = new Set<() => void>()

function set(change: Partial<Releases>) {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}

function list(): void {
  if (listing) return
  if (current.state === 'failed') set({ state: 'loading' })
  const mine = call('listReleases').then(
    ({ releases }) => {
      if (listing !== mine) return
      const inForce = releases.filter(one => !one.replaced).map(one => ({ ...one, id: one.period }))
      set({ state: 'ready', all: releases, releases: inForce })
    },
    () => {
      if (listing !== mine) return
      listing = undefined
      set({ state: 'failed' })
    },
  )
  listing = mine
}

/** @param id the period */
function load(id: string): void {
  if (asked.has(id)) return
  asked.add(id)
  const listed = current.all.find(one => one.period === id && !one.replaced)
  call('getRelease', {
    params: { release: listed?.id ?? id },
    query: listed ? { hash: listed.hash } : {},
  }).then(
    release => set({ kept: { ...current.kept, [id]: release } }),
    () => {
      asked.delete(id)
      set({ failed: [...current.failed.filter(other => other !== id), id] })
    },
  )
}

function retry(): void {
  const again = current.failed
  if (again.length > 0) set({ failed: [] })
  for (const id of again) load(id)
  if (current.state === 'failed') list()
}

/** At sign-out nothing stays in memory for the next person at the desk. */
export function forgetReleases(): void {
  listing = undefined
  asked.clear()
  set(empty)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** The same for who is not a component: the facts of a question. */
export const releaseStore = { subscribe, snapshot: () => current, list, load, retry }
const release = (id: string): Release | undefined => current.kept[id]

export function useReleases(): Releases & {
  release: (id: string) => Release | undefined
  load: (id: string) => void
  retry: () => void
} {
  const now = useSyncExternalStore(subscribe, () => current)
  useEffect(list, [])
  return { ...now, release, load, retry }
}
