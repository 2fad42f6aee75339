/** What is taken out of the list of resources until the operator says otherwise. */
import type { Against } from '../../api/resources/answering.contract.ts'
import type { Answering } from '../../api/resources/contract.ts'
import type { NeedDraft } from './draft.ts'

export const filterNames = ['open', 'fit', 'near'] as const
export type Filter = (typeof filterNames)[number]

const takesOut: Record<Filter, readonly Against[]> = {
  open: ['closed'],
  fit: ['age', 'target_group'],
  near: ['far'],
}
/** Why a need stays unmet when one filter alone empties the list. */
const reasons = { open: 'hours', fit: 'not_eligible', near: 'too_far' } as const

type List = readonly Answering[]
const against = ({ properties }: Answering, filter: Filter) =>
  takesOut[filter].some(code => properties.against.includes(code))

export const left = (list: List, on: readonly Filter[]): List =>
  list.filter(resource => !on.some(filter => against(resource, filter)))
export const takenOut = (list: List, filter: Filter): number =>
  list.filter(resource => against(resource, filter)).length

export type Emptiness = {
  /** The filter whose absence would leave the most; undefined when no single one is enough. */
  by: Filter | undefined
  /** How many there would be without it, or without any. */
  without: number
  reason: NonNullable<NeedDraft['unmetReason']>
}
/** Why nothing is left, for a list that its filters have emptied. */
export function emptiness(list: List, on: readonly Filter[]): Emptiness {
  const without = (filter: Filter) =>
    left(
      list,
      on.filter(other => other !== filter),
    ).length
  const [by] = on.filter(filter => without(filter) > 0).sort((a, b) => without(b) - without(a))
  return {
    by,
    without: by ? without(by) : list.length,
    reason: by ? reasons[by] : list.length > 0 ? 'not_eligible' : 'none_exists',
  }
}
