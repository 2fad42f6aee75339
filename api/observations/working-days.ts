/** The days on which a door in Potenza is open, by the hours of its seat. Pure, without the machine's time zone. */
import { addDays, holidayOn, openingsOn, weekday } from '../hours/contract.ts'
import type { NotWorking } from './contract.ts'

const isMondayToFriday = (day: string) => weekday(day) !== 0 && weekday(day) !== 6

/** Hours that are not told, or only on appointment, are those of an office: Monday to Friday. */
function opensOn(openingHours: string | null, day: string): boolean {
  const openings = openingHours === null ? null : openingsOn(openingHours, day)
  if (openings?.some(({ unknown }) => !unknown)) return true
  return (openings === null || openings.length > 0) && isMondayToFriday(day)
}

/** Any year that is not leap, without its holidays. */
const usualYear = Array.from({ length: 365 }, (_, place) => addDays('2026-01-01', place)).filter(
  day => holidayOn(day) === undefined,
)

/** Weekdays on which a seat with these hours opens at some time of the year, 0 is Sunday. */
export function openWeekdays(openingHours: string | null): number[] {
  const days = usualYear.filter(day => opensOn(openingHours, day))
  return [...new Set(days.map(weekday))].sort((a, b) => a - b)
}

export type Seat = { valid_from: string; valid_to: string | null; opening_hours: string | null }

/** @returns why the door is shut on a day; undefined on a working day */
export function notWorking(day: string, seats: readonly Seat[]): NotWorking | undefined {
  const seat = seats.find(each => each.valid_from <= day && (each.valid_to === null || day < each.valid_to))
  if (!seat) return 'no_seat'
  return holidayOn(day) ?? (opensOn(seat.opening_hours, day) ? undefined : 'weekday')
}
