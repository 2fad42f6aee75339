/** The rules that opening hours are made of, as read from their canonical text and written back. */
import { parsed, weekdayNames } from './openings.contract.ts'

/** How a rule stands to those before it: replaces them on its days, adds to them, or holds where they say nothing. */
export type Join = ';' | ',' | '||'
export type Rule = {
  join: Join
  /** Months, days of the year, weeks. */
  dates: string
  /** Weekdays and `PH`. */
  days: string
  times: string
  state: '' | 'off' | 'open' | 'unknown'
  comment: string
}

export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const grammar = new RegExp(
  `^(?:${[
    ...weekdayNames,
    ...monthNames,
    `PH|off|closed|open|unknown|week|easter|days?|sunrise|sunset|dawn|dusk`,
  ].join('|')})$`,
)

/** @returns the first word that is none of the syntax, whatever the library would guess of it */
export function foreignWord(text: string): { found: string; position: number } | null {
  const bare = text.replace(/"[^"]*"/g, quoted => ' '.repeat(quoted.length))
  for (const { 0: found, index } of bare.matchAll(/\p{L}+/gu))
    if (!grammar.test(found)) return { found, position: index }
  return null
}

/** Minutes of `HH:MM`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** @throws Unreadable */
export const canonical = (text: string): string => parsed(text).prettifyValue()

/** @param text canonical, where `, ` comes before a rule only and `,` within one */
export function readRules(text: string): Rule[] {
  const rules: Rule[] = []
  let join: Join = ';'
  for (const part of text.split(/(; |, (?=(?:[^"]*"[^"]*")*[^"]*$)| \|\| )/)) {
    if (/^(; |, | \|\| )$/.test(part)) join = part.trim() as Join
    else rules.push(readRule(part, join))
  }
  return rules
}

const month = new RegExp(`^(?:\\d{4}|week|easter|${monthNames.join('|')})`)
const weekday = new RegExp(`^(?:PH|${weekdayNames.join('|')})`)

function readRule(text: string, join: Join): Rule {
  const rule: Rule = { join, dates: '', days: '', times: '', state: '', comment: '' }
  for (const token of text.match(/"[^"]*"|\S+/g) ?? []) {
    if (token.startsWith('"')) rule.comment = token.slice(1, -1)
    else if (/^(off|closed)$/.test(token)) rule.state = 'off'
    else if (/^(open|unknown)$/.test(token)) rule.state = token as 'open' | 'unknown'
    else if (weekday.test(token)) rule.days += token
    else if (/^\(?(\d\d:\d\d|sun|dawn|dusk|24\/7)/.test(token)) rule.times += token
    else if (month.test(token) || rule.dates) rule.dates += (rule.dates && ' ') + token.replace(/:$/, '')
    else rule.times += token
  }
  return rule
}

export const writeRules = (rules: readonly Rule[]): string =>
  rules
    .map(({ join, dates, days, times, state, comment }, place) => {
      const text = [dates, days, times, state, comment && `"${comment}"`].filter(Boolean).join(' ')
      return (place === 0 ? '' : join === '||' ? ' || ' : `${join} `) + text
    })
    .join('')

/** Weekdays by their number, 0 is Sunday; of no weekdays all, of holidays alone none. */
export function weekdaysIn(days: string): Set<number> {
  const found = new Set<number>()
  if (days === '') return new Set([0, 1, 2, 3, 4, 5, 6])
  for (const part of days.replace(/\[[^\]]*\]/g, '').split(',')) {
    const [from, to] = part
      .split('-')
      .map(name => weekdayNames.indexOf(name.trim() as (typeof weekdayNames)[number]))
    if (from === undefined || from < 0) continue
    for (let day = from; ; day = (day + 1) % 7) {
      found.add(day)
      if (day === (to ?? from) || to === -1) break
    }
  }
  return found
}

export const share = (one: Set<number>, other: Set<number>): boolean => [...one].some(day => other.has(day))

/** Spans of a day in minutes, past 1440 where they last into the next; what is not told is the whole day. */
export const spansOf = (times: string): [number, number][] =>
  times.split(',').map(range => {
    if (!/^\d\d:\d\d-\d\d:\d\d$/.test(range)) return [0, 24 * 60]
    const [from, to] = range.split('-').map(minutesOf) as [number, number]
    return [from, to <= from ? to + 24 * 60 : to]
  })

export const lastsPastMidnight = (times: string): boolean => spansOf(times).some(([, to]) => to > 24 * 60)

export const overlap = (one: string, other: string): boolean =>
  spansOf(one).some(([from, to]) => spansOf(other).some(([start, end]) => from < end && start < to))
