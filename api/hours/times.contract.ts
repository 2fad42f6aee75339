/** Hours of the day as people write them («9-13», «dalle 3 alle 6», «9.30 - 1»), out of the tokens. */
import { type Cursor, fail } from './cursor.contract.ts'
import type { Paths } from './paths.contract.ts'
import { minutesOf } from './rules.contract.ts'
import type { QuestionCode } from './speech.contract.ts'
import type { Token } from './tokens.contract.ts'

type Questions = Paths<QuestionCode>

/** From one hour to another. @throws NotUnderstood for hours that are none, or without an end */
export function readRange(cursor: Cursor, paths: Questions): string {
  const first = cursor.at()!
  cursor.place++
  if (cursor.at()?.kind === 'onwards') {
    cursor.place++
    return `${timeOf(paths, first)}+`
  }
  // «9 - alle 13»
  if (cursor.at()?.kind === 'to' && cursor.at(1)?.kind === 'to') cursor.place++
  const joiner = cursor.at()
  const second = cursor.at(1)
  const between = /^(tra|fra|between)$/.test(first.lead ?? '')
  const spans =
    (joiner?.kind === 'to' || joiner?.kind === 'slash' || (joiner?.kind === 'and' && between)) &&
    (second?.kind === 'number' || second?.kind === 'sun')
  if (!spans || !second) return fail('hours_without_end', first)
  cursor.place += 2
  const span = { start: first.start, end: second.end }
  // «dal 10 al 20» are days of a month, whose name is missing, as well as hours.
  if (first.lead === 'dal' && joiner.value === 'al' && /^\d{1,2}$/.test(first.value))
    paths.doubt('dates', span)
  const from = timeOf(paths, first)
  const to = timeOf(paths, second)
  if (from === to) fail('no_such_hour', span)
  return first.kind === 'sun' || second.kind === 'sun'
    ? `${from}-${to}`
    : halves(paths, first, second, minutesOf(from), minutesOf(to))
}

/** «3-6», «9-1», «1-5 pm»: which half of the day. */
function halves(paths: Questions, first: Token, second: Token, from: number, to: number): string {
  const span = { start: first.start, end: second.end }
  const write = (start: number, end: number) => `${clock(start)}-${clock(end)}`
  const half = 12 * 60
  const isSure = ({ value }: Token) => /^0\d[:.h]|^24|m/.test(value)
  if (/p\.?m/.test(second.value) && !/m/.test(first.value) && from + half < to) return write(from + half, to)
  if (to > from) {
    if (from < 60 || from >= 6 * 60 || isSure(first)) return write(from, to)
    if (from + half < 24 * 60 && to + half <= 24 * 60)
      return paths.pick(2, 'half_of_day', span) === 0 ? write(from + half, to + half) : write(from, to)
    paths.doubt('half_of_day', span)
    return write(from, to)
  }
  const night = (from >= 17 * 60 && to <= 12 * 60) || to === 0
  if (night || isSure(second)) return write(from, to)
  if (to + half <= from || to + half > 24 * 60) {
    paths.doubt('half_of_day', span)
    return write(from, to)
  }
  return paths.pick(2, 'half_of_day', span) === 0 ? write(from, to + half) : write(from, to)
}

function timeOf(paths: Questions, token: Token): string {
  if (token.kind === 'sun') return token.value
  const parts = token.value.match(/^(\d{1,2})(?:([:.h])(\d{2}))? ?([ap])?/i)
  const [, hour = '99', sign, minute = '00', half] = parts ?? []
  const twelve = half && Number(hour) > 12 ? 99 : Number(hour)
  const hours = half ? (twelve % 12) + (/p/i.test(half) ? 12 : 0) + (twelve === 99 ? 99 : 0) : twelve
  const total = hours * 60 + Number(minute)
  if (Number(minute) > 59 || total > 24 * 60) return fail('no_such_hour', token)
  // «9.13-15.18» may be «9-13, 15-18» as well.
  if (sign === '.' && Number(minute) % 5 !== 0) paths.doubt('minutes', token)
  return clock(total)
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
