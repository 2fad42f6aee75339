/** How fresh a resource is, and which to verify first: pure, the one place that says «da riverificare». */
import type { ResourceGroup } from './codes.ts'
import { halfLives } from './freshness.codes.ts'

export { halfLives } from './freshness.codes.ts'

/** Days of YYYY-MM-DD. `addedOn` counts where nobody has verified yet. */
export type Verified = { group: ResourceGroup; verifiedOn: string | null; addedOn: string }

/** The same day some months earlier; a day which that month has not still stands in order among days. */
function monthsBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const count = year * 12 + month - 1 - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}${day.slice(7)}`
}

/**
 * stale: past the half-life, or never verified. faded: past twice the half-life since the last verification, or
 * since it was added.
 */
export function freshnessOf({ group, verifiedOn, addedOn }: Verified, today: string) {
  const months = halfLives[group]
  return {
    stale: verifiedOn === null || verifiedOn < monthsBefore(today, months),
    faded: (verifiedOn ?? addedOn) < monthsBefore(today, 2 * months),
  }
}

/** Cards that a centre is asked for in a week. */
export const weeklyCards = 10

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
/** Beyond four half-lives it makes no difference any more; what was never verified is there at once. */
const oldest = 4

/**
 * What to verify first: half-lives gone by, times the needs that it answers (and one, for answering none). Who was
 * sent where is a record and stays out of the census, so the needs stand for how much a resource is used.
 */
export function urgency(
  { group, verifiedOn, needs }: Omit<Verified, 'addedOn'> & { needs: number },
  today: string,
): number {
  const halfLifeDays = halfLives[group] * (365.25 / 12)
  const gone = verifiedOn === null ? oldest : Math.min(oldest, daysBetween(verifiedOn, today) / halfLifeDays)
  return gone * (1 + needs)
}

/** Monday of the week of a day, or of a week after it. */
export function mondayOf(day: string, weeksLater = 0): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7) + 7 * weeksLater)
  return date.toISOString().slice(0, 10)
}
