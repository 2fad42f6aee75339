// @ts-check
/**
 * The clock of the tests, loaded before everything else by each Node process of theirs: `Date` is moved by
 * TEST_CLOCK_SHIFT, in milliseconds, and goes on from there. The embedded database asks the same `Date`; a PostgreSQL
 * server keeps the machine's clock, so that no test may compare the two.
 */
import { moveDate } from './move-date.mjs'

moveDate(Number(process.env.TEST_CLOCK_SHIFT ?? 0))
