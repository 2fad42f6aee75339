/** What a search finds, a moment after the last key; what is overtaken is dropped. */
import { useEffect, useState } from 'react'
import type { Found } from '../../api/resources/search.contract.ts'
import { call } from '../api/call.ts'

const nothing: Found = { resources: [], areas: [], centres: [], neighbourhoods: [] }
/** A moment after the last key. */
const pauseMs = 120

/** @param typed empty asks nothing */
export function useFound(typed: string): { found: Found; of: string; failed: boolean } {
  const [state, setState] = useState({ found: nothing, of: '', failed: false })
  useEffect(() => {
    if (typed === '') return setState({ found: nothing, of: '', failed: false })
    const overtaken = new AbortController()
    const timer = setTimeout(
      () =>
        call('search', { query: { q: typed } }, overtaken.signal).then(
          found => !overtaken.signal.aborted && setState({ found, of: typed, failed: false }),
          () => !overtaken.signal.aborted && setState({ found: nothing, of: typed, failed: true }),
        ),
      pauseMs,
    )
    return () => {
      clearTimeout(timer)
      overtaken.abort()
    }
  }, [typed])
  return state
}
