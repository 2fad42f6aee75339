/**
 * `npm run bench`: what waiting there is, where it is, printed as figures and as ratios of two things in one run,
 * because machines differ and are noisy. Asserts nothing. Names of parts choose: `npm run bench -- reads closing`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { sql } from 'kysely'
import type { Where } from '../../api/db/connect.ts'
import { chromiumPath } from '../support/chromium.mjs'
import { type Cluster, findPostgres, startPostgres } from '../support/postgresql.ts'
import { startServer } from '../support/product.ts'
import { serving } from '../support/serving.ts'
import { backgrounds } from './background.ts'
import { closing } from './closing.ts'
import { duplicates } from './duplicates.ts'
import { explore } from './explore.ts'
import { firstMap } from './first-map.ts'
import { firstPaint } from './first-paint.ts'
import { hours } from './hours.ts'
import { importingResources } from './import-resources.ts'
import { offline } from './offline.ts'
import { recording } from './record.ts'
import { size } from './size.ts'

const folder = mkdtempSync(join(tmpdir(), 'observatory-bench-'))
const line = (what: string, figure: string) => console.log(`${what.padEnd(62)} ${figure}`)
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`

/** Percentiles of latencies measured one by one, sharper than a histogram of whole milliseconds. */
const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** A database of its own on the server of the bench, so that one part does not weigh on the next. */
let databases = 0
const another = (cluster: Cluster): Where => ({
  kind: 'postgresql',
  url: cluster.another(`bench_${++databases}`),
  readerUrl: undefined,
})

async function starts(): Promise<void> {
  console.log('\nStarting the embedded engine, from the command to the address')
  const times: number[] = []
  for (const what of ['first start, demonstration included', 'second start', 'third start']) {
    const begun = performance.now()
    const server = startServer({ DATA_DIR: join(folder, 'starts') })
    if (!(await server.listening())) throw new Error(server.printed())
    times.push(performance.now() - begun)
    line(what, seconds(times.at(-1)!))
    server.process.kill('SIGTERM')
    await server.ended
  }
  line('first ÷ second', (times[0]! / times[1]!).toFixed(1))
}

/** Latencies of one request after another, ms. */
async function latencies(
  url: string,
  cookie: string,
  times: number,
  headers: Record<string, string> = {},
): Promise<number[]> {
  const measured: number[] = []
  for (let index = 0; index < times; index++) {
    const begun = performance.now()
    await (await fetch(url, { headers: { cookie, ...headers } })).arrayBuffer()
    measured.push(performance.now() - begun)
  }
  return measured.slice(Math.floor(times / 10)) // the first tenth warms up
}

async function reads(name: string, where: Where): Promise<void> {
  console.log(`\nReading, ${name}: one client, 400 requests; then 10 clients for 3 s`)
  const { url, cookie, stop } = await serving(where)
  const quarter = JSON.parse(
    await (await fetch(`${url}/api/v1/releases`, { headers: { cookie } })).text(),
  ).releases.find((release: { kind: string }) => release.kind === 'quarter').id
  const release = `/api/v1/releases/${quarter}`
  const { headers } = await fetch(url + release, { headers: { cookie } })
  const asked: Record<string, [path: string, more?: Record<string, string>]> = {
    listAreas: ['/api/v1/areas'],
    listReleases: ['/api/v1/releases'],
    getRelease: [release],
    'getRelease, not modified': [release, { 'if-none-match': headers.get('etag')! }],
  }
  const rates: Record<string, number> = {}
  for (const [operation, [path, more = {}]] of Object.entries(asked)) {
    const alone = await latencies(url + path, cookie, 400, more)
    line(
      `${operation} p50 / p95`,
      `${milliseconds(percentile(alone, 0.5))} / ${milliseconds(percentile(alone, 0.95))}`,
    )
    const { requests } = await autocannon({
      url: url + path,
      headers: { cookie, 'accept-encoding': 'br', ...more },
      connections: 10,
      duration: 3,
      workers: 1,
    })
    line(`${operation} requests per second`, requests.average.toFixed(0))
    rates[operation] = requests.average
  }
  const against = (operation: string) => (rates[operation]! / rates.listReleases!).toFixed(1)
  line('a release ÷ an ordinary route, requests per second (goal ≥ 4)', against('getRelease'))
  line('not modified ÷ an ordinary route (goal ≥ 5)', against('getRelease, not modified'))
  await stop()
}

async function heavyQuery(): Promise<void> {
  console.log('\n/status while a heavy query runs in the embedded engine')
  const { database, url, stop } = await serving({ kind: 'embedded', dataDir: undefined })
  await latencies(`${url}/status`, '', 300)
  const idle = percentile(await latencies(`${url}/status`, '', 3000), 0.99)
  let running = true
  const heavy = (async () => {
    let count = 0
    while (running) {
      await sql`select count(*) from generate_series(1, 3000) a, generate_series(1, 1000) b where sqrt(a * b) > 1000`.execute(
        database.owner,
      )
      count++
    }
    return count
  })()
  const busy = percentile(await latencies(`${url}/status`, '', 3000), 0.99)
  running = false
  line('p99 idle', milliseconds(idle))
  line(`p99 while ${await heavy} queries of 3 million rows ran`, milliseconds(busy))
  line('busy ÷ idle (goal ≤ 2)', (busy / idle).toFixed(2))
  await stop()
}

async function records(name: string, where: Where): Promise<void> {
  console.log(`\nRecording, ${name}: one access after another, a file of 100,000, then over those records`)
  const { singleRate, importRate, rows, alone, together, togetherRate } = await recording(where)
  const both = (times: number[]) =>
    `${milliseconds(percentile(times, 0.5))} / ${milliseconds(percentile(times, 0.95))}`
  line('recordAccess one client, accesses per second', singleRate.toFixed(0))
  line(`importAccesses, ${rows.toLocaleString('en')} accesses, accesses per second`, importRate.toFixed(0))
  line('import ÷ one at a time (goal ≥ 20)', (importRate / singleRate).toFixed(1))
  line('recordAccess p50 / p95, one client, 100,000 present', both(alone))
  line('recordAccess p50 / p95, eight clients at once', both(together))
  line(
    'eight clients ÷ one, accesses per second',
    ((togetherRate * alone.reduce((a, b) => a + b, 0)) / 1000 / alone.length).toFixed(2),
  )
}

async function resourceFiles(name: string, where: Where): Promise<void> {
  console.log(
    `\nImporting resources, ${name}: one added after another, a file of 10,000 into the queue, all accepted`,
  )
  await importingResources(where, line)
}

/** The product as users start it; it ends with what is measured, also when that fails. */
async function product(measure: (url: string) => Promise<void>): Promise<void> {
  const server = startServer({ DATA_DIR: join(folder, 'starts') })
  try {
    const url = await server.listening()
    if (!url) throw new Error(server.printed())
    await measure(url)
  } finally {
    server.process.kill('SIGTERM')
    await server.ended
  }
}

const paint = () =>
  product(async url => {
    console.log(
      '\nFirst paint of the sign-in page: Lighthouse’s mobile (1.6 Mbit/s, 150 ms, processor slowed four times)',
    )
    const figures = await firstPaint(url)
    line('first contentful paint, median of 5 (goal ≤ 0.6 s)', seconds(figures.firstContentfulPaint))
    line('largest contentful paint, median of 5', seconds(figures.largestContentfulPaint))
    line('script before the map, brotli (goal ≤ 65 kB)', `${(figures.scriptBytes / 1000).toFixed(1)} kB`)
    line('everything before the map', `${(figures.totalBytes / 1000).toFixed(1)} kB`)
    line('Esplora as a partner: script but the map', `${(figures.exploreScriptBytes / 1000).toFixed(1)} kB`)
    line('with the library of the map', `${(figures.exploreWithMapBytes / 1000).toFixed(1)} kB`)
  })

const exploring = () =>
  product(async url => {
    console.log('\nEsplora as a partner, in a real browser, processor slowed four times')
    await explore(url, line)
    console.log('\nEsplora opened on a phone, Lighthouse’s mobile')
    await firstMap(url, line)
  })

const withoutNetwork = () =>
  product(async url => {
    console.log('\nThe desk with a network that comes and goes, in a real browser')
    const { runs, accesses, lost, doubled, waited, direct } = await offline(url, 100)
    line(`${runs} runs, ${accesses} accesses: lost / doubled (goal 0 / 0)`, `${lost} / ${doubled}`)
    line('100 accesses that waited, sent ÷ 100 plain calls', (waited / direct).toFixed(2))
  })

const pages = chromiumPath !== undefined && existsSync(join(import.meta.dirname, '../../dist/index.html'))

const asked = process.argv.slice(2)
const wants = (part: string) => asked.length === 0 || asked.includes(part)

async function closings(name: string, where: Where, sizes: readonly number[]): Promise<void> {
  console.log(`\nClosing a quarter, ${name}: its six tables, measured, made to agree and sealed`)
  const server = await serving(where)
  await closing(server, where.kind, sizes, line)
  await server.stop()
}

/** The parts that run on one engine; each has a database of its own where it asks for one. */
async function onEngine(name: string, where: () => Promise<Where>): Promise<void> {
  const large = name === 'PostgreSQL'
  if (wants('reads')) await reads(name, await where())
  if (wants('duplicates') && large) {
    const { database, url, cookie, stop } = await serving(await where())
    await duplicates(database.owner, url, cookie, line)
    await stop()
  }
  if (wants('records')) await records(name, await where())
  if (wants('imports')) await resourceFiles(name, await where())
  if (wants('closing'))
    await closings(name, await where(), large ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000])
  if (wants('size'))
    await size(name, await where(), large ? [0, 10_000, 100_000, 1_000_000] : [0, 10_000], pages, line)
}

console.log(`Node ${process.versions.node}, ${process.platform}`)
try {
  if (wants('starts')) await starts()
  await onEngine('embedded', async () => ({ kind: 'embedded', dataDir: undefined }))
  if (wants('hours')) hours(line)
  if (!['reads', 'duplicates', 'records', 'imports', 'closing', 'size'].some(wants)) {
    // None of the parts that run on an engine is asked for.
  } else if (findPostgres()) {
    const cluster = await startPostgres()
    await onEngine('PostgreSQL', async () => another(cluster))
    await cluster.stop()
  } else console.log('\nPostgreSQL with PostGIS was not found: apt-get install postgresql-15-postgis-3')
  if (wants('background')) await backgrounds(folder, line)
  if (wants('status')) await heavyQuery()
  if (wants('paint') && pages) await paint()
  if (wants('explore') && pages) await exploring()
  if (wants('offline') && pages) await withoutNetwork()
  if (!pages)
    console.log(
      '\nFirst paint, Esplora and the desk offline were not measured: they need Chromium and npm run build',
    )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
