/** The tally under way, kept sealed in this browser at each tap: a telephone that closes the page loses nobody. */
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import { newId } from '../api/newId.ts'
import { type Beside, type Owner, SealedStore } from './sealed.ts'
import type { Contact, Group } from './tally.ts'

/** `id` is of the activity that the contacts become: recording again what a crash has interrupted is harmless. */
export type Tally = { id: string; group: Group; contacts: readonly Contact[] }
const name = 'tally'
const fresh = (): Tally => ({ id: newId(), group: { residenceArea: 'unknown' }, contacts: [] })

/** Where the browser has no safe place the tally lives as long as the page. */
export function useKeptTally({ username, centre }: Pick<Account, 'username' | 'centre'>) {
  const [kept, show] = useState(fresh)
  const untouched = useRef(kept)
  const now = useRef(kept)
  /** What was kept has been read, so that writing cannot cover it. */
  const store = useRef<SealedStore | null>(null)
  /** Writings go one after the other, each of what is counted when its turn comes, so that the last one stays. */
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  const owner: Owner = [username, centre ?? '']
  function write() {
    writing.current = writing.current
      .then(() => store.current?.keep(owner, name, now.current))
      .catch(() => {})
  }
  function set(next: Tally) {
    now.current = next
    show(next)
    write()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the account of a screen does not change under it
  useEffect(() => {
    let wanted = true
    const opened = SealedStore.open().catch(() => null)
    void opened.then(async found => {
      const before = (await found?.kept(owner, name).catch(() => undefined)) as OlderTally | undefined
      if (!wanted) return
      // What was tapped before it was read comes after it.
      store.current = found
      if (before) set(joined(broughtForward(before), now.current, now.current === untouched.current))
      else write()
    })
    return () => {
      wanted = false
      void writing.current.then(() => opened).then(found => found?.close())
    }
  }, [])
  return {
    kept,
    setKept: (change: Partial<Pick<Tally, 'group' | 'contacts'>>) => set({ ...now.current, ...change }),
    /** The contacts are thrown away; what the group is stays for the next round. */
    forget: () => set({ ...fresh(), group: now.current.group }),
    /**
     * The contacts go over to the queue, which keeps the next round in the same act: a page that ends has them there or
     * here, never in both. Who is tapped meanwhile is of the next round.
     */
    async handOver<T>(put: (beside: Beside & { onSafe(): void }) => Promise<T>): Promise<T> {
      const count = now.current.contacts.length
      const content: Tally = { ...fresh(), group: now.current.group }
      const before = writing.current
      let end = () => {}
      writing.current = new Promise<void>(resolve => {
        end = resolve
      })
      const onSafe = () => {
        const { group, contacts } = now.current
        set({ id: content.id, group, contacts: contacts.slice(count) })
        end()
      }
      try {
        await before
        return await put({ name, content, onSafe })
      } finally {
        end()
      }
    },
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
