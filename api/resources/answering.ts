/** The resources that answer a need, with their distances as PostGIS measures them and their doors at this instant. */
import { sql } from 'kysely'
import { openAt } from '../hours/openings.contract.ts'
import type { Caller } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { against, type Found, isAnswering, nearestFirst } from './answering.contract.ts'
import type { Answering, FindResources } from './contract.ts'
import { present, type Staff, select } from './select.ts'

// On the sphere: the same figure that a browser without a network computes, within a metre. At 40° of latitude it
// is at most 0.3 % from the ellipsoid's, less than the positions of the census are from the doors.
const onSphere = false

export async function findAnswering(
  db: Staff,
  { need, area, ...person }: FindResources,
  caller: Caller,
  now: Date,
): Promise<Answering[]> {
  const day = dayOf(now)
  const rows = await select(db, caller)
    .select([
      sql<number | null>`(
        select st_distance(v.boundary::geography, r.geometry::geography, ${onSphere})
          from territory.area_version v
         where v.area_id = ${area} and daterange(v.valid_from, v.valid_to) @> ${day}::date)`.as('from_area'),
      sql<number | null>`(
        select st_distance(s.location::geography, r.geometry::geography, ${onSphere})
          from territory.centre_seat s
         where s.centre_id = ${caller.centre} and daterange(s.valid_from, s.valid_to) @> ${day}::date)`.as(
        'from_seat',
      ),
    ])
    .where('r.status', '=', 'active')
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('resource.resource_need as wanted')
          .select('wanted.domain')
          .whereRef('wanted.resource_id', '=', 'r.id')
          .where('wanted.domain', '=', need),
      ),
    )
    .execute()
  return rows
    .map(row => ({ row, resource: present(row, day) }))
    .filter(({ resource }) => isAnswering(resource.properties, need, day))
    .map(({ row, resource }) => {
      const found: Found = {
        // A confidential place has an area and no position.
        distance: row.geojson === null ? (row.area_id === area ? 0 : null) : rounded(row.from_area),
        fromCentre: rounded(row.from_seat),
        open: openAt(row.opening_hours, now),
      }
      const properties = { ...resource.properties, ...found }
      return { ...resource, properties: { ...properties, against: against(properties, person, found) } }
    })
    .sort(nearestFirst)
}

const rounded = (metres: number | null) => metres && Math.round(metres)
