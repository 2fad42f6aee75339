/** What the indicators are computed from, asked for as the view needs it: releases of its periods, census, territory. */
import { useEffect, useMemo } from 'react'
import type { Release } from '../../api/disclosure/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { useReleases } from '../api/releases.ts'
import { useCounts } from '../map/counts.ts'
import { allOf, useSource } from '../map/sources.ts'
import { useVerifiedShares } from '../resources/projects/VerifiedShares.tsx'
import { months as monthly } from '../view/select.ts'
import { chosenPeriod, closedQuarters, periodsOf, quarterOf, stretchOf } from '../view/stretch.ts'
import type { View } from '../view/view.ts'
import type { Census, Facts } from './measure.ts'
import type { Starts } from './series.ts'

/** The same month of the year before is among them; quarters of two years and one. */
const [trendMonths, trendQuarters] = [13, 9]
const monthsOfQuarter = (quarter: string): string[] =>
  [2, 1, 0].map(
    back => `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - back).padStart(2, '0')}`,
  )

export type Known = {
  facts: Facts
  state: 'loading' | 'ready' | 'failed'
  /** The quarter on the page; null when none is closed, or not the one asked for. */
  chosen: { id: string | null; missing: boolean }
  /** Its releases are here. */
  here: boolean
  retry: () => void
  areas: readonly Area['properties'][]
  centres: readonly Centre['properties'][]
  past: { months: readonly Release[]; quarters: readonly Release[]; years: readonly Release[] }
  starts: Starts
}

export function useFacts(view: Pick<View, 'period' | 'since'>): Known {
  const { state, releases, kept, failed, load, retry } = useReleases()
  const asked = view.period && quarterOf(view.period)
  const chosen = chosenPeriod(asked, releases)
  const since = view.since && quarterOf(view.since)
  const periods = periodsOf(since, chosen.id, releases)
  const quarters = closedQuarters(releases)
  const all = monthly(releases).map(({ id }) => id)
  const last = chosen.id
  const months = last ? periods.flatMap(monthsOfQuarter) : chosen.missing && asked ? [] : all.slice(-1)
  const closedYears = releases.filter(({ kind }) => kind === 'year').map(({ id }) => id)
  const years = closedYears.filter(id => !last || id <= last.slice(0, 4)).sort()
  const until = quarters.filter(id => last !== null && id <= last)
  const twelve = until.slice(-4)
  const pastQuarters = until.slice(-trendQuarters)
  const pastMonths = all.filter(id => (asked && last ? id <= months.at(-1)! : !asked)).slice(-trendMonths)

  const wanted = [
    ...new Set([
      ...periods,
      ...months.filter(id => all.includes(id)),
      ...years.slice(-3),
      ...twelve,
      ...pastMonths,
      ...pastQuarters,
    ]),
  ].join(' ')
  useEffect(() => {
    for (const id of wanted.split(' ')) if (id) load(id)
  }, [wanted, load])

  const key = periods.join(' ')
  const quarter = useMemo(() => stretchOf(key.split(' ').filter(Boolean), kept) ?? null, [key, kept])
  const areaSource = useSource('areas', { on: quarter?.boundaries.slice(0, 10) })
  const centreSource = useSource('centres')
  const resources = useSource('resources')
  const cells = useSource('cells')
  const verified = useVerifiedShares()
  const total = allOf(resources.data)
  const large = total > resources.data.length
  const counts = useCounts(large, null)

  const census = useMemo<Census | null>(() => {
    if (resources.state !== 'ready' || (large && !counts)) return null
    return {
      counts: large
        ? counts!
        : resources.data.map(({ properties: { area, group, status } }) => ({
            area,
            group,
            status,
            count: 1,
          })),
      resources: large ? null : resources.data,
      verified,
    }
  }, [resources.state, resources.data, large, counts, verified])

  const here = (ids: readonly string[]) => ids.flatMap(id => kept[id] ?? [])
  const areas = areaSource.data.map(({ properties }) => properties)
  const monthReleases = here(months)
  const facts: Facts = {
    months: months.length > 0 && monthReleases.length === months.length ? monthReleases : null,
    quarter,
    year: here(years.slice(-1))[0] ?? null,
    twelveMonths: twelve.length === 4 ? (stretchOf(twelve, kept) ?? null) : null,
    areas: areas.map(({ id, residents }) => ({ id, residents })),
    centres: centreSource.data.map(({ properties: { id, area } }) => ({ id, area })),
    census,
    cells: cells.state === 'ready' ? cells.data : null,
  }
  const loadingFailed = state === 'failed' || [...periods, ...months].some(id => failed.includes(id))
  return {
    facts,
    state: loadingFailed ? 'failed' : state,
    chosen,
    here: !chosen.id || quarter !== null,
    retry,
    areas,
    centres: centreSource.data.map(({ properties }) => properties),
    past: { months: here(pastMonths), quarters: here(pastQuarters), years: here(years) },
    starts: Object.fromEntries(areas.map(({ id, validFrom }) => [id, validFrom])),
  }
}
