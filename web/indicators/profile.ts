/** (release, areas, need) → the areas on one scale, and what they are together. Pure. */

import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { areaValues } from '../view/select.ts'

export type Compared = { id: string; name: string; residents: number | null }

/** Rates where every area has residents, else counts; the reference is all the areas together, as a rate. */
export function comparison(release: Release, areas: readonly Compared[], need: NeedGroup | null) {
  const asRates = areas.length > 0 && areas.every(area => area.residents)
  const values = areaValues(release, areas, need)
  const rows = areas.map((area, index) => {
    const { figure, rate, missing } = values[index]!
    // The four words of absence are values of their own; «few» has an interval, which the strip draws.
    return { ...area, read: figure ? { figure: asRates ? rate! : figure } : { missing: missing! } }
  })
  const counts = values.flatMap(({ figure }) => figure?.value ?? [])
  const sum = counts.reduce((total, value) => total + value, 0)
  const residents = areas.reduce((total, area) => total + (area.residents ?? 0), 0)
  const known = counts.length === areas.length
  return { asRates, rows, reference: asRates && known ? (sum * 1000) / residents : null }
}
