/** How a state of a resource is written: the row in force, its needs, its version, the trail. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { Caller } from '../http/route.ts'
import { columnsOf, linesOf } from './columns.ts'
import type { ResourceEntry } from './contract.ts'
import { outdate } from './proposals/outdated.ts'
import { withReadHours } from './rules.ts'

type Trx = Transaction<StaffDatabase>

/**
 * @param id the identity that who sends it has made
 * @param operation the operation's id, for the trail
 * @param proposal the one that is accepted with it
 */
export async function insert(
  trx: Trx,
  id: string,
  entry: ResourceEntry,
  caller: Caller,
  operation: string,
  proposal?: string,
): Promise<void> {
  await insertAll(trx, [entry], caller, operation, { ids: [id], proposal })
}

/** Something with this identity is there already: what the transaction did is to be taken back. */
export class IdTaken extends Error {}

/** Which file an entry came with, and what its source calls it. */
export type Origin = { external_id: string | null; import_batch_id: string }

type More = {
  ids?: readonly string[] | undefined
  origins?: readonly Origin[] | undefined
  /** The one that is accepted with it. */
  proposal?: string | undefined
}

/** Entries in one statement. */
const perStatement = 2000

/**
 * New resources, each with its needs, its first version and its line in the trail: a few statements for all of them.
 * @returns their ids, in the order of the entries
 * @throws IdTaken
 */
export async function insertAll(
  trx: Trx,
  all: readonly ResourceEntry[],
  caller: Caller,
  operation: string,
  { ids: given, origins, proposal }: More = {},
): Promise<string[]> {
  const entries = all.map(withReadHours)
  const ids: string[] = []
  for (let at = 0; at < entries.length; at += perStatement)
    ids.push(
      ...(await insertSome(trx, entries.slice(at, at + perStatement), caller, operation, {
        ids: given?.slice(at, at + perStatement),
        origins: origins?.slice(at, at + perStatement),
        proposal,
      })),
    )
  return ids
}

async function insertSome(
  trx: Trx,
  entries: readonly ResourceEntry[],
  caller: Caller,
  operation: string,
  { ids, origins, proposal }: More,
): Promise<string[]> {
  const organisations = await organisationsOf(
    trx,
    entries.flatMap(({ owner }) => (owner ? [owner] : [])),
  )
  const rows = entries.map((entry, index) => ({
    ...columnsOf(entry),
    id: ids?.[index]?.toLowerCase() ?? randomUUID(),
    geometry: entry.geometry && JSON.stringify(entry.geometry),
    organisation_id: (entry.owner && organisations.get(ownerKey(entry.owner))) ?? null,
    // Without a keeper it would be in nobody's queue.
    keeper_centre_id: entry.keeper ?? caller.centre,
    created_by: caller.userId,
    ...origins?.[index],
  }))
  const columns = Object.keys(rows[0]!)
  const { rows: written } = await sql<{ id: string; area_id: string | null }>`
    insert into resource.resource (${sql.join(columns.map(column => sql.ref(column)))})
    select ${sql.join(columns.map(column => sql.ref(`r.${column}`)))}
      from jsonb_populate_recordset(null::resource.resource, ${JSON.stringify(rows)}::jsonb) r
        on conflict (id) do nothing
    returning id, area_id`.execute(trx)
  if (written.length < rows.length) throw new IdTaken()
  // What a coordinator enters goes to the centre of its area.
  const keepers = new Map<string, string>()
  const unkept = rows.filter(({ keeper_centre_id }) => keeper_centre_id === null).map(({ id }) => id)
  if (unkept.length > 0) {
    const areas = new Map(written.map(({ id, area_id }) => [id, area_id]))
    const centres = new Map<string | null, string | undefined>()
    for (const area of new Set(unkept.map(id => areas.get(id) ?? null)))
      centres.set(area, await centreOf(trx, area))
    for (const id of unkept) {
      const centre = centres.get(areas.get(id) ?? null)
      if (centre) keepers.set(id, centre)
    }
    if (keepers.size > 0)
      await sql`update resource.resource r set keeper_centre_id = k.centre
                  from unnest(${[...keepers.keys()]}::uuid[], ${[...keepers.values()]}::text[]) k (id, centre)
                 where r.id = k.id`.execute(trx)
  }
  const states = rows.map(({ id, keeper_centre_id }, index) => {
    const keeper = keeper_centre_id ?? keepers.get(id)
    return { id, content: { ...entries[index]!, ...(keeper ? { keeper } : {}) } }
  })
  await addLines(
    trx,
    rows.map(({ id }, index) => linesOf(id, entries[index]!)),
  )
  await sql`
    with state as materialized (select * from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s (id uuid, content jsonb)),
    version as (
      insert into resource.resource_version (resource_id, version, content, changed_by, proposal_id)
      select s.id, 1, s.content, ${caller.userId}::uuid, ${proposal ?? null}::uuid from state s)
    insert into account.audit_event (user_id, operation, target)
    select ${caller.userId}::uuid, ${operation}, s.id::text from state s`.execute(trx)
  return rows.map(({ id }) => id)
}

type Owner = NonNullable<ResourceEntry['owner']>
const ownerKey = ({ name, kind }: Owner) => JSON.stringify([name, kind])

async function organisationsOf(trx: Trx, all: readonly Owner[]): Promise<Map<string, string>> {
  // Of two entries of one body the one that knows its code is written.
  const known = [...all].sort((a, b) => Number(a.taxCode !== undefined) - Number(b.taxCode !== undefined))
  const owners = new Map(known.map(owner => [ownerKey(owner), owner]))
  if (owners.size === 0) return new Map()
  const rows = await trx
    .insertInto('resource.organisation')
    .values(
      [...owners.values()].map(({ name, kind, taxCode }) => ({ name, kind, tax_code: taxCode ?? null })),
    )
    // The code is the body's: who does not know it leaves it as it is, for all that the body runs.
    .onConflict(conflict =>
      conflict.columns(['name', 'kind']).doUpdateSet({
        tax_code: sql`coalesce(excluded.tax_code, organisation.tax_code)`,
      }),
    )
    .returning(['id', 'name', 'kind'])
    .execute()
  return new Map(rows.map(({ id, name, kind }) => [ownerKey({ name, kind } as Owner), id]))
}

/** The next version of a resource; its row is locked by the caller. */
export async function replace(
  trx: Trx,
  { id, version, visibility }: { id: string; version: number; visibility: string },
  state: ResourceEntry,
  caller: Caller,
  operation: string,
  proposal?: string,
): Promise<void> {
  const entry = withReadHours(state)
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
export async function organisationOf(trx: Trx, owner: Owner): Promise<string> {
  return (await organisationsOf(trx, [owner])).get(ownerKey(owner))!
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
