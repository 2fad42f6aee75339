/** A change is said only as far as noise and chance allow. */
import { expect, test } from 'vitest'
import { changeBetween } from '../../../web/indicators/change.ts'

const figure = (value: number | null, halfWidth = 5) => ({ value, halfWidth })

test.each([
  [60, 66, 'indistinct'],
  [60, 67, 'indistinct'],
  [60, 68, { beyond: 'noise', direction: 'more' }],
  [68, 60, { beyond: 'noise', direction: 'fewer' }],
  [60, 90, { beyond: 'nature', direction: 'more' }],
  [90, 60, { beyond: 'nature', direction: 'fewer' }],
])('from %i to %i', (before, after, expected) => {
  expect(changeBetween(figure(before), figure(after))).toEqual(expected)
})

test('with «pochi o nessuno» on either side nothing is said', () => {
  expect(changeBetween(figure(null), figure(60))).toBe('unknown')
  expect(changeBetween(figure(60), figure(null))).toBe('unknown')
})

test('two draws of the same count pass for a change in at most one case out of ten', () => {
  // The half-width 5 is that of a discrete Gaussian of σ = 3; its 90 % is what the sentence promises.
  let seed = 1
  const uniform = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const gaussian = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  let changed = 0
  for (let draw = 0; draw < 10_000; draw++) {
    const [before, after] = [60 + Math.round(3 * gaussian()), 60 + Math.round(3 * gaussian())]
    if (changeBetween(figure(before), figure(after)) !== 'indistinct') changed += 1
  }
  expect(changed / 10_000).toBeLessThan(0.1)
})
