/** Closing a period: measured once by the database, made to agree, sealed as a release, in one transaction. */
import { type Kysely, sql } from 'kysely'
import type { PublishedDatabase } from '../db/connect.ts'
import { editionNamed, tablesOf } from './editions.ts'
import { endedPeriods, firstDay, kindOf, monthsOf } from './period.ts'
import { inOrder, reconcile } from './reconcile.ts'
import { marginsOf, type Places, release, sealed } from './release.ts'

type Publisher = Kysely<PublishedDatabase>

/** Ids of areas and centres in the order of every list. */
export async function placesOf(db: Publisher): Promise<Places> {
  const areas = await db.selectFrom('territory.area').orderBy('position').select('id').execute()
  const centres = await db.selectFrom('territory.centre').orderBy('position').select('id').execute()
  return { areas: areas.map(area => area.id), centres: centres.map(centre => centre.id) }
}

/**
 * @param today the day of closing, YYYY-MM-DD; a day later than the database's own counts as the database's
 * @param signedBy account that closes it; absent when the server does by itself
 * @throws the database's error `ledger_once` when the period is closed already, `closing_from_the_tenth` when it is
 * too early, `closing_months_in_order`, `closing_months_before_quarter` and `closing_quarter_before_year` when
 * another period comes first
 */
export async function closePeriod(
  publisher: Publisher,
  period: string,
  today: string,
  signedBy: string | null = null,
): Promise<void> {
  await measuring(publisher, async trx => {
    const closing = await sql<{ closed_on: string }>`
      select derived.close_period(${period}, ${today}::date, ${signedBy}::uuid) as closed_on`.execute(trx)
    await seal(trx, { id: period, period, kind: 'closing', closedOn: closing.rows[0]!.closed_on })
  })
}

/**
 * One more measurement of a closed period: a release of its own, which replaces the first one on every screen and leaves
 * it where it is.
 * @param annulled what is taken out of its records first, in the same transaction: an errata that fails takes out nothing
 * @throws the database's error `ledger_once` when the period has its errata already, `errata_of_a_closed_period` when
 * nothing was measured in it
 */
export async function publishErratum(
  publisher: Publisher,
  period: string,
  reason: string,
  signedBy: string,
  annulled?: Annulled,
): Promise<void> {
  await measuring(publisher, async trx => {
    const errata = await sql<{ closed_on: string }>`
      select derived.publish_errata(${period}, ${reason}, ${signedBy}::uuid,
             ${annulled?.centre ?? null}, ${annulled?.channel ?? null}, ${annulled?.which === 'doubled'}) as closed_on`.execute(
      trx,
    )
    await seal(trx, {
      id: `${period}-errata`,
      period,
      kind: 'errata',
      closedOn: errata.rows[0]!.closed_on,
      errata: reason,
    })
  })
}

/** What a centre recorded in a period, through one channel or all; or every second one of its records alike in all answers. */
export type Annulled = { centre: string; channel?: string | undefined; which: 'all' | 'doubled' }

const measuring = (publisher: Publisher, work: (trx: Publisher) => Promise<void>): Promise<void> =>
  publisher.transaction().setIsolationLevel('read committed').execute(work)

type Sealing = { id: string; period: string; kind: 'closing' | 'errata'; closedOn: string; errata?: string }

/** Makes the measurements of a period agree and writes them as a release. */
async function seal(trx: Publisher, { id, period, kind, closedOn, errata }: Sealing): Promise<void> {
  const measured = await trx
    .selectFrom('published.measurement as m')
    .innerJoin('published.ledger as l', 'l.id', 'm.ledger_id')
    .where('l.period', '=', period)
    .where('l.kind', '=', kind)
    .select(['l.table_code as table', 'm.cell', 'm.value', 'l.edition'])
    .execute()
  // Edition S measures nothing in a month, and a year that changed edition nothing: closed, without a release.
  if (measured.length === 0) return
  const edition = editionNamed(measured[0]!.edition)
  const tables = tablesOf(edition, period)
  const figures = reconcile(
    inOrder(measured.map(({ table, cell, value }) => ({ table, cell, value }))),
    marginsOf(tables),
  )
  const closedMonths = await trx
    .selectFrom('published.ledger')
    .where('kind', '=', 'closing')
    .where('period', 'in', monthsOf(period))
    .select('period')
    .distinct()
    .orderBy('period')
    .execute()
  const content = release({
    id,
    period,
    edition,
    closedOn,
    places: await placesOf(trx),
    months: closedMonths.map(month => month.period),
    figures,
    ...(errata === undefined ? {} : { errata }),
  })
  await trx
    .insertInto('published.release')
    .values({
      id,
      kind: kindOf(period),
      starts_on: firstDay(period),
      edition: edition.name,
      closed_on: closedOn,
      tables: tables.map(table => table.code),
      ...sealed(content),
    })
    .execute()
  await sql`
    insert into published.figure (release_id, table_code, cell, value)
    select ${id}, f.table_code, array(select jsonb_array_elements_text(f.cell)), f.value
      from jsonb_to_recordset(${JSON.stringify(
        figures.map(({ table, cell, value }) => ({ table_code: table, cell, value })),
      )}::jsonb) as f (table_code text, cell jsonb, value integer)`.execute(trx)
}

const closedMeanwhile = (error: unknown) =>
  (error as { code?: string; constraint?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === 'ledger_once'

/**
 * Closes, in order, every period that is due and not closed yet. Two servers may call it at once: each period
 * closes once, and the one that comes second goes on.
 * @param since first month to close (YYYY-MM) when nothing is closed yet; otherwise it is the first month of the
 * quarter of the oldest record. Records of earlier months are never published.
 * @returns the periods closed by this call
 */
export async function closeDuePeriods(
  publisher: Publisher,
  today: string,
  since?: string,
): Promise<string[]> {
  const ledger = await publisher
    .selectFrom('published.ledger')
    .where('kind', '=', 'closing')
    .select('period')
    .distinct()
    .orderBy('period')
    .execute()
  const closed = ledger.map(row => row.period)
  const first = closed.find(id => kindOf(id) === 'month') ?? since ?? (await firstMonth(publisher))
  const ended = first === undefined ? [] : endedPeriods(first, today).filter(id => !closed.includes(id))
  if (ended.length === 0) return []
  const due = await sql<{ period: string }>`
    select period from unnest(${ended}::text[]) with ordinality as ended (period, place)
     where derived.closes_on(period) <= least(${today}::date, (now() at time zone 'Europe/Rome')::date)
     order by place`.execute(publisher)
  const closedNow: string[] = []
  for (const { period } of due.rows) {
    try {
      await closePeriod(publisher, period, today)
      closedNow.push(period)
    } catch (error) {
      if (!closedMeanwhile(error)) throw error
    }
  }
  return closedNow
}

async function firstMonth(publisher: Publisher): Promise<string | undefined> {
  const { rows } = await sql<{ month: string | null }>`
    select to_char(derived.first_month(), 'YYYY-MM') as month`.execute(publisher)
  return rows[0]?.month ?? undefined
}

/** Deletes the records of months closed 24 months ago or more; releases stay. @returns the months */
export async function deleteExpired(publisher: Publisher, today: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select month from derived.delete_expired(${today}::date) month`.execute(publisher)
  return rows.map(row => row.month)
}
