/** Every style a view can ask for is legal, with no map and no WebGL. */
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, test } from 'vitest'
import { heated } from '../../../web/map/heated.ts'
import { colourOf, isAreaFill } from '../../../web/map/layers/areas.ts'
import { radiusInPixels } from '../../../web/map/layers/heat.ts'
import { looks } from '../../../web/map/layers/municipal.ts'
import { needsSurface } from '../../../web/map/needsSurface.ts'
import { groundPixels } from '../../../web/map/projection.ts'
import { centreMarks, resourceMarks, type Scene } from '../../../web/map/scene.ts'
import { styleOf } from '../../../web/map/style.ts'
import { drawing, patternImage, patternNames } from '../../../web/map/symbols.ts'
import { missingStates } from '../../../web/view/select.ts'
import { layerNames } from '../../../web/view/view.ts'
import { givenResources, scene } from './fixtures.ts'

const camera = { lon: 15.8, lat: 40.64, zoom: 13 }
const size = { width: 800, height: 600 }
const styled = (one: Scene) =>
  styleOf(
    one,
    {
      resources: resourceMarks(one.resources, one.selection, camera, size),
      centres: centreMarks(one.centres, one.selection),
    },
    'https://observatory.invalid/titillium.woff2',
  )

const subsets = Array.from({ length: 2 ** layerNames.length }, (_, bits) =>
  layerNames.filter((_name, index) => bits & (1 << index)),
)
test.for(subsets)('layers %j make a valid style', layers => {
  const style = styled({ ...scene, layers })
  expect(validateStyleMin(style)).toEqual([])
})

test.for([0, 1, 40, 41, 300])('%i resources make a valid style whose images can all be drawn', count => {
  const style = styled({ ...scene, resources: givenResources(count), selection: 'resource:r1' })
  expect(validateStyleMin(style)).toEqual([])
  const data = style.sources.resources as unknown as {
    data: { features: { properties: { icon: string } }[] }
  }
  for (const { properties } of data.data.features)
    expect(drawing(properties.icon)?.strokes.length).toBeGreaterThan(0)
})

test.for([0, 4, null, ...patternNames])('an area painted %s shows that and nothing else', fill => {
  const { area } = scene.areas[0]!
  const style = styled({ ...scene, areas: [{ area, fill }] })
  const seen = style.layers.flatMap(layer =>
    layer.type === 'fill' && layer.source === 'areas' && layer.paint?.['fill-opacity'] !== 0
      ? [layer.paint?.['fill-pattern'] ?? layer.paint?.['fill-color']]
      : [],
  )
  expect(seen).toEqual([typeof fill === 'string' ? patternImage(fill) : colourOf(fill)])
})

test('an empty territory is a valid style', () => {
  const empty: Scene = { ...scene, background: null, areas: [], cells: [], centres: [], resources: [] }
  expect(validateStyleMin(styled(empty))).toEqual([])
})

test.for([0, 1, 2, 3, 4, null, ...missingStates])('an area painted %s is valid', fill => {
  const style = styled({ ...scene, areas: [{ area: scene.areas[0]!.area, fill }] })
  expect(validateStyleMin(style)).toEqual([])
})

test('no data of the style is fetched: every source carries its own', () => {
  const { sources } = styled(scene)
  expect(
    Object.values(sources).filter(source => typeof (source as { data: unknown }).data !== 'object'),
  ).toEqual([])
})

test('the same view gives the same style, so that nothing is drawn again', () => {
  expect(styled(scene)).toEqual(styled(scene))
})

test('the heat has the same radius on the ground at every zoom', () => {
  const metres = 400
  const latitude = 40.64
  const [, , , from, first, to, last] = radiusInPixels(metres, latitude) as [
    string,
    unknown,
    unknown,
    number,
    number,
    number,
    number,
  ]
  for (const zoom of [10, 12.5, 15, 17.75]) {
    const share = (2 ** (zoom - from) - 1) / (2 ** (to - from) - 1) // MapLibre's exponential interpolation
    expect(first + share * (last - first)).toBeCloseTo(groundPixels(metres, latitude, zoom), 6)
  }
  // A pixel of zoom 14 at the equator is 4.777 m (512-pixel tiles); the parallel of Potenza is shorter.
  expect(groundPixels(metres, latitude, 14)).toBeCloseTo(
    metres / (4.777 * Math.cos((latitude * Math.PI) / 180)),
    0,
  )
})

const municipal = {
  url: 'https://observatory.invalid/background/0123456789abcdef.pmtiles',
  bounds: [15.7, 40.58, 15.9, 40.7],
  minZoom: 0,
  maxZoom: 14,
  attribution: 'Comune ©',
} as const

test.for(looks)(
  'the municipality’s ground in its look for %s is valid and asks for no sprite and no glyphs',
  look => {
    const style = styled({ ...scene, ground: 'municipal', municipal: { ...municipal, look } })
    expect(validateStyleMin(style)).toEqual([])
    expect([style.sprite, style.glyphs]).toEqual([undefined, undefined])
    const ours = style.layers.filter(({ id }) => id.startsWith('municipal-'))
    expect(ours.length).toBeGreaterThan(10)
    expect(ours.filter(layer => layer.layout && 'icon-image' in layer.layout)).toEqual([])
    // Nothing of the schematic ground is left under it.
    expect((style.sources.background as unknown) ?? null).toBeNull()
  },
)

test('no ground is a valid style without the schematic drawing', () => {
  const style = styled({ ...scene, ground: 'none' })
  expect(validateStyleMin(style)).toEqual([])
  expect((style.sources.background as unknown as { data: { features: unknown[] } }).data.features).toEqual([])
})

test.for(['count', 'places'] as const)('the heat by %s, and out of tiles, is valid', by => {
  const made = { ...scene, heated: heated(scene.resources, by) }
  expect(validateStyleMin(styled(made))).toEqual([])
  const tiled = styled({
    ...made,
    heatTiles: 'https://observatory.invalid/tiles/resources/{z}/{x}/{y}.mvt?v=1',
  })
  expect(validateStyleMin(tiled)).toEqual([])
})

test('the surface of needs has as many features whatever is served, under the outlines of the areas', () => {
  const needs = (value: number | null) => ({
    period: '2026-Q3',
    macro: null,
    elsewhere: 0,
    threshold: 8,
    values: [
      {
        id: 'c1',
        area: 'north',
        figure: { value, halfWidth: 5 },
        rate: null,
        state: value === null ? ('few' as const) : ('sound' as const),
      },
    ],
  })
  const made = [null, 12, 400].map(value => {
    const style = styled({ ...scene, needsSurface: needsSurface(scene.cells, needs(value), 400) })
    expect(validateStyleMin(style)).toEqual([])
    const order = style.layers.map(({ id }) => id)
    expect(order.indexOf('needs-surface-bands')).toBeGreaterThan(order.findLastIndex(isAreaFill))
    expect(order.indexOf('needs-surface-hatch')).toBeLessThan(order.indexOf('areas-line'))
    const { features } = (style.sources['needs-surface'] as unknown as { data: { features: unknown[] } }).data
    return features.length
  })
  expect(new Set(made).size).toBe(1)
})
