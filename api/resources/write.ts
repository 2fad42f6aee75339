/** How a state of a resource is written: the row in force, its needs, its version, the trail. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { Caller } from '../http/route.ts'
import { columnsOf } from './columns.ts'
import type { ResourceEntry } from './contract.ts'

type Trx = Transaction<StaffDatabase>

/** @param operation the operation's id, for the trail */
export async function insert(
  trx: Trx,
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
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
  await addNeeds(trx, id, entry)
  await addVersion(trx, id, 1, { ...entry, ...(keeper ? { keeper } : {}) }, caller, operation)
  return id
}

/** The next version of a resource; its row is locked by the caller. */
export async function replace(
  trx: Trx,
  { id, version, visibility }: { id: string; version: number; visibility: string },
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
): Promise<void> {
  await trx
    .updateTable('resource.resource')
    .set({ ...(await rowOf(trx, entry)), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('resource.resource_need').where('resource_id', '=', id).execute()
  await addNeeds(trx, id, entry)
  // A place that becomes confidential has no position any more, in its past states either.
  if (entry.visibility === 'restricted' && visibility !== 'restricted')
    await trx
      .updateTable('resource.resource_version')
      .set({ content: sql`content || '{"geometry": null}'` })
      .where('resource_id', '=', id)
      .execute()
  await addVersion(trx, id, version + 1, entry, caller, operation)
}

async function rowOf(trx: Trx, entry: ResourceEntry) {
  const { owner } = entry
  const organisation =
    owner &&
    (await trx
      .insertInto('resource.organisation')
      .values({ name: owner.name, kind: owner.kind, tax_code: owner.taxCode ?? null })
      // The code is the body's: who does not know it leaves it as it is, for all that the body runs.
      .onConflict(conflict =>
        conflict.columns(['name', 'kind']).doUpdateSet({
          tax_code: sql`coalesce(excluded.tax_code, organisation.tax_code)`,
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow())
  return { ...columnsOf(entry), organisation_id: organisation?.id ?? null }
}

async function addNeeds(trx: Trx, id: string, entry: ResourceEntry) {
  const needs = [...new Set(entry.needs)]
  if (needs.length > 0)
    await trx
      .insertInto('resource.resource_need')
      .values(needs.map(domain => ({ resource_id: id, domain })))
      .execute()
}

async function addVersion(
  trx: Trx,
  id: string,
  version: number,
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
) {
  await trx
    .insertInto('resource.resource_version')
    .values({ resource_id: id, version, content: JSON.stringify(entry), changed_by: caller.userId })
    .execute()
  await trx
    .insertInto('account.audit_event')
    .values({ user_id: caller.userId, operation, target: id })
    .execute()
}

async function centreOf(trx: Trx, area: string | null): Promise<string | undefined> {
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
