/** Days as offices write them: with two figures for the year, in words, as a spreadsheet counts them, with an hour. Pure. */
import { z } from 'zod'

/** What a cell says: a day, or a month or a year of which the first or the last day is meant. */
export type DayCell = { day: string; whole: 'day' | 'month' | 'year' }

const monthNames = [
  'gennaio january',
  'febbraio february',
  'marzo march',
  'aprile april',
  'maggio may',
  'giugno june',
  'luglio july',
  'agosto august',
  'settembre september',
  'ottobre october',
  'novembre november',
  'dicembre december',
]
/** By its name or the first letters of it, three at least. */
const monthOf = (word: string): number => {
  const plain = word.toLowerCase().replace('.', '')
  if (plain.length < 3) return 0
  return 1 + monthNames.findIndex(names => names.split(' ').some(name => name.startsWith(plain)))
}
/** Two figures are of this century, but for those that can only be of the last one. */
const yearOf = (figures: string): number =>
  figures.length > 2 ? Number(figures) : Number(figures) + (Number(figures) < 70 ? 2000 : 1900)

const two = (value: number) => String(value).padStart(2, '0')
function existing(year: number, month: number, day: number): string | undefined {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return year >= 1000 && z.iso.date().safeParse(text).success ? text : undefined
}
const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Spreadsheets count days from 30 December 1899; between these two lie 1954 and 2119. */
const serials = { from: 20_000, to: 80_000 }
const dayOfSerial = (serial: number) =>
  new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)

const inRome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' })
const weekday = /^(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?\s+/iu
const hour = /[\sT]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?$/i
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i

/**
 * @param end whether a month or a year means its last day
 * @returns undefined for what is no date, such as 30 February
 */
export function dayOfCell(cell: string, end: boolean): DayCell | undefined {
  const written = cell.trim()
  if (instant.test(written)) {
    const at = new Date(written.replace(' ', 'T'))
    return Number.isNaN(at.getTime()) ? undefined : { day: inRome.format(at), whole: 'day' }
  }
  const text = written.replace(hour, '').replace(weekday, '').trim()
  const named = (day: string | undefined): DayCell | undefined =>
    day === undefined ? undefined : { day, whole: 'day' }
  const parts = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? []

  const [isoYear, isoMonth, isoDay] = parts(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/)
  if (isoYear) return named(existing(Number(isoYear), Number(isoMonth), Number(isoDay)))
  const [day, month, year] = parts(/^(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2})$/)
  if (day) return named(existing(yearOf(year!), Number(month), Number(day)))
  const [spoken, word, of] = parts(/^(\d{1,2})[°º]?[\s./-]*(\p{L}{3,}\.?)[\s./-]*(\d{4}|\d{2})$/u)
  if (spoken) return named(existing(yearOf(of!), monthOf(word!), Number(spoken)))
  const [monthWord, itsYear] = parts(/^(\p{L}{3,}\.?)[\s./-]*(\d{4})$/u)
  const [monthNumber, thatYear] = parts(/^(\d{1,2})\s?[/.-]\s?(\d{4})$/)
  const inMonth = monthWord ? monthOf(monthWord) : Number(monthNumber)
  const inYear = Number(itsYear ?? thatYear)
  if (inMonth && inYear) {
    const found = inMonth <= 12 ? existing(inYear, inMonth, end ? lastOf(inYear, inMonth) : 1) : undefined
    return found ? { day: found, whole: 'month' } : undefined
  }
  const [compactYear, compactMonth, compactDay] = parts(/^((?:19|20)\d{2})(\d{2})(\d{2})$/)
  if (compactYear) return named(existing(Number(compactYear), Number(compactMonth), Number(compactDay)))
  if (/^(?:19|20)\d{2}$/.test(text)) return { day: `${text}-${end ? '12-31' : '01-01'}`, whole: 'year' }
  const serial = Number(text.replace(',', '.'))
  return /^\d{5}(?:[.,]\d+)?$/.test(text) && serial >= serials.from && serial <= serials.to
    ? named(dayOfSerial(serial))
    : undefined
}
