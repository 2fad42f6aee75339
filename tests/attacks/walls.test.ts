/** After the closing there is nothing behind a release to ask: by no route, no repetition, no parameter, no statement. */
import { sql } from 'kysely'
import { createApp } from '../../api/app.ts'
import { connect } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { seeded } from '../../api/demonstration/random.ts'
import { closePeriod } from '../../api/disclosure/close.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { editionNamed } from '../../api/disclosure/editions.ts'
import { cell as selected } from '../../web/view/select.ts'
import { type Client, now, type Reply, servedBy } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import {
  anew,
  close,
  describe,
  expect,
  found,
  late,
  many,
  readReleases,
  statementsOf,
  test,
  undone,
} from './given.ts'
import { Machine } from './likelihood.ts'
import { naiveServer } from './naive.ts'
import {
  addressesOf,
  bodyOf,
  type Given,
  keysOf,
  operations,
  partnerMay,
  routesOf,
  withEachText,
} from './reach.ts'
import { givenDistrict, givenSalt, givenVisits, periodsOf, worldOf } from './world.ts'

const months = ['2025-10', '2025-11', '2025-12']
const periods = periodsOf('2025', months)
const someId = '00000000-0000-4000-8000-000000000001'

/** An example of everything that an operation asks: one without is found here, not left out. */
const examples: Given = {
  params: {
    release: [...periods, '2026-01', '2031-10', '2025-13'],
    resource: [someId],
    project: [someId],
    proposal: [someId],
    view: [someId],
    period: [...periods, '2026-01'],
    z: ['12'],
    x: ['2225'],
    y: ['1530'],
  },
  query: {
    on: ['2025-12-31', '2031-01-01'],
    hash: ['0'.repeat(64)],
    period: periods,
    area: ['alfa', 'outside_or_unknown'],
    group: ['support'],
    need: ['housing'],
    status: ['active'],
    needGroup: ['housing'],
    q: ['doposcuola'],
    limit: ['10'],
    openNow: ['true'],
    action: ['A'],
    state: ['open', 'in_progress'],
    months: ['3'],
    centre: ['porta-alfa'],
    from: ['2025-10-01'],
    to: ['2025-12-31'],
  },
  bodies: {
    logIn: { username: 'nobody', password: 'wrong' },
    saveView: {
      name: 'Casa',
      address: '/esplora?bisogno=housing',
      dossier: 'Regione',
      text: 'Prima della vista',
    },
    findResourcesFor: {
      need: 'housing',
      area: 'alfa',
      ageBand: '35-49',
      citizenship: 'it',
      household: 'single',
    },
    findSimilarResources: {
      name: 'Doposcuola',
      position: { type: 'Point', coordinates: [15.79, 40.64] },
      phone: '0971 000000',
      website: 'https://example.org',
      exclude: someId,
    },
    findAddresses: { q: 'via Inventata 1' },
    findResourcesNear: { at: [15.79, 40.64], metres: 800, needGroup: 'housing', group: 'support' },
    reportPageFault: {
      error: 'TypeError',
      screen: '/esplora',
      frames: [{ file: 'first.js', line: 1, column: 1 }],
    },
    placeResource: { geometry: { type: 'Point', coordinates: [15.79, 40.64] } },
    updateResource: { version: 1, name: 'Doposcuola' },
    proposeChange: { version: 1, name: 'Doposcuola', reason: 'Ha cambiato nome' },
    proposeResource: {
      name: 'Doposcuola',
      type: 'after_school',
      geometry: { type: 'Point', coordinates: [15.79, 40.64] },
      reason: 'Apre adesso',
    },
  },
}

/** Routes that are no operation of the API; a new one has to be written here and is then read with the others. */
const otherRoutes: Record<string, readonly string[]> = {
  '/status': ['/status'],
  '/api/v1/openapi.json': ['/api/v1/openapi.json'],
  '/swagger-initializer.js': ['/api/docs/swagger-initializer.js', '/api/docs/'],
  '/problems/:type': ['/problems/not-found'],
  '/': ['/'],
  '/index.html': ['/index.html'],
  // Without a background of the municipality no file answers.
  '/^\\/[0-9a-f]{16}\\.pmtiles$/': ['/background/0123456789abcdef.pmtiles'],
  '/resources.json': ['/tiles/resources.json', '/tiles/resources.json?need=housing'],
  '/resources/:z/:x/:y.mvt': ['/tiles/resources/12/2227/1541.mvt', '/tiles/resources/15/17821/12328.mvt?q=x'],
  '/{*path}': ['/esplora?area=alfa&period=2025-Q4', '/indicatori', '/pubblicazione'],
}

/** Every address that a partner's browser can read, and every question that it can put in a body. */
function everything(app: Parameters<typeof routesOf>[0] | undefined) {
  const known = new Set(operations.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1')))
  const others = app ? routesOf(app).filter(path => !known.has(path)) : []
  const unknown = others.filter(path => !(path in otherRoutes))
  if (unknown.length > 0) throw new Error(`a route without an example in otherRoutes: ${unknown.join(', ')}`)
  return {
    addresses: [
      ...operations
        .filter(({ method }) => method === 'get')
        .flatMap(operation => addressesOf(operation, examples).map(path => `/api/v1${path}`)),
      ...new Set(others.flatMap(path => otherRoutes[path]!)),
    ],
    questions: operations
      .filter(
        operation =>
          // What adds something answers with what it has added, or with nothing: it is no question.
          operation.method === 'post' &&
          partnerMay(operation) &&
          operation.id !== 'logIn' &&
          (operation.status ?? 200) === 200,
      )
      .flatMap(operation =>
        addressesOf(operation, examples).map(path => ({
          path: `/api/v1${path}`,
          body: bodyOf(operation, examples),
        })),
      ),
  }
}

const bytesOf = ({ status, headers, text }: Reply): string => {
  // An answer that names its own server, as a TileJSON does, is compared without the port of this one.
  const placeless = text.replaceAll(/127\.0\.0\.1:\d+/g, 'here')
  const own = placeless === text ? ['date'] : ['date', 'etag', 'content-length']
  const kept = [...headers].filter(([name]) => !own.includes(name)).sort()
  return JSON.stringify([status, kept, placeless])
}

/** Everything that can be read, as bytes: status, headers without the date, body. */
async function readAll(client: Client, reach: ReturnType<typeof everything>): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  for (const path of reach.addresses) read.set(path, bytesOf(await client.get(path)))
  for (const { path, body } of reach.questions)
    read.set(`POST ${path}`, bytesOf(await client.post(path, body)))
  return read
}
const differences = (before: Map<string, string>, after: Map<string, string>) =>
  [...before].filter(([path, bytes]) => after.get(path) !== bytes).map(([path]) => path)

/** Everything that can be done to the records once their periods are closed, and to those still open. */
const changes: ((given: TestDatabase) => Promise<unknown>)[] = [
  given =>
    sql`
      update record.access
         set centre_id = 'porta-delta', channel = 'phone', origin = 'referred', residence = 'area',
             residence_area_id = 'delta', residence_cell_id = null, age_band = '65+', gender = 'M',
             citizenship = 'non_eu', household = 'extended', income_support = 'other', known_to_service = 'yes',
             last_visit = 'unknown'`.execute(given.owner),
  given =>
    sql`update record.need set domain = 'violence', request = null, outcome = 'guidance', unmet_reason = null`.execute(
      given.owner,
    ),
  given => givenVisits(given, worldOf('more', 1000, ['2025-12'])),
  given => sql`delete from record.access`.execute(given.owner),
  given => sql`update record.salt set value = sha256('another')`.execute(given.owner),
]

describe('after a closing', () => {
  test('no change of a record changes a byte that a partner can read', async ({ task, given, product }) => {
    await givenVisits(given, worldOf('swap', 4000, months))
    await close(given, periods)
    const partner = await product.as('partner')
    const naive = await naiveServer(given)
    const reach = everything(product.app.router.stack as never)
    const naiveReach = { addresses: ['/api/v1/releases/2025-Q4', '/api/v1/releases/2025-12'], questions: [] }
    const before = await readAll(partner, reach)
    expect(before.size).toBeGreaterThan(30)
    const naiveBefore = await readAll(naive.client, naiveReach)
    let naiveSeen = 0
    const changed: string[] = []
    for (const change of changes) {
      await change(given)
      changed.push(...differences(before, await readAll(partner, reach)))
      // And on a server that remembers nothing of what it has served.
      changed.push(...differences(before, await anew(given, partner, fresh => readAll(fresh, reach))))
      if (differences(naiveBefore, await readAll(naive.client, naiveReach)).length > 0) naiveSeen++
    }
    await naive.stop()
    expect(changed).toEqual([])
    found(
      { task },
      {
        name: 'swap',
        success: changed.length,
        naive: naiveSeen / changes.length,
        bound: { most: 0 },
        trials: 2 * before.size * changes.length,
      },
    )
  })

  test('a second one fails, and nothing changes', async ({ given, product }) => {
    await givenVisits(given, worldOf('again', 1000, months))
    await close(given, periods)
    const partner = await product.as('partner')
    const reach = {
      addresses: ['/api/v1/releases', ...periods.map(p => `/api/v1/releases/${p}`)],
      questions: [],
    }
    const before = await readAll(partner, reach)
    await sql`delete from record.access`.execute(given.owner)
    for (const period of periods)
      await expect(closePeriod(given.publisher, period, late)).rejects.toMatchObject({
        constraint: 'ledger_once',
      })
    expect(differences(before, await anew(given, partner, fresh => readAll(fresh, reach)))).toEqual([])
  })

  test('repeating gives the same bytes, whoever asks, however, wherever', async ({
    task,
    given,
    product,
  }) => {
    const visits = worldOf('repeats', 4000, months)
    await givenSalt(given, 'repeats')
    await givenVisits(given, visits)
    await close(given, periods)
    const partner = await product.as('partner')
    const bodies = await readReleases(partner, periods)
    const texts = await Promise.all(periods.map(async p => (await partner.get(`/api/v1/releases/${p}`)).text))
    const seen: { how: string; text: string; place: number }[] = []
    const note = async (how: string, client: Client, headers: Record<string, string> = {}, query = '') => {
      for (const [place, period] of periods.entries()) {
        const { status, text } = await client.get(`/api/v1/releases/${period}${query}`, headers)
        if (status === 200) seen.push({ how, text, place })
        else expect(query).not.toBe('')
      }
    }
    for (const persona of ['partner', 'operator', 'coordinator', 'otherOperator'] as const)
      await note(persona, await product.as(persona))
    for (const accept of ['text/csv', 'application/xml', 'application/geo+json', '*/*'])
      await note(accept, partner, { accept })
    for (const encoding of ['identity', 'gzip', 'br'])
      await note(encoding, partner, { 'accept-encoding': encoding })
    for (const query of ['?from=2025-11-12', '?area=alfa', '?seed=2', '?format=csv', '?exact=true'])
      await note(query, partner, {}, query)
    // Started again, over the same database.
    const restarted = await createApp({ database: given, migration: 'test', demonstration: false, now })
    const again = await servedBy(restarted)
    await note('restart', await again.as('partner'))
    await again.stop()
    // The same records, keys and salt on the other engine of this machine, or on another of the same kind.
    const other = await connect({ kind: 'embedded', dataDir: undefined })
    await migrate(other.owner)
    await givenDistrict(other)
    await givenSalt(other, 'repeats')
    await givenVisits(other, visits)
    await close(other, periods)
    for (const [place, period] of periods.entries()) {
      const { body } = await other.reader
        .selectFrom('published.release')
        .where('id', '=', period)
        .select('body')
        .executeTakeFirstOrThrow()
      seen.push({ how: 'engine', text: body, place })
    }
    await other.close()
    const changed = seen.filter(({ text, place }) => text !== texts[place])
    expect(changed.map(({ how }) => how)).toEqual([])

    // A server that draws anew at every request gives the truth to whoever asks long enough.
    const quarter = bodies.find(({ id }) => id === '2025-Q4')!
    const machine = new Machine(editionNamed('L'), '2025-Q4', quarter)
    const values = machine.values(visits)
    const truth = machine.sums(values)
    const random = seeded('fresh noise')
    const asked = many(400, 1500)
    const sums = truth.map(() => 0)
    for (let n = 0; n < asked; n++)
      machine.sums(machine.figures(values, machine.noise(random))).forEach((value, i) => {
        sums[i]! += value / asked
      })
    const cells = machine.grids[0]!
    const exact = Array.from({ length: cells.size }, (_, i) => Math.round(sums[i]!) === truth[i])
    found(
      { task },
      {
        name: 'repeats',
        success: changed.length,
        naive: exact.filter(Boolean).length / exact.length,
        bound: { most: 0 },
        trials: seen.length,
      },
    )
  })
})

describe('an open period', () => {
  test('looks like one without data, and is asked for with the same statements', async ({
    task,
    given,
    product,
  }) => {
    await givenVisits(given, worldOf('open', 4000, months))
    await close(given, ['2025-10'])
    const partner = await product.as('partner')
    const naive = await naiveServer(given)
    const empty = '2031-10'
    const open = ['2025-11', '2025-12', '2025-Q4', '2025', '2026-01']
    const without = (period: string, reply: Reply) => bytesOf(reply).replaceAll(period, 'PERIOD')
    let [differ, naiveDiffer] = [0, 0]
    const ask = async (period: string) => {
      let reply: Reply | undefined
      const statements = await statementsOf(async () => {
        reply = await partner.get(`/api/v1/releases/${period}`)
      })
      // The statements tell what the time depends on: none reads a record, whether or not there are any.
      for (const { text } of statements) expect(text).not.toMatch(/record\.|internal_counts|close_period/)
      const texts = statements.map(({ text }) => text.replace(/_\d+/g, '_n'))
      return `${without(period, reply!)} ${JSON.stringify(texts)}`
    }
    const never = await ask(empty)
    const naiveNever = (await naive.client.get('/api/v1/releases/2031-Q4')).body.grids
    for (const period of open) if ((await ask(period)) !== never) differ++
    const naiveOpen = (await naive.client.get('/api/v1/releases/2025-Q4')).body.grids
    if (JSON.stringify(naiveOpen) !== JSON.stringify(naiveNever)) naiveDiffer++
    await naive.stop()
    found(
      { task },
      { name: 'open_periods', success: differ, naive: naiveDiffer, bound: { most: 0 }, trials: open.length },
    )
  })
})

test('a cell has one value or one word in every format', async ({ task, given, product }) => {
  await givenVisits(given, worldOf('formats', 4000, months))
  await close(given, periods)
  const partner = await product.as('partner')
  // Formats of a release beside its JSON: one that is added has to be compared here.
  const others = operations.filter(
    ({ path, media }) =>
      path.startsWith('/releases/') && (path !== '/releases/{release}' || media !== undefined),
  )
  expect(others.map(({ id }) => id)).toEqual([])
  let [cells, differ] = [0, 0]
  for (const release of await readReleases(partner, periods))
    for (const grid of release.grids)
      grid.cells.forEach((value, index) => {
        // The one selector of the map, the matrix, the table, the chart and the sentence.
        const at: Record<string, string> = {}
        let rest = index
        for (const name of grid.by.toReversed()) {
          const values = release.dimensions[name]!
          at[name] = values[rest % values.length]!
          rest = Math.floor(rest / values.length)
        }
        cells++
        if (selected(release as Release, grid.table, grid.by, at)?.value !== value) differ++
      })
  found({ task }, { name: 'formats', success: differ, bound: { most: 0 }, trials: cells })
})

describe('the wall', () => {
  test('lets the role that serves releases through to no record', async ({ task, given }) => {
    await givenVisits(given, worldOf('walls', 300, months))
    await sql`analyze record.access`.execute(given.owner)
    const statements = ['access', 'need', 'salt', 'referral', 'day_without_access', 'import_batch'].flatMap(
      table => [
        `select * from record.${table}`,
        `select count(*) from record.${table}`,
        `explain select * from record.${table}`,
        `explain analyze select 1 from record.${table}`,
        `copy record.${table} to stdout`,
        `create temporary view v_${table} as select * from record.${table}; select * from v_${table}`,
        `select nextval('x') from record.${table}`,
      ],
    )
    statements.push(
      'select * from derived.counted',
      "select * from derived.units('2025-10', 'accesses', array['area'])",
      "select * from derived.internal_counts('2025-10')",
      "select derived.close_period('2025-10', '2026-02-10')",
      'select derived.first_month()',
      "select derived.drawn(sha256('x'), 'T0', 'x', 3::smallint)",
      'select 1 from pg_statistic',
    )
    /** Refused is refused for want of a privilege: any other error would say nothing. */
    const admitted = (handle: 'reader' | 'owner', statement: string) =>
      undone(async () => {
        try {
          await sql.raw(statement).execute(given[handle] as TestDatabase['reader'])
          return true
        } catch (error) {
          return (error as { code?: string }).code !== '42501'
        }
      })
    const open: string[] = []
    for (const statement of statements) if (await admitted('reader', statement)) open.push(statement)
    expect(open).toEqual([])
    const { rows } = await sql<{ known: number }>`
      select count(*)::integer as known from pg_stats where schemaname = 'record'`.execute(given.reader)
    expect(rows[0]!.known).toBe(0)
    const reads = statements.filter(
      text => text.startsWith('select * from record') || text.startsWith('explain'),
    )
    const plainly: string[] = []
    for (const statement of reads) if (await admitted('owner', statement)) plainly.push(statement)
    found(
      { task },
      {
        name: 'walls',
        success: open.length,
        naive: plainly.length / reads.length,
        bound: { most: 0 },
        trials: statements.length,
      },
    )
  })

  test('holds against SQL in every parameter of every operation', async ({ task, given, product }) => {
    const visits = worldOf('injection', 100, months)
    await givenVisits(given, visits)
    await close(given, periods)
    const mark = 'zx9mark'
    const payloads = [
      `2025-Q4'; reset role; select record_key::text as ${mark} from record.access; --`,
      `'; reset role; delete from record.access; -- ${mark}`,
      `' union select record_key::text from record.access -- ${mark}`,
      `1) or 1=1; reset role; truncate published.release; -- ${mark}`,
      `"; reset role; set role observatory_closing; -- ${mark}`,
      `$$; reset role; select * from record.need; -- ${mark}`,
      `\\'; reset role; -- ${mark}`,
    ]
    const state = async () =>
      JSON.stringify(
        await Promise.all(
          [
            'record.access',
            'record.need',
            'published.release',
            'published.ledger',
            'account.user',
            'resource.resource',
          ].map(
            async table =>
              (
                await sql`
                  select count(*) as rows, md5(string_agg(t::text, ',' order by t::text)) as hash
                    from ${sql.raw(table)} t`.execute(given.owner)
              ).rows,
          ),
        ),
      )
    const before = await state()
    const secrets = visits.flatMap(({ key, id }) => [key, id])
    const broken: string[] = []
    let requests = 0
    const judge = (what: string, { status, text }: Reply) => {
      requests++
      if (status >= 500 || secrets.some(secret => text.includes(secret))) broken.push(`${what}: ${status}`)
    }
    const persona = async () => product.as('partner')
    const attack = async (client: Client) => {
      for (const operation of operations) {
        const body = partnerMay(operation) ? bodyOf(operation, examples) : {}
        for (const payload of payloads) {
          const sendTo = (path: string, sent: unknown = body) =>
            client.send(`/api/v1${path}`, {
              method: operation.method.toUpperCase(),
              ...(operation.body
                ? { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }
                : {}),
            })
          const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
          const filled = (except?: string) =>
            operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
              encodeURIComponent(name === except ? payload : (examples.params[name]?.[0] ?? someId)),
            )
          for (const name of names) judge(`${operation.id} ${name}`, await sendTo(filled(name)))
          for (const name of keysOf(operation.query))
            judge(
              `${operation.id} ${name}`,
              await sendTo(`${filled()}?${name}=${encodeURIComponent(payload)}`),
            )
          if (operation.body)
            for (const sent of withEachText(body, payload))
              judge(`${operation.id} body`, await sendTo(filled(), sent))
        }
      }
      // Headers are read too.
      for (const payload of payloads)
        for (const name of ['if-none-match', 'accept-language', 'cookie', 'origin', 'x-forwarded-for'])
          judge(name, await client.get('/api/v1/releases', { [name]: payload.replace(/[^\x20-\x7e]/g, '') }))
    }
    const statements = await statementsOf(async () => attack(await persona()))
    expect(statements.length).toBeGreaterThan(100)
    // What is asked arrives as a value and never as a part of a statement.
    const written = statements.filter(({ text }) => text.includes(mark)).map(({ text }) => text)
    expect(written).toEqual([])
    expect(broken).toEqual([])
    expect(await state()).toBe(before)

    // The naive server writes what it is asked into its statement, and signs in as the owner.
    let naive = 0
    for (const payload of payloads) {
      const rows = await undone(async () => {
        try {
          return (
            await sql
              .raw(`select id::text from territory.area where id = '${payload.replace(mark, '')}`)
              .execute(given.owner)
          ).rows
        } catch {
          return []
        }
      })
      if (secrets.some(secret => JSON.stringify(rows).includes(secret))) naive = 1
    }
    found(
      { task },
      {
        name: 'injection',
        success: broken.length + written.length,
        naive,
        bound: { most: 0 },
        trials: requests,
      },
    )
  })
})
