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
  quarters,
  shownResources,
} from '../view/select.ts'
import { chosenPeriod, periodsOf, releasesOf, stretchOf } from '../view/stretch.ts'
import type { View } from '../view/view.ts'
import type { MatrixRow } from './NeedMatrix.tsx'

/** A walk of about five minutes. */
export const heatMetres = 400
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
  quarters: readonly { id: string; closedOn: string }[]
  monthly: readonly Release[]
  values: readonly AreaValue[]
  matrix: readonly MatrixRow[]
  breaks: readonly number[]
  colouredBy: 'rate' | 'count'
  painted: readonly PaintedArea[]
  scene: Scene
  /** Resources that answer the need, whatever their family: what the legend counts. */
  answering: readonly Resource[]
  /** A census that is not here whole; then `counts` say how many there are, null while they load. */
  large: Large | null
  counts: readonly Count[] | null
  sources: { [N in Exclude<keyof Contents, 'background'>]: Source<N> }
}

export function useExplored(view: View): Explored {
  const { state, releases, kept, failed, load, retry } = useReleases()
  const chosen = chosenPeriod(view.period, releases)
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

  const sources = {
    areas: useSource('areas', { on: release?.boundaries }),
    centres: useSource('centres'),
    resources: useSource('resources'),
    cells: useSource('cells', { wanted: view.layers.includes('cells') }),
  }
  const background = useSource('background').data
  const areas = sources.areas.data

  const drawn = useMemo(() => {
    const residents = areas.map(({ properties: { id, residents } }) => ({ id, residents }))
    const values = areaValues(release, residents, view.need)
    const all = areaValues(release, residents, null)
    const rows = needMatrix(release, residents, needGroups)
    const needBreaks = classBreaks(rows.flatMap(row => coloured(row.cells).values))
    const allBreaks = classBreaks(coloured(all).values)
    const breaks = view.need ? needBreaks : allBreaks
    const matrix: MatrixRow[] = [
      { need: null, cells: all, breaks: allBreaks },
      ...rows.map(row => ({ ...row, breaks: needBreaks })),
    ]
    const { by, values: shades } = coloured(values)
    const painted: PaintedArea[] = areas.map((area, index) => {
      const shade = shades[index]
      const fill =
        shade === null || shade === undefined ? (values[index]!.missing ?? null) : classOf(shade, breaks)
      return { area, fill }
    })
    return { values, matrix, breaks, colouredBy: by, painted }
  }, [areas, release, view.need])

  const { need, group, area, search } = view
  const shown = useMemo(
    () => shownResources({ screen: 'explore', need, group, area: null, search }, sources.resources.data),
    [need, group, search, sources.resources.data],
  )
  const answering = useMemo(
    () =>
      shownResources({ screen: 'explore', need, group: null, area: null, search }, sources.resources.data),
    [need, search, sources.resources.data],
  )

  const { layers, selection, shade } = view
  const large = useLarge({ need, group, area: null, search: '' }, selection)
  const counts = useCounts(large !== null, need)
  const { painted } = drawn
  const scene = useMemo<Scene>(
    () => ({
      background,
      areas: painted.map(one => ({
        ...one,
        fill:
          layers.includes('needs') && figures !== 'loading' && (shade === null || String(one.fill) === shade)
            ? one.fill
            : null,
      })),
      cells: sources.cells.data,
      centres: sources.centres.data,
      resources: large?.tiles
        ? [large.selected].filter(one => one !== undefined)
        : large
          ? [...large.resources]
          : shown,
      tiles: large?.tiles ?? null,
      layers,
      heatMetres,
      area,
      selection,
    }),
    [
      background,
      painted,
      layers,
      shade,
      figures,
      sources.cells.data,
      sources.centres.data,
      shown,
      large,
      area,
      selection,
    ],
  )
  return {
    ...drawn,
    areas,
    release,
    stale,
    figures,
    retryFigures: retry,
    period: chosen.id,
    quarters: quarters(releases).toReversed(),
    monthly: monthly.flatMap(({ id }) => kept[id] ?? []),
    scene,
    answering,
    large,
    counts,
    sources,
  }
}
