// @ts-check
/**
 * The embedded PostgreSQL, in a thread of its own so that a heavy query never stalls the server. Plain
 * JavaScript, because a worker is started by Node itself, without the loader that reads TypeScript.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { extensions, prepared } from './prepared.mjs'

const DATE = 1082
const INT8 = 20
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)

try {
  const { dataDir } = workerData
  const loadDataDir =
    dataDir === undefined || !existsSync(join(dataDir, 'PG_VERSION')) ? prepared() : undefined
  const database = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(loadDataDir ? { loadDataDir } : {}),
    extensions,
    // The forms that api/db/connect.ts gives to node-postgres: a date stays text, an int8 is a number.
    parsers: { [DATE]: text => text, [INT8]: Number },
  })
  await database.exec("set timezone = 'Europe/Rome'")
  port.postMessage({ ready: true })

  port.on('message', async ({ id, text, parameters }) => {
    try {
      const results =
        text === null
          ? await database.close().then(() => [])
          : parameters.length === 0
            ? await database.exec(text) // the simple protocol: a file may hold many statements
            : [await database.query(text, parameters)]
      const { rows, affectedRows } = results.at(-1) ?? { rows: [], affectedRows: 0 }
      port.postMessage({ id, rows, affectedRows: affectedRows ?? rows.length })
    } catch (error) {
      const { message, code, detail, hint, schema, table, column, constraint, where } = /** @type {any} */ (
        error
      )
      port.postMessage({
        id,
        error: { message, code, detail, hint, schema, table, column, constraint, where },
      })
    }
  })
} catch (error) {
  port.postMessage({ ready: false, message: String(/** @type {any} */ (error)?.message ?? error) })
}
