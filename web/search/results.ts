/** What a search has found, in one list: each with its words and what Enter opens. Pure. */
import { needGroups } from '../../api/disclosure/codes.ts'
import type { Found } from '../../api/resources/search.contract.ts'
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
  /** The synonym by which a need was recognised. */
  by?: string | null
  opens: Partial<View>
}

/** Close enough to see the doors around. */
const nearZoom = 16
const needsListed = 4

const needGroupOf = (domain: NeedDomain) => needGroups.find(group => group === domain) ?? 'protected'

/** In groups, the resources last: there are few of the others, and they are meant when they are named. */
export function resultsOf(
  found: Found,
  needs: readonly NeedFound[],
  label: (domain: NeedDomain) => string,
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
      opens: { ...emptyView, screen: 'explore' as const, area },
    })),
    ...found.centres.map(({ id, name, area }) => ({
      kind: 'centres' as const,
      key: `centres-${id}`,
      name,
      area,
      opens: { ...emptyView, screen: 'explore' as const, selection: `centre:${id}` },
    })),
    ...found.resources.map(({ id, name, type, group, area, at }) => ({
      kind: 'resources' as const,
      key: `resources-${id}`,
      name,
      type,
      group,
      area,
      opens: {
        ...emptyView,
        screen: 'resources' as const,
        selection: `resource:${id}`,
        ...(at ? { camera: { lon: at[0], lat: at[1], zoom: nearZoom } } : {}),
      },
    })),
  ]
}
