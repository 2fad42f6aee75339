/**
 * «Chi non raggiungiamo?»: first contacts against those that the residents of each area would give at the rate of all
 * areas together, and how many of the households that came were unknown to the social service. Made of releases and
 * of dated counts of residents, and of nothing else. Pure.
 */
import type { Release, ReleaseSummary } from '../../api/disclosure/contract.ts'
import { cell, type Figure, type Missing, type TableName } from './select.ts'
import { quarterOf } from './stretch.ts'

/** Under what the residents would give, as much as, over, or not to be told from chance. Words, never a score. */
export const verdicts = ['under', 'as_expected', 'over', 'indistinct'] as const
export type Verdict = (typeof verdicts)[number]

/** Households at their first visit of the quarter, by area: T2 in edition L, S0 in S. */
const contactTables = ['T2', 'S0'] as const
/** Whether the social service knew them: T6 of the quarter in edition L, S2 of the year in S. */
const knownTables = ['T6', 'S2'] as const

const tableAmong = <T extends TableName>(tables: readonly TableName[], wanted: readonly T[]) =>
  wanted.find(table => tables.includes(table))
const gridsOf = (release: Release) => release.grids.map(({ table }) => table)

/** Periods in which first contacts are published by area, newest first. */
export const contactPeriods = (releases: readonly ReleaseSummary[]): ReleaseSummary[] =>
  releases.filter(({ tables }) => tableAmong(tables, contactTables)).sort((a, b) => b.id.localeCompare(a.id))

export function chosenContacts(
  period: string | null,
  releases: readonly ReleaseSummary[],
): { id: string | null; missing: boolean } {
  const published = contactPeriods(releases)
  if (period === null) return { id: published[0]?.id ?? null, missing: published.length === 0 }
  // A month is told with its quarter, and a year that tells needs alone by its last one.
  const asked =
    published.find(({ id }) => id === period) ??
    published.find(({ id }) => (period.length === 4 ? id.startsWith(`${period}-`) : id === quarterOf(period)))
  return { id: asked?.id ?? null, missing: !asked }
}

/** The release that tells who was known: the same one, or in edition S the newest year that is not later. */
export function knownPeriod(period: string, releases: readonly ReleaseSummary[]): string | null {
  const telling = releases.filter(({ tables }) => tableAmong(tables, knownTables))
  const same = telling.find(({ id }) => id === period)
  const years = telling
    .filter(({ id }) => id.length === 4 && id <= period.slice(0, 4))
    .sort((a, b) => b.id.localeCompare(a.id))
  return same?.id ?? years[0]?.id ?? null
}

/** 1.645 standard deviations hold 90 cases in 100 of a normal law. */
const z90 = 1.645
/** «Come atteso» is said only when the whole interval lies within a quarter of the expected number. */
const asExpected = 0.25

export type Residents = { id: string; residents: number | null; residentsOn: string | null }

export type Contacts = {
  area: string
  observed: Figure | null
  missing: Missing | null
  residents: number | null
  residentsOn: string | null
  /** Null with the reason why nothing can be expected. */
  expected: Figure | null
  why: 'no_population' | 'alone' | null
  /** Observed minus expected, with its 90 % interval: the noise of the releases and the chance of small numbers. */
  difference: { value: number; low: number; high: number } | null
  verdict: Verdict | null
}

/** Under the threshold the middle of what it may be stands for the number, and all of it for its uncertainty. */
function known({ value, halfWidth }: Figure, threshold: number): { value: number; halfWidth: number } {
  if (value !== null) return { value, halfWidth }
  const middle = (threshold - 1) / 2
  return { value: middle, halfWidth: middle + halfWidth }
}
const together = (halfWidths: readonly number[]) =>
  Math.sqrt(halfWidths.reduce((sum, half) => sum + half * half, 0))

export function contacts(release: Release | undefined, areas: readonly Residents[]): Contacts[] {
  const table = release && tableAmong(gridsOf(release), contactTables)
  const read = areas.map(({ id, residents, residentsOn }) => {
    const base = {
      area: id,
      observed: null,
      residents,
      residentsOn,
      expected: null,
      why: null,
      difference: null,
      verdict: null,
    }
    if (!release) return { ...base, missing: 'not_published' as Missing }
    if (!release.dimensions.area.includes(id)) return { ...base, missing: 'not_covered' as Missing }
    const observed = table ? cell(release, table, ['area'], { area: id }) : undefined
    if (!observed) return { ...base, missing: 'not_recorded' as Missing }
    return { ...base, observed, missing: observed.value === null ? ('few' as const) : null }
  })
  const threshold = release?.threshold ?? 8
  // Without residents, or without their day, nothing is expected of an area and it says nothing of the others.
  const compared = read.filter(one => one.observed && one.residents && one.residentsOn)
  const all = compared.map(one => ({ area: one.area, ...known(one.observed!, threshold) }))
  const residents = compared.reduce((sum, one) => sum + one.residents!, 0)
  const total = all.reduce((sum, one) => sum + one.value, 0)
  const halfOfAll = together(all.map(one => one.halfWidth))
  return read.map(one => {
    if (!one.observed) return one
    if (!one.residents || !one.residentsOn) return { ...one, why: 'no_population' as const }
    if (compared.length < 2) return { ...one, why: 'alone' as const }
    const share = one.residents / residents
    const own = all.find(({ area }) => area === one.area)!
    const others = together(all.filter(({ area }) => area !== one.area).map(({ halfWidth }) => halfWidth))
    const expected = { value: share * total, halfWidth: share * halfOfAll }
    // The area is part of the total, so its own error counts for what the others do not share of it.
    const noise = together([(1 - share) * own.halfWidth, share * others])
    // How far households that fell on areas by their residents alone would stray (binomial).
    const chance = z90 * Math.sqrt(Math.max(0, total * share * (1 - share)))
    const value = own.value - expected.value
    const half = together([noise, chance])
    const difference = { value, low: value - half, high: value + half }
    return { ...one, expected, difference, verdict: verdictOf(difference, expected.value) }
  })
}

export function verdictOf({ low, high }: { low: number; high: number }, expected: number): Verdict {
  if (high < 0) return 'under'
  if (low > 0) return 'over'
  return Math.max(-low, high) <= asExpected * expected ? 'as_expected' : 'indistinct'
}

/** Few came for how many live there: somewhere to go and look, never a place without needs. */
export const isSilent = ({ verdict }: Pick<Contacts, 'verdict'>): boolean => verdict === 'under'

/** Percentages need so many households under them. */
export const leastHouseholds = 30
/** Over so many «non so» in 100 the answers say more of who asked than of who came. */
export const mostUnsaid = 20

/** A percentage with its 90 % interval, between 0 and 100; not rounded. */
export type Share = { value: number; low: number; high: number }
export type Unknown = {
  area: string
  /** Of the households of whom it is known, those that the service did not know. */
  share: Share | null
  /** Of all households, those of whom nobody said. */
  unsaid: Share | null
  /** Households of whom it is known, under `share`. */
  base: number | null
  missing: Missing | null
  /** Instead of a comparison. */
  warning: 'small' | 'unsaid' | null
}

/** Part / (part + rest), by the first order of its errors; exact numbers of who came, so there is no sampling. */
function shareOf(part: Figure, rest: Figure): Share | null {
  if (part.value === null || rest.value === null) return null
  const whole = part.value + rest.value
  if (whole <= 0) return null
  const share = part.value / whole
  const half = together([(1 - share) * part.halfWidth, share * rest.halfWidth]) / whole
  return {
    value: share * 100,
    low: Math.max(0, share - half) * 100,
    high: Math.min(1, share + half) * 100,
  }
}

const sum = (a: Figure, b: Figure): Figure => ({
  value: a.value === null || b.value === null ? null : a.value + b.value,
  halfWidth: together([a.halfWidth, b.halfWidth]),
})

/** @param area null: all areas and outside them together */
function unknownOf(release: Release | undefined, area: string | null): Unknown {
  const none = { area: area ?? '', share: null, unsaid: null, base: null, warning: null }
  if (!release) return { ...none, missing: 'not_published' }
  if (area && !release.dimensions.area.includes(area)) return { ...none, missing: 'not_covered' }
  const table = tableAmong(gridsOf(release), knownTables)
  const figure = (value: string) =>
    table &&
    (area
      ? cell(release, table, ['area', 'known'], { area, known: value })
      : cell(release, table, ['known'], { known: value }))
  const [yes, no, unknown] = ['yes', 'no', 'unknown'].map(figure)
  if (!yes || !no || !unknown) return { ...none, missing: 'not_recorded' }
  const base = sum(yes, no)
  const share = shareOf(no, yes)
  const unsaid = shareOf(unknown, base)
  return {
    area: area ?? '',
    share: base.value !== null && base.value >= leastHouseholds ? share : null,
    unsaid,
    base: base.value,
    missing: share === null ? 'few' : null,
    warning:
      base.value !== null && base.value < leastHouseholds
        ? 'small'
        : unsaid && unsaid.value > mostUnsaid
          ? 'unsaid'
          : null,
  }
}

export const unknownShares = (release: Release | undefined, areas: readonly string[]): Unknown[] =>
  areas.map(area => unknownOf(release, area))
export const unknownInCity = (release: Release | undefined): Unknown => unknownOf(release, null)

/** Whether areas may stand side by side: every one of them has a share without a warning. */
export const comparable = (shares: readonly Unknown[]): boolean =>
  shares.length > 1 && shares.every(({ share, warning }) => share !== null && warning === null)
