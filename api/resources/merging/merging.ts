/** Uniting two resources: one stays, the other leads to it. Nothing of either is lost, so it can be taken back. */
import type { Router } from 'express'
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { dayOf } from '../../territory/contract.ts'
import { merge as brought, changedFields, type EntryField } from '../changes.contract.ts'
import { ResourceEntry } from '../contract.ts'
import { faultsOfEdit, locked, stateOf } from '../editing.ts'
import { knownTo, present, type Staff, select } from '../select.ts'
import { confidential, replace } from '../write.ts'
import { placeFields, united } from './choices.contract.ts'
import { type MergeResources, mergeFaults, mergeResources, undoMerge } from './contract.ts'

type Trx = Transaction<StaffDatabase>

const fault = (code: keyof typeof mergeFaults, field: string): Fault => ({
  pointer: pointer('body', field),
  code,
  detail: mergeFaults[code],
})

/** Both, as the caller sees them in the census; locked in one order, so that two merges do not wait for each other. */
async function both(trx: Trx, ids: readonly [string, string], caller: Caller) {
  await trx
    .selectFrom('resource.resource')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const rows = await select(trx, caller).where('r.id', 'in', ids).execute()
  const [kept, other] = ids.map(id => rows.find(row => row.id === id.toLowerCase()))
  if (!kept || !other) throw new Problem('not-found')
  return { kept, other }
}

async function faultsOfMerge(
  db: Staff,
  id: string,
  { other: otherId, take = [] }: Partial<MergeResources>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const kept = await select(db, caller).where('r.id', '=', id).executeTakeFirst()
  if (!kept) throw new Problem('not-found')
  if (otherId === undefined) return []
  if (otherId.toLowerCase() === kept.id) return [fault('itself', 'other')]
  const other = await select(db, caller).where('r.id', '=', otherId).executeTakeFirst()
  if (!other) throw new Problem('not-found')
  const before = (await stateOf(db, kept.id, kept.version))!
  const state = united(before, (await stateOf(db, other.id, other.version))!, take)
  if (!ResourceEntry.safeParse(state).success) return [fault('too_many', 'take')]
  // As in editing: only its own centre makes a place confidential.
  const hides = state.visibility === 'restricted' && kept.visibility !== other.visibility
  if (hides && [kept, other].some(row => row.keeper_centre_id !== caller.centre))
    return [fault('restricted_by_operators', 'take')]
  const faults = await faultsOfEdit(db, state, changedFields(before, state), caller, today)
  return faults.map(each => ({ ...each, pointer: pointer('body', 'take') }))
}

function unite(db: Staff, id: string, body: MergeResources, caller: Caller, today: string) {
  return db.transaction().execute(async trx => {
    const { kept, other } = await both(trx, [id, body.other], caller)
    for (const [row, version] of [
      [kept, body.version],
      [other, body.otherVersion],
    ] as const)
      if (row.version !== version)
        throw new Problem('changed-meanwhile', [], { current: present(row, today) })
    const theirs = (await stateOf(trx, other.id, other.version))!
    const state = united((await stateOf(trx, kept.id, kept.version))!, theirs, body.take)
    const apart = await trx
      .insertInto('resource.not_duplicate')
      .columns(['resource_id', 'other_id', 'reason', 'note', 'decided_by', 'decided_at'])
      .expression(eb =>
        eb
          .selectFrom('resource.not_duplicate as d')
          .select([
            sql<string>`least(${kept.id}::uuid, t.id)`.as('resource_id'),
            sql<string>`greatest(${kept.id}::uuid, t.id)`.as('other_id'),
            'd.reason',
            'd.note',
            'd.decided_by',
            'd.decided_at',
          ])
          .innerJoin(
            sql<{ id: string; of: string; with: string }>`(
              select resource_id as of, other_id as with, other_id as id from resource.not_duplicate where resource_id = ${other.id}
              union select resource_id, other_id, resource_id from resource.not_duplicate where other_id = ${other.id})`.as(
              't',
            ),
            join => join.onRef('t.of', '=', 'd.resource_id').onRef('t.with', '=', 'd.other_id'),
          )
          .where('t.id', '<>', kept.id),
      )
      .onConflict(conflict => conflict.doNothing())
      .returning(['resource_id', 'other_id'])
      .execute()
    const verified =
      [kept.verified_on, other.verified_on]
        .filter(day => day !== null)
        .sort()
        .at(-1) ?? null
    await replace(trx, kept, state, caller, mergeResources.id)
    if (state.visibility === 'restricted' && other.visibility !== 'restricted')
      await replace(trx, other, confidential(theirs, state), caller, mergeResources.id)
    await trx
      .updateTable('resource.resource')
      .set({ verified_on: verified })
      .where('id', '=', kept.id)
      .execute()
    await trx
      .updateTable('resource.resource')
      .set({ merged_into: kept.id })
      .where('id', '=', other.id)
      .execute()
    const { id: merge } = await trx
      .insertInto('resource.merge')
      .values({
        kept_id: kept.id,
        merged_id: other.id,
        version: kept.version + 1,
        verified_before: kept.verified_on,
        verified_after: verified,
        told_apart: apart.map(pair => (pair.resource_id === kept.id ? pair.other_id : pair.resource_id)),
        merged_by: caller.userId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(trx, mergeResources.id, caller, other.id)
    return { merge, resource: present(await locked(trx, kept.id, caller), today) }
  })
}

function takeBack(db: Staff, id: string, mergeId: string, caller: Caller, today: string) {
  return db.transaction().execute(async trx => {
    const row = await select(trx, caller).where('r.id', '=', id).forUpdate('r').executeTakeFirst()
    const merge = await trx
      .selectFrom('resource.merge as m')
      .innerJoin('resource.resource as r', 'r.id', 'm.merged_id')
      .selectAll('m')
      .where('m.id', '=', mergeId)
      .where('m.kept_id', '=', id)
      .where('m.undone_at', 'is', null)
      .where(knownTo(caller) as never)
      .executeTakeFirst()
    if (!row || !merge) throw new Problem('not-found')
    const state = async (version: number) => (await stateOf(trx, row.id, version))!
    const [before, then, current] = await Promise.all([
      state(merge.version - 1),
      state(merge.version),
      state(row.version),
    ])
    const back = Object.fromEntries(
      changedFields(before, then)
        .filter(field => mayComeBack(field, before))
        .map(field => [field, before[field] ?? null]),
    )
    const { merged } = brought<ResourceEntry>(then, current, back)
    await replace(trx, row, merged, caller, undoMerge.id)
    await trx
      .updateTable('resource.resource')
      .set({ verified_on: merge.verified_before })
      .where('id', '=', row.id)
      .where(sql<boolean>`verified_on is not distinct from ${merge.verified_after}::date`)
      .execute()
    await trx
      .updateTable('resource.resource')
      .set({ merged_into: null })
      .where('id', '=', merge.merged_id)
      .execute()
    if (merge.told_apart.length > 0)
      await trx
        .deleteFrom('resource.not_duplicate')
        .where(sql<boolean>`resource_id = ${row.id} and other_id = any (${merge.told_apart}::uuid[])
          or other_id = ${row.id} and resource_id = any (${merge.told_apart}::uuid[])`)
        .execute()
    await trx
      .updateTable('resource.merge')
      .set({ undone_by: caller.userId, undone_at: sql`now()` })
      .where('id', '=', merge.id)
      .execute()
    await audit(trx, undoMerge.id, caller, merge.merged_id)
    return {
      resource: present(await locked(trx, row.id, caller), today),
      other: present(await locked(trx, merge.merged_id, caller), today),
    }
  })
}

/** What confidentiality has taken stays taken. */
const mayComeBack = (field: EntryField, before: ResourceEntry) =>
  before.visibility === 'restricted' || before.geometry !== null || !placeFields.includes(field)

const audit = (trx: Trx, operation: string, caller: Caller, target: string) =>
  trx.insertInto('account.audit_event').values({ user_id: caller.userId, operation, target }).execute()

export function mergingRoutes(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, mergeResources, {
    check: (body, caller, { resource }) => faultsOfMerge(db, resource, body, caller, dayOf(now())),
    handle: ({ params, body, caller }) => unite(db, params.resource, body, caller, dayOf(now())),
  })
  route(router, context, undoMerge, {
    handle: ({ params, caller }) => takeBack(db, params.resource, params.merge, caller, dayOf(now())),
  })
}
