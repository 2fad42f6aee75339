import { expect, test } from 'vitest'
import type { Area } from '../../../api/territory/contract.ts'
import { inserted, removed, undone } from '../../../web/map/sketch.ts'
import {
  bodyOf,
  candidatesOf,
  codeOf,
  draftOf,
  drew,
  imported,
  inPart,
  nudged,
  partsOf,
} from '../../../web/territory/areaDraft.ts'

const ring = (west: number): [number, number][] => [
  [west, 40],
  [west + 1, 40],
  [west + 1, 41],
  [west, 41],
  [west, 40],
]
const hole: [number, number][] = [
  [15.4, 40.4],
  [15.6, 40.4],
  [15.5, 40.6],
  [15.4, 40.4],
]
const area = {
  geometry: { type: 'MultiPolygon', coordinates: [[ring(15), hole], [ring(17)]] },
  properties: { id: 'alfa', name: 'Alfa', subtitle: null },
} as unknown as Area

test('an untouched area sends nothing but itself; its parts and holes come back as they were', () => {
  const draft = draftOf(area, '2027-01-01')
  expect(bodyOf(draft, area)).toEqual({ from: '2027-01-01', area: 'alfa' })
  expect(partsOf(draft)).toEqual(area.geometry.coordinates)
})

test('a vertex put in and taken back, and a part drawn while another is in hand', () => {
  const draft = draftOf(area, '2027-01-01')
  const wider = drew(draft, inserted(draft.sketch, 'extent', [15.5, 39.9]))
  expect(partsOf(wider)[0]![0]).toHaveLength(6)
  expect(undone(wider.past, wider.sketch)!.now).toEqual(draft.sketch)
  const other = inPart(wider, 1)
  expect(partsOf(other)).toEqual(partsOf(wider))
  const smaller = drew(other, removed(other.sketch, 0))
  expect(partsOf(smaller).map(([outer]) => outer!.length)).toEqual([6, 4])
  expect(bodyOf(smaller, area).boundary?.coordinates).toEqual(partsOf(smaller))
})

test('a file gives its polygons with their names, or says why not', () => {
  const feature = {
    type: 'Feature',
    properties: { Nome: 'Uno' },
    geometry: { type: 'Polygon', coordinates: [ring(15)] },
  }
  const found = candidatesOf(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] }))
  expect(found).toEqual([
    { name: 'Uno', parts: [[ring(15)]] },
    { name: 'Uno', parts: [[ring(15)]] },
  ])
  const draft = imported(draftOf(null, '2027-01-01'), [[ring(15)]])
  expect(bodyOf({ ...draft, name: 'Città Nuova' }, null)).toEqual({
    from: '2027-01-01',
    area: 'citta-nuova',
    name: 'Città Nuova',
    boundary: { type: 'MultiPolygon', coordinates: [[ring(15)]] },
  })
  const polygon = (positions: unknown) => JSON.stringify({ type: 'Polygon', coordinates: [positions] })
  expect(candidatesOf('{')).toBe('notJson')
  expect(candidatesOf('{"type":"Point","coordinates":[15,40]}')).toBe('noPolygon')
  expect(candidatesOf(polygon('x'))).toBe('noPolygon')
  expect(candidatesOf(polygon(ring(15).map(([x, y]) => [y, x])))).toBe('reversed')
  expect(candidatesOf(polygon([[500000, 4500000]]))).toBe('projected')
})

test('codes are plain, and a nudge is in metres', () => {
  expect(codeOf('  Rione «Sant’Antonio» 2 ')).toBe('rione-sant-antonio-2')
  const [lon, lat] = nudged([15.8, 40.64], 100, -100)
  expect((lon - 15.8) * 111_320 * Math.cos((40.64 * Math.PI) / 180)).toBeCloseTo(100, 3)
  expect((lat - 40.64) * 111_320).toBeCloseTo(-100, 3)
})
