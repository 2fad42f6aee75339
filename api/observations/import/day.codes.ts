/** The day that a cell says, in any of the ways in which offices and their programs write one. */

/** Italian and English months by their first three letters; «set» and «sep», «gen» and «jan» are the same months. */
const monthStarts = [
  ['gen', 'jan'],
  ['feb'],
  ['mar'],
  ['apr'],
  ['mag', 'may'],
  ['giu', 'jun'],
  ['lug', 'jul'],
  ['ago', 'aug'],
  ['set', 'sep'],
  ['ott', 'oct'],
  ['nov'],
  ['dic', 'dec'],
]
const monthNames =
  /^(gen(naio)?|feb(braio|b|ruary)?|mar(zo|ch)?|apr(ile|il)?|mag(gio)?|giu(gno)?|lug(lio)?|ago(sto)?|set(t|tembre)?|ott(obre)?|nov(embre|ember)?|dic(embre)?|jan(uary)?|may|june?|july?|aug(ust)?|sep(t|tember)?|oct(ober)?|dec(ember)?)$/
/** Sunday first, as JavaScript counts. */
const weekdays = ['dom|sun', 'lun|mon', 'mar|tue', 'mer|wed', 'gio|thu', 'ven|fri', 'sab|sat']
const weekdayPattern =
  /^(dom(enica)?|lun(edi)?|mar(tedi)?|mer(coledi)?|gio(vedi)?|ven(erdi)?|sab(ato)?|sun(day)?|mon(day)?|tue(s|sday)?|wed(nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?)\.?,?\s+/
/** Hours after a day; what they say is left out. */
const hours =
  /(?:[\st,]+|\s+(?:ore|h|alle|at)\s*)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*(z|[+-]\d{2}:?\d{2}|am|pm))?$/

/** Excel counts days from 30 December 1899. Five digits between 2000 and 2050 are no postcode of this region and no year. */
const serialFrom = 36_526
const serialTo = 55_152
const msPerDay = 86_400_000

export type DayRead = { day: string /** The year was not written. */; yearless?: true }

/**
 * Day before month, always. Two digits of a year are of this century: a register is younger than 2000. Hours are left
 * out, and an instant with its time zone is its day in Rome.
 * @param today needed for a day without its year, which is then the last such day, on the weekday that is written
 * @returns YYYY-MM-DD, or the fault
 */
export function dayOfText(text: string, today?: string): DayRead | { fault: 'unreadable_date' } {
  const written = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  const day = instantOf(written) ?? serialOf(written) ?? calendarOf(written, today)
  return day ?? { fault: 'unreadable_date' }
}

function instantOf(written: string): DayRead | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(z|[+-]\d{2}:?\d{2})$/.test(written)) return
  const instant = new Date(written.replace(' ', 't').replace(' ', '').replace(',', '.').toUpperCase())
  if (Number.isNaN(instant.getTime())) return
  return { day: instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' }) }
}

function serialOf(written: string): DayRead | undefined {
  const [, digits] = /^(\d{5})(?:[.,]\d+)?$/.exec(written) ?? []
  const serial = Number(digits)
  if (digits === undefined || serial < serialFrom || serial > serialTo) return
  return { day: new Date(Date.UTC(1899, 11, 30) + serial * msPerDay).toISOString().slice(0, 10) }
}

function calendarOf(written: string, today: string | undefined): DayRead | undefined {
  const withoutWeekday = written.replace(weekdayPattern, '')
  const weekday =
    withoutWeekday === written
      ? undefined
      : weekdays.findIndex(names => names.split('|').includes(written.slice(0, 3)))
  const calendar = withoutWeekday.replace(hours, '').replace(/[.,]$/, '')
  const parts = isoParts(calendar) ?? numberParts(calendar) ?? wordParts(calendar)
  if (!parts) return
  const { year, month, day } = parts
  if (year !== undefined) {
    const found = dateOf(year.length === 2 ? `20${year}` : year, month, day)
    return found && (weekday === undefined || weekdayOf(found) === weekday) ? { day: found } : undefined
  }
  if (today === undefined) return
  for (let back = 0; back <= (weekday === undefined ? 4 : 6); back++) {
    const found = dateOf(String(Number(today.slice(0, 4)) - back), month, day)
    if (found && found <= today && (weekday === undefined || weekdayOf(found) === weekday))
      return { day: found, yearless: true }
  }
  return
}

type Parts = { year?: string | undefined; month: string; day: string }

const isoParts = (text: string): Parts | undefined => {
  const [, year, , month, day] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? []
  if (year && month && day) return { year, month, day }
  const compact = /^(20\d{2})(\d{2})(\d{2})$/.exec(text)
  return compact ? { year: compact[1], month: compact[2]!, day: compact[3]! } : undefined
}
const numberParts = (text: string): Parts | undefined => {
  const [, day, , month, year] =
    /^(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?$/.exec(text) ?? []
  return day && month ? { year, month, day } : undefined
}
const wordParts = (text: string): Parts | undefined => {
  const [, day, name = '', year] =
    /^(\d{1,2})(?:°|º|o(?=[\s./-]))?[\s./-]{0,2}(?:di )?([a-z]{3,9})\.?(?:[\s./-]{0,2}(?:del )?(\d{4}|\d{2}))?$/.exec(
      text,
    ) ?? []
  if (!day || !monthNames.test(name)) return
  const month = monthStarts.findIndex(starts => starts.includes(name.slice(0, 3))) + 1
  return { year, month: String(month), day }
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** @returns the day when the calendar has it */
function dateOf(year: string, month: string, day: string): string | undefined {
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${found}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(found) ? found : undefined
}

/** A day in a cell that wants none is most often when somebody was born. */
export const looksLikeDay = (text: string): boolean =>
  /^\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})$|^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}$/.test(text.trim())
