/**
 * How soon a partner who opens *Esplora* on a phone reads the first map: areas filled, the sentence above and the word
 * of each area, all painted; then when the full map has taken the place of its drawing. The first time, and the next
 * time, when scripts are in the cache of the browser or with the service worker.
 */
import type { Browser, Page } from 'playwright-core'
import { launch, signIn, visit } from '../support/browser.ts'
import { mobile, slowdown } from './first-paint.ts'

type Line = (what: string, figure: string) => void
const runs = 3
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

declare global {
  interface Window {
    /** ms after the navigation began; 0 before. */
    reached: { answer: number; map: number }
  }
}

function watch() {
  window.reached = { answer: 0, map: 0 }
  const painted = (then: (at: number) => void) =>
    requestAnimationFrame(() => setTimeout(() => then(performance.now())))
  new MutationObserver(() => {
    const { reached } = window
    const spoken = [...document.querySelectorAll('.area-label-word, .area-label-value')].some(
      one => one.textContent,
    )
    const filled = document.querySelector('.outline-drawing, .map-canvas canvas')
    if (!reached.answer && spoken && filled && document.querySelector('.headline h1')?.textContent) {
      reached.answer = -1
      painted(at => {
        reached.answer = at
      })
    }
    if (
      !reached.map &&
      document.querySelector('.map-canvas canvas') &&
      !document.querySelector('.outline-drawing')
    ) {
      reached.map = -1
      painted(at => {
        reached.map = at
      })
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

/** Slows this page and whatever worker answers in its name. */
async function slow(browser: Browser, page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', mobile)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const whole = await browser.newBrowserCDPSession()
  const { targetInfos } = await whole.send('Target.getTargets')
  for (const { targetId } of targetInfos.filter(({ type }) => type === 'service_worker')) {
    const { sessionId } = await whole.send('Target.attachToTarget', { targetId })
    for (const [id, method, params] of [
      [1, 'Network.enable', {}],
      [2, 'Network.emulateNetworkConditions', mobile],
    ] as const)
      await whole.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method, params }),
      })
  }
}

export async function firstMap(url: string, line: Line): Promise<void> {
  const browser = await launch()
  const times = { cold: [] as Window['reached'][], warm: [] as Window['reached'][] }
  try {
    for (let run = 0; run < runs; run++) {
      const opened = await visit(browser, `${url}/status`, 'phone')
      await signIn(opened, 'partner')
      await opened.page.close()
      for (const when of ['cold', 'warm'] as const) {
        const page = await opened.context.newPage()
        await page.addInitScript(`globalThis.__name = named => named; (${watch})()`)
        await slow(browser, page)
        await page.goto(`${url}/esplora`)
        await page.waitForFunction(() => window.reached.answer > 0 && window.reached.map > 0, null, {
          timeout: 120_000,
        })
        times[when].push(await page.evaluate(() => window.reached))
        await page.close()
        if (when === 'warm') continue
        // Once more and unhurried, until the service worker has everything.
        const calm = await opened.context.newPage()
        await calm.goto(`${url}/esplora`, { waitUntil: 'networkidle' })
        await calm.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
        await calm.waitForLoadState('networkidle')
        await calm.close()
      }
      await opened.context.close()
    }
  } finally {
    await browser.close()
  }
  const told = (when: keyof typeof times, what: 'answer' | 'map') =>
    `${(median(times[when].map(one => one[what])) / 1000).toFixed(2)} s`
  line(`first useful map, first visit, median of ${runs} (goal ≤ 2.5 s)`, told('cold', 'answer'))
  line('first useful map, next visit', told('warm', 'answer'))
  line('the full map in its place, first visit / next', `${told('cold', 'map')} / ${told('warm', 'map')}`)
}
