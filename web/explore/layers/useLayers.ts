/** What the further layers draw and say, from the view, the census and the releases; the scene gets `scene` of it. */
import { useEffect, useMemo } from 'react'
import type { Resource } from '../../../api/resources/contract.ts'
import { useReleases } from '../../api/releases.ts'
import type { Large } from '../../map/census.ts'
import { type Fetched, useFetched } from '../../map/faults.ts'
import { type Heated, heated } from '../../map/heated.ts'
import { groundOf, type MunicipalAnswer, useMunicipal } from '../../map/municipal.ts'
import { cellPoints, type NeedsSurface, needsSurface } from '../../map/needsSurface.ts'
import type { Scene } from '../../map/scene.ts'
import { useSource } from '../../map/sources.ts'
import { type CellNeeds, cellNeeds, cellRelease } from '../../view/cells.ts'
import { type Reading, read } from '../../view/hotspots.ts'
import type { View } from '../../view/view.ts'

export type Layers = {
  municipal: MunicipalAnswer
  heated: Heated | null
  /** The tiles of resources, as marks and as heat. */
  tiles: { marks: Fetched; heat: Fetched }
  cells: {
    state: 'loading' | 'ready' | 'failed' | 'none'
    needs: CellNeeds | null
    surface: NeedsSurface | null
    reading: Reading | null
    retry: () => void
  }
  scene: Pick<
    Scene,
    'ground' | 'municipal' | 'heated' | 'heatTiles' | 'heatMetres' | 'needsSurface' | 'tiles'
  >
}

export function useLayers(view: View, shown: readonly Resource[], large: Large | null): Layers {
  const { layers, ground, heat, need } = view
  const municipal = useMunicipal()
  const marks = useFetched('resource-tiles')
  const heatTiles = useFetched('heat-tiles')

  const { releases, kept, failed, load, retry, state } = useReleases()
  const wanted = layers.includes('needsHeat')
  const id = cellRelease(view.period, need, releases)
  useEffect(() => {
    if (wanted && id) load(id)
  }, [wanted, id, load])
  const release = id ? kept[id] : undefined
  const source = useSource('cells', { on: release?.boundaries, wanted: wanted && release !== undefined })
  const cells = source.state === 'ready' ? source.data : null
  const told = useMemo(() => {
    const needs = wanted && cells ? cellNeeds(release, need, cells) : null
    if (!needs || !cells) return { needs: null, surface: null, reading: null }
    const points = cellPoints(cells)
    return {
      needs,
      surface: needsSurface(cells, needs, heat.metres),
      reading:
        points &&
        read(
          points,
          needs.values.map(({ rate }) => rate),
        ),
    }
  }, [wanted, release, need, cells, heat.metres])
  const cellsState =
    state === 'failed' || source.state === 'failed' || (id !== null && failed.includes(id))
      ? 'failed'
      : state === 'ready' && id === null
        ? 'none'
        : told.needs
          ? 'ready'
          : 'loading'

  const census = large ? (large.tiles ? null : large.resources) : shown
  const warms = layers.includes('heat')
  const felt = useMemo(() => (warms && census ? heated(census, heat.by) : null), [warms, census, heat.by])
  const tiles = large?.tiles ? marks.address(large.tiles) : null
  const warm = large?.heat && heat.by === 'count' ? heatTiles.address(large.heat) : null

  const drawn = municipal.municipal
  const scene = useMemo(
    () => ({
      ...groundOf(ground, drawn),
      heated: felt,
      heatTiles: warm,
      heatMetres: heat.metres,
      needsSurface: told.surface,
      tiles,
    }),
    [ground, drawn, felt, warm, heat.metres, told.surface, tiles],
  )
  return {
    municipal,
    heated: felt,
    tiles: { marks, heat: heatTiles },
    cells: {
      state: cellsState,
      ...told,
      retry: () => {
        retry()
        source.retry()
      },
    },
    scene,
  }
}
