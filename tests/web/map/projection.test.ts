/** The drawing without WebGL puts every place where the map puts it. */
import { toMercator } from '@turf/turf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boundsOf,
  framing,
  panned,
  project,
  toPixel,
  toPlace,
  viewBox,
  zoomed,
} from '../../../web/map/projection.ts'

const camera = { lon: 15.806, lat: 40.64, zoom: 12.3 }
const size = { width: 700, height: 500 }

test('metres are those of EPSG:3857 as Turf computes them, with y growing downwards', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: -84, max: 84, noNaN: true }),
      (lon, lat) => {
        const [x, y] = toMercator([lon, lat])
        expect(project([lon, lat]).x).toBeCloseTo(x!, 4)
        expect(project([lon, lat]).y).toBeCloseTo(-y!, 4)
      },
    ),
  )
})

test('a place and its pixel say the same', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 15.6, max: 16, noNaN: true }),
      fc.double({ min: 40.5, max: 40.8, noNaN: true }),
      (lon, lat) => {
        const [backLon, backLat] = toPlace(toPixel([lon, lat], camera, size), camera, size)
        expect(backLon).toBeCloseTo(lon, 9)
        expect(backLat).toBeCloseTo(lat, 9)
      },
    ),
  )
})

test('the middle of the view box is the camera', () => {
  const [x, y, width, height] = viewBox(camera, size).split(' ').map(Number)
  const centre = project([camera.lon, camera.lat])
  expect(x! + width! / 2).toBeCloseTo(centre.x, 0)
  expect(y! + height! / 2).toBeCloseTo(centre.y, 0)
})

test('framed bounds stay inside their padding and touch it on one side', () => {
  const bounds = { west: 15.77, south: 40.61, east: 15.85, north: 40.66 }
  const padding = { top: 100, right: 20, bottom: 80, left: 30 }
  const framed = framing(bounds, size, padding)
  const first = toPixel([bounds.west, bounds.north], framed, size)
  const last = toPixel([bounds.east, bounds.south], framed, size)
  expect(first.x).toBeGreaterThanOrEqual(29.99)
  expect(first.y).toBeGreaterThanOrEqual(99.99)
  expect(last.x).toBeLessThanOrEqual(680.01)
  expect(last.y).toBeLessThanOrEqual(420.01)
  expect(Math.min(first.x - 30, first.y - 100)).toBeCloseTo(0, 3)
})

test('a zoom leaves the place under the pointer where it is', () => {
  const pointer = { x: 120, y: 400 }
  const place = toPlace(pointer, camera, size)
  const at = toPixel(place, zoomed(camera, 14, pointer, size), size)
  expect(at.x).toBeCloseTo(pointer.x, 6)
  expect(at.y).toBeCloseTo(pointer.y, 6)
})

test('moving there and back is not moving', () => {
  const back = panned(panned(camera, { x: 80, y: -30 }, size), { x: -80, y: 30 }, size)
  expect(back.lon).toBeCloseTo(camera.lon, 9)
  expect(back.lat).toBeCloseTo(camera.lat, 9)
})

test('bounds are those of every point, and of nothing there are none', () => {
  expect(boundsOf([])).toBeNull()
  expect(
    boundsOf([{ coordinates: [[[1, 2] as number[], [3, -4] as number[]]] }, { coordinates: [0, 9] }]),
  ).toEqual({
    west: 0,
    south: -4,
    east: 3,
    north: 9,
  })
})
