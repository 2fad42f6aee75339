/** Whether a count changed: first against the noise of the protection, then against what chance alone would move. */
import type { Figure } from '../view/select.ts'

export type Change = 'unknown' | 'indistinct' | { beyond: 'noise' | 'nature'; direction: 'more' | 'fewer' }

// Half-width of a 90 % interval in standard deviations of a normal distribution.
const ninety = 1.645

export function changeBetween(before: Figure, after: Figure): Change {
  if (before.value === null || after.value === null) return 'unknown'
  const difference = after.value - before.value
  const noise = Math.hypot(before.halfWidth, after.halfWidth)
  if (Math.abs(difference) <= noise) return 'indistinct'
  // Counts of independent contacts vary by about their own square root (Poisson), beside the noise.
  const nature = ninety * Math.sqrt(before.value + after.value)
  return {
    beyond: Math.abs(difference) <= Math.hypot(noise, nature) ? 'noise' : 'nature',
    direction: difference > 0 ? 'more' : 'fewer',
  }
}
