/**
 * Calendar months (`2026-09`), quarters (`2026-Q3`) and years (`2026`) as text, the only dates a release has. On which
 * day one may close is said by the database, in `derived.closes_on`.
 */

const twoDigits = (n: number) => String(n).padStart(2, '0')
const monthAt = (index: number) =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${twoDigits((index % 12) + 1)}`
const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

export type PeriodKind = 'month' | 'quarter' | 'year'
export const kindOf = (period: string): PeriodKind =>
  period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month'

/** The months of a period: twelve of a year, three of a quarter, a month itself. */
export function monthsOf(period: string): string[] {
  if (kindOf(period) === 'month') return [period]
  if (kindOf(period) === 'year')
    return Array.from({ length: 12 }, (_, month) => monthAt(Number(period) * 12 + month))
  const first = Number(period.slice(0, 4)) * 12 + (Number(period.slice(6)) - 1) * 3
  return [monthAt(first), monthAt(first + 1), monthAt(first + 2)]
}

/** The quarter of a month, or a quarter itself; the last one of a year. */
export const quarterOf = (period: string): string =>
  kindOf(period) === 'quarter'
    ? period
    : kindOf(period) === 'year'
      ? `${period}-Q4`
      : `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5, 7)) / 3)}`

export const nextMonth = (month: string): string => monthAt(indexOf(month) + 1)

/** First day of a period, YYYY-MM-DD. */
export const firstDay = (period: string): string => `${monthsOf(period)[0]}-01`

/** Last day of a period, YYYY-MM-DD: the day before the first of the month after. */
export function lastDay(period: string): string {
  const month = monthsOf(period).at(-1)!
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
  return `${month}-${twoDigits(days)}`
}

/**
 * Months from `first` that are over on `today`, in order, each quarter right after its last month and each year after
 * its last quarter. A quarter that began before `first` is left out, because its months are not all there, and so is a
 * year of which no whole quarter is; a year counts what was recorded in it, from whatever day.
 */
export function endedPeriods(first: string, today: string): string[] {
  const periods: string[] = []
  for (let month = first; month < today.slice(0, 7); month = nextMonth(month)) {
    periods.push(month)
    const quarter = quarterOf(month)
    const months = monthsOf(quarter)
    if (month !== months[2] || months[0]! < first) continue
    periods.push(quarter)
    if (quarter.endsWith('Q4')) periods.push(month.slice(0, 4))
  }
  return periods
}
