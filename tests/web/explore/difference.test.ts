/** Two sides: difference, interval, and the word when chance could make it. */
import { expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import { compared, compareStatement, differenceOf } from '../../../web/explore/compare/difference.ts'

const release = (period: string, cells: (number | null)[]): Release => ({
  id: period,
  period,
  kind: 'quarter',
  edition: 'L',
  closedOn: '2026-10-10',
  threshold: 8,
  boundaries: '2026-09-30',
  dimensions: { area: ['north', 'south'], month: [], need: ['economic', 'housing'] },
  grids: [
    { table: 'T2', unit: 'households', by: ['area', 'need'], halfWidth: 6, cells },
    { table: 'T2', unit: 'households', by: ['area'], halfWidth: 8, cells: [100, 60] },
    { table: 'T2', unit: 'households', by: [], halfWidth: 12, cells: [170] },
  ],
  hidden: 0,
})
const now = release('2026-Q3', [40, 30, null, 9])
const before = release('2025-Q3', [20, 26, 12, null])
const side = (name: string, area: string | null, of: Release | undefined = now) => ({
  name,
  area,
  release: of,
})
const residents = [
  { id: 'north', residents: 10_000 },
  { id: 'south', residents: 5_000 },
]

test.each([
  [40, 30, { value: 10, byChance: false }],
  [40, 32, { value: 8, byChance: true }],
  [30, 40, { value: -10, byChance: false }],
])('from %i and %i', (a, b, expected) => {
  const difference = differenceOf({ value: a, halfWidth: 6 }, { value: b, halfWidth: 6 })!
  expect(difference).toMatchObject(expected)
  expect(difference.high - difference.value).toBeCloseTo(Math.sqrt(72))
  expect(difference.low <= 0 && difference.high >= 0).toBe(expected.byChance)
})

test('«few» has no difference', () => {
  expect(differenceOf({ value: null, halfWidth: 6 }, { value: 30, halfWidth: 6 })).toBeNull()
  expect(differenceOf(null, null)).toBeNull()
})

test('areas are compared by residents, where both have them; periods by number', () => {
  const areas = compared([side('North', 'north'), side('South', 'south')], residents, ['economic', 'housing'])
  expect(areas.by).toBe('rate')
  expect(areas.rows[0]!.a.figure).toEqual({ value: 10, halfWidth: 0.8 })
  expect(areas.rows[0]!.difference).toMatchObject({ value: -2, byChance: false })
  expect(areas.rows[1]!.b.missing).toBe('few')
  expect(areas.rows[1]!.difference).toBeNull()
  const unknown = compared([side('North', 'north'), side('South', 'south')], [], ['housing'])
  expect(unknown.by).toBe('count')
  const periods = compared([side('now', 'north'), side('before', 'north', before)], residents, [
    'economic',
    'housing',
  ])
  expect(periods.by).toBe('count')
  expect(periods.rows.map(({ difference }) => difference?.value)).toEqual([0, 20, 4])
})

test('the whole city too, and a side that is not here says so', () => {
  const city = compared([side('now', null), side('before', null, before)], residents, ['housing'])
  expect(city.rows[0]!.a.figure).toEqual({ value: 170, halfWidth: 12 })
  const absent: Release | undefined = undefined
  const missing = compared(
    [side('now', 'north'), { name: 'later', area: 'north', release: absent }],
    residents,
    [],
  )
  expect(missing.rows[0]!.b.missing).toBe('not_published')
})

test('the comparison is a table as well', () => {
  const sides = [side('now', 'north'), side('before', 'north', before)] as const
  const statement = compareStatement(
    compared([...sides], residents, ['economic', 'housing']),
    [...sides],
    {
      title: 'now and before',
      sentence: 'more',
      unit: 'households',
      needOf: need => need ?? 'all',
      differenceName: 'difference',
      needName: 'need',
      chanceName: 'within chance',
    },
    ['release'],
  )
  expect(statement.rows.map(({ id, summary }) => [id, summary ?? false])).toEqual([
    ['all', true],
    ['economic', false],
    ['housing', false],
  ])
  expect(statement.rows[1]!.cells.difference).toMatchObject({ kind: 'measured', value: 20, quality: 'C' })
  expect(statement.rows[2]!.cells.difference).toEqual({ kind: 'text', text: 'within chance' })
})
