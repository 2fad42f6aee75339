/** The municipality’s background map, as the server describes it: whether there is one, where, and whose it is. */
import { useEffect, useMemo, useState } from 'react'
import { useAnswer } from '../api/useAnswer.ts'
import type { Ground } from '../view/view.ts'
import { useFetched } from './faults.ts'
import type { Look } from './layers/municipal.ts'
import type { Scene } from './scene.ts'

export type Municipal = {
  /** Absolute: the map’s worker has no page to resolve it against. */
  url: string
  bounds: readonly [number, number, number, number]
  minZoom: number
  maxZoom: number
  attribution: string
  look: Look
}

export type MunicipalAnswer = {
  state: 'loading' | 'ready' | 'failed'
  municipal: Municipal | null
  refused: 'elsewhere' | 'unreadable' | null
  retry: () => void
}

/** While nothing is known of the municipality’s map, or there is none, the schematic ground stays. */
export const groundOf = (ground: Ground, municipal: Municipal | null): Pick<Scene, 'ground' | 'municipal'> =>
  ground !== 'municipal'
    ? { ground, municipal: null }
    : { ground: municipal ? 'municipal' : 'schematic', municipal }

const contrastQuery = '(forced-colors: active), (prefers-contrast: more)'

/** Whether the person asked for strong contrast, also while the page is open. */
export function useContrast(): boolean {
  const [wanted, setWanted] = useState(() => globalThis.matchMedia?.(contrastQuery).matches ?? false)
  useEffect(() => {
    const query = globalThis.matchMedia?.(contrastQuery)
    const change = () => setWanted(query.matches)
    query?.addEventListener('change', change)
    return () => query?.removeEventListener('change', change)
  }, [])
  return wanted
}

export function useMunicipal(): MunicipalAnswer {
  const { state, data, retry } = useAnswer('getBackground')
  const { failed, retry: tilesAgain, address } = useFetched('municipal')
  const contrast = useContrast()
  const found = data?.background ?? null
  const url = found && address(`${window.location.origin}${found.url}`)
  const municipal = useMemo<Municipal | null>(
    () => (found && url ? { ...found, url, look: contrast ? 'contrast' : 'screen' } : null),
    [found, url, contrast],
  )
  return {
    state: failed ? 'failed' : state,
    municipal,
    refused: data?.refused ?? null,
    retry: failed ? tilesAgain : retry,
  }
}
