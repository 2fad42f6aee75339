/**
 * The background map of a city that does not exist: an archive with every tile of its frame, in the older schema of
 * Protomaps and packed as a supplier packs them.
 */
import { gzipSync } from 'node:zlib'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { Compression, TileType, tileIdToZxy } from 'pmtiles'
import { idsWithin } from '../../api/background/cut.ts'
import { writeArchive } from '../../api/background/write.ts'

export const inventedFrame = [12, 42, 12.2, 42.15] as const
const [minLon, minLat, maxLon, maxLat] = inventedFrame

export const inventedMap = {
  tileType: TileType.Mvt,
  tileCompression: Compression.Gzip,
  minZoom: 0,
  maxZoom: 14,
  minLon,
  minLat,
  maxLon,
  maxLat,
  metadata: {
    name: 'Città inventata',
    attribution: '<a href="https://example.org">Rilievi</a> &copy; <b>Nessuno</b>',
    vector_layers: ['earth', 'landuse', 'water', 'roads', 'transit', 'places'].map(id => ({ id })),
  },
}

type Point = readonly [number, number]
const extent = 4096
/** A line that winds from one side of the tile to the other and, as tiles are cut, a little beyond. */
const winding = (from: number, step: number, swing: number): Point[] =>
  Array.from({ length: Math.floor((extent + 128) / step) + 1 }, (_, at) => [
    at * step - 64,
    Math.round(from + swing * Math.sin(at / 3)),
  ])
const square = (west: number, north: number, side: number, turn: 1 | -1): Point[] => {
  const ring: Point[] = [
    [west, north],
    [west + side, north],
    [west + side, north + side],
    [west, north + side],
    [west, north],
  ]
  return turn === 1 ? ring : ring.reverse()
}

/** @param shift moves everything, so that no tile is another */
function tile(z: number, shift: number): Buffer {
  const line = (tags: object, ...parts: Point[][]) => ({ type: 2 as const, geometry: parts, tags })
  const layers = {
    earth: [{ type: 3 as const, geometry: [square(-64, -64, extent + 128, 1)], tags: {} }],
    landuse: [
      {
        type: 3 as const,
        geometry: [square(600 + shift, 600, 900, 1), square(800 + shift, 800, 300, -1)],
        tags: { 'pmap:kind': 'park' },
      },
    ],
    water: [
      { type: 3 as const, geometry: [square(2600, 300 + shift, 500, 1)], tags: { 'pmap:kind': 'lake' } },
    ],
    roads: [
      line({ 'pmap:kind': 'major_road', name: 'Viale Inventato' }, winding(1000 + shift, 90, 200)),
      line({ 'pmap:kind': 'medium_road' }, winding(2000, 120, 300), winding(2500 + shift, 130, 90)),
      line({ 'pmap:kind': 'minor_road', highway: 'residential' }, winding(3000 + shift, 70, 50)),
      line({ 'pmap:kind': 'other', highway: 'footway' }, winding(3500, 200, 50)),
      line({ 'pmap:kind': 'minor_road' }, []),
    ],
    transit: [line({ 'pmap:kind': 'railway', railway: 'rail' }, winding(1500 + shift, 30, 400))],
    places: [
      {
        type: 1 as const,
        geometry: [[2000, 2000]],
        tags: { 'pmap:kind': 'neighbourhood', name: `Rione ${z}-${shift}` },
      },
    ],
  }
  const bytes = fromGeojsonVt(
    Object.fromEntries(Object.entries(layers).map(([name, features]) => [name, { features }])) as never,
    { version: 2, extent },
  )
  return gzipSync(bytes)
}

/** @returns the path it was written at */
export async function inventTiles(path: string): Promise<string> {
  const tiles = idsWithin(inventedFrame, 0, inventedMap.maxZoom).map((id, index) => ({
    id,
    bytes: tile(tileIdToZxy(id)[0], index),
  }))
  await writeArchive(path, inventedMap, tiles)
  return path
}
