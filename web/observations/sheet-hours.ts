/** Opening hours as a table by days, in any language of the sheet: only names of days and digits are needed. */
import { addDays, type Opening, openingsOn, weekday, weekOf } from '../../api/hours/openings.contract.ts'
import { appointment } from '../../api/hours/words.contract.ts'
import { type SheetLanguage, words } from '../words/sheet.ts'

export type HoursRow = {
  days: string
  /** Left to right in every language. Empty when closed. */
  times: readonly string[]
  /** Said beside the times, or instead of them. */
  note: string | null
}
export type HoursTable = { rows: readonly HoursRow[]; holidaysClosed: boolean }

const weeksAhead = 9

/** @returns an ordinary week, without holidays; null when the hours cannot be read */
export function hoursTable(hours: string, day: string, language: SheetLanguage): HoursTable | null {
  const weeks = Array.from({ length: weeksAhead }, (_, week) => weekOf(hours, addDays(day, 7 * week)))
  if (!weeks[0]) return null
  const week = weeks.find(each => each?.every(({ holiday }) => !holiday)) ?? weeks[0]
  const w = words[language]
  const rows: { days: number[]; text: Omit<HoursRow, 'days'> }[] = []
  throughTheNight(week.map(({ openings }) => openings)).forEach((openings, index) => {
    const text = wordsOf(openings, language)
    const same = rows.find(row => JSON.stringify(row.text) === JSON.stringify(text))
    if (same) same.days.push(index)
    else rows.push({ days: [index], text })
  })
  const isClosed = ({ text }: (typeof rows)[number]) => text.times.length === 0 && text.note === w.closed
  const name = (index: number) => dayName(week[index]!.day, language)
  const inOrder = [...rows.filter(row => !isClosed(row)), ...rows.filter(isClosed)]
  return {
    rows: inOrder.map(row => ({
      days:
        row.days.length === 7
          ? w.everyDay
          : isClosed(row) && row.days.length > 2
            ? w.otherDays
            : rangesOf(row.days)
                .map(([first, last]) => (first === last ? name(first) : `${name(first)} – ${name(last)}`))
                .join(w.comma),
      ...row.text,
    })),
    holidaysClosed: closedOnHolidays(hours, day),
  }
}

/** Three days in a row or more are a range, from the first to the last. */
function rangesOf(days: readonly number[]): [number, number][] {
  const runs: number[][] = []
  for (const day of days)
    if (runs.at(-1)?.at(-1) === day - 1) runs.at(-1)!.push(day)
    else runs.push([day])
  return runs.flatMap(run =>
    run.length > 2
      ? [[run[0]!, run.at(-1)!] as [number, number]]
      : run.map(day => [day, day] as [number, number]),
  )
}

/** A night is told on the evening when it begins: until an hour of the next day, beyond 24:00. */
function throughTheNight(week: readonly (readonly Opening[])[]): Opening[][] {
  const around = (index: number) => week[(index + 7) % 7]!
  const lasts = (day: readonly Opening[]) => day.at(-1)?.to === 1440 && day.at(-1)!.from > 0
  const morning = (day: readonly Opening[]) => (day[0]?.from === 0 && day[0].to < 1440 ? day[0] : null)
  return week.map((day, index) => {
    const own = lasts(around(index - 1)) && morning(day) ? day.slice(1) : [...day]
    const next = lasts(day) ? morning(around(index + 1)) : null
    const evening = own.at(-1)
    return next && evening ? [...own.slice(0, -1), { ...evening, to: 1440 + next.to }] : own
  })
}

const dayName = (day: string, language: SheetLanguage) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

const clock = (minute: number) =>
  minute === 1440 ? '24:00' : `${Math.floor((minute % 1440) / 60)}:${String(minute % 60).padStart(2, '0')}`

function wordsOf(openings: readonly Opening[], language: SheetLanguage): Omit<HoursRow, 'days'> {
  const w = words[language]
  if (openings.length === 0) return { times: [], note: w.closed }
  const whole = openings.every(({ from, to }) => from === 0 && to === 1440)
  const unknown = openings.find(opening => opening.unknown)
  const note = unknown ? (unknown.comment === appointment ? w.byAppointment : w.toConfirm) : null
  return whole
    ? { times: [], note: note ?? w.allDay }
    : { times: openings.map(({ from, to }) => `${clock(from)}–${clock(to)}`), note }
}

/** Whether a place open on a weekday is closed when the weekday is a holiday: told by the next Christmases. */
function closedOnHolidays(hours: string, day: string): boolean {
  const year = Number(day.slice(0, 4))
  const christmases = [0, 1, 2, 3, 4, 5, 6].map(later => `${year + later}-12-25`)
  const open = (on: string) => (openingsOn(hours, on)?.length ?? 0) > 0
  const usual = christmases.filter(on => open(addDays(on, -7)) && weekday(on) !== 0)
  return usual.length > 0 && usual.every(on => !open(on))
}
