/**
 * How figures become indicators: finding a served count, adding, dividing, and saying which of the four words of
 * absence stands where there is none. Pure.
 */
import type { DimensionName, Release } from '../../api/disclosure/contract.ts'
import type { ResourceGroup } from '../../api/resources/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { VerifiedShare } from '../../api/resources/verified.contract.ts'
import type { Cell as MapCell } from '../../api/territory/contract.ts'
import { type At, cell, type Missing, type Quality, quality, type TableName } from '../view/select.ts'
import { type Part, sumOf } from '../view/stretch.ts'

export type Census = {
  /** All of it, also when it is too large to be here one by one. */
  counts: readonly { area: string | null; group: ResourceGroup; status: string; count: number }[]
  /** Null when they are too many. */
  resources: readonly Resource[] | null
  /** Null until they are known. */
  verified: readonly VerifiedShare[] | null
}

/** What indicators are functions of: releases and the census. Absent releases are null. */
export type Facts = {
  /** Every month of the period; null when one of them is not published. */
  months: readonly Release[] | null
  /** The quarter, or the sum of several, or a month of a quarter. */
  quarter: Release | null
  /** The newest closed year that does not end after the period. */
  year: Release | null
  /** The four quarters up to the period, summed; null when one of them is not published. */
  twelveMonths: Release | null
  areas: readonly { id: string; residents: number | null }[]
  centres: readonly { id: string; area: string | null }[]
  /** Null until it is known. */
  census: Census | null
  cells: readonly MapCell[] | null
}

export type Reading =
  /** From releases: ends of the interval, and the period it is of. */
  | {
      kind: 'measured'
      value: number
      low: number
      high: number
      quality: Quality
      period: string
      /** Of a share the count it is a share of, of a rate the count that was divided. */
      base?: number
    }
  /** Counted in the census of today: no interval; `count` out of `of` where it is a share. */
  | { kind: 'exact'; value: number; count?: number; of?: number }
  /** Households and not one resource for them: «nessuna risorsa». */
  | { kind: 'no_resource'; households: number; period: string }
  | { kind: 'missing'; missing: Missing; why?: Why; most?: number; period?: string }

/** Why a word of absence stands there, where the word alone could mislead. */
export const whys = [
  'small_base',
  'no_population',
  'large_census',
  'census_loading',
  'not_by_area',
  'no_centre',
] as const
export type Why = (typeof whys)[number]

export type Source = 'quarter' | 'year' | 'twelveMonths'
export type Found = { part: Part; release: Release } | { missing: Missing; why?: Why }

export const partOf = (release: Release, figure: { value: number | null; halfWidth: number }): Part => ({
  ...figure,
  most: release.threshold - 1,
})

export const missing = (state: Missing, why?: Why): Reading => ({
  kind: 'missing',
  missing: state,
  ...(why && { why }),
})

/** Whether the edition in use measures a table: those of L are called T, those of S are called S. */
function measures(facts: Facts, table: TableName): boolean {
  const edition = (facts.quarter ?? facts.months?.at(-1) ?? facts.year)?.edition
  return edition === undefined || edition.includes(table.startsWith('S') ? 'S' : 'L')
}

/**
 * The first of the tables that has the figure. `area` null is the whole city, outside included. What is not published
 * yet is told from what the edition does not measure, and from an area that the release did not know.
 */
export function find(
  facts: Facts,
  sources: readonly (readonly [Source, TableName])[],
  area: string | null,
  rest: At = {},
): Found {
  const states = new Set<Missing>()
  for (const [source, table] of sources) {
    const release = facts[source]
    if (!release) {
      if (measures(facts, table)) states.add('not_published')
    } else if (area !== null && !release.dimensions.area.includes(area)) states.add('not_covered')
    else {
      const at: At = { ...rest, ...(area !== null && { area }) }
      const figure = cell(release, table, Object.keys(at) as DimensionName[], at)
      if (figure) return { part: partOf(release, figure), release }
    }
  }
  const state = (['not_published', 'not_covered'] as const).find(one => states.has(one))
  return { missing: state ?? 'not_recorded' }
}

/** Accesses of the months of the period; the same words of absence. */
export function findMonthly(facts: Facts, table: 'T0' | 'T1', at: At, also: readonly At[] = []): Found {
  const { months } = facts
  const last = months?.at(-1)
  if (!months || !last) return { missing: measures(facts, table) ? 'not_published' : 'not_recorded' }
  if (at.area && months.some(release => !release.dimensions.area.includes(at.area!)))
    return { missing: 'not_covered' }
  const parts: Part[] = []
  for (const release of months)
    for (const month of release.dimensions.month)
      for (const one of [at, ...also]) {
        const where = { ...one, month }
        const figure = cell(release, table, Object.keys(where) as DimensionName[], where)
        if (!figure) return { missing: 'not_recorded' }
        parts.push(partOf(release, figure))
      }
  return { part: sumOf(parts), release: months.length === 1 ? last : periodOf(months) }
}

/** The months of a sum stand under the name of their stretch. */
function periodOf(months: readonly Release[]): Release {
  const [first, last] = [months[0]!, months.at(-1)!]
  return { ...last, period: `${first.period}..${last.period}` }
}

const isMissing = (found: Found): found is Extract<Found, { missing: Missing }> => 'missing' in found
export const absence = (found: Extract<Found, { missing: Missing }>): Reading =>
  missing(found.missing, found.why)

const few = ({ most }: Part, period: string): Reading => ({ kind: 'missing', missing: 'few', most, period })

const measured = (value: number, low: number, high: number, period: string, base?: number): Reading => ({
  kind: 'measured',
  value,
  low,
  high,
  quality: quality(value, (high - low) / 2),
  period,
  ...(base !== undefined && { base }),
})

export function count(found: Found): Reading {
  if (isMissing(found)) return absence(found)
  const { part, release } = found
  if (part.value === null) return few(part, release.period)
  return measured(
    part.value,
    Math.max(0, part.value - part.halfWidth),
    part.value + part.halfWidth,
    release.period,
  )
}

/** Per so many residents; without a dated count of residents there is no rate. */
export function perResidents(found: Found, residents: number | null, per: number): Reading {
  if (!isMissing(found) && !residents) return missing('not_recorded', 'no_population')
  const read = count(found)
  if (read.kind !== 'measured') return read
  const scale = per / residents!
  return {
    ...read,
    value: read.value * scale,
    low: read.low * scale,
    high: read.high * scale,
    base: read.value,
  }
}

/** Under it a percentage says more than its numbers know. */
export const leastBase = 30

/** What is left of a whole that contains the part: its error is at most that of the two together. */
export const remainder = (whole: Part, part: Part): Part => ({
  value: whole.value === null || part.value === null ? null : Math.max(0, whole.value - part.value),
  halfWidth: Math.hypot(whole.halfWidth, part.halfWidth),
  most: whole.most,
})

/**
 * part / (part + rest), in hundredths. Ends of the interval: the part at one end of its own and the rest at the
 * opposite end of its own. However the two errors hang together, the error of the quotient is at most the one
 * computed from both at once, so the interval holds at least as often as theirs.
 */
export function share(part: Found, rest: Found): Reading {
  if (isMissing(part)) return absence(part)
  if (isMissing(rest)) return absence(rest)
  const { period } = part.release
  // «Few» of the rest can be anything up to its threshold: its middle, and the ends of the interval.
  const other = rest.part.value ?? rest.part.most / 2
  const otherHalf = rest.part.halfWidth + (rest.part.value === null ? rest.part.most / 2 : 0)
  const base = (part.part.value ?? 0) + other
  if (base < leastBase) return { ...missing('few', 'small_base'), period } as Reading
  if (part.part.value === null) return few(part.part, period)
  const { value, halfWidth } = part.part
  const [least, greatest] = [Math.max(0, value - halfWidth), value + halfWidth]
  const [leastOther, greatestOther] = [Math.max(0, other - otherHalf), other + otherHalf]
  const hundredths = (of: number, and: number) => (of + and > 0 ? (100 * of) / (of + and) : 0)
  return measured(
    hundredths(value, other),
    hundredths(least, greatestOther),
    hundredths(greatest, leastOther),
    period,
    Math.round(base),
  )
}

/** A share of a whole that the release serves too. */
export function shareOf(part: Found, whole: Found): Reading {
  if (isMissing(part)) return absence(part)
  if (isMissing(whole)) return absence(whole)
  if (whole.part.value === null || whole.part.value < leastBase)
    return { ...missing('few', 'small_base'), period: part.release.period } as Reading
  if (part.part.value === null) return few(part.part, part.release.period)
  return share(part, { ...whole, part: remainder(whole.part, part.part) })
}

/** Parts found one by one, together; the first that is missing is what is missing of all. */
export function together(all: readonly Found[]): Found {
  const absent = all.find(isMissing)
  if (absent) return absent
  const found = all as readonly { part: Part; release: Release }[]
  return found[0]
    ? { part: sumOf(found.map(({ part }) => part)), release: found[0].release }
    : { missing: 'not_recorded' }
}

/** Degrees to metres on a sphere of the earth's mean radius. */
const earth = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180
type LonLat = readonly number[]
export function metresBetween(a: LonLat, b: LonLat): number {
  const [lat1, lat2] = [radians(a[1]!), radians(b[1]!)]
  const [dLat, dLon] = [lat2 - lat1, radians(b[0]! - a[0]!)]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dLon / 2) ** 2
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The centroid of the largest polygon: map cells are compact, so it lies in them. */
export function representative({ coordinates }: MapCell['geometry']): LonLat {
  let best: { size: number; at: LonLat } = { size: -1, at: [0, 0] }
  for (const [ring] of coordinates) {
    if (!ring?.[0]) continue
    const [x0, y0] = ring[0] // near the figures, so that the products stay exact
    let [twice, x, y] = [0, 0, 0]
    ring.slice(1).forEach((to, i) => {
      const from = ring[i]!
      const cross = (from[0] - x0) * (to[1] - y0) - (to[0] - x0) * (from[1] - y0)
      twice += cross
      x += (from[0] + to[0] - 2 * x0) * cross
      y += (from[1] + to[1] - 2 * y0) * cross
    })
    const size = Math.abs(twice)
    if (size > best.size)
      best = { size, at: twice === 0 ? [x0, y0] : [x0 + x / (3 * twice), y0 + y / (3 * twice)] }
  }
  return best.at
}

type Nested = readonly number[] | readonly Nested[]
/** Points of a geometry: of a line or a park, its corners. */
export function pointsOf(nested: Nested): LonLat[] {
  return typeof nested[0] === 'number'
    ? [nested as LonLat]
    : (nested as readonly Nested[]).flatMap(inner => pointsOf(inner))
}
