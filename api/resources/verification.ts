/** The weekly queue of a centre, and what each card of it writes. */
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import {
  type checkResults,
  groupOfType,
  type Resource,
  type ResourceEntry,
  undoVerification,
  verifyResource,
} from './contract.ts'
import { locked, stateOf } from './editing.ts'
import { freshnessOf, mondayOf, urgency, weeklyCards } from './freshness.contract.ts'
import { present, type Staff, select, visibleTo } from './select.ts'
import { replace } from './write.ts'

export async function queueOf(db: Staff, caller: Caller, today: string) {
  const week = mondayOf(today)
  const answered = await db
    .selectFrom('resource.resource_check')
    .select('resource_id')
    .distinct()
    .where('centre_id', '=', caller.centre)
    .where('checked_on', '>=', week)
    .where('checked_by', 'is not', null)
    .execute()
  const rows = await db
    .selectFrom('resource.resource as r')
    .select(eb => [
      'r.id',
      'r.type',
      'r.verified_on',
      'r.opening_hours_text',
      eb
        .selectFrom('resource.resource_need as n')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .whereRef('n.resource_id', '=', 'r.id')
        .as('needs'),
    ])
    .where('r.keeper_centre_id', '=', caller.centre)
    .where(visibleTo(caller) as never)
    .where('r.status', '<>', 'closed')
    .execute()
  const due = rows
    .map(row => ({
      id: row.id,
      group: groupOfType(row.type as ResourceEntry['type']),
      verifiedOn: row.verified_on,
      needs: Number(row.needs),
      hasHoursToConfirm: row.opening_hours_text !== null,
    }))
    .filter(each => each.hasHoursToConfirm || freshnessOf({ ...each, addedOn: today }, today).stale)
  const done = new Set(answered.map(check => check.resource_id))
  const cards = due
    .filter(({ id }) => !done.has(id))
    .sort((a, b) => urgency(b, today) - urgency(a, today) || (a.id < b.id ? -1 : 1))
    .slice(0, Math.max(0, weeklyCards - done.size))
    .map(({ id }) => id)
  const found = cards.length > 0 ? await select(db, caller).where('r.id', 'in', cards).execute() : []
  const features = found
    .map(row => present(row, today))
    .sort((a, b) => cards.indexOf(a.properties.id) - cards.indexOf(b.properties.id))
  return { type: 'FeatureCollection' as const, features, week, done: done.size, due: due.length }
}

type Checked = { check: number; resource: Resource }

/** @throws Problem changed-meanwhile when it is not as it was seen any more */
export function verify(
  db: Staff,
  id: string,
  { result, version }: { result: (typeof checkResults)[number]; version: number },
  caller: Caller,
  today: string,
): Promise<Checked> {
  return db.transaction().execute(async trx => {
    const row = await locked(trx, id, caller)
    // United with another meanwhile, it is not what was seen either.
    if (row.id !== id.toLowerCase() || row.version !== version)
      throw new Problem('changed-meanwhile', [], { current: present(row, today) })
    const closes = result === 'closed' && row.status !== 'closed'
    const { id: check } = await trx
      .insertInto('resource.resource_check')
      .values({
        resource_id: id,
        centre_id: caller.centre,
        checked_on: today,
        checked_by: caller.userId,
        result,
        verified_before: row.verified_on,
        status_before: closes ? row.status : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (result !== 'later')
      await trx.updateTable('resource.resource').set({ verified_on: today }).where('id', '=', id).execute()
    if (closes) {
      const state = (await stateOf(trx, id, version))!
      await replace(trx, row, { ...state, status: 'closed' }, caller, verifyResource.id)
    }
    return { check: Number(check), resource: present(await locked(trx, id, caller), today) }
  })
}

export function undo(db: Staff, id: string, check: number, caller: Caller, today: string): Promise<Resource> {
  return db.transaction().execute(async trx => {
    const row = await locked(trx, id, caller)
    const last = await trx
      .selectFrom('resource.resource_check')
      .selectAll()
      .where('resource_id', '=', id)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const own = last?.centre_id === caller.centre && last.checked_on === today
    if (row.id !== id.toLowerCase() || !last || Number(last.id) !== check || !own)
      throw new Problem('not-found')
    await trx.deleteFrom('resource.resource_check').where('id', '=', last.id).execute()
    await trx
      .updateTable('resource.resource')
      .set({ verified_on: last.verified_before })
      .where('id', '=', id)
      .execute()
    if (last.status_before !== null && row.status === 'closed') {
      const state = (await stateOf(trx, id, row.version))!
      const status = last.status_before as ResourceEntry['status']
      await replace(trx, row, { ...state, status }, caller, undoVerification.id)
    }
    return present(await locked(trx, id, caller), today)
  })
}
