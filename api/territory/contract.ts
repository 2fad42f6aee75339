/** Where things are: target areas, proximity centres and statistical map cells, each with its dates. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'

export const Day = z.iso.date().meta({ description: 'A calendar day, YYYY-MM-DD, Europe/Rome' })
/** The calendar day of an instant in Europe/Rome, the only time zone of the product. */
export const dayOf = (instant: Date): string =>
  instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/i)
  .max(60)
  .meta({ description: 'A short stable code: letters, digits and hyphens' })

const Longitude = z.number().min(-180).max(180)
const Latitude = z.number().min(-90).max(90)
/** WGS84 longitude, latitude, in degrees (RFC 7946). */
export const Position = z.tuple([Longitude, Latitude]).meta({ id: 'Position' })
const Ring = z.array(Position).min(4)
export const Point = z.strictObject({ type: z.literal('Point'), coordinates: Position }).meta({ id: 'Point' })
export const LineString = z
  .strictObject({ type: z.literal('LineString'), coordinates: z.array(Position).min(2) })
  .meta({ id: 'LineString' })
export const Polygon = z
  .strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) })
  .meta({ id: 'Polygon' })
export const MultiPolygon = z
  .strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) })
  .meta({ id: 'MultiPolygon' })

/** A GeoJSON Feature whose `id` is repeated in its properties, for clients that drop one or the other. */
export const feature = <G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) =>
  z.object({ type: z.literal('Feature'), id: z.string(), geometry, properties })
export const collection = <F extends z.ZodType>(of: F) =>
  z.object({ type: z.literal('FeatureCollection'), features: z.array(of) })

export const positionQualities = ['surveyed', 'geocoded', 'approximate', 'demo'] as const

export const Area = feature(
  MultiPolygon,
  z.object({
    id: Slug,
    name: z.string(),
    subtitle: z.string().nullable(),
    validFrom: Day,
    residents: z
      .int()
      .nullable()
      .meta({ description: 'Newest dated count of this very boundary, or null: then no rate exists' }),
    residentsOn: Day.nullable(),
    residentsSource: z.string().nullable(),
    labelAt: Position.meta({ description: 'A point inside, for the label' }),
    isDemo: z.boolean(),
  }),
).meta({ id: 'Area' })
export type Area = z.output<typeof Area>

export const Centre = feature(
  Point,
  z.object({
    id: Slug,
    name: z.string(),
    area: Slug.nullable().meta({ description: 'The target area it serves' }),
    managedBy: z.string(),
    address: z.string().nullable(),
    openedOn: Day.meta({ description: 'First day of its first seat: no access is older' }),
    validFrom: Day,
    positionQuality: z.enum(positionQualities),
    openingHours: z.string().nullable().meta({ description: 'OpenStreetMap opening_hours syntax' }),
    isDemo: z.boolean(),
  }),
).meta({ id: 'Centre' })
export type Centre = z.output<typeof Centre>

export const Cell = feature(
  MultiPolygon,
  z.object({
    id: Slug,
    area: Slug.nullable(),
    residents: z.int().min(500),
    isDemo: z.boolean(),
  }),
).meta({ id: 'Cell' })
export type Cell = z.output<typeof Cell>

const OnDay = z.strictObject({
  on: Day.optional().meta({ description: 'As in force on this day; today when absent' }),
})

export const listAreas = operation({
  id: 'listAreas',
  method: 'get',
  path: '/areas',
  summary: 'Target areas in force on a day, with their boundary and newest population',
  allow: 'anyone',
  query: OnDay,
  response: collection(Area),
  media: 'application/geo+json',
})

export const listCentres = operation({
  id: 'listCentres',
  method: 'get',
  path: '/centres',
  summary: 'Proximity centres open on a day, with their seat',
  allow: 'anyone',
  query: OnDay,
  response: collection(Centre),
  media: 'application/geo+json',
})

export const listCells = operation({
  id: 'listCells',
  method: 'get',
  path: '/cells',
  summary: 'Statistical map cells in force on a day, each with at least 500 residents',
  allow: 'anyone',
  query: OnDay,
  response: collection(Cell),
  media: 'application/geo+json',
})
