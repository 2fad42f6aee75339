/**
 * The embedded engine as a pool of one connection. Whoever connects waits for the one before: a transaction
 * never mixes with another request's statements. Each connection acts as the database role it was asked for.
 */
import { Worker } from 'node:worker_threads'

/** What Kysely's PostgresDialect asks of a pool, and no more. */
export type PoolClient = {
  query(text: string, parameters?: readonly unknown[]): Promise<QueryResult>
  release(): void
}
export type Pool = { connect(): Promise<PoolClient>; end(): Promise<void> }
type QueryResult = { command: string; rowCount: number; rows: Record<string, unknown>[] }

export type Embedded = {
  /** @param role database role to act as; null for the owner */
  pool(role: string | null): Pool
  close(): Promise<void>
}

/** Longer than any statement of ours: past it, one request waits for itself. */
const connectTimeoutMs = 60_000

/** @param dataDir folder of the database; undefined keeps it in memory */
export async function openEmbedded(dataDir: string | undefined): Promise<Embedded> {
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
    workerData: { dataDir },
    execArgv: [],
  })
  const waiting = new Map<number, { resolve(result: QueryResult): void; reject(error: Error): void }>()
  let next = 0

  await new Promise<void>((resolve, reject) => {
    worker.once('message', (first: { ready: boolean; message?: string }) =>
      first.ready ? resolve() : reject(new Error(first.message)),
    )
    worker.once('error', reject)
  })
  worker.on('message', ({ id, rows, affectedRows, error }) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error) call?.reject(Object.assign(new Error(error.message), error))
    else call?.resolve({ command: '', rowCount: affectedRows, rows })
  })
  worker.on('error', error => {
    for (const call of waiting.values()) call.reject(error as Error)
    waiting.clear()
  })

  const send = (text: string | null, parameters: readonly unknown[]): Promise<QueryResult> =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, text, parameters })
    })

  let tail: Promise<void> = Promise.resolve()
  let currentRole: string | null = null

  const pool = (role: string | null): Pool => ({
    async connect() {
      const before = tail
      let release = () => {}
      tail = new Promise<void>(resolve => {
        release = resolve
      })
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error('the embedded database is busy: no connection in time')),
          connectTimeoutMs,
        )
      })
      try {
        await Promise.race([before, late])
      } catch (error) {
        before.then(release)
        throw error
      } finally {
        clearTimeout(timer)
      }
      if (currentRole !== role) {
        try {
          await send(role === null ? 'reset role' : `set role ${role}`, [])
          currentRole = role
        } catch (error) {
          release()
          throw error
        }
      }
      return {
        async query(text, parameters = []) {
          const result = await send(text, parameters)
          return { ...result, command: /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? '' }
        },
        release,
      }
    },
    end: async () => {},
  })

  return {
    pool,
    async close() {
      await tail
      await send(null, [])
      await worker.terminate()
    },
  }
}
