/** (releases, area, need) → the figures of the page; the city is the area null. Pure. */

import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release, ReleaseSummary } from '../../api/disclosure/contract.ts'
import { cell, chosenQuarter, type Figure, type Missing, months, rate } from '../view/select.ts'

/** The four words of absence are values of their own, never zero and never an error. */
export type Reading = { figure: Figure } | { missing: Missing }

export const quarterOf = (period: string): string =>
  period.includes('Q') ? period : `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`
export const lastMonthOf = (quarter: string): string =>
  `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3).padStart(2, '0')}`

/** The quarter asked for, or the one that holds the month asked for, else the newest. */
export const quarterAsked = (period: string | null, releases: readonly ReleaseSummary[]) =>
  chosenQuarter(period === null ? null : quarterOf(period), releases)

/** Up to thirteen months ending with the period asked for: the same month of the year before is among them. */
export function monthsUntil(period: string | null, releases: readonly ReleaseSummary[]): ReleaseSummary[] {
  const last = period === null ? '9999-12' : period.includes('Q') ? lastMonthOf(period) : period
  return months(releases)
    .filter(({ id, kind }) => kind === 'month' && id <= last)
    .slice(-13)
}

const reading = (release: Release, area: string | null, figure: Figure | undefined): Reading =>
  area !== null && !release.dimensions.area.includes(area)
    ? { missing: 'not_covered' }
    : figure
      ? { figure }
      : { missing: 'not_recorded' }

export const accessesOf = (release: Release, area: string | null, month: string): Reading =>
  reading(
    release,
    area,
    area === null
      ? cell(release, 'T0', ['month'], { month })
      : cell(release, 'T0', ['area', 'month'], { area, month }),
  )

export function householdsOf(release: Release, area: string | null, need: NeedGroup | null): Reading {
  if (area === null)
    return reading(
      release,
      null,
      need ? cell(release, 'T2', ['need'], { need }) : cell(release, 'T2', [], {}),
    )
  return reading(
    release,
    area,
    need ? cell(release, 'T2', ['area', 'need'], { area, need }) : cell(release, 'T2', ['area'], { area }),
  )
}

export type Compared = { id: string; name: string; residents: number | null }
/** Rates where every area has residents, else counts; the reference is all the areas together, as a rate. */
export function comparison(release: Release, areas: readonly Compared[], need: NeedGroup | null) {
  const asRates = areas.length > 0 && areas.every(area => area.residents)
  const rows = areas.map(area => {
    const read = householdsOf(release, area.id, need)
    if ('missing' in read) return { ...area, read }
    return { ...area, read: { figure: asRates ? rate(read.figure, area.residents)! : read.figure } }
  })
  const counts = areas.map(area => householdsOf(release, area.id, need))
  const known = counts.every(read => 'figure' in read && read.figure.value !== null)
  const sum = counts.reduce((total, read) => total + ('figure' in read ? (read.figure.value ?? 0) : 0), 0)
  const residents = areas.reduce((total, area) => total + (area.residents ?? 0), 0)
  return { asRates, rows, reference: asRates && known ? (sum * 1000) / residents : null }
}
