/**
 * Several closed periods as one: sums of what was served, in the shape of a release, so that every selector reads a
 * year of quarters like a quarter. Nothing is measured again. A household counts once in each quarter it came, so in a
 * sum of quarters it counts as many times as the quarters in which it came.
 *
 * Intervals: the errors of different closings are independent, so half-widths add as the square root of the sum of
 * their squares. A «few» is any number from 0 to the threshold less one: in a sum it counts as its middle, and what it
 * can hide is added to the half-width whole (`doubt`), never as a square root, because all of them may be zero. A sum
 * of «few» alone stays «few», up to the sum of their greatest values.
 */
import type { DimensionName, Release, ReleaseSummary, ServedGrid } from '../../api/disclosure/contract.ts'
import type { Figure } from './select.ts'

/** A figure that may be «few», with the greatest number that this word can stand for. */
export type Part = Figure & { most: number }

/** Sum of figures with independent errors. */
export function sumOf(parts: readonly Part[]): Part {
  const most = parts.reduce((sum, part) => sum + part.most, 0)
  const noise = Math.hypot(...parts.map(({ halfWidth, doubt = 0 }) => halfWidth - doubt))
  const known = parts.filter(part => part.value !== null)
  if (known.length === 0) return { value: null, halfWidth: Math.ceil(noise), most }
  const hidden = parts.reduce((sum, part) => (part.value === null ? sum + part.most / 2 : sum), 0)
  const doubt = parts.reduce((sum, part) => sum + (part.doubt ?? 0), hidden)
  const value = Math.round(known.reduce((sum, part) => sum + part.value!, hidden))
  // Rounded once, outwards; without doubt the sum of one figure is the figure itself.
  const halfWidth = Math.ceil(noise + doubt - 1e-9)
  return { value, halfWidth, most, ...(doubt > 0 && { doubt }) }
}

/** A grid whose cells do not all have the same half-width. */
type SummedGrid = ServedGrid & { halfWidths: readonly number[]; doubts: readonly number[] }

const sameDimensions = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every(name => b.includes(name))
const gridLike = (release: Release, { table, by }: Pick<ServedGrid, 'table' | 'by'>) =>
  release.grids.find(grid => grid.table === table && sameDimensions(grid.by, by)) as
    | (ServedGrid & Partial<SummedGrid>)
    | undefined

/** Every combination of the values of some dimensions, the last fastest. */
function combinations(values: readonly (readonly string[])[]): string[][] {
  return values.reduce<string[][]>(
    (all, each) => all.flatMap(head => each.map(value => [...head, value])),
    [[]],
  )
}

/** The served figure of a place in the grid, undefined where the release has no such value of a dimension. */
function partAt(
  release: Release,
  grid: ServedGrid & Partial<SummedGrid>,
  by: readonly DimensionName[],
  at: readonly string[],
): Part | undefined {
  let index = 0
  for (const name of grid.by) {
    const values = release.dimensions[name] ?? []
    const place = values.indexOf(at[by.indexOf(name)] ?? '')
    if (place < 0) return undefined
    index = index * values.length + place
  }
  const value = grid.cells[index]
  if (value === undefined) return undefined
  const doubt = grid.doubts?.[index] ?? 0
  return {
    value,
    halfWidth: grid.halfWidths?.[index] ?? grid.halfWidth,
    most: release.threshold - 1,
    ...(doubt > 0 && { doubt }),
  }
}

/** A grid from the parts of each of its cells. */
function gridOfParts(
  { table, unit }: Pick<ServedGrid, 'table' | 'unit'>,
  by: readonly DimensionName[],
  cells: readonly (readonly Part[])[],
): SummedGrid {
  const sums = cells.map(sumOf)
  return {
    table,
    unit,
    by: [...by],
    halfWidth: Math.max(0, ...sums.map(sum => sum.halfWidth)),
    cells: sums.map(sum => sum.value),
    halfWidths: sums.map(sum => sum.halfWidth),
    doubts: sums.map(sum => sum.doubt ?? 0),
  }
}

const hiddenIn = (grids: readonly ServedGrid[]) =>
  grids.reduce((count, grid) => count + grid.cells.filter(value => value === null).length, 0)

/** One id for a stretch, `2025-Q4..2026-Q3`; of one period it is the period. */
export const stretchId = (first: string, last: string): string =>
  first === last ? first : `${first}..${last}`

/**
 * The sum of releases of one kind, oldest first. A grid is there when every release has it; a value of a dimension,
 * when every release knows it: an area drawn later is «not covered», never a sum of some of its quarters.
 */
export function stretch(releases: readonly Release[]): Release | undefined {
  const [first, last] = [releases[0], releases.at(-1)]
  if (!first || !last || releases.length === 1) return first
  const dimensions = Object.fromEntries(
    (Object.keys(last.dimensions) as DimensionName[]).map(name => {
      if (name === 'month') return [name, releases.flatMap(release => release.dimensions.month)]
      const values = last.dimensions[name] ?? []
      return [name, values.filter(value => releases.every(one => one.dimensions[name]?.includes(value)))]
    }),
  ) as Release['dimensions']
  const grids = last.grids
    .filter(grid => releases.every(release => gridLike(release, grid)))
    .map(grid => {
      const cells = combinations(grid.by.map(name => dimensions[name] ?? [])).map(at =>
        releases.flatMap(release => partAt(release, gridLike(release, grid)!, grid.by, at) ?? []),
      )
      return gridOfParts(grid, grid.by, cells)
    })
  const id = stretchId(first.period, last.period)
  return {
    id,
    period: id,
    kind: last.kind,
    edition: [...new Set(releases.map(release => release.edition))].join('+'),
    closedOn: last.closedOn,
    threshold: releases.reduce((sum, release) => sum + release.threshold - 1, 1),
    boundaries: last.boundaries,
    dimensions,
    ...(last.cellAreas && {
      cellAreas: (dimensions.cell ?? []).map(value => last.cellAreas![last.dimensions.cell!.indexOf(value)]!),
    }),
    grids,
    hidden: hiddenIn(grids),
  }
}

/** One month of a quarter: what the quarter tells by month, and the whole as the sum of its areas. */
export function monthOf(release: Release, month: string): Release | undefined {
  if (!release.dimensions.month.includes(month)) return undefined
  const grids: ServedGrid[] = release.grids
    .filter(grid => grid.by.includes('month'))
    .map(grid => {
      const by = grid.by.filter(name => name !== 'month')
      const cells = combinations(by.map(name => release.dimensions[name] ?? [])).map(at => [
        partAt(release, grid, [...by, 'month'], [...at, month])!,
      ])
      return gridOfParts(grid, by, cells)
    })
  for (const grid of grids.filter(({ by }) => by.join() === 'area')) {
    if (grids.some(other => other.table === grid.table && other.by.length === 0)) continue
    const parts = grid.cells.map((value, at) => ({
      value,
      halfWidth: (grid as SummedGrid).halfWidths[at]!,
      most: release.threshold - 1,
    }))
    grids.push(gridOfParts(grid, [], [parts]))
  }
  return {
    ...release,
    id: month,
    period: month,
    kind: 'month',
    dimensions: { ...release.dimensions, month: [month] },
    grids,
    hidden: hiddenIn(grids),
  }
}

/** The quarter of a month, the last one of a year; a quarter is its own. */
export const quarterOf = (period: string): string =>
  period.length === 4
    ? `${period}-Q4`
    : period.includes('Q')
      ? period
      : `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`

/** Quarters in which households were counted, oldest first: what can be summed. */
export const closedQuarters = (releases: readonly ReleaseSummary[]): string[] =>
  releases
    .filter(({ kind, tables }) => kind === 'quarter' && (tables.includes('T2') || tables.includes('S0')))
    .map(({ id }) => id)
    .sort()

/** Months that a closed quarter tells apart, oldest first. */
export const closedMonths = (releases: readonly ReleaseSummary[]): string[] =>
  releases
    .filter(({ tables }) => tables.includes('T2'))
    .map(({ id }) => id)
    .sort()
    .flatMap(quarter =>
      [2, 1, 0].map(
        back => `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - back).padStart(2, '0')}`,
      ),
    )

/** Years that alone tell needs, as in a district that meets few, oldest first. */
export const closedYears = (releases: readonly ReleaseSummary[]): string[] =>
  releases
    .filter(({ tables }) => tables.includes('S1'))
    .map(({ id }) => id)
    .sort()

/** Closed periods as long as this one, oldest first. */
export const closedLike = (period: string, releases: readonly ReleaseSummary[]): string[] =>
  period.length === 4
    ? closedYears(releases)
    : period.includes('Q')
      ? closedQuarters(releases)
      : closedMonths(releases)

/** The same where needs are asked for: where no quarter tells them, years do, and after them households by quarter. */
export function chosenOfNeeds(
  asked: string | null,
  releases: readonly ReleaseSummary[],
): { id: string | null; missing: boolean } {
  const years = closedYears(releases)
  if (years.length === 0 || releases.some(({ tables }) => tables.includes('T2')))
    return chosenPeriod(asked, releases)
  const id = asked ? [...years, ...closedQuarters(releases)].find(one => one === asked) : years.at(-1)
  return { id: id ?? null, missing: !id }
}

/** The period a view asks for, a quarter or a month of one, else the newest quarter; `missing` when it is not closed. */
export function chosenPeriod(
  asked: string | null,
  releases: readonly ReleaseSummary[],
): { id: string | null; missing: boolean } {
  const known = closedQuarters(releases)
  const id = asked ? [...known, ...closedMonths(releases)].find(one => one === asked) : known.at(-1)
  return { id: id ?? null, missing: !id }
}

/** The periods of a stretch, oldest first: those of the same length as the last; one alone when `since` is not before it. */
export function periodsOf(
  since: string | null,
  last: string | null,
  releases: readonly ReleaseSummary[],
): readonly string[] {
  if (!last) return []
  const known = closedLike(last, releases)
  if (!known.includes(last)) return []
  const first =
    since && since.length === last.length && since.includes('Q') === last.includes('Q') && since < last
      ? since
      : last
  return known.filter(id => id >= first && id <= last)
}

/** The releases that hold some periods. */
export const releasesOf = (periods: readonly string[]): readonly string[] => [
  ...new Set(periods.map(period => (period.length === 4 ? period : quarterOf(period)))),
]

/** The sum of some periods; undefined while a release of theirs is not here. */
export function stretchOf(
  periods: readonly string[],
  kept: Readonly<Record<string, Release>>,
): Release | undefined {
  const all = periods.map(period => {
    if (period.length === 4 || period.includes('Q')) return kept[period]
    const quarter = kept[quarterOf(period)]
    return quarter && monthOf(quarter, period)
  })
  return all.every(one => one !== undefined) ? stretch(all) : undefined
}
