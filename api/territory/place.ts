/** Puts resources into the areas of a day: at once after a change, and when the day of a planned one has come. */
import { type Kysely, sql } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'

type Staff = Kysely<StaffDatabase>
const setting = 'resources_placed_on'

/**
 * @param since only where an area began or ended after this day; null: everywhere
 * @returns how many resources changed area
 */
export async function placeResources(db: Staff, day: string, since: string | null): Promise<number> {
  const { rows } = await sql<{ placed: number }>`
    select resource.place_on(${day}::date, ${since}::date) as placed`.execute(db)
  return rows[0]!.placed
}

/** Once a day: what changed area because of a change that has come into force since the last time. */
export function placeDueResources(db: Staff, today: string): Promise<number> {
  return db.transaction().execute(async trx => {
    await sql`select pg_advisory_xact_lock(7101925)`.execute(trx) // waits for a change being saved
    const kept = await trx
      .selectFrom('account.setting')
      .select('value')
      .where('key', '=', setting)
      .executeTakeFirst()
    const since = kept ? String(kept.value) : null
    if (since !== null && since >= today) return 0
    const placed = await placeResources(trx, today, since)
    await trx
      .insertInto('account.setting')
      .values({ key: setting, value: JSON.stringify(today) })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ value: JSON.stringify(today) }))
      .execute()
    return placed
  })
}
