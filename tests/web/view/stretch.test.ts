/** Sums of closed periods: the values, the half-widths, what a «few» becomes, and what is left out. */
import { expect, test } from 'vitest'
import type { Release, ReleaseSummary } from '../../../api/disclosure/contract.ts'
import { areaValues, cell, cityValue } from '../../../web/view/select.ts'
import {
  closedMonths,
  monthOf,
  periodsOf,
  releasesOf,
  stretch,
  stretchOf,
  sumOf,
} from '../../../web/view/stretch.ts'

const quarter = (period: string, cells: (number | null)[], area = ['north', 'south']): Release => ({
  id: period,
  period,
  kind: 'quarter',
  edition: 'L',
  closedOn: '2026-10-10',
  threshold: 8,
  boundaries: '2026-09-30',
  dimensions: {
    area,
    month: ['a', 'b', 'c'].map((_, index) => `${period.slice(0, 4)}-0${index + 7}`),
    need: ['economic', 'work'],
  },
  grids: [
    { table: 'T2', unit: 'households', by: ['area', 'need'], halfWidth: 6, cells },
    { table: 'T2', unit: 'households', by: [], halfWidth: 8, cells: [90] },
    {
      table: 'T2',
      unit: 'households',
      by: ['area', 'month'],
      halfWidth: 4,
      cells: area.flatMap(() => [10, 20, null]),
    },
  ],
  hidden: 0,
})
const figure = (release: Release, area: string, need: string) =>
  cell(release, 'T2', ['area', 'need'], { area, need })

test('of one period the sum is the period itself', () => {
  const one = quarter('2026-Q3', [10, 20, 30, null])
  expect(stretch([one])).toBe(one)
  expect(stretch([])).toBeUndefined()
})

test('values add, half-widths as the root of the sum of their squares, rounded outwards', () => {
  const sum = stretch([quarter('2026-Q2', [10, 20, 30, 40]), quarter('2026-Q3', [50, 20, 9, 8])])!
  expect(figure(sum, 'north', 'economic')).toEqual({ value: 60, halfWidth: 9 }) // √72 = 8.5
  expect(figure(sum, 'south', 'work')).toEqual({ value: 48, halfWidth: 9 })
  expect(cityValue(sum, null)).toEqual({ value: 180, halfWidth: 12 }) // √128 = 11.3
  expect(sum.period).toBe('2026-Q2..2026-Q3')
  expect(areaValues(sum, [{ id: 'north', residents: 1000 }], 'economic')[0]!.rate!.value).toBe(60)
})

test('a «few» counts as its middle and widens the interval by what it can hide', () => {
  const sum = stretch([quarter('2026-Q2', [40, null, 30, 40]), quarter('2026-Q3', [null, null, 9, 8])])!
  // 40 and 0 to 7: 43.5 ± (8.5 + 3.5)
  expect(figure(sum, 'north', 'economic')).toEqual({ value: 44, halfWidth: 12, doubt: 3.5 })
  // Few and few stay few, up to 14.
  expect(figure(sum, 'north', 'work')).toMatchObject({ value: null })
  expect(sum.threshold).toBe(15)
  expect(sum.hidden).toBe(1 + 4) // four months are few, each in one quarter alone
})

test('what few can hide never shrinks as a square root: a sum of sums holds the worst case', () => {
  const parts = Array.from({ length: 9 }, () => ({ value: null, halfWidth: 0, most: 7 }))
  const { value, halfWidth } = sumOf([{ value: 100, halfWidth: 0, most: 7 }, ...parts])
  expect([value! - halfWidth, value! + halfWidth]).toEqual([expect.any(Number), expect.any(Number)])
  expect(value! - halfWidth).toBeLessThanOrEqual(100)
  expect(value! + halfWidth).toBeGreaterThanOrEqual(163)
  const nested = sumOf([
    sumOf([{ value: 50, halfWidth: 3, most: 7 }, parts[0]!]),
    sumOf([{ value: 50, halfWidth: 4, most: 7 }, parts[0]!]),
  ])
  expect(nested.doubt).toBe(7)
  expect(nested.halfWidth).toBeGreaterThanOrEqual(12)
})

test('the interval holds: the true sum of noisy quarters lies in it at least 9 times in 10', () => {
  let seed = 7
  const uniform = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const noise = () => Math.round(3 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
  let held = 0
  const trials = 4000
  for (let trial = 0; trial < trials; trial++) {
    const truths = Array.from({ length: 4 }, () => Math.floor(uniform() * 25))
    const parts = truths.map(truth => {
      const served = truth + noise()
      return { value: served < 8 ? null : served, halfWidth: 5, most: 7 }
    })
    const truth = truths.reduce((sum, one) => sum + one, 0)
    const { value, halfWidth, most } = sumOf(parts)
    if (value === null ? truth <= most + halfWidth : Math.abs(truth - value) <= halfWidth) held += 1
  }
  expect(held / trials).toBeGreaterThan(0.9)
})

test('an area that some quarter does not know is left out, and so is a table', () => {
  const before = quarter('2026-Q2', [10, 20], ['north'])
  const after = quarter('2026-Q3', [10, 20, 30, 40])
  const sum = stretch([before, { ...after, grids: after.grids.slice(0, 2) }])!
  const [north, south] = areaValues(
    sum,
    [
      { id: 'north', residents: null },
      { id: 'south', residents: null },
    ],
    'work',
  )
  expect(north!.figure).toEqual({ value: 40, halfWidth: 9 })
  expect(south!.missing).toBe('not_covered')
  expect(sum.grids.map(({ by }) => by.join())).toEqual(['area,need', ''])
})

test('a month of a quarter is a release too, its whole the sum of its areas', () => {
  const july = monthOf(quarter('2026-Q3', [1, 2, 3, 4]), '2026-07')!
  expect(cell(july, 'T2', ['area'], { area: 'south' })).toEqual({ value: 10, halfWidth: 4 })
  expect(cityValue(july, null)).toEqual({ value: 20, halfWidth: 6 })
  expect(figure(july, 'north', 'work')).toBeUndefined()
  const both = stretch([july, monthOf(quarter('2026-Q3', [1, 2, 3, 4]), '2026-08')!])!
  expect(cell(both, 'T2', ['area'], { area: 'south' })).toEqual({ value: 30, halfWidth: 6 })
  expect(monthOf(july, '2026-01')).toBeUndefined()
})

const listed = (id: string, tables: ReleaseSummary['tables']) =>
  ({ id, period: id, kind: 'quarter', tables }) as ReleaseSummary
const releases = [listed('2026-Q3', ['T2']), listed('2026-Q2', ['T2']), listed('2026-Q1', ['S0'])]

test('the periods of a stretch are those closed, of the length of the last', () => {
  expect(periodsOf(null, '2026-Q3', releases)).toEqual(['2026-Q3'])
  expect(periodsOf('2025-Q1', '2026-Q3', releases)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3'])
  expect(periodsOf('2026-Q3', '2026-Q2', releases)).toEqual(['2026-Q2'])
  expect(periodsOf('2026-05', '2026-Q3', releases)).toEqual(['2026-Q3'])
  expect(periodsOf('2026-06', '2026-07', releases)).toEqual(['2026-06', '2026-07'])
  expect(periodsOf(null, '2027-Q1', releases)).toEqual([])
  // Edition S tells no months apart.
  expect(closedMonths(releases)[0]).toBe('2026-04')
  expect(releasesOf(['2026-06', '2026-07'])).toEqual(['2026-Q2', '2026-Q3'])
  expect(stretchOf(['2026-Q2'], {})).toBeUndefined()
})
