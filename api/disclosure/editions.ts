/**
 * What is published, as data: which tables are measured, how often, with how much noise and from which value they
 * are shown. Changing what leaves the observatory means adding an edition here, and nothing else.
 *
 * A table is measured once per closing and each household enters it once (T0: at most three times per quarter),
 * so an edition costs √tables / σ. The bound 1.05 keeps what anybody can learn about one household within what the
 * project promises.
 */
import type { DimensionName, ServedGrid } from './contract.ts'
import { quarterOf } from './period.ts'

export type Table = {
  code: ServedGrid['table']
  /** What one unit of a count is. */
  unit: ServedGrid['unit']
  /** Crossed in this order in every measured cell. */
  dimensions: readonly DimensionName[]
  closes: 'month' | 'quarter'
  /** What a release shows of it: the whole table and its margins, the dimensions absent being summed. */
  grids: readonly (readonly DimensionName[])[]
}

export type Edition = {
  name: string
  /** First quarter in which it is in force: an edition changes with a new quarter only. */
  from: string
  /** Scale of the discrete Gaussian added to every cell. */
  sigma: number
  /** A value under it is served as «pochi o nessuno». */
  threshold: number
  tables: readonly Table[]
}

/** Oldest first. L0: the first two tables of edition L. */
export const editions: readonly Edition[] = [
  {
    name: 'L0',
    from: '2000-Q1',
    sigma: 3,
    threshold: 8,
    tables: [
      {
        code: 'T0',
        unit: 'accesses',
        dimensions: ['area', 'month'],
        closes: 'month',
        grids: [['area', 'month'], ['month']],
      },
      {
        code: 'T2',
        unit: 'households',
        dimensions: ['area', 'month', 'need'],
        closes: 'quarter',
        grids: [
          ['area', 'month', 'need'],
          ['area', 'need'],
          ['month', 'need'],
          ['area', 'month'],
          ['need'],
          ['area'],
          [],
        ],
      },
    ],
  },
]

/** √tables / σ: the privacy cost of an edition. */
export const cost = ({ tables, sigma }: Edition): number => Math.sqrt(tables.length) / sigma
export const greatestCost = 1.05

/** @throws Error when an edition promises less than the project does */
export function assertWithinBudget(edition: Edition): void {
  if (cost(edition) > greatestCost)
    throw new Error(
      `edition ${edition.name}: √tables/σ is ${cost(edition).toFixed(3)}, at most ${greatestCost} is allowed`,
    )
}
for (const edition of editions) assertWithinBudget(edition)

/** The edition in force in a period. */
export const editionOf = (period: string): Edition =>
  editions.findLast(edition => edition.from <= quarterOf(period)) ?? editions[0]!

/** The tables of an edition that close with a period. */
export const tablesOf = (edition: Edition, period: string): readonly Table[] =>
  edition.tables.filter(table => table.closes === (period.includes('Q') ? 'quarter' : 'month'))
