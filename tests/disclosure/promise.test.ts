/** The promise is what the costs mean, for every edition, and what the specification says of edition L. */
import { expect, test } from 'vitest'
import { editionNamed } from '../../api/disclosure/editions.ts'
import { promiseOf } from '../../api/disclosure/promise.ts'

/** Φ by plain sums, another way than the code's. */
const normal = (x: number) => {
  let sum = 0
  for (let t = -8; t < x; t += 1e-4) sum += Math.exp((-t * t) / 2)
  return (sum * 1e-4) / Math.sqrt(2 * Math.PI)
}
const guess = (squared: number) => Math.round(100 * normal(Math.sqrt(squared) / 2))

test('of edition L', () => {
  expect(promiseOf(editionNamed('L'))).toEqual({
    coin: 50,
    oneNumber: 57,
    oneVisit: 69,
    threeVisits: 80,
    wholeYear: 83,
    wholeYearThrice: guess((4 * (2 * 9 + 6) + 1) / 9),
    corrected: guess((2 * 9) / 9),
  })
})

test('of edition S: four tables of households, σ² = 4; three of them once a year', () => {
  expect(promiseOf(editionNamed('S'))).toEqual({
    coin: 50,
    oneNumber: guess(1 / 4),
    oneVisit: guess(4 / 4),
    threeVisits: guess(4 / 4), // counted once however often it comes
    wholeYear: guess((4 * 1 + 3) / 4),
    wholeYearThrice: guess((4 * 1 + 3) / 4),
    corrected: guess((2 * 4) / 4),
  })
})
