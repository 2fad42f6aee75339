/** The census as features: who may see which resource is a `where` here, and nowhere else. */
import { type ExpressionBuilder, sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Handles, StaffDatabase } from '../db/connect.ts'
import type { Caller } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { groupOfType, type Resource, type ResourceEntry } from './contract.ts'
import { freshnessOf } from './freshness.contract.ts'

export type Staff = Handles['staff']

type Tables = { r: StaffDatabase['resource.resource'] } & StaffDatabase

/** A confidential place exists for the operators of the centre that keeps it, and for nobody else. */
export const knownTo = (caller: Caller) => (eb: ExpressionBuilder<Tables, 'r'>) =>
  caller.role === 'operator'
    ? eb.or([eb('r.visibility', '<>', 'restricted'), eb('r.keeper_centre_id', '=', caller.centre)])
    : eb('r.visibility', '<>', 'restricted')

/** What of the census somebody sees: one that was united with another is no more in it. */
export const visibleTo = (caller: Caller) => (eb: ExpressionBuilder<Tables, 'r'>) =>
  eb.and([knownTo(caller)(eb), eb('r.merged_into', 'is', null)])

export const select = (db: Staff, caller: Caller) =>
  db
    .selectFrom('resource.resource as r')
    .selectAll('r')
    .select(eb => [
      sql<string | null>`st_asgeojson(r.geometry, 6)`.as('geojson'),
      jsonObjectFrom(
        eb
          .selectFrom('resource.organisation as o')
          .select(['o.name', 'o.kind', 'o.tax_code'])
          .whereRef('o.id', '=', 'r.organisation_id'),
      ).as('owner'),
      jsonArrayFrom(
        eb
          .selectFrom('resource.resource_need as n')
          .select('n.domain')
          .whereRef('n.resource_id', '=', 'r.id')
          .orderBy('n.domain'),
      ).as('needs'),
      sql<NonNullable<ResourceEntry['fundings']>>`(
        select coalesce(json_agg(json_strip_nulls(json_build_object(
                 'source', f.source, 'body', f.body, 'hoursPerWeek', f.hours_per_week, 'until', f.until)) order by f.id), '[]')
          from resource.funding f where f.resource_id = r.id)`.as('fundings'),
      sql<NonNullable<ResourceEntry['stops']>>`(
        select coalesce(json_agg(json_strip_nulls(json_build_object(
                 'name', s.name, 'at', st_asgeojson(s.location, 6)::json -> 'coordinates', 'when', s.opening_hours))
                 order by s.position), '[]')
          from resource.stop s where s.resource_id = r.id)`.as('stops'),
    ])
    .where(visibleTo(caller) as never)

/**
 * The resource that an id means today: an old link to one that was united with another leads to that one. Whoever may
 * not know the one or the other is told of neither.
 */
export async function survivorOf(db: Staff, id: string, caller: Caller): Promise<string | undefined> {
  const row = await db
    .selectFrom('resource.resource as r')
    .select(sql<string>`resource.survivor(r.id)`.as('id'))
    .where('r.id', '=', id)
    .where(knownTo(caller) as never)
    .executeTakeFirst()
  return row?.id
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

type Body = NonNullable<Row['owner']>
const ownerOf = ({ name, kind, tax_code }: Body) => ({
  name,
  kind,
  ...(tax_code === null ? {} : { taxCode: tax_code }),
})

/** Absent rather than null: a field nobody filled in is not said. */
export const present = (row: Row, today: string): Resource => {
  const type = row.type as ResourceEntry['type']
  const group = groupOfType(type)
  const properties = {
    id: row.id,
    version: row.version,
    name: row.name,
    type,
    group,
    area: row.area_id,
    address: row.address,
    positionQuality: row.position_quality,
    owner: row.owner && ownerOf(row.owner),
    description: row.description,
    services: row.services,
    needs: row.needs.map(need => need.domain),
    targetGroups: row.target_groups,
    eligibility: row.eligibility,
    minAge: row.min_age,
    maxAge: row.max_age,
    cost: row.cost,
    costNote: row.cost_note,
    accessMode: row.access_mode,
    openingHours: row.opening_hours,
    openingHoursText: row.opening_hours_text,
    phone: row.phone,
    email: row.email,
    website: row.website,
    languages: row.languages,
    wheelchair: row.wheelchair,
    accessibilityNote: row.accessibility_note,
    capacity:
      row.capacity_total === null
        ? null
        : {
            total: row.capacity_total,
            ...(row.capacity_available === null ? {} : { available: row.capacity_available }),
            unit: row.capacity_unit,
            on: row.capacity_on,
          },
    waitingList: row.waiting_list,
    waitingNumber: row.waiting_number,
    fundings: row.fundings,
    stops: row.stops,
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    visibility: row.visibility,
    source: row.source,
    licence: row.licence,
    verifiedOn: row.verified_on,
    keeper: row.keeper_centre_id,
    ...freshnessOf({ group, verifiedOn: row.verified_on, addedOn: dayOf(new Date(row.created_at)) }, today),
    isDemo: row.is_demo,
  }
  const kept = Object.entries(properties).filter(
    ([name, value]) => value !== null || name === 'area' || name === 'verifiedOn',
  )
  return {
    type: 'Feature',
    id: row.id,
    geometry: row.geojson && JSON.parse(row.geojson),
    properties: Object.fromEntries(kept) as Resource['properties'],
  }
}
