/** The tally under way, kept sealed in this browser at each tap: a telephone that closes the page loses nobody. */
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import { type Owner, SealedStore } from './sealed.ts'
import type { Contact, Group } from './tally.ts'

type Kept = { group: Group; contacts: readonly Contact[] }
const name = 'tally'
const fresh: Kept = {
  group: { residenceArea: 'unknown', domain: undefined, outcome: 'information' },
  contacts: [],
}

/** Where the browser has no safe place the tally lives as long as the page. */
export function useKeptTally({ username, centre }: Pick<Account, 'username' | 'centre'>) {
  const [kept, set] = useState<Kept>(fresh)
  /** What was kept has been read, so that writing cannot cover it. */
  const [store, setStore] = useState<SealedStore | null>(null)
  /** Writings go one after the other, so that the last one stays. */
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  const owner: Owner = [username, centre ?? '']
  // biome-ignore lint/correctness/useExhaustiveDependencies: the account of a screen does not change under it
  useEffect(() => {
    let wanted = true
    const opened = SealedStore.open().catch(() => null)
    void opened.then(async found => {
      const before = (await found?.kept(owner, name).catch(() => undefined)) as Kept | undefined
      if (!wanted) return
      // What was tapped before it was read comes after it.
      if (before) set(now => merged(before, now))
      setStore(found)
    })
    return () => {
      wanted = false
      void writing.current.then(() => opened).then(found => found?.close())
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (store) writing.current = writing.current.then(() => store.keep(owner, name, kept)).catch(() => {})
  }, [store, kept])

  return {
    ...kept,
    setGroup: (group: Group) => set({ ...kept, group }),
    setContacts: (contacts: readonly Contact[]) => set({ ...kept, contacts }),
    /** The contacts are recorded or thrown away; the answers of the group stay for the next round. */
    forget: () => set({ ...kept, contacts: [] }),
  }
}

const merged = (before: Kept, now: Kept): Kept =>
  now === fresh ? before : { group: now.group, contacts: [...before.contacts, ...now.contacts] }
