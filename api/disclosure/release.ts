/**
 * The body of a release, byte by byte: figures in, text and hash out. The same figures always give the same text,
 * with every cell present in a fixed order, so that nothing but the served values can tell anything.
 */
import { createHash } from 'node:crypto'
import { needGroups } from './codes.ts'
import type { DimensionName, Release, ServedGrid } from './contract.ts'
import { type Edition, type Table, tablesOf } from './editions.ts'
import { halfWidth } from './noise.ts'
import { kindOf, lastDay, monthsOf } from './period.ts'
import type { Count } from './reconcile.ts'

/** The area value of everybody who lives in no target area, or whose area is not known. */
export const outsideOrUnknown = 'outside_or_unknown'

/** The values of each dimension in a period. @param areas ids in geographic order */
export function dimensionsOf(
  period: string,
  tables: readonly Table[],
  areas: readonly string[],
): Release['dimensions'] {
  return {
    area: [...areas, outsideOrUnknown],
    month: monthsOf(period),
    ...(tables.some(table => table.dimensions.includes('need')) && { need: [...needGroups] }),
  }
}

/** Every combination of one value per list, the last list running fastest. */
const crossed = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((cells, list) => cells.flatMap(cell => list.map(value => [...cell, value])), [[]])

/** One grid of a table: its counts summed over the dimensions that are not in `by`. */
export function summed(
  counts: readonly Count[],
  table: Table,
  by: readonly DimensionName[],
  dimensions: Release['dimensions'],
): number[] {
  const places = by.map(name => table.dimensions.indexOf(name))
  const totals = new Map<string, number>()
  for (const { table: code, cell, value } of counts) {
    if (code !== table.code) continue
    const key = places.map(place => cell[place]).join('/')
    totals.set(key, (totals.get(key) ?? 0) + value)
  }
  return crossed(by.map(name => dimensions[name] ?? [])).map(cell => totals.get(cell.join('/')) ?? 0)
}

export type ReleaseSource = {
  id: string
  edition: Edition
  /** YYYY-MM-DD, Europe/Rome. */
  closedOn: string
  /** Ids of the areas in force on the last day of the period, in geographic order. */
  areas: readonly string[]
  /** Reconciled, every cell of every table of the period. */
  figures: readonly Count[]
}

export function release({ id, edition, closedOn, areas, figures }: ReleaseSource): Release {
  const tables = tablesOf(edition, id)
  const dimensions = dimensionsOf(id, tables, areas)
  const size = (names: readonly DimensionName[]) =>
    names.reduce((cells, name) => cells * (dimensions[name]?.length ?? 1), 1)
  const grids: ServedGrid[] = tables.flatMap(table =>
    table.grids.map(by => ({
      table: table.code,
      unit: table.unit,
      by: [...by],
      halfWidth: halfWidth(edition.sigma, size(table.dimensions) / size(by)),
      cells: summed(figures, table, by, dimensions).map(value => (value < edition.threshold ? null : value)),
    })),
  )
  return {
    id,
    kind: kindOf(id),
    edition: edition.name,
    closedOn,
    threshold: edition.threshold,
    boundaries: lastDay(id),
    dimensions,
    grids,
    hidden: grids.reduce((count, grid) => count + grid.cells.filter(value => value === null).length, 0),
  }
}

/** The text served and its ETag: keys in the order written above, SHA-256 in hexadecimal. */
export function sealed(content: Release): { body: string; hash: string } {
  const body = JSON.stringify(content)
  return { body, hash: createHash('sha256').update(body, 'utf8').digest('hex') }
}
