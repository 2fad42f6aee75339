/**
 * The days on which a door in Potenza is open. Pure, without the machine's time zone. Of a seat's hours only the
 * weekdays are read.
 */
import type { NotWorking } from './contract.ts'

const utc = (day: string) => new Date(`${day}T00:00:00Z`)

export const addDays = (day: string, days: number): string => {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export const weekday = (day: string): number => utc(day).getUTCDay()

// Public holidays of Italy (L. 260/1949 and later) that fall on the same day each year.
const holidays = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26']
/** Saint Francis, a holiday from 2026 (L. 151/2025). */
const saintFrancis = { day: '10-04', from: '2026' }
/** Saint Gerard, patron of Potenza. */
const patron = '05-30'

/** @returns which kind of holiday the day is, Sundays aside; undefined when it is none */
export function holidayOn(day: string): 'holiday' | 'patron_saint' | undefined {
  const inYear = day.slice(5)
  if (holidays.includes(inYear) || day === easterMonday(Number(day.slice(0, 4)))) return 'holiday'
  if (inYear === saintFrancis.day && day >= saintFrancis.from) return 'holiday'
  return inYear === patron ? 'patron_saint' : undefined
}

/** Gregorian computus in its anonymous form (Nature, 1876). */
function easterMonday(year: number): string {
  const whole = Math.floor
  const a = year % 19
  const b = whole(year / 100)
  const c = year % 100
  const h = (19 * a + b - whole(b / 4) - whole((b - whole((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * whole(c / 4) - h - (c % 4)) % 7
  const m = whole((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  const easter = `${String(year).padStart(4, '0')}-${String(whole(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`
  return addDays(easter, 1)
}

const dayNames = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const mondayToFriday = [1, 2, 3, 4, 5]
const name = '(?:Mo|Tu|We|Th|Fr|Sa|Su)'
/** Weekdays and what follows them: hours open them, `off` and `closed` shut them. */
const rules = new RegExp(
  String.raw`\b(${name}(?:\s*[-,]\s*${name})*)(?:\[[^\]]*\])?(?:\s*,\s*PH)?\s+(\d|off|closed)`,
  'g',
)

/** Weekdays that an opening_hours text opens, 0 is Sunday; Monday to Friday when it does not say. */
export function openWeekdays(openingHours: string | null): number[] {
  if (openingHours?.trim() === '24/7') return everyDay
  const open = new Set<number>()
  for (const [, days = '', then = ''] of (openingHours ?? '').matchAll(rules))
    for (const part of days.split(',')) {
      const [from = 0, to = from] = part.split('-').map(each => dayNames.indexOf(each.trim()))
      for (let day = from; ; day = (day + 1) % 7) {
        if (/\d/.test(then)) open.add(day)
        else open.delete(day)
        if (day === to) break
      }
    }
  return open.size > 0 ? [...open].sort((a, b) => a - b) : mondayToFriday
}

export type Seat = { valid_from: string; valid_to: string | null; opening_hours: string | null }

/** @returns why the door is shut on a day; undefined on a working day */
export function notWorking(day: string, seats: readonly Seat[]): NotWorking | undefined {
  const seat = seats.find(each => each.valid_from <= day && (each.valid_to === null || day < each.valid_to))
  if (!seat) return 'no_seat'
  return holidayOn(day) ?? (openWeekdays(seat.opening_hours).includes(weekday(day)) ? undefined : 'weekday')
}
