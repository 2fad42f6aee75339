/** Where a position falls, asked of the server when it is confirmed, and said in words. */
import { useEffect, useState } from 'react'
import type { Placing } from '../../api/resources/placing.contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { announce } from '../ui/announce.ts'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { type Geometry, type Here, placingHere } from './placingHere.ts'

export type Placed = { placing: Placing | null; fault: string | null; asking: boolean }

export function usePlacingWords(areas: readonly Area[]): (placing: Here & Partial<Placing>) => string {
  const w = useWords(words)
  const r = useWords(resourceWords)
  return ({ area, metres, squareMetres, insideMunicipality }) =>
    [
      areas.find(({ properties }) => properties.id === area)?.properties.name ?? r.outside,
      metres !== null && w.metres(metres),
      squareMetres !== null && w.surface(squareMetres),
      insideMunicipality === false && w.outsideMunicipality,
    ]
      .filter(Boolean)
      .join(', ')
}

const nothing: Placed = { placing: null, fault: null, asking: false }

/** @param geometry what has been confirmed; null asks nothing */
export function usePlacing(geometry: Geometry | null, areas: readonly Area[]): Placed {
  const told = usePlacingWords(areas)
  const [placed, setPlaced] = useState(nothing)
  const key = geometry && JSON.stringify(geometry)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    if (!geometry) return setPlaced(nothing)
    const overtaken = new AbortController()
    setPlaced({ ...nothing, asking: true })
    call('placeResource', { body: { geometry } }, overtaken.signal).then(
      placing => {
        if (overtaken.signal.aborted) return
        setPlaced({ placing, fault: null, asking: false })
        announce(told(placing))
      },
      error => {
        if (overtaken.signal.aborted) return
        const faults = error instanceof CallProblem ? error.problem.errors : undefined
        const fault = faults?.map(({ detail }) => detail).join(' ') ?? null
        setPlaced({ placing: null, fault, asking: false })
        // Without a network the preview is what can be said.
        announce(fault ?? told(placingHere(geometry, areas)))
      },
    )
    return () => overtaken.abort()
  }, [key])
  return placed
}
