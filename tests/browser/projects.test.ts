/** Projects, hosts and what ends soon, in a real browser with real keys. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles } from '../support/browser.ts'
import { keystrokes } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

const open: Profiles['open'] = (...of) => accounts.open(...of)
const json = async (page: Page, path: string) => (await page.request.get(url + path)).json() as Promise<any>

test('«che cosa finisce entro sei mesi a Nord Est, e che bisogno resta scoperto?» is three acts from home', async () => {
  const { page, errors, foreign } = await open('coordinamento', '/')
  const { groups, resources } = await json(page, '/api/v1/expiring?months=6&area=nord-est')
  const uncovered = groups.filter((group: any) => group.remaining === 0)
  expect([resources.length > 0, uncovered.length > 0], 'the demonstration has something to say').toEqual([
    true,
    true,
  ])

  const keys = keystrokes(page)
  keys.think('where are the resources')
  await page.getByRole('link', { name: 'Risorse', exact: true }).focus()
  await keys.press('Enter')
  keys.think('which part tells what ends')
  await page.getByRole('link', { name: 'Progetti e scadenze' }).focus()
  await keys.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Progetti e scadenze' }).waitFor()
  await keys.press('3')
  const area = page.getByRole('region', { name: 'Nord Est' })
  await area.waitFor()
  expect(await area.getByRole('listitem').count()).toBe(groups.length)
  expect(await area.locator('.left-none').count()).toBe(uncovered.length)
  expect(await area.locator('li').first().innerText()).toMatch(/^Per .+ non resta/)
  expect(await page.getByRole('button', { name: '6 mesi' }).getAttribute('aria-pressed')).toBe('true')
  for (const { name } of resources)
    await page.getByRole('link', { name: new RegExp(escaped(name)) }).waitFor()
  console.log(`what ends at Nord Est: ${keys.keys()} acts, ${keys.seconds().toFixed(1)} s by the model`)
  expect(keys.keys()).toBeLessThanOrEqual(3)
  expect(keys.seconds()).toBeLessThanOrEqual(15)

  // Twelve months tell no less than six; a cell of the table is the filter; a row opens its card.
  await page.getByRole('button', { name: '12 mesi' }).press('Enter')
  const year = await json(page, '/api/v1/expiring?months=12')
  await page.getByText(new RegExp(`^${year.resources.length} risorse perdono`)).waitFor()
  const { need } = uncovered[0]
  await page
    .getByRole('button', { name: /, Nord Est: ne restano 0 su/ })
    .first()
    .press('Enter')
  expect(new URL(page.url()).searchParams.get('area')).toBe('nord-est')
  expect(new URL(page.url()).searchParams.get('bisogno')).toBe(need)
  const [first] = resources.filter((resource: any) => resource.needs.includes(need))
  await page.getByRole('link', { name: new RegExp(escaped(first.name)) }).press('Enter')
  await page.getByRole('heading', { level: 2, name: first.name }).waitFor()
  expect([errors, foreign]).toEqual([[], []])
  await page.close()
})

test('a project is added by the keyboard, keeps a resource alive, is edited, told in its history, taken out', async () => {
  const { page, errors } = await open('operatore-nordovest', '/risorse/progetti')
  const name = `Progetto di prova ${Date.now()}`
  await page.getByRole('button', { name: 'Aggiungi un progetto' }).press('Enter')
  const form = page.locator('.project-form')
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await form.getByText('Scrivi il nome').waitFor()
  expect(await form.getByLabel('Nome', { exact: true }).evaluate(at => at === document.activeElement)).toBe(
    true,
  )
  await page.keyboard.type(name)
  await form.getByLabel('Primo giorno').fill('2026-01-01')
  await form.getByLabel(/^Ultimo giorno/).fill('2099-12-31')
  await form.getByLabel(/^Ente capofila/).fill('Ente di prova')
  await form.getByLabel('Tipo di ente').first().selectOption('aps')
  await form.getByLabel('Nord Ovest').press(' ')
  await form.getByPlaceholder('Cerca una risorsa da collegare').fill('parco del pog')
  await page.keyboard.press('Enter')
  await form.getByRole('button', { name: /^Scollega Parco del Poggio/ }).waitFor()
  await form.getByLabel(/^Che cosa fa/).fill('Scrivere a prova@example.org')
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await form.getByText(/Togli l’indirizzo e-mail/).waitFor()
  await form.getByLabel(/^Che cosa fa/).fill('Una prova')
  expect(await barriers(page)).toEqual([])
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await page.getByText(`«${name}» è salvato.`).first().waitFor()

  // The card of the resource says it.
  await page.getByRole('link', { name: /^Parco del Poggio/ }).press('Enter')
  await page.getByText('Tenuta in vita da').waitFor()
  await page.getByRole('link', { name: `${name} fino al 31 dicembre 2099` }).press('Enter')
  await page.getByRole('heading', { level: 2, name }).waitFor()

  // Somebody else moves the end while it is being edited: only that field is asked about.
  const id = new URL(page.url()).searchParams.get('scelta')!.slice(8)
  await page.getByRole('button', { name: 'Modifica' }).press('Enter')
  await form.getByLabel(/^Ultimo giorno/).fill('2098-12-31')
  await form.getByLabel(/^Posti/).fill('7')
  await form.getByLabel('Che cosa è un posto').fill('famiglie')
  const meanwhile = await page.request.patch(`${url}/api/v1/projects/${id}`, {
    headers: { origin: url },
    data: { version: 1, until: '2097-12-31', source: 'un’altra porta' },
  })
  expect(meanwhile.status()).toBe(200)
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await form
    .getByText(/In vigore: 31 dicembre 2097/)
    .first()
    .waitFor()
  expect(await barriers(page)).toEqual([])
  await form.getByRole('button', { name: 'Tieni quello che ho scritto' }).press('Enter')
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await page.getByText(`«${name}» è salvato.`).first().waitFor()
  expect(await json(page, `/api/v1/projects/${id}`)).toMatchObject({
    version: 3,
    until: '2098-12-31',
    source: 'un’altra porta',
    places: { total: 7, unit: 'famiglie' },
  })
  await page.getByRole('button', { name: 'Storia' }).press('Enter')
  await page.getByText(/Ultimo giorno: 31 dicembre 2098 · Posti: 7 famiglie/).waitFor()
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Togli' }).press('Enter')
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor({ state: 'detached' })
  expect((await page.request.get(`${url}/api/v1/projects/${id}`)).status()).toBe(404)
  expect(errors.filter(error => !/40[49]/.test(error))).toEqual([])
  await page.close()
})

test('what was typed of a project waits while somebody looks elsewhere, and goes when it is given up', async () => {
  const { page, errors } = await open('operatore-nordovest', '/risorse/progetti?aggiungi=si')
  const name = page.locator('.project-form').getByLabel('Nome', { exact: true })
  await name.fill('Progetto lasciato a metà')
  await page.getByRole('link', { name: 'Elenco e mappa' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Risorse', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Progetti e scadenze' }).press('Enter')
  await page.getByRole('button', { name: 'Aggiungi un progetto' }).press('Enter')
  expect(await name.inputValue()).toBe('Progetto lasciato a metà')
  await page.locator('.project-form').getByRole('button', { name: 'Annulla' }).press('Enter')
  await page.getByRole('button', { name: 'Aggiungi un progetto' }).press('Enter')
  expect(await name.inputValue()).toBe('')
  expect(errors).toEqual([])
  await page.close()
})

test('the free places of a host are brought up to date in its row', async () => {
  const { page, errors } = await open('operatore-sud', '/risorse/progetti?parte=tirocini&area=sud')
  const button = page.getByRole('button', { name: /^Aggiorna i posti di Vivaio del Basento/ })
  await button.press('Enter')
  await page.keyboard.type('9')
  await page.keyboard.press('Enter')
  await page.getByText('Due numeri interi; i liberi non sono più di tutti').waitFor()
  await page.getByLabel('Liberi oggi').fill('2')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page
    .getByText(/^Posti di «Vivaio del Basento.*aggiornati a oggi\.$/)
    .first()
    .waitFor()
  expect(await button.evaluate(at => at === document.activeElement)).toBe(true)
  const { features } = await json(page, '/api/v1/resources?group=work_training')
  const vivaio = features.find((each: any) => each.properties.name.startsWith('Vivaio del Basento'))
  expect(vivaio.properties.capacity).toMatchObject({ total: 4, available: 2 })
  expect(errors).toEqual([])
  await page.close()
})

test('a partner reads, and finds nothing that writes', async () => {
  const { page } = await open('partner', '/risorse/progetti')
  await page.getByRole('button', { name: /^Compiti insieme/ }).press('Enter')
  await page.getByRole('heading', { level: 2, name: /^Compiti insieme/ }).waitFor()
  for (const name of ['Aggiungi un progetto', 'Modifica', 'Storia', 'Togli'])
    expect(await page.getByRole('button', { name }).count(), name).toBe(0)
  await page.getByRole('button', { name: 'Chiudi la scheda' }).press('Enter')
  const row = page.getByRole('button', { name: /^Compiti insieme/ })
  expect(await row.evaluate(at => at === document.activeElement)).toBe(true)
  await page.keyboard.press('2')
  await page.getByRole('list', { name: /^Chi ospita/ }).waitFor()
  expect(await page.getByRole('button', { name: /^Aggiorna/ }).count()).toBe(0)
  await page.goto(`${url}/risorse/progetti?aggiungi=si`, { waitUntil: 'networkidle' })
  expect(await page.locator('.project-form').count()).toBe(0)
  await page.close()
})

test.for([
  ['desk', 0],
  ['desk', 1],
  ['desk', 40],
  ['phone', 0],
  ['phone', 1],
  ['phone', 40],
] as const)('on a %s %i projects are told whole, and what nothing ends says so', async ([size, count]) => {
  const opened = await accounts.page('coordinamento', size)
  const { page, errors } = opened
  const { projects } = await json(page, '/api/v1/projects')
  const many = Array.from({ length: count }, (_, at) => ({
    ...projects[at % projects.length],
    id: crypto.randomUUID(),
    name: `Progetto numero ${at + 1} con un nome abbastanza lungo da andare a capo`,
  }))
  await page.route('**/api/v1/projects', route => route.fulfill({ json: { projects: many } }))
  await page.route('**/api/v1/expiring?*', route =>
    route.fulfill({ json: { on: '2026-11-22', until: '2027-05-22', resources: [], groups: [] } }),
  )
  await page.goto(`${url}/risorse/progetti`, { waitUntil: 'networkidle' })
  if (count === 0) await page.getByText('Nessun progetto ancora.').waitFor()
  else expect(await page.locator('.project-row').count()).toBe(count)
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await sideways()).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'In scadenza' }).click()
  await page.getByText('Nessuna copertura nota finisce entro il 22 maggio 2027.').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
