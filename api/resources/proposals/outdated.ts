/** A proposal whose every field is already so in the census has nothing left to decide. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { type EntryField, type EntryState, sameField } from '../changes.contract.ts'

/** After a resource was written: open proposals on it, or on what was united with it. */
export async function outdate(trx: Transaction<StaffDatabase>, id: string, state: EntryState): Promise<void> {
  const open = await trx
    .selectFrom('resource.proposal')
    .select(['id', 'after'])
    .where('state', '=', 'open')
    .where('resource_id', 'is not', null)
    .where(sql<boolean>`resource.survivor(resource_id) = ${id}`)
    .execute()
  const done = open
    .filter(({ after }) =>
      Object.entries(after as object).every(([field, value]) =>
        sameField(field as EntryField, value, state[field as EntryField]),
      ),
    )
    .map(proposal => proposal.id)
  if (done.length > 0)
    await trx
      .updateTable('resource.proposal')
      .set({ state: 'outdated', decided_at: sql`now()` })
      .where('id', 'in', done)
      .execute()
}
