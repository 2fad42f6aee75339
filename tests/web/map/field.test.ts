/** The surface of needs keeps every household, and its shape tells nothing of them. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bands, gridOver, perSquareKilometre, smoothed } from '../../../web/map/field.ts'

const cells = JSON.parse(
  readFileSync(new URL('../../../geodata/cells/cells.geojson', import.meta.url), 'utf8'),
).features
const grid = gridOver(cells)!
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const value = fc.option(fc.integer({ min: 8, max: 90 }), { nil: null })

test('nothing is lost or added, whatever is served and however wide the kernel', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: cells.length, maxLength: cells.length }),
      fc.constantFrom(60, 200, 400, 800),
      (values, metres) => {
        const surface = smoothed(grid, values, metres)
        expect(sum(surface)).toBeCloseTo(sum(values.map(one => one ?? 0)), 6)
        expect(Math.min(...surface)).toBeGreaterThanOrEqual(0)
      },
    ),
    { numRuns: 20 },
  )
})

test('outside the cells there is nothing', () => {
  const surface = smoothed(
    grid,
    cells.map(() => 20),
    400,
  )
  expect(sum(surface.filter((_, square) => grid.cellOf[square] === -1))).toBe(0)
})

test('the kernel is in metres: twice as wide, lower at its top', () => {
  const one = cells.map((_: unknown, index: number) => (index === 5 ? 50 : null))
  const top = (metres: number) => Math.max(...smoothed(grid, one, metres))
  expect(top(800)).toBeLessThan(top(400))
  expect(top(400)).toBeLessThan(top(100))
})

test('the grid comes from the geometry alone, and every cell is in it', () => {
  expect(gridOver(cells)).toMatchObject({ columns: grid.columns, rows: grid.rows, step: grid.step })
  expect(grid.squares.every(squares => squares.length > 0)).toBe(true)
  const square = (side: number) => ({
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [15.8, 40.6],
          [15.8 + side, 40.6],
          [15.8 + side, 40.6 + side],
          [15.8, 40.6 + side],
          [15.8, 40.6],
        ],
      ],
    },
  })
  // One thousand times smaller than its neighbour: it still holds what is served of it.
  const uneven = gridOver([square(0.05), { geometry: { ...square(0.00004).geometry } }])!
  expect(sum(smoothed(uneven, [10, 30], 200))).toBeCloseTo(40, 9)
  expect(gridOver([])).toBeNull()
})

test('as many bands as levels, empty or not, and each value lies in its own', () => {
  const values = cells.map((_: unknown, index: number) => (index % 4 === 0 ? 60 : 10))
  const density = perSquareKilometre(grid, smoothed(grid, values, 200))
  const greatest = Math.max(...density)
  const levels = [0.2, 0.4, 0.6, 0.8, 1.5].map(share => share * greatest)
  const made = bands(grid, density, levels)
  expect(made).toHaveLength(levels.length)
  expect(made[4]!.coordinates).toEqual([])
  const inside = ([x, y]: readonly number[], rings: readonly (readonly (readonly number[])[])[]) =>
    rings.reduce((within, ring) => {
      let crossings = 0
      for (let index = 1; index < ring.length; index++) {
        const [[x1, y1], [x2, y2]] = [ring[index - 1]!, ring[index]!] as [[number, number], [number, number]]
        if (y1 > y! !== y2 > y! && x! < x1 + ((y! - y1) / (y2 - y1)) * (x2 - x1)) crossings++
      }
      return within !== (crossings % 2 === 1)
    }, false)
  let looked = 0
  for (let row = 0; row < grid.rows; row += 3)
    for (let column = 0; column < grid.columns; column += 3) {
      const here = density[row * grid.columns + column]!
      if (levels.some(level => Math.abs(level - here) < greatest * 1e-6)) continue
      const [lon, lat] = grid.at(column, row)
      const expected = levels.filter(level => here >= level).length - 1
      const found = made.findIndex(({ coordinates }) =>
        coordinates.some(rings => inside([lon + 1e-9, lat + 1e-9], rings)),
      )
      expect([column, row, found]).toEqual([column, row, expected])
      looked++
    }
  expect(looked).toBeGreaterThan(500)
})

test('polygons close, wind counter-clockwise outside and clockwise around holes (RFC 7946)', () => {
  const density = smoothed(
    grid,
    cells.map((_: unknown, index: number) => (index % 5 === 0 ? 70 : 12)),
    150,
  )
  const greatest = Math.max(...density)
  const signed = (ring: readonly (readonly number[])[]) =>
    ring.slice(1).reduce((area, [x, y], index) => area + ring[index]![0]! * y! - x! * ring[index]![1]!, 0)
  for (const { coordinates } of bands(grid, density, [0.3 * greatest, 0.6 * greatest]))
    for (const [outer, ...holes] of coordinates) {
      expect(outer!.at(-1)).toEqual(outer![0])
      expect(signed(outer!)).toBeGreaterThan(0)
      for (const hole of holes) expect(signed(hole)).toBeLessThan(0)
    }
})
