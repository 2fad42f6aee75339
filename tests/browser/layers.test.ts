/** What of the map fails says so in its own card and takes nothing else down; without WebGL every task is still there. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, type Visit } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

async function opened(
  path: string,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<Visit> {
  const seen = await accounts.page('coordinamento')
  await before(seen.page)
  await seen.page.goto(url + path)
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  return seen
}
const card = (page: Page, name: string) =>
  page.locator('.layer', { has: page.locator('.layer-name, legend', { hasText: name }) })

/** The areas are where this installation has them. */
async function described(page: Page) {
  const { features } = await (await page.request.get(`${url}/api/v1/areas`)).json()
  const [lon, lat] = features[0].properties.labelAt
  return {
    background: {
      url: '/background/0123456789abcdef.pmtiles',
      bounds: [lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2],
      minZoom: 0,
      maxZoom: 14,
      attribution: 'Comune di Prova ©',
    },
    refused: null,
  }
}

describe('a layer that fails', () => {
  test('says so in its own card, asks again when told to, and the rest of the map stays', async () => {
    let down = true
    const { page } = await opened('/esplora?livelli=needs,cells,centres', page =>
      page.route('**/api/v1/cells*', route => (down ? route.abort() : route.continue())),
    )
    const failed = card(page, 'Celle statistiche')
    await failed.getByText('Non caricato').waitFor()
    expect(await page.getByText('Non caricato').count()).toBe(1)
    await page.locator('.area-label-value').first().waitFor()
    down = false
    await failed.getByRole('button', { name: 'Riprova' }).click()
    await failed.getByText('Non caricato').waitFor({ state: 'detached' })
    await page.close()
  })

  test('a background whose tiles do not come is asked for a few times and not for ever', async () => {
    let asked = 0
    const { page, foreign } = await opened('/esplora?sfondo=comune&livelli=needs,centres', async page => {
      const body = await described(page)
      await page.route('**/api/v1/background', route => route.fulfill({ json: body }))
      await page.route('**/background/*.pmtiles*', route => {
        asked++
        return route.abort()
      })
    })
    const ground = card(page, 'Sfondo')
    await ground.getByText('Non caricato').waitFor()
    expect(await page.locator('.map-attribution').innerText()).toBe('Comune di Prova ©')
    await page.waitForTimeout(2000)
    const settled = asked
    await page.waitForTimeout(4000)
    expect(asked).toBe(settled)
    expect(settled).toBeGreaterThan(0)
    // The numbers are there, and asking again asks again.
    expect(await page.locator('.area-label-value').count()).toBeGreaterThan(0)
    await ground.getByRole('button', { name: 'Riprova' }).click()
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(settled)
    // Without it the map is whole.
    await ground.getByLabel('Schematico').check()
    await page.locator('.map-attribution').waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('sfondo')).toBeNull()
    expect(foreign).toEqual([])
    await page.close()
  })

  test('a background of another place is not shown, and the card says why', async () => {
    const { page } = await opened('/esplora?sfondo=comune', page =>
      page.route('**/api/v1/background', route =>
        route.fulfill({ json: { background: null, refused: 'elsewhere' } }),
      ),
    )
    const ground = card(page, 'Sfondo')
    await ground.getByText('non copre questo territorio').waitFor()
    expect(await ground.getByLabel('Mappa del Comune').isDisabled()).toBe(true)
    expect(await ground.getByLabel('Schematico').isChecked()).toBe(true)
    await page.close()
  })
})

describe('needs by cell', () => {
  test('are told in a legend, in words on whether they gather, and in a table with a row for each cell', async () => {
    const { page, errors } = await opened('/esplora?livelli=needsHeat,centres')
    const needs = card(page, 'Bisogni per cella')
    await needs.getByText('nuclei per km²').waitFor()
    await needs.getByRole('heading', { name: 'Si addensano?' }).waitFor()
    await needs.getByText('Le celle in tabella').click()
    const { features } = await (await page.request.get(`${url}/api/v1/cells`)).json()
    expect(await needs.locator('tbody tr').count()).toBe(features.length)
    await needs.getByLabel('800 m').check()
    expect(new URL(page.url()).searchParams.get('calore')).toBe('numero,800')
    expect(await barriers(page, '.explore-rail')).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('without WebGL', () => {
  /** As where the driver is blocked: the page asks, and gets nothing. */
  const noWebGL = (page: Page) =>
    page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext as (...asked: unknown[]) => unknown
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
        return String(asked[0]).startsWith('webgl') ? null : real.apply(this, asked)
      } as never
    })

  test('areas and doors are chosen by click and by keyboard, and heat, surface and outlines are drawn', async () => {
    const { page } = await opened('/esplora?livelli=needs,heat,cells,resources,centres', noWebGL)
    await page.locator('.map-simple').waitFor()
    expect(await page.locator('.map-canvas').count()).toBe(0)
    await page.locator('.outline-drawing circle[fill="url(#map-heat)"]').first().waitFor()

    // An area by its label, a door by the keyboard alone.
    await page.locator('.area-label').first().click()
    await page.waitForURL(/area=/)
    await page.locator('.territory-map').focus()
    await page.keyboard.press('1')
    await page.waitForURL(/scelta=|mappa=/)

    // Zooming and going back to all the areas.
    await page.getByRole('button', { name: 'Ingrandisci' }).click()
    await page.waitForURL(/mappa=/)
    await page.getByRole('button', { name: 'Mostra tutte le aree' }).click()
    await page.waitForURL(address => !address.searchParams.has('mappa'))

    // Three further layers are on at most: a surface takes the place of others.
    const needs = card(page, 'Bisogni per cella')
    const box = needs.getByRole('checkbox')
    expect(await box.getAttribute('aria-disabled')).toBe('true')
    for (const name of ['Celle statistiche', 'Densità delle risorse'])
      await page.getByRole('checkbox', { name }).uncheck()
    await box.check()
    await page.locator('.outline-drawing path[fill-rule="evenodd"]').first().waitFor({ state: 'attached' })
    await page.close()
  })
})
