/**
 * What opening hours in OpenStreetMap syntax mean: which minutes of a day are open in Potenza. The library reads the
 * grammar; holidays, time zone and sun are set here. Pure, and without the machine's time zone.
 */
import OpeningHours from 'opening_hours'

/** Minutes from midnight, 0 to 1440. `unknown`: perhaps, as by appointment or with an end that is not said. */
export type Opening = { from: number; to: number; unknown: boolean; comment?: string }
export type DayHours = { day: string; holiday: boolean; openings: readonly Opening[] }
/** `to` is the state that begins: open, closed, or null when it is not known. */
export type Change = { at: Date; day: string; minute: number; to: boolean | null }

const minutesOfDay = 1440
const msOfMinute = 60_000
const msOfDay = minutesOfDay * msOfMinute

// Days, as calendar text

const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAt = (wall: number) => new Date(wall).toISOString().slice(0, 10)
export const addDays = (day: string, days: number): string => dayAt(startOf(day) + days * msOfDay)
/** 0 is Sunday. */
export const weekday = (day: string): number => new Date(startOf(day)).getUTCDay()

// The clock on the wall in Potenza, as milliseconds that read like UTC

const rome = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const wallOf = (instant: number) => Date.parse(`${rome.format(instant).replace(' ', 'T')}Z`)
const offsetAt = (instant: number) => wallOf(instant) - Math.floor(instant / 1000) * 1000
/** Of an hour that the change of time repeats the first; one that it skips is read an hour later. */
function instantOf(wall: number): Date {
  const earlier = wall - offsetAt(wall - msOfDay)
  return new Date(wallOf(earlier) === wall ? earlier : wall - offsetAt(earlier))
}

/**
 * The library asks dates for their local time, which is that of the machine and may lack the very hour in question.
 * While it works, dates are such whose local time is their UTC, so that wall clocks pass through unchanged.
 */
class WallDate extends Date {
  constructor(...parts: [] | [number | string | Date] | Parameters<typeof Date.UTC>) {
    super(
      parts.length === 0
        ? Date.now()
        : parts.length === 1
          ? (parts[0] as number)
          : Date.UTC(...(parts as Parameters<typeof Date.UTC>)),
    )
  }
  override getFullYear = () => this.getUTCFullYear()
  override getMonth = () => this.getUTCMonth()
  override getDate = () => this.getUTCDate()
  override getDay = () => this.getUTCDay()
  override getHours = () => this.getUTCHours()
  override getMinutes = () => this.getUTCMinutes()
  override getTimezoneOffset = () => 0
  override setDate = (day: number) => this.setUTCDate(day)
  override setHours = (...parts: Parameters<Date['setUTCHours']>) => this.setUTCHours(...parts)
}

/** Nothing else runs meanwhile: the work is synchronous. */
function onWallClock<T>(work: () => T): T {
  const usual = globalThis.Date
  globalThis.Date = WallDate as unknown as DateConstructor
  try {
    return work()
  } finally {
    globalThis.Date = usual
  }
}

// Reading

/** Of Potenza. Moved west by the day's distance from UTC, the sun rises there when a clock in Potenza says so. */
const potenza = { lat: 40.64, lon: 15.805 }
const place = (offsetHours: number) =>
  ({
    lat: String(potenza.lat),
    lon: String(potenza.lon - offsetHours * 15),
    address: { country_code: 'it', state: '' },
  }) as unknown as ConstructorParameters<typeof OpeningHours>[1]

/** A problem of the library, which throws text: the value up to the place, an arrow and the reason. */
export class Unreadable extends Error {
  readonly position: number | null
  constructor(thrown: unknown) {
    const said = String(thrown)
    const arrow = said.indexOf(' <--- (')
    super(said)
    this.position = arrow < 0 ? null : Math.max(0, arrow - 1)
  }
}

const kept = new Map<string, OpeningHours | Unreadable>()
/** Enough for every hours of a large census on a week's days. */
const keptMost = 5000

/** @throws Unreadable */
export function parsed(text: string, offsetHours = 1): OpeningHours {
  const key = `${offsetHours} ${text}`
  let found = kept.get(key)
  if (!found) {
    try {
      found = onWallClock(() => new OpeningHours(text, place(offsetHours), { locale: 'en' } as never))
    } catch (thrown) {
      found = new Unreadable(thrown)
    }
    if (kept.size >= keptMost) kept.clear()
    kept.set(key, found)
  }
  if (found instanceof Unreadable) throw found
  return found
}

export const weekdayNames = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] as const

const quoted = /("[^"]*")/
/** @returns the text with the parts outside quotation marks changed */
export const outsideQuotes = (text: string, change: (part: string) => string): string =>
  text
    .split(quoted)
    .map((part, place) => (place % 2 === 0 ? change(part) : part))
    .join('')

/**
 * Holidays are this product's, not the library's: `PH` is read as the weekdays of the day and of the one before, whose
 * hours may last past midnight, as far as they are holidays; otherwise as a weekday that is neither.
 */
function onDay(text: string, day: string): string {
  if (!/\bPH\b/.test(text)) return text
  const names = [day, addDays(day, -1)]
    .filter(each => holidayOn(each) !== undefined)
    .map(each => weekdayNames[weekday(each)])
  const neither = weekdayNames[(weekday(day) + 3) % 7]
  return outsideQuotes(text, part =>
    part.replace(/\bPH\b/g, names.length > 0 ? names.join(',') : String(neither)),
  )
}

/** @returns when it is open on a day; null when the hours cannot be read */
export function openingsOn(hours: string, day: string): Opening[] | null {
  const start = startOf(day)
  try {
    const offset = Math.round(offsetAt(start + msOfDay / 2) / 3_600_000)
    const read = parsed(onDay(hours, day), offset)
    const intervals = onWallClock(() =>
      read.getOpenIntervals(new WallDate(start), new WallDate(start + msOfDay)),
    )
    return intervals.map(([from, to, unknown, comment]) => ({
      from: Math.round((from.getTime() - start) / msOfMinute),
      to: Math.round((to.getTime() - start) / msOfMinute),
      unknown,
      ...(comment ? { comment } : {}),
    }))
  } catch (error) {
    if (error instanceof Unreadable || typeof error === 'string') return null
    throw error
  }
}

/** A leap year, so that each date is in it. */
const everyDay = Array.from({ length: 366 }, (_, place) => addDays('2028-01-01', place))

/** @returns whether the same minutes are open on every day of a year, sure or to be confirmed */
export function sameOpenings(one: string, other: string): boolean {
  const minutes = (hours: string, day: string) =>
    JSON.stringify(openingsOn(hours, day)?.map(({ from, to, unknown }) => [from, to, unknown]))
  return one === other || everyDay.every(day => minutes(one, day) === minutes(other, day))
}

const stateAt = (openings: readonly Opening[], minute: number): boolean | null => {
  const now = openings.find(({ from, to }) => from <= minute && minute < to)
  return now ? (now.unknown ? null : true) : false
}

const minuteOf = (wall: number, day: string) => Math.floor((wall - startOf(day)) / msOfMinute)

/** @returns the calendar day in Potenza */
export const today = (instant: Date): string => dayAt(wallOf(instant.getTime()))

/** @returns null when it is not known: hours that are not told or cannot be read, or an appointment is needed */
export function openAt(hours: string | null | undefined, instant: Date): boolean | null {
  const wall = wallOf(instant.getTime())
  const openings = hours ? openingsOn(hours, dayAt(wall)) : null
  return openings && stateAt(openings, minuteOf(wall, dayAt(wall)))
}

/** How far ahead a change is looked for: a year holds every season. */
const daysAhead = 366

/** @returns the next opening, closing or doubt after an instant; null when there is none within a year */
export function nextChange(hours: string | null | undefined, instant: Date): Change | null {
  if (!hours) return null
  const wall = wallOf(instant.getTime())
  const today = dayAt(wall)
  const now = openAt(hours, instant)
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const day = addDays(today, ahead)
    const openings = openingsOn(hours, day)
    if (!openings) return null
    const edges = [0, ...openings.flatMap(({ from, to }) => [from, to])].filter(
      minute => minute < minutesOfDay && (ahead > 0 || minute > minuteOf(wall, today)),
    )
    for (const minute of edges.sort((a, b) => a - b)) {
      const to = stateAt(openings, minute)
      if (to !== now) return { at: instantOf(startOf(day) + minute * msOfMinute), day, minute, to }
    }
  }
  return null
}

/** @returns the seven days from Monday of the week that holds a day; null when the hours cannot be read */
export function weekOf(hours: string, day: string): DayHours[] | null {
  const monday = addDays(day, -((weekday(day) + 6) % 7))
  const week = Array.from({ length: 7 }, (_, place) => {
    const each = addDays(monday, place)
    return { day: each, holiday: holidayOn(each) !== undefined, openings: openingsOn(hours, each) }
  })
  return week.every(({ openings }) => openings) ? (week as DayHours[]) : null
}

// Holidays

/** Public holidays of Italy: L. 260/1949 and later; Saint Francis again from 2026 by L. 151/2025. */
const publicHolidays =
  'Jan 01,Jan 06,easter,easter +1 day,Apr 25,May 01,Jun 02,Aug 15,Nov 01,Dec 08,Dec 25,Dec 26; 2026+ Oct 04'
/** Saint Gerard, patron of Potenza. */
const patronSaint = '05-30'

const known = new Map<string, 'holiday' | 'patron_saint' | undefined>()

/** @returns which kind of holiday the day is, common Sundays aside; undefined when it is none */
export function holidayOn(day: string): 'holiday' | 'patron_saint' | undefined {
  if (!known.has(day)) {
    if (known.size >= keptMost) known.clear()
    const isPublic = (openingsOn(publicHolidays, day) ?? []).length > 0
    known.set(day, isPublic ? 'holiday' : day.slice(5) === patronSaint ? 'patron_saint' : undefined)
  }
  return known.get(day)
}
