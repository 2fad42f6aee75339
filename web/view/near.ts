/**
 * «Cosa c’è vicino a …?»: the place one looks from, what is reached from it, and what of the census, of the residents
 * and of the published accesses lies within. Pure; it carries Turf, so screens load it when the question is asked.
 */
import {
  area as areaOf,
  booleanIntersects,
  booleanPointInPolygon,
  circle,
  coordAll,
  intersect,
} from '@turf/turf'
import type { Release } from '../../api/disclosure/contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Cell, Centre } from '../../api/territory/contract.ts'
import type { Isochrone } from '../../api/territory/reach/contract.ts'
import { metresBetween } from '../observations/answering.ts'
import { cell, type Figure, interval, type Missing } from './select.ts'
import type { radii, View } from './view.ts'

type LonLat = readonly [lon: number, lat: number]
export type Shape = Area['geometry'] | { type: 'Polygon'; coordinates: [number, number][][] }

/** Where one looks from. */
export type Origin =
  | { kind: 'place'; id: null; name: null; shape: { type: 'Point'; coordinates: [number, number] } }
  | { kind: 'centre'; id: string; name: string; shape: Centre['geometry'] }
  | { kind: 'resource'; id: string; name: string; shape: NonNullable<Resource['geometry']> }
  | { kind: 'area'; id: string; name: string; shape: Area['geometry'] }

type Known = {
  areas: readonly Area[]
  centres: readonly Centre[]
  resources: readonly Resource[]
}

/** A place as the address keeps it, to 4 decimals (11 m). */
export const placeKey = ([lon, lat]: LonLat) => `${lat.toFixed(4)},${lon.toFixed(4)}`

/**
 * A point in the address first, which is the centre or the resource that stands there; then the area, then what is
 * chosen. A resource without a position is nowhere.
 */
export function originOf(
  { around, selection, area }: Pick<View, 'around' | 'selection' | 'area'>,
  { areas, centres, resources }: Known,
): Origin | null {
  const ofCentre = ({ id, geometry, properties }: Centre): Origin => ({
    kind: 'centre',
    id,
    name: properties.name,
    shape: geometry,
  })
  const ofResource = ({ id, geometry, properties }: Resource): Origin | null =>
    geometry && { kind: 'resource', id, name: properties.name, shape: geometry }
  if (around) {
    const at: [number, number] = [around.lon, around.lat]
    const isHere = (shape: Origin['shape']) => placeKey(middleOf(shape)) === placeKey(at)
    const centre = centres.find(({ geometry }) => isHere(geometry))
    const resource = resources.find(({ geometry }) => geometry && isHere(geometry))
    return (
      (centre && ofCentre(centre)) ??
      (resource && ofResource(resource)) ?? {
        kind: 'place',
        id: null,
        name: null,
        shape: { type: 'Point', coordinates: at },
      }
    )
  }
  const inside = areas.find(one => one.id === area)
  if (inside) return { kind: 'area', id: inside.id, name: inside.properties.name, shape: inside.geometry }
  const [kind, id] = selection?.split(/:(.*)/) ?? []
  const centre = kind === 'centre' && centres.find(one => one.id === id)
  if (centre) return ofCentre(centre)
  const resource = kind === 'resource' && resources.find(one => one.id === id)
  return resource ? ofResource(resource) : null
}

/** Metres in a minute on flat ground, 4.8 km/h: which walking time stands for which radius. */
const pace = 80
/** A walking time stands for a radius when it is no further from it than this part. */
const close = 1 / 3

/** The walking time from a centre that stands for a radius; undefined where none was computed. */
export function walkFor(
  origin: Origin | null,
  radius: number,
  isochrones: readonly Isochrone[],
): Isochrone | undefined {
  if (origin?.kind !== 'centre') return undefined
  const wanted = radius / pace
  const off = ({ properties }: Isochrone) => Math.abs(properties.minutes - wanted)
  return isochrones
    .filter(one => one.properties.centre === origin.id && off(one) <= wanted * close)
    .sort((a, b) => off(a) - off(b))[0]
}

/**
 * What is reached: on foot, slopes included, where somebody has computed it; else within so many metres as the crow
 * flies; of an area, what lies inside its border.
 */
export type Reach =
  | { by: 'walk'; minutes: number; source: string; shape: Shape }
  | { by: 'straight'; metres: number; shape: Shape }
  | { by: 'border'; shape: Shape }

export function reachOf(
  origin: Origin,
  radius: (typeof radii)[number],
  isochrones: readonly Isochrone[],
): Reach {
  if (origin.kind === 'area') return { by: 'border', shape: origin.shape }
  const walk = walkFor(origin, radius, isochrones)
  if (walk)
    return {
      by: 'walk',
      minutes: walk.properties.minutes,
      source: walk.properties.source,
      shape: walk.geometry,
    }
  return { by: 'straight', metres: radius, shape: around(middleOf(origin.shape), radius) }
}

const around = (at: LonLat, metres: number): Shape =>
  circle([...at], metres, { steps: 96, units: 'meters' }).geometry as Shape

/** The point that stands for a shape: itself, or the middle of its extent. */
export function middleOf(shape: Origin['shape']): LonLat {
  if (shape.type === 'Point') return shape.coordinates
  const points = coordAll(shape)
  const middle = (index: 0 | 1) => {
    const values = points.map(point => point[index]!)
    return (Math.min(...values) + Math.max(...values)) / 2
  }
  return [middle(0), middle(1)]
}

/** A resource within reach; `metres` is null inside an area, where no point is meant. */
export type Near = { resource: Resource; metres: number | null }

/**
 * Nearest first, the place itself left out; inside an area by name. What has no position is near nothing, and what is
 * not active answers nobody.
 */
export function resourcesWithin(origin: Origin, reach: Reach, resources: readonly Resource[]): Near[] {
  // Measured from the point that the circle is drawn around.
  const from =
    origin.kind === 'area'
      ? null
      : { type: 'Point' as const, coordinates: [...middleOf(origin.shape)] as [number, number] }
  return resources
    .flatMap((resource): Near[] => {
      const { geometry, properties } = resource
      if (!geometry || properties.status !== 'active' || properties.id === origin.id) return []
      const metres = from && metresBetween(geometry, from)
      const inside =
        reach.by === 'straight' ? metres! <= reach.metres : booleanIntersects(geometry, reach.shape)
      return inside ? [{ resource, metres: metres === null ? null : Math.round(metres) }] : []
    })
    .sort(
      (a, b) =>
        (a.metres ?? 0) - (b.metres ?? 0) ||
        a.resource.properties.name.localeCompare(b.resource.properties.name, 'it'),
    )
}

export type Reached = { residents: number; areas: { area: string | null; residents: number }[] }

/** Residents within reach, as if each map cell were evenly inhabited; null where no cells are loaded. */
export function residentsWithin({ shape }: Reach, cells: readonly Cell[]): Reached | null {
  if (cells.length === 0) return null
  const reached = cells.map(one => {
    const common = intersect({
      type: 'FeatureCollection',
      features: [shape, one.geometry].map(geometry => ({
        type: 'Feature',
        properties: {},
        geometry: geometry as never,
      })),
    })
    const share = common ? Math.min(1, areaOf(common) / areaOf(one.geometry)) : 0
    return { area: one.properties.area, residents: share * one.properties.residents }
  })
  const areas = [...new Set(reached.map(({ area }) => area))]
  const sum = (list: typeof reached) =>
    Math.round(list.reduce((total, { residents }) => total + residents, 0))
  return {
    residents: sum(reached),
    areas: areas
      .map(area => ({ area, residents: sum(reached.filter(one => one.area === area)) }))
      .filter(({ residents }) => residents > 0),
  }
}

/** Points along each side of a cell's box: a share is right within about one in a hundred. */
const samples = 30
/** Metres in a degree of latitude; within a few kilometres the plane is as good as the sphere. */
const degree = 111_195
/** A route or an outline is looked at as points so near to each other, m. */
const stepMetres = 40

/**
 * Residents of each area that live within so many metres, as the crow flies, of one of the resources, out of a
 * hundred (near_share); as if each map cell were evenly inhabited. Null for an area without cells.
 */
export function nearShares(
  areas: readonly string[],
  cells: readonly Cell[],
  resources: readonly Resource[],
  metres: number,
): { area: string; share: number | null }[] {
  const shapes = resources.flatMap(({ geometry, properties }) =>
    geometry && properties.status === 'active' ? [geometry] : [],
  )
  const points = shapes.flatMap(pointsOf)
  const extents = shapes.filter(shape => shape.type === 'Polygon')
  const reach = (metres / degree) ** 2
  const isNear = (at: LonLat) => {
    const narrow = Math.cos((at[1] * Math.PI) / 180)
    return (
      points.some(([lon, lat]) => ((lon - at[0]) * narrow) ** 2 + (lat - at[1]) ** 2 <= reach) ||
      extents.some(shape => booleanPointInPolygon([...at], shape))
    )
  }
  const shares = cells.map(one => {
    const inside = samplesOf(one)
    const near = inside.filter(isNear).length
    return { ...one.properties, share: inside.length > 0 ? near / inside.length : 0 }
  })
  return areas.map(area => {
    const own = shares.filter(one => one.area === area)
    const residents = own.reduce((sum, one) => sum + one.residents, 0)
    const near = own.reduce((sum, one) => sum + one.residents * one.share, 0)
    return { area, share: residents > 0 ? (near / residents) * 100 : null }
  })
}

/** A point as it is; along a route or an outline one at each step. */
function pointsOf(shape: NonNullable<Resource['geometry']>): LonLat[] {
  if (shape.type === 'Point') return [shape.coordinates]
  const lines = shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates
  return lines.flatMap(line =>
    line.flatMap((from, index) => {
      const to = line[index + 1] ?? from
      const narrow = Math.cos((from[1] * Math.PI) / 180)
      const long = Math.sqrt(((to[0] - from[0]) * narrow) ** 2 + (to[1] - from[1]) ** 2) * degree
      const steps = Math.max(1, Math.ceil(long / stepMetres))
      return Array.from({ length: steps }, (_, step): LonLat => {
        const part = step / steps
        return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]
      })
    }),
  )
}

/** Kept: cells do not change while a page is open. */
const sampled = new WeakMap<Cell, LonLat[]>()
function samplesOf(one: Cell): LonLat[] {
  const known = sampled.get(one)
  if (known) return known
  const all = coordAll(one.geometry)
  const range = (index: 0 | 1) => {
    const values = all.map(point => point[index]!)
    return [Math.min(...values), Math.max(...values)] as const
  }
  const [[west, east], [south, north]] = [range(0), range(1)]
  const inside: LonLat[] = []
  for (let x = 0; x < samples; x++)
    for (let y = 0; y < samples; y++) {
      const at: [number, number] = [
        west + ((x + 0.5) / samples) * (east - west),
        south + ((y + 0.5) / samples) * (north - south),
      ]
      if (booleanPointInPolygon(at, one.geometry)) inside.push(at)
    }
  sampled.set(one, inside)
  return inside
}

export type Doorway = {
  months: readonly string[]
  /** Accesses at the centre, wherever those who came live. */
  atCentre: Figure | null
  /** Accesses of who lives in its area, at whichever centre. */
  ofArea: Figure | null
  missing: Missing | null
  /**
   * What both together prove though the pair is not measured: so many accesses at the least were of people from
   * elsewhere, or were made elsewhere by who lives here. Null when neither can be said.
   */
  proven: { from: 'elsewhere' | 'to_elsewhere'; atLeast: number } | null
}

/** @param monthly releases of months of one stretch of time */
export function doorway(monthly: readonly Release[], centre: string, area: string | null): Doorway {
  const months = monthly.flatMap(release => release.dimensions.month)
  const sums = { atCentre: [] as Figure[], ofArea: [] as Figure[] }
  let missing: Missing | null = monthly.length === 0 ? 'not_published' : null
  for (const release of monthly)
    for (const month of release.dimensions.month) {
      if (!release.dimensions.centre?.includes(centre))
        missing ??= release.dimensions.centre ? 'not_covered' : 'not_recorded'
      const at = cell(release, 'T1', ['centre', 'month'], { centre, month })
      const of = area === null ? undefined : cell(release, 'T0', ['area', 'month'], { area, month })
      if (at) sums.atCentre.push(at)
      if (of) sums.ofArea.push(of)
    }
  const threshold = monthly[0]?.threshold ?? 8
  const whole = (figures: readonly Figure[]) =>
    figures.length === months.length && months.length > 0 ? sumOf(figures) : null
  const [atCentre, ofArea] = [whole(sums.atCentre), whole(sums.ofArea)]
  if (atCentre?.value === null) missing ??= 'few'
  return {
    months,
    atCentre,
    ofArea,
    missing,
    proven: atCentre && ofArea ? proven(atCentre, ofArea, threshold) : null,
  }
}

/** Null as soon as one month is under the threshold: the sum would not be one. */
function sumOf(figures: readonly Figure[]): Figure {
  const values = figures.map(({ value }) => value)
  return {
    value: values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0),
    halfWidth: Math.ceil(Math.hypot(...figures.map(({ halfWidth }) => halfWidth))),
  }
}

/** No more of the accesses at a door can be of its own area than the area has made, and the other way round. */
export function proven(atCentre: Figure, ofArea: Figure, threshold: number): Doorway['proven'] {
  if (atCentre.value === null || ofArea.value === null) return null
  const [door, area] = [interval(atCentre, threshold), interval(ofArea, threshold)]
  if (door.low > area.high) return { from: 'elsewhere', atLeast: door.low - area.high }
  if (area.low > door.high) return { from: 'to_elsewhere', atLeast: area.low - door.high }
  return null
}
