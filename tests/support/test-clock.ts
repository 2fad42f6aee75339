/**
 * Sets the clock of every process that is started from this one: TEST_NOW, or the day on which the tests' product lives.
 * All of them are moved by the same time, so that a server started later is later.
 */
export const defaultNow = '2026-11-22T11:00:00+01:00'

export function setTestClock(now = process.env.TEST_NOW ?? defaultNow): void {
  const at = Date.parse(now)
  if (Number.isNaN(at)) throw new Error(`TEST_NOW is «${now}»: a time such as ${defaultNow} is needed`)
  process.env.TEST_NOW = now
  if (process.env.TEST_CLOCK_SHIFT !== undefined) return // a run within a run goes on with its clock
  process.env.TEST_CLOCK_SHIFT = String(at - Date.now())
  const load = `--import=${new URL('clock.mjs', import.meta.url)}`
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, load].filter(Boolean).join(' ')
}
