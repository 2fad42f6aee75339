/** The history of the territory: what was changed, from when, why and by whom. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import type { Caller } from '../../http/route.ts'
import type { ChangeKind, TerritoryChange } from './contract.ts'
import type { Staff } from './days.ts'

/** Changes with every change and every load. */
export async function stateOf(db: Staff): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws('.', (select max(id) from territory.change), (select max(id) from territory.area_version),
                     (select max(id) from territory.centre_seat), (select count(*) from territory.cell)) as state`.execute(
    db,
  )
  return rows[0]!.state
}

export async function keepChange(
  trx: Transaction<StaffDatabase>,
  caller: Caller,
  change: {
    operation: string
    kind: ChangeKind
    target: string | null
    name: string
    from: string
    reason: string
    impact: TerritoryChange['impact']
  },
): Promise<TerritoryChange> {
  const { id } = await trx
    .insertInto('territory.change')
    .values({
      kind: change.kind,
      target: change.target,
      name: change.name,
      starts_on: change.from,
      reason: change.reason,
      impact: JSON.stringify(change.impact),
      changed_by: caller.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('account.audit_event')
    .values({ user_id: caller.userId, operation: change.operation, target: change.target ?? 'cells' })
    .execute()
  return (await changes(trx, id))[0]!
}

/** Newest first. */
export async function changes(db: Staff, only?: number): Promise<TerritoryChange[]> {
  let query = db
    .selectFrom('territory.change as c')
    .leftJoin('account.user as u', 'u.id', 'c.changed_by')
    .select(['c.id', 'c.kind', 'c.target', 'c.name', 'c.starts_on', 'c.reason', 'c.impact', 'c.changed_at'])
    .select('u.display_name')
    .orderBy('c.id', 'desc')
    .limit(500)
  if (only !== undefined) query = query.where('c.id', '=', only)
  return (await query.execute()).map(row => ({
    id: row.id,
    kind: row.kind as ChangeKind,
    target: row.target,
    name: row.name,
    from: row.starts_on as unknown as string,
    reason: row.reason,
    by: row.display_name,
    at: new Date(row.changed_at).toISOString(),
    impact: row.impact as TerritoryChange['impact'],
  }))
}
