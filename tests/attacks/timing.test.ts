/** How long an answer takes: does a period that is still open, full of records, answer as one in which nothing was? */

import { close, complete, expect, found, test } from './given.ts'
import { naiveServer } from './naive.ts'
import { median, readingOf, rightGuesses } from './timing.ts'
import { givenVisits, worldOf } from './world.ts'

const months = ['2025-10', '2025-11', '2025-12']

test('a guess is a coin when times are alike, and sure when they are apart', () => {
  const around = (centre: number) => Array.from({ length: 200 }, (_, n) => centre + ((n * 7919) % 101) / 100)
  expect(rightGuesses(around(5), around(5))).toBeCloseTo(0.5, 1)
  expect(rightGuesses(around(5), around(9))).toBe(1)
  expect(rightGuesses(around(9), around(5))).toBe(1)
  expect(median([3, 1, 2])).toBe(2)
})

// Times are of the machine: only the complete form measures them.
test.runIf(complete)(
  'the time of an answer does not tell a full period from an empty one',
  async ({ task, given, product }) => {
    await givenVisits(given, worldOf('timing', 40_000, months))
    await close(given, ['2025-10'])
    const partner = await product.as('partner')
    const naive = await naiveServer(given)
    /** Each side asked in turn, so that what slows the machine slows both. */
    const times = async (client: typeof partner, trials: number, readings: number) => {
      const sides: { full: number[]; empty: number[] } = { full: [], empty: [] }
      for (let n = 0; n < trials; n++) {
        const order = n % 2 === 0 ? (['full', 'empty'] as const) : (['empty', 'full'] as const)
        for (const side of order)
          sides[side].push(
            await readingOf(
              () => client.get(`/api/v1/releases/${side === 'full' ? '2025-Q4' : '2031-Q4'}`),
              readings,
            ),
          )
      }
      return rightGuesses(sides.full, sides.empty)
    }
    await times(partner, 20, 3) // the first answers warm up whatever there is to warm up
    const here = await times(partner, 200, 9)
    const there = await times(naive.client, 24, 3)
    await naive.stop()
    found({ task }, { name: 'timing', success: here, naive: there, bound: { most: 0.62 }, trials: 200 })
  },
)
