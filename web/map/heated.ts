/** Which resources the heat is made of, and how much each weighs; what is left out is counted, to be said. */
import type { Resource } from '../../api/resources/contract.ts'
import type { Heat } from '../view/view.ts'
import type { LonLat } from './projection.ts'
import { pointOf } from './scene.ts'

export type Heated = {
  by: Heat['by']
  places: readonly { at: LonLat; weight: number }[]
  /** What a declared place is: one unit alone, the most frequent, because meals and beds do not add up. */
  unit: string | null
  /** Sum of what is declared. */
  total: number
  left: { closed: number; stale: number; unplaced: number; undeclared: number }
}

const commonest = (words: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0] ?? null
}

export function heated(resources: readonly Resource[], by: Heat['by']): Heated {
  const left = { closed: 0, stale: 0, unplaced: 0, undeclared: 0 }
  const felt = resources.flatMap(resource => {
    const { status, stale, capacity } = resource.properties
    const at = pointOf(resource)
    if (status !== 'active') left.closed++
    else if (stale) left.stale++
    else if (!at) left.unplaced++
    else return [{ at, capacity }]
    return []
  })
  if (by === 'count')
    return { by, places: felt.map(({ at }) => ({ at, weight: 1 })), unit: null, total: felt.length, left }
  const unit = commonest(
    felt.flatMap(({ capacity }) => (capacity && capacity.total > 0 ? [capacity.unit] : [])),
  )
  const declared = felt.flatMap(({ at, capacity }) =>
    capacity && capacity.total > 0 && capacity.unit === unit ? [{ at, total: capacity.total }] : [],
  )
  left.undeclared = felt.length - declared.length
  const total = declared.reduce((sum, one) => sum + one.total, 0)
  // A resource of usual size is as warm as one counted by itself.
  const usual = declared.length > 0 ? total / declared.length : 1
  return {
    by,
    places: declared.map(one => ({ at: one.at, weight: one.total / usual })),
    unit,
    total,
    left,
  }
}
