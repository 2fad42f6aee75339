/** Every edition keeps the promise and asks only for what a release can say. */
import { describe, expect, test } from 'vitest'
import { assertWithinBudget, cost, editionOf, editions, tablesOf } from '../../api/disclosure/editions.ts'

describe.each(editions)('edition $name', edition => {
  test('costs at most 1.05', () => {
    expect(cost(edition)).toBeLessThanOrEqual(1.05)
  })

  test('shows only margins of what it measures, the whole table first', () => {
    for (const table of edition.tables) {
      expect(table.grids[0]).toEqual(table.dimensions)
      for (const by of table.grids) for (const name of by) expect(table.dimensions).toContain(name)
    }
  })
})

test('an edition beyond the budget is refused', () => {
  const [first] = editions
  const tables = Array.from({ length: 10 }, () => first!.tables[0]!)
  expect(() => assertWithinBudget({ ...first!, tables })).toThrow(/1\.054/)
  expect(() => assertWithinBudget({ ...first!, tables: tables.slice(1) })).not.toThrow()
})

test('a month closes T0 and a quarter T2, in edition L0 with σ 3 and threshold 8', () => {
  const edition = editionOf('2026-09')
  expect(edition).toMatchObject({ name: 'L0', sigma: 3, threshold: 8 })
  expect(tablesOf(edition, '2026-09').map(table => table.code)).toEqual(['T0'])
  expect(tablesOf(edition, '2026-Q3').map(table => table.code)).toEqual(['T2'])
})
