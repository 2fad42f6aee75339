/** Where a position falls as Turf sees it: before it is confirmed, and without a network. The database has the last word. */
import { area as areaOf, booleanPointInPolygon, feature, length, pointOnFeature } from '@turf/turf'
import type { ResourceEntry } from '../../api/resources/contract.ts'
import type { Placing } from '../../api/resources/placing.contract.ts'
import type { Area } from '../../api/territory/contract.ts'

export type Geometry = NonNullable<ResourceEntry['geometry']>
export type Here = Pick<Placing, 'area' | 'metres' | 'squareMetres'>

/** The vertex of a route nearest to its middle, ends left out where there are others; a point inside an extent. */
function standsAt(geometry: Geometry): [number, number] {
  if (geometry.type === 'Point') return geometry.coordinates
  if (geometry.type === 'Polygon') return pointOnFeature(geometry).geometry.coordinates as [number, number]
  const points = geometry.coordinates
  let far = 0
  let [x, y] = [0, 0]
  for (const [index, point] of points.slice(1).entries()) {
    const from = points[index]!
    const part = Math.hypot(point[0] - from[0], point[1] - from[1])
    far += part
    x += ((point[0] + from[0]) / 2) * part
    y += ((point[1] + from[1]) / 2) * part
  }
  const away = (point: [number, number]) => Math.hypot(point[0] - x / far, point[1] - y / far)
  const inner = points.slice(1, -1)
  return (inner.length > 0 ? inner : points).reduce((best, point) =>
    away(point) < away(best) ? point : best,
  )
}

// WGS84: half axes in metres, and the sphere of Turf.
const [equatorial, polar, sphere] = [6_378_137, 6_356_752.314245, 6_371_008.8]
/** A surface on the ellipsoid for one on the sphere, at a latitude: the product of the two radii of curvature. */
function onEllipsoid(squareMetres: number, latitude: number): number {
  const e2 = 1 - (polar / equatorial) ** 2
  const curved = 1 - e2 * Math.sin((latitude * Math.PI) / 180) ** 2
  const radii = ((equatorial * (1 - e2)) / curved ** 1.5) * (equatorial / Math.sqrt(curved))
  return (squareMetres * radii) / sphere ** 2
}

export function placingHere(geometry: Geometry, areas: readonly Area[]): Here {
  const at = standsAt(geometry)
  return {
    area: areas.find(area => booleanPointInPolygon(at, area.geometry))?.properties.id ?? null,
    metres:
      geometry.type === 'LineString' ? Math.round(length(feature(geometry), { units: 'meters' })) : null,
    squareMetres: geometry.type === 'Polygon' ? Math.round(onEllipsoid(areaOf(geometry), at[1])) : null,
  }
}
