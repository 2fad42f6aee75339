/** From one style of the map to the next by the fewest calls. */
import type { Map as MapLibre, StyleSpecification } from 'maplibre-gl'
import { expect, test, vi } from 'vitest'
import { type Change, changes, make } from '../../../web/map/changes.ts'
import { Hold } from '../../../web/map/hold.ts'
import { centreMarks, resourceMarks, type Scene } from '../../../web/map/scene.ts'
import { styleOf } from '../../../web/map/style.ts'
import { givenResources, scene } from './fixtures.ts'

const camera = { lon: 15.8, lat: 40.64, zoom: 13 }
const size = { width: 800, height: 600 }
const styled = (one: Scene): StyleSpecification =>
  styleOf(
    one,
    {
      resources: resourceMarks(one.resources, one.selection, camera, size),
      centres: centreMarks(one.centres, one.selection),
    },
    'https://observatory.invalid/titillium.woff2',
  )
const between = (before: Partial<Scene>, after: Partial<Scene>) =>
  changes(styled({ ...scene, ...before }), styled({ ...scene, ...after }))
const painted = (fill: Scene['areas'][number]['fill']) => scene.areas.map(({ area }) => ({ area, fill }))

test('the same scene changes nothing', () => {
  expect(between({}, {})).toEqual([])
})

test('other fills and another chosen area change paint alone: nothing is cut into tiles again', () => {
  const found = between(
    { areas: painted('gap'), area: null },
    { areas: painted(2), area: scene.areas[0]!.area.properties.id },
  )
  expect(found?.length).toBeGreaterThan(0)
  for (const { call, ...rest } of found!) {
    expect(call).toBe('setPaintProperty')
    // A pattern is part of the tiles: it never changes.
    expect((rest as { property: string }).property).toMatch(/^(fill|line)-(opacity|color)$/)
  }
})

test('other resources change their data and no other source', () => {
  const layers = ['needs', 'resources', 'centres'] as const
  const found = between({ layers, resources: givenResources(3) }, { layers, resources: givenResources(5) })
  expect(found).toMatchObject([{ call: 'setData', source: 'resources' }])
})

test('a layer more is no change of values', () => {
  expect(between({ layers: ['needs'] }, { layers: ['needs', 'cells'] })).toBeNull()
  expect(between({ areas: painted(1) }, { areas: [] })).toBeNull()
})

test('every difference of values is found, and made', () => {
  const before = styled({ ...scene, areas: painted('silent') })
  const after = styled({ ...scene, areas: painted(3), resources: givenResources(2) })
  const made = structuredClone(before)
  for (const change of changes(before, after)!)
    if (change.call === 'setData') Object.assign(made.sources[change.source]!, { data: change.data })
    else
      Object.assign(made.layers.find(({ id }) => id === change.layer)!.paint!, {
        [change.property]: change.value,
      })
  expect(made).toEqual(after)
})

test('new data hold the frame until their sources are cut, paint alone holds nothing', () => {
  const told: string[] = []
  const loaded = new Set<string>()
  let ready = () => true
  const map = {
    isSourceLoaded: (source: string) => loaded.has(source),
    getSource: (source: string) => ({ setData: async () => told.push(source) }),
    setPaintProperty: (layer: string) => told.push(layer),
  } as unknown as MapLibre
  const hold = new Hold({ on() {}, off() {} }, () => {})
  vi.spyOn(hold, 'until').mockImplementation(is => {
    told.push('hold')
    ready = is
  })
  const paint: Change = { call: 'setPaintProperty', layer: 'a', property: 'fill-opacity', value: 1 }
  const data = (source: string): Change => ({ call: 'setData', source, data: {} })
  make(map, hold, [paint])
  expect(told).toEqual(['a'])
  make(map, hold, [data('marks'), data('shapes'), paint])
  expect(told).toEqual(['a', 'hold', 'marks', 'shapes', 'a'])
  loaded.add('marks')
  expect(ready()).toBe(false)
  loaded.add('shapes')
  expect(ready()).toBe(true)
})
