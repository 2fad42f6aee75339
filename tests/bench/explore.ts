/**
 * *Esplora* under the hand: how soon a filter is seen, against asking the server for the same; what the map does when
 * nobody touches it; what stays in memory. Processor slowed four times.
 */
import { launch, signIn, sizes, type Visit } from '../support/browser.ts'
import { mobile, slowdown } from './first-paint.ts'

type Line = (what: string, figure: string) => void

const acts = 30
const warmUp = 3
/** Nothing follows an act after so long without a change, ms. */
const quiet = 600
const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

type Watched = { from: number; told: number; headline: number; list: number; matrix: number; map: number }
declare global {
  interface Window {
    watched: Watched
    rows: { seen: string; at: number }[]
  }
}

/**
 * Runs in the page before its scripts. Of the map, three rows of pixels are read after each of its frames: the frame
 * in which it shows the answer is the first one that looks like the last. Of the rest, the frame after the last change.
 */
function watch() {
  window.rows = []
  window.watched = { from: 0, told: 0, headline: 0, list: 0, matrix: 0, map: 0 }
  const begin = (event: Event) => {
    window.watched = { from: event.timeStamp, told: 0, headline: 0, list: 0, matrix: 0, map: 0 }
    window.rows = window.rows.slice(-1)
  }
  addEventListener('click', begin, { capture: true })
  const painted = (then: (at: number) => void) =>
    requestAnimationFrame(() => setTimeout(() => then(performance.now())))
  const parts = { headline: '.headline', list: '.explore-panel', matrix: '#matrix' } as const
  new MutationObserver(records => {
    const changed = (Object.keys(parts) as (keyof typeof parts)[]).filter(part =>
      records.some(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest(parts[part]),
      ),
    )
    if (changed.includes('headline')) window.watched.told ||= performance.now()
    if (changed.length > 0)
      painted(at => {
        for (const part of changed) window.watched[part] = at
      })
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })

  let waiting = false
  const draw = WebGL2RenderingContext.prototype.drawElements
  WebGL2RenderingContext.prototype.drawElements = function (...given) {
    draw.apply(this, given)
    if (waiting) return
    waiting = true
    // After the frame's own script, while its pixels can still be read.
    queueMicrotask(() => {
      waiting = false
      const { drawingBufferWidth: width, drawingBufferHeight: height } = this
      const pixels = new Uint8Array(width * 4)
      let seen = ''
      for (const share of [0.35, 0.5, 0.65]) {
        this.readPixels(0, Math.floor(height * share), width, 1, this.RGBA, this.UNSIGNED_BYTE, pixels)
        seen += `${pixels.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 7)} `
      }
      setTimeout(() => window.rows.push({ seen, at: performance.now() }))
    })
  }
}

export async function explore(url: string, line: Line): Promise<void> {
  const browser = await launch()
  try {
    // A service worker would answer in the place of the network that is slowed.
    const context = await browser.newContext({
      viewport: sizes.desk,
      locale: 'it-IT',
      serviceWorkers: 'block',
    })
    const page = await context.newPage()
    await signIn({ page } as Visit, 'partner', url)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const metric = async (wanted: string) =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === wanted)!.value
    await session.send('HeapProfiler.enable')
    // tsx names functions by a helper of its own, which the page does not have.
    await page.addInitScript(`globalThis.__name = named => named; (${watch})()`)
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.locator('.map-canvas canvas').waitFor()
    await page.locator('.matrix tbody tr').nth(1).waitFor()
    await page.waitForTimeout(2000)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })

    const needs = page.locator('.matrix tbody th button')
    const count = await needs.count()
    let at = 1 // the first row, of all needs, is what is shown
    const choose = () => needs.nth(at++ % count).evaluate(button => (button as HTMLElement).click())
    const settled = () =>
      page.waitForFunction(
        ms => {
          const { headline, list, matrix } = window.watched
          const last = Math.max(headline, list, matrix, window.rows.at(-1)?.at ?? 0)
          return headline > 0 && performance.now() - last > ms
        },
        quiet,
        { polling: 100 },
      )
    const times: Record<'all' | 'words' | 'map' | 'told', number[]> = {
      all: [],
      words: [],
      map: [],
      told: [],
    }
    let worked = 0
    for (let act = 0; act < acts + warmUp; act++) {
      if (act === warmUp) worked = await metric('TaskDuration')
      await choose()
      await settled()
      const { watched, rows } = await page.evaluate(() => ({ watched: window.watched, rows: window.rows }))
      if (act < warmUp) continue
      // The first frame of those that look like the last one, unless the map looked so before.
      let first = rows.length - 1
      while (first > 0 && rows[first - 1]!.seen === rows.at(-1)!.seen) first--
      const map = first > 0 ? rows[first]!.at - watched.from : 0
      const words = Math.max(watched.headline, watched.list, watched.matrix) - watched.from
      times.words.push(words)
      times.told.push(watched.told - watched.from)
      times.map.push(map)
      times.all.push(Math.max(words, map))
    }
    worked = ((await metric('TaskDuration')) - worked) / acts
    const both = (values: readonly number[]) =>
      `${percentile(values, 0.5).toFixed(0)} / ${percentile(values, 0.95).toFixed(0)} ms`
    line(`filter → paint of all, p50 / p95 of ${acts} (goal ≤ 200 ms)`, both(times.all))
    line('headline, list and matrix alone', both(times.words))
    line('the new sentence in the page, not painted yet', both(times.told))
    line(`map fill alone, ${times.map.filter(ms => ms > 0).length} acts that change it`, both(times.map))

    // Time of the processor, which other work on the machine does not stretch; it holds what is measured here too.
    line('work of the page’s thread for each, ms of processor', (worked * 1000).toFixed(0))

    // What the figures are made of, asked for once more over 4G: all at once, as a page that keeps nothing would; and
    // the release alone, as a page would that asks the server for what one filter changes.
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', mobile)
    const asking = await page.evaluate(async () => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name)
      const every = [
        ...new Set(names.filter(name => /\/api\/v1\/(releases|resources|areas|centres)\b/.test(name))),
      ]
      const release = every.filter(name => /\/releases\/.*Q/.test(name)).slice(-1)
      const ask = async (addresses: readonly string[]) => {
        const took: number[] = []
        for (let run = 0; run < 5; run++) {
          const begun = performance.now()
          await Promise.all(addresses.map(async name => (await fetch(name, { cache: 'no-store' })).json()))
          took.push(performance.now() - begun)
        }
        return took
      }
      return {
        addresses: every.length,
        every: await ask(every),
        one: release.length > 0 ? await ask(release) : [],
      }
    })
    const server = percentile(asking.every, 0.5)
    const act = percentile(times.all, 0.5)
    line(
      `the same ${asking.addresses} answers from the server over 4G, median of 5`,
      `${server.toFixed(0)} ms`,
    )
    if (asking.one.length > 0)
      line('one release alone from the server over 4G', `${percentile(asking.one, 0.5).toFixed(0)} ms`)
    // Painting costs the same wherever the figures come from: told apart from it, and with it on both sides.
    line('server ÷ sentence in the page (goal ≥ 20)', (server / percentile(times.told, 0.5)).toFixed(1))
    line('(server + paint) ÷ paint', ((server + act) / act).toFixed(1))
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })

    await page.waitForTimeout(1000)
    const busy = await metric('TaskDuration')
    await page.waitForTimeout(5000)
    line('idle: work of the page in 5 s', `${(((await metric('TaskDuration')) - busy) * 20).toFixed(2)} %`)

    const heapAfter = async (changes: number) => {
      for (let change = 0; change < changes; change++) {
        await choose()
        await page.waitForTimeout(60)
      }
      await settled()
      await session.send('HeapProfiler.collectGarbage')
      return await metric('JSHeapUsedSize')
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const few = await heapAfter(20)
    const many = await heapAfter(180)
    const more = await heapAfter(200)
    const size = (bytes: number) => (bytes / 1e6).toFixed(1)
    line('heap after 20 / 200 / 400 filters', `${size(few)} / ${size(many)} / ${size(more)} MB`)
    line('heap after 200 ÷ 20, after 400 ÷ 200', `${(many / few).toFixed(3)}, ${(more / many).toFixed(3)}`)
    await context.close()
  } finally {
    await browser.close()
  }
}
