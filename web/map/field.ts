/**
 * Served values of cells → a smooth surface: each value is spread over its own cell, then by a Gaussian kernel of so
 * many metres that never leaves the cells, so that all of it stays. Grid, kernel and number of features come from the
 * cells' geometry alone; a value under the threshold adds nothing, and its cell is hatched.
 */
import type { LonLat } from './projection.ts'

type Ring = readonly (readonly number[])[]
export type Outlined = { geometry: { type: string; coordinates: unknown } }

/** A grid fixed to the ground, row 0 in the south. `cellOf` is −1 outside every cell. */
export type Grid = {
  columns: number
  rows: number
  /** Side of a square, metres. */
  step: number
  at: (column: number, row: number) => LonLat
  cellOf: Int16Array
  /** Squares of each cell. */
  squares: readonly (readonly number[])[]
}

const metresPerDegree = 111_320
/** Squares along the longer side: fine enough for a smooth line, few enough for a frame of a phone. */
const across = 150
const finest = 40

const polygonsOf = ({ geometry: { type, coordinates } }: Outlined): readonly (readonly Ring[])[] =>
  type === 'Polygon' ? [coordinates as Ring[]] : type === 'MultiPolygon' ? (coordinates as Ring[][]) : []

export function gridOver(cells: readonly Outlined[]): Grid | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const cell of cells)
    for (const [ring] of polygonsOf(cell))
      for (const [lon, lat] of ring!) {
        west = Math.min(west, lon!)
        east = Math.max(east, lon!)
        south = Math.min(south, lat!)
        north = Math.max(north, lat!)
      }
  if (!(west < east && south < north)) return null
  const perLon = metresPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, high] = [(east - west) * perLon, (north - south) * metresPerDegree]
  const step = Math.max(finest, Math.max(wide, high) / across)
  const [columns, rows] = [Math.ceil(wide / step) + 1, Math.ceil(high / step) + 1]
  const at = (column: number, row: number): LonLat => [
    west + (column * step) / perLon,
    south + (row * step) / metresPerDegree,
  ]
  const cellOf = new Int16Array(columns * rows).fill(-1)
  const squares: number[][] = cells.map(() => [])
  const claim = (square: number, cell: number) => {
    if (cellOf[square] !== -1) return
    cellOf[square] = cell
    squares[cell]!.push(square)
  }
  cells.forEach((cell, index) => {
    for (const rings of polygonsOf(cell))
      for (let row = 0; row < rows; row++) {
        const lat = at(0, row)[1]
        const crossings = rings.flatMap(ring => crossingsOf(ring, lat)).sort((a, b) => a - b)
        for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
          const from = Math.max(0, Math.ceil(((crossings[pair]! - west) * perLon) / step))
          const to = Math.min(columns - 1, Math.floor(((crossings[pair + 1]! - west) * perLon) / step))
          for (let column = from; column <= to; column++) claim(row * columns + column, index)
        }
      }
  })
  // A cell smaller than a square has the one under its first corner, or shares it.
  cells.forEach((cell, index) => {
    const corner = polygonsOf(cell)[0]?.[0]?.[0]
    if (squares[index]!.length > 0 || !corner) return
    const column = Math.round(((corner[0]! - west) * perLon) / step)
    const row = Math.round(((corner[1]! - south) * metresPerDegree) / step)
    const square = row * columns + column
    if (cellOf[square] === -1) claim(square, index)
    else squares[index]!.push(square)
  })
  return { columns, rows, step, at, cellOf, squares }
}

/** Longitudes at which a ring crosses a parallel. */
function crossingsOf(ring: Ring, lat: number): number[] {
  const found: number[] = []
  for (let index = 1; index < ring.length; index++) {
    const [[x1, y1], [x2, y2]] = [ring[index - 1]!, ring[index]!] as [[number, number], [number, number]]
    if (y1 > lat !== y2 > lat) found.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1))
  }
  return found
}

/** Half of one side of a Gaussian, cut at three standard deviations. */
function halfKernel(squares: number): number[] {
  const reach = Math.max(1, Math.ceil(squares * 3))
  return Array.from({ length: reach + 1 }, (_, far) => Math.exp(-(far * far) / (2 * squares * squares)))
}

function blurred(values: Float64Array, { columns, rows }: Grid, half: readonly number[]): Float64Array {
  const pass = (from: Float64Array, along: number, lines: number, step: number, between: number) => {
    const to = new Float64Array(from.length)
    for (let line = 0; line < lines; line++)
      for (let place = 0; place < along; place++) {
        const value = from[line * between + place * step]!
        if (value === 0) continue
        for (let far = -half.length + 1; far < half.length; far++) {
          const near = place + far
          if (near >= 0 && near < along) to[line * between + near * step]! += value * half[Math.abs(far)]!
        }
      }
    return to
  }
  return pass(pass(values, columns, rows, 1, columns), rows, columns, columns, 1)
}

/**
 * Amount on each square of the grid; the sum is that of the values.
 * @param values one for each cell the grid was made over; null adds nothing
 * @param metres standard deviation of the kernel, on the ground
 */
export function smoothed(grid: Grid, values: readonly (number | null)[], metres: number): Float64Array {
  const half = halfKernel(metres / grid.step)
  const inside = Float64Array.from(grid.cellOf, cell => (cell < 0 ? 0 : 1))
  // What would fall outside the cells is given back to those inside, square by square.
  const kept = blurred(inside, grid, half)
  const spread = new Float64Array(grid.cellOf.length)
  values.forEach((value, cell) => {
    const squares = grid.squares[cell]!
    for (const square of squares) spread[square]! += (value ?? 0) / squares.length / kept[square]!
  })
  const blurredValues = blurred(spread, grid, half)
  return blurredValues.map((value, square) => value * inside[square]!)
}

/** Per square kilometre. */
export const perSquareKilometre = (grid: Grid, amounts: Float64Array): Float64Array =>
  amounts.map(amount => (amount * 1e6) / (grid.step * grid.step))

type Point = [x: number, y: number]

/** Rings around what reaches a level, counter-clockwise around it and clockwise around a hole; in units of the grid. */
export function ringsAt(grid: Grid, values: Float64Array, level: number): Point[][] {
  // A border of nothing all around closes every ring.
  const wide = grid.columns + 2
  const value = (x: number, y: number) =>
    x < 1 || y < 1 || x > grid.columns || y > grid.rows ? 0 : values[(y - 1) * grid.columns + x - 1]!
  const flat = (x: number, y: number) => 2 * (y * wide + x)
  const upright = (x: number, y: number) => flat(x, y) + 1
  const next = new Map<number, number>()
  for (let y = 0; y <= grid.rows; y++)
    for (let x = 0; x <= grid.columns; x++) {
      const corners = [value(x, y), value(x + 1, y), value(x + 1, y + 1), value(x, y + 1)]
      const shape = corners.reduce((bits, corner, index) => bits + (corner >= level ? 2 ** index : 0), 0)
      const sides = { b: flat(x, y), r: upright(x + 1, y), t: flat(x, y + 1), l: upright(x, y) }
      const high = corners.reduce((sum, corner) => sum + corner, 0) / 4 >= level
      const steps =
        shape === 5 ? (high ? 'br tl' : 'bl tr') : shape === 10 ? (high ? 'lb rt' : 'rb lt') : turns[shape]!
      for (const turn of steps.split(' ').filter(Boolean)) {
        const [from, to] = turn as unknown as [keyof typeof sides, keyof typeof sides]
        next.set(sides[from], sides[to])
      }
    }
  const place = (side: number): Point => {
    const [x, y] = [(side >> 1) % wide, Math.floor((side >> 1) / wide)]
    const [dx, dy] = side % 2 === 0 ? [1, 0] : [0, 1]
    const [from, to] = [value(x, y), value(x + dx, y + dy)]
    const share = (level - from) / (to - from)
    return [x - 1 + dx * share, y - 1 + dy * share]
  }
  const rings: Point[][] = []
  while (next.size > 0) {
    const [start] = next.keys()
    const ring: Point[] = []
    let side = start!
    do {
      ring.push(place(side))
      const following = next.get(side)!
      next.delete(side)
      side = following
    } while (side !== start && next.has(side))
    rings.push([...ring, ring[0]!])
  }
  return rings
}

/** Sides that a line enters and leaves by, with the high corners on its left; corners count 1, 2, 4, 8 from south-west. */
const turns = [
  '',
  'bl',
  'rb',
  'rl',
  'tr',
  '',
  'tb',
  'tl',
  'lt',
  'bt',
  '',
  'rt',
  'lr',
  'br',
  'lb',
  '',
] as const

const areaOf = (ring: readonly Point[]): number =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]![0] * y - x * ring[index]![1]) / 2, 0)
const contains = (ring: readonly Point[], [x, y]: Point): boolean =>
  ring.slice(1).filter(([x2, y2], index) => {
    const [x1, y1] = ring[index]!
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)
  }).length %
    2 ===
  1

/** What lies between each level and the next, as one MultiPolygon a level, an empty one where nothing does. */
export function bands(
  grid: Grid,
  values: Float64Array,
  levels: readonly number[],
): { type: 'MultiPolygon'; coordinates: LonLat[][][] }[] {
  const rings = levels.map(level => ringsAt(grid, values, level))
  return rings.map((own, index) => {
    const all = [...own, ...(rings[index + 1] ?? []).map(ring => ring.toReversed())]
    const outer = all
      .filter(ring => areaOf(ring) > 0)
      .map(ring => ({ ring, area: areaOf(ring), holes: [] as Point[][] }))
    for (const hole of all.filter(ring => areaOf(ring) < 0)) {
      const around = outer.filter(one => one.area > -areaOf(hole) && contains(one.ring, hole[0]!))
      around.sort((a, b) => a.area - b.area)[0]?.holes.push(hole)
    }
    const onGround = (ring: readonly Point[]) => ring.map(([x, y]) => grid.at(x, y))
    return {
      type: 'MultiPolygon' as const,
      coordinates: outer.map(({ ring, holes }) => [onGround(ring), ...holes.map(onGround)]),
    }
  })
}
