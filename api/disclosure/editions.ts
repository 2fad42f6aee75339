/**
 * What is published, as data: which tables are measured, how often, with how much noise and from which value they
 * are shown. The same list is constant in the database (`published.edition_table`), which measures nothing else; a
 * test compares the two. Changing what leaves the observatory means adding an edition in both places, and nothing else.
 *
 * A household enters each table once per closing (T0 and T1: at most three times per quarter), so all that is ever
 * said of a household of one quarter costs √tables / σ. The bound 1.05 keeps what anybody can learn about it within
 * what the project promises.
 */
import type { DimensionName, ServedGrid } from './contract.ts'
import { kindOf } from './period.ts'

export type Table = {
  code: ServedGrid['table']
  /** What one unit of a count is. */
  unit: ServedGrid['unit']
  /** Crossed in this order in every measured cell. */
  dimensions: readonly DimensionName[]
  closes: 'month' | 'quarter' | 'year'
  /**
   * What a release shows of it: the whole table and its margins, the dimensions absent being summed. A map cell lies
   * in one area, so «cell» alone is as fine as «area, cell».
   */
  grids: readonly (readonly DimensionName[])[]
}

export type Edition = {
  name: string
  /** Scale of the discrete Gaussian added to every cell. */
  sigma: number
  /** A value under it is served as «pochi o nessuno». */
  threshold: number
  tables: readonly Table[]
}

/** L: from about 1,500 accesses a year. S: from about 150; it gives up months, map and detail for less noise. */
export const editions: readonly Edition[] = [
  {
    name: 'L',
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
        code: 'T1',
        unit: 'accesses',
        dimensions: ['centre', 'channel', 'month'],
        closes: 'month',
        grids: [
          ['centre', 'channel', 'month'],
          ['centre', 'month'],
          ['channel', 'month'],
        ],
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
      {
        code: 'T3',
        unit: 'households',
        dimensions: ['area', 'macro', 'outcome'],
        closes: 'quarter',
        grids: [
          ['area', 'macro', 'outcome'],
          ['area', 'macro'],
          ['area', 'outcome'],
          ['macro', 'outcome'],
          ['macro'],
          ['outcome'],
        ],
      },
      {
        code: 'T4',
        unit: 'households',
        dimensions: ['area', 'macro', 'age'],
        closes: 'quarter',
        grids: [['area', 'macro', 'age'], ['area', 'age'], ['macro', 'age'], ['age']],
      },
      {
        code: 'T5',
        unit: 'households',
        dimensions: ['area', 'gender', 'citizenship'],
        closes: 'quarter',
        grids: [
          ['area', 'gender', 'citizenship'],
          ['area', 'gender'],
          ['area', 'citizenship'],
          ['gender'],
          ['citizenship'],
        ],
      },
      {
        code: 'T6',
        unit: 'households',
        dimensions: ['area', 'household', 'income', 'known'],
        closes: 'quarter',
        grids: [
          ['area', 'household', 'income', 'known'],
          ['area', 'household'],
          ['area', 'income'],
          ['area', 'known'],
          ['household'],
          ['income'],
          ['known'],
        ],
      },
      { code: 'T7', unit: 'households', dimensions: ['area', 'cell'], closes: 'quarter', grids: [['cell']] },
      {
        code: 'T8',
        unit: 'households_year',
        dimensions: ['area', 'cell', 'macro'],
        closes: 'year',
        grids: [['cell', 'macro'], ['cell'], ['area', 'macro'], ['area'], ['macro'], []],
      },
    ],
  },
  {
    name: 'S',
    sigma: 2,
    threshold: 6,
    tables: [
      { code: 'S0', unit: 'households', dimensions: ['area'], closes: 'quarter', grids: [['area'], []] },
      {
        code: 'S1',
        unit: 'households_year',
        dimensions: ['area', 'macro'],
        closes: 'year',
        grids: [['area', 'macro'], ['area'], ['macro'], []],
      },
      {
        code: 'S2',
        unit: 'households_year',
        dimensions: ['area', 'known', 'income'],
        closes: 'year',
        grids: [['area', 'known', 'income'], ['area', 'known'], ['area', 'income'], ['known'], ['income']],
      },
      {
        code: 'S3',
        unit: 'households_year',
        dimensions: ['need', 'age'],
        closes: 'year',
        grids: [['need', 'age'], ['need'], ['age']],
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

/** @throws Error for a name that no edition has, which the database refuses too */
export function editionNamed(name: string): Edition {
  const edition = editions.find(one => one.name === name)
  if (!edition) throw new Error(`no edition ${name}`)
  return edition
}

/** The tables of an edition that close with periods of the length of this one. */
export const tablesOf = (edition: Edition, period: string): readonly Table[] =>
  edition.tables.filter(table => table.closes === kindOf(period))
