/** Resources and projects of the census that a group activity can be of, found by a few letters, and their names. */
import { useEffect, useRef, useState } from 'react'
import type { GroupActivity } from '../../api/observations/group-activity.contract.ts'
import { CallProblem, call } from '../api/call.ts'

type Reference = NonNullable<GroupActivity['activity']>
export type Activity = Reference & { name: string }

/** How many are shown at once. */
const most = 8
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** @param day only projects under way on it are offered */
export async function findActivities(letters: string, day: string): Promise<Activity[]> {
  const [projects, resources] = await Promise.all([projectsNamed(letters, day), resourcesNamed(letters)])
  return [...projects, ...resources].slice(0, most)
}

const holds = (letters: string) => {
  const words = plain(letters).split(/\s+/)
  return ({ name }: { name: string }) => words.every(word => plain(name).includes(word))
}

async function projectsNamed(letters: string, day: string): Promise<Activity[]> {
  const { projects } = await call('listProjects').catch(() => ({ projects: [] }))
  return projects
    .filter(({ from, until }) => from <= day && (until === undefined || day <= until))
    .filter(holds(letters))
    .map(({ id, name }) => ({ kind: 'project', id, name }))
}

/** Without a network it is looked for in the census that this browser keeps. */
async function resourcesNamed(letters: string): Promise<Activity[]> {
  const named = ({ id, name }: { id: string; name: string }): Activity => ({ kind: 'resource', id, name })
  try {
    return (await call('search', { query: { q: letters } })).resources.map(named)
  } catch (thrown) {
    if (!(thrown instanceof CallProblem) || thrown.problem.status !== 0) return []
    const { features } = await call('listResources').catch(() => ({ features: [] }))
    return features
      .map(({ id, properties: { name } }) => ({ id, name }))
      .filter(holds(letters))
      .map(named)
  }
}

/** Asked a moment after the last letter, ms. */
const pause = 150

export function useActivities(letters: string, day: string): readonly Activity[] {
  const [found, set] = useState<readonly Activity[]>([])
  useEffect(() => {
    if (letters.trim().length < 2) return set([])
    let wanted = true
    const clock = setTimeout(
      () => void findActivities(letters.trim(), day).then(activities => wanted && set(activities)),
      pause,
    )
    return () => {
      wanted = false
      clearTimeout(clock)
    }
  }, [letters, day])
  return found
}

/** Names of the activities of some groups; undefined while one is not known, or where it cannot be. */
export function useActivityNames(
  groups: readonly Pick<GroupActivity, 'activity'>[],
): (of: Pick<GroupActivity, 'activity'>) => string | undefined {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const asked = useRef(new Set<string>())
  const wanted = [
    ...new Set(groups.flatMap(({ activity }) => (activity ? [`${activity.kind} ${activity.id}`] : []))),
  ]
  const missing = wanted.filter(key => !(key in names)).join()
  useEffect(() => {
    for (const key of missing.split(',').filter(Boolean)) {
      if (asked.current.has(key)) continue
      asked.current.add(key)
      const [kind, id] = key.split(' ') as [Reference['kind'], string]
      nameOf({ kind, id }).then(
        name => setNames(before => ({ ...before, [key]: name })),
        () => {}, // words stand in for the name
      )
    }
  }, [missing])
  return ({ activity }) => activity && names[`${activity.kind} ${activity.id}`]
}

const nameOf = async ({ kind, id }: Reference): Promise<string> =>
  kind === 'project'
    ? (await call('getProject', { params: { project: id } })).name
    : (await call('getResource', { params: { resource: id } })).properties.name
