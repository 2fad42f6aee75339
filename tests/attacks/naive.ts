/**
 * The observatory that was not built: a dashboard over the records, live, with filters, plain counts, and everything
 * under five suppressed. Every attack is shown to succeed here first, by the same code, so that a weak attacker cannot
 * pass for a strong wall. Its releases have the shape of the real ones.
 */
import express from 'express'
import { sql } from 'kysely'
import type { Release } from '../../api/disclosure/contract.ts'
import { editionNamed, tablesOf } from '../../api/disclosure/editions.ts'
import { kindOf, lastDay, monthsOf } from '../../api/disclosure/period.ts'
import type { Count } from '../../api/disclosure/reconcile.ts'
import { dimensionsOf, summation, summed } from '../../api/disclosure/release.ts'
import { type Client, clientOf } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { onFreePort } from '../support/free-port.ts'
import { areas } from './world.ts'

export const suppressedUnder = 5
const places = { areas: [...areas], centres: areas.map(area => `porta-${area}`) }
const shown = (count: number) => (count < suppressedUnder ? null : count)

/** The body that plain counts with suppression make of these counts. */
export function naiveRelease(period: string, counts: readonly Count[], edition = editionNamed('L')): Release {
  const tables = tablesOf(edition, period)
  const { dimensions, cellAreas } = dimensionsOf(tables, counts, places)
  return {
    id: period,
    period,
    kind: kindOf(period),
    edition: edition.name,
    closedOn: lastDay(period),
    threshold: suppressedUnder,
    boundaries: lastDay(period),
    dimensions: { ...dimensions, month: monthsOf(period) },
    ...(cellAreas && { cellAreas }),
    grids: tables.flatMap(table =>
      table.grids.map(by => ({
        table: table.code,
        unit: table.unit,
        by: [...by],
        halfWidth: 0,
        cells: summed(counts, summation(counts, table, by, dimensions)).map(shown),
      })),
    ),
    hidden: 0,
  }
}

const countsOf = async (db: Pick<TestDatabase, 'internal'>, period: string): Promise<Count[]> =>
  (
    await sql<Count>`
      select table_code as table, cell, count as value from derived.internal_counts(${period})`.execute(
      db.internal,
    )
  ).rows

/**
 * - `/api/v1/releases/{period}`: today's counts of a period, closed or not
 * - `/api/v1/count?period=&table=&area=a,b&need=…`: any filter, any sets of values
 * - `/api/v1/accesses-between?area=&from=&to=`: any window of days
 */
export async function naiveServer(
  db: Pick<TestDatabase, 'internal' | 'owner'>,
): Promise<{ client: Client; stop(): Promise<void> }> {
  const app = express()
  const loaded = new Map<string, Count[]>()
  app.get('/api/v1/releases/:period', async (request, response) => {
    const counts = await countsOf(db, request.params.period)
    loaded.set(request.params.period, counts)
    response.json(naiveRelease(request.params.period, counts))
  })
  app.get('/api/v1/count', async (request, response) => {
    const { period, table, ...filter } = request.query as Record<string, string>
    const edition = editionNamed('L')
    const { dimensions } = tablesOf(edition, period!).find(one => one.code === table)!
    if (!loaded.has(period!)) loaded.set(period!, await countsOf(db, period!))
    const wanted = dimensions.map(name => filter[name]?.split(','))
    const count = loaded
      .get(period!)!
      .filter(one => one.table === table && wanted.every((set, i) => !set || set.includes(one.cell[i]!)))
      .reduce((sum, one) => sum + one.value, 0)
    response.json({ count: shown(count) })
  })
  app.get('/api/v1/accesses-between', async (request, response) => {
    const { area, from, to } = request.query as Record<string, string>
    const { count } = await db.owner
      .selectFrom('record.access')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('residence_area_id', '=', area!)
      .where('day', '>=', from!)
      .where('day', '<=', to!)
      .executeTakeFirstOrThrow()
    response.json({ count: shown(Number(count)) })
  })
  const { url, stop } = await onFreePort(app)
  return {
    client: clientOf(url),
    stop,
  }
}
