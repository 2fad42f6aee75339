/** Every edition keeps the promise and asks only for what a release can say. */
import { describe, expect, test } from 'vitest'
import { assertWithinBudget, cost, editionNamed, editions, tablesOf } from '../../api/disclosure/editions.ts'

describe.each(editions)('edition $name', edition => {
  test('costs at most 1.05', () => {
    expect(cost(edition)).toBeLessThanOrEqual(1.05)
  })

  test('shows only margins of what it measures, the whole table first', () => {
    for (const table of edition.tables) {
      // A cell lies in one area: with it the area says nothing more.
      const whole = table.dimensions.filter(name => name !== 'area' || !table.dimensions.includes('cell'))
      expect(table.grids[0]).toEqual(whole)
      for (const by of table.grids) for (const name of by) expect(table.dimensions).toContain(name)
    }
  })
})

test('an edition beyond the budget is refused', () => {
  const first = editionNamed('L')
  const tables = Array.from({ length: 10 }, () => first.tables[0]!)
  expect(() => assertWithinBudget({ ...first, tables })).toThrow(/1\.054/)
  expect(() => assertWithinBudget({ ...first, tables: tables.slice(1) })).not.toThrow()
})

test('edition L measures by month, quarter and year; S by quarter and year', () => {
  const codes = (name: string, period: string) =>
    tablesOf(editionNamed(name), period).map(table => table.code)
  expect(codes('L', '2026-09')).toEqual(['T0', 'T1'])
  expect(codes('L', '2026-Q3')).toEqual(['T2', 'T3', 'T4', 'T5', 'T6', 'T7'])
  expect(codes('L', '2026')).toEqual(['T8'])
  expect(codes('S', '2026-09')).toEqual([])
  expect(codes('S', '2026-Q3')).toEqual(['S0'])
  expect(codes('S', '2026')).toEqual(['S1', 'S2', 'S3'])
  expect(editions.map(({ name, sigma, threshold }) => [name, sigma, threshold])).toEqual([
    ['L', 3, 8],
    ['S', 2, 6],
  ])
})

test('a name that no edition has is refused', () => {
  expect(() => editionNamed('X')).toThrow(/no edition X/)
})
