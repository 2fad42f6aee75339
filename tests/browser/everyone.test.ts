/** The explorer for everyone: each state in both languages, narrow, on its side, by keyboard, with what it says aloud. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { goTo, launch, signIn, visit } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const states = {
  gap: '/esplora',
  need: '/esplora?bisogno=housing',
  unreached: '/esplora?domanda=nonraggiunti',
  near: '/esplora?domanda=vicino&presso=40.6425,15.7965',
  needs: '/esplora?domanda=bisogni',
  area: '/esplora?area=sud',
  table: '/esplora?tabella=si',
  compare: '/esplora?area=sud&confronta=centro',
  indicators: '/indicatori?area=sud',
  dossier: '/dossier',
}
const windows = { desk: [1440, 900], phone: [320, 640], zoomed: [720, 450] } as const

async function opened(language: 'it' | 'en', size: keyof typeof windows) {
  const one = await visit(browser, `${url}/status`, size === 'phone' ? 'phone' : 'desk')
  const [width, height] = windows[size]
  await one.page.setViewportSize({ width, height })
  await signIn(one, 'coordinamento')
  await one.page.evaluate(chosen => localStorage.setItem('language', chosen), language)
  return one
}
const answered = (page: Page) =>
  page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test.for([
  ['it', 'desk'],
  ['en', 'phone'],
  ['it', 'zoomed'],
] as const)('every state can be read in %s on a %s', { timeout: 180_000 }, async ([language, size]) => {
  const { page, context, errors, rest } = await opened(language, size)
  const faults: string[] = []
  await page.goto(url + states.gap)
  for (const [name, path] of Object.entries(states)) {
    await goTo(page, path)
    await rest()
    await answered(page)
    if ((await sideways(page)) > 0) faults.push(`${name}: sticks out sideways`)
    faults.push(...(await barriers(page)).map(one => `${name}: ${one}`))
  }
  expect(faults).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})

const overlaps = (page: Page) =>
  page.locator('.area-label').evaluateAll(all => {
    const boxes = all.map(one => one.getBoundingClientRect())
    return boxes.flatMap((a, at) =>
      boxes
        .slice(at + 1)
        .filter(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map(b => [a.left, a.top, b.left, b.top]),
    )
  })

test('on a phone labels stand apart, and the sheet has three stops that keys and readers know', async () => {
  const { page, context, rest } = await opened('it', 'phone')
  await page.goto(url + states.gap)
  for (const path of [states.gap, states.need, states.unreached, states.needs]) {
    await goTo(page, path)
    await rest()
    await page.locator('.area-label').first().waitFor()
    expect(await overlaps(page), path).toEqual([])
  }
  const handle = page.locator('.sheet-handle')
  const tall = () => page.locator('.sheet').evaluate(sheet => sheet.getBoundingClientRect().height)
  const heights: number[] = []
  await handle.focus()
  await page.keyboard.press('Home')
  for (const stop of ['chiusa', 'a metà', 'aperta']) {
    await page.getByRole('button', { name: new RegExp(`^Scheda ${stop}:`) }).waitFor()
    heights.push(await tall())
    await page.keyboard.press('ArrowUp')
  }
  expect(heights).toEqual(heights.toSorted((a, b) => a - b))
  expect(new Set(heights).size).toBe(3)
  await handle.click()
  await page.getByRole('button', { name: /^Scheda chiusa:/ }).waitFor()
  expect(await page.locator('.sheet-body').isVisible()).toBe(false)
  await context.close()
})

test('on its side the sheet stands beside the map, open, and all of it can be reached', async () => {
  const { page, context } = await opened('it', 'zoomed')
  await page.goto(url + states.gap, { waitUntil: 'networkidle' })
  const [map, sheet] = await Promise.all(
    ['.territory-map', '.sheet'].map(async what => (await page.locator(what).first().boundingBox())!),
  )
  expect(map!.x + map!.width).toBeLessThanOrEqual(sheet!.x + 1)
  expect(sheet!.y + sheet!.height).toBeLessThanOrEqual(windows.zoomed[1])
  await page.getByText('Altri livelli').scrollIntoViewIfNeeded()
  expect((await page.getByText('Altri livelli').boundingBox())!.y).toBeLessThan(windows.zoomed[1])
  await context.close()
})

test('forced colours keep the patterns of what is missing and show what is chosen', async () => {
  const { page, context } = await opened('it', 'desk')
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(url + states.needs, { waitUntil: 'networkidle' })
  const few = page.locator('.matrix-few').first()
  await few.waitFor()
  expect(await few.evaluate(cell => getComputedStyle(cell).backgroundImage)).toContain('gradient')
  await page.goto(url + states.gap, { waitUntil: 'networkidle' })
  const chosen = page.locator('.question[aria-pressed="true"]').first()
  expect(await chosen.evaluate(one => getComputedStyle(one).outlineStyle)).toBe('solid')
  await context.close()
})

test('the headline is said after a filter, and keys go round the map and back', async () => {
  const { page, context } = await opened('it', 'desk')
  await page.goto(url + states.gap, { waitUntil: 'networkidle' })
  await page.locator('.area-label').first().waitFor()
  await page
    .getByRole('button', { name: /^Chi non raggiungiamo/ })
    .first()
    .click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[aria-live]')].some(one =>
      /^Chi non raggiungiamo · T/.test(one.textContent),
    ),
  )
  const map = page.getByRole('application').first()
  const before = page.locator('.map-zoom').first()
  expect(await before.isVisible()).toBe(true)
  const skip = page.getByRole('link', { name: 'Salta alla tabella' })
  await skip.focus()
  expect((await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0)
  await map.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[aria-live]')].some(one => /1 (di|su) \d+/.test(one.textContent)),
  )
  await page.keyboard.press('Escape')
  await skip.evaluate(link => {
    if (document.activeElement !== link) throw new Error(`focus is on ${document.activeElement?.outerHTML}`)
  })
  await context.close()
})
