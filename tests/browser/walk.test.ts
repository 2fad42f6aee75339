/** Three people at work in a real browser, mostly with the keyboard. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

const open: Profiles['open'] = (...of) => accounts.open(...of)
const json = async (page: Page, path: string) => (await page.request.get(url + path)).json()
/** How many accesses of today the operator's centre has. */
const recorded = async (page: Page): Promise<number> => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
  return (await json(page, `/api/v1/accesses?from=${today}&limit=500`)).accesses.length
}
/** Area, last visit, age, gender, citizenship, household, support, known, three letters of the need, outcome. */
const keysOfOneAccess = ['2', '1', '3', '1', '1', '4', 'A', 'N', 'a', 'f', 'f', 'Enter', '2', 'Control+Enter']

describe('the operator', () => {
  test('records an access with one need in 14 keystrokes, every question answered', async () => {
    const { page, errors } = await open('operatore-centro', '/registra')
    const before = await recorded(page)
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    for (const key of keysOfOneAccess) await page.keyboard.press(key)
    expect(keysOfOneAccess).toHaveLength(14)
    await page
      .locator('.toast')
      .getByRole('button', { name: /Annulla/ })
      .waitFor()
    expect(await recorded(page)).toBe(before + 1)
    const { accesses } = await json(page, '/api/v1/accesses?limit=1')
    expect(accesses[0]).toMatchObject({
      centre: 'porta-centro',
      residenceArea: 'centro',
      lastVisit: 'never_or_earlier_years',
      ageBand: '35-49',
      gender: 'F',
      citizenship: 'it',
      household: 'single_parent',
      incomeSupport: 'adi',
      knownToService: 'no',
      needs: [{ domain: 'housing', outcome: 'guidance' }],
    })
    // *Annulla* takes it back; the focus is at the first question again.
    await page
      .locator('.toast')
      .getByRole('button', { name: /Annulla/ })
      .click()
    await expect.poll(() => recorded(page)).toBe(before)
    expect(errors).toEqual([])
    await page.close()
  })

  test('records without a network by the same keys, and once when it is back', async () => {
    const { page, context } = await open('operatore-sud', '/registra')
    const before = await recorded(page)
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await context.setOffline(true)
    for (const key of keysOfOneAccess) await page.keyboard.press(key)
    await page.getByText(/^In attesa di rete: Centro/).waitFor()
    await context.setOffline(false)
    await expect.poll(() => recorded(page)).toBe(before + 1)
    await page.waitForTimeout(500)
    expect(await recorded(page)).toBe(before + 1)
    await page.close()
  })

  test('corrects an access of today with the keyboard alone, without a network first', async () => {
    const { page, context, errors } = await open('operatore-nordovest', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    for (const key of keysOfOneAccess) await page.keyboard.press(key)
    await page.getByText(/^Registrato: Centro/).waitFor()
    const before = await recorded(page)
    const newest = async () => (await json(page, '/api/v1/accesses?limit=1')).accesses[0]
    const { id } = await newest()
    // A new access half answered waits for the correction to end.
    await page.keyboard.press('4')
    for (const key of ['c', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('form', { name: 'Correggi l’accesso' }).waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('Escape')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Sud', exact: true }).isChecked()).toBe(true)
    expect(await newest()).toMatchObject({ id, residenceArea: 'centro' })

    for (const key of ['c', 'Enter', '3', '2']) await page.keyboard.press(key)
    await context.setOffline(true)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Non corretto: senza rete/).waitFor()
    await context.setOffline(false)
    await page.keyboard.press('Enter') // the focus is on *Riprova*
    await page.getByText(/^Corretto: Nord Est · Casa/).waitFor()
    expect(await newest()).toMatchObject({ id, residenceArea: 'nord-est', lastVisit: 'this_year' })
    expect(await recorded(page)).toBe(before)
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Sud', exact: true }).isChecked()).toBe(true)
    expect(errors.filter(error => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await page.close()
  })

  test('says of a working day left empty whether nobody came, or records for it', async () => {
    const { page, errors } = await open('operatore-nordest', '/registra')
    const asDay = (time: number) => new Date(time).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
    const [from, today] = [asDay(Date.now() - 7 * 86_400_000), asDay(Date.now())]
    const days = async () => (await json(page, `/api/v1/completeness?from=${from}&to=${today}`)).days
    const told = async (day: string) => (await days()).find((each: { day: string }) => each.day === day)
    // The latest working day of the past, emptied: in a week at least one is, whatever the holidays.
    const { day } = (await days()).findLast(
      (each: { day: string; working: boolean }) => each.working && each.day < today,
    )
    const { accesses } = await json(page, `/api/v1/accesses?from=${day}&to=${day}&limit=500`)
    for (const { id } of accesses)
      await page.request.delete(`${url}/api/v1/accesses/${id}`, { headers: { origin: url } })
    await page.reload({ waitUntil: 'networkidle' })

    await page.getByText('Nessun accesso, o non registrato?', { exact: true }).first().waitFor()
    const declare = page.getByRole('button', { name: /^Nessun accesso / }).first()
    expect(await barriers(page)).toEqual([])
    await declare.focus()
    await page.keyboard.press('Enter')
    await page
      .locator('.toast')
      .getByText(/: nessun accesso$/)
      .waitFor()
    expect(await told(day)).toMatchObject({ accesses: 0, declaredNone: true })
    await page.keyboard.press('Control+z')
    await declare.waitFor()
    expect(await told(day)).toMatchObject({ declaredNone: false })

    await page
      .getByRole('button', { name: /^Registra per / })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^Accessi di (?!oggi)/).waitFor()
    for (const key of keysOfOneAccess) await page.keyboard.press(key)
    await page.getByText(/^Registrato/).waitFor()
    expect(await told(day)).toMatchObject({ accesses: 1, declaredNone: false })
    expect(errors).toEqual([])
    await page.close()
  })

  test('is told at the question what is missing, with the answers given still there', async () => {
    const { page } = await open('operatore-sud', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    for (const key of ['2', '1', '3', 'Control+Enter']) await page.keyboard.press(key)
    await page
      .getByRole('radiogroup', { name: /Genere/ })
      .getByText(/risposta|rispondi|manca|scegli/i)
      .first()
      .waitFor()
    expect(await page.getByRole('radio', { name: '35–49' }).isChecked()).toBe(true)
    await page.close()
  })

  test('adds a resource by clicking on the map, and a hostile name is only a name', async () => {
    const { page, errors } = await open('operatore-centro', '/risorse')
    const name = `<img src=x onerror=alert(1)> "Sportello" ${Date.now()}`
    let alerted = false
    page.on('dialog', dialog => {
      alerted = true
      dialog.dismiss()
    })
    await page.getByRole('button', { name: 'Aggiungi' }).click()
    await page.getByLabel('Che cos’è').fill('sportello legale')
    await page.getByLabel('Che cos’è').press('Enter')
    const map = page.locator('.maplibregl-canvas')
    await map.waitFor()
    const box = (await map.boundingBox())!
    await map.click({ position: { x: box.width * 0.55, y: box.height * 0.55 } })
    await page.getByRole('button', { name: 'Conferma posizione' }).click()
    await page.getByLabel('Nome', { exact: true }).fill(name)
    await page.getByRole('button', { name: /^Salva/ }).click()
    await page.getByRole('heading', { name }).waitFor()
    const { features } = await json(page, '/api/v1/resources')
    const added = features.find((each: { properties: { name: string } }) => each.properties.name === name)
    expect(added.properties.type).toBe('legal_desk')
    expect(['nord-ovest', 'centro', 'nord-est', 'sud', null]).toContain(added.properties.area)
    await page.goto(`${url}/risorse`, { waitUntil: 'networkidle' })
    await page.getByText(name).first().waitFor()
    expect([alerted, errors]).toEqual([false, []])
    // Closed again, so that no other test counts it among what is there.
    const closed = await page.request.patch(`${url}/api/v1/resources/${added.id}`, {
      data: { version: added.properties.version, status: 'closed' },
      headers: { origin: url },
    })
    expect(closed.status()).toBe(200)
    await page.close()
  })
})

describe('the coordinator', () => {
  test('asks for a need, and address, matrix, sentence and panel say the same number', async () => {
    const { page } = await open('coordinamento', '/esplora')
    const { releases } = await json(page, '/api/v1/releases')
    const quarter = releases.find((each: { kind: string }) => each.kind === 'quarter').id
    const release = await json(page, `/api/v1/releases/${quarter}`)
    const grid = release.grids.find((each: { by: string[] }) => each.by.join() === 'area,need')
    const { area, need } = release.dimensions
    const value: number = grid.cells[area.indexOf('sud') * need.length + need.indexOf('housing')]
    expect(value).toBeGreaterThanOrEqual(release.threshold)
    await page.goto(`${url}/esplora?domanda=bisogni`, { waitUntil: 'networkidle' })
    const box = page.getByRole('combobox', { name: /^Bisogno o servizio/ })
    await box.fill('casa')
    await box.press('Enter')
    await page.waitForURL(/bisogno=housing/)
    const interval = `${value} nuclei, da ${Math.max(0, value - grid.halfWidth)} a ${value + grid.halfWidth}`
    await page.getByRole('button', { name: `Casa, Sud: ${interval}` }).click()
    await page.waitForURL(/area=sud/)
    await page.getByRole('heading', { name: 'Sud' }).first().waitFor()
    expect(await page.locator('main').innerText()).toMatch(new RegExp(`Sud ${value}`))
    // The link restores the view in another browser.
    const other = await open('partner', page.url().slice(url.length))
    await other.page.getByRole('heading', { name: 'Sud' }).first().waitFor()
    expect(await other.page.getByRole('combobox', { name: /^Bisogno o servizio/ }).inputValue()).toBe('Casa')
    await other.page.close()
    await page.close()
  })

  test('reads exact counts only after asking, under the warning', async () => {
    const { page } = await open('coordinamento', '/interni')
    await page.getByText('Dati interni, non condividere').waitFor()
    expect(await page.locator('main table').count()).toBe(0)
    await page.getByRole('button', { name: 'Leggi i conteggi esatti' }).click()
    await page.locator('main table').first().waitFor()
    await page.close()
  })
})

describe('the partner', () => {
  test('finds no way to the desk or to the internal view', async () => {
    const { page } = await open('partner', '/registra')
    expect(await page.getByRole('form', { name: 'Nuovo accesso' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Registra' }).count()).toBe(0)
    await page.goto(`${url}/interni`, { waitUntil: 'networkidle' })
    expect(await page.getByRole('button', { name: 'Leggi i conteggi esatti' }).count()).toBe(0)
    for (const path of ['/api/v1/accesses', '/api/v1/internal-figures?period=2026-Q3'])
      expect((await page.request.get(url + path)).status()).toBe(403)
    await page.close()
  })
})
