/** What the box finds, in one list: doors and areas first, of which there are few; then addresses, then resources. Pure. */
import type { Addresses } from '../../../api/resources/near/contract.ts'
import type { Found } from '../../../api/resources/search.contract.ts'
import type { words } from '../../words/near.ts'

export type Place = {
  key: string
  name: string
  note: string
  goes: { area: string } | { at: readonly [number, number] }
}

type Naming = {
  w: (typeof words)['it']
  areaName: (id: string | null) => string
  /** Where a centre has its seat: the search says only what it is called. */
  centreAt: (id: string) => readonly [number, number] | undefined
}

export function places(
  { found, addresses }: { found: Found; addresses: Addresses },
  { w, areaName, centreAt }: Naming,
): Place[] {
  const noted = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ')
  const centres = found.centres.flatMap(({ id, name, area }): Place[] => {
    const at = centreAt(id)
    return at
      ? [{ key: `centre-${id}`, name, note: noted(w.isCentre, area && areaName(area)), goes: { at } }]
      : []
  })
  const areas = [
    ...found.areas.map(({ id, name }) => ({ key: `area-${id}`, name, note: w.isArea, goes: { area: id } })),
    ...found.neighbourhoods.map(({ name, area }) => ({
      key: `neighbourhood-${area}-${name}`,
      name,
      note: w.isNeighbourhood(areaName(area)),
      goes: { area },
    })),
  ]
  const streets = addresses.found.map(({ kind, name, of, at, area }, index): Place => {
    const what = w.kinds[kind]
    return {
      key: `address-${index}`,
      name,
      note: noted(typeof what === 'string' ? what : what(of ?? ''), area && areaName(area)),
      goes: { at },
    }
  })
  const resources = found.resources.flatMap(({ id, name, area, at }): Place[] =>
    at
      ? [{ key: `resource-${id}`, name, note: noted(w.isResource, area && areaName(area)), goes: { at } }]
      : [],
  )
  return [...centres, ...areas, ...streets, ...resources]
}
