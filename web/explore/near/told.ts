/** What was told of a place, for the components that show it. */
import type { Answer, Parts } from '../questions.ts'
import type { Facts, Seen } from './seen.ts'

export type Told = Seen & Pick<Facts, 'isochrones' | 'picking'>
/** What the components show is what was answered: one computing for all of them. */
export const toldBy = new WeakMap<Answer, Told>()

export function useAreaName({ explored }: Pick<Parts, 'explored'>) {
  return (id: string | null) => explored.areas.find(area => area.id === id)?.properties.name ?? ''
}
