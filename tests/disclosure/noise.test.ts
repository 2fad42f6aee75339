/** The law of the noise is the one written down: constants, draws and half-widths. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cumulativeTable, halfWidth, lawOfSum, one, probabilities } from '../../api/disclosure/noise.ts'

const migration = readFileSync(new URL('../../sql/migrations/0006_noise.sql', import.meta.url), 'utf8')
const constants = [...migration.matchAll(/^ {2}\((\d+), (-?\d+), (\d+)\)/gm)].map(
  ([, sigma, z, cumulative]) => ({
    sigma: Number(sigma),
    z: Number(z),
    cumulative: BigInt(cumulative!),
  }),
)

/** The quantile as the database takes it: the smallest z with u < cumulative. */
const quantile = (table: readonly { z: number; cumulative: bigint }[], u: bigint) =>
  table.find(row => u < row.cumulative)!.z

describe.each([
  [3, 26],
  [2, 18],
])('the table for σ = %i', (sigma, last) => {
  const table = cumulativeTable(sigma)

  test('is the one of the migration, every constant', () => {
    expect(
      constants.filter(row => row.sigma === sigma).map(({ z, cumulative }) => ({ z, cumulative })),
    ).toEqual(table)
  })

  test(`runs from −${last} to ${last}, always grows and ends at 2⁶⁰`, () => {
    expect(table.map(row => row.z)).toEqual(Array.from({ length: 2 * last + 1 }, (_, i) => i - last))
    expect(table.every((row, i) => row.cumulative > (table[i - 1]?.cumulative ?? 0n))).toBe(true)
    expect(table.at(-1)!.cumulative).toBe(one)
  })

  test('is symmetric within a unit of 2⁻⁶⁰', () => {
    table.slice(0, -1).forEach((row, i) => {
      const mirrored = one - table[table.length - 2 - i]!.cumulative
      expect(row.cumulative - mirrored).toBeOneOf([-1n, 0n, 1n])
    })
  })

  test('has mean 0 and the variance of the law', () => {
    const p = probabilities(sigma)
    const moment = (power: number) => p.reduce((sum, q, i) => sum + q * (i - last) ** power, 0)
    expect(moment(1)).toBeCloseTo(0, 12)
    // For σ ≥ 2 the discrete Gaussian has variance σ² within 10⁻⁸ (Canonne, Kamath, Steinke, 2020).
    expect(moment(2)).toBeCloseTo(sigma ** 2, 8)
  })

  test('gives its ends at the ends of the draw', () => {
    expect(quantile(table, 0n)).toBe(-last)
    expect(quantile(table, one - 1n)).toBe(last)
    expect(quantile(table, one / 2n)).toBe(0)
  })

  test.each(table.slice(0, -1))('passes from $z to the next value exactly at its cumulative', row => {
    expect(quantile(table, row.cumulative - 1n)).toBe(row.z)
    expect(quantile(table, row.cumulative)).toBe(row.z + 1)
  })
})

test('10,000 draws on empty cells have variance 9 ± 0.5 and match the table (χ², p > 0.001)', () => {
  const table = cumulativeTable(3)
  const draws = Array.from({ length: 10_000 }, (_, i) => {
    const digest = createHash('sha256').update(`cell ${i}`).digest('hex')
    return quantile(table, BigInt(`0x${digest.slice(0, 15)}`))
  })
  const mean = draws.reduce((sum, z) => sum + z, 0) / draws.length
  const variance = draws.reduce((sum, z) => sum + (z - mean) ** 2, 0) / draws.length
  expect(Math.abs(mean)).toBeLessThan(0.1)
  expect(variance).toBeGreaterThan(8.5)
  expect(variance).toBeLessThan(9.5)

  const bin = (z: number) => Math.max(-8, Math.min(8, z))
  const expected = new Map<number, number>()
  probabilities(3).forEach((p, i) => {
    expected.set(bin(i - 26), (expected.get(bin(i - 26)) ?? 0) + p * draws.length)
  })
  const chiSquare = [...expected].reduce((sum, [z, count]) => {
    const observed = draws.filter(draw => bin(draw) === z).length
    return sum + (observed - count) ** 2 / count
  }, 0)
  expect(expected.size).toBe(17)
  expect(chiSquare).toBeLessThan(39.25) // 16 degrees of freedom, p = 0.001
})

describe('the half-width of a sum', () => {
  test.each([
    [3, 1, 5],
    [2, 1, 3],
    [3, 3, 9],
  ])('for σ = %i and %i cells is %i', (sigma, cells, expected) => {
    expect(halfWidth(sigma, cells)).toBe(expected)
  })

  test.each([1, 2, 3, 5, 11, 15, 33, 55, 165, 300])(
    'of %i cells is the smallest that covers 90 %%, and at most 97',
    cells => {
      const law = lawOfSum(3, cells)
      const centre = (law.length - 1) / 2
      const inside = (h: number) => law.slice(centre - h, centre + h + 1).reduce((sum, p) => sum + p, 0)
      const h = halfWidth(3, cells)
      expect(inside(h)).toBeGreaterThanOrEqual(0.9)
      expect(inside(h)).toBeLessThanOrEqual(0.97)
      expect(inside(h - 1)).toBeLessThan(0.9)
      // The sum of many draws is nearly Gaussian: 1.645 standard deviations.
      expect(Math.abs(h - 1.645 * 3 * Math.sqrt(cells))).toBeLessThan(1)
    },
  )

  test('loses no probability in the sums', () => {
    expect(lawOfSum(3, 165).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10)
  })
})
