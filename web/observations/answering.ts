/**
 * The answer of `findResourcesFor` computed here, from the census and the areas that the browser keeps: for a desk
 * without a network. Loaded only when it is needed, with the geometry and the grammar of hours.
 */
import { booleanIntersects, coordAll, flattenEach, pointToLineDistance, polygonToLine } from '@turf/turf'
import { openAt } from '../../api/hours/openings.contract.ts'
import { against, isAnswering, nearestFirst } from '../../api/resources/answering.contract.ts'
import type { Answering, FindResources, Resource } from '../../api/resources/contract.ts'
import { type Area, type Centre, dayOf } from '../../api/territory/contract.ts'

export type Here = {
  census: readonly Resource[]
  areas: readonly Area[]
  /** The seat of the own centre. */
  seat: Centre['geometry'] | null
}
type Shape = NonNullable<Resource['geometry']> | Area['geometry']
type Line = Parameters<typeof pointToLineDistance>[1]

/** In their order, nearest first. */
export function answeringHere(
  { census, areas, seat }: Here,
  { need, area, ...person }: FindResources,
  now: Date,
): Answering[] {
  const day = dayOf(now)
  const boundary = areas.find(({ properties }) => properties.id === area)?.geometry
  return census
    .filter(({ properties }) => isAnswering(properties, need, day))
    .map(resource => {
      const { geometry, properties } = resource
      const found = {
        distance: geometry
          ? boundary
            ? Math.round(metresBetween(geometry, boundary))
            : null
          : properties.area === area
            ? 0
            : null,
        fromCentre: geometry && seat ? Math.round(metresBetween(geometry, seat)) : null,
        open: openAt(properties.openingHours, now),
      }
      return {
        ...resource,
        properties: { ...properties, ...found, against: against(properties, person, found) },
      }
    })
    .sort(nearestFirst)
}

/** Zero where they touch; otherwise two shapes are nearest at a corner of one of them. */
export function metresBetween(one: Shape, other: Shape): number {
  if (booleanIntersects(one, other)) return 0
  const toCorners = (from: Shape, to: Shape) => {
    const lines = linesOf(to)
    return coordAll(from).flatMap(corner => lines.map(line => pointToLineDistance(corner, line, metres)))
  }
  return Math.min(...toCorners(one, other), ...toCorners(other, one))
}
const metres = { units: 'meters', method: 'geodesic' } as const

function linesOf(shape: Shape): Line[] {
  // A point is a line of no length.
  if (shape.type === 'Point')
    return [{ type: 'LineString', coordinates: [shape.coordinates, shape.coordinates] }]
  if (shape.type === 'LineString') return [shape]
  const lines: Line[] = []
  flattenEach(shape, ({ geometry }) => {
    flattenEach(polygonToLine(geometry), part => {
      lines.push(part.geometry as Line)
    })
  })
  return lines
}
