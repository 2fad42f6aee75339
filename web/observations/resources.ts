/** The resources that answer a need of the access in the form; without a network they are found in this browser. */
import { useEffect, useRef, useState } from 'react'
import type { Answering, FindResources } from '../../api/resources/contract.ts'
import { boot } from '../api/boot.ts'
import { CallProblem, call } from '../api/call.ts'

export type Found = { resources: readonly Answering[]; here: boolean }
export type Search = { state: 'loading' | 'ready' | 'failed'; found: Found | null; refresh: () => void }

/** Whether a door is open changes with the minutes. */
const freshFor = 60_000

async function search(asking: FindResources, centre: string | null): Promise<Found> {
  try {
    const { features } = await call('findResourcesFor', { body: asking })
    return { resources: features, here: false }
  } catch (thrown) {
    if (!(thrown instanceof CallProblem) || thrown.problem.status !== 0) throw thrown
    const [{ answeringHere }, census, centres] = await Promise.all([
      import('./answering.ts'),
      call('listResources'),
      call('listCentres'),
    ])
    const seat = centres.features.find(({ properties }) => properties.id === centre)?.geometry ?? null
    const here = { census: census.features, areas: boot.areas.features, seat }
    return { resources: answeringHere(here, asking, new Date()), here: true }
  }
}

/** Asked as soon as the need is known, so that the list is there when it is opened. */
export function useSearch(asking: FindResources | undefined, centre: string | null): Search {
  const [answer, setAnswer] = useState<{ key: string; found: Found | null } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const asked = useRef(0)
  const key = asking ? JSON.stringify(asking) : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked; another attempt asks again
  useEffect(() => {
    if (!asking) return
    let wanted = true
    asked.current = Date.now()
    search(asking, centre).then(
      found => wanted && setAnswer({ key, found }),
      () => wanted && setAnswer({ key, found: null }),
    )
    return () => {
      wanted = false
    }
  }, [key, centre, attempt])
  const mine = answer?.key === key ? answer : null
  return {
    state: mine ? (mine.found ? 'ready' : 'failed') : 'loading',
    found: mine?.found ?? null,
    refresh() {
      if (!mine?.found || Date.now() - asked.current > freshFor) {
        if (mine && !mine.found) setAnswer(null)
        setAttempt(attempt + 1)
      }
    },
  }
}

/** Names of the chosen ones, whether or not the search still lists them. */
export function useNames(ids: readonly string[], found: Found | null): (id: string) => string | undefined {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const listed = (id: string) => found?.resources.find(resource => resource.id === id)?.properties.name
  const missing = found ? ids.filter(id => !listed(id) && !(id in names)).join(' ') : ''
  useEffect(() => {
    for (const id of missing.split(' ').filter(Boolean))
      call('getResource', { params: { resource: id } }).then(
        ({ properties }) => setNames(before => ({ ...before, [id]: properties.name })),
        () => {}, // words stand in for the name
      )
  }, [missing])
  return id => listed(id) ?? names[id]
}
