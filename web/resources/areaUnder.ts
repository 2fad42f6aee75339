/** The area under a point, before the server has said it: a preview by Turf, the database has the last word. */
import { booleanPointInPolygon } from '@turf/turf'
import type { Area } from '../../api/territory/contract.ts'
import type { LonLat } from '../map/projection.ts'

export const areaUnder = (place: LonLat, areas: readonly Area[]): Area | null =>
  areas.find(area => booleanPointInPolygon([...place], area.geometry)) ?? null
