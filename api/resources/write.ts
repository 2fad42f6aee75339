/** How a state of a resource is written: the row in force, its needs, its version, the trail. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { Caller } from '../http/route.ts'
import { columnsOf, linesOf } from './columns.ts'
import type { ResourceEntry } from './contract.ts'
import { outdate } from './proposals/outdated.ts'

type Trx = Transaction<StaffDatabase>

/**
 * @param operation the operation's id, for the trail
 * @param proposal the one that is accepted with it
 */
export async function insert(
  trx: Trx,
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
  proposal?: string,
): Promise<string> {
  const { id, area_id } = await trx
    .insertInto('resource.resource')
    .values({ ...(await rowOf(trx, entry)), created_by: caller.userId })
    .returning(['id', 'area_id'])
    .executeTakeFirstOrThrow()
  // Without a keeper it would be in nobody's queue: a coordinator's entry goes to the centre of its area.
  const keeper = entry.keeper ?? caller.centre ?? (await centreOf(trx, area_id))
  if (keeper && keeper !== entry.keeper)
    await trx
      .updateTable('resource.resource')
      .set({ keeper_centre_id: keeper })
      .where('id', '=', id)
      .execute()
  await addLines(trx, [linesOf(id, entry)])
  await addVersion(trx, id, 1, { ...entry, ...(keeper ? { keeper } : {}) }, caller, operation, proposal)
  return id
}

/** The next version of a resource; its row is locked by the caller. */
export async function replace(
  trx: Trx,
  { id, version, visibility }: { id: string; version: number; visibility: string },
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
  proposal?: string,
): Promise<void> {
  await trx
    .updateTable('resource.resource')
    .set({ ...(await rowOf(trx, entry)), version: version + 1 })
    .where('id', '=', id)
    .execute()
  for (const table of ['resource.resource_need', 'resource.funding', 'resource.stop'] as const)
    await trx.deleteFrom(table).where('resource_id', '=', id).execute()
  await addLines(trx, [linesOf(id, entry)])
  // A place that becomes confidential has no position any more, in its past states either.
  if (entry.visibility === 'restricted' && visibility !== 'restricted') {
    await trx
      .updateTable('resource.resource_version')
      .set({ content: sql`content || '{"geometry": null, "stops": []}'` })
      .where('resource_id', '=', id)
      .execute()
    await conceal(trx, id, entry, caller, operation)
  }
  await addVersion(trx, id, version + 1, entry, caller, operation, proposal)
  await outdate(trx, id, entry)
}

/** What else knew the position of a place that becomes confidential: proposals on it, and what was united with it. */
async function conceal(trx: Trx, id: string, entry: ResourceEntry, caller: Caller, operation: string) {
  const without = (column: 'before' | 'after') =>
    sql<string>`case when ${sql.ref(column)} ?| array['geometry', 'stops'] then ${sql.ref(column)} || '{"geometry": null, "stops": []}' else ${sql.ref(column)} end`
  await trx
    .updateTable('resource.proposal')
    .set({ before: without('before'), after: without('after') })
    .where('resource_id', '=', id)
    .execute()
  const united = await trx
    .selectFrom('resource.resource as r')
    .innerJoin('resource.resource_version as v', join =>
      join.onRef('v.resource_id', '=', 'r.id').onRef('v.version', '=', 'r.version'),
    )
    .select(['r.id', 'r.version', 'r.visibility', 'v.content'])
    .where('r.merged_into', '=', id)
    .where('r.visibility', '<>', 'restricted')
    .execute()
  for (const one of united)
    await replace(trx, one, confidential(one.content as unknown as ResourceEntry, entry), caller, operation)
}

/** A state as a confidential place keeps it: an area, a centre, no position. */
export const confidential = (state: ResourceEntry, like: ResourceEntry): ResourceEntry => {
  const { area: _area, keeper: _keeper, ...rest } = state
  return {
    ...rest,
    geometry: null,
    stops: [],
    visibility: 'restricted',
    ...(like.area === undefined ? {} : { area: like.area }),
    ...(like.keeper === undefined ? {} : { keeper: like.keeper }),
  }
}

/** The body of this name and kind, made when it is missing. */
export async function organisationOf(trx: Trx, owner: { name: string; kind: string }): Promise<string> {
  const { id } = await trx
    .insertInto('resource.organisation')
    .values(owner)
    .onConflict(conflict => conflict.columns(['name', 'kind']).doUpdateSet({ name: owner.name }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function rowOf(trx: Trx, entry: ResourceEntry) {
  const { owner } = entry
  return { ...columnsOf(entry), organisation_id: owner ? await organisationOf(trx, owner) : null }
}

/** What resources have many of, each table in one statement. */
export async function addLines(trx: Kysely<StaffDatabase>, of: readonly ReturnType<typeof linesOf>[]) {
  const needs = of.flatMap(lines => lines.needs)
  const fundings = of.flatMap(lines => lines.fundings)
  const stops = of.flatMap(lines => lines.stops)
  if (needs.length > 0) await trx.insertInto('resource.resource_need').values(needs).execute()
  if (fundings.length > 0) await trx.insertInto('resource.funding').values(fundings).execute()
  if (stops.length > 0) await trx.insertInto('resource.stop').values(stops).execute()
}

async function addVersion(
  trx: Trx,
  id: string,
  version: number,
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
  proposal?: string,
) {
  await trx
    .insertInto('resource.resource_version')
    .values({
      resource_id: id,
      version,
      content: JSON.stringify(entry),
      changed_by: caller.userId,
      proposal_id: proposal ?? null,
    })
    .execute()
  await trx
    .insertInto('account.audit_event')
    .values({ user_id: caller.userId, operation, target: id })
    .execute()
}

/** The centre of an area, the first of them. */
export async function centreOf(trx: Kysely<StaffDatabase>, area: string | null): Promise<string | undefined> {
  if (area === null) return undefined
  const seat = await trx
    .selectFrom('territory.centre_seat as s')
    .innerJoin('territory.centre as c', 'c.id', 's.centre_id')
    .select('s.centre_id')
    .where('s.area_id', '=', area)
    .where(sql<boolean>`daterange(s.valid_from, s.valid_to) @> current_date`)
    .orderBy('c.position')
    .executeTakeFirst()
  return seat?.centre_id
}
