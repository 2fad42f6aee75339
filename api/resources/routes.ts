/** The census: read, searched for an answer, added to. */
import type { Router } from 'express'
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import { refusals } from '../guard/contract.ts'
import { checkHours } from '../hours/contract.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { findAnswering } from './answering.ts'
import { columnsOf } from './columns.ts'
import {
  addResource,
  findFaults,
  findResourcesFor,
  getResource,
  listResources,
  type ResourceEntry,
  resourceFaults,
  resourceGroups,
} from './contract.ts'
import { present, type Staff, select } from './select.ts'
import { similarRoutes } from './similar.ts'

export function resources(router: Router, context: Context, db: Staff, now: () => Date): void {
  const find = async (id: string, caller: Caller) => {
    const row = await select(db, caller).where('r.id', '=', id).executeTakeFirst()
    if (!row) throw new Problem('not-found')
    return present(row, dayOf(now()))
  }

  route(router, context, listResources, {
    async handle({ query, caller }) {
      let wanted = select(db, caller).orderBy('r.name').orderBy('r.id')
      if (query.area) wanted = wanted.where('r.area_id', '=', query.area)
      if (query.group) wanted = wanted.where('r.type', 'in', [...resourceGroups[query.group]])
      if (query.status) wanted = wanted.where('r.status', '=', query.status)
      if (query.need) {
        const domain = query.need
        wanted = wanted.where(eb =>
          eb.exists(
            eb
              .selectFrom('resource.resource_need as wanted')
              .select('wanted.domain')
              .whereRef('wanted.resource_id', '=', 'r.id')
              .where('wanted.domain', '=', domain),
          ),
        )
      }
      const rows = await wanted.execute()
      const today = dayOf(now())
      return { type: 'FeatureCollection' as const, features: rows.map(row => present(row, today)) }
    },
  })

  route(router, context, findResourcesFor, {
    async check({ area }) {
      if (area === undefined || area === 'outside' || area === 'unknown') return []
      const inForce = await db
        .selectFrom('territory.area_version')
        .select('id')
        .where('area_id', '=', area)
        .where(sql<boolean>`daterange(valid_from, valid_to) @> ${dayOf(now())}::date`)
        .executeTakeFirst()
      return inForce
        ? []
        : [{ pointer: pointer('body', 'area'), code: 'unknown_area', detail: findFaults.unknown_area }]
    },
    handle: async ({ body, caller }) => ({
      type: 'FeatureCollection' as const,
      features: await findAnswering(db, body, caller, now()),
    }),
  })

  similarRoutes(router, context, db, now)

  route(router, context, getResource, {
    handle: ({ params, caller }) => find(params.resource, caller),
  })

  route(router, context, addResource, {
    check: (entry, caller) => faultsOf(db, entry, caller, dayOf(now())),
    async handle({ body, caller, response }) {
      const id = await db.transaction().execute(trx => insert(trx, regular(body), caller))
      response.set('Location', `/api/v1/resources/${id}`)
      return find(id, caller)
    },
  })
}

/** Every rule that an entry breaks beyond its shape. */
async function faultsOf(
  db: Staff,
  entry: Partial<ResourceEntry>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say = (code: keyof typeof resourceFaults, ...path: string[]) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: resourceFaults[code] })

  const restricted = entry.visibility === 'restricted'
  if (restricted && caller.role !== 'operator') say('restricted_by_operators', 'visibility')
  if (entry.geometry && restricted) say('position_forbidden', 'geometry')
  if (entry.geometry === null && entry.visibility !== undefined && !restricted)
    say('position_missing', 'geometry')
  if (entry.area !== undefined && entry.visibility !== undefined && !restricted)
    say('area_without_restricted', 'area')
  if (entry.area !== undefined && restricted) {
    const area = await db
      .selectFrom('territory.area')
      .select('id')
      .where('id', '=', entry.area)
      .executeTakeFirst()
    if (!area) say('unknown_area', 'area')
  }
  if (entry.geometry) {
    const geojson = JSON.stringify(entry.geometry)
    const ring = entry.geometry.type === 'Polygon' ? entry.geometry.coordinates : []
    const closed = ring.every(positions => String(positions[0]) === String(positions.at(-1)))
    const { rows } = closed
      ? await sql<{ valid: boolean; inside: boolean }>`
          select derived.valid_geometry(${geojson}) as valid, derived.inside_municipality(${geojson}) as inside`.execute(
          db,
        )
      : { rows: [{ valid: false, inside: true }] }
    if (!rows[0]!.valid) say('invalid_geometry', 'geometry')
    else if (!rows[0]!.inside) say('outside_municipality', 'geometry')
  }
  if (entry.minAge !== undefined && entry.maxAge !== undefined && entry.minAge > entry.maxAge)
    say('ages_reversed', 'maxAge')
  if (entry.validFrom && entry.validTo && entry.validTo < entry.validFrom) say('dates_reversed', 'validTo')
  if (entry.capacity && entry.capacity.on > today) say('date_in_future', 'capacity', 'on')
  const hours = entry.openingHours === undefined ? undefined : checkHours(entry.openingHours).fault
  if (hours) faults.push({ pointer: pointer('body', 'openingHours'), code: hours.code, detail: hours.detail })
  for (const { path, kind, detail } of refusals(entry))
    faults.push({ pointer: pointer('body', ...path), code: kind, detail })
  return faults
}

/** Hours are kept in the one form that means them. */
const regular = (entry: ResourceEntry): ResourceEntry => {
  const hours = entry.openingHours && checkHours(entry.openingHours).canonical
  return hours ? { ...entry, openingHours: hours } : entry
}

async function insert(
  trx: Transaction<StaffDatabase>,
  entry: ResourceEntry,
  caller: Caller,
): Promise<string> {
  const organisation = entry.owner
    ? await trx
        .insertInto('resource.organisation')
        .values(entry.owner)
        .onConflict(conflict => conflict.columns(['name', 'kind']).doUpdateSet({ name: entry.owner!.name }))
        .returning('id')
        .executeTakeFirstOrThrow()
    : undefined
  const { id } = await trx
    .insertInto('resource.resource')
    .values({
      ...columnsOf(entry),
      organisation_id: organisation?.id ?? null,
      keeper_centre_id: caller.centre,
      created_by: caller.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const needs = [...new Set(entry.needs)]
  if (needs.length > 0)
    await trx
      .insertInto('resource.resource_need')
      .values(needs.map(domain => ({ resource_id: id, domain })))
      .execute()
  await trx
    .insertInto('resource.resource_version')
    .values({ resource_id: id, version: 1, content: JSON.stringify(entry), changed_by: caller.userId })
    .execute()
  await trx
    .insertInto('account.audit_event')
    .values({ user_id: caller.userId, operation: addResource.id, target: id })
    .execute()
  return id
}
