/** The own centre's days, this week's and the last's, kept in step with what is recorded, corrected and taken back here. */
import { useEffect, useReducer, useState } from 'react'
import type { CompletenessDay, StoredAccess } from '../../api/observations/contract.ts'
import type { StoredGroupActivity } from '../../api/observations/group-activity.contract.ts'
import { call } from '../api/call.ts'
import { addDays, today, weekUntil } from './days.ts'
import { isGroup } from './queue.ts'
import { sizeOf } from './tally.ts'

/** What the list of a day shows, a line each. */
export type Kept = StoredAccess | StoredGroupActivity
/** How many contacts stand behind a line. */
export const contactsIn = (kept: Kept): number => (isGroup(kept) ? sizeOf(kept.participants).all : 1)

type Loaded = {
  state: 'loading' | 'ready' | 'failed'
  records: readonly Kept[]
  days: readonly CompletenessDay[]
  /** First day whose accesses still have a day; null when no month has closed yet. */
  reliableFrom: string | null
}
export type Week = Loaded & {
  /** The state of another day that the form has chosen, when it is out of the two weeks. */
  chosen: Loaded['state']
  put: (record: Kept) => void
  remove: (id: string) => void
  declare: (day: string, none: boolean) => Promise<void>
  retry: () => void
}

/** @param day the day of the form */
export function useWeek(day: string): Week {
  const [loaded, set] = useState<Loaded>({ state: 'loading', records: [], days: [], reliableFrom: null })
  const [chosen, setChosen] = useState<Loaded['state']>('ready')
  const [attempt, retry] = useReducer((count: number) => count + 1, 0)
  const first = addDays(weekUntil(today())[0]!, -7)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let wanted = true
    Promise.all([
      recordsOf({ from: first }),
      call('getCompleteness', { query: { from: first, to: today() } }),
    ]).then(
      ([records, { days, reliableFrom }]) =>
        wanted &&
        set(before => ({
          state: 'ready',
          records: [...records, ...before.records.filter(({ date }) => date < first)],
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
    recordsOf({ from: elsewhere, to: elsewhere }).then(
      records => {
        if (!wanted) return
        set(before => ({
          ...before,
          records: [...before.records.filter(({ date }) => date !== elsewhere), ...records],
        }))
        setChosen('ready')
      },
      () => wanted && setChosen('failed'),
    )
    return () => {
      wanted = false
    }
  }, [elsewhere, attempt])

  const change = (to: (list: readonly Kept[]) => readonly Kept[]) =>
    set(before => ({ ...before, records: to(before.records) }))
  const mark = (at: string, declaredNone: boolean) =>
    set(before => ({
      ...before,
      days: before.days.map(each => (each.day === at ? { ...each, declaredNone } : each)),
    }))
  return {
    ...loaded,
    chosen,
    put(record) {
      change(list =>
        list.some(({ id }) => id === record.id)
          ? list.map(other => (other.id === record.id ? record : other))
          : [record, ...list],
      )
      mark(record.date, false) // the server has taken the declaration away too
    },
    remove: id => change(list => list.filter(other => other.id !== id)),
    async declare(at, none) {
      await call(none ? 'declareNoAccess' : 'withdrawNoAccess', { params: { day: at } })
      mark(at, none)
    },
    retry,
  }
}

/** Groups before the accesses of the same answer: within a day the server knows the order of each kind alone. */
async function recordsOf(days: { from: string; to?: string }): Promise<Kept[]> {
  const query = { ...days, limit: 500 }
  const [{ groupActivities }, { accesses }] = await Promise.all([
    call('listGroupActivities', { query }),
    call('listAccesses', { query }),
  ])
  return [...groupActivities, ...accesses]
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
