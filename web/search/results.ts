/** What a search has found, in one list: each with its words and what Enter opens. Pure. */
import { needGroups } from '../../api/disclosure/codes.ts'
import type { Found } from '../../api/resources/search.contract.ts'
import type { Background } from '../map/scene.ts'
import type { NeedDomain, NeedFound } from '../observations/needs.ts'
import { emptyView, type View } from '../view/view.ts'

export type Kind = 'resources' | 'areas' | 'centres' | 'neighbourhoods' | 'needs'
export type Result = {
  kind: Kind
  key: string
  name: string
  /** The family of a resource, for its symbol. */
  group?: Found['resources'][number]['group']
  type?: Found['resources'][number]['type']
  area?: string | null
  /** The synonym, the address or the service by which it was recognised. */
  by?: string | null
  opens: Partial<View>
}

/** Close enough to see the doors around. */
const nearZoom = 16
/** A neighbourhood as a whole. */
const aroundZoom = 14.5
const looksAt = (at: readonly [number, number] | null, zoom: number): Partial<View> =>
  at ? { camera: { lon: at[0], lat: at[1], zoom } } : {}
const needsListed = 4

const needGroupOf = (domain: NeedDomain) => needGroups.find(group => group === domain) ?? 'protected'

/** In groups, the resources last: there are few of the others, and they are meant when they are named. */
export function resultsOf(
  found: Found,
  needs: readonly NeedFound[],
  label: (domain: NeedDomain) => string,
  /** Where a neighbourhood is, if the map names it; else the middle of its area. */
  placeOf: (neighbourhood: string, area: string) => readonly [number, number] | null = () => null,
): Result[] {
  return [
    ...needs.slice(0, needsListed).map(({ domain, by }) => ({
      kind: 'needs' as const,
      key: `needs-${domain}`,
      name: label(domain),
      by,
      opens: { ...emptyView, screen: 'explore' as const, need: needGroupOf(domain) },
    })),
    ...found.areas.map(({ id, name }) => ({
      kind: 'areas' as const,
      key: `areas-${id}`,
      name,
      opens: { ...emptyView, screen: 'explore' as const, area: id },
    })),
    ...found.neighbourhoods.map(({ name, area }) => ({
      kind: 'neighbourhoods' as const,
      key: `neighbourhoods-${area}-${name}`,
      name,
      area,
      opens: { ...emptyView, screen: 'explore' as const, area, ...looksAt(placeOf(name, area), aroundZoom) },
    })),
    ...found.centres.map(({ id, name, area }) => ({
      kind: 'centres' as const,
      key: `centres-${id}`,
      name,
      area,
      opens: { ...emptyView, screen: 'explore' as const, selection: `centre:${id}` },
    })),
    ...found.resources.map(({ id, name, type, group, area, at, by }) => ({
      kind: 'resources' as const,
      key: `resources-${id}`,
      name,
      type,
      group,
      area,
      by,
      opens: {
        ...emptyView,
        screen: 'resources' as const,
        selection: `resource:${id}`,
        ...looksAt(at, nearZoom),
      },
    })),
  ]
}

/** The point by which the background names a neighbourhood; a name on the map may hold two of them. */
export function neighbourhoodAt(
  background: Background | null,
  name: string,
): readonly [number, number] | null {
  const found = background?.features.find(
    ({ properties }) =>
      properties.kind === 'neighbourhood' &&
      properties.name?.split(/\s*·\s*/).some(part => part.toLowerCase() === name.toLowerCase()),
  )
  return found && found.geometry.type === 'Point' ? (found.geometry.coordinates as [number, number]) : null
}
