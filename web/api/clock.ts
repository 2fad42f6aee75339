/**
 * The clock of the desk beside that of the server, which says at each answer what time it is. A computer whose clock is
 * wrong must not record under a wrong day, so where the two disagree the server's counts.
 */
import { useSyncExternalStore } from 'react'

/** Differences that a slow answer or a drifting clock explains, ms. */
const tolerance = 3 * 60_000

/** How much later the server's clock is than this one, ms; 0 while they agree. */
let lag = 0
let compared = false
const listeners = new Set<() => void>()

/** @param date the header `Date` of an answer of the server itself; @param sent, received instants of this clock, ms */
export function compareClock(date: string | null, sent: number, received: number): void {
  const server = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(server)) return
  compared = true
  // The header has whole seconds and was written at some moment between the two.
  const difference = server < sent - 1000 ? server - sent : server > received ? server - received : 0
  const next = Math.abs(difference) > tolerance ? difference : 0
  // Answers that take longer or shorter are no news.
  if (Math.abs(next - lag) < 30_000 && next !== 0) return
  if (next === lag) return
  lag = next
  for (const listener of listeners) listener()
}

/** What time it is: by this clock, or by the server's where this one is wrong. */
export const currentTime = (): Date => new Date(Date.now() + lag)
export const clockLag = (): number => lag
/** Whether the server has said what time it is since this page was opened. */
export const isClockCompared = (): boolean => compared

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** @returns how much later the server's clock is than this one, ms; 0 while they agree */
export const useClockLag = (): number => useSyncExternalStore(subscribe, clockLag)
