/** Loads the product in a browser slowed to a phone on 4G, and weighs what came before the map. */
import type { Browser } from 'playwright-core'
import { launch, signIn, visit } from '../support/browser.ts'

export type PaintFigures = {
  /** ms */
  firstContentfulPaint: number
  /** ms */
  largestContentfulPaint: number
  /** bytes of bodies as they were sent, compressed */
  scriptBytes: number
  totalBytes: number
  /** Of *Esplora* signed in, until the map stands: without the library of the map, and with it. */
  exploreScriptBytes: number
  exploreWithMapBytes: number
}

/** As Lighthouse slows a mobile page: 150 ms there and back, 1.6 Mbit/s down and 750 kbit/s up; beside it, 4 × the processor. */
export const mobile = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
export const slowdown = 4
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

export async function firstPaint(url: string): Promise<PaintFigures> {
  const browser = await launch()
  try {
    return await measured(browser, url)
  } finally {
    await browser.close()
  }
}

async function measured(browser: Browser, url: string): Promise<PaintFigures> {
  const load = async (username?: string) => {
    const opened = await visit(browser, 'about:blank')
    const { page, context } = opened
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    if (username) {
      await page.goto(`${url}/status`)
      await signIn(opened, username)
    }
    const weights = new Map<string, { script: boolean; map: boolean; bytes: number }>()
    session.on('Network.responseReceived', ({ requestId, type, response }) =>
      weights.set(requestId, {
        script: type === 'Script',
        map: /\/(Map|maplibre-gl-worker)-[^/]+$/.test(response.url),
        bytes: 0,
      }),
    )
    session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      const weight = weights.get(requestId)
      if (weight) weight.bytes += encodedDataLength
    })
    await session.send('Network.emulateNetworkConditions', mobile)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(url, { waitUntil: 'networkidle' })
    // A slow processor leaves the network idle before it has asked for everything.
    await page.locator(username ? '.map-canvas canvas' : '.sign-in form').waitFor()
    const times = await page.evaluate(
      () =>
        new Promise<{ first: number; largest: number }>(resolve => {
          const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
          new PerformanceObserver(list =>
            resolve({ first, largest: list.getEntries().at(-1)?.startTime ?? Number.NaN }),
          ).observe({ type: 'largest-contentful-paint', buffered: true })
          setTimeout(() => resolve({ first, largest: first }), 1000)
        }),
    )
    await context.close()
    const all = [...weights.values()]
    const scripts = all.filter(weight => weight.script)
    const sum = (items: typeof all) => items.reduce((total, { bytes }) => total + bytes, 0)
    const before = sum(scripts.filter(weight => !weight.map))
    return { ...times, script: sum(scripts), before, total: sum(all) }
  }
  const runs = []
  for (let run = 0; run < 5; run++) runs.push(await load())
  const explore = await load('partner')
  return {
    firstContentfulPaint: median(runs.map(run => run.first)),
    largestContentfulPaint: median(runs.map(run => run.largest)),
    scriptBytes: runs[0]!.script,
    totalBytes: runs[0]!.total,
    exploreScriptBytes: explore.before,
    exploreWithMapBytes: explore.script,
  }
}
