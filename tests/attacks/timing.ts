/** An attacker with a stop watch: asks many times, keeps the median, and learns a limit between two kinds of answer. */

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** The median time of so many askings, ms. */
export async function readingOf(ask: () => Promise<unknown>, times: number): Promise<number> {
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const begun = performance.now()
    await ask()
    taken.push(performance.now() - begun)
  }
  return median(taken)
}

/**
 * Learns on every second reading the limit, and the side of it, that parts the two kinds best, and is judged on the others.
 * @returns the share of right guesses
 */
export function rightGuesses(full: readonly number[], empty: readonly number[]): number {
  const half = (values: readonly number[], odd: number) => values.filter((_, n) => n % 2 === odd)
  const share = (limit: number, above: boolean, odd: number) => {
    const right = [
      ...half(full, odd).map(time => time > limit === above),
      ...half(empty, odd).map(time => time > limit !== above),
    ]
    return right.filter(Boolean).length / right.length
  }
  let best = { limit: 0, above: true, share: 0 }
  for (const limit of [...half(full, 0), ...half(empty, 0)])
    for (const above of [true, false]) {
      const its = share(limit, above, 0)
      if (its > best.share) best = { limit, above, share: its }
    }
  return share(best.limit, best.above, 1)
}
