/** Around a place: where one looks from, what is within, who lives there, and what two numbers of a door prove. */
import { describe, expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Area, Cell, Centre } from '../../../api/territory/contract.ts'
import type { Isochrone } from '../../../api/territory/reach/contract.ts'
import {
  doorway,
  nearShares,
  type Origin,
  originOf,
  proven,
  reachOf,
  residentsWithin,
  resourcesWithin,
  walkFor,
} from '../../../web/view/near.ts'
import { square } from '../../support/given.ts'

/** Metres in a degree of latitude on the sphere that the screens measure on. */
const degree = 111_195
const north = (metres: number): [number, number] => [15.8, 40.64 + metres / degree]

const resource = (id: string, geometry: unknown, more: object = {}) =>
  ({ type: 'Feature', id, geometry, properties: { id, name: id, status: 'active', ...more } }) as Resource
const at = (id: string, metres: number, more = {}) =>
  resource(id, { type: 'Point', coordinates: north(metres) }, more)
const area = (id: string, west: number) =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'MultiPolygon', coordinates: [[square(west, 40.63)]] },
    properties: { id, name: id.toUpperCase() },
  }) as Area
const cell = (id: string, west: number, residents: number, of: string | null) =>
  ({
    type: 'Feature',
    id,
    geometry: { type: 'MultiPolygon', coordinates: [[square(west, 40.63)]] },
    properties: { id, area: of, residents, isDemo: false },
  }) as Cell
const centre = {
  type: 'Feature',
  id: 'porta',
  geometry: { type: 'Point', coordinates: [15.81, 40.64] },
  properties: { id: 'porta', name: 'Porta', area: 'alfa' },
} as Centre
const place: Origin = {
  kind: 'place',
  id: null,
  name: null,
  shape: { type: 'Point', coordinates: north(0) },
}
const walk = (minutes: number, of = 'porta') =>
  ({
    type: 'Feature',
    id: `${of}-${minutes}`,
    geometry: { type: 'MultiPolygon', coordinates: [[square(15.805, 40.635, 0.01)]] },
    properties: { id: `${of}-${minutes}`, centre: of, minutes, source: 'prova' },
  }) as Isochrone

describe('where one looks from', () => {
  const known = {
    areas: [area('alfa', 15.79)],
    centres: [centre],
    resources: [at('casa', 300), resource('segreta', null)],
  }
  const from = (view: object) =>
    originOf({ around: null, selection: null, area: null, ...view }, known) as Origin | null

  test.for([
    ['nothing', {}, null],
    ['a point', { around: { lon: 15.85, lat: 40.65 } }, ['place', null]],
    ['the seat of a centre', { around: { lon: 15.81, lat: 40.64 } }, ['centre', 'Porta']],
    ['the door of a resource', { around: { lon: 15.8, lat: 40.6427 } }, ['resource', 'casa']],
    ['an area', { area: 'alfa' }, ['area', 'ALFA']],
    ['what is chosen', { selection: 'centre:porta' }, ['centre', 'Porta']],
    ['a resource', { selection: 'resource:casa' }, ['resource', 'casa']],
    ['a place without position', { selection: 'resource:segreta' }, null],
    ['what is not there', { selection: 'resource:altra', area: 'beta' }, null],
    ['an area, whatever is chosen in it', { area: 'alfa', selection: 'resource:casa' }, ['area', 'ALFA']],
    ['a point, in any area', { around: { lon: 15.85, lat: 40.65 }, area: 'alfa' }, ['place', null]],
  ] as const)('%s', ([, view, expected]) => {
    const found = from(view)
    expect(found && [found.kind, found.name]).toEqual(expected)
  })
})

describe('what is reached', () => {
  const porta = originOf(
    { around: null, selection: 'centre:porta', area: null },
    { areas: [], centres: [centre], resources: [] },
  )!

  test.for([
    [400, [5, 10], 5],
    [800, [5, 10, 15], 10],
    [1500, [5, 10, 15], 15],
    [1500, [20], 20],
    [3000, [15], undefined],
    [800, [], undefined],
  ] as const)('%i m are by foot, with times of %j minutes, those of %s', ([radius, times, minutes]) => {
    const found = walkFor(
      porta,
      radius,
      times.map(time => walk(time)),
    )
    expect(found?.properties.minutes).toBe(minutes)
  })

  test('is a circle where nobody has computed a walk, and says so', () => {
    expect(reachOf(porta, 800, [walk(10)])).toMatchObject({ by: 'walk', minutes: 10, source: 'prova' })
    expect(reachOf(porta, 800, [walk(10, 'altra')])).toMatchObject({ by: 'straight', metres: 800 })
    expect(reachOf(place, 800, [walk(10)])).toMatchObject({ by: 'straight', metres: 800 })
    expect(
      reachOf({ kind: 'area', id: 'a', name: 'A', shape: area('a', 15.79).geometry }, 800, []),
    ).toMatchObject({
      by: 'border',
    })
  })

  test('holds active places with a position, nearest first, up to the last metre', () => {
    const all = [
      at('lontana', 801),
      at('ultima', 799),
      at('vicina', 100),
      at('chiusa', 50, { status: 'closed' }),
      resource('segreta', null),
      resource('percorso', { type: 'LineString', coordinates: [north(400), north(2000)] }),
      resource('parco', { type: 'Polygon', coordinates: [square(15.795, 40.635, 0.01)] }),
    ]
    const near = resourcesWithin(place, reachOf(place, 800, []), all)
    expect(near.map(({ resource, metres }) => [resource.id, metres])).toEqual([
      ['parco', 0],
      ['vicina', 100],
      ['percorso', 400],
      ['ultima', 799],
    ])
  })

  test('on foot is what the walk touches, however near the rest', () => {
    const inside = resource('dentro', { type: 'Point', coordinates: [15.8149, 40.64] })
    const beside = resource('accanto', { type: 'Point', coordinates: [15.8151, 40.64] })
    expect(
      resourcesWithin(porta, reachOf(porta, 800, [walk(10)]), [beside, inside]).map(
        ({ resource }) => resource.id,
      ),
    ).toEqual(['dentro'])
  })

  test('of an area is what its border holds, by name', () => {
    const origin: Origin = { kind: 'area', id: 'alfa', name: 'Alfa', shape: area('alfa', 15.79).geometry }
    const all = [at('b', 10), at('a', 900), at('fuori', 2000)]
    expect(resourcesWithin(origin, reachOf(origin, 800, []), all)).toEqual([
      { resource: all[1], metres: null },
      { resource: all[0], metres: null },
    ])
  })
})

describe('who lives within', () => {
  test('is each cell’s part of its residents, by area', () => {
    // The border between the two cells runs through the point: half of the circle lies in each.
    const cells = [cell('A', 15.78, 1000, 'alfa'), cell('B', 15.8, 2000, 'beta'), cell('C', 15.9, 700, null)]
    const reached = residentsWithin(reachOf(place, 400, []), cells)!
    // Half of π·400² on a cell of 0.02° by 0.02°.
    const share =
      (Math.PI * 400 ** 2) / 2 / (0.02 * degree * (0.02 * degree * Math.cos((40.64 * Math.PI) / 180)))
    expect(reached.areas.map(one => one.area)).toEqual(['alfa', 'beta'])
    expect(Math.abs(reached.areas[0]!.residents - 1000 * share)).toBeLessThan(3)
    expect(Math.abs(reached.residents - 3000 * share)).toBeLessThan(8)
    const whole = residentsWithin({ by: 'border', shape: area('alfa', 15.78).geometry }, cells)!
    expect(whole).toEqual({ residents: 1000, areas: [{ area: 'alfa', residents: 1000 }] })
  })

  test('is not told without cells', () => {
    expect(residentsWithin(reachOf(place, 400, []), [])).toBeNull()
  })

  test('and has something near is a share of each area', () => {
    const cells = [cell('A', 15.78, 1000, 'alfa'), cell('B', 15.8, 2000, 'beta')]
    const shares = nearShares(
      ['alfa', 'beta', 'gamma'],
      cells,
      [at('x', 0), at('chiusa', 900, { status: 'closed' })],
      400,
    )
    const half =
      (Math.PI * 400 ** 2) / 2 / (0.02 * degree * (0.02 * degree * Math.cos((40.64 * Math.PI) / 180)))
    expect(Math.abs(shares[0]!.share! - half * 100)).toBeLessThan(1)
    expect(Math.abs(shares[1]!.share! - half * 100)).toBeLessThan(1)
    expect(shares[2]).toEqual({ area: 'gamma', share: null })
    expect(nearShares(['alfa'], cells, [], 400)).toEqual([{ area: 'alfa', share: 0 }])
    const park = resource('parco', { type: 'Polygon', coordinates: [square(15.77, 40.62, 0.08)] })
    expect(nearShares(['alfa'], cells, [park], 400)).toEqual([{ area: 'alfa', share: 100 }])
  })
})

describe('who comes to a door', () => {
  const month = (id: string, centres: (number | null)[], areas: (number | null)[]): Release => ({
    id,
    period: id,
    kind: 'month',
    edition: 'L',
    closedOn: '2026-10-10',
    threshold: 8,
    boundaries: '2026-09-30',
    dimensions: { area: ['alfa', 'beta', 'outside_or_unknown'], month: [id], centre: ['porta', 'other'] },
    grids: [
      { table: 'T1', unit: 'accesses', by: ['centre', 'month'], halfWidth: 6, cells: centres },
      { table: 'T0', unit: 'accesses', by: ['area', 'month'], halfWidth: 5, cells: areas },
    ],
    hidden: 0,
  })

  test.for([
    [120, 80, { from: 'elsewhere', atLeast: 120 - 6 - (80 + 5) }],
    [80, 120, { from: 'to_elsewhere', atLeast: 120 - 5 - (80 + 6) }],
    [90, 80, null],
    [null, 80, null],
    [90, null, null],
  ] as const)('%s at the door and %s of its area prove %j', ([door, own, expected]) => {
    expect(proven({ value: door, halfWidth: 6 }, { value: own, halfWidth: 5 }, 8)).toEqual(expected)
  })

  test('is summed over months, and said only when every month is', () => {
    const whole = doorway(
      [month('2026-08', [50, 9], [40, 9, 9]), month('2026-09', [60, 9], [45, 9, 9])],
      'porta',
      'alfa',
    )
    expect(whole).toMatchObject({
      months: ['2026-08', '2026-09'],
      atCentre: { value: 110, halfWidth: 9 },
      ofArea: { value: 85, halfWidth: 8 },
      missing: null,
      proven: { from: 'elsewhere', atLeast: 110 - 9 - (85 + 8) },
    })
    const few = doorway(
      [month('2026-08', [null, 9], [40, 9, 9]), month('2026-09', [60, 9], [45, 9, 9])],
      'porta',
      'alfa',
    )
    expect(few).toMatchObject({ atCentre: { value: null }, missing: 'few', proven: null })
  })

  test('says which number is missing, and why', () => {
    expect(doorway([], 'porta', 'alfa').missing).toBe('not_published')
    expect(doorway([month('2026-09', [60, 9], [45, 9, 9])], 'nuova', 'alfa').missing).toBe('not_covered')
    const { centre: _centre, ...dimensions } = month('2026-09', [], []).dimensions
    expect(doorway([{ ...month('2026-09', [], []), dimensions }], 'porta', 'alfa').missing).toBe(
      'not_recorded',
    )
    expect(doorway([month('2026-09', [60, 9], [45, 9, 9])], 'porta', null)).toMatchObject({
      atCentre: { value: 60 },
      ofArea: null,
      missing: null,
      proven: null,
    })
  })
})
