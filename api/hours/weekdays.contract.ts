/** Weekdays as people write them («lun-ven», «martedì e giovedì», «il primo sabato del mese»), out of the tokens. */
import { type Cursor, fail } from './cursor.contract.ts'
import type { Paths } from './paths.contract.ts'
import { type Rule, weekdaysIn } from './rules.contract.ts'
import type { QuestionCode } from './speech.contract.ts'
import type { Token } from './tokens.contract.ts'

type Questions = Paths<QuestionCode>
type RuleSoFar = Pick<Rule, 'times' | 'days' | 'state'>

/**
 * A list of weekdays, spans of them and holidays.
 * @param rule what has been read of the rule that they are in
 * @returns undefined where none stands here
 */
export function readWeekdays(cursor: Cursor, paths: Questions, rule: RuleSoFar): string | undefined {
  const parts: string[] = []
  for (;;) {
    const nth: string[] = []
    while (cursor.at()?.kind === 'nth' || (nth.length > 0 && cursor.at()?.kind === 'and')) {
      if (cursor.at()!.kind === 'nth') nth.push(cursor.at()!.value)
      cursor.place++
    }
    if (cursor.at()?.kind !== 'day') {
      if (nth.length > 0) fail('hours_not_understood', cursor.at() ?? cursor.at(-1)!)
      break
    }
    const run = daysInARow(cursor, paths)
    parts.push(...(nth.length > 0 ? run.map(day => `${day}[${nth.join(',')}]`) : run))
    if (nth.length > 0 && (run.length > 1 || !/^..$/.test(run[0]!)))
      fail('hours_not_understood', cursor.at(-1)!)
    if (cursor.at()?.kind === 'of_month') {
      if (nth.length === 0) fail('hours_not_understood', cursor.at()!)
      cursor.place++
    }
    const isBeside = ['day', 'nth'].includes(cursor.at()?.kind ?? '')
    if (isBeside && areBetweenHours(cursor, rule, 0) && !splits(cursor, paths, false)) continue
    const listed = ['and', 'slash'].includes(cursor.at()?.kind ?? '')
    const over = cursor.at(1)?.kind === 'and' ? 2 : 1
    if (!listed || !['day', 'nth'].includes(cursor.at(over)?.kind ?? '')) break
    if (startsRule(cursor, rule, over)) break
    if (
      cursor.at()?.value === ',' &&
      areBetweenHours(cursor, rule, over) &&
      splits(cursor, paths, gaps(cursor, over) === 0)
    )
      break
    cursor.place += over
  }
  return parts.length > 0 ? parts.join(',') : undefined
}

/** «9-13 lun-ven, sab 9-12»: the days from here have hours before them and hours after them. */
function areBetweenHours(cursor: Cursor, { times, days }: RuleSoFar, over: number): boolean {
  let ahead = over
  while (isInDays(cursor, ahead)) ahead++
  return (
    times !== '' &&
    days === '' &&
    ['number', 'sun', 'all_day', 'comment', 'off'].includes(cursor.at(ahead)?.kind ?? '')
  )
}

/** Whether those after the comma have the hours that follow: certain where there is one comma. */
function splits(cursor: Cursor, paths: Questions, isSure: boolean): boolean {
  const span = { start: cursor.at(-1)!.start, end: (cursor.at(1) ?? cursor.at())!.end }
  return isSure || paths.pick(2, 'days_between_hours', span) === 0
}

/** Places after this one where days could be parted. */
function gaps(cursor: Cursor, over: number): number {
  let count = 0
  for (let ahead = over; isInDays(cursor, ahead); ahead++) if (cursor.at(ahead)?.value === ',') count++
  return count
}

function isInDays(cursor: Cursor, ahead: number): boolean {
  return ['day', 'nth', 'to', 'and', 'slash', 'also', 'only', 'of_month', 'vague_hours'].includes(
    cursor.at(ahead)?.kind ?? '',
  )
}

/** Days joined by dashes, «al» or slashes: a span, or a list of single days. */
function daysInARow(cursor: Cursor, paths: Questions): string[] {
  const first = cursor.at()!
  const days = [first]
  const joiners: Token[] = []
  const isDay = (token: Token | undefined) =>
    token?.kind === 'day' && /^..$/.test(token.value) && token.value !== 'PH'
  cursor.place++
  while (
    isDay(days.at(-1)) &&
    (cursor.at()?.kind === 'to' || cursor.at()?.kind === 'slash') &&
    isDay(cursor.at(1)) &&
    (joiners.length === 0 || joiners[0]!.value === cursor.at()!.value)
  ) {
    joiners.push(cursor.at()!)
    days.push(cursor.at(1)!)
    cursor.place += 2
  }
  const names = days.map(({ value }) => value)
  const [joiner] = joiners
  const span = { start: first.start, end: days.at(-1)!.end }
  if (!joiner) {
    // «dal lunedì»: until when?
    if (/^(dal|dall'|from)$/.test(first.lead ?? '')) fail('span_without_end', span)
    return names
  }
  if (names.length > 2) {
    if (joiner.value !== '-' && joiner.value !== '/') fail('hours_not_understood', span)
    return names
  }
  const range = `${names[0]}-${names[1]}`
  const gap = weekdaysIn(range).size
  if (gap === 2) return names
  if (joiner.value === '/') return paths.pick(2, 'days_span', span) === 0 ? [range] : names
  // «martedì - giovedì» is written for both days as often as for the three.
  const isSpaced = joiner.value === '-' && joiner.start > first.end && !/^d/.test(first.lead ?? '')
  if (isSpaced && gap === 3) return paths.pick(2, 'days_span', span) === 0 ? [range] : names
  return [range]
}

/** «chiuso il lunedì, mar-ven 9-13»: the days after the comma have hours of their own. */
function startsRule(cursor: Cursor, { state }: RuleSoFar, offset: number): boolean {
  if (state !== 'off') return false
  let ahead = offset
  while (isInDays(cursor, ahead)) ahead++
  return (
    ['number', 'sun', 'all_day', 'comment'].includes(cursor.at(ahead)?.kind ?? '') &&
    cursor.at(ahead + 1)?.kind !== 'month'
  )
}
