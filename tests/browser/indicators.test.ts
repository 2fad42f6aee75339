/** A partner with a link, a coordinator who compares: P1, P2 and K2 with real keys, and the profile on one sheet. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, signIn, visit, withoutWebgl } from '../support/browser.ts'
import { keystrokes } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let browser: Browser
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
  browser = accounts.browser
})
afterAll(() => accounts?.close())

const open: Profiles['open'] = (...asked) => accounts.open(...asked)
const quartersOf = async (page: Page): Promise<string[]> => {
  const { releases } = await (await page.request.get(`${url}/api/v1/releases`)).json()
  return releases.filter(({ kind }: any) => kind === 'quarter').map(({ id }: any) => id)
}

test('P1: a link restores area, need and period, and the first figure is there after signing in with one act', async () => {
  const opened = await visit(browser, `${url}/status`)
  const { page, context, foreign } = opened
  await signIn(opened, 'partner')
  const [, before] = await quartersOf(page)
  await page.request.delete(`${url}/api/v1/session`, { headers: { origin: url } })
  await page.goto(`${url}/indicatori?area=sud&bisogno=housing&periodo=${before}`, {
    waitUntil: 'networkidle',
  })
  await page.getByRole('button', { name: /Entra come Partner/ }).click()
  await page.locator('[data-indicator="persons_est"] b').first().waitFor()
  await page.getByRole('heading', { name: 'Indicatori · Sud' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Periodo' }).inputValue()).toBe(before)
  expect(await page.getByRole('button', { name: 'Casa', pressed: true }).count()).toBe(1)
  expect(foreign).toEqual([])
  await context.close()
})

test('P2: one key opens `?` on the figure: formula, interval, who is missing, no page change', async () => {
  const { page, errors } = await open('partner', '/indicatori?area=sud')
  const ask = page.locator('[data-indicator="unknown_share"] .definition-button')
  await ask.focus()
  const before = page.url()
  await page.keyboard.press('Enter')
  const told = page.locator('[data-indicator="unknown_share"] .definition-text')
  await told.waitFor()
  const text = await told.innerText()
  expect(text).toMatch(/÷.*Intervallo:.*Mancano/)
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(60)
  expect(page.url()).toBe(before)
  await page.keyboard.press('Escape')
  await told.waitFor({ state: 'hidden' })
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

test('K2: two areas in three keys, two periods in four, within twenty seconds, with difference and sentence', async () => {
  const { page, errors, foreign } = await open('coordinamento', '/esplora')
  await page.getByRole('button', { name: /^Confronta/ }).waitFor()
  const desk = keystrokes(page)
  desk.think('what to compare')
  await desk.press('c')
  await page.getByRole('dialog').waitFor()
  desk.think('which is the first')
  await desk.press('4')
  desk.think('which is the second')
  await desk.press('1')
  await page.getByRole('heading', { name: /^Tutti i bisogni: Sud e Nord Ovest/ }).waitFor()
  const sentence = await page.locator('.compare-sentence').innerText()
  desk.think('what the sentence says')
  expect(sentence).toMatch(/ha .* in più \(da .* a .*\)|non distinguibile dal caso/)
  expect(desk.keys()).toBeLessThanOrEqual(4)
  expect(desk.seconds()).toBeLessThanOrEqual(20)
  console.log(`two areas: ${desk.keys()} keys, ${desk.seconds().toFixed(1)} s`)
  expect(page.url()).toContain('area=sud&confronta=nord-ovest')
  // Both maps at one scale: a metre is as long on both.
  const boxes = await page
    .locator('.compare-map svg')
    .evaluateAll(all => all.map(one => one.getAttribute('viewBox')!.split(' ').slice(2)))
  expect(boxes[0]).toEqual(boxes[1])
  expect(await page.locator('.compare-table tbody tr').count()).toBe(12)
  expect(await barriers(page)).toEqual([])

  const [newest, , , , yearBefore] = await quartersOf(page)
  const again = keystrokes(page)
  await again.press('c', 'p')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /trimestre/ })
    .first()
    .waitFor()
  await again.press('1', '5')
  await page.waitForURL(new RegExp(`periodo=${newest}.*confronta=${yearBefore}`))
  await page.getByRole('heading', { name: /trimestre .* e .* trimestre/ }).waitFor()
  expect(again.keys()).toBeLessThanOrEqual(4)
  const cameras = () =>
    page.locator('.compare-map svg').evaluateAll(all => all.map(one => one.getAttribute('viewBox')))
  const framed = await cameras()
  expect(framed[0]).toBe(framed[1])
  // What one map is moved by moves both; 0 frames them again.
  const second = page.getByRole('application', { name: /^Mappa: / }).nth(1)
  await second.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('+')
  const moved = await cameras()
  expect(moved[0]).not.toBe(framed[0])
  expect(moved[0]).toBe(moved[1])
  await second.dragTo(second, { sourcePosition: { x: 120, y: 90 }, targetPosition: { x: 60, y: 60 } })
  const dragged = await cameras()
  expect(dragged[0]).not.toBe(moved[0])
  expect(dragged[0]).toBe(dragged[1])
  await second.focus()
  await page.keyboard.press('0')
  expect(await cameras()).toEqual(framed)
  // *Esc* gives the explorer back.
  await page.keyboard.press('Escape')
  await expect.poll(() => page.url()).not.toContain('confronta')
  await page.getByRole('button', { name: /^Confronta/ }).waitFor()
  expect([errors, foreign]).toEqual([[], []])
  await page.close()
})

test('time by keyboard: a stretch is the sum of its quarters on map, table and panel alike', async () => {
  const { page, errors } = await open('coordinamento', '/esplora?domanda=bisogni&area=sud')
  const quarters = (await quartersOf(page)).slice(0, 2)
  const servedIn = async (period: string): Promise<number> => {
    const release = await (await page.request.get(`${url}/api/v1/releases/${period}`)).json()
    const grid = release.grids.find(({ by, table }: any) => table === 'T2' && by.join() === 'area')
    return grid.cells[release.dimensions.area.indexOf('sud')]
  }
  const sum = (await Promise.all(quarters.map(servedIn))).reduce((a, b) => a + b, 0)
  await page.getByRole('checkbox', { name: 'Più periodi' }).press('Space')
  const from = page.getByRole('slider', { name: 'Dal' })
  await from.waitFor()
  await from.press('ArrowRight')
  await from.press('ArrowRight')
  await page.waitForURL(new RegExp(`periodo=${quarters[0]}.*da=${quarters[1]}`))
  await page
    .locator('.matrix')
    .getByRole('button', { name: new RegExp(`^Tutti, Sud: ${sum} nuclei`) })
    .waitFor()
  await page.locator('.panel').getByText(String(sum)).first().waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(`Sud ${sum}`)
  // Whoever asked for less movement is not offered any.
  expect(await page.getByRole('button', { name: 'Scorri' }).count()).toBe(0)
  await page.getByRole('combobox', { name: 'Durata' }).selectOption('months')
  await page.waitForURL(/periodo=\d{4}-\d{2}(&|$)/)
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

test('play goes through the quarters to the last one and stops', async () => {
  const context = await browser.newContext({ locale: 'it-IT', reducedMotion: 'no-preference' })
  const page = await context.newPage()
  await page.goto(`${url}/status`)
  await page.request.post(`${url}/api/v1/session`, {
    data: { username: 'partner', password: 'distretto-demo' },
    headers: { origin: url },
  })
  const [last, before] = await quartersOf(page)
  await page.goto(`${url}/esplora?periodo=${before}`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Scorri' }).press('Enter')
  await page.waitForURL(new RegExp(`periodo=${last}`))
  await page.getByRole('button', { name: 'Scorri', pressed: false }).waitFor()
  await context.close()
})

test('the profile prints on one sheet, in both languages, for an area and for the city', async () => {
  const { page } = await open('coordinamento', '/indicatori?area=sud')
  for (const [path, language] of [
    ['/indicatori?area=sud', 'it'],
    ['/indicatori', 'en'],
  ] as const) {
    await page.evaluate(to => localStorage.setItem('language', to), language)
    await page.goto(url + path, { waitUntil: 'networkidle' })
    await page.locator('[data-indicator="res_fresh"] b').waitFor()
    await page.locator('.trend-plot svg').first().waitFor()
    const paper = await page.pdf({ preferCSSPageSize: true })
    expect(paper.toString('latin1').match(/\/Type \/Page\b(?!s)/g), path).toHaveLength(1)
  }
  await page.close()
})

test('at 200 % and on a phone nothing sticks out, on profile, indicator and comparison', async () => {
  const { page } = await open('coordinamento', '/indicatori', 'phone')
  for (const path of [
    '/indicatori?area=sud',
    '/indicatori?indicatore=need_prev&area=centro',
    '/esplora?area=sud&confronta=centro',
  ]) {
    await page.goto(url + path, { waitUntil: 'networkidle' })
    for (const width of [360, 320, 720]) {
      await page.setViewportSize({ width, height: 640 })
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect.poll(over, { message: `${path} at ${width}` }).toBeLessThanOrEqual(0)
    }
  }
  await page.close()
})

test('what the profile says is copied, kept as a file and printed on one page, the same as on the screen', async () => {
  const { page, errors } = await open('partner', '/indicatori?area=sud')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const title = await page.locator('.profile-said').innerText()
  const menu = async (item: RegExp | string) => {
    await page.getByRole('button', { name: /^Scarica/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: item }).press('Enter')
  }
  const file = async (item: RegExp) => {
    const downloading = page.waitForEvent('download')
    await menu(item)
    return readFileSync((await (await downloading).path())!)
  }
  const rows: string[][] = parse(await file(/CSV per Excel italiano/), { delimiter: ';', bom: true })
  const [headings, ...told] = rows
  const met = told.find(([name]) => name === 'Nuclei entrati in contatto')!
  const at = (name: string) => met[headings!.indexOf(name)]
  expect(title).toContain(
    `nuclei entrati in contatto ${at('Valore')} (${at('Valore: da')}–${at('Valore: a')})`,
  )
  await menu('Copia con fonte')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(title)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Fonte: .*\/indicatori\?area=sud/)
  const pdf = (await file(/Pagina PDF/)).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)
  expect(errors).toEqual([])
  await page.close()
})
