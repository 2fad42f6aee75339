/**
 * The body of a release, byte by byte: figures in, text and hash out. The same figures always give the same text,
 * with every cell present in a fixed order, so that nothing but the served values can tell anything.
 */
import { createHash } from 'node:crypto'
import { type MacroNeed, macroNeeds, macroOf, type NeedGroup, needGroups } from './codes.ts'
import type { DimensionName, Release, ServedGrid } from './contract.ts'
import { type Edition, type Table, tablesOf } from './editions.ts'
import { halfWidths, type Summation, sumsOf } from './half-widths.ts'
import { kindOf, lastDay } from './period.ts'
import { type Cell, type Count, inOrder, type Margin } from './reconcile.ts'

/** The area value of everybody who lives in no target area, or whose area is not known. */
export const outsideOrUnknown = 'outside_or_unknown'

/** Orders that are not the alphabet's, for what the cells of a period hold. */
const fixedOrder: Partial<Record<DimensionName, readonly string[]>> = {
  channel: ['at_the_door', 'phone', 'outreach', 'written'],
  need: needGroups,
  macro: macroNeeds,
  outcome: ['answered', 'referred', 'intake_proposed', 'unmet'],
  gender: ['F', 'M', 'other_ns'],
  citizenship: ['it', 'eu', 'non_eu', 'unknown'],
  household: ['without_minors', 'with_minors', 'other_unknown'],
  income: ['none', 'supported', 'unknown'],
  known: ['yes', 'no', 'unknown'],
}

/** Ids of the territory in the order of its lists: geographic for areas. */
export type Places = { areas: readonly string[]; centres: readonly string[] }

/**
 * The values of each dimension, read from the cells that were measured, so that body and cells cannot disagree.
 * @returns also the area of each value of `cell`
 */
export function dimensionsOf(
  tables: readonly Table[],
  counts: readonly Count[],
  { areas, centres }: Places,
): Pick<Release, 'dimensions' | 'cellAreas'> {
  const found = new Map<DimensionName, Set<string>>()
  const areaOfCell = new Map<string, string>()
  for (const { code, dimensions } of tables)
    for (const { table, cell } of counts)
      if (table === code)
        dimensions.forEach((name, place) => {
          if (!found.has(name)) found.set(name, new Set())
          found.get(name)!.add(cell[place]!)
          if (name === 'cell') areaOfCell.set(cell[place]!, cell[dimensions.indexOf('area')]!)
        })
  const orders = { ...fixedOrder, area: [...areas, outsideOrUnknown], centre: [...centres, 'other'] }
  const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const ordered = (name: DimensionName): string[] => {
    const values = [...(found.get(name) ?? [])].sort(byCode)
    const order = orders[name as keyof typeof orders]
    if (order) return values.sort((a, b) => order.indexOf(a) - order.indexOf(b))
    if (name !== 'cell') return values
    const rank = (cell: string) =>
      orders.area.indexOf(areaOfCell.get(cell)!) * 2 + Number(cell.startsWith('none:'))
    return values.sort((a, b) => rank(a) - rank(b))
  }
  const dimensions: Release['dimensions'] = { area: ordered('area'), month: ordered('month') }
  for (const name of found.keys()) dimensions[name] = ordered(name)
  return dimensions.cell
    ? { dimensions, cellAreas: dimensions.cell.map(cell => areaOfCell.get(cell)!) }
    : { dimensions }
}

/** For each count the place of its cell in a grid of its table, the last dimension running fastest. */
export function summation(
  counts: readonly Count[],
  table: Table,
  by: readonly DimensionName[],
  dimensions: Release['dimensions'],
): Summation {
  const axes = by.map(name => ({
    place: table.dimensions.indexOf(name),
    size: dimensions[name]!.length,
    index: new Map(dimensions[name]!.map((value, i) => [value, i])),
  }))
  return {
    size: axes.reduce((size, axis) => size * axis.size, 1),
    targets: counts.map(({ table: code, cell }) =>
      code === table.code
        ? axes.reduce((target, axis) => target * axis.size + axis.index.get(cell[axis.place]!)!, 0)
        : -1,
    ),
  }
}

/** The cells of a grid. */
export const summed = (counts: readonly Count[], grid: Summation): number[] =>
  sumsOf(
    counts.map(({ value }) => value),
    grid,
  )

/**
 * Totals that the tables of a period share, coarser first; their whole they share anyway, because they count the same
 * visits. The centre that met a household says nothing of its area, so T0 and T1 share the whole alone.
 */
export function marginsOf(tables: readonly Table[]): readonly Margin[] {
  const placeOf = (name: DimensionName) =>
    new Map(tables.map(table => [table.code as string, table.dimensions.indexOf(name)]))
  const [area, macro, need] = [placeOf('area'), placeOf('macro'), placeOf('need')]
  const at = (places: Map<string, number>, { table, cell }: Cell): string | undefined =>
    cell[places.get(table) ?? -1]
  const macroAt = (cell: Cell): MacroNeed | string | undefined =>
    at(macro, cell) ?? macroOf[at(need, cell) as NeedGroup]
  return [count => at(area, count), count => (at(area, count) === undefined ? undefined : macroAt(count))]
}

export type ReleaseSource = {
  /** Its address: the period, or the period with `-errata`. */
  id: string
  period: string
  /** Why the period was measured again. */
  errata?: string
  edition: Edition
  /** YYYY-MM-DD, Europe/Rome. */
  closedOn: string
  places: Places
  /** Months of the period that are closed: a year may have begun before the observatory did. */
  months: readonly string[]
  /** Reconciled, every cell of every table of the period. */
  figures: readonly Count[]
}

export function release(source: ReleaseSource): Release {
  const { id, period, edition, closedOn, places, months, errata } = source
  const tables = tablesOf(edition, period)
  const figures = inOrder(source.figures)
  const { dimensions, cellAreas } = dimensionsOf(tables, figures, places)
  const planned = tables.flatMap(table =>
    table.grids.map(by => ({ table, by, sum: summation(figures, table, by, dimensions) })),
  )
  const shape = JSON.stringify([
    kindOf(period),
    Object.entries(dimensions).map(([name, values]) => [name, values?.length]),
    cellAreas?.map(area => dimensions.area.indexOf(area)),
  ])
  const widths = halfWidths(
    edition,
    shape,
    figures,
    marginsOf(tables),
    planned.map(({ sum }) => sum),
  )
  const values = figures.map(({ value }) => value)
  const grids: ServedGrid[] = planned.map(({ table, by, sum }, i) => ({
    table: table.code,
    unit: table.unit,
    by: [...by],
    halfWidth: widths[i]!,
    cells: sumsOf(values, sum).map(value => (value < edition.threshold ? null : value)),
  }))
  return {
    id,
    period,
    ...(errata !== undefined && { errata }),
    kind: kindOf(period),
    edition: edition.name,
    closedOn,
    threshold: edition.threshold,
    boundaries: lastDay(period),
    dimensions: { ...dimensions, month: [...months] },
    ...(cellAreas && { cellAreas }),
    grids,
    hidden: grids.reduce((count, grid) => count + grid.cells.filter(value => value === null).length, 0),
  }
}

/** The text served and its ETag: keys in the order written above, SHA-256 in hexadecimal. */
export function sealed(content: Release): { body: string; hash: string } {
  const body = JSON.stringify(content)
  return { body, hash: createHash('sha256').update(body, 'utf8').digest('hex') }
}
