/** Every screen for every role in a real browser: nothing from elsewhere, no error, nothing cut, readable by all. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import {
  goTo,
  launch,
  type Profiles,
  profiles,
  signIn,
  sizes,
  visit,
  withoutWebgl,
} from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
let browser: Browser
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
  browser = accounts.browser
})
afterAll(() => accounts?.close())

const screens = [
  ['coordinamento', '/esplora', 'table', 'Bisogni per area, la mappa come tabella'],
  ['partner', '/esplora?area=sud&bisogno=housing', 'heading', 'Sud'],
  ['partner', '/esplora?domanda=nonraggiunti', 'heading', /^Chi non raggiungiamo · T/],
  ['operatore-sud', '/esplora?domanda=vicino&presso=40.6425,15.7965', 'heading', /^Vicino a Porta sociale/],
  ['operatore-centro', '/registra', 'form', 'Nuovo accesso'],
  ['operatore-centro', '/registra/gruppo', 'heading', 'Attività di gruppo'],
  ['operatore-centro', '/risorse', 'heading', 'Risorse'],
  ['coordinamento', '/risorse/progetti', 'list', /^Progetti, il primo/],
  ['operatore-centro', '/risorse/progetti?aggiungi=si', 'heading', 'Aggiungi un progetto'],
  ['operatore-centro', '/risorse/progetti?parte=tirocini', 'list', /^Chi ospita/],
  ['partner', '/risorse/progetti?parte=scadenze', 'heading', 'Che cosa resta'],
  ['coordinamento', '/risorse/proposte', 'heading', 'Proposte da decidere'],
  ['partner', '/risorse/proposte', 'heading', 'Le mie proposte'],
  ['operatore-centro', '/risorse/importa', 'heading', 'Importa risorse'],
  ['partner', '/indicatori?area=nord-ovest', 'heading', /Nord Ovest/],
  ['partner', '/dossier', 'heading', 'Viste salvate e dossier'],
  ['partner', '/pubblicazione', 'heading', 'Pubblicazione'],
  ['coordinamento', '/interni', 'heading', 'Vista interna'],
  ['coordinamento', '/pubblicazione/calendario', 'heading', 'Calendario delle chiusure'],
  ['partner', '/pubblicazione/registro', 'heading', 'Registro delle misure'],
  ['partner', '/metodo', 'heading', 'Come sono protetti i numeri'],
  ['admin', '/metodo/valutazione', 'heading', 'Le prove con attaccanti'],
  ['coordinamento', '/territorio', 'heading', 'Centri di prossimità'],
  ['admin', '/esplora', 'heading', /./],
] as const
describe.for(Object.keys(sizes) as (keyof typeof sizes)[])('at the size of a %s', size => {
  test('the sign-in page shows what each account is for and enters with one click', async () => {
    const { page, context, foreign, errors } = await visit(browser, url, size)
    await page.getByRole('button', { name: /Entra come Partner/ }).click()
    await page.getByRole('link', { name: 'Indicatori' }).waitFor()
    await page
      .getByRole('table', { name: 'Bisogni per area, la mappa come tabella' })
      .waitFor({ state: 'attached' })
    expect([foreign, errors]).toEqual([[], []])
    await context.close()
  })

  test.for(screens)('%s on %s', async ([username, path, role, heading]) => {
    const { page, foreign, errors } = await accounts.walk(username, path, size)
    await page.getByRole(role, { name: heading }).first().waitFor({ state: 'attached' })
    await page.getByText('dati dimostrativi').first().waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(width, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
    expect(await barriers(page)).toEqual([])
    expect(foreign, 'requests to other hosts').toEqual([])
    expect(errors, 'errors in the console').toEqual([])
  })
})

test('before any script the page shows its name and the areas, in their own colours', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByText('Osservatorio').first().waitFor()
  const areas = page.locator('svg.outline path')
  expect(await areas.count()).toBe(4)
  await context.close()
  const styled = await browser.newContext()
  const still = await styled.newPage()
  await still.route('**/*.js', route => route.abort())
  await still.goto(url)
  const fill = await still
    .locator('svg.outline path')
    .first()
    .evaluate(path => getComputedStyle(path).fill)
  expect(fill).not.toBe('rgb(0, 0, 0)')
  await styled.close()
})

test('at 320 pixels nothing sticks out sideways', async () => {
  const { page, rest } = await accounts.open('operatore-centro', '/status', 'phone')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`${url}/esplora`)
  for (const path of [
    '/esplora',
    '/registra',
    '/risorse',
    '/risorse/progetti',
    '/risorse/progetti?parte=scadenze',
    '/risorse/proposte',
    '/risorse/importa',
    '/indicatori',
    '/pubblicazione',
  ]) {
    await goTo(page, path)
    await rest()
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over, path).toBeLessThanOrEqual(0)
  }
  await page.close()
})

test('English is complete: no Italian word of the shell is left on the screens', async () => {
  const { page, rest } = await accounts.open('coordinamento', '/status')
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.goto(`${url}/esplora`)
  for (const path of [
    '/esplora?area=sud',
    '/risorse',
    '/risorse/progetti',
    '/risorse/progetti?parte=tirocini',
    '/risorse/progetti?parte=scadenze',
    '/risorse/importa',
    '/indicatori?area=sud',
    '/pubblicazione',
    '/interni',
    '/territorio',
  ]) {
    await goTo(page, path)
    await rest()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    // Data keeps its language: names of places and resources are Italian, labels are not.
    const text = await page.locator('main').innerText()
    for (const italian of [
      'Bisogno',
      'nuclei',
      'Periodo',
      'trimestre',
      'Livelli',
      'pochi o nessuno',
      'Rilascio',
    ])
      expect(text, `${path}: ${italian}`).not.toContain(italian)
  }
  await page.close()
})

test('without WebGL the drawn map does the same work', async () => {
  const still = await launch(withoutWebgl)
  const opened = await visit(still, `${url}/status`)
  const { page } = opened
  await signIn(opened, 'partner')
  await page.goto(`${url}/esplora`, { waitUntil: 'networkidle' })
  expect(await page.evaluate(() => document.createElement('canvas').getContext('webgl2'))).toBeNull()
  await page.locator('svg path').first().waitFor({ state: 'attached' })
  await page
    .getByRole('button', { name: /^Tutti, Sud:/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Sud' }).first().waitFor()
  expect(page.url()).toContain('area=sud')
  await still.close()
})
