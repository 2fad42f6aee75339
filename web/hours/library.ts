/** The reading of opening hours, fetched when somebody first needs it: it is heavier than the whole first paint. */
import { useEffect, useState } from 'react'

export type Hours = typeof import('../../api/hours/contract.ts')

let loaded: Hours | null = null
let loading: Promise<Hours> | null = null

/** Asked again after a failure. */
export function loadHours(): Promise<Hours> {
  loading ??= import('../../api/hours/contract.ts').then(
    library => {
      loaded = library
      return library
    },
    error => {
      loading = null
      throw error
    },
  )
  return loading
}

/** @param wanted false: not needed yet, so not fetched. `hours` is null until it is here. */
export function useHours(wanted = true): { hours: Hours | null; failed: boolean } {
  const [state, setState] = useState({ hours: loaded, failed: false })
  useEffect(() => {
    if (!wanted || state.hours || state.failed) return
    let left = false
    loadHours().then(
      hours => !left && setState({ hours, failed: false }),
      () => !left && setState({ hours: null, failed: true }),
    )
    return () => {
      left = true
    }
  }, [wanted, state])
  return state
}

const minute = 60_000

/** The present moment, anew at each minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), minute - (now.getTime() % minute))
    return () => clearTimeout(timer)
  }, [now])
  return now
}
