/** What the question needs of the server, asked once: walking times, and the nearest of a census that is not here whole. */
import type { Resource } from '../../../api/resources/contract.ts'
import { call } from '../../api/call.ts'
import { middleOf, originOf, placeKey } from '../../view/near.ts'
import type { View } from '../../view/view.ts'
import type { Explored } from '../explored.ts'
import type { Facts } from './seen.ts'

let facts: Facts = { isochrones: [], cells: [], picking: false, named: null, far: null }
let asked = false
let farKey = ''
const listeners = new Set<() => void>()

function set(change: Partial<Facts>) {
  facts = { ...facts, ...change }
  for (const listener of listeners) listener()
}

export const pick = (picking: boolean): void => set({ picking })

/** What a chosen point is called, as long as this page is open. */
export const name = (at: readonly [number, number], of: string): void =>
  set({ named: { key: placeKey(at), name: of } })

export const store = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  snapshot: (): Facts => facts,
  want(view: View, explored: Explored) {
    if (!asked) {
      asked = true
      // What did not come is asked for again at the next change; until then there is a circle and no estimate.
      Promise.all([call('listIsochrones'), call('listCells')]).then(
        ([{ features: isochrones }, { features: cells }]) => set({ isochrones, cells }),
        () => {
          asked = false
        },
      )
    }
    if (!explored.large) return
    const { centres, resources } = explored.sources
    const origin = originOf(view, { areas: explored.areas, centres: centres.data, resources: resources.data })
    const body =
      origin && origin.kind !== 'area'
        ? {
            at: [...middleOf(origin.shape)] as [number, number],
            metres: view.radius,
            ...(view.need ? { needGroup: view.need } : {}),
            ...(view.group ? { group: view.group } : {}),
          }
        : null
    const inside = origin?.kind === 'area' ? origin.id : null
    const key = JSON.stringify(body ?? inside)
    if (key === farKey) return
    farKey = key
    const keep = (resources: readonly Resource[], matched: number) =>
      farKey === key && set({ far: { key, resources, matched } })
    const failed = () => {
      if (farKey === key) farKey = ''
    }
    if (body)
      call('findResourcesNear', { body }).then(
        ({ features, numberMatched }) => keep(features, numberMatched),
        failed,
      )
    else if (inside)
      call('listResources', {
        query: {
          area: inside,
          ...(view.need ? { needGroup: view.need } : {}),
          ...(view.group ? { group: view.group } : {}),
        },
      }).then(({ features, numberMatched }) => keep(features, numberMatched), failed)
  },
}
