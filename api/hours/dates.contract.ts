/** Days of the year as people write them («15 giugno», «dal 1 al 15 settembre»), out of the tokens. */
import { type Cursor, fail } from './cursor.contract.ts'
import { monthNames } from './rules.contract.ts'

/** «15 giugno», «1-15 settembre». */
export function isDateAhead(cursor: Cursor): boolean {
  if (!/^\d{1,2}[°º]?$/.test(cursor.at()?.value ?? '')) return false
  if (cursor.at(1)?.kind === 'month') return true
  return (
    cursor.at(1)?.kind === 'to' &&
    /^\d{1,2}$/.test(cursor.at(2)?.value ?? '') &&
    cursor.at(3)?.kind === 'month'
  )
}

/** A month or a day of one stands so many places on. */
export function hasDateAt(cursor: Cursor, offset: number): boolean {
  return cursor.at(offset)?.kind === 'month' || startsDate(cursor, offset)
}

export function startsDate(cursor: Cursor, offset: number): boolean {
  cursor.place += offset
  const starts = cursor.at()?.kind === 'month' || (cursor.at()?.kind === 'number' && isDateAhead(cursor))
  cursor.place -= offset
  return starts
}

/** Days of the year, single or from one to another, one list. */
export function readDates(cursor: Cursor): string {
  const parts: string[] = []
  for (;;) {
    const first = cursor.at()!
    const from = readDate(cursor)
    const spans = cursor.at()?.kind === 'to' && startsDate(cursor, 1)
    if (spans) cursor.place++
    const to = spans ? readDate(cursor) : ''
    parts.push(to ? `${from}-${to}` : from)
    // «dal 1 giugno», «da settembre»: until when?
    if (!to && first.lead !== undefined && !from.includes('-'))
      fail('span_without_end', { start: first.start, end: cursor.at(-1)!.end })
    if (cursor.at()?.kind !== 'and' || !startsDate(cursor, 1)) return parts.join(',')
    cursor.place++
  }
}

function readDate(cursor: Cursor): string {
  const days: string[] = []
  const first = cursor.at()!
  while (cursor.at()?.kind !== 'month') {
    if (cursor.at()!.kind === 'number') days.push(cursor.at()!.value.replace(/\D/g, '').padStart(2, '0'))
    cursor.place++
  }
  const month = cursor.at()!
  cursor.place++
  if (days.some(day => Number(day) < 1 || Number(day) > lengthOf(month.value)))
    fail('no_such_day', { start: first.start, end: month.end })
  return days.length > 0 ? `${month.value} ${days.join('-')}` : month.value
}

const lengthOf = (month: string) => new Date(Date.UTC(2024, monthNames.indexOf(month) + 1, 0)).getUTCDate()
