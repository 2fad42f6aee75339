/** Adding and editing on the map, by real keys and a real pointer: within its acts, routes and parks, places on a card. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { drawable, type Profiles, profiles } from '../support/browser.ts'
import { keystrokes } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

const open = (path: string, size: 'desk' | 'phone' = 'desk') =>
  accounts.open('operatore-nordovest', path, size)
type Page = Awaited<ReturnType<typeof open>>['page']
const focused = (page: Page) => () =>
  page.evaluate(
    () => document.activeElement?.getAttribute('data-field') ?? document.activeElement?.textContent ?? '',
  )
const named = async (page: Page, name: string) => {
  const { features } = await (await page.request.get(`${url}/api/v1/resources`)).json()
  return features.find((f: any) => f.properties.name === name)
}

test('a resource is added by five acts and its name, without the mouse, within 45 s by the model', async () => {
  const { page, errors, foreign } = await open('/risorse')
  const desk = keystrokes(page)
  let acts = 0
  desk.think('to add')
  await desk.press('r')
  acts++
  await expect.poll(focused(page)).toBe('type')
  desk.think('what it is')
  await desk.press('d', 'o', 'p', 'Enter')
  acts++
  await expect.poll(focused(page)).toBe('position')
  desk.think('looks at the crosshair and confirms the position')
  await desk.press('Enter')
  acts++
  await expect.poll(focused(page)).toBe('name')
  // The area is PostGIS's, said aloud before anything is saved.
  await page
    .locator('[role="status"], [aria-live]')
    .filter({ hasText: /^(Centro|Sud|Nord)/ })
    .first()
    .waitFor({ state: 'attached' })
  desk.think('recalls the name')
  const name = `Doposcuola di prova ${Date.now() % 100000}`
  for (const key of name) await desk.press(key === ' ' ? 'Space' : key)
  await desk.press('Enter')
  acts++
  await page
    .getByText(new RegExp(`^«${name}» è nel censimento. Area: `))
    .first()
    .waitFor()
  expect(acts).toBeLessThanOrEqual(5)
  console.log(`O2: ${acts} acts, ${desk.keys()} keys, ${desk.seconds().toFixed(1)} s`)
  expect(desk.seconds()).toBeLessThanOrEqual(45)
  expect([errors, foreign]).toEqual([[], []])
  await page.close()
})

test('families and types are one digit each, in the order of the centre’s use, and come back by one key', async () => {
  const { page } = await open('/risorse?aggiungi=si')
  const options = page.getByRole('listbox').getByRole('option')
  await expect.poll(() => options.count()).toBe(10)
  const { features } = await (await page.request.get(`${url}/api/v1/resources`)).json()
  const used = new Map<string, number>()
  for (const { properties: p } of features)
    if (p.keeper === 'porta-nord-ovest') used.set(p.group, (used.get(p.group) ?? 0) + 1)
  const most = Math.max(...used.values())
  const first = await options.first().innerText()
  await page.keyboard.press('1')
  expect(await page.getByRole('listbox').getAttribute('aria-label')).toBe(first.replace(/^\d\s*/, ''))
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => options.count()).toBe(10)
  expect(await options.first().innerText()).toBe(first)
  expect(most).toBeGreaterThan(0)
  await page.keyboard.press('1')
  await page.keyboard.press('2')
  await expect.poll(focused(page)).toBe('position')
  expect(await page.getByRole('combobox').first().inputValue()).not.toBe('')
  expect(await barriers(page)).toEqual([])
  await page.close()
})

test('a route with stops is drawn wholly by keys, undone, reshaped, saved, read on its card', async () => {
  const { page, errors } = await open('/risorse?aggiungi=si')
  await page.keyboard.type('ludo')
  await page.keyboard.press('Enter')
  await expect.poll(focused(page)).toBe('position')
  await page.getByRole('button', { name: 'Un percorso' }).press('Enter')
  expect(await page.getByText('Servono almeno due vertici').first().isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Vai al mirino' }).first().press('Enter')
  const vertices = page.locator('.vertices summary')
  await page.keyboard.press('Enter')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect.poll(() => vertices.innerText()).toBe('Vertici (3)')
  await page.keyboard.press('Backspace')
  await expect.poll(() => vertices.innerText()).toBe('Vertici (2)')
  await page.keyboard.press('Control+Shift+Z')
  await expect.poll(() => vertices.innerText()).toBe('Vertici (3)')
  expect(await barriers(page)).toEqual([])
  // The list: a vertex moved by arrows, another taken away and brought back.
  await vertices.press('Enter')
  const path = () => page.locator('.sketch-route').getAttribute('d')
  const before = await path()
  await page.getByRole('button', { name: 'Vertice 2 di 3' }).focus()
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(path).not.toBe(before)
  await page.keyboard.press('Delete')
  await expect.poll(() => vertices.innerText()).toBe('Vertici (2)')
  await page.keyboard.press('Control+Z')
  await page.keyboard.press('Control+Z')
  await expect.poll(path).toBe(before)
  await page.getByRole('button', { name: 'Chiudi il disegno' }).press('Enter')
  await expect.poll(focused(page)).toBe('name')
  await page.getByText(/^Posizione confermata\. .+, \d+([.,]\d)? k?m$/).waitFor()

  await page.getByRole('button', { name: 'Aggiungi una fermata al mirino' }).press('Enter')
  await expect.poll(focused(page)).toBe('stops/0')
  await page.keyboard.type('Piazza di prova')
  await page.keyboard.press('Tab')
  await page.keyboard.type('boh')
  const name = page.getByRole('textbox', { name: /^Nome/ })
  await name.fill('Ludobus di prova')
  await name.press('Enter')
  // The fault is at its stop, nothing is lost.
  await expect.poll(focused(page)).toBe('stops/0')
  expect(await name.inputValue()).toBe('Ludobus di prova')
  await page.getByRole('textbox', { name: 'Quando ferma' }).fill('sab 9:30-10')
  await name.press('Enter')
  await page
    .getByText(/^«Ludobus di prova» è nel censimento/)
    .first()
    .waitFor()
  const card = page.locator('.resource-detail')
  await card.getByText('1. Piazza di prova').waitFor()
  await expect.poll(() => card.innerText()).toMatch(/Piazza di prova · sabato 9:30–10/)
  expect(await page.locator('.sketch-stop').count()).toBe(1)
  const { geometry, properties } = await named(page, 'Ludobus di prova')
  expect(geometry.coordinates).toHaveLength(3)
  expect(properties.stops).toMatchObject([{ name: 'Piazza di prova', when: 'Sa 09:30-10:00' }])
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

test('a park is drawn by the pointer, a vertex dragged, a hole kept through an edit', async () => {
  const { page, errors } = await open('/risorse?aggiungi=si&mappa=40.64,15.806,15')
  await page.keyboard.type('parco')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Una superficie' }).click()
  const box = (await page.locator('.territory-map').boundingBox())!
  const at = (x: number, y: number) => [box.x + box.width / 2 + x, box.y + box.height / 2 + y] as const
  await drawable(page)
  const vertices = page.locator('.vertices summary')
  for (const [index, [x, y]] of [at(-120, -80), at(120, -80), at(120, 120), at(-120, 120)].entries()) {
    await page.mouse.click(x, y)
    await expect.poll(() => vertices.innerText()).toBe(`Vertici (${index + 1})`)
  }
  const path = () => page.locator('.sketch-extent').getAttribute('d')
  const before = await path()
  await page.mouse.move(...at(120, 120))
  await page.mouse.down()
  await page.mouse.move(...at(150, 140), { steps: 4 })
  await page.mouse.move(...at(180, 160), { steps: 4 })
  await page.mouse.up()
  await expect.poll(path).not.toBe(before)
  expect(await vertices.innerText()).toBe('Vertici (4)')
  await page.getByRole('button', { name: 'Chiudi il disegno' }).click()
  await page.getByText(/^Posizione confermata\. .+, [\d.,]+ (ettari|m²)$/).waitFor()
  const name = page.getByRole('textbox', { name: /^Nome/ })
  await name.fill('Parco di prova')
  await name.press('Enter')
  await page
    .getByText(/^«Parco di prova» è nel censimento/)
    .first()
    .waitFor()

  // With a hole: one vertex moves, the hole stays.
  const { id, geometry, properties } = await named(page, 'Parco di prova')
  const [lon, lat] = [15.806, 40.64]
  const hole = [
    [lon, lat],
    [lon, 40.6397],
    [15.8063, 40.6397],
    [lon, lat],
  ]
  const patched = await page.request.patch(`${url}/api/v1/resources/${id}`, {
    headers: { origin: url },
    data: {
      version: properties.version,
      geometry: { ...geometry, coordinates: [geometry.coordinates[0], hole] },
    },
  })
  expect(patched.status()).toBe(200)
  await page.goto(`${url}/risorse?scelta=resource:${id}`, { waitUntil: 'networkidle' })
  await page.keyboard.press('e')
  await page.getByText('Con un vuoto all’interno, che resta.').waitFor()
  await page.getByRole('button', { name: 'Cambia il disegno' }).press('Enter')
  await page.locator('.vertices summary').press('Enter')
  await page.getByRole('button', { name: 'Vertice 1 di 4' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('button', { name: 'Chiudi il disegno' }).press('Enter')
  await name.press('Enter')
  await page.locator('.notice', { hasText: '«Parco di prova» è aggiornata' }).waitFor()
  const after = await named(page, 'Parco di prova')
  expect(after.geometry.coordinates[1]).toEqual(hole)
  expect(after.geometry.coordinates[0][0][0]).toBeLessThan(geometry.coordinates[0][0][0])
  expect(errors).toEqual([])
  await page.close()
})

test('places are updated from the card by three acts, with their date', async () => {
  const { page, errors } = await open('/risorse')
  const reply = await page.request.post(`${url}/api/v1/resources`, {
    headers: { origin: url },
    data: {
      id: randomUUID(),
      name: 'Doposcuola dei posti',
      type: 'after_school',
      geometry: { type: 'Point', coordinates: [15.786, 40.641] },
      capacity: { total: 20, available: 9, unit: 'posti', on: '2026-01-12' },
    },
  })
  const { id } = await reply.json()
  await page.goto(`${url}/risorse?scelta=resource:${id}`, { waitUntil: 'networkidle' })
  await page.getByText('9 posti liberi su 20, al 12/01/2026').waitFor()
  const desk = keystrokes(page)
  desk.think('to declare places')
  await desk.press('p')
  const free = page.getByRole('textbox', { name: 'Liberi' })
  await expect.poll(() => free.evaluate(input => input === document.activeElement)).toBe(true)
  desk.think('how many')
  await desk.press('2', '1', 'Enter')
  await page.getByText('I posti liberi sono più dei posti in tutto').waitFor()
  expect(await barriers(page)).toEqual([])
  await desk.press('Backspace', 'Backspace', '3', 'Enter')
  await page
    .getByText(/^3 posti liberi su 20, al /)
    .first()
    .waitFor()
  expect(desk.seconds()).toBeLessThanOrEqual(60)
  expect(errors.filter(error => !error.includes('422'))).toEqual([])
  await page.close()
})

test('adding waits, with the reason, until everything is seen', async () => {
  const { page } = await open('/risorse?cerca=biblioteca')
  const add = page.getByRole('button', { name: 'Aggiungi' })
  await expect.poll(() => add.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('r')
  await page
    .locator('[aria-live]')
    .filter({ hasText: 'togli i filtri' })
    .first()
    .waitFor({ state: 'attached' })
  expect(await page.getByRole('heading', { name: 'Aggiungi una risorsa' }).count()).toBe(0)
  await page.locator('#cannot-add').getByRole('button').press('Enter')
  await expect.poll(() => add.getAttribute('aria-disabled')).toBeNull()
  // Hidden on the map is hidden too.
  await page.goto(`${url}/risorse?livelli=centres`, { waitUntil: 'networkidle' })
  await expect.poll(() => add.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('mostra le risorse sulla mappa').waitFor()
  // Not yet loaded, and not loaded at all.
  await page.route('**/api/v1/resources', route => route.abort())
  await page.goto(`${url}/risorse`)
  await add.waitFor()
  await expect.poll(() => add.getAttribute('aria-disabled')).toBe('true')
  await page.close()
})

test('every fault is named at its field, in its section, and nothing is lost', async () => {
  const { page } = await open('/risorse?aggiungi=si')
  const name = page.getByRole('textbox', { name: /^Nome/ })
  await name.fill('Doposcuola, tel. 333 1234567')
  await page.getByText('Posti e fondi').click()
  await page.getByRole('textbox', { name: 'In tutto' }).fill('dieci')
  await page.getByText('Chi può usarla').click()
  await page.getByRole('textbox', { name: /^Età minima/ }).fill('18')
  await page.getByRole('textbox', { name: /^Età massima/ }).fill('6')
  await page.getByText('Chi può usarla').click()
  await name.press('Enter')
  await expect.poll(focused(page)).toBe('type')
  for (const said of [
    'Scegli che cos’è',
    'Conferma la posizione',
    /Togli il numero di telefono/,
    'Scrivi un numero intero, senza virgole né segni',
    'L’età minima supera la massima',
  ])
    expect(await page.locator('.fault', { hasText: said }).first().isVisible(), String(said)).toBe(true)
  expect(await name.inputValue()).toBe('Doposcuola, tel. 333 1234567')
  await page.close()
})

test.for(['desk', 'phone'] as const)('fits and reads in English too: %s', async size => {
  const { page, errors } = await open('/risorse', size)
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.goto(`${url}/risorse?aggiungi=si`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: 'Add a resource' }).waitFor()
  for (const section of ['Who may use it', 'How to get there', 'Places and funding', 'Who runs it'])
    await page.getByText(section).click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})
