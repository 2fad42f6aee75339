/**
 * Opens the database, embedded or PostgreSQL, and gives one handle per database role. A feature receives only the
 * handles it needs, so what a handle's role cannot reach, the feature cannot either.
 */
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { openEmbedded, type Pool } from './embedded.ts'
import { lockDirectory } from './lock.ts'
import type { DB } from './schema.ts'

type Schemas<S extends string> = Pick<DB, Extract<keyof DB, `${S}.${string}`>>
export type PublishedDatabase = Schemas<'published' | 'territory'>
export type StaffDatabase = Schemas<'account' | 'resource' | 'territory'>
export type RecordDatabase = Schemas<'record' | 'resource' | 'territory'> & Pick<DB, 'account.audit_event'>

export type Handles = {
  /** Migrations, loaders and maintenance; never given to a feature's routes. */
  owner: Kysely<DB>
  /** Accounts and the census. */
  staff: Kysely<StaffDatabase>
  /** Records accesses and needs, for `observations` alone. */
  recorder: Kysely<RecordDatabase>
  /** Releases and territory; cannot reach `record` by any means. */
  reader: Kysely<PublishedDatabase>
  /** Closes periods: may run the one function that counts records, and append to `published`. */
  publisher: Kysely<PublishedDatabase>
  /** May run the one function behind the coordinator's internal view, and nothing on `record`. */
  internal: Kysely<PublishedDatabase>
}
export type Database = Handles & {
  engine: { name: 'embedded' | 'postgresql'; version: string; postgis: string }
  close(): Promise<void>
}

/** What stops a start, said in one sentence for the person at the terminal. */
export class StartFault extends Error {}

// One form on both engines: a date stays YYYY-MM-DD (as a Date it would become the day before in UTC), an int8
// is a number (our counts are far below 2^53).
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, text => text)
types.setTypeParser(pg.types.builtins.INT8, Number)

export const databaseRoles = {
  owner: null,
  staff: 'observatory_staff',
  recorder: 'observatory_recorder',
  reader: 'observatory_reader',
  publisher: 'observatory_publisher',
  internal: 'observatory_internal',
} as const

export type Where =
  | { kind: 'embedded'; dataDir: string | undefined }
  | { kind: 'postgresql'; url: string; readerUrl: string | undefined }

const kysely = <D>(pool: Pool) => new Kysely<D>({ dialect: new PostgresDialect({ pool: pool as never }) })

/** Handles over any function that gives a pool for a role: production's and the tests'. */
export const handlesOver = (pool: (role: keyof typeof databaseRoles) => Pool): Handles => ({
  owner: kysely(pool('owner')),
  staff: kysely(pool('staff')),
  recorder: kysely(pool('recorder')),
  reader: kysely(pool('reader')),
  publisher: kysely(pool('publisher')),
  internal: kysely(pool('internal')),
})

/**
 * Connects without migrating; the roles other than the owner work once `migrate` has made them.
 * @throws StartFault when the place cannot be opened
 */
export async function connect(where: Where): Promise<Database> {
  return where.kind === 'embedded' ? connectEmbedded(where.dataDir) : connectPostgres(where)
}

async function connectEmbedded(dataDir: string | undefined): Promise<Database> {
  let unlock = async () => {}
  if (dataDir !== undefined) {
    try {
      unlock = await lockDirectory(dataDir)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      throw new StartFault(
        code === 'EADDRINUSE'
          ? `The data directory ${dataDir} is in use by another process: stop it first, or set DATA_DIR to another folder.`
          : `The data directory ${dataDir} cannot be used (${code}): set DATA_DIR to a folder that can be written.`,
      )
    }
  }
  const embedded = await openEmbedded(dataDir).catch(async error => {
    await unlock()
    throw new StartFault(
      `The embedded database in ${dataDir ?? 'memory'} cannot be opened (${error.message.split('\n')[0]}). Nothing was changed.`,
    )
  })
  const handles = handlesOver(role => embedded.pool(databaseRoles[role]))
  return {
    ...handles,
    engine: await describe('embedded', handles.owner),
    async close() {
      await embedded.close()
      await unlock()
    },
  }
}

async function connectPostgres({
  url,
  readerUrl,
}: {
  url: string
  readerUrl: string | undefined
}): Promise<Database> {
  const pools: pg.Pool[] = []
  const open = (role: keyof typeof databaseRoles): Pool => {
    const ownLogin = role === 'reader' && readerUrl !== undefined
    // No query of ours runs long enough to earn back its compilation, which takes up to a tenth of a second.
    const settings = ['-c TimeZone=Europe/Rome', '-c jit=off']
    if (databaseRoles[role] && !ownLogin) settings.push(`-c role=${databaseRoles[role]}`)
    const pool = new pg.Pool({
      connectionString: ownLogin ? readerUrl : url,
      // A file being imported holds a recorder's connection for seconds; desks keep the others.
      max: { reader: 10, staff: 10, recorder: 4, owner: 2, publisher: 2, internal: 2 }[role],
      options: settings.join(' '),
      types,
    })
    pool.on('error', () => {}) // an idle connection lost is replaced at the next query
    pools.push(pool)
    return pool as unknown as Pool
  }
  const handles = handlesOver(open)
  const close = async () => {
    await Promise.all(pools.map(pool => pool.end()))
  }
  try {
    const engine = await describe('postgresql', handles.owner)
    return { ...handles, engine, close }
  } catch (error) {
    await close()
    if (error instanceof StartFault) throw error
    throw new StartFault(`PostgreSQL at DATABASE_URL cannot be reached: ${(error as Error).message}`)
  }
}

async function describe(name: Database['engine']['name'], owner: Kysely<DB>): Promise<Database['engine']> {
  const { rows } = await sql<{ version: string; postgis: string | null }>`
    select current_setting('server_version') as version,
           (select default_version from pg_available_extensions where name = 'postgis') as postgis`.execute(
    owner,
  )
  return engineOf(name, rows[0]!.version, rows[0]!.postgis)
}

/** @throws StartFault when the server is too old, or has no PostGIS to offer */
export function engineOf(
  name: Database['engine']['name'],
  serverVersion: string,
  postgis: string | null,
): Database['engine'] {
  const version = serverVersion.split(' ')[0]!
  if (Number(version.split('.')[0]) < 15)
    throw new StartFault(`PostgreSQL ${version} is too old: 15 or newer is needed.`)
  if (postgis === null)
    throw new StartFault(
      'This PostgreSQL has no PostGIS: install it on the server (Debian: postgresql-15-postgis-3), then start again.',
    )
  return { name, version, postgis }
}
