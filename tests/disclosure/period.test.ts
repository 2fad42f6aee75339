/** Calendar arithmetic of months and quarters, and the day in Italy. */
import { describe, expect, test } from 'vitest'
import {
  endedPeriods,
  firstDay,
  lastDay,
  monthsOf,
  nextMonth,
  quarterOf,
} from '../../api/disclosure/period.ts'
import { dayOf } from '../../api/territory/contract.ts'

test.each([
  ['2026-09', '2026-09-01', '2026-09-30'],
  ['2026-12', '2026-12-01', '2026-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025-02', '2025-02-01', '2025-02-28'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2026', '2026-01-01', '2026-12-31'],
])('%s runs from %s to %s', (period, first, last) => {
  expect(firstDay(period)).toBe(first)
  expect(lastDay(period)).toBe(last)
})

test('a quarter has three months and each of them knows its quarter', () => {
  for (const quarter of ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']) {
    expect(monthsOf(quarter)).toHaveLength(3)
    for (const month of monthsOf(quarter)) expect(quarterOf(month)).toBe(quarter)
  }
  expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].flatMap(monthsOf)).toEqual(
    Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
  )
})

test('December is followed by January of the next year', () => {
  expect(nextMonth('2025-12')).toBe('2026-01')
  expect(nextMonth('2026-01')).toBe('2026-02')
})

describe('periods that are over', () => {
  test('come in order, a quarter right after its last month', () => {
    expect(endedPeriods('2025-10', '2026-02-10')).toEqual([
      '2025-10',
      '2025-11',
      '2025-12',
      '2025-Q4',
      '2025',
      '2026-01',
    ])
  })

  test('leave out a quarter that began before the first month', () => {
    expect(endedPeriods('2025-11', '2026-01-31')).toEqual(['2025-11', '2025-12'])
  })

  test('never include the month of today', () => {
    expect(endedPeriods('2026-09', '2026-09-30')).toEqual([])
    expect(endedPeriods('2026-09', '2026-10-01')).toEqual(['2026-09'])
  })
})

test.each([
  ['2026-01-31T22:59:59Z', '2026-01-31'],
  ['2026-01-31T23:00:00Z', '2026-02-01'], // winter, UTC+1
  ['2026-07-31T21:59:59Z', '2026-07-31'],
  ['2026-07-31T22:00:00Z', '2026-08-01'], // summer, UTC+2
])('the day in Italy at %s is %s', (instant, day) => {
  expect(dayOf(new Date(instant))).toBe(day)
})
