/** What is tried and not so: changes of the census read from the address, applied to a copy in the page, never sent. */
import type { Resource } from '../../api/resources/contract.ts'
import { groupOfType, type ResourceType, resourceTypes } from '../../api/resources/types.codes.ts'

export type Change =
  | { kind: 'opens'; entry: string; type: ResourceType; places: number; area: string }
  | { kind: 'closes'; entry: string; id: string }

/** More do not fit into an address that can be sent by message. */
export const mostChanges = 4

export const opening = (type: ResourceType, places: number, area: string): string =>
  `+${type}:${places}@${area}`
export const closing = (id: string): string => `-${id}`

/** Undefined for a type that no census has. */
function readChange(entry: string): Change | undefined {
  if (entry.startsWith('-')) return { kind: 'closes', entry, id: entry.slice(1) }
  const [, type, places, area] = /^\+([a-z_]+):(\d+)@(.+)$/.exec(entry) ?? []
  const known = resourceTypes.find(each => each === type)
  return known && { kind: 'opens', entry, type: known, places: Number(places), area: area! }
}
export const readChanges = (entries: readonly string[]): Change[] =>
  entries.flatMap(entry => readChange(entry) ?? [])

export type Assumed = {
  resources: readonly Resource[]
  /** The changes that could be applied; of a resource that closes, which one it is. */
  applied: readonly (Change & { resource?: Resource })[]
  /** Entries that name a type, an area or a resource that is not there. */
  unknown: readonly string[]
}

/**
 * The census as it would be. What opens answers `needs`, has no name and no position: it is in no list of places.
 *
 * @param needs what a resource of this type answers
 */
export function assume(
  resources: readonly Resource[],
  entries: readonly string[],
  areas: readonly string[],
  needs: (type: ResourceType) => Resource['properties']['needs'],
): Assumed {
  const changes = readChanges(entries)
  const applied: Assumed['applied'][number][] = []
  for (const change of changes) {
    if (change.kind === 'opens') {
      if (areas.includes(change.area)) applied.push(change)
      continue
    }
    const resource = resources.find(({ properties }) => properties.id === change.id)
    if (resource) applied.push({ ...change, resource })
  }
  const understood = new Set(applied.map(({ entry }) => entry))
  const closed = new Set(applied.flatMap(change => (change.kind === 'closes' ? [change.id] : [])))
  const opened = applied.flatMap(change =>
    change.kind === 'opens' ? [invented(change, needs(change.type))] : [],
  )
  return {
    resources:
      applied.length === 0
        ? resources
        : [...resources.filter(({ properties }) => !closed.has(properties.id)), ...opened],
    applied,
    unknown: entries.filter(entry => !understood.has(entry)),
  }
}

function invented(
  { entry, type, places, area }: Extract<Change, { kind: 'opens' }>,
  needs: Resource['properties']['needs'],
): Resource {
  return {
    type: 'Feature',
    id: entry,
    geometry: null,
    properties: {
      id: entry,
      version: 1,
      name: '',
      type,
      group: groupOfType(type),
      area,
      needs,
      services: [],
      targetGroups: [],
      languages: [],
      fundings: [],
      stops: [],
      positionQuality: 'approximate',
      wheelchair: 'unknown',
      status: 'active',
      visibility: 'public',
      capacity: { total: places, unit: '', on: '1970-01-01' },
      verifiedOn: null,
      stale: false,
      faded: false,
      isDemo: false,
    },
  }
}
