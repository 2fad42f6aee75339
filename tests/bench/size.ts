/** A census of every size: how soon the map stands still, how many tiles are served, how quick the searches are. */
import autocannon from 'autocannon'
import { sql } from 'kysely'
import type { Where } from '../../api/db/connect.ts'
import { launch, signIn, visit } from '../support/browser.ts'
import { inventCensus } from '../support/invented.ts'
import { type Serving, serving } from '../support/serving.ts'

type Line = (what: string, figure: string) => void
const source = 'invented'
const number = (value: number) => value.toLocaleString('en')
const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

const tile = (lon: number, lat: number, z: number) => {
  const x = Math.floor(((lon + 180) / 360) * 2 ** z)
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)
  return `/tiles/resources/${z}/${x}/${y}.mvt`
}
/** As a person looks around: the city, then some streets. */
const looked = [11, 12, 13, 14, 15, 16].flatMap(z =>
  Array.from({ length: z < 13 ? 2 : 12 }, (_, index) =>
    tile(15.806 + ((index * 0.618) % 1) * 0.06 - 0.03, 40.643 + ((index * 0.755) % 1) * 0.04 - 0.02, z),
  ),
)

async function tilesPerSecond({ url, cookie }: Serving, line: Line): Promise<void> {
  const get = async (path: string) => {
    const begun = performance.now()
    await (await fetch(url + path, { headers: { cookie } })).arrayBuffer()
    return performance.now() - begun
  }
  // Another `v` is another address for a browser, and the same tile for the server: filters make it another.
  const paths = [...new Set(looked)]
  const first = await get(paths[0]!)
  const times: number[] = []
  for (const status of ['active', 'temporarily_closed', 'planned'])
    for (const path of paths) times.push(await get(`${path}?status=${status}`))
  line('  the very first tile', `${first.toFixed(0)} ms`)
  line(
    '  tiles never asked for, p50 / p95',
    `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`,
  )
  const rate = (1000 * times.length) / times.reduce((a, b) => a + b, 0)
  line('  tiles never asked for, one after another, per second', rate.toFixed(0))
  for (const path of paths) await get(path)
  const { requests } = await autocannon({
    url,
    connections: 10,
    duration: 5,
    workers: 1,
    requests: paths.map(path => ({ method: 'GET' as const, path, headers: { cookie } })),
  })
  line('  tiles asked for again, ten at once, per second', requests.average.toFixed(0))
}

/** From the click on a link to the map that has drawn everything and asks for nothing more. */
async function firstIdle({ url }: Serving): Promise<number> {
  const browser = await launch()
  try {
    const times: number[] = []
    for (let time = 0; time < 3; time++) {
      const seen = await visit(browser, url)
      await signIn(seen, 'partner')
      const begun = performance.now()
      await seen.page.goto(`${url}/risorse`, { waitUntil: 'commit' })
      // The drawing underneath goes when the map is idle for the first time.
      await seen.page.locator('.map-layer canvas').waitFor()
      await seen.page.locator('.outline-drawing').waitFor({ state: 'detached', timeout: 120_000 })
      await seen.page.locator('.resource-row').first().waitFor()
      times.push(performance.now() - begun)
      await seen.context.close()
    }
    return percentile(times, 0.5)
  } finally {
    await browser.close()
  }
}

async function searches({ url, cookie }: Serving, line: Line): Promise<void> {
  const asked = [
    'cen',
    'biblioteca',
    'doposcuola girasole',
    'centro famiglie san',
    'laboratrio ponte',
    'zzz',
    'aurora 41',
  ]
  const times: number[] = []
  for (let time = 0; time < 140; time++) {
    const begun = performance.now()
    const reply = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(asked[time % asked.length]!)}`, {
      headers: { cookie },
    })
    await reply.arrayBuffer()
    times.push(performance.now() - begun)
  }
  line(
    '  search p50 / p95',
    `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`,
  )
}

/** @param sizes of invented resources beside those of the demonstration, growing */
export async function size(
  name: string,
  where: Where,
  sizes: readonly number[],
  browser: boolean,
  line: Line,
): Promise<void> {
  const product = await serving(where)
  try {
    const first: number[] = []
    let there = 0
    for (const count of sizes) {
      if (count > there) {
        const begun = performance.now()
        await sql`delete from resource.resource where source = ${source}`.execute(product.database.owner)
        await inventCensus(product.database.owner, count, source)
        there = count
        console.log(
          `\nA census of ${number(count)}, ${name} (put there in ${((performance.now() - begun) / 1000).toFixed(0)} s)`,
        )
      } else console.log(`\nThe census of the demonstration alone, ${name}`)
      if (browser) {
        const idle = await firstIdle(product)
        first.push(idle)
        line('  map first idle, median of 3', `${(idle / 1000).toFixed(2)} s`)
        if (first.length > 1) line('  its time ÷ that of the smallest census', (idle / first[0]!).toFixed(2))
      }
      if (count >= 10_000) await tilesPerSecond(product, line)
      if (count >= 100_000) await searches(product, line)
    }
  } finally {
    await product.stop()
  }
}
