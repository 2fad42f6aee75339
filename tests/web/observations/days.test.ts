// @vitest-environment happy-dom
/** The days of the desk are those of Rome. */
import { expect, test } from 'vitest'
import { addDays, today, weekUntil } from '../../../web/observations/days.ts'

test('the day changes at midnight in Rome, not in London', () => {
  expect(today(new Date('2026-07-01T21:59:00Z'))).toBe('2026-07-01')
  expect(today(new Date('2026-07-01T22:01:00Z'))).toBe('2026-07-02')
  expect(today(new Date('2026-12-31T23:01:00Z'))).toBe('2027-01-01')
})

test('a week runs from Monday to the day, over the change of the hour', () => {
  expect(weekUntil('2026-11-22')).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ])
  expect(weekUntil('2026-11-23')).toEqual(['2026-11-23'])
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
})
