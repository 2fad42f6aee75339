/** The tally under way, kept sealed in this browser at each tap: a telephone that closes the page loses nobody. */
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import { newId } from '../api/newId.ts'
import { type Owner, SealedStore } from './sealed.ts'
import type { Contact, Group } from './tally.ts'

/** `id` is of the activity that the contacts become: recording again what a crash has interrupted is harmless. */
export type Tally = { id: string; group: Group; contacts: readonly Contact[] }
const name = 'tally'
const fresh = (): Tally => ({ id: newId(), group: { residenceArea: 'unknown' }, contacts: [] })

/** Where the browser has no safe place the tally lives as long as the page. */
export function useKeptTally({ username, centre }: Pick<Account, 'username' | 'centre'>) {
  const [kept, set] = useState(fresh)
  const untouched = useRef(kept)
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
      const before = (await found?.kept(owner, name).catch(() => undefined)) as OlderTally | undefined
      if (!wanted) return
      // What was tapped before it was read comes after it.
      if (before) set(now => joined(broughtForward(before), now, now === untouched.current))
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
    kept,
    setKept: (change: Partial<Pick<Tally, 'group' | 'contacts'>>) =>
      set(before => ({ ...before, ...change })),
    /** The contacts are recorded or thrown away; what the group is stays for the next round. */
    forget: () => set(({ group }) => ({ ...fresh(), group })),
  }
}

/** As pages of before kept it: each contact with a need of its own, an outcome and an id. */
type OlderTally = Omit<Tally, 'id' | 'group'> & {
  id?: string
  group: Group & { domain?: Group['needDomain'] }
}
const broughtForward = ({ id, group, contacts }: OlderTally): Tally => {
  const needDomain = group.needDomain ?? group.domain
  return {
    id: id ?? newId(),
    group: {
      residenceArea: group.residenceArea,
      ...(needDomain ? { needDomain } : {}),
      ...(group.activity ? { activity: group.activity } : {}),
    },
    contacts: contacts.map(({ residenceArea, ageBand }) => ({ residenceArea, ageBand })),
  }
}

const joined = (before: Tally, now: Tally, untouched: boolean): Tally =>
  untouched ? before : { ...before, group: now.group, contacts: [...before.contacts, ...now.contacts] }
