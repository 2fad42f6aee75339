/** Starting and stopping whole servers: what a person at the terminal meets, good and bad. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, engineOf } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { prepared, preparedFile } from '../../api/db/prepared.mjs'
import { findPostgres, startPostgres } from '../support/postgresql.ts'
import { type Server, startServer } from '../support/product.ts'
import { clockVariables } from '../support/test-clock.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'observatory-start-'))
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stop = async (server: Server, signal: NodeJS.Signals = 'SIGINT') => {
  server.process.kill(signal)
  return server.ended
}
/** Starts a server that must refuse: its exit code and its sentences. */
const refusal = async (variables: Record<string, string>) => {
  const server = startServer(variables)
  expect(await server.listening(), server.printed()).toBeUndefined()
  return { code: await server.ended, said: server.printed() }
}
const partnersReleases = async (url: string) => {
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'partner', password: 'distretto-demo' }),
  })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  return (await fetch(`${url}/api/v1/releases`, { headers: { cookie } })).text()
}

describe('the embedded engine', () => {
  let first: Server
  let url: string
  let releases: string
  beforeAll(async () => {
    first = startServer({ DATA_DIR: dataDir })
    url = (await first.listening())!
    releases = await partnersReleases(url)
  })

  test('says what it is doing from the first second to the address', () => {
    expect(first.printed()).toMatch(/opening the embedded database/)
    expect(first.printed()).toMatch(/applying \d+ migrations/)
    expect(first.printed()).toMatch(/demonstration: resources/)
    expect(first.printed()).toMatch(/periods closed/)
    expect(first.printed()).toMatch(/Demonstration: areas, accounts and numbers are invented/)
  })

  test('keeps an idle connection longer than proxies do, so that none is reset under a request', async () => {
    const kept = /timeout=(\d+)/.exec((await fetch(`${url}/status`)).headers.get('keep-alive') ?? '')
    expect(Number(kept?.[1])).toBeGreaterThan(60)
  })

  test('refuses a second process on the same data directory, which goes on undisturbed', async () => {
    const { code, said } = await refusal({ DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(said).toMatch(/is in use by another process/)
    expect(said).not.toMatch(/at .*\.ts:\d+/) // a sentence, not a stack
    expect((await fetch(`${url}/status`)).status).toBe(200)
  })

  test('keeps its data when killed, holds no stale lock, and closes cleanly on Ctrl-C', async () => {
    await stop(first, 'SIGKILL')
    const second = startServer({ DATA_DIR: dataDir })
    const again = (await second.listening())!
    expect(await partnersReleases(again)).toBe(releases)
    expect(second.printed()).not.toMatch(/resources and \d+ accesses written/)
    expect(await stop(second)).toBe(0)
    const third = startServer({ DATA_DIR: dataDir })
    expect(await partnersReleases((await third.listening())!)).toBe(releases)
    expect(await stop(third, 'SIGTERM')).toBe(0)
  })

  test('refuses a database written by a newer version, and leaves it as it was', async () => {
    const database = await connect({ kind: 'embedded', dataDir })
    const insert = (name: string) =>
      database.owner
        .insertInto('public.kysely_migration' as never)
        .values({ name, timestamp: 'x' } as never)
        .execute()
    await insert('9999_future')
    await database.close()
    const { code, said } = await refusal({ DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(said).toMatch(/newer version of this program \(it has 9999_future\)/)
    const after = await connect({ kind: 'embedded', dataDir })
    await after.owner
      .deleteFrom('public.kysely_migration' as never)
      .where('name' as never, '=', '9999_future' as never)
      .execute()
    expect(await migrate(after.owner)).toMatch(/^\d{4}_/)
    await after.close()
  })
})

describe('a new database', () => {
  const address = (path: string) => new URL(`../support/${path}`, import.meta.url)

  test('is made from nothing on a fresh machine, and is the same as one that begins with the prepared file', async () => {
    const empty = async (name: string) => {
      const made = join(folder, name)
      const { NODE_OPTIONS = '', ...clock } = clockVariables()
      const options =
        name === 'fresh' ? `${NODE_OPTIONS} --import=${address('unprepared.mjs')}` : NODE_OPTIONS
      const server = startServer({ DATA_DIR: made, DEMO: '0', ...clock, NODE_OPTIONS: options })
      expect(await server.listening(), server.printed()).toBeTruthy()
      expect(await stop(server)).toBe(0)
      const database = await connect({ kind: 'embedded', dataDir: made })
      const { rows } = await sql<{ what: string }>`
        select format('%s %s %s', n.nspname, c.relname, c.relkind) as what
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not like 'pg\\_t%'
         union all select extname || ' ' || extversion from pg_extension
         union all select rolname::text from pg_roles
         order by 1`.execute(database.owner)
      await database.close()
      return rows.map(row => row.what)
    }
    expect(existsSync(preparedFile())).toBe(true)
    const fresh = await empty('fresh')
    expect(fresh.length).toBeGreaterThan(300)
    expect(await empty('prepared')).toEqual(fresh)
  })

  test('is made from nothing when the prepared file is not whole', () => {
    const whole = readFileSync(preparedFile())
    const broken = join(folder, 'broken.tar.gz')
    writeFileSync(broken, whole.subarray(0, whole.length / 2))
    expect(prepared(broken)).toBeUndefined()
    expect(prepared(join(folder, 'none'))).toBeUndefined()
    expect(prepared()!.size).toBeGreaterThan(10_000_000)
  })
})

describe('a start that cannot be', () => {
  test('names a taken port', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    const { code, said } = await refusal({ DATA_DIR: join(folder, 'port'), PORT: String(port), DEMO: '0' })
    taken.close()
    expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`Port ${port} is taken on 127.0.0.1`))])
  })

  test('names a data directory that is no directory, or that holds something else', async () => {
    writeFileSync(join(folder, 'file'), 'x')
    const noFolder = await refusal({ DATA_DIR: join(folder, 'file') })
    expect([noFolder.code, noFolder.said]).toEqual([
      1,
      expect.stringMatching(/cannot be used|cannot be opened/),
    ])
  })

  test('names every fault of the environment', async () => {
    const { code, said } = await refusal({ PORT: 'x', DEMO: 'maybe' })
    expect(code).toBe(1)
    expect(said).toMatch(/PORT is «x».*\n.*DEMO is «maybe»/)
  })

  test('names a PostgreSQL that does not answer', async () => {
    const { code, said } = await refusal({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' })
    expect([code, said]).toEqual([1, expect.stringMatching(/PostgreSQL at DATABASE_URL cannot be reached/)])
  })
})

describe('outside the demonstration', () => {
  test('no account exists until `npm run admin` makes the first', async () => {
    const real = join(folder, 'real')
    const server = startServer({ DATA_DIR: real, DEMO: '0' })
    const url = (await server.listening())!
    const signIn = (address: string, username: string, password: string) =>
      fetch(`${address}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
    expect((await signIn(url, 'admin', 'distretto-demo')).status).toBe(401)
    expect((await (await fetch(`${url}/status`)).json()).demonstration).toBe(false)
    await stop(server)
    const admin = (input: string, ...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'api/admin.ts', ...args], {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: real },
        input,
        encoding: 'utf8',
      })
    expect(admin('short\n', '--username', 'anna').stderr).toMatch(/shorter than 12/)
    expect(admin('', '--role', 'king').stderr).toMatch(/--username is needed[\s\S]*--role is one of/)
    expect(admin('una lunga parola\n', '--username', 'anna').stdout).toMatch(/Account anna \(admin\) made/)
    expect(admin('una lunga parola\n', '--username', 'anna').stderr).toMatch(/exists already/)
    // A partner is of a body of the census, which is made when the census has not met it.
    const partner = (name: string, ...of: string[]) =>
      admin(
        'una lunga parola\n',
        '--username',
        name,
        '--role',
        'partner',
        '--organisation',
        'APS di prova',
        ...of,
      )
    expect(partner('uno').stderr).toMatch(
      /No body of the census is called APS di prova: say --kind, one of comune/,
    )
    expect(partner('uno', '--kind', 'club').stderr).toMatch(/--kind goes with --organisation/)
    expect(partner('uno', '--kind', 'aps').stdout).toMatch(/Account uno \(partner\) made/)
    expect(partner('due').stdout).toMatch(/Account due \(partner\) made/)
    const again = startServer({ DATA_DIR: real, DEMO: '0' })
    expect((await signIn((await again.listening())!, 'anna', 'una lunga parola')).status).toBe(200)
    await stop(again)
  })
})

describe.skipIf(!findPostgres())('PostgreSQL', () => {
  let cluster: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.stop())

  test('serves the demonstration with a reader of its own, and refuses one that could see the records', async () => {
    // A superuser does not serve, and leaves nothing behind: the remedy is in the refusal.
    const owner = new pg.Client(cluster.superUrl)
    await owner.connect()
    const refused = await refusal({ DATABASE_URL: cluster.superUrl })
    expect([refused.code, refused.said]).toEqual([
      1,
      expect.stringMatching(/the login superuser of DATABASE_URL can reach the records/),
    ])
    expect(refused.said).toMatch(/create role %I login nosuperuser nobypassrls/)
    expect((await owner.query("select to_regnamespace('record') as made")).rows).toEqual([{ made: null }])
    const first = startServer({ DATABASE_URL: cluster.url })
    const url = (await first.listening())!
    expect(url, first.printed()).toBeTruthy()
    expect(JSON.parse(await partnersReleases(url)).releases.length).toBeGreaterThan(20)
    expect(await stop(first)).toBe(0)

    for (const reader of [cluster.superUrl, cluster.url]) {
      const powerful = await refusal({ DATABASE_URL: cluster.url, READER_DATABASE_URL: reader })
      expect(powerful.code).toBe(1)
      expect(powerful.said).toMatch(/can reach the records/)
    }
    await owner.query("create role bypass login bypassrls password 'x' in role observatory_reader")
    await owner.query("create role staff_reader login password 'x' in role observatory_recorder")
    await owner.query("create role plain_reader login password 'x' in role observatory_reader")
    const as = (login: string) => cluster.url.replace('owner@', `${login}:x@`)
    // One that inherits nothing can still act as who sees them.
    await owner.query(
      "create role by_turns login noinherit password 'x' in role observatory_reader, observatory_closing",
    )
    for (const login of ['bypass', 'staff_reader', 'by_turns'])
      expect((await refusal({ DATABASE_URL: cluster.url, READER_DATABASE_URL: as(login) })).said).toMatch(
        /can reach the records/,
      )

    const walled = startServer({ DATABASE_URL: cluster.url, READER_DATABASE_URL: cluster.readerUrl })
    const walledUrl = (await walled.listening())!
    expect(JSON.parse(await partnersReleases(walledUrl)).releases.length).toBeGreaterThan(20)
    expect(await stop(walled)).toBe(0)

    // The reader's own login, without the server between: no wall has a door.
    const reader = new pg.Client(as('plain_reader'))
    await reader.connect()
    for (const attempt of [
      'select count(*) from record.access',
      'explain select * from record.access',
      'select * from record.salt',
      "select derived.close_period('2026-11', current_date)",
      "select * from derived.internal_counts('2026-09')",
      'select * from account."user"',
      'set role observatory_recorder',
      'set role observatory_closing',
      'delete from published.release',
    ])
      await expect(reader.query(attempt), attempt).rejects.toMatchObject({ code: '42501' })
    const statistics = await reader.query("select * from pg_stats where schemaname = 'record'")
    expect(statistics.rows).toEqual([])
    expect((await reader.query('select count(*) from published.release')).rows[0].count).not.toBe('0')
    await reader.end()
    await owner.end()
  })
})

describe.skipIf(!findPostgres())('`npm run roles`', () => {
  test('prints SQL that psql runs, twice, and addresses that serve', async () => {
    const cluster = await startPostgres()
    const printed = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'api/roles.ts', '--database', 'a "town"', '--host', new URL(cluster.superUrl).host],
      {
        cwd: root,
        env: { PATH: process.env.PATH },
        encoding: 'utf8',
      },
    )
    expect(printed.status, printed.stderr).toBe(0)
    const psql = () =>
      spawnSync(join(findPostgres()!, 'psql'), ['-X', '-q', cluster.superUrl], {
        input: printed.stdout,
        encoding: 'utf8',
      })
    for (const run of [psql(), psql()])
      expect([run.status, run.stderr.replace(/^.*NOTICE.*\n/gm, '')]).toEqual([0, ''])
    const address = (name: string) => new RegExp(`^--   ${name}=(.*)$`, 'm').exec(printed.stdout)![1]!
    const server = startServer({
      DATABASE_URL: address('DATABASE_URL'),
      READER_DATABASE_URL: address('READER_DATABASE_URL'),
      DEMO: '0',
    })
    expect(await server.listening(), server.printed()).toBeTruthy()
    expect(await stop(server)).toBe(0)
    const superuser = new pg.Client(cluster.superUrl)
    await superuser.connect()
    const { rows } = await superuser.query(
      "select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful from pg_roles where rolname in ('observatory_app', 'observatory_releases') order by 1",
    )
    expect(rows).toEqual([
      { rolname: 'observatory_app', powerful: false },
      { rolname: 'observatory_releases', powerful: false },
    ])
    await superuser.end()
    await cluster.stop()
  })
})

test('a PostgreSQL without PostGIS, or too old, is refused with the remedy', () => {
  expect(() => engineOf('postgresql', '15.8 (Debian)', null)).toThrow(
    /has no PostGIS: install it on the server/,
  )
  expect(() => engineOf('postgresql', '14.2', '3.3.2')).toThrow(/PostgreSQL 14.2 is too old/)
  expect(engineOf('postgresql', '15.8 (Debian)', '3.3.2').version).toBe('15.8')
})
