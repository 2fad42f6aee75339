// @ts-check
/**
 * The clock of the tests, loaded before everything else by each Node process of theirs: `Date` is moved by
 * TEST_CLOCK_SHIFT, in milliseconds, and goes on from there. The embedded database asks the same `Date`; a PostgreSQL
 * server keeps the machine's clock, so that no test may compare the two.
 */
const shift = Number(process.env.TEST_CLOCK_SHIFT ?? 0)
// Faked once: a worker thread reads the same options as its process, a second import changes nothing.
if (shift !== 0 && !('testClock' in globalThis)) {
  const Machine = Date
  const Moved = class extends Machine {
    /** @param {any[]} parts */
    constructor(...parts) {
      if (parts.length === 0) super(Machine.now() + shift)
      else super(.../** @type {[number]} */ (parts))
    }
    /** @override */
    static now() {
      return Machine.now() + shift
    }
  }
  Object.defineProperty(Moved, 'name', { value: 'Date' })
  globalThis.Date = /** @type {DateConstructor} */ (/** @type {unknown} */ (Moved))
  Object.assign(globalThis, { testClock: shift })
}
