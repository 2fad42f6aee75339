/** Drawing: every act has its way back, nothing snaps, a hole stays, a finished shape grows where it is nearest. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LonLat } from '../../../web/map/projection.ts'
import {
  added,
  after,
  emptySketch,
  geometryOf,
  inserted,
  moved,
  noPast,
  redone,
  removed,
  type Sketch,
  sketchOf,
  undone,
} from '../../../web/map/sketch.ts'

const drawn = (...points: LonLat[]): Sketch => ({ points, holes: [] })
const a: LonLat = [15.79, 40.64]
const b: LonLat = [15.8, 40.64]
const c: LonLat = [15.8, 40.65]

test('a vertex stays where it was put, to ten centimetres', () => {
  const { points } = added(drawn(a, b), [15.8000004, 40.6500006])
  expect(points).toEqual([a, b, [15.8, 40.650001]])
  expect(added(drawn(a, b), b).points).toEqual([a, b])
})

test('too few vertices are no geometry yet', () => {
  expect(geometryOf('route', drawn(a))).toBeNull()
  expect(geometryOf('extent', drawn(a, b))).toBeNull()
  expect(geometryOf('route', drawn(a, b))).toEqual({ type: 'LineString', coordinates: [a, b] })
  expect(geometryOf('extent', drawn(a, b, c))).toEqual({ type: 'Polygon', coordinates: [[a, b, c, a]] })
})

const place = fc.tuple(
  fc.integer({ min: 15_780_000, max: 15_820_000 }).map(n => n / 1e6),
  fc.integer({ min: 40_620_000, max: 40_660_000 }).map(n => n / 1e6),
)
test('a route and a park with holes go round, and an edit of the ring leaves the holes', () => {
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 3, maxLength: 12 }),
      fc.array(fc.array(place, { minLength: 4, maxLength: 6 }), { maxLength: 2 }),
      (points, holes) => {
        const polygon = { type: 'Polygon' as const, coordinates: [[...points, points[0]!], ...holes] }
        expect(geometryOf('extent', sketchOf(polygon))).toEqual(polygon)
        const line = { type: 'LineString' as const, coordinates: points }
        expect(geometryOf('route', sketchOf(line))).toEqual(line)
        const edited = geometryOf('extent', moved(sketchOf(polygon), 0, [15.7, 40.6]))
        expect(edited?.coordinates.slice(1)).toEqual(holes)
      },
    ),
  )
})

test('every act is undone and done again, in order', () => {
  const acts = [
    (s: Sketch) => added(s, a),
    (s: Sketch) => added(s, b),
    (s: Sketch) => added(s, c),
    (s: Sketch) => moved(s, 1, [15.81, 40.64]),
    (s: Sketch) => removed(s, 0),
  ]
  let past = noPast
  let now = emptySketch
  const states = [now]
  for (const act of acts) {
    past = after(past, now)
    now = act(now)
    states.push(now)
  }
  for (const state of states.slice(0, -1).reverse()) {
    const back = undone(past, now)!
    ;({ past, now } = back)
    expect(now).toEqual(state)
  }
  expect(undone(past, now)).toBeNull()
  for (const state of states.slice(1)) {
    ;({ past, now } = redone(past, now)!)
    expect(now).toEqual(state)
  }
  expect(redone(past, now)).toBeNull()
  expect(after(past, now).forth).toEqual([])
})

test.for<[string, 'route' | 'extent', LonLat, number]>([
  ['beside the first segment of a route', 'route', [15.795, 40.641], 1],
  ['beside its second', 'route', [15.801, 40.645], 2],
  ['before its beginning', 'route', [15.785, 40.64], 0],
  ['after its end', 'route', [15.8, 40.655], 3],
  ['beside the closing side of an extent', 'extent', [15.794, 40.646], 3],
])('a finished shape takes a vertex %s', ([, kind, at, index]) => {
  const { points } = inserted(drawn(a, b, c), kind, at)
  expect(points).toHaveLength(4)
  expect(points[index]).toEqual(at)
})
