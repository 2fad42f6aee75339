/** What came out since the account last looked, asked once and kept until the list of releases was opened. */
import { useEffect, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { Period } from '../../api/disclosure/contract.ts'
import { useSession } from '../accounts/account.tsx'
import { call } from '../api/call.ts'

type News = readonly { id: string; period: z.output<typeof Period> }[]
type Kept = { news: News; who: string }

const nothing: Kept = { news: [], who: '' }
let kept = nothing
const listeners = new Set<() => void>()

function set(next: Kept) {
  kept = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Without a network there is no news, and nothing is said. */
async function ask(who: string): Promise<void> {
  set({ news: [], who })
  const { news = [] } = await call('getReleaseNews').catch(() => ({ news: [] as News }))
  if (kept.who === who) set({ news, who })
}

/** The list was opened: what was new in it is news no more. */
export function looked(): void {
  if (kept.news.length === 0) return
  set({ ...kept, news: [] })
  call('seeReleases').catch(() => {}) // told again the next time
}

export function useNews(): News {
  const who = useSession().account?.username ?? ''
  const all = useSyncExternalStore(subscribe, () => kept)
  useEffect(() => {
    if (who !== '' && kept.who !== who) void ask(who)
  }, [who])
  return all.who === who ? all.news : nothing.news
}
