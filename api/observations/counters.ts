/** What the own centre has recorded in the quarter that is still open, counted exactly, for its own operators. */
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { type CentreCounters, needDomains } from './contract.ts'
import { openMonth } from './record-rows.ts'

type Recorder = Handles['recorder']

/** Whether a record counts in the quarter still open: what came before is no longer shown to anybody record by record. */
export const inOpenQuarter = sql<boolean>`a.statistical_period >= coalesce(date_trunc('quarter', ${openMonth})::date, a.statistical_period)`

export async function countersOf(db: Recorder, centre: string): Promise<CentreCounters> {
  const own = db.selectFrom('record.access as a').where('a.centre_id', '=', centre).where(inOpenQuarter)
  const months = await own
    .select(eb => [
      sql<string>`to_char(a.statistical_period, 'YYYY-MM')`.as('month'),
      sql<boolean>`a.statistical_period >= coalesce(${openMonth}, a.statistical_period)`.as('open'),
      eb.fn.countAll<number>().as('accesses'),
      sql<number>`count(*) filter (where a.last_visit in ('never_or_earlier_years', 'this_year'))`.as(
        'firstVisits',
      ),
      sql<number>`count(*) filter (where a.known_to_service = 'no')`.as('notKnown'),
      sql<number>`count(distinct a.group_activity_id)`.as('groups'),
      sql<number>`count(a.group_activity_id)`.as('inGroups'),
    ])
    .groupBy('a.statistical_period')
    .orderBy('a.statistical_period')
    .execute()
  const needs = await own
    .innerJoin('record.need as n', 'n.access_id', 'a.id')
    .select(eb => [
      'n.domain',
      eb.fn.countAll<number>().as('accesses'),
      sql<number>`count(*) filter (where n.outcome = 'unmet')`.as('unmet'),
    ])
    .groupBy('n.domain')
    .execute()
  const counts = (row: { accesses: number; unmet: number } | undefined) => ({
    accesses: Number(row?.accesses ?? 0),
    unmet: Number(row?.unmet ?? 0),
  })
  return {
    months: months.map(({ month, open, accesses, firstVisits, notKnown, groups, inGroups }) => ({
      month,
      open,
      accesses: Number(accesses),
      firstVisits: Number(firstVisits),
      notKnown: Number(notKnown),
      groups: Number(groups),
      inGroups: Number(inGroups),
    })),
    needs: needDomains.map(domain => ({ domain, ...counts(needs.find(row => row.domain === domain)) })),
  }
}
