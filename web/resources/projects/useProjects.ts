/** The projects, fetched once for the account that asks and kept; a project just saved is in the list at once. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Project } from '../../../api/resources/projects/contract.ts'
import { useSession } from '../../accounts/account.tsx'
import { call } from '../../api/call.ts'

type Kept = { who: string; state: 'loading' | 'ready' | 'failed'; projects: readonly Project[] }
let kept: Kept = { who: '', state: 'loading', projects: [] }
const listeners = new Set<() => void>()

function set(next: Kept) {
  kept = next
  for (const listener of listeners) listener()
}

function load(who: string, again: boolean) {
  if (kept.who === who && !(again && kept.state === 'failed')) return
  set({ who, state: 'loading', projects: [] })
  call('listProjects').then(
    ({ projects }) => kept.who === who && set({ who, state: 'ready', projects }),
    () => kept.who === who && set({ who, state: 'failed', projects: [] }),
  )
}

/** As the server lists them: the first to end first, then by name. */
const order = (a: Project, b: Project) =>
  (a.until ?? '9999') < (b.until ?? '9999')
    ? -1
    : (a.until ?? '9999') > (b.until ?? '9999')
      ? 1
      : a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)

export function keepProject(project: Project): void {
  const others = kept.projects.filter(({ id }) => id !== project.id)
  set({ ...kept, projects: [...others, project].sort(order) })
}
export const dropProject = (id: string): void =>
  set({ ...kept, projects: kept.projects.filter(project => project.id !== id) })

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useProjects(): Omit<Kept, 'who'> & { retry: () => void } {
  const who = useSession().account?.username ?? ''
  const now = useSyncExternalStore(subscribe, () => kept)
  useEffect(() => {
    if (who) load(who, false)
  }, [who])
  const mine = now.who === who ? now : { state: 'loading' as const, projects: [] }
  return { state: mine.state, projects: mine.projects, retry: () => load(who, true) }
}
