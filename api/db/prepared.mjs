// @ts-check
/**
 * An empty embedded database with its extensions, kept as one file: making one takes twenty seconds of a processor,
 * opening the file four. It holds nothing of ours, neither table nor secret, so that any new database may begin with it.
 * Plain JavaScript, because the worker of the engine and the runner of the tests read it without a loader.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'

/** The extensions that the migrations ask for, under the names that `create extension` knows. */
export const extensions = { postgis, btree_gist, pg_trgm }

const { resolve } = createRequire(import.meta.url)
const cache = fileURLToPath(new URL('../../node_modules/.cache/observatory', import.meta.url))

/** @param {string} name @returns {string} the version that is installed */
function versionOf(name) {
  let folder = dirname(resolve(name))
  for (;;) {
    try {
      const { name: own, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      if (own === name) return version
    } catch {}
    if (folder === dirname(folder)) throw new Error(`${name} is not installed`)
    folder = dirname(folder)
  }
}

/** Another engine, other extensions or another layout of this file: another name. */
const key = () =>
  createHash('sha256')
    .update(
      JSON.stringify([
        1,
        versionOf('@electric-sql/pglite'),
        versionOf('@electric-sql/pglite-postgis'),
        Object.keys(extensions),
      ]),
    )
    .digest('hex')
    .slice(0, 16)

export const preparedFile = () => join(cache, `engine-${key()}.tar.gz`)

/** @returns {Blob | undefined} what the file of this very engine holds, when there is one that is whole */
export function prepared(file = preparedFile()) {
  try {
    return new Blob([gunzipSync(readFileSync(file))], { type: 'application/x-tar' })
  } catch {
    return undefined // the engine then makes its database itself, as on a fresh machine
  }
}

/** Makes the file unless it is there. Two processes may make it at once: each writes its own and gives it the name last. */
export async function prepare() {
  if (prepared()) return
  const database = await PGlite.create({ extensions })
  for (const name of Object.keys(extensions)) await database.exec(`create extension ${name}`)
  const dump = await database.dumpDataDir('none')
  await database.close()
  mkdirSync(cache, { recursive: true })
  const mine = `${preparedFile()}.${process.pid}`
  writeFileSync(mine, gzipSync(Buffer.from(await dump.arrayBuffer())))
  renameSync(mine, preparedFile())
  // Engines of before are asked for by nobody; what another process is writing has its number at the end.
  for (const file of readdirSync(cache))
    if (/^engine-.*\.tar\.gz$/.test(file) && join(cache, file) !== preparedFile()) rmSync(join(cache, file))
}
