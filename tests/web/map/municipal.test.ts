/** The municipality’s tiles as drawn without WebGL: both schemas, only what is in view. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { PMTiles } from 'pmtiles'
import { afterAll, expect, test } from 'vitest'
import { fileAt } from '../../../api/background/archive.ts'
import { tilesInView } from '../../../web/map/MunicipalDrawing.tsx'
import { pathsOf } from '../../../web/map/municipalTile.ts'
import { project } from '../../../web/map/projection.ts'
import { inventTiles } from '../../support/invented-tiles.ts'
import { outside } from '../../support/outside.ts'

const line = [
  [
    [0, 0],
    [4096, 4096],
  ],
]
const ring = [
  [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 0],
  ],
]
const tile = (layers: Record<string, { type: 1 | 2 | 3; geometry: unknown; tags: object }[]>) => {
  const bytes = fromGeojsonVt(
    Object.fromEntries(Object.entries(layers).map(([name, features]) => [name, { features }])) as never,
    { version: 2, extent: 4096 },
  )
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
const road = (tags: object) => ({ type: 2 as const, geometry: line, tags })

test.for([
  [
    'the older schema',
    {
      roads: [
        road({ 'pmap:kind': 'highway' }),
        road({ 'pmap:kind': 'other', highway: 'footway' }),
        road({ 'pmap:kind': 'other', highway: 'living_street' }),
      ],
      transit: [
        road({ 'pmap:kind': 'railway', railway: 'rail' }),
        road({ 'pmap:kind': 'railway', railway: 'tram' }),
      ],
      physical_line: [road({ 'pmap:kind': 'waterway' })],
      landuse: [{ type: 3 as const, geometry: ring, tags: { 'pmap:kind': 'park' } }],
      places: [
        { type: 1 as const, geometry: [[2048, 2048]], tags: { 'pmap:kind': 'neighbourhood', name: 'Rione' } },
      ],
    },
  ],
  [
    'version 4',
    {
      roads: [
        road({ kind: 'highway' }),
        road({ kind: 'path' }),
        road({ kind: 'minor_road' }),
        road({ kind: 'rail' }),
      ],
      water: [road({ kind: 'river' })],
      landuse: [{ type: 3 as const, geometry: ring, tags: { kind: 'park' } }],
      places: [
        { type: 1 as const, geometry: [[2048, 2048]], tags: { kind: 'neighbourhood', name: 'Rione' } },
      ],
    },
  ],
] as const)('%s: a motorway, a street, a railway, a river, a park and a name; no footpath', ([, layers]) => {
  const drawn = pathsOf(tile(layers as never), 14, 8910, 6150)
  const parts = (path: string) => path.split('M').length - 1
  expect(drawn.roads.map(parts)).toEqual([1, 0, 0, 1])
  expect([drawn.railways, drawn.rivers, drawn.greens].map(parts)).toEqual([1, 1, 1])
  expect(drawn.names).toEqual([{ at: expect.anything(), name: 'Rione', large: false }])
  // The middle of the tile, back in degrees.
  expect(drawn.names[0]!.at[0]).toBeCloseTo((8910.5 / 2 ** 14) * 360 - 180, 6)
})

test('a line runs from corner to corner of its own tile', () => {
  const { roads } = pathsOf(tile({ roads: [road({ kind: 'highway' })] }), 14, 8910, 6150)
  const [, from, to] = /^M(\S+ \S+)L(\S+ \S+)$/.exec(roads[3]!)!
  const west = project([(8910 / 2 ** 14) * 360 - 180, 0]).x
  const east = project([(8911 / 2 ** 14) * 360 - 180, 0]).x
  expect(Number(from!.split(' ')[0])).toBeCloseTo(west, -1)
  expect(Number(to!.split(' ')[0])).toBeCloseTo(east, -1)
})

test('only the tiles of the view that the archive covers are wanted, never deeper than it goes', () => {
  const size = { width: 800, height: 600 }
  const archive = { minZoom: 0, maxZoom: 14, bounds: [15.7, 40.58, 15.9, 40.7] as const }
  const wanted = tilesInView(archive, { lon: 15.805, lat: 40.64, zoom: 16 }, size)
  expect(wanted.length).toBeGreaterThan(0)
  expect(wanted.every(name => name.startsWith('14/'))).toBe(true)
  expect(wanted.length).toBeLessThanOrEqual(4)
  expect(tilesInView(archive, { lon: 11.25, lat: 43.77, zoom: 13 }, size)).toEqual([])
})

const folder = mkdtempSync(join(tmpdir(), 'observatory-tiles-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const florence = outside('pmtiles_firenze/firenze.pmtiles')
type Tile = readonly [z: number, x: number, y: number]
test.for([
  ['an invented city', () => inventTiles(join(folder, 'city.pmtiles')), [14, 8740, 6079]],
  ...(florence ? ([['a real city', () => florence, [14, 8704, 5970]]] as const) : []),
] as readonly [string, () => string | Promise<string>, Tile][])(
  'a tile of %s is drawn whole',
  async ([, path, at]) => {
    const place = await fileAt(await path())
    const found = await new PMTiles(place).getZxy(...at)
    await place.close()
    const drawn = pathsOf(found!.data, ...at)
    expect(drawn.roads.map(path => path.length > 0)).toEqual([true, true, true, false])
    for (const path of [...drawn.roads, drawn.railways, drawn.water, drawn.greens])
      expect(path).not.toMatch(/NaN|undefined|Infinity/)
    expect(drawn.railways.length).toBeGreaterThan(1000)
  },
)
