/** Walking times as GeoJSON: public geography, of the seats in use today. */
import type { Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../../db/connect.ts'
import { type Context, route } from '../../http/route.ts'
import { dayOf } from '../contract.ts'
import { listIsochrones } from './contract.ts'

type Row = { centre: string; minutes: number; source: string; geometry: string }

export function reach(router: Router, context: Context, db: Handles['reader'], now: () => Date): void {
  route(router, context, listIsochrones, {
    async handle() {
      const { rows } = await sql<Row>`
        select s.centre_id as centre, i.minutes, i.source, st_asgeojson(i.boundary, 6) as geometry
          from territory.isochrone i
          join territory.centre_seat s on s.id = i.seat_id
          join territory.centre c on c.id = s.centre_id
         where daterange(s.valid_from, s.valid_to) @> ${dayOf(now())}::date
         order by c.position, i.minutes`.execute(db)
      return {
        type: 'FeatureCollection' as const,
        features: rows.map(({ geometry, ...properties }) => {
          const id = `${properties.centre}-${properties.minutes}`
          return {
            type: 'Feature' as const,
            id,
            geometry: JSON.parse(geometry),
            properties: { id, ...properties },
          }
        }),
      }
    },
  })
}
