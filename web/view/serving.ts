/** Which areas a resource serves: the one it stands in; of a route or an extent, each that it reaches. */
import type { Resource } from '../../api/resources/contract.ts'
import type { Area } from '../../api/territory/contract.ts'

type Ring = readonly (readonly [number, number])[]

/** Even-odd rule; on a border either answer is right. */
function inside([x, y]: readonly [number, number], ring: Ring): boolean {
  let within = false
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + ring.length - 1) % ring.length]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
  })
  return within
}

/** Outer rings and holes alike: a point in a hole is inside two of them. */
const ringsOf = ({ geometry }: Area): readonly Ring[] =>
  (geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : geometry.coordinates) as readonly Ring[]

const contains = (rings: readonly Ring[], point: readonly [number, number]) =>
  rings.reduce((within, ring) => within !== inside(point, ring), false)

const kept = new WeakMap<Resource, { areas: readonly Area[]; served: readonly string[] }>()

/** Ids of areas; none for a point outside every area. */
export function servedAreas(resource: Resource, areas: readonly Area[]): readonly string[] {
  const { geometry, properties } = resource
  const own = properties.area === null ? [] : [properties.area]
  if (!geometry || geometry.type === 'Point') return own
  const known = kept.get(resource)
  if (known?.areas === areas) return known.served
  const line = (geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0]!) as Ring
  // Of a route, where it stops is where it serves.
  const points = properties.stops.length > 0 ? properties.stops.map(({ at }) => at) : line
  const served = areas
    .filter(area => {
      const rings = ringsOf(area)
      return (
        own.includes(area.properties.id) ||
        points.some(point => contains(rings, point as [number, number])) ||
        (geometry.type === 'Polygon' && rings.some(ring => ring.some(corner => inside(corner, line))))
      )
    })
    .map(({ properties: { id } }) => id)
  kept.set(resource, { areas, served })
  return served
}
