/** The look before a closing: completeness of every centre, and how often the questions that matter have no answer. */
import type { Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { addDays } from '../hours/contract.ts'
import { Problem } from '../http/problem.ts'
import { type Context, route } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { daysOf, reliableFrom } from './completeness.ts'
import { type Preflight, preflightPeriod, weighedQuestions } from './preflight.contract.ts'

type Recorder = Handles['recorder']

/** Under so many accesses a share would tell single people. */
const enoughToSay = 30

export function preflight(router: Router, context: Context, db: Recorder, now: () => Date): void {
  route(router, context, preflightPeriod, {
    async handle({ params: { period }, caller }) {
      const today = dayOf(now())
      const { rows } = await sql<{ first: string | null; last: string | null }>`
        select lower(d) as first, upper(d) - 1 as last from derived.period_days(${period}) d`.execute(db)
      const { first, last } = rows[0]!
      if (first === null || last === null || first > today) throw new Problem('not-found')
      await db
        .insertInto('account.audit_event')
        .values({ user_id: caller.userId, operation: preflightPeriod.id, target: period })
        .execute()
      const reliable = await reliableFrom(db)
      const from = reliable !== null && reliable > first ? reliable : first
      const to = last < today ? last : today
      return {
        period,
        centres: from > to ? [] : await centresOf(db, from, to),
        closedMonths:
          reliable === null ? [] : monthsBetween(first, reliable <= last ? addDays(reliable, -1) : last),
        unanswered: await unansweredOf(db, first, last),
      }
    },
  })
}

async function centresOf(db: Recorder, from: string, to: string): Promise<Preflight['centres']> {
  const seats = await db
    .selectFrom('territory.centre_seat as s')
    .innerJoin('territory.centre as c', 'c.id', 's.centre_id')
    .where(sql<boolean>`daterange(s.valid_from, s.valid_to) && daterange(${from}::date, ${to}::date, '[]')`)
    .orderBy('c.position')
    .orderBy('s.valid_from')
    .select(['c.id', 's.name'])
    .execute()
  const names = new Map(seats.map(({ id, name }) => [id, name])) // the last seat's name
  const centres: Preflight['centres'] = []
  for (const [centre, name] of names) {
    const working = (await daysOf(db, centre, from, to)).filter(day => day.working)
    centres.push({
      centre,
      name,
      workingDays: working.length,
      untold: working.filter(day => day.accesses === 0 && !day.declaredNone).map(({ day }) => day),
    })
  }
  return centres
}

async function unansweredOf(db: Recorder, first: string, last: string): Promise<Preflight['unanswered']> {
  const { rows } = await sql<Record<(typeof weighedQuestions)[number], number> & { whole: number }>`
    select count(*) as whole,
           count(*) filter (where residence = 'unknown') as residence,
           count(*) filter (where last_visit = 'unknown') as "lastVisit",
           count(*) filter (where known_to_service = 'unknown') as known,
           count(*) filter (where income_support = 'unknown') as "incomeSupport",
           count(*) filter (where age_band = 'unknown') as "ageBand",
           count(*) filter (where household = 'unknown') as household
      from record.access
     where group_activity_id is null -- in a group nobody is asked
       and statistical_period between ${first}::date and ${last}::date`.execute(db)
  const { whole, ...counts } = rows[0]!
  if (whole < enoughToSay) return null
  return weighedQuestions.map(question => {
    const share = counts[question] / whole
    return { question, share: share < 0.05 ? 'few' : share < 0.2 ? 'some' : 'many' }
  })
}

/** Months that lie wholly within the days; none when the last comes before the first. */
function monthsBetween(first: string, last: string): string[] {
  const months = new Set<string>()
  for (let day = first; day <= last; day = addDays(day, 1)) months.add(day.slice(0, 7))
  return [...months]
}
