/** What the heat is made of, and that what is left out is counted. */
import { expect, test } from 'vitest'
import type { Resource } from '../../../api/resources/contract.ts'
import { heated } from '../../../web/map/heated.ts'
import { givenResources } from './fixtures.ts'

const of = (change: object, geometry = givenResources(1)[0]!.geometry): Resource => {
  const [one] = givenResources(1)
  return {
    ...one!,
    geometry,
    properties: { ...one!.properties, status: 'active', stale: false, ...change },
  } as Resource
}
const places = (total: number, unit = 'posti') => of({ capacity: { total, unit, on: '2026-11-01' } })

test('closed, stale and unplaced ones are left out, each in its own count', () => {
  const found = heated(
    [of({}), of({ status: 'closed' }), of({ status: 'suspended' }), of({ stale: true }), of({}, null)],
    'count',
  )
  expect(found.places).toHaveLength(1)
  expect(found.left).toEqual({ closed: 2, stale: 1, unplaced: 1, undeclared: 0 })
})

test('by places weights add up to as many resources, in proportion, of one unit alone', () => {
  const found = heated([places(10), places(30), places(500, 'pasti'), of({}), places(0)], 'places')
  expect(found).toMatchObject({ unit: 'posti', total: 40 })
  expect(found.places.map(({ weight }) => weight)).toEqual([0.5, 1.5])
  expect(found.left.undeclared).toBe(3)
})

test('of nothing there is no heat', () => {
  expect(heated([], 'places')).toMatchObject({ places: [], unit: null, total: 0 })
})
