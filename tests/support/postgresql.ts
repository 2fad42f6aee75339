/**
 * A PostgreSQL of our own for the tests: a fresh cluster in a temporary folder on a free port, stopped by its pid.
 * Uses the newest server found under /usr/lib/postgresql, or TEST_DATABASE_URL when it is given.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loginsSql } from '../../api/db/logins.ts'

const base = '/usr/lib/postgresql'

/** The folder of the programs of a PostgreSQL that has PostGIS, or undefined. */
export function findPostgres(): string | undefined {
  if (!existsSync(base)) return undefined
  return readdirSync(base)
    .sort((a, b) => Number(b) - Number(a))
    .filter(version => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))
    .map(version => join(base, version, 'bin'))
    .find(bin => existsSync(join(bin, 'initdb')))
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

export type Cluster = {
  /** The database `observatory`, as its owner, which is no superuser: as in a real installation. */
  url: string
  /** The same, as the login that reads releases. */
  readerUrl: string
  /** The same, as a superuser. */
  superUrl: string
  /** @returns the address of one more empty database, as its owner */
  another(database: string): string
  stop(): Promise<void>
}

/** @returns the addresses of an empty database, made by the SQL of `npm run roles`, and how to stop its server */
export async function startPostgres(): Promise<Cluster> {
  const bin = findPostgres()
  if (!bin) throw new Error('no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3')
  const folder = mkdtempSync(join(tmpdir(), 'observatory-postgres-'))
  // PostgreSQL refuses to run as root; Debian's package made the user postgres.
  const asRoot = process.getuid?.() === 0
  const ids = asRoot
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'])),
        gid: Number(execFileSync('id', ['-g', 'postgres'])),
      }
    : {}
  if (asRoot) execFileSync('chown', ['postgres', folder])
  chmodSync(folder, 0o700)
  execFileSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'superuser', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...ids,
      cwd: folder,
      stdio: 'ignore',
    },
  )
  const port = await freePort()
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'],
    { ...ids, cwd: folder, stdio: 'ignore' },
  )
  const gone = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const address = (login: string, database = 'observatory') =>
    `postgres://${login}@127.0.0.1:${port}/${database}`
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(address('superuser', 'postgres'))
    try {
      await client.connect()
      await client.end()
      break
    } catch (error) {
      await client.end().catch(() => {})
      if (attempt === 100) {
        await stop()
        throw error
      }
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  const another = (database: string): string => {
    const made = spawnSync(join(bin, 'psql'), ['-X', '-q', address('superuser', 'postgres')], {
      input: loginsSql({ database, owner: 'owner', reader: 'releases' }, { owner: 'x', reader: 'y' }),
      encoding: 'utf8',
    })
    if (made.status !== 0) throw new Error(made.stderr)
    return address('owner', database)
  }
  try {
    const url = another('observatory')
    return { url, readerUrl: address('releases'), superUrl: address('superuser'), another, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Vitest's global setup of the project `postgresql`. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return
  const { url, stop } = await startPostgres()
  process.env.TEST_DATABASE_URL = url
  return async () => {
    delete process.env.TEST_DATABASE_URL
    await stop()
  }
}
