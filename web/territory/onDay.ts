/** Areas and centres as in force on a day, and the history: asked for again after each change. */
import { useEffect, useState } from 'react'
import type { TerritoryChange } from '../../api/territory/change/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { call, type ProblemBody, problemOf } from '../api/call.ts'

export type OnDay = {
  /** The day of what is shown: the one before while another loads. */
  day: string
  areas: readonly Area[]
  centres: readonly Centre[]
  changes: readonly TerritoryChange[]
  earliest: string | null
}

export function useTerritoryOn(day: string): {
  shown: OnDay | null
  failed: ProblemBody | null
  again: () => void
} {
  const [shown, setShown] = useState<OnDay | null>(null)
  const [failed, setFailed] = useState<ProblemBody | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    let wanted = true
    const query = { query: { on: day } }
    Promise.all([call('listAreas', query), call('listCentres', query), call('listTerritoryChanges')]).then(
      ([areas, centres, history]) => {
        if (!wanted) return
        setFailed(null)
        setShown({ day, areas: areas.features, centres: centres.features, ...history })
      },
      error => wanted && setFailed(problemOf(error)),
    )
    return () => {
      wanted = false
    }
  }, [day, round])
  return { shown, failed, again: () => setRound(before => before + 1) }
}
