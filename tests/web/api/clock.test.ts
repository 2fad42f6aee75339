// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clockLag, compareClock, currentTime } from '../../../web/api/clock.ts'
import { today } from '../../../web/observations/days.ts'

const minute = 60_000
const desk = Date.parse('2026-11-22T10:00:00Z')
const header = (ms: number) => new Date(ms).toUTCString()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: desk })
})
afterEach(() => {
  compareClock(header(desk), desk, desk)
  vi.useRealTimers()
})

test('a few minutes are no difference, and a slow answer makes none', () => {
  compareClock(header(desk + 2 * minute), desk, desk + 100)
  expect(clockLag()).toBe(0)
  compareClock(header(desk + 40_000), desk, desk + 5 * minute)
  expect(clockLag()).toBe(0)
})

test('where the clocks disagree the day is the server’s, in both directions', () => {
  compareClock(header(desk + 26 * 60 * minute), desk, desk + 100)
  expect(clockLag()).toBeCloseTo(26 * 60 * minute, -4)
  expect(today()).toBe('2026-11-23')
  compareClock(header(desk - 400 * 24 * 60 * minute), desk, desk + 100)
  expect(today()).toBe('2025-10-18')
  expect(currentTime().getTime()).toBeLessThan(desk)
})

test('a clock put right is right at the next answer, and a header that is no date says nothing', () => {
  compareClock(header(desk + 26 * 60 * minute), desk, desk + 100)
  compareClock('yesterday', desk, desk)
  compareClock(null, desk, desk)
  expect(today()).toBe('2026-11-23')
  compareClock(header(desk), desk, desk + 100)
  expect(today()).toBe('2026-11-22')
})
