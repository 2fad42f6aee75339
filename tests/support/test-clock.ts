/**
 * Sets the clock of every process that is started from this one: TEST_NOW, or the day on which the tests' product lives.
 * All of them are moved by the same time, so that a server started later is later.
 */
export const defaultNow = '2026-11-22T11:00:00+01:00'

const load = `--import=${new URL('clock.mjs', import.meta.url)}`

export function setTestClock(now = process.env.TEST_NOW ?? defaultNow): void {
  const at = Date.parse(now)
  if (Number.isNaN(at)) throw new Error(`TEST_NOW is «${now}»: a time such as ${defaultNow} is needed`)
  // The browser's own, before `Date` is anybody's but the machine's.
  process.env.TEST_BROWSER_SHIFT ??= String(browserShift(process.env.TEST_NOW === undefined ? null : at))
  process.env.TEST_NOW = now
  if (process.env.TEST_CLOCK_SHIFT !== undefined) return // a run within a run goes on with its clock
  process.env.TEST_CLOCK_SHIFT = String(at - Date.now())
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, load].filter(Boolean).join(' ')
}

/**
 * A browser judges the end of a cookie by the machine's clock, so its product cannot live in the past: it lives in the
 * next working morning in the middle of a month that is no holiday, unless another time to come is asked for. A product
 * that runs already (PRODUCT_URL) has the machine's clock.
 */
function browserShift(asked: number | null, machine = Date.now()): number {
  if (process.env.PRODUCT_URL) return 0
  return (asked !== null && asked > machine ? asked : quietMorning(machine)) - machine
}

/** The next Wednesday from the 12th to the 18th, between ten and eleven in Rome; not in August, when offices close. */
export function quietMorning(after: number): number {
  for (let at = Math.ceil(after / 86_400_000); ; at++) {
    const morning = new Date(at * 86_400_000 + 9 * 3_600_000)
    const date = morning.getUTCDate()
    if (morning.getUTCDay() === 3 && date >= 12 && date <= 18 && morning.getUTCMonth() !== 7) return +morning
  }
}

/** What a server of its own process needs to live at the time of the tests. @param shift by which its clock is moved */
export const clockVariables = (shift = process.env.TEST_CLOCK_SHIFT ?? '0'): Record<string, string> => ({
  TEST_CLOCK_SHIFT: shift,
  NODE_OPTIONS: load,
})
