/**
 * The promise of an edition, from its tables alone: how often at most, in 100 guesses, somebody who knows every other
 * record and the whole method says rightly whether a household came. Two worlds μ standard deviations of noise apart are
 * told apart with probability Φ(μ/2); each table that a household enters adds (how often it counts there)²/σ² to μ².
 */
import type { Edition } from './editions.ts'

/** Φ, by Abramowitz and Stegun 7.1.26: within 1.5 · 10⁻⁷. */
function normal(x: number): number {
  const z = Math.abs(x) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * z)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const erf = 1 - series * Math.exp(-z * z)
  return (1 + Math.sign(x) * erf) / 2
}

export type Promised = {
  coin: number
  /** From a single number. */
  oneNumber: number
  /** A household that came once in a quarter, from every number. */
  oneVisit: number
  /** Three times in a quarter: tables of accesses count it three times, those of households once. */
  threeVisits: number
  /** In each quarter of a year: every table of months and quarters four times, yearly ones once. */
  wholeYear: number
  /** Three times in each quarter of a year. */
  wholeYearThrice: number
  /** Once, when every period it counts in was measured a second time, by its errata. */
  corrected: number
}

export function promiseOf({ tables, sigma }: Edition): Promised {
  const guesses = (squared: number) => Math.round(100 * normal(Math.sqrt(squared / sigma ** 2) / 2))
  const accesses = tables.filter(({ unit }) => unit === 'accesses').length
  const yearly = tables.filter(({ closes }) => closes === 'year').length
  // Accesses are counted by month in every edition, so what is not yearly comes back with each quarter.
  const thrice = 9 * accesses + tables.length - accesses
  return {
    coin: 50,
    oneNumber: guesses(1),
    oneVisit: guesses(tables.length),
    threeVisits: guesses(thrice),
    wholeYear: guesses(4 * (tables.length - yearly) + yearly),
    wholeYearThrice: guesses(4 * (thrice - yearly) + yearly),
    corrected: guesses(2 * tables.length),
  }
}
