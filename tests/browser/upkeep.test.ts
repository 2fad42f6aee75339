/** Keeping the census true, in a real browser with real keys: ten cards a week, an edit, two edits at once, a history. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** A resource of this test, so that others find the demonstration as it was. */
async function given(page: Page, name: string): Promise<string> {
  const reply = await page.request.post(`${url}/api/v1/resources`, {
    headers: { origin: url },
    data: {
      id: randomUUID(),
      name,
      type: 'after_school',
      geometry: { type: 'Point', coordinates: [15.806, 40.64] },
      phone: '0971 000000',
    },
  })
  return (await reply.json()).id
}
const queueOf = async (page: Page) =>
  (await page.request.get(`${url}/api/v1/verification-queue`)).json() as Promise<any>

/** Says what the mind does at a card by the model: it reads, and decides. */
test('a week of ten cards: one key each, the mouse never, within three minutes by the keystroke model', async () => {
  const { page, errors, foreign } = await open('operatore-nordovest', '/risorse')
  const before = await queueOf(page)
  expect(before.features).toHaveLength(10)
  const names = before.features.map(({ properties }: any) => properties.name)
  await page.getByRole('button', { name: 'Da verificare (10)' }).press('Enter')
  expect(new URL(page.url()).searchParams.get('verifica')).toBe('si')
  await page.locator('.verify-place', { hasText: 'Scheda 1 di 10' }).waitFor()
  expect(await barriers(page)).toEqual([])

  const desk = keystrokes(page)
  const told = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
  for (let at = 0; at < 10; at++) {
    await page.getByRole('heading', { level: 2, name: names[at], exact: true }).waitFor()
    await page.locator('.verify-place', { hasText: `Scheda ${at + 1} di 10` }).waitFor()
    for (const why of ['what is it', 'are the hours and the phone right', 'is it still there', 'which key'])
      desk.think(why)
    if (at === 1) {
      await desk.press('m')
      await page.getByRole('textbox', { name: /^Indirizzo/ }).fill('Quartiere di prova')
      await page.getByRole('textbox', { name: /^Indirizzo/ }).press('Enter')
      await told('aggiornata e verificata')
    } else if (at === 2) {
      await desk.press('c')
      await told('risulta chiusa')
      await page.keyboard.press('Control+z')
      await told('di nuovo da verificare')
      await page.locator('.verify-place', { hasText: 'Scheda 3 di 10' }).waitFor()
      await page.keyboard.press('c')
    } else await desk.press(at === 3 ? 'j' : 'v')
  }
  await page.locator('.notice', { hasText: 'Fatto: 10 schede questa settimana.' }).waitFor()
  expect(desk.keys()).toBe(10)
  // An edit costs its typing besides: 20 characters and five fields to pass.
  const typed = 25 * 0.28
  console.log(`ten cards: ${desk.keys()} keys, ${(desk.seconds() + typed).toFixed(1)} s`)
  expect(desk.seconds() + typed).toBeLessThanOrEqual(180)

  await expect.poll(async () => (await queueOf(page)).done).toBe(10)
  const { features } = await (await page.request.get(`${url}/api/v1/resources`)).json()
  const now = names.map((name: string) => features.find((f: any) => f.properties.name === name).properties)
  expect(now.map((p: any) => p.stale)).toEqual(names.map((_: string, at: number) => at === 3))
  expect(now[2].status).toBe('closed')
  await page.reload({ waitUntil: 'networkidle' })
  await page.locator('.notice', { hasText: 'Fatto: 10 schede questa settimana.' }).waitFor()
  expect([errors, foreign]).toEqual([[], []])
  await page.close()
})

test('keys pressed at once are not lost, and each answers its own card', async () => {
  const { page } = await open('operatore-nordest', '/risorse?verifica=si')
  const before = await queueOf(page)
  await page.locator('.verify-place', { hasText: `Scheda 1 di ${before.features.length}` }).waitFor()
  for (const key of ['v', 'j', 'v']) await page.keyboard.press(key)
  await page.locator('.verify-place', { hasText: 'Scheda 4 di' }).waitFor()
  await expect.poll(async () => (await queueOf(page)).done).toBe(3)
  const after = await queueOf(page)
  expect(after.features.map((f: any) => f.id)).toEqual(before.features.slice(3).map((f: any) => f.id))
  await page.close()
})

test('`E` edits the card; two edits at once ask only about the same field; the history goes back', async () => {
  const { page, errors } = await open('operatore-centro', '/risorse')
  const id = await given(page, 'Doposcuola da aggiornare')
  await page.goto(`${url}/risorse?scelta=resource:${id}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: 'Doposcuola da aggiornare' }).waitFor()
  await page.keyboard.press('e')
  const name = page.getByRole('textbox', { name: /^Nome/ })
  await name.fill('Doposcuola mio')
  await page.getByRole('textbox', { name: /^Indirizzo/ }).fill('Quartiere mio')
  await page.getByRole('textbox', { name: /^Orari/ }).fill('lun-ven 9-12')
  expect(await barriers(page)).toEqual([])

  // Another door saves first.
  const other = await open('operatore-sud', '/status')
  const saved = await other.page.request.patch(`${url}/api/v1/resources/${id}`, {
    headers: { origin: url },
    data: { version: 1, name: 'Doposcuola altrui', phone: '0971 111111' },
  })
  expect(saved.status()).toBe(200)
  await other.page.close()

  await name.press('Enter')
  const question = page.getByRole('group', { name: 'Nome: quale vale?' })
  await question.getByText('Doposcuola altrui').waitFor()
  expect(await page.getByRole('group', { name: /quale vale/ }).count()).toBe(1)
  expect(await page.getByRole('textbox', { name: /^Indirizzo/ }).inputValue()).toBe('Quartiere mio')
  expect(await page.getByRole('textbox', { name: /^Telefono/ }).inputValue()).toBe('0971 111111')
  expect(await barriers(page)).toEqual([])
  // The first answer has the focus: mine. Then the act that saves.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain('Doposcuola mio')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Salva')
  await page.keyboard.press('Enter')
  await page.locator('.notice', { hasText: '«Doposcuola mio» è aggiornata' }).waitFor()

  await page.getByRole('button', { name: 'Storia' }).press('Enter')
  const versions = page.locator('.history li')
  await versions.first().getByText('Versione 3').waitFor()
  expect(await versions.first().innerText()).toMatch(/operatore, Porta sociale Centro/)
  expect(await versions.first().innerText()).toMatch(/Doposcuola altrui\s+diventa\s+Doposcuola mio/)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /Torna a questa versione.*Versione 1$/ }).press('Enter')
  await versions.first().getByText('Versione 4').waitFor()
  const { properties } = await (await page.request.get(`${url}/api/v1/resources/${id}`)).json()
  expect(properties).toMatchObject({ version: 4, name: 'Doposcuola da aggiornare', phone: '0971 000000' })
  expect(properties).not.toHaveProperty('openingHours')
  expect(errors.filter(error => !error.includes('409'))).toEqual([])
  await page.close()
})

test('what was typed waits while somebody looks elsewhere; a moved point changes area', async () => {
  const { page } = await open('operatore-centro', '/risorse')
  const id = await given(page, 'Doposcuola da spostare')
  await page.goto(`${url}/risorse?scelta=resource:${id}`, { waitUntil: 'networkidle' })
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: /^Nome/ }).fill('Doposcuola spostato')
  await page.goBack()
  await page.getByText('Ci sono modifiche non salvate').waitFor()
  await page.keyboard.press('e')
  expect(await page.getByRole('textbox', { name: /^Nome/ }).inputValue()).toBe('Doposcuola spostato')
  await page.getByRole('button', { name: 'Cambia posizione' }).press('Enter')
  await page.getByRole('button', { name: 'Vai al mirino' }).press('Enter')
  for (let step = 0; step < 25; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('Posizione confermata').waitFor()
  await page.getByRole('textbox', { name: /^Nome/ }).press('Enter')
  await page.locator('.notice', { hasText: '«Doposcuola spostato» è aggiornata' }).waitFor()
  const { properties, geometry } = await (await page.request.get(`${url}/api/v1/resources/${id}`)).json()
  expect(geometry.coordinates[1]).toBeLessThan(40.64)
  expect(await page.locator('.resource-detail').innerText()).toMatch(/Area\s/)
  expect(properties.version).toBe(2)
  await page.close()
})

test.for(['desk', 'phone'] as const)('an old link opens what it says, in English too: %s', async size => {
  const { page, errors } = await open('operatore-sud', '/risorse', size)
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.goto(`${url}/risorse?verifica=si`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: 'To verify this week' }).waitFor()
  await page.getByRole('button', { name: 'Valid' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(errors).toEqual([])
  await page.close()
})
