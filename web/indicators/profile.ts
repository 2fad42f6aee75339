/** (releases, area, need) → the figures of the page; the city is the area null. Pure. */

import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { cell, type Figure, type Missing, rate } from '../view/select.ts'

/** The four words of absence are values of their own, never zero and never an error. */
export type Reading = { figure: Figure } | { missing: Missing }

const reading = (release: Release, area: string | null, figure: Figure | undefined): Reading =>
  area !== null && !release.dimensions.area.includes(area)
    ? { missing: 'not_covered' }
    : figure
      ? { figure }
      : { missing: 'not_recorded' }

export function householdsOf(release: Release, area: string | null, need: NeedGroup | null): Reading {
  if (area === null)
    return reading(
      release,
      null,
      need
        ? cell(release, 'T2', ['need'], { need })
        : (cell(release, 'T2', [], {}) ?? cell(release, 'S0', [], {})),
    )
  return reading(
    release,
    area,
    need
      ? cell(release, 'T2', ['area', 'need'], { area, need })
      : (cell(release, 'T2', ['area'], { area }) ?? cell(release, 'S0', ['area'], { area })),
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
