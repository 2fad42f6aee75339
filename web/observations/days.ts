/** Days of the desk in Europe/Rome, written YYYY-MM-DD. */
import { currentTime } from '../api/clock.ts'
import { locale } from '../words/language.ts'

const written = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' })
export const today = (now = currentTime()): string => written.format(now)

// Noon in UTC is the same day in Rome, so that adding days never meets the change of the hour.
const noon = (day: string) => new Date(`${day}T12:00:00Z`)
export const addDays = (day: string, days: number): string =>
  new Date(noon(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Monday to the day itself. */
export function weekUntil(day: string): string[] {
  const weekday = (noon(day).getUTCDay() + 6) % 7
  return Array.from({ length: weekday + 1 }, (_, index) => addDays(day, index - weekday))
}

export const dayWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(noon(day))

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
