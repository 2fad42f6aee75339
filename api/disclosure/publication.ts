/** The calendar of publication and its acts: closing, errata, choice of the edition; the ledger and the method. */
import { readFileSync } from 'node:fs'
import type { Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { closePeriod as close, placesOf, publishErratum } from './close.ts'
import { cost, editionNamed, editions, greatestCost } from './editions.ts'
import { halfWidth, probabilities } from './noise.ts'
import { kindOf, monthsOf, nextMonth, quarterOf } from './period.ts'
import { promiseOf } from './promise.ts'
import {
  type CalendarPeriod,
  type ClosingFault,
  chooseEdition,
  closePeriod,
  type Finding,
  getEdition,
  getLedger,
  getMethod,
  type LedgerEntry,
  listPeriods,
  publishErrata,
} from './publication.contract.ts'

type Database = Pick<Handles, 'reader' | 'publisher' | 'staff'>

export function publication(
  router: Router,
  context: Context,
  { reader, publisher, staff }: Database,
  now: () => Date,
  internalView: boolean,
): void {
  const audit = (caller: Caller, operation: string, target: string) =>
    staff.insertInto('account.audit_event').values({ user_id: caller.userId, operation, target }).execute()
  const one = async (id: string) => {
    const period = (await calendar({ reader, staff }, dayOf(now()))).find(each => each.id === id)
    if (!period) throw new Problem('not-found')
    return period
  }

  route(router, context, listPeriods, {
    handle: async () => ({ periods: await calendar({ reader, staff }, dayOf(now())) }),
  })

  route(router, context, closePeriod, {
    async handle({ params, caller }) {
      await one(params.period)
      await refusing(() => close(publisher, params.period, dayOf(now()), caller.userId))
      await audit(caller, closePeriod.id, params.period)
      return one(params.period)
    },
  })

  route(router, context, publishErrata, {
    async check({ annul }) {
      const { centres } = await placesOf(reader)
      return !annul?.centre || centres.includes(annul.centre)
        ? []
        : [{ pointer: pointer('body', 'annul', 'centre'), code: 'unknown_centre', detail: unknownCentre }]
    },
    async handle({ params, body, caller }) {
      await one(params.period)
      // First the trace, as for a reading: an attempt that finds nothing to take out has told something.
      const { annul } = body
      const what = annul ? [annul.which, annul.centre, annul.channel ?? 'all channels'] : []
      await audit(caller, publishErrata.id, [params.period, ...what].join(' '))
      await refusing(() => publishErratum(publisher, params.period, body.reason, caller.userId, annul))
      return one(params.period)
    },
  })

  route(router, context, getLedger, {
    async handle() {
      const rows = await reader.selectFrom('published.ledger').selectAll().orderBy('id', 'desc').execute()
      return {
        greatestCost,
        entries: rows.map(row => ({
          period: row.period,
          table: row.table_code === '-' ? null : (row.table_code as LedgerEntry['table']),
          kind: row.kind as LedgerEntry['kind'],
          edition: row.edition,
          sigma: row.sigma,
          cost: Number(row.cost),
          at: row.closed_at.toISOString(),
          by: row.closed_by === null ? ('server' as const) : ('person' as const),
          reason: row.reason,
        })),
      }
    },
  })

  route(router, context, getEdition, {
    async handle() {
      const today = dayOf(now())
      const [inForce] = await editionsOf(reader, [quarterOf(today.slice(0, 7))])
      const next = await reader
        .selectFrom('published.ledger')
        .where('kind', '=', 'edition')
        .where('period', '>', quarterOf(today.slice(0, 7)))
        .orderBy('period')
        .select(['edition', 'period as from'])
        .executeTakeFirst()
      return { inForce: inForce!.edition, next: next ?? null, editions: editions.map(told) }
    },
  })

  route(router, context, chooseEdition, {
    async handle({ body, caller }) {
      try {
        await sql`select derived.choose_edition(${body.edition}, ${body.from}, ${caller.userId}::uuid, ${body.reason})`.execute(
          publisher,
        )
      } catch (error) {
        const { code, constraint } = error as { code?: string; constraint?: string }
        if (
          code === '22023' ||
          constraint === 'edition_from_a_quarter_to_come' ||
          constraint === 'ledger_once'
        )
          throw new Problem('cannot-choose-edition')
        throw error
      }
      await audit(caller, chooseEdition.id, body.from)
      return { edition: body.edition, from: body.from }
    },
  })

  route(router, context, getMethod, {
    async handle() {
      const [inForce] = await editionsOf(reader, [quarterOf(dayOf(now()).slice(0, 7))])
      return {
        inForce: inForce!.edition,
        editions: editions.map(told),
        greatestCost,
        internalView,
        promise: promiseOf(editionNamed(inForce!.edition)),
        findings,
        laws: [...new Set(editions.map(({ sigma }) => sigma))].map(sigma => {
          const shares = probabilities(sigma)
          const last = (shares.length - 1) / 2
          return {
            sigma,
            probabilities: shares.map((share, i) => ({ z: i - last, share })),
            halfWidth: halfWidth(sigma, 1),
          }
        }),
      }
    },
  })
}

const unknownCentre = { it: 'Nessun centro si chiama così', en: 'No centre is called so' }

/** Written by `npm run attacks -- --write`, and by nobody else. */
const { findings } = JSON.parse(readFileSync(new URL('attacks.json', import.meta.url), 'utf8')) as {
  findings: Finding[]
}

const told = (edition: (typeof editions)[number]) => ({
  name: edition.name,
  sigma: edition.sigma,
  threshold: edition.threshold,
  cost: cost(edition),
  tables: edition.tables.map(table => ({
    ...table,
    dimensions: [...table.dimensions],
    grids: table.grids.map(by => [...by]),
  })),
})

const whyNot: Record<string, ClosingFault> = {
  closing_from_the_tenth: 'too_early',
  closing_months_in_order: 'another_first',
  closing_months_before_quarter: 'another_first',
  closing_quarter_before_year: 'another_first',
  errata_of_a_closed_period: 'not_closed',
  errata_changes_nothing: 'nothing_changed',
  errata_after_retention: 'records_deleted',
}

/** What the database refuses, as a problem that says why. */
async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { constraint, table } = error as { constraint?: string; table?: string }
    if (constraint === 'ledger_once' && table === 'ledger') {
      const twice = /errata/.test(String((error as { detail?: string }).detail))
      throw new Problem('cannot-close', [], { why: twice ? 'corrected_already' : 'closed_already' })
    }
    const why = whyNot[constraint ?? '']
    if (why) throw new Problem('cannot-close', [], { why })
    throw error
  }
}

async function editionsOf(reader: Database['reader'], periods: readonly string[]) {
  const { rows } = await sql<{
    period: string
    edition: string
    closesOn: string
    tables: CalendarPeriod['tables']
  }>`
    select period, derived.edition_of(period) as edition, derived.closes_on(period) as "closesOn",
           array(select t.code from derived.tables_of(period) t order by t.code) as tables
      from unnest(${periods}::text[]) with ordinality as p (period, place) order by place`.execute(reader)
  return rows
}

/** Every month, quarter and year that has begun since the first, newest first. */
async function calendar(
  { reader, staff }: Pick<Database, 'reader' | 'staff'>,
  today: string,
): Promise<CalendarPeriod[]> {
  const ledger = await reader
    .selectFrom('published.ledger')
    .where('kind', '<>', 'edition')
    .selectAll()
    .orderBy('id')
    .execute()
  const setting = await staff
    .selectFrom('account.setting')
    .where('key', '=', 'first_month')
    .select('value')
    .executeTakeFirst()
  const thisMonth = today.slice(0, 7)
  const months = ledger.filter(row => kindOf(row.period) === 'month').map(row => row.period)
  const first = [
    ...months,
    ...(setting ? [String(setting.value)] : []),
    monthsOf(quarterOf(thisMonth))[0]!,
  ].sort()[0]!
  const ids: string[] = []
  for (let month = first; month <= thisMonth; month = nextMonth(month)) {
    ids.push(month)
    const quarter = quarterOf(month)
    if (month === monthsOf(quarter)[2] || month === thisMonth) ids.push(quarter)
    if (month.endsWith('-12') || month === thisMonth) ids.push(month.slice(0, 4))
  }
  const releases = await reader
    .selectFrom('published.release')
    .select(['id', 'period', 'closed_on'])
    .orderBy('id')
    .execute()
  const closed = (id: string) => ledger.some(row => row.period === id && row.kind === 'closing')
  // The same order as the database's: months one after the other, a quarter after its months, a year after its quarter.
  const ready = (id: string) =>
    kindOf(id) === 'year'
      ? closed(`${id}-Q4`)
      : kindOf(id) === 'quarter'
        ? monthsOf(id).every(closed)
        : months.length === 0 ||
          closed(id) ||
          ids.filter(other => kindOf(other) === 'month' && other < id).every(closed)
  return (await editionsOf(reader, ids))
    .map(({ period: id, edition, closesOn, tables }): CalendarPeriod => {
      const entries = ledger.filter(row => row.period === id)
      const closing = entries.find(row => row.kind === 'closing')
      const errata = entries.find(row => row.kind === 'errata')
      const over = monthsOf(id).at(-1)! < thisMonth
      return {
        id,
        kind: kindOf(id),
        state: closing ? 'closed' : !over ? 'open' : closesOn <= today && ready(id) ? 'due' : 'waiting',
        closesOn,
        closedOn: closing
          ? (releases.find(row => row.id === id)?.closed_on ?? dayOf(closing.closed_at))
          : null,
        closedBy: closing ? (closing.closed_by === null ? 'server' : 'person') : null,
        edition: closing?.edition ?? edition,
        tables,
        release: releases.findLast(row => row.period === id)?.id ?? null,
        errata: errata ? { on: dayOf(errata.closed_at), reason: errata.reason! } : null,
      }
    })
    .reverse()
}
