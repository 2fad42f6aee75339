/** An indicator over time: one reading for each closed period, and the breaks across which nothing is compared. Pure. */
import type { Release } from '../../api/disclosure/contract.ts'
import type { Indicator, Place } from './catalogue.ts'
import { type Change, changeBetween } from './change.ts'
import type { Facts, Reading } from './measure.ts'

export type Break =
  | { kind: 'edition'; from: string; to: string }
  /** The boundary of the area is another one. */
  | { kind: 'areas' }
  /** RdC ended on 31 December 2023, AdI began on 1 January 2024: what «support» means changed. */
  | { kind: 'income' }
/** `broken`: what lies between this point and the one before. */
export type Point = { period: string; reading: Reading; broken: Break | null }

/** Where the present boundary of each area began, YYYY-MM-DD. */
export type Starts = Readonly<Record<string, string>>

/** Indicators that split or choose by income support. */
const byIncome = (indicator: Indicator, place: Place) =>
  indicator.code === 'inc_unknown' || place.split?.by === 'income'

export function breakBetween(
  before: Release,
  after: Release,
  indicator: Indicator,
  place: Place,
  starts: Starts,
): Break | null {
  if (before.edition !== after.edition) return { kind: 'edition', from: before.edition, to: after.edition }
  const { area } = place
  if (area !== null) {
    const knew = (release: Release) => release.dimensions.area.includes(area)
    // «Fuori area» changes with every boundary.
    const begun =
      area === 'outside_or_unknown' ? Object.values(starts) : starts[area] === undefined ? [] : [starts[area]]
    if (knew(before) !== knew(after)) return { kind: 'areas' }
    if (begun.some(day => day > before.boundaries && day <= after.boundaries)) return { kind: 'areas' }
  }
  return byIncome(indicator, place) && before.period < '2024' && after.period >= '2024'
    ? { kind: 'income' }
    : null
}

const usesMonths = ['acc_count', 'acc_rate', 'mode_share', 'out_of_area']
/** Whether its points are months; otherwise quarters, or years where the edition tells it by year alone. */
export const isMonthly = ({ code }: Indicator): boolean => usesMonths.includes(code)

type Past = {
  /** Oldest first. */
  months: readonly Release[]
  quarters: readonly Release[]
  years: readonly Release[]
}

/**
 * Residents are of the present boundary, so that a rate of a release older than it does not exist.
 */
function factsOf(release: Release, facts: Facts, starts: Starts, months: readonly Release[]): Facts {
  const isMonth = release.kind === 'month'
  const own = release.dimensions.month
  const within = months.filter(one => own.includes(one.period))
  return {
    ...facts,
    months: isMonth ? [release] : within.length === own.length && own.length > 0 ? within : null,
    quarter: release.kind === 'quarter' ? release : null,
    year: release.kind === 'year' ? release : null,
    twelveMonths: null,
    areas: facts.areas.map(area =>
      (starts[area.id] ?? '') > release.boundaries ? { ...area, residents: null } : area,
    ),
  }
}

/** Empty for what is of the census of today. */
export function seriesOf(
  indicator: Indicator,
  place: Place,
  facts: Facts,
  past: Past,
  starts: Starts = {},
): readonly Point[] {
  if (indicator.ofToday) return []
  const along = (releases: readonly Release[]): Point[] =>
    releases.map((release, index) => {
      const before = releases[index - 1]
      return {
        period: release.period,
        reading: indicator.measure(factsOf(release, facts, starts, past.months), place),
        broken: before ? breakBetween(before, release, indicator, place, starts) : null,
      }
    })
  if (isMonthly(indicator)) return along(past.months)
  const quarterly = along(past.quarters)
  const told = quarterly.some(({ reading }) => reading.kind !== 'missing' || reading.missing === 'few')
  return told || past.years.length === 0 ? quarterly : along(past.years)
}

const half = ({ low, high }: { low: number; high: number }) => (high - low) / 2
// Half-width of a 90 % interval in standard deviations of a normal distribution.
const ninety = 1.645

/**
 * Whether the last point differs from the one before: beyond the noise of the protection, and beyond what chance moves
 * by itself (counts by their square root, shares by that of p (1 − p) / n).
 */
export function changeOf(before: Reading, after: Reading, indicator: Pick<Indicator, 'unit'>): Change {
  if (before.kind !== 'measured' || after.kind !== 'measured') return 'unknown'
  if (indicator.unit !== 'percent') {
    // A rate is a count in other units: compared as the counts they come from.
    const scale = after.base && after.base !== 0 ? after.base / after.value : 1
    const count = (of: typeof after) => ({ value: of.value * scale, halfWidth: half(of) * scale })
    return changeBetween(count(before), count(after))
  }
  const difference = after.value - before.value
  const noise = Math.hypot(half(before), half(after))
  if (Math.abs(difference) <= noise) return 'indistinct'
  const variance = ({ value, base = 0 }: typeof after) =>
    base > 0 ? ((value / 100) * (1 - value / 100)) / base : 0
  const nature = 100 * ninety * Math.sqrt(variance(before) + variance(after))
  return {
    beyond: Math.abs(difference) <= Math.hypot(noise, nature) ? 'noise' : 'nature',
    direction: difference > 0 ? 'more' : 'fewer',
  }
}

/** Whether two readings cannot be told apart: their intervals touch. */
export const indistinct = (a: Reading, b: Reading): boolean =>
  a.kind === 'measured' && b.kind === 'measured' && a.low <= b.high && b.low <= a.high
