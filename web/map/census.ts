/**
 * The census as a screen needs it: whole and filtered in the page while it is small; beyond, the first of what the
 * filters leave, how many there are, and where the tiles of the rest are.
 */
import { useEffect, useMemo, useState } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Resource, ResourceGroup } from '../../api/resources/contract.ts'
import { wholeCensus } from '../../api/resources/size.codes.ts'
import { call } from '../api/call.ts'
import { allOf, useSource, writes } from './sources.ts'

export type Asked = {
  area: string | null
  need: NeedGroup | null
  group: ResourceGroup | null
  search: string
  /** The minute whose open ones are asked for; null for all. */
  openAt?: number | null
}
type Filters = { openNow?: 'true'; area?: string; needGroup?: NeedGroup; group?: ResourceGroup; q?: string }
type Answer = { key: string; features: readonly Resource[]; matched: number }

export type Large = {
  /** The first of what the filters leave: all of it when it is little enough for one map. */
  resources: readonly Resource[]
  matched: number
  total: number
  /** Null when `resources` are all. */
  tiles: string | null
  /** And where its cells are counted, of what is active. */
  heat: string | null
  waiting: boolean
  /** The selected resource, when it is not among those that are here. */
  selected: Resource | undefined
}

const filtersOf = ({ area, need, group, search, openAt }: Asked): Filters => ({
  ...(openAt ? { openNow: 'true' as const } : {}),
  ...(area ? { area } : {}),
  ...(need ? { needGroup: need } : {}),
  ...(group ? { group } : {}),
  ...(search.trim() ? { q: search.trim().slice(0, 200) } : {}),
})

/** Null while the census is small enough to be here whole. */
export function useLarge(asked: Asked, selection: string | null): Large | null {
  const base = useSource('resources')
  const total = allOf(base.data)
  const large = total > base.data.length
  const filters = filtersOf(asked)
  const key = JSON.stringify(asked.openAt ? { ...filters, openAt: asked.openAt } : filters)
  const [answer, setAnswer] = useState<Answer | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked; a resource added asks again
  useEffect(() => {
    if (!large || key === '{}') return
    const overtaken = new AbortController()
    const timer = setTimeout(() => {
      call('listResources', { query: filters }, overtaken.signal).then(
        ({ features, numberMatched }) => setAnswer({ key, features, matched: numberMatched }),
        () => {}, // what was there stays, dimmed
      )
    }, 200)
    return () => {
      clearTimeout(timer)
      overtaken.abort()
    }
  }, [large, key, base.data])

  const id = selection?.startsWith('resource:') ? selection.slice(9) : null
  const [one, setOne] = useState<Resource | undefined>()
  const listed = [...base.data, ...(answer?.features ?? [])].find(each => each.id === id)
  const wanted = large && id && !listed ? id : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written is asked for again
  useEffect(() => {
    if (!wanted) return
    let open = true
    call('getResource', { params: { resource: wanted } }).then(
      found => open && setOne(found),
      () => open && setOne(undefined),
    )
    return () => {
      open = false
    }
  }, [wanted, base.data])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says the filters
  return useMemo(() => {
    if (!large) return null
    const found =
      key === '{}'
        ? { key, features: base.data, matched: total }
        : (answer ?? { key: '', features: [], matched: 0 })
    // What is open at another minute is at another address.
    const v = `${writes()}${asked.openAt ? `-${asked.openAt}` : ''}`
    const query = new URLSearchParams({ ...(filters as Record<string, string>), v })
    const isWhole =
      found.key === key && found.matched <= wholeCensus && found.matched === found.features.length
    const at = (more = '') =>
      isWhole ? null : `${window.location.origin}/tiles/resources/{z}/{x}/{y}.mvt?${query}${more}`
    return {
      resources: found.features,
      matched: found.matched,
      total,
      tiles: at(),
      heat: at('&status=active&heat=true'),
      waiting: found.key !== key,
      selected: listed ?? (one?.id === id ? one : undefined),
    }
  }, [large, key, base.data, total, answer, one, id, listed])
}
