/** Closing a period: measured once by the database, made to agree, sealed as a release, in one transaction. */
import { type Kysely, sql } from 'kysely'
import type { PublishedDatabase } from '../db/connect.ts'
import { editionOf, tablesOf } from './editions.ts'
import { endedPeriods, firstDay, kindOf } from './period.ts'
import { reconcile } from './reconcile.ts'
import { outsideOrUnknown, release, sealed } from './release.ts'

type Publisher = Kysely<PublishedDatabase>

/**
 * Totals that tables closed together share, coarser first. L0 has one table a month and one a quarter: none.
 * T1 will share area × month with T0; T3–T7 area, then area × macro-need, with T2.
 */
const sharedMargins = { month: [], quarter: [] }

/**
 * @param today the day of closing, YYYY-MM-DD; a day later than the database's own counts as the database's
 * @throws the database's error `ledger_once` when the period is closed already, `closing_from_the_tenth` when it is
 * too early, `closing_months_in_order` and `closing_months_before_quarter` when another period comes first
 */
export async function closePeriod(publisher: Publisher, period: string, today: string): Promise<void> {
  const edition = editionOf(period)
  const tables = tablesOf(edition, period).map(table => table.code)
  await publisher
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async trx => {
      const closing = await sql<{ closed_on: string }>`
        select derived.close_period(${period}, ${edition.name}, ${edition.sigma}::smallint, ${tables}, ${today}::date)
          as closed_on`.execute(trx)
      const closedOn = closing.rows[0]!.closed_on
      const measured = await trx
        .selectFrom('published.measurement as m')
        .innerJoin('published.ledger as l', 'l.id', 'm.ledger_id')
        .where('l.period', '=', period)
        .where('l.kind', '=', 'closing')
        .orderBy('l.table_code')
        .orderBy(sql`m.cell collate "C"`)
        .select(['l.table_code as table', 'm.cell', 'm.value'])
        .execute()
      // The areas that were measured, so that body and cells cannot disagree; their order is the territory's.
      const areas = [...new Set(measured.map(({ cell }) => cell[0]!))].filter(
        area => area !== outsideOrUnknown,
      )
      const ordered =
        areas.length === 0
          ? []
          : await trx
              .selectFrom('territory.area')
              .where('id', 'in', areas)
              .orderBy('position')
              .select('id')
              .execute()
      const figures = reconcile(measured, sharedMargins[kindOf(period)])
      const content = release({
        id: period,
        edition,
        closedOn,
        areas: ordered.map(area => area.id),
        figures,
      })
      await trx
        .insertInto('published.release')
        .values({
          id: period,
          kind: kindOf(period),
          starts_on: firstDay(period),
          edition: edition.name,
          closed_on: closedOn,
          tables,
          ...sealed(content),
        })
        .execute()
      await trx
        .insertInto('published.figure')
        .values(
          figures.map(({ table, cell, value }) => ({
            release_id: period,
            table_code: table,
            cell: [...cell],
            value,
          })),
        )
        .execute()
    })
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
  const closed = (
    await publisher.selectFrom('published.release').orderBy('starts_on').select(['id', 'kind']).execute()
  ).map(row => row.id)
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
