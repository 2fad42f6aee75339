/**
 * The law of the noise: the discrete Gaussian, P(Z = z) ∝ exp(−z²/2σ²) on whole numbers, and what it means for
 * a sum of cells. The draw itself happens in the database, from the same table, published in `published.noise`.
 */

/** A draw has 60 random bits, so probabilities are whole multiples of 2⁻⁶⁰. */
export const one = 1n << 60n

const bits = 256n
const divide = (numerator: bigint, denominator: bigint) => (numerator + denominator / 2n) / denominator

/** exp(−numerator/denominator) in units of 2⁻²⁵⁶, for a non-negative fraction: 1 / Σ xⁿ/n!, all terms positive. */
function exponentialOfMinus(numerator: bigint, denominator: bigint): bigint {
  let sum = 0n
  let term = 1n << bits
  for (let n = 1n; term > 0n; n++) {
    sum += term
    term = (term * numerator) / (denominator * n)
  }
  return divide(1n << (2n * bits), sum)
}

/**
 * Cumulative table of the law: P(Z ≤ z) in units of 2⁻⁶⁰, rounded, the last one exactly 2⁶⁰. It ends at the last
 * z whose probability is at least half a unit (26 for σ = 3, 18 for σ = 2).
 */
export function cumulativeTable(sigma: number): { z: number; cumulative: bigint }[] {
  const weight = (z: number) => exponentialOfMinus(BigInt(z * z), BigInt(2 * sigma * sigma))
  const half = [weight(0)]
  let total = half[0]!
  for (let z = 1; ; z++) {
    const next = weight(z)
    if (2n * next * one < total) break
    half.push(next)
    total += 2n * next
  }
  const last = half.length - 1
  let sum = 0n
  return Array.from({ length: 2 * last + 1 }, (_, index) => {
    const z = index - last
    sum += half[Math.abs(z)]!
    return { z, cumulative: divide(sum * one, total) }
  })
}

/** Probabilities of z = −n … n, as doubles. */
export function probabilities(sigma: number): number[] {
  const table = cumulativeTable(sigma)
  return table.map(({ cumulative }, i) => Number(cumulative - (table[i - 1]?.cumulative ?? 0n)) / Number(one))
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(a.length + b.length - 1).fill(0)
  a.forEach((p, i) => {
    b.forEach((q, j) => {
      sum[i + j]! += p * q
    })
  })
  return sum
}

/** Law of the sum of independent draws, centred; tails beyond 12 standard deviations (under 10⁻³²) are left out. */
export function lawOfSum(sigma: number, cells: number): number[] {
  const single = probabilities(sigma)
  let law = [1]
  for (let k = 1; k <= cells; k++) {
    law = convolve(law, single)
    const beyond = (law.length - 1) / 2 - Math.ceil(12 * sigma * Math.sqrt(k))
    if (beyond > 0) law = law.slice(beyond, -beyond)
  }
  return law
}

const kept = new Map<string, number>()

/** Half-width of the 90 % interval of a sum of cells: the smallest h with P(|ΣZ| ≤ h) ≥ 0.90. */
export function halfWidth(sigma: number, cells: number): number {
  const key = `${sigma}/${cells}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const law = lawOfSum(sigma, cells)
  const centre = (law.length - 1) / 2
  let inside = law[centre]!
  let h = 0
  while (inside < 0.9) {
    h++
    inside += 2 * law[centre + h]!
  }
  kept.set(key, h)
  return h
}
