/** The proposals that the account decides or made, asked once and kept until one of them changes. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Proposal } from '../../../api/resources/proposals/contract.ts'
import { useSession } from '../../accounts/account.tsx'
import { call } from '../../api/call.ts'

export type Proposals = {
  state: 'loading' | 'ready' | 'failed'
  proposals: readonly Proposal[]
  open: number
}
type Kept = Proposals & { who: string }

const nothing: Kept = { state: 'loading', proposals: [], open: 0, who: '' }
let kept = nothing
const listeners = new Set<() => void>()

function set(next: Kept) {
  kept = next
  for (const listener of listeners) listener()
}

/** What is listed stays while it is asked again. */
export async function reloadProposals(who = kept.who): Promise<void> {
  const before = kept.who === who ? kept : { ...nothing, who }
  set(before.state === 'failed' ? { ...nothing, who } : before)
  try {
    const { proposals, open } = await call('listProposals')
    if (kept.who === who) set({ state: 'ready', proposals, open, who })
  } catch {
    if (kept.who === who && kept.state === 'loading') set({ ...nothing, state: 'failed', who })
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useProposals(): Proposals {
  const who = useSession().account?.username ?? ''
  const all = useSyncExternalStore(subscribe, () => kept)
  useEffect(() => {
    if (who !== '' && kept.who !== who) void reloadProposals(who)
  }, [who])
  return all.who === who ? all : nothing
}

/** What a list calls it: the resource as it is now, or the new one as proposed. */
export const nameOf = ({ resource, fields }: Proposal): string =>
  resource?.name ?? String(fields.find(({ field }) => field === 'name')?.after ?? '')
