/** Everything *Esplora* shows, from the view, the releases and the sources of the map: computed in one place. */

import { useEffect, useMemo, useRef } from 'react'
import { needGroups } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import { useReleases } from '../api/releases.ts'
import { type Large, useLarge } from '../map/census.ts'
import { type Count, useCounts } from '../map/counts.ts'
import type { PaintedArea, Scene } from '../map/scene.ts'
import { type Contents, type Source, useSource } from '../map/sources.ts'
import {
  type AreaValue,
  areaValues,
  classBreaks,
  classOf,
  coloured,
  months,
  needMatrix,
  shownResources,
} from '../view/select.ts'
import { chosenOfNeeds, periodsOf, releasesOf, stretchOf } from '../view/stretch.ts'
import type { View } from '../view/view.ts'
import { type Layers, useLayers } from './layers/useLayers.ts'
import type { MatrixRow } from './NeedMatrix.tsx'

/** Points of a trend of accesses. */
const trendMonths = 12

export type Explored = {
  areas: readonly Area[]
  release: Release | undefined
  /** The newest release is being asked for, or another one: what is shown is the previous picture. */
  stale: boolean
  figures: 'loading' | 'ready' | 'failed' | 'none' | 'no_such_period'
  retryFigures: () => void
  period: string | null
  monthly: readonly Release[]
  values: readonly AreaValue[]
  matrix: readonly MatrixRow[]
  breaks: readonly number[]
  colouredBy: 'rate' | 'count'
  /** The map of needs. */
  painted: readonly PaintedArea[]
  /** With the areas as outlines: what they are filled with is the question's. */
  scene: Scene
  /** Resources that answer the need, whatever their family: what the legend counts. */
  answering: readonly Resource[]
  /** A census that is not here whole; then `counts` say how many there are, null while they load. */
  large: Large | null
  counts: readonly Count[] | null
  /** What the further layers draw and say. */
  more: Layers
  sources: { [N in Exclude<keyof Contents, 'background'>]: Source<N> }
}

/** The territory is here and holds no area: no question about areas has an answer. */
export const withoutAreas = ({ areas, sources }: Explored): boolean =>
  sources.areas.state === 'ready' && areas.length === 0

export function useExplored(view: View): Explored {
  const { state, releases, kept, failed, load, retry } = useReleases()
  const chosen = chosenOfNeeds(view.period, releases)
  const periods = periodsOf(view.since, chosen.id, releases).join(' ')
  const wantedIds = releasesOf(periods.split(' ').filter(Boolean)).join(' ')
  const monthly = useMemo(() => months(releases).slice(-trendMonths), [releases])
  useEffect(() => {
    for (const id of wantedIds.split(' ')) if (id) load(id)
  }, [wantedIds, load])
  useEffect(() => {
    for (const { id } of monthly) load(id)
  }, [monthly, load])

  const wanted = useMemo(() => stretchOf(periods.split(' ').filter(Boolean), kept), [periods, kept])
  const previous = useRef<Release>(undefined)
  if (wanted) previous.current = wanted
  const stale = !wanted && chosen.id !== null && previous.current !== undefined
  const release = wanted ?? (stale ? previous.current : undefined)
  const figures =
    state === 'failed' || wantedIds.split(' ').some(id => failed.includes(id))
      ? 'failed'
      : state === 'loading'
        ? 'loading'
        : chosen.missing
          ? view.period
            ? 'no_such_period'
            : 'none'
          : release
            ? 'ready'
            : 'loading'

  const ofAreas = useSource('areas', { on: release?.boundaries })
  const ofCentres = useSource('centres')
  const ofResources = useSource('resources')
  const ofCells = useSource('cells', { wanted: view.layers.includes('cells') })
  const sources = useMemo(
    () => ({ areas: ofAreas, centres: ofCentres, resources: ofResources, cells: ofCells }),
    [ofAreas, ofCentres, ofResources, ofCells],
  )
  const background = useSource('background').data
  const areas = sources.areas.data

  // Every row of the matrix, whichever is chosen.
  const told = useMemo(() => {
    const residents = areas.map(({ properties: { id, residents } }) => ({ id, residents }))
    const all = areaValues(release, residents, null)
    const rows = needMatrix(release, residents, needGroups)
    const needBreaks = classBreaks(rows.flatMap(row => coloured(row.cells).values))
    const allBreaks = classBreaks(coloured(all).values)
    const matrix: MatrixRow[] = [
      { need: null, cells: all, breaks: allBreaks },
      ...rows.map(row => ({ ...row, breaks: needBreaks })),
    ]
    return { residents, matrix, needBreaks, allBreaks }
  }, [areas, release])
  const drawn = useMemo(() => {
    const { residents, matrix, needBreaks, allBreaks } = told
    const values = areaValues(release, residents, view.need)
    const breaks = view.need ? needBreaks : allBreaks
    const { by, values: shades } = coloured(values)
    const painted: PaintedArea[] = areas.map((area, index) => {
      const shade = shades[index]
      const fill =
        shade === null || shade === undefined ? (values[index]!.missing ?? null) : classOf(shade, breaks)
      return { area, fill }
    })
    return { values, matrix, breaks, colouredBy: by, painted }
  }, [told, areas, release, view.need])

  const { need, group, area, search, service } = view
  const shown = useMemo(
    () =>
      shownResources({ screen: 'explore', need, group, area: null, search }, sources.resources.data).filter(
        ({ properties }) => !service || properties.type === service,
      ),
    [need, group, search, service, sources.resources.data],
  )
  const answering = useMemo(
    () =>
      shownResources({ screen: 'explore', need, group: null, area: null, search }, sources.resources.data),
    [need, search, sources.resources.data],
  )

  const { layers, selection } = view
  const large = useLarge({ need, group, area: null, search: '' }, selection)
  const counts = useCounts(large !== null, need)
  const more = useLayers(view, shown, large)
  const scene = useMemo<Scene>(
    () => ({
      background,
      areas: areas.map(one => ({ area: one, fill: null })),
      cells: sources.cells.data,
      centres: sources.centres.data,
      resources: large?.tiles
        ? [large.selected].filter(one => one !== undefined)
        : large
          ? [...large.resources]
          : shown,
      ...(large?.tiles ? { heatCount: large.matched } : {}),
      layers,
      ...more.scene,
      area,
      selection,
    }),
    [
      background,
      areas,
      layers,
      sources.cells.data,
      sources.centres.data,
      shown,
      large,
      more.scene,
      area,
      selection,
    ],
  )
  return useMemo(
    () => ({
      ...drawn,
      areas,
      release,
      stale,
      figures,
      retryFigures: retry,
      period: chosen.id,
      monthly: monthly.flatMap(({ id }) => kept[id] ?? []),
      scene,
      answering,
      large,
      more,
      counts,
      sources,
    }),
    [
      drawn,
      areas,
      release,
      stale,
      figures,
      retry,
      chosen.id,
      monthly,
      kept,
      scene,
      answering,
      large,
      more,
      counts,
      sources,
    ],
  )
}
