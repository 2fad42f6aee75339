/**
 * The tiles of a large census read into marks: what the SVG twin draws, what the digits and Alt+arrows reach and what a
 * tip names, the same that the map draws from the same tiles.
 */
import { useEffect, useState } from 'react'
import type { ResourceGroup } from '../../api/resources/codes.ts'
import { extent, tileZooms } from '../../api/resources/size.codes.ts'
import type { Camera } from '../view/view.ts'
import { type LonLat, project, type Size, toPlace, unproject } from './projection.ts'
import type { Mark } from './scene.ts'
import { clusterIcon, families, resourceIcon } from './symbols.ts'

export type Tile = { z: number; x: number; y: number }

/** Half the side of the EPSG:3857 square, in metres. */
const half = 20037508.342789244
const sideOf = (z: number) => (2 * half) / 2 ** z

/** The tiles under a picture, as MapLibre takes them. */
export function tilesIn(camera: Camera, size: Size): Tile[] {
  const z = Math.max(tileZooms.min, Math.min(tileZooms.max, Math.floor(camera.zoom)))
  const at = (x: number, y: number) => {
    const metres = project(toPlace({ x, y }, camera, size))
    return {
      x: Math.floor((metres.x + half) / sideOf(z)),
      y: Math.floor((metres.y + half) / sideOf(z)),
    }
  }
  const [from, to] = [at(0, 0), at(size.width, size.height)]
  const tiles: Tile[] = []
  for (let x = from.x; x <= to.x; x++) for (let y = from.y; y <= to.y; y++) tiles.push({ z, x, y })
  return tiles
}

export type Feature = { properties: Record<string, unknown>; at: { x: number; y: number } }

const placeOf = ({ z, x, y }: Tile, at: { x: number; y: number }): LonLat =>
  unproject({
    x: (x + at.x / extent) * sideOf(z) - half,
    y: (y + at.y / extent) * sideOf(z) - half,
  })

/** A feature of a tile as the mark that `resourceMarks` would make of it. */
export function markOf(tile: Tile, { properties: p, at }: Feature, selection: string | null): Mark {
  const place = placeOf(tile, at)
  const target = String(p.target ?? '')
  const count = typeof p.count === 'number' ? p.count : 1
  const counts: Partial<Record<ResourceGroup, number>> = {}
  for (const family of families) if (typeof p[family] === 'number') counts[family] = p[family]
  const icon =
    count > 1
      ? clusterIcon(counts)
      : resourceIcon({
          group: p.group as ResourceGroup,
          stale: p.age !== 'fresh',
          faded: p.age === 'faded',
          active: p.active === true,
          selected: target === selection,
        })
  return { target, at: place, icon, name: String(p.name ?? ''), count, members: [place] }
}

async function read(address: string, layer: string, signal: AbortSignal): Promise<Feature[]> {
  const [{ VectorTile }, { PbfReader }, response] = await Promise.all([
    import('@mapbox/vector-tile'),
    import('pbf'),
    fetch(address, { signal }),
  ])
  if (response.status !== 200) return []
  const found = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers[layer]
  return Array.from({ length: found?.length ?? 0 }, (_, index) => {
    const feature = found!.feature(index)
    const { x, y } = feature.loadGeometry()[0]![0]!
    return { properties: feature.properties, at: { x, y } }
  })
}

const none: readonly Mark[] = []

/**
 * @param tiles address with {z}, {x} and {y}; null reads nothing
 * @returns the marks of the tiles in the picture; those of before while others are on their way
 */
export function useTileMarks(
  tiles: string | null,
  layer: 'marks' | 'heat',
  camera: Camera,
  size: Size | null,
  selection: string | null,
): readonly Mark[] {
  const wanted = tiles && size ? tilesIn(camera, size) : []
  const asked = tiles ? JSON.stringify([tiles, wanted, selection]) : ''
  const [marks, setMarks] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all that is asked
  useEffect(() => {
    if (!tiles || wanted.length === 0) return setMarks(none)
    const overtaken = new AbortController()
    Promise.all(
      wanted.map(async tile => {
        const address = tiles
          .replace('{z}', String(tile.z))
          .replace('{x}', String(tile.x))
          .replace('{y}', String(tile.y))
        const features = await read(address, layer, overtaken.signal)
        return features.map(feature => markOf(tile, feature, selection))
      }),
    ).then(
      found => !overtaken.signal.aborted && setMarks(found.flat()),
      () => {}, // what was there stays; the map itself says what it could not draw
    )
    return () => overtaken.abort()
  }, [asked])
  return marks
}
