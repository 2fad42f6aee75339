/** Proposals and merges in a real browser with real keys: a partner sends, who keeps it decides, two become one. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, withoutWebgl } from '../support/browser.ts'
import { keystrokes } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
})
afterAll(() => accounts?.close())

const open: Profiles['open'] = (...of) => accounts.open(...of)
type Page = Awaited<ReturnType<typeof open>>['page']
const json = async (page: Page, path: string) => (await page.request.get(`${url}/api/v1${path}`)).json()
const post = async (page: Page, path: string, data: unknown) =>
  (await page.request.post(`${url}/api/v1${path}`, { headers: { origin: url }, data })).json()
const accessible = async (page: Page) => expect(await barriers(page)).toEqual([])
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

/** A resource of this test, so that others find the demonstration as it was. */
async function given(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const { page } = await open('operatore-centro', '/status')
  const data = {
    id: randomUUID(),
    name,
    type: 'after_school',
    geometry: { type: 'Point', coordinates: [15.806, 40.64] },
    ...more,
  }
  const { id } = await post(page, '/resources', data)
  await page.close()
  return id
}
/** What the partner of the demonstration proposed on it. */
async function proposed(id: string, change: Record<string, unknown>): Promise<string> {
  const { page } = await open('partner', '/status')
  const proposal = await post(page, `/resources/${id}/proposals`, {
    id: randomUUID(),
    version: 1,
    ...change,
  })
  await page.close()
  return proposal.id
}

describe('the partner', () => {
  test('corrects another body’s resource within 5 acts and 60 seconds, and sees where it stands', async () => {
    const name = `Doposcuola proposto ${Date.now()}`
    const id = await given(name, { capacity: { total: 20, unit: 'posti', on: '2026-01-10' } })
    const { page, errors } = await open('partner', `/risorse?scelta=resource:${id}`)
    await page.getByRole('heading', { level: 2, name }).waitFor()
    const desk = keystrokes(page)
    desk.think('is it right')
    await desk.press('p') // 1
    await page.getByRole('textbox', { name: 'Liberi' }).waitFor()
    await accessible(page)
    desk.think('how many are free')
    await desk.press('5') // 2
    desk.think('reads it again')
    await desk.press('Enter') // 3
    await page.locator('.notice', { hasText: 'Una tua proposta su questa risorsa è in attesa' }).waitFor()
    expect(desk.seconds()).toBeLessThanOrEqual(60)
    console.log(`a proposal of places: 3 acts, ${desk.seconds().toFixed(1)} s`)
    // Nothing has changed, and the list says what waits.
    expect((await json(page, `/resources/${id}`)).properties.capacity.total).toBe(20)
    await page.getByRole('button', { name: /^Guarda/ }).press('Enter')
    await page.getByRole('heading', { level: 2, name }).waitFor()
    expect(await page.locator('.proposal').innerText()).toMatch(/in attesa[\s\S]*20 posti[\s\S]*5[^\n]*20/)
    await page.getByRole('button', { name: 'Ritira la proposta' }).press('Enter')
    await page.locator('.proposal .mark', { hasText: 'ritirata' }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  test('edits its own at once; says in two acts that another is closed', async () => {
    const { page, errors } = await open('partner', '/risorse/proposte')
    const own = page.locator('section', { hasText: 'Queste le modifichi direttamente' })
    const name = (await own.getByRole('button').first().locator('b').textContent())!
    await own.getByRole('button').first().press('Enter')
    await page.getByRole('heading', { level: 2, name }).waitFor()
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: /^Indirizzo/ }).fill('Quartiere di prova')
    await page.getByRole('textbox', { name: /^Indirizzo/ }).press('Enter')
    await page.locator('.notice', { hasText: `«${name}» è aggiornata` }).waitFor()

    const other = await given(`Doposcuola chiuso ${Date.now()}`)
    await page.goto(`${url}/risorse?scelta=resource:${other}`, { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'È chiusa' }).press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await accessible(page)
    await page.keyboard.press('Enter')
    await page.locator('.notice', { hasText: 'è in attesa' }).waitFor()
    const { proposals } = await json(page, '/proposals')
    const sent = proposals.find((p: any) => p.resource?.id === other)
    expect(sent.fields).toMatchObject([{ field: 'status', after: 'closed' }])
    expect(errors).toEqual([])
    await page.close()
  })

  test('proposes a new resource with the form of the census', async () => {
    const { page, errors } = await open('partner', '/risorse')
    const name = `Sala prove ${Date.now()}`
    await page.getByRole('button', { name: 'Proponi una risorsa' }).press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-field'))
    await expect.poll(focused).toBe('type')
    await page.keyboard.type('centro giov')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('position')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('name')
    await page.getByLabel('Nome', { exact: true }).fill(name)
    await accessible(page)
    await page.getByRole('textbox', { name: /^Perché/ }).fill('Apre a gennaio')
    await page.getByRole('textbox', { name: /^Perché/ }).press('Enter')
    await page.waitForURL(/\/risorse\/proposte\?scelta=proposal:/)
    await page.getByRole('heading', { level: 2, name }).waitFor()
    const { features } = await json(page, '/resources')
    expect(features.some((f: any) => f.properties.name === name)).toBe(false)
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('who decides', () => {
  test('goes through the queue with a key each: accept, choose fields, refuse with a reason', async () => {
    const stamp = Date.now()
    const ids = [
      await given(`Prima ${stamp}`),
      await given(`Seconda ${stamp}`),
      await given(`Terza ${stamp}`),
    ] as const
    const waiting = [
      await proposed(ids[0], { cost: 'free', reason: 'Non si paga più' }),
      await proposed(ids[1], { cost: 'free', minAge: 6, name: `Altro nome ${stamp}` }),
      await proposed(ids[2], { status: 'closed' }),
    ] as const
    const { page, errors, foreign } = await open(
      'operatore-centro',
      `/risorse/proposte?scelta=proposal:${waiting[0]}`,
    )
    await page.getByRole('heading', { level: 2, name: `Prima ${stamp}` }).waitFor()
    await page.getByText('Non si paga più').waitFor()
    await accessible(page)
    await page.keyboard.press('a')
    await page
      .getByRole('status')
      .filter({ hasText: `Accettata: «Prima ${stamp}»` })
      .waitFor()

    await page.getByRole('heading', { level: 2, name: `Seconda ${stamp}` }).waitFor()
    await page.keyboard.press('m')
    const boxes = page.getByRole('checkbox')
    await expect.poll(() => boxes.count()).toBe(3)
    // The name comes first: Space takes it away, A accepts the rest.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('type')))
      .toBe('checkbox')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: /Accetta 2 campi/ }).waitFor()
    await accessible(page)
    await page.keyboard.press('a')
    await page.getByRole('status').filter({ hasText: 'Accettata in parte' }).waitFor()

    await page.getByRole('heading', { level: 2, name: `Terza ${stamp}` }).waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.keyboard.press('Enter')
    await page.getByText('Scrivi perché').waitFor()
    await page.keyboard.type('Ci siamo passati: è aperta')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'Rifiutata' }).waitFor()
    expect((await json(page, `/resources/${ids[0]}`)).properties.cost).toBe('free')
    expect((await json(page, `/resources/${ids[1]}`)).properties).toMatchObject({
      name: `Seconda ${stamp}`,
      minAge: 6,
    })
    expect((await json(page, `/resources/${ids[2]}`)).properties.status).toBe('active')

    const partner = await open('partner', `/risorse/proposte?scelta=proposal:${waiting[2]}`, 'phone')
    await partner.page.getByText('Ci siamo passati: è aperta').waitFor()
    await accessible(partner.page)
    expect(await partner.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await partner.page.close()
    expect([errors, foreign]).toEqual([[], []])
    await page.close()
  })

  test('is asked again when somebody changed the same field while it was read', async () => {
    const name = `Contesa ${Date.now()}`
    const id = await given(name)
    const proposal = await proposed(id, { address: 'Quartiere del partner' })
    const { page } = await open('operatore-centro', `/risorse/proposte?scelta=proposal:${proposal}`)
    await page.getByRole('heading', { level: 2, name }).waitFor()
    await page.request.patch(`${url}/api/v1/resources/${id}`, {
      headers: { origin: url },
      data: { version: 1, address: 'Quartiere altrui' },
    })
    await page.keyboard.press('a')
    await page.getByText(/proposto Quartiere del partner, adesso Quartiere altrui/).waitFor()
    await page.getByText('Intanto è: Quartiere altrui').waitFor()
    await accessible(page)
    await page.keyboard.press('a')
    await expect
      .poll(async () => (await json(page, `/resources/${id}`)).properties.address)
      .toBe('Quartiere del partner')
    await page.close()
  })
})

test('two resources become one by the keyboard alone; the old link leads to it; the history takes it back', async () => {
  const name = `Sportello doppio ${Date.now()}`
  const id = await given(name, { phone: '0971 000000', needs: ['education'] })
  const other = await given(`${name} bis`, { address: 'Quartiere di prova', needs: ['family'] })
  const { page, errors } = await open('operatore-centro', `/risorse?scelta=resource:${id}`)
  await page.getByRole('button', { name: 'Unisci a un’altra…' }).press('Enter')
  await page.getByRole('button', { name: new RegExp(`^Unisci con questa.*${name} bis`) }).press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')
  await accessible(page)
  // Which one stays, then each difference: arrows choose, Tab goes on, Enter confirms.
  const at = page.getByRole('group', { name: 'Nome', exact: true })
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  expect(await at.getByRole('radio').nth(1).isChecked()).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: `${name} bis` }).waitFor()
  const { properties } = await json(page, `/resources/${id}`)
  expect(properties).toMatchObject({
    name: `${name} bis`,
    phone: '0971 000000',
    address: 'Quartiere di prova',
    needs: ['education', 'family'],
  })

  await page.goto(`${url}/risorse?scelta=resource:${other}`, { waitUntil: 'networkidle' })
  await page.getByText('La risorsa di questo collegamento è stata unita a questa.').waitFor()
  expect(page.url()).toContain(id)
  await page.getByRole('button', { name: 'Storia' }).press('Enter')
  await page.getByText(`Unita con «${name} bis»`).waitFor()
  await accessible(page)
  await page.getByRole('button', { name: /Annulla l’unione/ }).press('Enter')
  await page.getByText('unione annullata').waitFor()
  expect((await json(page, `/resources/${id}`)).properties.name).toBe(name)
  expect((await json(page, `/resources/${other}`)).properties).toMatchObject({
    id: other,
    name: `${name} bis`,
  })
  expect(await focused(page)).toContain('Storia')
  expect(errors).toEqual([])
  await page.close()
})

test.for(['desk', 'phone'] as const)('the screens are complete in English: %s', async size => {
  const { page, errors } = await open('coordinamento', '/risorse', size)
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.goto(`${url}/risorse/proposte`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: 'Proposals to decide' }).waitFor()
  await page.getByText('past the five working days').first().waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/in attesa|Rifiuta|Perché|campi/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(errors).toEqual([])
  await page.close()
})
