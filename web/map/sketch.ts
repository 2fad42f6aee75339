/** A route or an extent being drawn: its vertices, free of any map library. Pure; nothing snaps to anything. */
import type { Resource } from '../../api/resources/contract.ts'
import { type LonLat, project } from './projection.ts'

export type SketchKind = 'route' | 'extent'
/** An extent's ring is open here: its first vertex is not said again at the end. Holes are kept as they are. */
export type Sketch = { points: readonly LonLat[]; holes: readonly (readonly LonLat[])[] }
export const emptySketch: Sketch = { points: [], holes: [] }

/** Vertices without which there is nothing to keep. */
export const fewest: Record<SketchKind, number> = { route: 2, extent: 3 }

type Drawn = Exclude<NonNullable<Resource['geometry']>, { type: 'Point' }>

export function sketchOf(geometry: Drawn): Sketch {
  if (geometry.type === 'LineString') return { points: geometry.coordinates, holes: [] }
  const [ring = [], ...holes] = geometry.coordinates
  return { points: ring.slice(0, -1), holes }
}

/** Null while there are too few vertices. */
export function geometryOf(kind: SketchKind, { points, holes }: Sketch): Drawn | null {
  if (points.length < fewest[kind]) return null
  const positions = points.map(([lon, lat]): [number, number] => [lon, lat])
  return kind === 'route'
    ? { type: 'LineString', coordinates: positions }
    : {
        type: 'Polygon',
        coordinates: [
          [...positions, positions[0]!],
          ...holes.map(ring => ring.map(([lon, lat]): [number, number] => [lon, lat])),
        ],
      }
}

/** About ten centimetres: finer than any hand, and than what the census keeps. */
const round6 = (degrees: number) => Math.round(degrees * 1e6) / 1e6
const rounded = ([lon, lat]: LonLat): LonLat => [round6(lon), round6(lat)]

/** The next vertex of a drawing that goes on; the same place twice is one vertex. */
export function added(sketch: Sketch, at: LonLat): Sketch {
  const next = rounded(at)
  return String(sketch.points.at(-1)) === String(next)
    ? sketch
    : { ...sketch, points: [...sketch.points, next] }
}

/** A vertex in the segment that passes nearest: how a finished drawing grows. */
export function inserted(sketch: Sketch, kind: SketchKind, at: LonLat): Sketch {
  const { points } = sketch
  if (points.length < 2) return added(sketch, at)
  const here = project(at)
  const ends = points.map(project)
  const segments = kind === 'route' ? points.length - 1 : points.length
  let best = { index: 0, far: Number.POSITIVE_INFINITY }
  for (let index = 0; index < segments; index++) {
    const a = ends[index]!
    const b = ends[(index + 1) % points.length]!
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const along = ((here.x - a.x) * dx + (here.y - a.y) * dy) / (dx * dx + dy * dy || 1)
    const within = Math.min(1, Math.max(0, along))
    const far = Math.hypot(here.x - a.x - within * dx, here.y - a.y - within * dy)
    if (far < best.far) best = { index, far }
  }
  // Beyond an end of a route it goes on from there.
  const end = (index: number) => Math.hypot(here.x - ends[index]!.x, here.y - ends[index]!.y)
  if (kind === 'route' && best.far >= end(0)) return { ...sketch, points: [rounded(at), ...points] }
  if (kind === 'route' && best.far >= end(points.length - 1)) return added(sketch, at)
  return { ...sketch, points: points.toSpliced(best.index + 1, 0, rounded(at)) }
}

export const moved = (sketch: Sketch, index: number, at: LonLat): Sketch => ({
  ...sketch,
  points: sketch.points.with(index, rounded(at)),
})
export const removed = (sketch: Sketch, index: number): Sketch => ({
  ...sketch,
  points: sketch.points.toSpliced(index, 1),
})

/** What was, what is, what was taken back. */
export type Past = { readonly back: readonly Sketch[]; readonly forth: readonly Sketch[] }
export const noPast: Past = { back: [], forth: [] }
export const after = ({ back }: Past, now: Sketch): Past => ({ back: [...back, now], forth: [] })
export function undone({ back, forth }: Past, now: Sketch): { past: Past; now: Sketch } | null {
  const before = back.at(-1)
  return before ? { past: { back: back.slice(0, -1), forth: [now, ...forth] }, now: before } : null
}
export function redone({ back, forth }: Past, now: Sketch): { past: Past; now: Sketch } | null {
  const [next, ...rest] = forth
  return next ? { past: { back: [...back, now], forth: rest }, now: next } : null
}
