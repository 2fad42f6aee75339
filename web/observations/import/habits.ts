/**
 * What the columns and texts of earlier files became, so that the next file of the centre asks only for what is new. It is
 * kept sealed in this browser and never sent: the server has no place for free text and gets none. A text that may
 * identify somebody is not kept at all, nor one so long that it is a remark.
 */
import { useEffect, useState } from 'react'
import { headerKey, identityOfCell } from '../../../api/observations/import/contract.ts'
import { type Owner, SealedStore } from '../sealed.ts'
import type { FileColumn, Match } from './matching.ts'
import type { Choices, ValueGroup } from './values.ts'

export type Habits = { columns: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> }
const none: Habits = { columns: {}, values: {} }
const name = 'import-habits'
/** Longer texts are remarks, characters; more texts are the words of every file ever imported. */
const longest = 60
const most = 2000

/** Of one centre, whoever of its operators imports in this browser. */
const ownerOf = (centre: string): Owner => ['', centre]

/** @returns the habits with those of this file, the newest last */
export function habitsWith(
  { columns, values }: Habits,
  fileColumns: readonly FileColumn[],
  matches: readonly Match[],
  groups: readonly ValueGroup[],
): Habits {
  const isKept = (text: string) => text.length <= longest && identityOfCell(text) === undefined
  const matched = fileColumns.flatMap(({ header, identity }, index) => {
    const match = matches[index]
    return match && header && !identity && isKept(header) ? [[headerKey(header), match] as const] : []
  })
  const chosen = groups.flatMap(({ holds, values }) =>
    holds === 'day'
      ? []
      : values.flatMap(({ key, text, because, becomes, identity }) =>
          (because === 'chosen' || because === 'likely' || because === 'before') &&
          becomes !== null &&
          text !== '' &&
          !identity &&
          isKept(text)
            ? [[key, becomes] as const]
            : [],
        ),
  )
  const newest = <T>(before: Readonly<Record<string, T>>, now: readonly (readonly [string, T])[]) => {
    const fresh = new Set(now.map(([key]) => key))
    const all = [...Object.entries(before).filter(([key]) => !fresh.has(key)), ...now]
    return Object.fromEntries(all.slice(-most)) as Record<string, T>
  }
  return { columns: newest(columns, matched), values: newest(values, chosen) }
}

export const choicesOf = ({ values }: Habits): Choices => new Map(Object.entries(values))

/** @returns what is kept of the centre, and how to keep more; `null` where this browser has no safe place */
export function useHabits(centre: string | null): [Habits, ((habits: Habits) => void) | null] {
  const [habits, setHabits] = useState(none)
  const [store, setStore] = useState<SealedStore | null>(null)
  useEffect(() => {
    if (!centre) return
    let wanted = true
    const opening = SealedStore.open().catch(() => null)
    void opening.then(async opened => {
      const before = (await opened?.kept(ownerOf(centre), name).catch(() => undefined)) as Habits | undefined
      if (!wanted) return
      if (before) setHabits(before)
      setStore(opened)
    })
    return () => {
      wanted = false
      void opening.then(opened => opened?.close())
    }
  }, [centre])
  if (!store || !centre) return [habits, null]
  return [
    habits,
    next => {
      setHabits(next)
      void store.keep(ownerOf(centre), name, next).catch(() => {})
    },
  ]
}
