/** Releases as they were sealed, and the coordinator's exact counts, read only after the reading was logged. */
import type { Router } from 'express'
import { sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { type Context, route } from '../http/route.ts'
import { placesOf } from './close.ts'
import {
  getInternalFigures,
  getRelease,
  type InternalFigures,
  listReleases,
  type ReleaseSummary,
} from './contract.ts'
import { editionNamed, tablesOf } from './editions.ts'
import { lastDay } from './period.ts'
import { dimensionsOf, summation, summed } from './release.ts'
import type { Releases } from './serve.ts'

type Database = Pick<Handles, 'reader' | 'internal' | 'staff'>

export function disclosure(
  router: Router,
  context: Context,
  { reader, internal, staff }: Database,
  now: () => Date,
  releases: Releases,
  internalView: boolean,
): void {
  route(router, context, listReleases, {
    async handle() {
      const rows = await reader
        .selectFrom('published.release')
        .select(['id', 'period', 'kind', 'edition', 'closed_on as closedOn', 'tables', 'hash'])
        .execute()
      const corrected = new Set(rows.filter(({ id, period }) => id !== period).map(row => row.period))
      const listed = rows.map(row => ({
        ...row,
        replaced: row.id === row.period && corrected.has(row.period),
      }))
      return { releases: (listed as ReleaseSummary[]).sort(newestFirst) }
    },
  })

  route(router, context, getRelease, {
    async handle({ params, query, request, response }) {
      if (!(await releases.answer(request, response, params.release, query.hash)))
        throw new Problem('not-found')
      return undefined as never // the bytes have left
    },
  })

  route(router, context, getInternalFigures, {
    async handle({ query, caller }) {
      if (!internalView) throw new Problem('internal-view-off')
      // First the trace, then the reading: a reading that fails is logged too, one unlogged does not happen.
      await staff
        .insertInto('account.audit_event')
        .values({ user_id: caller.userId, operation: getInternalFigures.id, target: query.period })
        .execute()
      return internalFigures({ reader, internal }, query.period, now())
    },
  })
}

/** By the last day of the period, a year before its last quarter and that before its last month, an errata before what it
 * replaces. */
const newestFirst = (a: ReleaseSummary, b: ReleaseSummary) =>
  lastDay(b.period).localeCompare(lastDay(a.period)) ||
  b.kind.localeCompare(a.kind) ||
  b.id.localeCompare(a.id)

async function internalFigures(
  { reader, internal }: Pick<Database, 'reader' | 'internal'>,
  period: string,
  instant: Date,
): Promise<InternalFigures> {
  const { rows } = await sql<{ table: string; cell: string[]; value: number }>`
    select table_code as table, cell, count as value from derived.internal_counts(${period})`.execute(
    internal,
  )
  const { rows: state } = await sql<{ edition: string; closed: boolean }>`
    select derived.edition_of(${period}) as edition,
           exists (select from published.ledger where kind = 'closing' and period = ${period}) as closed`.execute(
    reader,
  )
  const counted = new Set(rows.map(({ table }) => table))
  const tables = tablesOf(editionNamed(state[0]!.edition), period).filter(({ code }) => counted.has(code))
  const { dimensions } = dimensionsOf(tables, rows, await placesOf(reader))
  return {
    notice: 'internal',
    period,
    open: !state[0]!.closed,
    readAt: instant.toISOString(),
    dimensions,
    grids: tables.flatMap(table =>
      table.grids.map(by => ({
        table: table.code,
        unit: table.unit,
        by: [...by],
        cells: summed(rows, summation(rows, table, by, dimensions)),
      })),
    ),
  }
}
