/** Two figures side by side: the difference, its interval, and whether chance alone could make it. Pure. */
import type { NeedGroup } from '../../../api/disclosure/codes.ts'
import type { Release } from '../../../api/disclosure/contract.ts'
import { type AreaValue, areaValues, cityValue, type Figure, rate } from '../../view/select.ts'
import { type Cell, measured as measuredCell, type Statement } from '../../view/statement.ts'

export type Resident = { id: string; residents: number | null }
/** One side: a place in a period. `area` null is the whole city. */
export type Side = { name: string; area: string | null; release: Release | undefined }
export type Difference = { value: number; low: number; high: number; byChance: boolean }
export type Row = {
  need: NeedGroup | null
  a: AreaValue
  b: AreaValue
  difference: Difference | null
}
export type Compared = { rows: readonly Row[]; by: 'rate' | 'count' }

function readOf({ area, release }: Side, areas: readonly Resident[], need: NeedGroup | null): AreaValue {
  if (area !== null) {
    const own = areas.find(({ id }) => id === area) ?? { id: area, residents: null }
    return areaValues(release, [own], need)[0]!
  }
  const figure = cityValue(release, need)
  const missing = !release ? 'not_published' : !figure ? 'not_recorded' : figure.value === null ? 'few' : null
  return { area: '', figure, rate: null, missing }
}

/** Errors of two figures are independent, so half-widths add as the root of the sum of their squares. */
export function differenceOf(a: Figure | null, b: Figure | null): Difference | null {
  if (!a || !b || a.value === null || b.value === null) return null
  const value = a.value - b.value
  const half = Math.hypot(a.halfWidth, b.halfWidth)
  return { value, low: value - half, high: value + half, byChance: Math.abs(value) <= half }
}

/** Areas are compared by residents where both have them; a place with itself in two periods by number. */
export function compared(
  sides: readonly [Side, Side],
  areas: readonly Resident[],
  needs: readonly NeedGroup[],
): Compared {
  const [a, b] = sides
  const residentsOf = ({ area }: Side) => areas.find(({ id }) => id === area)?.residents ?? null
  const by = a.area !== b.area && residentsOf(a) && residentsOf(b) ? 'rate' : 'count'
  const shown = (side: Side, value: AreaValue) =>
    by === 'rate' && value.figure ? rate(value.figure, residentsOf(side)) : value.figure
  const rows = [null, ...needs].map(need => {
    const [first, second] = [readOf(a, areas, need), readOf(b, areas, need)]
    return {
      need,
      a: { ...first, figure: shown(a, first) },
      b: { ...second, figure: shown(b, second) },
      difference: differenceOf(shown(a, first), shown(b, second)),
    }
  })
  return { rows, by }
}

export type Said = {
  title: string
  sentence: string
  unit: string
  needOf: (need: NeedGroup | null) => string
  differenceName: string
  needName: string
  chanceName: string
}

/** What a side says, as a cell of table, map and paper. */
export function sideCell({ figure, missing }: AreaValue, { release }: Side, by: Compared['by']): Cell {
  const threshold = release?.threshold ?? 8
  return figure
    ? measuredCell(figure, threshold, by === 'rate' ? 1 : 0)
    : { kind: 'missing', missing: missing ?? 'not_published', threshold }
}

/** The comparison as a table: both sides and the difference, need by need. */
export function compareStatement(
  { rows, by }: Compared,
  sides: readonly [Side, Side],
  said: Said,
  sources: readonly string[],
): Statement {
  const decimals = by === 'rate' ? 1 : 0
  return {
    title: said.title,
    note: said.sentence,
    columns: [
      { key: 'need', name: said.needName, unit: null, usual: true },
      { key: 'a', name: sides[0].name, unit: said.unit, usual: true },
      { key: 'b', name: sides[1].name, unit: said.unit, usual: true },
      { key: 'difference', name: said.differenceName, unit: said.unit, usual: true },
    ],
    rows: rows.map(({ need, a, b, difference }) => ({
      id: need ?? 'all',
      target: null,
      ...(need === null && { summary: true }),
      cells: {
        need: { kind: 'text', text: said.needOf(need) },
        a: sideCell(a, sides[0], by),
        b: sideCell(b, sides[1], by),
        difference: !difference
          ? { kind: 'none' }
          : difference.byChance
            ? { kind: 'text', text: said.chanceName }
            : {
                kind: 'measured',
                value: difference.value,
                low: difference.low,
                high: difference.high,
                quality: measuredQuality(difference),
                decimals,
              },
      },
    })),
    definitions: [],
    sources,
  }
}

const measuredQuality = ({ value, low, high }: Difference) => {
  const share = (high - low) / 2 / Math.abs(value)
  return share <= 0.1 ? 'A' : share <= 0.25 ? 'B' : 'C'
}
