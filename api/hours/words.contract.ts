/** Opening hours as a sentence, such as «lunedì–venerdì 9–13; martedì anche 15:30–17:30; chiuso nei festivi». */
import { Unreadable } from './openings.contract.ts'
import {
  canonical,
  lastsPastMidnight,
  monthNames,
  overlap,
  type Rule,
  readRules,
  share,
  weekdaysIn,
} from './rules.contract.ts'

export type HoursLanguage = 'it' | 'en'

/** How the product writes, in hours, that an appointment is needed; told in the language of the reader. */
export const appointment = 'su appuntamento'

const twoFigures = (hour: number) => String(hour).padStart(2, '0')
const ofLanguage = {
  it: {
    locale: 'it-IT',
    everyDay: 'tutti i giorni',
    holidays: 'festivi',
    atHolidays: 'nei festivi',
    closed: 'chiuso',
    always: 'sempre aperto',
    allDay: 'tutto il giorno',
    allYear: 'tutto l’anno',
    also: 'anche',
    only: 'solo',
    otherwise: 'altrimenti',
    unknown: 'da confermare',
    appointment,
    sun: { sunrise: 'alba', sunset: 'tramonto', dawn: 'aurora', dusk: 'crepuscolo' },
    easter: 'Pasqua',
    week: 'settimana',
    nth: ['ultimo', '', 'primo', 'secondo', 'terzo', 'quarto', 'quinto'],
    ofMonth: 'del mese',
    from: (time: string) => `dalle ${time} in poi`,
    inMonth: (name: string) => `${/^[ao]/.test(name) ? 'ad' : 'a'} ${name}`,
    onDay: (day: string) => `il ${day}`,
    time: (hour: number, minute: string, isSure: boolean) =>
      isSure ? (minute === '00' ? String(hour) : `${hour}:${minute}`) : `${twoFigures(hour)}:${minute}`,
    quote: (text: string) => `«${text}»`,
  },
  en: {
    locale: 'en-GB',
    everyDay: 'every day',
    holidays: 'holidays',
    atHolidays: 'on holidays',
    closed: 'closed',
    always: 'always open',
    allDay: 'all day',
    allYear: 'all year',
    also: 'also',
    only: 'only',
    otherwise: 'otherwise',
    unknown: 'to be confirmed',
    appointment: 'by appointment',
    sun: { sunrise: 'sunrise', sunset: 'sunset', dawn: 'dawn', dusk: 'dusk' },
    easter: 'Easter',
    week: 'week',
    nth: ['last', '', 'first', 'second', 'third', 'fourth', 'fifth'],
    ofMonth: 'of the month',
    from: (time: string) => `from ${time} on`,
    inMonth: (name: string) => `in ${name}`,
    onDay: (day: string) => `on ${day}`,
    time: (hour: number, minute: string, isSure: boolean) => `${isSure ? hour : twoFigures(hour)}:${minute}`,
    quote: (text: string) => `“${text}”`,
  },
} as const
type Words = (typeof ofLanguage)[HoursLanguage]

/** 4 January 1970 was a Sunday. */
const dayName = (words: Words, day: number) =>
  new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' }).format((3 + day) * 86_400_000)
const monthName = (words: Words, month: number) =>
  new Intl.DateTimeFormat(words.locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, month, 1))
const listed = (words: Words, parts: readonly string[]) =>
  new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(parts)

/** @returns the hours in words; as they are written when they cannot be read */
export function inWords(hours: string, language: HoursLanguage): string {
  const words = ofLanguage[language]
  try {
    const rules = readRules(canonical(hours))
    return rules.map((rule, place) => sentence(rule, rules.slice(0, place), words)).join('; ')
  } catch (error) {
    if (error instanceof Unreadable) return hours
    throw error
  }
}

/** A time of day in words: «9», «15:30», “15:30”. */
export const timeInWords = (minute: number, language: HoursLanguage): string =>
  ofLanguage[language].time(Math.floor(minute / 60), String(minute % 60).padStart(2, '0'), true)

function sentence(rule: Rule, before: readonly Rule[], words: Words): string {
  const { dates, days, times, state, comment } = rule
  if (times === '24/7' && !dates && !days && !comment && state !== 'off') return words.always
  const remark = comment && (comment === appointment ? words.appointment : words.quote(comment))
  const when = dates && datesIn(dates, words)
  const start = rule.join === '||' ? words.otherwise : ''
  if (state === 'off' && !times) {
    const alone = !days && dates
    const what =
      days === 'PH'
        ? words.atHolidays
        : alone
          ? preposed(dates, when, words)
          : days && (rule.days === 'Mo-Su' ? words.everyDay : daysIn(days, words))
    const closed = [start, words.closed, what, remark].filter(Boolean).join(' ')
    return when && !alone ? `${when}: ${closed}` : closed
  }
  const opens = times
    ? times === '24/7' || times === '00:00-24:00'
      ? words.allDay
      : timesIn(times, words)
    : comment || state === 'unknown'
      ? ''
      : words.allDay
  const open = before.filter(({ state }) => state !== 'off')
  const ofDays = days
    ? daysIn(days, words)
    : opens && (!when || open.some(other => other.days))
      ? words.everyDay
      : ''
  const said = [
    start,
    ofDays,
    stand(rule, before, words),
    opens,
    state === 'off' && words.closed,
    state === 'unknown' && !comment && words.unknown,
    remark,
  ]
    .filter(Boolean)
    .join(' ')
  const season = when || (open.some(({ dates }) => dates) && rule.join !== '||' ? words.allYear : '')
  return season ? `${season}: ${said}` : said
}

/** «anche» or «solo», where a reader could take one for the other. */
function stand(rule: Rule, before: readonly Rule[], words: Words): string {
  const open = before.filter(({ state }) => state !== 'off')
  const ofHolidays = ({ days }: Rule) => days.includes('PH')
  const meets = (other: Rule) =>
    share(weekdaysIn(other.days), weekdaysIn(rule.days)) || ofHolidays(other) || ofHolidays(rule)
  if (rule.join === ',') return open.some(meets) ? words.also : ''
  const apart = (other: Rule) => !overlap(other.times, rule.times)
  const replaces = open.some(
    other => (meets(other) && (other.dates === rule.dates || apart(other))) || lastsPastMidnight(other.times),
  )
  return rule.join === ';' && replaces ? words.only : ''
}

function daysIn(days: string, words: Words): string {
  if (days === 'Mo-Su') return words.everyDay
  const parts = days.match(/[A-Z][A-Za-z](?:-[A-Z][a-z])?(?:\[[^\]]*\])?/g) ?? []
  return listed(
    words,
    parts.map(part => {
      const [, from = '', to, places] = part.match(/^(..)(?:-(..))?(?:\[(.*)\])?$/)!
      const name = (code: string) => (code === 'PH' ? words.holidays : dayName(words, dayNumber(code)))
      if (places)
        return `${listed(
          words,
          places.split(',').map(place => words.nth[Number(place) + 1] ?? `${place}`),
        )} ${name(from)} ${words.ofMonth}`
      return to ? `${name(from)}–${name(to)}` : name(from)
    }),
  )
}
const dayNumber = (code: string) => ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'].indexOf(code)

function timesIn(times: string, words: Words): string {
  const one = (time: string, isSure = true) =>
    time in words.sun
      ? words.sun[time as keyof Words['sun']]
      : words.time(Number(time.slice(0, 2)), time.slice(3, 5), isSure)
  return listed(
    words,
    times.split(',').map(range => {
      if (/^\d\d:\d\d\+$/.test(range)) return words.from(one(range, !isEarly(range)))
      if (!/^[\d:a-z]+-[\d:a-z]+$/.test(range)) return range
      const [from = '', to = ''] = range.replace(/-00:00$/, '-24:00').split('-')
      return `${one(from, !isEarly(from))}–${one(to, !(to <= from && from < '17:00'))}`
    }),
  )
}

/** «3–6» alone would be taken for the afternoon: the hours of a night have two figures, «03:00–06:00». */
const isEarly = (time: string) => time >= '01:00' && time < '06:00'

/** «15 giugno–8 settembre», «luglio e agosto», «1–15 settembre 2027»; what is rarer stays as it is written. */
function datesIn(dates: string, words: Words): string {
  const [, year, rest = dates] = dates.match(/^(\d{4}) (.*)$/) ?? []
  const named = rest.split(',').map(part => dateIn(part, words))
  return listed(words, named) + (year ? ` ${year}` : '')
}

const monthPattern = monthNames.join('|')
const datePattern = new RegExp(
  `^(${monthPattern})(?: (\\d\\d))?(?:-(?:(${monthPattern})(?: (\\d\\d))?|(\\d\\d)))?$`,
)

function dateIn(part: string, words: Words): string {
  const name = (code: string) => monthName(words, monthNames.indexOf(code))
  const found = part.match(datePattern)
  if (!found) return part.replace(/\beaster\b/, words.easter).replace(/\bweek\b/, words.week)
  const [, from = '', day, to, lastDay, lastOfSame] = found
  const first = day ? `${Number(day)} ${name(from)}` : name(from)
  if (lastOfSame) return `${Number(day)}–${Number(lastOfSame)} ${name(from)}`
  return to ? `${first}–${lastDay ? `${Number(lastDay)} ` : ''}${name(to)}` : first
}

/** After «chiuso»: a month or a day takes its preposition, a span none. */
function preposed(dates: string, said: string, words: Words): string {
  if (monthNames.includes(dates)) return words.inMonth(said)
  return /^[A-Z][a-z]{2} \d\d$/.test(dates) ? words.onDay(said) : said
}
