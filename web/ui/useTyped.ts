/**
 * What somebody has typed and not yet sent outlives a look at another screen: it is there again on the way back, until
 * it is sent or given up. It stays in the memory of the page, and ends with it: closing the page asks first.
 */
import { useState } from 'react'

const values = new Map<string, unknown>()

/** @returns whether something typed waits on a screen that is not shown */
export const somethingWaits = (): boolean => values.size > 0

/** For drafts that have a place of their own: says whether something is in it. */
export function markTyped(key: string, typed: boolean): void {
  if (typed) values.set(key, true)
  else values.delete(key)
}

/**
 * A state like React's own, under a name that says what it is of: the account, the thing, the field.
 * @returns the value; how to change it; how to forget it once it is sent or given up
 */
export function useTyped<T>(
  key: string,
  initial: T,
): [value: T, change: (next: T) => void, forget: () => void] {
  const [state, setState] = useState({ key, value: values.has(key) ? (values.get(key) as T) : initial })
  // Another thing under the same component, as when the next card comes: its own value, not that of the last one.
  const value = state.key === key ? state.value : values.has(key) ? (values.get(key) as T) : initial
  return [
    value,
    next => {
      if (next === initial) values.delete(key)
      else values.set(key, next)
      setState({ key, value: next })
    },
    () => {
      values.delete(key)
      setState({ key, value: initial })
    },
  ]
}
