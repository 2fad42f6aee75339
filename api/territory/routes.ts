/** Areas, centres and cells as GeoJSON. Public geography: nothing here depends on anybody's records. */
import type { Router } from 'express'
import { type RawBuilder, sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { type Context, route, Text } from '../http/route.ts'
import { dayOf, listAreas, listCells, listCentres } from './contract.ts'

type Reader = Handles['reader']
type Row = { id: string; geometry: string } & Record<string, unknown>

/** Geometry is GeoJSON text as PostGIS wrote it; it is placed, not parsed. */
const collection = (rows: Row[]) =>
  `{"type":"FeatureCollection","features":[${rows
    .map(
      ({ geometry, ...properties }) =>
        `{"type":"Feature","id":${JSON.stringify(properties.id)},"geometry":${geometry},"properties":${JSON.stringify(properties)}}`,
    )
    .join(',')}]}`

const select = async (db: Reader, query: RawBuilder<Row>) => (await query.execute(db)).rows

export const areaCollection = async (db: Reader, on: string): Promise<string> => {
  const rows = await select(
    db,
    sql<Row>`select id, name, subtitle, geometry, label_at as "labelAt", valid_from as "validFrom",
                    residents, residents_on as "residentsOn",
                    residents_source as "residentsSource", is_demo as "isDemo"
               from derived.areas(${on}::date)`,
  )
  return collection(rows.map(row => ({ ...row, labelAt: JSON.parse(String(row.labelAt)).coordinates })))
}

/** The silhouettes of the areas as one `<svg>`, for the first paint of the page. */
export async function areaOutline(db: Reader, on: string): Promise<string> {
  const { rows } = await sql<{ path: string; min_x: number; min_y: number; max_x: number; max_y: number }>`
    select path, min_x, min_y, max_x, max_y from derived.outline(${on}::date)`.execute(db)
  if (rows.length === 0) return ''
  const left = Math.min(...rows.map(row => row.min_x))
  const top = Math.min(...rows.map(row => row.min_y))
  const width = Math.max(...rows.map(row => row.max_x)) - left
  const height = Math.max(...rows.map(row => row.max_y)) - top
  const paths = rows.map(row => `<path d="${row.path}"/>`).join('')
  return `<svg class="outline" viewBox="${[left, top, width, height].map(Math.round).join(' ')}" aria-hidden="true">${paths}</svg>`
}

export function territory(router: Router, context: Context, db: Reader, now: () => Date): void {
  route(router, context, listAreas, {
    handle: async ({ query }) => new Text(await areaCollection(db, query.on ?? dayOf(now()))),
  })

  route(router, context, listCentres, {
    handle: async ({ query }) =>
      new Text(
        collection(
          await select(
            db,
            sql<Row>`select id, name, area, managed_by as "managedBy", address, geometry, opened_on as "openedOn",
                            valid_from as "validFrom", position_quality as "positionQuality",
                            opening_hours as "openingHours", is_demo as "isDemo"
                       from derived.centres(${query.on ?? dayOf(now())}::date)`,
          ),
        ),
      ),
  })

  route(router, context, listCells, {
    handle: async ({ query }) =>
      new Text(
        collection(
          await select(
            db,
            sql<Row>`select id, area, residents, geometry, is_demo as "isDemo"
                       from derived.cells(${query.on ?? dayOf(now())}::date)`,
          ),
        ),
      ),
  })
}
