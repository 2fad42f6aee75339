/** What looks alike in hours: a comma of decimals or of a list, «15/9» as a date or as hours, «Mar» as a day or a month. */
import type { Paths } from './paths.contract.ts'
import { monthNames, weekdaysIn } from './rules.contract.ts'
import type { QuestionCode } from './speech.contract.ts'
import { NotUnderstood, type Token } from './tokens.contract.ts'
import type { HoursLanguage } from './words.contract.ts'

type Ways = Paths<QuestionCode>

// Commas

const time = String.raw`\d{1,2}(?:[.:h]\d{2})?`
const chain = new RegExp(String.raw`(?<![\d,.:/])${time}(?:(?:,| ?- ?)${time})*(?!\d)`, 'g')
/** A closing hour comes next: what stands before is an opening one. */
const closes = /^\s*(?:-|alle|alla|al|a|fino|to|till?|until|e le|and)\b/
const closing = /(?:\balle|\bal|\ba|\bfino|\bto|\btill?|\buntil|-)(?: ore| h\.?| le)?\s*$/
const between = /\b(?:tra|fra|between)\b[^;\n]*\b(?:e|and)(?: le| ore)*\s*$/
const ofMonth =
  /^\s*(?:(?:e|ed|and) (?:il )?\d{1,2} )?(?:gen|jan|feb|mar(?!t)|apr|mag|may|giu|jun|lug|jul|ago|aug|set|sep|ott|oct|nov|dic|dec)/

/** «9,00-13,00» with a point for the commas of decimals; the commas of lists stay. The length stays. */
export function withoutDecimalCommas(plain: string, paths: Ways): string {
  return plain.replace(chain, (written, start: number) => {
    const after = plain.slice(start + written.length)
    if (!/\d,\d/.test(written)) return written
    const before = plain.slice(0, start)
    // «24,31 dicembre»
    if (!written.includes('-') && !closing.test(before) && ofMonth.test(after)) return written
    const ends = closes.test(after)
    const ways = [
      ...(closing.test(before) || between.test(before) ? [] : decimalsOf(written, 0, false, ends)),
      ...(closing.test(before) || between.test(before) ? decimalsOf(written, 0, true, ends) : []),
    ]
    if (ways.length === 0) return written
    const span = { start, end: start + written.length }
    const way = ways.length === 1 ? ways[0]! : ways[paths.pick(ways.length, 'commas', span)]!
    return [...written].map((sign, place) => (way.includes(place) ? '.' : sign)).join('')
  })
}

/** @returns for each way to read hours that open and close in turn, the places of its decimal commas */
function decimalsOf(text: string, from: number, isClosing: boolean, ends: boolean): number[][] {
  const found = /^\d{1,2}([.:h]\d{2})?/.exec(text.slice(from))
  if (!found) return []
  const after = from + found[0].length
  const minutes = found[1] ? null : /^,([0-5]\d)(?!\d)/.exec(text.slice(after))
  const on = (place: number): number[][] => {
    if (place === text.length) return isClosing || ends ? [[]] : []
    const [join] = /^(?:,| ?- ?)/.exec(text.slice(place)) ?? []
    if (join === undefined || (join === ',' && !isClosing)) return []
    return decimalsOf(text, place + join.length, !isClosing, ends)
  }
  return [...(minutes ? on(after + minutes[0].length).map(places => [after, ...places]) : []), ...on(after)]
}

// Dates with a slash or a point

const bare = /^\d{1,2}$/
const isDate = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12

/** «15/09» as «15» and a month, where it is a date and no hours; and «dal 15.9 al 15.6». */
function withDates(tokens: readonly Token[], plain: string, language: HoursLanguage, paths: Ways): Token[] {
  const settled: Token[] = []
  const dated = (place: number) => settled.at(place)?.kind === 'month'
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!
    const [slash, second, third] = tokens.slice(place + 1)
    const isPair =
      bare.test(token.value) &&
      slash?.kind === 'slash' &&
      bare.test(second?.value ?? '') &&
      slash.start === token.end &&
      second!.start === slash.end
    const point = token.kind === 'number' && /^(\d{1,2})\.(\d{1,2})$/.exec(token.value)
    if (isPair) {
      const end = second!.end
      if (third?.kind === 'slash' && third.start === end)
        throw new NotUnderstood('years', { start: token.start, end: tokens[place + 4]?.end ?? end })
      const [day, month] = [Number(token.value), Number(second!.value)]
      const before = settled.at(-1)
      const told =
        /^(dal|dall'|da|from)$/.test(token.lead ?? '') ||
        /\b(?:il|del|dell|entro il) $/.test(plain.slice(0, token.start)) ||
        before?.kind === 'off' ||
        before?.kind === 'except' ||
        ((before?.kind === 'to' || before?.kind === 'and') && dated(-2)) ||
        second!.value.startsWith('0') ||
        day > 24 ||
        (third?.kind === 'to' && tokens[place + 4]?.kind === 'number' && tokens[place + 5]?.kind === 'slash')
      const span = { start: token.start, end }
      const either = language === 'en' && day <= 12 && day !== month
      if (told && (isDate(day, month) || isDate(month, day))) {
        const hours = before?.kind === 'off' && !second!.value.startsWith('0') && day >= 6 && day < month
        const ways = [
          ...(isDate(day, month) ? [[day, month]] : []),
          ...(either && isDate(month, day) ? [[month, day]] : []),
        ]
        if (ways.length === 0) throw new NotUnderstood('no_such_day', span)
        const count = ways.length + Number(hours)
        const way = ways[count === 1 ? 0 : paths.pick(count, 'dates', span)]
        if (way) {
          settled.push(
            { ...token, value: String(way[0]) },
            { kind: 'month', value: monthNames[way[1]! - 1]!, start: second!.start, end },
          )
          place += 2
          continue
        }
      }
    } else if (point && isDate(Number(point[1]), Number(point[2]))) {
      const begins = token.lead === 'dal' && slash?.kind === 'to'
      const couldBeHours = Number(second?.value) > Number(token.value)
      const goesOn = settled.at(-1)?.kind === 'to' && dated(-2)
      if (goesOn || (begins && (!couldBeHours || paths.pick(2, 'dates', token) === 0))) {
        settled.push(
          { ...token, value: point[1]! },
          { kind: 'month', value: monthNames[Number(point[2]) - 1]!, start: token.start, end: token.end },
        )
        continue
      }
    }
    settled.push(token)
  }
  return settled
}

// Names

const joins = ['to', 'and', 'slash']
const isMonth = (token: Token | undefined) => token?.kind === 'month' && token.value !== 'mar'

/** «mar» is a month beside months, a day beside days; where nothing tells, it is asked. */
function withMarch(tokens: readonly Token[], language: HoursLanguage, paths: Ways): Token[] {
  return tokens.map((token, place) => {
    if (token.value !== 'mar') return token
    const near = (step: 1 | -1) => {
      let at = place + step
      while (joins.includes(tokens[at]?.kind ?? '') || tokens[at]?.value === 'mar') at += step
      return tokens[at]
    }
    const [before, after] = [near(-1), near(1)]
    const figure = tokens[place - 1]?.kind === 'number' ? tokens[place - 1]! : undefined
    const joined = (step: 1 | -1) => joins.includes(tokens[place + step]?.kind ?? '')
    const inSpan =
      (tokens[place - 1]?.kind === 'to' && isMonth(tokens[place - 2])) ||
      (tokens[place + 1]?.kind === 'to' && isMonth(tokens[place + 2]))
    const month = (isMonth(before) && joined(-1)) || isMonth(after)
    const day = before?.kind === 'day' || after?.kind === 'day'
    const span = { start: token.start, end: token.end }
    const as = (isDay: boolean): Token =>
      isDay ? { ...token, kind: 'day', value: 'Tu' } : { ...token, value: 'Mar' }
    if (inSpan) return as(false)
    if (month && day) return as(paths.pick(2, 'march', span) === 1)
    if (month) return as(false)
    if (day) return as(true)
    // «1 mar», «dal 1 mar», «1-15 mar»: a day of the month, unless hours end there.
    if (figure && bare.test(figure.value) && Number(figure.value) <= 31) {
      const spans = tokens[place - 2]?.kind === 'to' && tokens[place - 3]?.kind === 'number'
      const hoursBefore =
        spans && tokens.slice(0, place - 3).some(({ kind }) => kind === 'day' || kind === 'number')
      if (!spans) return as(false)
      if (!hoursBefore) return as(paths.pick(2, 'march', span) === 1)
      return as(true)
    }
    if (token.lead === 'da' && tokens[place + 1]?.kind === 'to') return as(paths.pick(2, 'march', span) === 1)
    return as(language === 'it' || italian(tokens))
  })
}
const italian = (tokens: readonly Token[]) =>
  tokens.some(({ lead }) => lead !== undefined && /^d|^[tf]ra/.test(lead))

/** «nei giorni feriali dal lunedì al venerdì»: the days that are named tell which are meant. */
function withoutCategories(tokens: readonly Token[]): Token[] {
  const general = ['feriali', 'Mo-Su', 'Mo-Fr']
  const isNamed = (token: Token | undefined) =>
    token?.kind === 'day' && !general.includes(token.value) && token.value !== 'PH'
  return tokens.filter((token, place) => {
    if (token.kind !== 'day' || !general.includes(token.value)) return true
    const next = tokens[place + 1]
    const after = next?.kind === 'and' ? tokens[place + 2] : next
    if (isNamed(tokens[place - 1])) return false
    return !(isNamed(after) && (after === next || after?.lead !== undefined))
  })
}

/** By law Saturday is a working day, in many offices it is none. */
function withWorkingDays(tokens: readonly Token[], paths: Ways): Token[] {
  const days = tokens.filter(({ kind }) => kind === 'day')
  const hasSaturday = days.some(
    ({ value }) => value !== 'feriali' && value !== 'Mo-Su' && weekdaysIn(value).has(6),
  )
  const hasHolidays = days.some(({ value }) => value === 'PH')
  return tokens.map(token => {
    if (token.value !== 'feriali') return token
    if (hasSaturday) return { ...token, value: 'Mo-Fr' }
    if (hasHolidays) return { ...token, value: 'Mo-Sa' }
    return { ...token, value: ['Mo-Sa', 'Mo-Fr'][paths.pick(2, 'working_days', token)]! }
  })
}

/** @returns the tokens with one meaning each, of those that this way takes */
export const settled = (
  tokens: readonly Token[],
  plain: string,
  language: HoursLanguage,
  paths: Ways,
): Token[] =>
  withWorkingDays(
    withoutCategories(withMarch(withDates(tokens, plain, language, paths), language, paths)),
    paths,
  )
