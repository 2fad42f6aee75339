/** A tile read by the page says what the map draws of it: the same places, targets, counts and looks. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extent } from '../../../api/resources/size.codes.ts'
import { toPixel } from '../../../web/map/projection.ts'
import { markOf, tilesIn } from '../../../web/map/tileMarks.ts'

const size = { width: 900, height: 600 }

test('the tiles of a picture cover it and no more than it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 15.6, max: 16, noNaN: true }),
      fc.double({ min: 40.5, max: 40.8, noNaN: true }),
      fc.double({ min: 10, max: 18, noNaN: true }),
      (lon, lat, zoom) => {
        const camera = { lon, lat, zoom }
        const tiles = tilesIn(camera, size)
        expect(new Set(tiles.map(({ z }) => z))).toEqual(new Set([Math.min(17, Math.floor(zoom))]))
        const corner = (x: number, y: number, tile: (typeof tiles)[number]) =>
          toPixel(markOf(tile, { properties: {}, at: { x, y } }, null).at, camera, size)
        const from = tiles.map(tile => corner(0, 0, tile))
        const to = tiles.map(tile => corner(extent, extent, tile))
        expect(Math.min(...from.map(({ x }) => x))).toBeLessThanOrEqual(0.01)
        expect(Math.min(...from.map(({ y }) => y))).toBeLessThanOrEqual(0.01)
        expect(Math.max(...to.map(({ x }) => x))).toBeGreaterThanOrEqual(size.width - 0.01)
        expect(Math.max(...to.map(({ y }) => y))).toBeGreaterThanOrEqual(size.height - 0.01)
        for (const { x, y } of from) expect(x < size.width + 0.01 && y < size.height + 0.01).toBe(true)
      },
    ),
  )
})

test('a mark is what the map draws: a donut with its count, or a resource as old as it is', () => {
  const tile = { z: 12, x: 2227, y: 1540 }
  expect(
    markOf(
      tile,
      { properties: { target: 'cluster:15-1-2', count: 12, health: 7, youth: 5 }, at: { x: 1, y: 1 } },
      null,
    ),
  ).toMatchObject({ target: 'cluster:15-1-2', count: 12, icon: expect.stringMatching(/^donut\/.*7/) })
  const one = { target: 'resource:a', name: 'Nido', group: 'minors_family', age: 'stale', active: true }
  expect(markOf(tile, { properties: one, at: { x: 1, y: 1 } }, 'resource:a')).toMatchObject({
    name: 'Nido',
    count: 1,
    icon: 'resource/minors_family/stale/active/selected',
  })
  expect(
    markOf(tile, { properties: { ...one, age: 'faded', active: false }, at: { x: 1, y: 1 } }, null).icon,
  ).toBe('resource/minors_family/faded/inactive/')
})
