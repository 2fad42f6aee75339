/** A census of more than 5,000: the map reads tiles, the list says how much of it it is, a click opens a card. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, signIn, visit } from '../support/browser.ts'
import { inventCensus } from '../support/invented.ts'
import { type Serving, serving } from '../support/serving.ts'

let browser: Browser
let product: Serving
beforeAll(async () => {
  product = await serving({ kind: 'embedded', dataDir: undefined })
  await inventCensus(product.database.owner, 5100)
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('is drawn from tiles, listed honestly, filtered on the server, and chosen with a click', async () => {
  const seen = await visit(browser, product.url)
  await signIn(seen, 'partner')
  const { page } = seen
  const tiles: string[] = []
  page.on('response', response => {
    if (response.url().includes('/tiles/resources/')) tiles.push(response.url())
  })
  await page.goto(`${product.url}/risorse`)
  await page.getByText(/^Le prime 200 di 5\.?\d{3} risorse/).waitFor()
  expect(await page.locator('.resource-row').count()).toBe(200)
  await expect.poll(() => tiles.length, { timeout: 30_000 }).toBeGreaterThan(0)
  await page.locator('.outline-drawing').waitFor({ state: 'detached', timeout: 30_000 })

  // The map has a mark where the first doorway is: at the closest zoom every resource is by itself.
  const { rows } = await product.database.owner
    .selectFrom('resource.resource')
    .select(['id', 'name'])
    .where('source', '=', 'invented')
    .where('name', 'like', '% 4711')
    .execute()
    .then(found => ({ rows: found }))
  const { id, name } = rows[0]!
  const feature = (await (await page.request.get(`${product.url}/api/v1/resources/${id}`)).json()) as {
    geometry: { coordinates: [number, number] }
  }
  const [lon, lat] = feature.geometry.coordinates
  await page.goto(`${product.url}/risorse?mappa=${lat.toFixed(4)},${lon.toFixed(4)},18`)
  await page.locator('.outline-drawing').waitFor({ state: 'detached', timeout: 30_000 })
  const map = page.getByRole('application')
  const { width, height } = (await map.boundingBox())!
  // Where the camera, rounded to four decimals, leaves it: 512 px for a tile of zoom 0.
  const pixels = 512 * 2 ** 18
  const mercator = (degrees: number) => Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI)
  const position = {
    x: width / 2 + ((lon - Number(lon.toFixed(4))) / 360) * pixels,
    y: height / 2 - (mercator(lat) - mercator(Number(lat.toFixed(4)))) * pixels,
  }
  await expect
    .poll(
      async () => {
        await map.click({ position })
        return page.getByRole('heading', { name }).count()
      },
      { timeout: 30_000, interval: 1500 },
    )
    .toBe(1)
  expect(page.url()).toContain(`scelta=resource:${id}`)

  // Narrowed to what one map can hold, it is listed whole.
  await page.goto(`${product.url}/risorse?gruppo=health`)
  await page.getByText(/^\d{3} (risorse )?(di|su) 5\.?\d{3}/).waitFor()
  // What is looked for is looked for on the server, slips of the pen included.
  await page.goto(`${product.url}/risorse`)
  await page.getByRole('searchbox').fill('girassole')
  await expect
    .poll(() => page.locator('.resource-row b').allInnerTexts(), { timeout: 10_000 })
    .toSatisfy((names: string[]) => names.length > 0 && names.every(each => /Girasole/.test(each)))
  expect([seen.errors, seen.foreign]).toEqual([[], []])
  await seen.context.close()
})
