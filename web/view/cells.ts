/** (releases, need) → what is served of each map cell: the quarter's households, or the year's of a group of needs. */
import { type MacroNeed, macroOf, type NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release, ReleaseSummary } from '../../api/disclosure/contract.ts'
import type { Cell } from '../../api/territory/contract.ts'
import { cell, chosenQuarter, type Figure, quality, rate } from './select.ts'

/** How far a served value of a cell carries: few or none, wider than a quarter of itself, or sound. */
export type CellState = 'few' | 'uncertain' | 'sound'

export type CellValue = {
  id: string
  area: string | null
  figure: Figure
  rate: Figure | null
  state: CellState
}

export type CellNeeds = {
  period: string
  /** Null: all needs together, of a quarter. */
  macro: MacroNeed | null
  values: readonly CellValue[]
  /** Households whose cell nobody picked, where the release serves them; they are on no map. */
  elsewhere: number
  threshold: number
}

/**
 * The release that tells cells: of all needs the quarter shown; of one need the newest year that had ended with that
 * quarter, because by need cells are published once a year, in four groups.
 */
export function cellRelease(
  period: string | null,
  need: NeedGroup | null,
  releases: readonly ReleaseSummary[],
): string | null {
  const quarter = chosenQuarter(period, releases).id
  if (need === null) return releases.find(one => one.id === quarter && one.tables.includes('T7'))?.id ?? null
  const years = releases.filter(one => one.tables.includes('T8')).map(({ id }) => id)
  // «2026-Q4» is the last of 2026, so that year counts as ended with it.
  const last =
    quarter === null
      ? '9999'
      : quarter.endsWith('Q4')
        ? quarter.slice(0, 4)
        : String(Number(quarter.slice(0, 4)) - 1)
  return (
    years
      .filter(year => year <= last)
      .sort()
      .at(-1) ?? null
  )
}

/** One entry for each cell of the map, in its order, whatever is served: shape and number tell nothing. */
export function cellNeeds(
  release: Release | undefined,
  need: NeedGroup | null,
  cells: readonly Cell[],
): CellNeeds | null {
  if (!release?.dimensions.cell) return null
  const macro = need === null ? null : macroOf[need]
  const served = (id: string): Figure | undefined =>
    macro === null
      ? cell(release, 'T7', ['cell'], { cell: id })
      : cell(release, 'T8', ['cell', 'macro'], { cell: id, macro })
  const values = cells.map(({ properties: { id, area, residents } }): CellValue => {
    const figure = served(id) ?? { value: null, halfWidth: 0 }
    const state =
      figure.value === null ? 'few' : quality(figure.value, figure.halfWidth) === 'C' ? 'uncertain' : 'sound'
    return { id, area, figure, rate: rate(figure, residents), state }
  })
  const elsewhere = release.dimensions.cell
    .filter(id => id.startsWith('none:'))
    .reduce((sum, id) => sum + (served(id)?.value ?? 0), 0)
  return { period: release.period, macro, values, elsewhere, threshold: release.threshold }
}
