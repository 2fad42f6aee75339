/** Which days of a centre are told: by accesses, by a declaration that nobody came, or not yet. */
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { addDays } from '../hours/contract.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { type CompletenessDay, declarationFaults } from './contract.ts'
import { notWorking } from './working-days.ts'

type Recorder = Handles['recorder']

/** First day whose records still have their exact day; null when no month has closed yet. */
export async function reliableFrom(db: Recorder): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select published.open_month() as day`.execute(db)
  return rows[0]!.day
}

/** @returns the days from one to the other, both included, in their order */
export async function daysOf(
  db: Recorder,
  centre: string,
  from: string,
  to: string,
): Promise<CompletenessDay[]> {
  const ofCentre = (table: 'record.access' | 'record.day_without_access') =>
    db.selectFrom(table).where('centre_id', '=', centre).where('day', '>=', from).where('day', '<=', to)
  const counts = await ofCentre('record.access')
    .select(['day', eb => eb.fn.countAll<number>().as('count')])
    .groupBy('day')
    .execute()
  const declared = await ofCentre('record.day_without_access').select('day').execute()
  const seats = await seatsOf(db, centre)
  const days: CompletenessDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const closed = notWorking(day, seats)
    days.push({
      day,
      working: closed === undefined,
      ...(closed ? { notWorking: closed } : {}),
      accesses: counts.find(each => each.day === day)?.count ?? 0,
      declaredNone: declared.some(each => each.day === day),
    })
  }
  return days
}

const seatsOf = (db: Recorder, centre: string) =>
  db
    .selectFrom('territory.centre_seat')
    .select(['valid_from', 'valid_to', 'opening_hours'])
    .where('centre_id', '=', centre)
    .execute()

/** @throws Problem saying why nobody can declare the day, or no longer can */
export async function declare(
  db: Recorder,
  operation: string,
  centre: string,
  day: string,
  caller: Caller,
  today: string,
): Promise<void> {
  const refuse = (code: keyof typeof declarationFaults) => {
    throw new Problem('invalid-request', [
      { pointer: pointer('params', 'day'), code, detail: declarationFaults[code] },
    ])
  }
  if (day > today) refuse('date_in_future')
  await db.transaction().execute(async trx => {
    // Waits for accesses being written and for a closing, and keeps both out until the end: the statements below see
    // whatever came first.
    await sql`lock table record.access in share row exclusive mode`.execute(trx)
    const from = await reliableFrom(trx)
    if (from !== null && day < from) throw new Problem('period-closed')
    const [told] = await daysOf(trx, centre, day, day)
    if (told!.notWorking === 'no_seat') refuse('centre_not_open')
    if (told!.accesses > 0) throw new Problem('day-has-accesses')
    if (told!.declaredNone) return
    await trx
      .insertInto('record.day_without_access')
      .values({ centre_id: centre, day, declared_by: caller.userId })
      .execute()
    await trx
      .insertInto('account.audit_event')
      .values({ user_id: caller.userId, operation, target: centre })
      .execute()
  })
}

/** Somebody came after all, or the declaration is taken back. @returns whether there was one */
export async function removeDeclaration(db: Recorder, centre: string, day: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('record.day_without_access')
    .where('centre_id', '=', centre)
    .where('day', '=', day)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
