/** What the map has to show, free of any map library: one scene for the map, its SVG twin and the legend. */
import type { Resource, ResourceGroup } from '../../api/resources/contract.ts'
import type { Area, Cell, Centre } from '../../api/territory/contract.ts'
import type { Camera, Ground, LayerName } from '../view/view.ts'
import type { Heated } from './heated.ts'
import type { Municipal } from './municipal.ts'
import type { NeedsSurface } from './needsSurface.ts'
import { type LonLat, metresPerPixel, project, type Size, toPixel } from './projection.ts'
import { centreIcon, clusterIcon, type Pattern, resourceIcon } from './symbols.ts'

export type Background = {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    properties: { kind: 'built' | 'river' | 'railway' | 'road' | 'station' | 'neighbourhood'; name?: string }
    geometry: { type: string; coordinates: never }
  }[]
}

/** A class of the ramp, a missing state or a word of the gap by its pattern, or null for an outline alone. */
export type Fill = number | Pattern | null
export type PaintedArea = { area: Area; fill: Fill }

export type Scene = {
  background: Background | null
  /** Which ground is shown; the schematic one when nothing is said. */
  ground?: Ground
  /** The municipality’s archive of tiles, when it is the ground. */
  municipal?: Municipal | null
  areas: readonly PaintedArea[]
  cells: readonly Cell[]
  centres: readonly Centre[]
  /** Already filtered: what the list shows is what the map shows. */
  resources: readonly Resource[]
  /** Where the tiles of a census too large to be drawn from `resources` are; these are then the selected one alone. */
  tiles?: string | null
  /** Where the cells that hold them are counted, for the heat, and of how many resources. */
  heatTiles?: string | null
  heatCount?: number
  layers: readonly LayerName[]
  /** Radius of the heat around a resource, in metres on the ground. */
  heatMetres: number
  /** The resources that are felt, with their weight; those active and not stale, one each, when nothing is said. */
  heated?: Heated | null
  /** Served values of cells as a surface. */
  needsSurface?: NeedsSurface | null
  area: string | null
  selection: string | null
}

/** From the whole municipality to a doorway. */
export const zooms = { min: 10, max: 18 }
export const withinZooms = (zoom: number) => Math.min(zooms.max, Math.max(zooms.min, zoom))

export type Mark = {
  /** `resource:<id>`, `centre:<id>` or `cluster:<id of its first>`. */
  target: string
  at: LonLat
  icon: string
  name: string
  /** How many resources a cluster stands for. */
  count: number
  members: readonly LonLat[]
}

/** A point to stand for a resource that is a line or an outline: the middle of its extent. */
export function pointOf({ geometry }: Pick<Resource, 'geometry'>): LonLat | null {
  if (!geometry) return null
  if (geometry.type === 'Point') return geometry.coordinates
  const points = geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0]!
  const middle = (index: 0 | 1) => {
    const values = points.map(point => point[index])
    return (Math.min(...values) + Math.max(...values)) / 2
  }
  return [middle(0), middle(1)]
}

const single = (resource: Resource, at: LonLat, selection: string | null): Mark => {
  const { id, group, stale, faded, status, name } = resource.properties
  const target = `resource:${id}`
  return {
    target,
    at,
    icon: resourceIcon({ group, stale, faded, active: status === 'active', selected: target === selection }),
    name,
    count: 1,
    members: [at],
  }
}

/** Above this many resources in view the near ones are drawn together. */
export const crowd = 40
const clusterPixels = 58

const visible = (at: LonLat, camera: Camera, size: Size) => {
  const { x, y } = toPixel(at, camera, size)
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height
}

/** Resources as marks; grouped by a grid fixed to the ground, so that moving the map does not reshuffle them. */
export function resourceMarks(
  resources: readonly Resource[],
  selection: string | null,
  camera: Camera,
  size: Size,
): Mark[] {
  const placed = resources.flatMap(resource => {
    const at = pointOf(resource)
    return at ? [{ resource, at }] : []
  })
  if (placed.filter(({ at }) => visible(at, camera, size)).length <= crowd)
    return placed.map(({ resource, at }) => single(resource, at, selection))
  const side = clusterPixels * metresPerPixel(camera.zoom)
  const groups = new Map<string, typeof placed>()
  for (const one of placed) {
    const { x, y } = project(one.at)
    const key =
      `resource:${one.resource.properties.id}` === selection
        ? 'selected'
        : `${Math.floor(x / side)}/${Math.floor(y / side)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map(near => {
    const [first] = near
    if (near.length === 1) return single(first!.resource, first!.at, selection)
    const counts: Partial<Record<ResourceGroup, number>> = {}
    for (const { resource } of near)
      counts[resource.properties.group] = (counts[resource.properties.group] ?? 0) + 1
    const mean = (index: 0 | 1) => near.reduce((sum, { at }) => sum + at[index], 0) / near.length
    return {
      target: `cluster:${first!.resource.properties.id}`,
      at: [mean(0), mean(1)],
      icon: clusterIcon(counts),
      name: '',
      count: near.length,
      members: near.map(({ at }) => at),
    }
  })
}

export const centreMarks = (centres: readonly Centre[], selection: string | null): Mark[] =>
  centres.map(({ properties: { id, name }, geometry }) => ({
    target: `centre:${id}`,
    at: geometry.coordinates,
    icon: centreIcon(`centre:${id}` === selection),
    name,
    count: 1,
    members: [geometry.coordinates],
  }))

/** Marks in view, nearest to the middle first: what the digits 1–9 and Alt+arrows reach. */
export function nearest(marks: readonly Mark[], camera: Camera, size: Size): Mark[] {
  const from = (mark: Mark) => {
    const { x, y } = toPixel(mark.at, camera, size)
    return Math.hypot(x - size.width / 2, y - size.height / 2)
  }
  return marks
    .filter(mark => visible(mark.at, camera, size))
    .map(mark => ({ mark, far: from(mark) }))
    .sort((a, b) => a.far - b.far)
    .map(({ mark }) => mark)
}

export type Box = { id: string; x: number; y: number; width: number; height: number }

/**
 * Pushes apart boxes that overlap, each along its shorter way out, or up and down where the sides of the frame are in
 * the way; few boxes, so every pair is looked at.
 * @param across width of the frame: a box whose middle is in it stays in it whole
 */
export function spread(boxes: readonly Box[], gap = 4, across = Number.POSITIVE_INFINITY): Box[] {
  const moved = boxes.map(box => ({ ...box, x: inside(box.x, box.width, across) }))
  for (let round = 0; round < 30; round++) {
    let touching = false
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const overX = (a.width + b.width) / 2 + gap - Math.abs(dx)
        const overY = (a.height + b.height) / 2 + gap - Math.abs(dy)
        if (overX <= 0 || overY <= 0) continue
        touching = true
        const by = ((dx < 0 ? -1 : 1) * overX) / 2
        const room = stays(a, a.x - by, across) && stays(b, b.x + by, across)
        if (overX < overY && room) {
          a.x -= by
          b.x += by
        } else {
          const by = ((dy < 0 ? -1 : 1) * overY) / 2
          a.y -= by
          b.y += by
        }
      }
    })
    if (!touching) break
  }
  return moved
}

/** Pixels between a box and the side of the frame. */
const margin = 4
const inside = (x: number, width: number, across: number): number =>
  x < 0 || x > across ? x : Math.max(width / 2 + margin, Math.min(across - width / 2 - margin, x))
const stays = ({ x: now, width }: Box, x: number, across: number): boolean =>
  now < 0 || now > across || (x >= width / 2 + margin && x <= across - width / 2 - margin)

/** Of boxes in order of weight, those that no earlier one covers; a name without room is left out, as the map does. */
export function uncovered(boxes: readonly Box[], gap = 2): Box[] {
  const kept: Box[] = []
  for (const box of boxes) {
    const free = kept.every(
      ({ x, y, width, height }) =>
        Math.abs(x - box.x) >= (width + box.width) / 2 + gap ||
        Math.abs(y - box.y) >= (height + box.height) / 2 + gap,
    )
    if (free) kept.push(box)
  }
  return kept
}
