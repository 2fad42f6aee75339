/** A saved view as a statement, whoever opens it: what its reader may not see, or what is gone, is said and not shown. */
import type { Role } from '../../api/http/operation.ts'
import { useAnswered } from '../explore/answered.ts'
import { useCompared } from '../explore/compare/compared.ts'
import { useExplored } from '../explore/explored.ts'
import { hiddenFrom, screensOf } from '../view/screens.ts'
import { readView, type View } from '../view/view.ts'

/** What of an address this role can be shown; `hidden` is what was asked for and is not told. */
export function opened(
  address: string,
  role: Role,
): { view: View; mine: boolean; hidden: readonly string[] } {
  const { view, ignored } = readView(address)
  const mine = screensOf[role].includes(view.screen)
  return { view, mine, hidden: [...ignored, ...hiddenFrom(view, role)] }
}

/** Two sides of a comparison; of what cannot be compared any more, that it cannot. */
export function useComparedView(view: View, compare: string) {
  const { known, unknown, statement, picture, settled: ready } = useCompared(view, compare)
  const gone = { ...statement, title: unknown, note: '', columns: [], rows: [], definitions: [] }
  return { statement: known ? statement : gone, picture: known ? picture : null, ready }
}

/** `ready` when nothing more is on its way, also if it did not come. */
export function useStatedView(view: View) {
  const explored = useExplored(view)
  const { statement, picture, answered } = useAnswered(view, explored)
  const { areas, resources, centres } = explored.sources
  const ready =
    explored.figures !== 'loading' &&
    (answered || explored.figures !== 'ready') &&
    !explored.stale &&
    [areas, resources, centres].every(({ state }) => state !== 'loading') &&
    (!explored.large || explored.counts !== null)
  return { statement, picture, ready }
}
