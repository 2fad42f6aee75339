/**
 * A link made by who sees more, opened by who sees less: it shows what the reader may see and says what it leaves out,
 * and of a confidential place it says no more than of one that does not exist.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Profiles, profiles, withoutWebgl } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
/** Its own confidential places are seen by a centre, and by nobody else. */
const keeper = 'operatore-centro'
const nobody = '00000000-0000-4000-8000-000000000000'
let accounts: Profiles
let confidential: { id: string; name: string }
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
  const { page } = await accounts.page(keeper)
  const found = await (await page.request.get(`${url}/api/v1/resources`)).json()
  const { id, name } = found.features.find(
    ({ properties }: { properties: { visibility: string } }) => properties.visibility === 'restricted',
  ).properties
  confidential = { id, name }
  await page.close()
})
afterAll(() => accounts?.close())

const headline = (page: Page) => page.getByRole('heading', { level: 1 })
/** The partner's page of this path with this id, and all that it says but the id itself. */
async function pageOf(path: string, id: string, words: string) {
  const { page, errors, rest } = await accounts.open('partner', path.replaceAll('ID', id))
  await headline(page).first().waitFor()
  await page.locator('.notice, .hypothesis').first().waitFor()
  await page.locator('main').filter({ hasText: words }).waitFor()
  await rest()
  const text = async () => (await page.locator('main').innerText()).replaceAll(id, 'ID')
  return { page, errors, text }
}

describe('a confidential place', () => {
  test('is seen by who made the link', async () => {
    const { page } = await accounts.open(keeper, `/esplora?scelta=resource:${confidential.id}`)
    await page.locator('.explore-panel').getByText(confidential.name).first().waitFor()
    await page.close()
  })

  test.for([
    ['chosen on the map', '/esplora?scelta=resource:ID', 'o il tuo ruolo non la vede'],
    ['chosen in the census', '/risorse?scelta=resource:ID', 'o il tuo ruolo non la vede'],
    ['closed in a hypothesis', '/esplora?ipotesi=-ID', 'non si trova, o il tuo ruolo non lo vede'],
    ['looked around', '/esplora?domanda=vicino&scelta=resource:ID', 'non'],
  ])('%s, is to others like one that never was', async ([, path, words]) => {
    const never = await pageOf(path!, nobody, words!)
    const there = await pageOf(path!, confidential.id, words!)
    expect(await there.text()).toContain(words)
    // The map writes the names of its ground when it has drawn them.
    await expect.poll(async () => (await there.text()) === (await never.text())).toBe(true)
    expect(await there.text()).not.toContain(confidential.name)
    for (const { page, errors } of [never, there]) {
      // A place that is not there is answered with 404, which the console of a browser notes.
      expect(errors.filter(error => !/404/.test(error))).toEqual([])
      await page.close()
    }
  })
})

describe('a hypothesis of the coordinator', () => {
  const path = '/esplora?bisogno=education&area=nord-est&ipotesi=%2Bafter_school:20@nord-est'
  test.for(['partner', 'operatore-sud'])(
    'is to %s a hypothesis, to be taken away and not to be made',
    async who => {
      const { page, errors } = await accounts.open(who, path)
      await page.locator('.hypothesis').getByText('se a Nord Est aprisse: Doposcuola, 20 posti').waitFor()
      expect(await headline(page).innerText()).toMatch(/^Ipotesi · /)
      expect(await page.getByText('Prova un cambiamento').count()).toBe(0)
      await page.getByRole('button', { name: 'Togli l’ipotesi' }).press('Enter')
      await expect.poll(() => page.url()).not.toContain('ipotesi')
      expect(errors).toEqual([])
      await page.close()
    },
  )
})

describe('what a role does not open', () => {
  test('is named where the rest of the view is shown', async () => {
    const { page, errors } = await accounts.open('coordinamento', '/risorse')
    await page.locator('.resource-row').first().click()
    await page.waitForURL(/scelta=resource/)
    const address = `${page.url().slice(url.length)}&storia=si&verifica=si`
    await page.close()
    const partner = await accounts.open('partner', address)
    const left = partner.page.locator('.ignored')
    await left.getByText('non si apre con il tuo ruolo').waitFor()
    expect(await left.locator('code').innerText()).toBe('verifica=si storia=si')
    await partner.page.locator('.resource-detail').waitFor()
    await left.getByRole('button', { name: 'Chiudi' }).click()
    expect(await left.count()).toBe(0)
    expect([errors, partner.errors]).toEqual([[], []])
    await partner.page.close()
  })

  test.for([
    ['partner', '/interni'],
    ['partner', '/registra'],
    ['operatore-sud', '/interni'],
    ['operatore-sud', '/territorio'],
  ])('to a %s the screen of another role, %s, says whose it is', async ([who, path]) => {
    const { page, errors } = await accounts.open(who!, path!)
    await page.locator('.notice h1').waitFor()
    expect(await page.locator('.notice h1').innerText()).toMatch(/«.*»|non/)
    expect(errors).toEqual([])
    await page.close()
  })

  test('in a saved view is said in the list, and what was not understood too', async () => {
    const { page } = await accounts.page('partner')
    const id = crypto.randomUUID()
    const save = (data: unknown) =>
      page.request.put(`${url}/api/v1/saved-views/${id}`, { data, headers: { origin: url } })
    const address = '/risorse?unisci=si&castello=3'
    expect((await save({ name: 'Da chi coordina', address })).ok()).toBe(true)
    await page.goto(`${url}/dossier`, { waitUntil: 'networkidle' })
    const view = page.locator('.saved-view', { hasText: 'Da chi coordina' })
    expect(await view.locator('code').innerText()).toBe('castello=3 unisci=si')
    await page.request.delete(`${url}/api/v1/saved-views/${id}`, { headers: { origin: url } })
    await page.close()
  })
})
