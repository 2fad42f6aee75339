/** The own centre's accesses of this week, kept in step with what is recorded and taken back here. */
import { useEffect, useReducer, useState } from 'react'
import type { StoredAccess } from '../../api/observations/contract.ts'
import { call } from '../api/call.ts'
import { today, weekUntil } from './days.ts'

export type Week = {
  state: 'loading' | 'ready' | 'failed'
  accesses: readonly StoredAccess[]
  add: (access: StoredAccess) => void
  remove: (id: string) => void
  retry: () => void
}

export function useWeek(): Week {
  const [{ state, accesses }, set] = useState<Pick<Week, 'state' | 'accesses'>>({
    state: 'loading',
    accesses: [],
  })
  const [attempt, retry] = useReducer((count: number) => count + 1, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let wanted = true
    call('listAccesses', { query: { from: weekUntil(today())[0], limit: 500 } }).then(
      answer => wanted && set({ state: 'ready', accesses: answer.accesses }),
      () => wanted && set(before => ({ ...before, state: 'failed' })),
    )
    return () => {
      wanted = false
    }
  }, [attempt])
  const change = (to: (list: readonly StoredAccess[]) => readonly StoredAccess[]) =>
    set(before => ({ ...before, accesses: to(before.accesses) }))
  return {
    state,
    accesses,
    add: access => change(list => [access, ...list.filter(({ id }) => id !== access.id)]),
    remove: id => change(list => list.filter(other => other.id !== id)),
    retry,
  }
}
