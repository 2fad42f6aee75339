/** A file's accesses as one batch of records: written in one transaction, listed, and taken back in one. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Handles } from '../../db/connect.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import type { Coded } from './accesses.ts'
import { type ImportBatch, importAccesses, undoAccessImport } from './contract.ts'

type Recorder = Handles['recorder']

/**
 * The same for the same accesses in any order, columns, words and encoding. It is kept only while the days that it
 * would confirm are in the records themselves: the closing takes both away.
 */
export function fingerprintOf(accesses: readonly Coded[]): string {
  const lines = accesses.map(({ needs, ...fields }) =>
    JSON.stringify([
      Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)),
      needs.map(need => [need.domain, need.request, need.outcome, need.unmetReason]),
    ]),
  )
  const hash = createHash('sha256')
  for (const line of lines.sort()) hash.update(line).update('\n')
  const hex = hash.digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

/** @returns the instant of the import that recorded the same accesses, unless it was undone or a month of it closed */
export async function importedBefore(
  db: Recorder,
  centre: string,
  fingerprint: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('record.import_batch')
    .select('imported_at')
    .where('centre_id', '=', centre)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row ? new Date(row.imported_at).toISOString() : null
}

/** Accesses in one statement: large enough to be quick, small enough to tell progress. */
const perStatement = 5000

/** @throws the database's error `import_batch_once` when the same accesses were imported meanwhile */
export async function record(
  db: Recorder,
  accesses: readonly Coded[],
  fingerprint: string,
  caller: Caller,
  told: (recorded: number) => void,
): Promise<string> {
  return db.transaction().execute(async trx => {
    const { id } = await trx
      .insertInto('record.import_batch')
      .values({ centre_id: caller.centre!, imported_by: caller.userId, rows: accesses.length, fingerprint })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (let at = 0; at < accesses.length; at += perStatement) {
      const some = accesses.slice(at, at + perStatement)
      await insert(trx, some, id, caller)
      told(at + some.length)
    }
    await trx
      .deleteFrom('record.day_without_access')
      .where('centre_id', '=', caller.centre!)
      .where('day', 'in', [...new Set(accesses.map(access => access.date))])
      .execute()
    await trx.insertInto('account.audit_event').values(trail(importAccesses.id, caller)).execute()
    return id
  })
}

/** Who, what and when, with the centre: a batch's id would tie what the closing parts. */
const trail = (operation: string, caller: Caller) => ({
  user_id: caller.userId,
  operation,
  target: caller.centre,
})

/**
 * A whole column as one array, written by us: the drivers look at each value for what to escape, and that would cost
 * more than the insertion. Here every value is a code, an id of letters, digits and hyphens, a day or a number.
 */
function column(values: readonly (string | number | undefined)[]) {
  return sql`${`{${values.map(value => (value === undefined ? 'NULL' : `"${value}"`)).join()}}`}::text`
}

/** One statement for thousands of rows, the same on both engines. */
async function insert(
  trx: Recorder,
  accesses: readonly Coded[],
  batch: string,
  caller: Caller,
): Promise<void> {
  const ids = accesses.map(() => randomUUID())
  const of = (value: (access: Coded) => string | undefined) => column(accesses.map(value))
  const named = (area: string) => area !== 'outside' && area !== 'unknown'
  await sql`
    insert into record.access
      (id, import_batch_id, centre_id, recorded_by, day, statistical_period, channel, origin, residence,
       residence_area_id, residence_cell_id, age_band, gender, citizenship, household, income_support,
       known_to_service, last_visit)
    select id, ${batch}::uuid, ${caller.centre}, ${caller.userId}::uuid, day, day, channel, origin, residence,
           area, cell, age_band, gender, citizenship, household, income_support, known, last_visit
      from unnest(${column(ids)}::uuid[], ${of(access => access.date)}::date[],
                  ${of(access => access.channel)}::text[], ${of(access => access.origin)}::text[],
                  ${of(({ residenceArea }) => (named(residenceArea) ? 'area' : residenceArea))}::text[],
                  ${of(({ residenceArea }) => (named(residenceArea) ? residenceArea : undefined))}::text[],
                  ${of(access => access.residenceCell)}::text[], ${of(access => access.ageBand)}::text[],
                  ${of(access => access.gender)}::text[], ${of(access => access.citizenship)}::text[],
                  ${of(access => access.household)}::text[], ${of(access => access.incomeSupport)}::text[],
                  ${of(access => access.knownToService)}::text[], ${of(access => access.lastVisit)}::text[])
        as file (id, day, channel, origin, residence, area, cell, age_band, gender, citizenship, household,
                 income_support, known, last_visit)`.execute(trx)
  const needs = accesses.flatMap(({ needs }, index) =>
    needs.map((need, place) => ({ access: ids[index]!, position: place + 1, ...need })),
  )
  await sql`
    insert into record.need (access_id, position, domain, request, outcome, unmet_reason)
    select * from unnest(${column(needs.map(need => need.access))}::uuid[],
                         ${column(needs.map(need => need.position))}::smallint[],
                         ${column(needs.map(need => need.domain))}::text[],
                         ${column(needs.map(need => need.request))}::text[],
                         ${column(needs.map(need => need.outcome))}::text[],
                         ${column(needs.map(need => need.unmetReason))}::text[])`.execute(trx)
}

export const isRepeated = (error: unknown): boolean =>
  (error as { code?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === 'import_batch_once'

export async function batchesOf(db: Recorder, centre: string, id?: string): Promise<ImportBatch[]> {
  let wanted = db
    .selectFrom('record.import_batch as b')
    .select(eb => [
      'b.id',
      'b.imported_at',
      'b.rows',
      'b.fingerprint',
      eb
        .selectFrom('record.access as a')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('a.import_batch_id', '=', 'b.id')
        .as('present'),
    ])
    .where('b.centre_id', '=', centre)
    .orderBy('b.imported_at', 'desc')
    .orderBy('b.id')
  if (id !== undefined) wanted = wanted.where('b.id', '=', id)
  return (await wanted.execute()).map(row => ({
    id: row.id,
    importedAt: new Date(row.imported_at).toISOString(),
    rows: row.rows,
    present: row.present ?? 0,
    undoable: row.fingerprint !== null,
  }))
}

/** @throws Problem when there is no such batch at the centre, or one of its months has closed */
export async function undo(db: Recorder, id: string, caller: Caller): Promise<void> {
  const [batch] = await batchesOf(db, caller.centre!, id)
  if (!batch) throw new Problem('not-found')
  await db.transaction().execute(async trx => {
    // A closing waits for this, or this for it: the statements below see which came first.
    await sql`lock table record.access in row exclusive mode`.execute(trx)
    const open = await trx
      .selectFrom('record.import_batch')
      .select('fingerprint')
      .where('id', '=', id)
      .executeTakeFirst()
    if (open?.fingerprint == null) throw new Problem(open ? 'period-closed' : 'not-found')
    await trx.deleteFrom('record.access').where('import_batch_id', '=', id).execute()
    await trx.deleteFrom('record.import_batch').where('id', '=', id).execute()
    await trx.insertInto('account.audit_event').values(trail(undoAccessImport.id, caller)).execute()
  })
}
