/** Days as places on a line of time, in percent. Pure. */
import { monthsAfter } from '../../../api/resources/expiring/coverage.contract.ts'

export type Span = { from: string; to: string }

const time = (day: string) => Date.parse(`${day}T00:00:00Z`)
/** Where a day stands, 0 at the beginning and 100 at the end, without going past them. */
export const placeOf = (day: string, { from, to }: Span): number =>
  Math.max(0, Math.min(100, ((time(day) - time(from)) / (time(to) - time(from))) * 100))

/** A year of past and two to come: what is longer is cut, and the words say its days. */
export const spanOf = (today: string): Span => ({ from: monthsAfter(today, -12), to: monthsAfter(today, 24) })

export type Bar = { left: number; width: number; before: boolean; after: boolean }
/** @returns undefined when nothing of it is in the span; at least half a percent wide, so that it is seen */
export function barOf(from: string, until: string | undefined, span: Span): Bar | undefined {
  const end = until ?? '9999-12-31'
  if (end < span.from || from > span.to) return undefined
  const left = placeOf(from, span)
  return {
    left,
    width: Math.max(0.5, placeOf(end > span.to ? span.to : end, span) - left),
    before: from < span.from,
    after: end > span.to,
  }
}

/** The first day of each January, April, July and October inside the span. */
export function quartersOf({ from, to }: Span): string[] {
  const days: string[] = []
  let day = `${from.slice(0, 7)}-01`
  while (day <= to) {
    if (day >= from && ['01', '04', '07', '10'].includes(day.slice(5, 7))) days.push(day)
    day = monthsAfter(day, 1)
  }
  return days
}
