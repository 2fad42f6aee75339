/** Adding a resource that is there already: warned of after three letters, kept apart by keys, never stopped. */
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

const open = async (size: 'desk' | 'phone') => {
  const opened = await accounts.page('operatore-centro', size)
  await opened.page.goto(`${url}/risorse?aggiungi=si`, { waitUntil: 'networkidle' })
  await opened.page.getByRole('heading', { name: 'Aggiungi una risorsa' }).waitFor()
  return opened
}

test('three letters show what may be there already, by keys alone: four interactions and the name', async () => {
  const { page, errors } = await open('desk')
  const saved: string[] = []
  page.on('request', request => {
    // Questions that travel in a body keep nothing.
    if (request.method() !== 'GET' && !/\/(similar|placing)$/.test(request.url()))
      saved.push(request.method())
  })
  const desk = keystrokes(page)
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('data-field') ?? document.activeElement?.textContent,
    )
  // The form opens on the type, whose letters choose: no pointer is needed from here on.
  expect(await focused()).toBe('type')
  desk.think('what it is')
  await desk.press('b', 'i', 'b', 'Tab')
  desk.think('looks at the crosshair and confirms the position')
  await desk.press('Enter')
  await expect.poll(focused).toBe('name')
  const acts = 2
  desk.think('recalls the name')
  await desk.press('c', 'e', 'n')
  const similar = page.locator('.similar li')
  await similar.first().waitFor()
  expect(await similar.count()).toBeGreaterThan(0)
  expect(await similar.first().locator('small').textContent()).toMatch(/ · (nome simile|a \d+ m dal mirino)/)
  const last = page.waitForResponse(
    answer =>
      answer.url().endsWith('/similar') && /centro del passaggio/.test(answer.request().postData() ?? ''),
  )
  await desk.press(...'tro del passaggio'.split('').map(key => (key === ' ' ? 'Space' : key)))
  await last // the list stands as it will when the keys go into it
  const kept = page.getByText('Tenute distinte:')
  // Said apart by keys: Apri, «È un’altra perché …», the reason.
  const opener = page.getByRole('button', { name: /^È un’altra perché…/ })
  await expect.poll(() => opener.count()).toBeGreaterThan(0)
  await desk.press('Tab', 'Tab', 'Enter')
  desk.think('why it is another one')
  await desk.press('Enter')
  await kept.waitFor()
  expect(await focused()).toBe('name')
  expect(await barriers(page)).toEqual([])
  expect(saved).toEqual([])
  const name = 'centro del passaggio'
  expect(await page.getByRole('textbox', { name: /^Nome/ }).inputValue()).toBe(name)
  // Enter in the name saves: type, position, why, save are four interactions.
  await desk.press('Enter')
  await page
    .getByText(new RegExp(`^«${name}» è nel censimento`))
    .first()
    .waitFor()
  expect(saved).toEqual(['POST', 'PUT'])
  expect(acts + 2).toBeLessThanOrEqual(5)
  expect(desk.seconds()).toBeLessThanOrEqual(45)
  expect(errors).toEqual([])
  await page.close()
})

test('another name, the same body: its tax code finds the duplicate, and that of a person is refused', async () => {
  const { page } = await open('desk')
  const added = await page.evaluate(async () => {
    const response = await fetch('/api/v1/resources', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        id: crypto.randomUUID(),
        name: 'Sportello del torrente',
        type: 'legal_desk',
        geometry: { type: 'Point', coordinates: [15.79, 40.65] },
        owner: { name: 'Ente del torrente', kind: 'aps', taxCode: '12345678903' },
      }),
    })
    return response.status
  })
  expect(added).toBe(201)
  await page.getByRole('textbox', { name: /^Nome/ }).fill('Xilofono quadrato')
  await page.getByText('Chi la gestisce', { exact: true }).click()
  const code = page.getByRole('textbox', { name: /^Codice fiscale o partita IVA/ })
  await code.fill('IT 1234567890')
  const similar = page.locator('.similar li')
  // Half a code is nobody’s: the question that another letter of the name asks is without it.
  const asked = page.waitForRequest(
    request =>
      request.url().endsWith('/resources/similar') && request.postDataJSON().name === 'Xilofono quadrato e',
  )
  await page.getByRole('textbox', { name: /^Nome/ }).fill('Xilofono quadrato e')
  expect((await asked).postDataJSON()).not.toHaveProperty('taxCode')
  expect(await similar.getByText('stesso codice fiscale').count()).toBe(0)
  await code.fill('IT 12345678903')
  await similar.getByText('stesso codice fiscale dell’ente').first().waitFor()
  expect(await similar.first().textContent()).toContain('Sportello del torrente')
  await code.fill('RSSMRA80A01H501U')
  await page.locator('.add-end button[type=submit]').click()
  await page.getByText('È il codice fiscale di una persona: qui va solo quello di un ente').waitFor()
  await page.close()
})

test('the same name warns in amber on a phone, and nothing runs over the edge', async () => {
  const { page } = await open('phone')
  const { features } = await (await page.request.get(`${url}/api/v1/resources`)).json()
  const { name } = features[0].properties
  await page.getByRole('textbox', { name: /^Nome/ }).fill(name.toUpperCase())
  const likely = page.locator('.similar-likely')
  await likely.getByText('stesso nome').first().waitFor()
  expect(await likely.getByText(name).first().isVisible()).toBe(true)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over).toBeLessThanOrEqual(0)
  // To look at it and to come back loses nothing of what was typed.
  await likely
    .getByRole('button', { name: `Apri ${name}` })
    .first()
    .click()
  await page.getByRole('heading', { name }).first().waitFor()
  await page.goBack()
  expect(await page.getByRole('textbox', { name: /^Nome/ }).inputValue()).toBe(name.toUpperCase())
  await page.close()
})

test('while one is added, the census shows it is there: what was typed goes to its card, by keys, and no second one is made', async () => {
  const { page, errors } = await open('desk')
  const name = `Emporio del melograno ${Date.now()}`
  const there = await page.request.post(`${url}/api/v1/resources`, {
    headers: { origin: url },
    data: {
      id: randomUUID(),
      name,
      type: 'solidarity_market',
      geometry: { type: 'Point', coordinates: [15.806, 40.64] },
    },
  })
  const { id } = await there.json()
  await page.getByRole('textbox', { name: /^Nome/ }).fill(name)
  const likely = page.locator('.similar-likely')
  await likely.getByText('stesso nome').first().waitFor()
  await page.getByRole('textbox', { name: /^Telefono/ }).fill('0971 000111')
  await likely.getByRole('button', { name: `È questa: completala ${name}` }).press('Enter')
  await page.getByRole('heading', { level: 2, name: new RegExp(`^Modifica.*${name}`) }).waitFor()
  expect(await page.getByRole('textbox', { name: /^Telefono/ }).inputValue()).toBe('0971 000111')
  await page.getByRole('textbox', { name: /^Nome/ }).press('Enter')
  await page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
  const census = (await (await page.request.get(`${url}/api/v1/resources`)).json()).features.filter(
    (each: any) => each.properties.name === name,
  )
  expect(census.map((each: any) => [each.id, each.properties.version, each.properties.phone])).toEqual([
    [id, 2, '0971 000111'],
  ])
  expect(errors).toEqual([])
  await page.close()
})
