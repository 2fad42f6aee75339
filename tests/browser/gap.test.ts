/** *Dove manca?* with real keys: the answer within three acts, every ingredient one tap away, a change that is only tried. */
import type { Page } from 'playwright-core'
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

const open: Profiles['open'] = (...asked) => accounts.open(...asked)
const headline = (page: Page) => page.getByRole('heading', { level: 1 })

/** The words of the areas, as the map, the list and the matrix each say them. */
const areas = ['Nord Ovest', 'Centro', 'Nord Est', 'Sud']
const known =
  /divario|pressione|capacità da attivare|zona silenziosa|non distinguibile dal caso|pochi o nessuno/

describe('«Dov’è il divario maggiore per doposcuola questo trimestre?»', () => {
  test('from home in three acts at most, without the mouse, and the answer is a sentence', async () => {
    const { page, errors, foreign } = await open('coordinamento', '/')
    await headline(page).filter({ hasText: 'Tutti i bisogni ·' }).waitFor()
    const desk = keystrokes(page)
    let acts = 0
    desk.think('what is asked')
    await desk.press('b')
    acts++
    for (const letter of 'dop') await desk.press(letter)
    await page.getByRole('option', { name: /^Doposcuola/, selected: true }).waitFor()
    desk.think('is it the first')
    await desk.press('Enter')
    acts++ // letters and Enter: a field committed
    await headline(page)
      .filter({ hasText: /^Doposcuola · T\d 20\d\d · / })
      .waitFor()
    desk.think('reads the sentence')
    expect(acts).toBeLessThanOrEqual(3)
    expect(desk.keys()).toBe(5)
    expect(desk.seconds()).toBeLessThanOrEqual(15)
    expect(page.url()).toMatch(/bisogno=education&servizio=after_school/)
    const said = await headline(page).innerText()
    expect(said).toMatch(known)
    // It is read aloud too, and the focus stays where the next thing can be typed.
    await expect.poll(() => page.locator('#live').innerText()).toBe(said)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')

    // Sentence, list, map and matrix agree.
    const wordOf = (area: string) =>
      page.locator('.gap-list li', { hasText: area }).locator('.gap-word b').innerText()
    const words = await Promise.all(areas.map(wordOf))
    // Where chance leaves few households in every area, the sentence says it once of all of them.
    const alike = new Set(words).size === 1
    for (const [index, area] of areas.entries()) {
      const word = words[index]!
      const ofWord = said.split(' · ').find(part => part.includes(area) || (alike && part === word))!
      expect(ofWord, area).toBeDefined()
      expect(ofWord.startsWith(word), `${area}: ${ofWord}, ${word}`).toBe(true)
      await page
        .getByRole('button', { name: new RegExp(`^${area}: ${word.replace(/[()]/g, '\\$&')}`) })
        .waitFor()
      await page
        .getByRole('button', {
          name: new RegExp(`^Istruzione e formazione, ${area}: ${word.replace(/[()]/g, '\\$&')}`),
        })
        .waitFor()
    }
    expect(await barriers(page)).toEqual([])
    expect([errors, foreign]).toEqual([[], []])
    await page.close()
  })

  test('a slip of the pen is forgiven, and Esc leaves the box as it was', async () => {
    const { page } = await open('partner', '/')
    await headline(page).filter({ hasText: 'Tutti i bisogni ·' }).waitFor()
    await page.keyboard.press('b')
    await page.keyboard.type('dopsocuola')
    await page.getByRole('option', { name: /^Doposcuola/, selected: true }).waitFor()
    expect(await page.getByRole('listbox').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('listbox').count()).toBe(0)
    expect(await page.getByRole('combobox', { name: /^Bisogno o servizio/ }).inputValue()).toBe('')
    expect(page.url()).not.toContain('servizio')
    await page.close()
  })
})

test('each ingredient is one tap away, in sixty words at most', async () => {
  const { page, errors } = await open('partner', '/esplora?area=sud')
  await page.getByRole('heading', { level: 2, name: 'Sud' }).waitFor()
  const marks = page.getByRole('button', { name: /^Che cosa significa:/ })
  await expect.poll(() => marks.count()).toBe(4)
  for (const mark of await marks.all()) {
    const before = page.url()
    await mark.focus()
    await page.keyboard.press('Enter')
    const text = page.locator('.definition-text:not([hidden])')
    await text.waitFor()
    const said = await text.innerText()
    expect(said.split(/\s+/).length, said).toBeLessThanOrEqual(60)
    expect(said, 'who is missing').toMatch(/Manca|Mancano|città/)
    expect(page.url()).toBe(before)
    await page.keyboard.press('Escape')
  }
  expect(await barriers(page)).toEqual([])
  expect(await page.getByText('Prova un cambiamento').count(), 'for coordinators').toBe(0)
  expect(errors).toEqual([])
  await page.close()
})

test('a hypothesis is named in the address, marked wherever it is seen, sent nowhere, and cleared by one act', async () => {
  const { page, errors } = await open('coordinamento', '/esplora?bisogno=education&area=nord-est')
  await page.getByRole('heading', { level: 2, name: 'Nord Est' }).waitFor()
  const written: string[] = []
  page.on('request', request => {
    if (request.method() !== 'GET' || request.url().includes('ipotesi')) written.push(request.url())
  })
  const before = await headline(page).innerText()
  await page.getByText('Prova un cambiamento').focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Posti', { exact: true }).fill('20')
  await page.getByLabel('Posti', { exact: true }).press('Enter')
  await page.waitForURL(/ipotesi=%2Bafter_school:20@nord-est/)
  const said = page.locator('.hypothesis')
  await said.getByText('se a Nord Est aprisse: Doposcuola, 20 posti').waitFor()
  expect(await headline(page).innerText()).toMatch(/^Ipotesi · /)
  await page.locator('.map-badge-hypothesis').waitFor()
  await page.getByRole('button', { name: /^Nord Est: .*\(ipotesi\)/ }).waitFor()
  expect(await page.locator('.explore-panel').innerText()).toContain('ipotesi')
  expect(await barriers(page)).toEqual([])

  // A link carries it, to a lesser role too; nothing was written meanwhile.
  const other = await open('partner', page.url().slice(url.length))
  await other.page.locator('.hypothesis').getByText('Doposcuola, 20 posti').waitFor()
  await other.page.close()
  expect(written).toEqual([])

  await page.getByRole('button', { name: 'Togli l’ipotesi' }).press('Enter')
  await expect.poll(() => page.url()).not.toContain('ipotesi')
  expect(await headline(page).innerText()).toBe(before)
  expect(await page.locator('.hypothesis').count()).toBe(0)

  // Closing what is there, and what the address names in vain.
  await page.goto(`${url}/esplora?ipotesi=-nessuna;%2Bcastle:3@sud`, { waitUntil: 'networkidle' })
  await page.getByText('un cambiamento dell’indirizzo non si trova, o il tuo ruolo non lo vede').waitFor()
  expect(errors).toEqual([])
  await page.close()
})

test('by the keyboard alone: skip to the matrix, walk it, open an area, isolate a word, ask another question', async () => {
  const { page, errors } = await open('partner', '/esplora')
  await headline(page).filter({ hasText: 'Tutti i bisogni ·' }).waitFor()
  await page.getByRole('link', { name: 'Salta alla tabella' }).focus()
  await page.keyboard.press('Enter')
  const matrix = page.getByRole('table', { name: /la mappa come tabella/ })
  for (let tabs = 0; tabs < 12; tabs++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.hasAttribute('data-at'))) break
  }
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL(/area=centro&bisogno=economic/)
  await page.getByRole('heading', { level: 2, name: 'Centro' }).waitFor()
  expect(await matrix.count()).toBe(1)

  const isolate = page.getByRole('button', { name: /^zona silenziosa/ })
  await isolate.press('Enter')
  await page.waitForURL(/classe=silent/)
  expect(await isolate.getAttribute('aria-pressed')).toBe('true')
  await isolate.press('Enter')

  // The plain map of needs is behind the layers, of which three are on at most.
  await page.locator('.more-layers summary').press('Enter')
  await page.getByRole('checkbox', { name: 'Densità delle risorse' }).press('Space')
  await page.waitForURL(/heat/)
  const cells = page.getByRole('checkbox', { name: 'Celle statistiche' })
  expect(await cells.getAttribute('aria-disabled')).toBe('true')
  await cells.press('Space')
  expect(await cells.isChecked()).toBe(false)
  await page.getByRole('button', { name: /^Bisogni per area/ }).press('Enter')
  await page.waitForURL(/domanda=bisogni/)
  await headline(page).filter({ hasText: 'nuclei per area' }).waitFor()
  expect(errors).toEqual([])
  await page.close()
})

test('on a phone the questions stand above the list, and the answer is whole', async () => {
  const { page, errors } = await open('partner', '/', 'phone')
  await headline(page).filter({ hasText: 'Tutti i bisogni ·' }).waitFor()
  await page.getByRole('button', { name: 'Dove manca?', exact: true }).waitFor()
  await page.getByRole('combobox', { name: /^Bisogno o servizio/ }).fill('dop')
  await page.getByRole('option', { name: /^Doposcuola/ }).tap()
  await headline(page)
    .filter({ hasText: /^Doposcuola/ })
    .waitFor()
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

test('a census in which nobody has looked refuses the word, with its reason, on map, list, matrix, table and paper', async () => {
  const { page, errors } = await accounts.page('coordinamento')
  const none = { type: 'FeatureCollection', features: [] }
  await page.route('**/api/v1/resources**', route => route.fulfill({ json: none }))
  await page.goto(`${url}/esplora?bisogno=economic&tabella=si`, { waitUntil: 'networkidle' })
  const reason = 'nessuno ha ancora censito risorse per «Situazione economica»'
  await headline(page).filter({ hasText: reason }).waitFor()
  // Of an area with few households that is said first: chance decides whether there is one.
  const told = page.locator('.gap-list li b')
  const count = await told.filter({ hasText: reason }).count()
  expect(count).toBeGreaterThan(0)
  expect(count + (await told.filter({ hasText: 'pochi o nessuno' }).count())).toBe(await told.count())
  const screen = await page.locator('main').innerText()
  expect(screen.split('\n').filter(line => /^(divario|pressione|zona silenziosa) ?:/.test(line))).toEqual([])
  const onMap = page.getByRole('button', { name: new RegExp(`^[^,]+: ${reason}`) })
  await expect.poll(() => onMap.count()).toBe(count)
  expect(
    await page.getByRole('button', { name: new RegExp(`^Situazione economica, .*: ${reason}`) }).count(),
  ).toBe(count)
  expect(await page.getByRole('cell', { name: reason }).count()).toBe(count)
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes')
  })
  await page.getByRole('button', { name: 'Stampa' }).click()
  await page.locator('html[data-printed]').waitFor()
  expect(await page.locator('.paper-print').textContent()).toContain(`${reason}`)
  expect(errors).toEqual([])
  await page.close()
})
