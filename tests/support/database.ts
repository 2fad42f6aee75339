/**
 * A migrated database for each test, rolled back after it. One real connection is opened per worker; inside a test
 * everything runs in one transaction, where every handle acts as its own role and a nested transaction is a
 * savepoint, so production code runs unchanged and sees what the test has written.
 */
import pg from 'pg'
import { test as base } from 'vitest'
import { type Database, databaseRoles, type Handles, handlesOver } from '../../api/db/connect.ts'
import { openEmbedded, type Pool, type PoolClient } from '../../api/db/embedded.ts'
import { migrate } from '../../api/db/migrate.ts'

export type TestDatabase = Handles & { engine: Database['engine'] }

type Connection = { client: PoolClient; engine: Database['engine'] }
const cache = globalThis as { testConnection?: Promise<Connection> }

async function open(): Promise<Connection> {
  const url = process.env.ENGINE === 'postgresql' ? process.env.TEST_DATABASE_URL : undefined
  if (process.env.ENGINE === 'postgresql' && !url)
    throw new Error('no PostgreSQL was started for these tests')
  let client: PoolClient
  if (url) {
    const types = new pg.TypeOverrides()
    types.setTypeParser(pg.types.builtins.DATE, text => text)
    types.setTypeParser(pg.types.builtins.INT8, Number)
    client = (await new pg.Pool({
      connectionString: url,
      max: 1,
      options: '-c TimeZone=Europe/Rome -c jit=off',
      types,
    }).connect()) as unknown as PoolClient
  } else {
    client = await (await openEmbedded(undefined)).pool(null).connect()
  }
  await migrate(handlesOver(() => within(client, null)).owner)
  const { rows } = await client.query('show server_version')
  return {
    client,
    engine: {
      name: url ? 'postgresql' : 'embedded',
      version: String(rows[0]?.server_version).split(' ')[0]!,
      postgis: (await client.query('select postgis_lib_version() as v')).rows[0]?.v as string,
    },
  }
}

/** A pool over one connection already in use: whoever connects waits, as on the embedded engine. */
function sharedPool(client: PoolClient): (role: string | null) => Pool {
  let tail: Promise<void> = Promise.resolve()
  let depth = 0
  return role => ({
    async connect() {
      const before = tail
      let release = () => {}
      tail = new Promise<void>(resolve => {
        release = resolve
      })
      await before
      await client.query(role === null ? 'reset role' : `set local role ${role}`)
      const opened: string[] = []
      return {
        async query(text, parameters) {
          if (/^begin|^start transaction/i.test(text)) {
            const name = `test_${depth++}`
            opened.push(name)
            return client.query(`savepoint ${name}`)
          }
          if (/^commit/i.test(text)) return client.query(`release savepoint ${opened.pop()}`)
          if (/^rollback$/i.test(text)) return client.query(`rollback to savepoint ${opened.pop()}`)
          if (opened.length > 0) return client.query(text, parameters)
          await client.query('savepoint statement')
          try {
            const result = await client.query(text, parameters)
            await client.query('release savepoint statement')
            return result
          } catch (error) {
            await client.query('rollback to savepoint statement')
            throw error
          }
        },
        release,
      }
    },
    end: async () => {},
  })
}

const within = (client: PoolClient, _role: string | null): Pool => ({
  connect: async () => ({ query: client.query.bind(client), release: () => {} }),
  end: async () => {},
})

let undoing = 0
/** Does something and takes all of it back, as often as wanted inside one test; meanwhile nobody else may write. */
export async function undone<T>(work: () => Promise<T>): Promise<T> {
  const { client } = await cache.testConnection!
  const point = `undone_${undoing++}`
  await client.query(`savepoint ${point}`)
  try {
    return await work()
  } finally {
    await client.query(`rollback to savepoint ${point}`)
    await client.query(`release savepoint ${point}`)
  }
}

/** @returns the statements that reached the database while something was done, with their parameters */
export async function statementsOf(
  work: () => Promise<unknown>,
): Promise<{ text: string; parameters: readonly unknown[] }[]> {
  const { client } = await cache.testConnection!
  const query = client.query
  const statements: { text: string; parameters: readonly unknown[] }[] = []
  client.query = (text, parameters) => {
    statements.push({ text, parameters: parameters ?? [] })
    return query.call(client, text, parameters)
  }
  try {
    await work()
  } finally {
    client.query = query
  }
  return statements
}

export const test = base.extend<{ db: TestDatabase }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures wanted from the pattern
  db: async ({}, use) => {
    cache.testConnection ??= open()
    const { client, engine } = await cache.testConnection
    await client.query('begin')
    const pool = sharedPool(client)
    try {
      await use({ ...handlesOver(role => pool(databaseRoles[role])), engine })
    } finally {
      await client.query('rollback')
      await client.query('reset role')
    }
  },
})
export { describe, expect } from 'vitest'
