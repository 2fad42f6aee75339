import { expect, test } from 'vitest'
import { holidayOn } from '../../api/hours/contract.ts'
import { notWorking, openWeekdays } from '../../api/observations/working-days.ts'

test('holidays are those of Italy, Easter Monday among them, and the patron saint of Potenza', () => {
  // Easter Mondays as published, the earliest and the latest of the century among them.
  for (const day of ['2024-04-01', '2025-04-21', '2026-04-06', '2027-03-29', '2038-04-26', '2008-03-24'])
    expect(holidayOn(day), day).toBe('holiday')
  for (const day of ['2026-01-01', '2026-06-02', '2026-08-15', '2026-12-08', '2026-12-26'])
    expect(holidayOn(day), day).toBe('holiday')
  expect(holidayOn('2026-05-30')).toBe('patron_saint')
  expect(holidayOn('2026-11-18')).toBeUndefined()
})

test('Saint Francis is a holiday from 2026', () => {
  expect(['2025-10-04', '2026-10-04', '2027-10-04'].map(holidayOn)).toEqual([undefined, 'holiday', 'holiday'])
})

test.for([
  ['Mo,We,Fr 09:00-13:00; Tu,Th 15:30-18:00; PH off', [1, 2, 3, 4, 5]],
  ['Tu,Th,Fr 09:30-13:00; We 15:30-18:00; PH off', [2, 3, 4, 5]],
  ['Mo-We, Fr 09:00-13:00', [1, 2, 3, 5]],
  ['Mo 09:00-12:00, Th 15:00-18:00', [1, 4]],
  ['Mo-Fr 09:00-13:00; We off', [1, 2, 4, 5]],
  ['Sa-Mo 10:00-12:00', [0, 1, 6]],
  ['Mo-Sa,PH 10:00-12:00', [1, 2, 3, 4, 5, 6]],
  ['Sep-Jun Mo,Th 15:00-18:00', [1, 4]],
  ['24/7', [0, 1, 2, 3, 4, 5, 6]],
  ['su appuntamento', [1, 2, 3, 4, 5]],
  [null, [1, 2, 3, 4, 5]],
] as const)('«%s» opens %o', ([text, weekdays]) => {
  expect(openWeekdays(text)).toEqual(weekdays)
})

test('each day follows the seat in force on it', () => {
  const seats = [
    { valid_from: '2026-01-01', valid_to: '2026-11-01', opening_hours: 'Mo 09:00-13:00' },
    { valid_from: '2026-11-01', valid_to: null, opening_hours: 'Tu 09:00-13:00' },
  ]
  const on = (day: string) => notWorking(day, seats)
  expect([on('2025-12-29'), on('2026-10-26'), on('2026-10-27')]).toEqual(['no_seat', undefined, 'weekday'])
  expect([on('2026-11-02'), on('2026-11-03')]).toEqual(['weekday', undefined])
})
