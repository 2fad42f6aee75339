/** The product over the district of `world.ts`, its closings, and what an attack has found. */

import { sql } from 'kysely'
import type { TestContext } from 'vitest'
import { createApp } from '../../api/app.ts'
import { closePeriod } from '../../api/disclosure/close.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { type Client, clientOf, expect, now, servedBy, test as withProduct } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { givenAccounts } from '../support/given.ts'
import type { AttackName } from './words.ts'
import { givenDistrict } from './world.ts'

export { describe, expect } from 'vitest'
export { statementsOf, undone } from '../support/database.ts'

/** `npm run attacks` asks for the numbers of the promise; `npm test` for a short form of the same attacks. */
export const complete = process.env.ATTACKS === 'complete'
/** How many worlds, trials, runs: the second number is for the complete form. */
export const many = (short: number, whole: number): number => (complete ? whole : short)

/** What an attack found, in the complete and in the short form alike; `success` is judged by `bound`. */
export type Finding = {
  name: AttackName
  /** What is counted: right guesses, error, coverage. */
  success: number
  bound: { least?: number; most?: number }
  /** The same attacker against plain counts with suppression. */
  naive?: number
  trials: number
  held: boolean
}
declare module 'vitest' {
  interface TaskMeta {
    findings?: Finding[]
  }
}

/** Notes what was found for the page, then asserts it: a bound that does not hold fails the test. */
export function found({ task }: Pick<TestContext, 'task'>, found: Omit<Finding, 'held'>): void {
  const { bound, name } = found
  const success = rounded(found.success, 4)
  const held = success >= (bound.least ?? -Infinity) && success <= (bound.most ?? Infinity)
  task.meta.findings = [...(task.meta.findings ?? []), { ...found, success, held }]
  expect.soft(held, `${name}: ${success} within ${JSON.stringify(bound)}`).toBe(true)
  if (found.naive !== undefined)
    expect.soft(found.naive, `${name}: naive server`).toBeGreaterThanOrEqual(0.95)
}

export const test = withProduct.extend<{ given: TestDatabase }>({
  given: async ({ db }, use) => {
    await givenDistrict(db)
    await givenAccounts(db)
    await use(db)
  },
})

/** A day on which every period of these worlds may close. */
export const late = '2026-02-10'
export const close = async (db: Pick<TestDatabase, 'publisher'>, periods: readonly string[]) => {
  for (const period of periods) await closePeriod(db.publisher, period, late)
}

/** An edition in force from a quarter already past, as only the owner with the guards lifted can. */
export const givenEdition = (db: TestDatabase, edition: string, quarter: string) =>
  sql`
    insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash)
    select ${quarter}, '-', 'edition', name, sigma, 0, '' from published.edition where name = ${edition}`.execute(
    db.owner,
  )

/**
 * Goes on with a client's session on a server started for it: one that has been up keeps releases in memory, for ever
 * as they are, while the worlds of these tests are taken back and closed again.
 */
export async function anew<T>(
  given: TestDatabase,
  { cookie }: Client,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const app = await createApp({ database: given, migration: 'test', demonstration: false, now })
  const { url, stop } = await servedBy(app)
  try {
    return await work(clientOf(url, cookie))
  } finally {
    await stop()
  }
}
export const readAnew = (given: TestDatabase, client: Client, periods: readonly string[]) =>
  anew(given, client, fresh => readReleases(fresh, periods))

/** Releases as a client is served them. */
export const readReleases = async (client: Client, periods: readonly string[]): Promise<Release[]> => {
  const releases: Release[] = []
  for (const period of periods) {
    const { status, body } = await client.get(`/api/v1/releases/${period}`)
    if (status !== 200) throw new Error(`${period}: ${status}`)
    releases.push(body)
  }
  return releases
}

export const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
export const rounded = (value: number, digits = 3) => Math.round(value * 10 ** digits) / 10 ** digits
