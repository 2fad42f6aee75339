/** Days and months as text, and the days on which a door in Potenza is open. Pure, without the machine's time zone. */

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (date: Date) => date.toISOString().slice(0, 10)

export const addDays = (day: string, days: number): string => {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return text(date)
}

/** @param month YYYY-MM */
export const addMonths = (month: string, months: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

export const monthOf = (day: string): string => day.slice(0, 7)

/** First month of the quarter of a month. */
export const quarterStart = (month: string): string =>
  `${month.slice(0, 4)}-${String(Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`

export const daysOf = (month: string): string[] => {
  const days: string[] = []
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day)
  return days
}

/** 0 is Sunday. */
export const weekday = (day: string): number => utc(day).getUTCDay()

// Public holidays of Italy (L. 260/1949 and later) and 30 May, Saint Gerard, patron of Potenza.
const holidays = [
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '05-30',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
]

export const isWorkingDay = (day: string): boolean =>
  weekday(day) !== 0 &&
  weekday(day) !== 6 &&
  !holidays.includes(day.slice(5)) &&
  day !== easterMonday(Number(day.slice(0, 4)))

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
  const easter = `${year}-${String(whole(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`
  return addDays(easter, 1)
}

const dayNames = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']

/** Weekdays that an opening_hours text opens, 0 is Sunday; Monday to Friday when it names none. */
export function openWeekdays(openingHours: string | null): number[] {
  const open = new Set<number>()
  for (const rule of (openingHours ?? '').split(';')) {
    const [, days] = /^\s*([A-Z][A-Za-z,\- ]*?)\s+\d/.exec(rule) ?? []
    for (const part of days?.split(',') ?? []) {
      const [from, to = from] = part
        .trim()
        .split('-')
        .map(name => dayNames.indexOf(name))
      if (from === undefined || to === undefined || from < 0 || to < 0) continue
      for (let day = from; ; day = (day + 1) % 7) {
        open.add(day)
        if (day === to) break
      }
    }
  }
  return open.size > 0 ? [...open].sort((a, b) => a - b) : [1, 2, 3, 4, 5]
}
