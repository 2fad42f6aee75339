/** The own centre's days, this week's and the last's, kept in step with what is recorded, corrected and taken back here. */
import { useEffect, useReducer, useState } from 'react'
import type { CompletenessDay, StoredAccess } from '../../api/observations/contract.ts'
import { call } from '../api/call.ts'
import { addDays, today, weekUntil } from './days.ts'

type Loaded = {
  state: 'loading' | 'ready' | 'failed'
  accesses: readonly StoredAccess[]
  days: readonly CompletenessDay[]
  /** First day whose accesses still have a day; null when no month has closed yet. */
  reliableFrom: string | null
}
export type Week = Loaded & {
  /** The state of another day that the form has chosen, when it is out of the two weeks. */
  chosen: Loaded['state']
  put: (access: StoredAccess) => void
  remove: (id: string) => void
  declare: (day: string, none: boolean) => Promise<void>
  retry: () => void
}

/** @param day the day of the form */
export function useWeek(day: string): Week {
  const [loaded, set] = useState<Loaded>({ state: 'loading', accesses: [], days: [], reliableFrom: null })
  const [chosen, setChosen] = useState<Loaded['state']>('ready')
  const [attempt, retry] = useReducer((count: number) => count + 1, 0)
  const first = addDays(weekUntil(today())[0]!, -7)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let wanted = true
    Promise.all([
      call('listAccesses', { query: { from: first, limit: 500 } }),
      call('getCompleteness', { query: { from: first, to: today() } }),
    ]).then(
      ([{ accesses }, { days, reliableFrom }]) =>
        wanted &&
        set(before => ({
          state: 'ready',
          accesses: [...accesses, ...before.accesses.filter(({ date }) => date < first)],
          days,
          reliableFrom,
        })),
      () => wanted && set(before => ({ ...before, state: 'failed' })),
    )
    return () => {
      wanted = false
    }
  }, [attempt])
  const missing = loaded.state === 'failed' || chosen === 'failed'
  useEffect(() => {
    if (!missing) return
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [missing])
  const elsewhere = day < first ? day : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    setChosen(elsewhere ? 'loading' : 'ready')
    if (!elsewhere) return
    let wanted = true
    call('listAccesses', { query: { from: elsewhere, to: elsewhere, limit: 500 } }).then(
      answer => {
        if (!wanted) return
        set(before => ({
          ...before,
          accesses: [...before.accesses.filter(({ date }) => date !== elsewhere), ...answer.accesses],
        }))
        setChosen('ready')
      },
      () => wanted && setChosen('failed'),
    )
    return () => {
      wanted = false
    }
  }, [elsewhere, attempt])

  const change = (to: (list: readonly StoredAccess[]) => readonly StoredAccess[]) =>
    set(before => ({ ...before, accesses: to(before.accesses) }))
  const mark = (at: string, declaredNone: boolean) =>
    set(before => ({
      ...before,
      days: before.days.map(each => (each.day === at ? { ...each, declaredNone } : each)),
    }))
  return {
    ...loaded,
    chosen,
    put(access) {
      change(list =>
        list.some(({ id }) => id === access.id)
          ? list.map(other => (other.id === access.id ? access : other))
          : [access, ...list],
      )
      mark(access.date, false) // the server has taken the declaration away too
    },
    remove: id => change(list => list.filter(other => other.id !== id)),
    async declare(at, none) {
      await call(none ? 'declareNoAccess' : 'withdrawNoAccess', { params: { day: at } })
      mark(at, none)
    },
    retry,
  }
}

/** First day of the oldest open month; null when none has closed, or while it is not known: the server checks too. */
export function useOpenMonth(): string | null {
  const [openMonth, set] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    call('getCompleteness', { query: { from: today(), to: today() } }).then(
      ({ reliableFrom }) => wanted && set(reliableFrom),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [])
  return openMonth
}
