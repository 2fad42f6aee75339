// @ts-check
/**
 * Moves `Date` by so many milliseconds, once, in whatever runs this: a Node process, a thread of it, a page. It names
 * nothing outside of itself, since a page gets its text.
 * @param {number} shift
 */
export function moveDate(shift) {
  if (shift === 0 || 'testClock' in globalThis) return
  const Machine = Date
  const now = () => Machine.now() + shift
  // Not a class of its own: a date that comes from another thread or from the engine itself is a `Date` too.
  /** @type {DateConstructor} */
  const Moved = new Proxy(Machine, {
    construct: (target, parts, asked) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, asked === Moved ? target : asked),
    apply: () => new Machine(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
  Machine.prototype.constructor = Moved
  globalThis.Date = Moved
  Object.assign(globalThis, { testClock: shift })
}
