/** Blocks that are not cut fill pages as the printer fills them. */
import { expect, test } from 'vitest'
import { pagesFilled } from '../../web/observations/sheet-fit.ts'

test.each([
  ['all on one', [20, 80], 1],
  ['to the last millimetre', [50, 50, 50, 50], 2],
  ['what does not fit goes over whole, and leaves its room empty', [60, 60, 60], 3],
  ['the small one after it follows it', [60, 60, 40], 2],
  ['what is longer than a page goes over its end', [20, 150, 40], 3],
  ['also when it is the first', [150, 60], 3],
] as const)('%s', (_, heights, pages) => {
  expect(pagesFilled(heights, 100)).toBe(pages)
})
