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
  const store = useRef<Promise<SealedStore | null>>(null)
  /** Writings go one after the other, so that the last one stays. */
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  const owner: Owner = [username, centre ?? '']
  // biome-ignore lint/correctness/useExhaustiveDependencies: the account of a screen does not change under it
  useEffect(() => {
    let wanted = true
    const opened = SealedStore.open().catch(() => null)
    store.current = opened
    void opened
      .then(found => found?.kept(owner, name))
      .then(
        // What was tapped before it was read comes after it.
        before => wanted && before && set(now => merged(before as Kept, now)),
        () => {},
      )
    return () => {
      wanted = false
      void writing.current.then(() => opened).then(found => found?.close())
    }
  }, [])

  const keep = (next: Kept): void => {
    set(next)
    writing.current = writing.current
      .then(() => store.current)
      .then(found => found?.keep(owner, name, next))
      .catch(() => {})
  }
  return {
    ...kept,
    setGroup: (group: Group) => keep({ ...kept, group }),
    setContacts: (contacts: readonly Contact[]) => keep({ ...kept, contacts }),
    /** The contacts are recorded or thrown away; the answers of the group stay for the next round. */
    async forget(): Promise<void> {
      keep({ ...kept, contacts: [] })
      await writing.current
    },
  }
}

const merged = (before: Kept, now: Kept): Kept =>
  now === fresh ? before : { group: now.group, contacts: [...before.contacts, ...now.contacts] }
