/** The desk at the speed of speech: keystrokes counted on the real page, paper afterwards, a group by taps. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, signIn, visit } from '../support/browser.ts'
import { keystrokes } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const open = async (username: string, path: string, size: 'desk' | 'phone' = 'desk') => {
  const opened = await visit(browser, `${url}/status`, size)
  await signIn(opened, username)
  await opened.page.goto(url + path, { waitUntil: 'networkidle' })
  return opened
}
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const accessesOf = async (page: Page, day: string) =>
  (await (await page.request.get(`${url}/api/v1/accesses?from=${day}&to=${day}&limit=500`)).json()).accesses
const serious = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) =>
    ['serious', 'critical'].includes(impact ?? ''),
  )

describe('recording', () => {
  test('one access with one need: 14 keys and 20 seconds at most', async () => {
    const { page, context } = await open('operatore-sud', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    const before = (await accessesOf(page, dayIn(0))).length
    const desk = keystrokes(page)
    for (const key of ['4', '1', '5', '2', '1', '1', 'N', 'S']) {
      desk.think('hears the answer to one question')
      await desk.press(key)
    }
    desk.think('names the need')
    await desk.press('s', 'o', 'l', 'Enter')
    desk.think('says how it went')
    await desk.press('1')
    desk.think('is sure that it is all')
    await desk.press('Control+Enter')
    await page.getByText(/^Registrato: Sud/).waitFor()
    await expect.poll(async () => (await accessesOf(page, dayIn(0))).length).toBe(before + 1)
    expect(desk.keys()).toBeLessThanOrEqual(14)
    expect(desk.seconds()).toBeLessThanOrEqual(20)
    await context.close()
  })

  test('from paper: the day stays, and each access takes 12 seconds at most', async () => {
    const { page, context, errors } = await open('operatore-sud', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    const day = dayIn(-3)
    const before = (await accessesOf(page, day)).length
    await page.keyboard.press('g')
    const date = page.getByLabel('Data', { exact: true })
    expect(await date.evaluate(element => element === document.activeElement)).toBe(true)
    await date.fill(day)
    await page.keyboard.press('Enter')
    const sheets = [
      ['2', '1', '3', '1', '1', '4', 'A', 'N', 'a', 'f', 'f', 'Enter', '2', 'Control+Enter'],
      ['3', '2', '5', '2', '1', '1', 'N', 'S', 's', 'o', 'l', 'Enter', '1', 'Control+Enter'],
      ['5', '1', '2', '1', '3', '3', 'O', '?', 'l', 'a', 'v', 'Enter', '5', 'Control+Enter'],
    ]
    for (const [index, keys] of sheets.entries()) {
      const desk = keystrokes(page)
      for (const [from, to, why] of [
        [0, 2, 'reads where from and the last visit'],
        [2, 6, 'reads who came'],
        [6, 8, 'reads support and knowledge'],
        [8, 13, 'reads the need and its outcome'],
        [13, 14, 'turns the sheet'],
      ] as const) {
        desk.think(why)
        await desk.press(...keys.slice(from, to))
      }
      await expect.poll(async () => (await accessesOf(page, day)).length).toBe(before + index + 1)
      await page.getByText(/^da foglio, /).waitFor()
      await page.waitForFunction(() => document.querySelector('form input:checked') === null)
      expect(desk.keys()).toBeLessThanOrEqual(14)
      expect(desk.seconds()).toBeLessThanOrEqual(12)
    }
    await page.getByRole('button', { name: 'torna a oggi' }).click()
    await page.getByText(/oggi, /).waitFor()
    expect(await serious(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('a group', () => {
  test('is counted by taps, with another need by holding, and becomes accesses once', async () => {
    const { page, context, errors } = await open('operatore-nordovest', '/registra/gruppo', 'phone')
    await page.getByRole('heading', { name: 'Gruppo o strada' }).waitFor()
    const before = (await accessesOf(page, dayIn(0))).length
    const age = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}: `) })
    await age('0–17').click({ force: true }) // refused in words: no need yet
    await page.getByText('Scegli prima il bisogno del gruppo').first().waitFor()
    await page.getByRole('radio', { name: 'Nord Ovest' }).check()
    await page.getByLabel('Bisogno del gruppo').selectOption({ label: 'Istruzione e formazione' })
    for (let tap = 0; tap < 3; tap++) await age('0–17').click()
    await age('35–49').click()
    await age('65 e oltre').click({ delay: 700 })
    const dialog = page.getByRole('dialog')
    expect(await serious(page)).toEqual([])
    await dialog.getByRole('radio', { name: 'Casa' }).click({ force: true })
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Togli l’ultimo' }).click()
    await age('65 e oltre').focus()
    await page.keyboard.press('b')
    await dialog.waitFor()
    await page.keyboard.press('3')
    await dialog.waitFor({ state: 'detached' })
    // Nothing counted is lost with the page.
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Registra 5 accessi' }).waitFor()
    expect(await serious(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await page.getByRole('button', { name: 'Registra 5 accessi' }).click()
    await page.getByText('Registrati 5 accessi').waitFor()
    await expect.poll(async () => (await accessesOf(page, dayIn(0))).length).toBe(before + 5)
    const stored = (await accessesOf(page, dayIn(0))).slice(0, 5)
    expect(stored.map((access: any) => access.ageBand).sort()).toEqual([
      '0-17',
      '0-17',
      '0-17',
      '35-49',
      '65+',
    ])
    for (const access of stored)
      expect(access).toMatchObject({
        channel: 'street',
        origin: 'outreach',
        residenceArea: 'nord-ovest',
        lastVisit: 'unknown',
        needs: [{ domain: access.ageBand === '65+' ? 'housing' : 'education' }],
      })
    await page.getByText('Ancora nessuno.').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('is counted with the keyboard alone', async () => {
    const { page, context } = await open('operatore-nordest', '/registra/gruppo')
    await page.getByLabel('Bisogno del gruppo').selectOption({ index: 3 })
    await page.getByRole('heading', { name: 'Gruppo o strada' }).click()
    const before = (await accessesOf(page, dayIn(0))).length
    for (const key of ['1', '1', '2', '?', 'Backspace', 'Control+Enter']) await page.keyboard.press(key)
    await page.getByText('Registrati 3 accessi').waitFor()
    await expect.poll(async () => (await accessesOf(page, dayIn(0))).length).toBe(before + 3)
    await context.close()
  })
})
