/**
 * Getis-Ord statistics (Getis and Ord 1992, Ord and Getis 1995) with binary weights: whether high values stand beside
 * high ones, and low beside low, more than the same values dealt out at random would.
 */
import type { Figure } from './select.ts'

/** For each place, the indices of the others near it. */
export type Neighbours = readonly (readonly number[])[]
export type At = readonly [x: number, y: number]

export const within = (points: readonly At[], distance: number): Neighbours =>
  points.map(([x, y], index) =>
    points.flatMap(([ox, oy], other) =>
      other !== index && Math.hypot(ox - x, oy - y) <= distance ? [other] : [],
    ),
  )

/** The shortest distance at which nobody is alone. */
export const nobodyAlone = (points: readonly At[]): number =>
  Math.max(
    0,
    ...points.map(([x, y], index) =>
      Math.min(...points.filter((_, other) => other !== index).map(([ox, oy]) => Math.hypot(ox - x, oy - y))),
    ),
  )

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Global G: of all products of two values, the share of those that are neighbours. */
export function globalG(values: readonly number[], neighbours: Neighbours): number {
  const near = total(
    neighbours.map((others, index) => values[index]! * total(others.map(other => values[other]!))),
  )
  return near / (total(values) ** 2 - total(values.map(value => value * value)))
}

/** z scores, `self` with the place among its own neighbours (Gi*) or without it (Gi). NaN where nothing varies. */
export function localG(values: readonly number[], neighbours: Neighbours, self: boolean): number[] {
  return values.map((own, index) => {
    const others = neighbours[index]!
    const count = values.length - (self ? 0 : 1)
    const weights = others.length + (self ? 1 : 0)
    const sum = total(others.map(other => values[other]!)) + (self ? own : 0)
    const mean = (total(values) - (self ? 0 : own)) / count
    const squares = total(values.map(value => value * value)) - (self ? 0 : own * own)
    const deviation = Math.sqrt(squares / count - mean * mean)
    // Weights are 1 or 0, so the sum of their squares is their number.
    return (
      (sum - weights * mean) / (deviation * Math.sqrt((count * weights - weights * weights) / (count - 1)))
    )
  })
}

/** Probability of a standard normal beyond ±z: Abramowitz and Stegun 7.1.26, to 1.5e-7. */
export function beyond(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]
  return series.reduce((sum, factor) => (sum + factor) * t, 0) * Math.exp(-x * x)
}

/** Half-width of a 90 % interval in standard deviations of a normal. */
const ninety = 1.6449
/** Of all the readings together, how often chance alone would give any (Bonferroni). */
export const chance = 0.05
/** Fewer places than this are too few for a normal law. */
export const enough = 12

export type Reading =
  | { kind: 'too_few'; read: number; left: number }
  | {
      kind: 'read'
      /** Places read, and left out because few or none are served of them. */
      read: number
      left: number
      /** Distance of neighbours, in the unit of the points. */
      distance: number
      high: readonly number[]
      low: readonly number[]
      /** Would be read as such if the served values had no noise of their own. */
      unsure: number
    }

/**
 * Gi* of served rates. A place is told only if it passes for all the readings together, and would also with the noise
 * of the served values against it, to the end of the 90 % interval of its own difference.
 * @returns indices into `points`
 */
export function read(points: readonly At[], rates: readonly (Figure | null)[]): Reading {
  const known = rates.flatMap((rate, index) => (rate?.value == null ? [] : [index]))
  const left = points.length - known.length
  if (known.length < enough || left > known.length) return { kind: 'too_few', read: known.length, left }
  const values = known.map(index => rates[index]!.value!)
  const noise = known.map(index => rates[index]!.halfWidth / ninety)
  const places = known.map(index => points[index]!)
  const distance = nobodyAlone(places)
  const neighbours = within(places, distance)
  const scores = localG(values, neighbours, true)
  const n = values.length
  const mean = total(values) / n
  const deviation = Math.sqrt(total(values.map(value => (value - mean) ** 2)) / n)
  const high: number[] = []
  const low: number[] = []
  let unsure = 0
  scores.forEach((z, index) => {
    if (!Number.isFinite(z)) return
    const near = new Set([...neighbours[index]!, index])
    // The difference is Σ (w − W/n) x: each value's noise enters by its own factor.
    const share = near.size / n
    const sd = Math.sqrt(total(noise.map((one, other) => (((near.has(other) ? 1 : 0) - share) * one) ** 2)))
    const scale = deviation * Math.sqrt((n * near.size - near.size ** 2) / (n - 1))
    const against = Math.max(0, Math.abs(z) - (ninety * sd) / scale)
    const passes = (score: number) => beyond(score) * n < chance
    if (passes(against)) (z > 0 ? high : low).push(known[index]!)
    else if (passes(z)) unsure++
  })
  return { kind: 'read', read: n, left, distance, high, low, unsure }
}
