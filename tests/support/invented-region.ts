/**
 * The municipalities of a region that does not exist, around Potenza, as a statistical office publishes them: clockwise
 * rings, borders that wind and that neighbours share point by point, some of several parts, one with another's land within.
 */
type Position = [lon: number, lat: number]
type Ring = Position[]

const [columns, rows] = [7, 6]
const [west, south] = [15.25, 40.34]
const [width, height] = [0.16, 0.12]
/** The one that holds the areas of the demonstration: from 15.73 to 15.89 and from 40.58 to 40.70, and its winding. */
const capital = 2 * columns + 3
const steps = 14

/** Between 0 and 1, the same for the same border on every machine. */
const chance = (...of: readonly number[]) => {
  let hash = 2166136261
  for (const each of of) hash = Math.imul(hash ^ each, 16777619) >>> 0
  return ((Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0) % 10_007) / 10_007
}
const corner = (x: number, y: number): Position => [west + x * width, south + y * height]
/** From a corner to the next one east or north, both with it; points are taken off the straight line. */
function border(x: number, y: number, east: boolean): Ring {
  const [from, to] = [corner(x, y), east ? corner(x + 1, y) : corner(x, y + 1)]
  return Array.from({ length: steps + 1 }, (_, at): Position => {
    const along = at / steps
    const off = at === 0 || at === steps ? 0 : (chance(x, y, Number(east), at) - 0.5) * 0.016
    const lon = from[0] + (to[0] - from[0]) * along + (east ? 0 : off)
    const lat = from[1] + (to[1] - from[1]) * along + (east ? off : 0)
    return [Number(lon.toFixed(7)), Number(lat.toFixed(7))]
  })
}
/** Clockwise: up the west side, along the north, down the east, back along the south. */
const outline = (x: number, y: number): Ring => [
  ...border(x, y, false).slice(0, -1),
  ...border(x, y + 1, true).slice(0, -1),
  ...border(x + 1, y, false)
    .reverse()
    .slice(0, -1),
  ...border(x, y, true).reverse(),
]
const island = (lon: number, lat: number): Ring => [
  [lon, lat],
  [lon + 0.01, lat + 0.03],
  [lon + 0.03, lat + 0.02],
  [lon + 0.02, lat - 0.01],
  [lon, lat],
]

const enclave = island(...([west + 1.4 * width, south + 1.4 * height] as Position))
/** Parts beside the first, and holes of it, by the place of the municipality. */
const parts = new Map<number, Ring[]>([
  [0, [island(west - 0.1, south), island(west - 0.2, south)]],
  [5, [enclave]],
])
const holes = new Map<number, Ring[]>([[columns + 1, [[...enclave].reverse()]]])

const features = Array.from({ length: columns * rows }, (_, index) => {
  const whole = [outline(index % columns, Math.floor(index / columns)), ...(holes.get(index) ?? [])]
  const others = parts.get(index)
  return {
    type: 'Feature',
    properties: {
      name: index === capital ? 'Capoluogo' : `Comune inventato ${index}`,
      com_istat_code: index === capital ? '999063' : String(999_100 + index),
    },
    geometry: others
      ? { type: 'MultiPolygon', coordinates: [whole, ...others.map(ring => [ring])] }
      : { type: 'Polygon', coordinates: whole },
  }
})

export const inventedRegion = {
  text: JSON.stringify({ type: 'FeatureCollection', features }),
  count: features.length,
  ofSeveralParts: parts.size,
  capital: { id: '999063', name: 'Capoluogo' },
} as const
