/** The types of the census in the order of a centre's own use, and found by what is typed. Pure. */
import { type ResourceGroup, resourceGroupNames } from '../../api/resources/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { type ResourceType, resourceGroups } from '../../api/resources/types.codes.ts'

export type OrderedGroup = { group: ResourceGroup; types: readonly ResourceType[] }

/** How many resources of each type a centre keeps; of all centres for who has none. */
export function usesOf(resources: readonly Resource[], centre: string | null): Map<ResourceType, number> {
  const uses = new Map<ResourceType, number>()
  for (const { properties: p } of resources)
    if (centre === null || p.keeper === centre) uses.set(p.type, (uses.get(p.type) ?? 0) + 1)
  return uses
}

/** Groups and the types in each, the most used first; alike in use, as the census orders them. */
export function orderedTypes(uses: ReadonlyMap<ResourceType, number>): OrderedGroup[] {
  const use = (type: ResourceType) => uses.get(type) ?? 0
  const total = (types: readonly ResourceType[]) => types.reduce((sum, type) => sum + use(type), 0)
  return resourceGroupNames
    .map(group => ({ group, types: [...resourceGroups[group]].sort((a, b) => use(b) - use(a)) }))
    .sort((a, b) => total(b.types) - total(a.types))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Types one of whose words begins with what is typed, those whose first does before the others. */
export function foundTypes(
  typed: string,
  groups: readonly OrderedGroup[],
  labels: Readonly<Record<ResourceType, string>>,
): ResourceType[] {
  const sought = plain(typed.trim())
  if (sought === '') return []
  const rank = (type: ResourceType) => {
    const label = plain(labels[type])
    if (label.startsWith(sought)) return 0
    return label.split(/[^\p{L}\p{N}]+/u).some(word => word.startsWith(sought))
      ? 1
      : label.includes(sought)
        ? 2
        : 3
  }
  return groups
    .flatMap(({ types }) => types)
    .map(type => ({ type, rank: rank(type) }))
    .filter(found => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ type }) => type)
}
