/** Where a position falls, asked of PostGIS before it is saved. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { resourceFaults } from './contract.ts'
import { type Placing, placeResource } from './placing.contract.ts'
import { isValidGeometry } from './rules.ts'
import type { Staff } from './select.ts'

export function placing(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, placeResource, {
    async check({ geometry }) {
      return geometry === undefined || (await isValidGeometry(db, geometry))
        ? []
        : [
            {
              pointer: pointer('body', 'geometry'),
              code: 'invalid_geometry',
              detail: resourceFaults.invalid_geometry,
            },
          ]
    },
    async handle({ body: { geometry } }) {
      const geojson = JSON.stringify(geometry)
      const { rows } = await sql<Placing>`
        select territory.area_at(g, ${dayOf(now())}::date) as area,
               derived.inside_municipality(${geojson}) as "insideMunicipality",
               case when geometrytype(g) = 'LINESTRING' then round(st_length(g::geography, false))::int end as metres,
               case when geometrytype(g) = 'POLYGON' then round(st_area(g::geography))::int end as "squareMetres"
          from (select st_setsrid(st_geomfromgeojson(${geojson}), 4326) as g) t`.execute(db)
      return rows[0]!
    },
  })
}
