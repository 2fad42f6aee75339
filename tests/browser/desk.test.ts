/** The desk at the speed of speech: keystrokes counted on the real page, paper afterwards, a group by taps. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const accessesOf = async (page: Page, day: string) =>
  (await (await page.request.get(`${url}/api/v1/accesses?from=${day}&to=${day}&limit=500`)).json()).accesses

describe('recording', () => {
  test('one access with one need: 14 keys and 20 seconds at most', async () => {
    const { page } = await open('operatore-sud', '/registra')
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
    await page.close()
  })

  test('from paper: the day stays, and each access takes 12 seconds at most', async () => {
    const { page, errors } = await open('operatore-sud', '/registra')
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
    expect(await barriers(page)).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })
})

/** Sum of every shift of the page from now on, those after a key or a tap too; lines pushed down by a new one in their own list aside. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const all: string[] = []
    Object.assign(globalThis, { shifts: all })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: { node: Node | null }[]
      })[]) {
        const outside = entry.sources.filter(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement
          // Lists that answer what is typed change with it; a count that comes into the bar is not of the form.
          return !element?.closest('.day-list, [role="listbox"], .bar-end')
        })
        // A need that pushes down what follows is a tenth; a sign of the bar that makes room for a count a thousandth.
        if (outside.length > 0 && entry.value > 0.002)
          all.push(
            `${entry.value} ${outside.map(({ node }) => (node as Element)?.className ?? node?.nodeName)}`,
          )
      }
    }).observe({ type: 'layout-shift' })
  })
const shifts = async (page: Page): Promise<string[]> => {
  // Two frames later whatever has moved has been told.
  await page.evaluate(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  )
  return page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)
}
/** Controls of which a toast covers a part. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const toast = document.querySelector('.toast')!.getBoundingClientRect()
    return [...document.querySelectorAll<HTMLElement>('button, a, input, select, .option')]
      .filter(control => !control.closest('.toast') && control.checkVisibility())
      .filter(control => {
        const at = control.getBoundingClientRect()
        return (
          at.width > 1 &&
          at.left < toast.right &&
          toast.left < at.right &&
          at.top < toast.bottom &&
          toast.top < at.bottom
        )
      })
      .map(control => control.textContent)
  })

describe('the desk stays still', () => {
  test('while an access is recorded by keys, unmet need and all: nothing moves, the bar stays, nothing is covered', async () => {
    const { page, errors } = await open('operatore-centro', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await page.getByText('Trimestre aperto').waitFor()
    await page.setViewportSize({ width: 1440, height: 900 })
    await watchShifts(page)
    for (const outcome of [['1'], ['0', '2']]) {
      for (const key of ['2', '1', '3', '1', '1', '4', 'A', 'N', 'a', 'f', 'f', 'Enter', ...outcome])
        await page.keyboard.press(key)
      await page.keyboard.press('Control+Enter')
      await page.locator('.toast').getByText('Registrato: Centro').waitFor()
      await page.waitForFunction(() => document.querySelector('form input:checked') === null)
      expect(await covered(page)).toEqual([])
      await page.keyboard.press('Control+z')
      await page.locator('.toast').getByText('Accesso annullato').waitFor()
    }
    expect(await shifts(page)).toEqual([])
    expect((await page.locator('.bar').boundingBox())!.y).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.closest('.choice')?.id)).toBe('residenceArea')
    expect(await barriers(page)).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })

  test('on a phone too, where the toast stands above the questions', async () => {
    const { page } = await open('operatore-centro', '/registra', 'phone')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await page.getByText('Trimestre aperto').waitFor()
    await watchShifts(page)
    const tap = (question: string, answer: string) =>
      page.getByRole('radiogroup', { name: question }).locator('.option', { hasText: answer }).click()
    await tap('Da dove viene', 'Centro')
    await page.getByRole('combobox', { name: /Bisogno principale/ }).fill('aff')
    await page.keyboard.press('Enter')
    expect(await shifts(page)).toEqual([])
    await page.getByRole('button', { name: 'Svuota' }).click()
    await page.locator('.toast').getByText('Modulo svuotato').waitFor()
    expect(await covered(page)).toEqual([])
    const toast = (await page.locator('.toast').boundingBox())!
    expect(toast.y).toBeGreaterThanOrEqual(0)
    expect(toast.y + toast.height).toBeLessThanOrEqual(page.viewportSize()!.height)
    await page.getByRole('button', { name: 'Rimetti' }).click()
    expect(
      await page
        .getByRole('radiogroup', { name: 'Da dove viene' })
        .getByRole('radio', { name: 'Centro' })
        .isChecked(),
    ).toBe(true)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await page.close()
  })

  test('after «fatto» by the mouse the keys go to the first question without an answer', async () => {
    const { page } = await open('operatore-centro', '/registra')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await page.keyboard.press('2')
    await page.getByRole('button', { name: 'cambia' }).click()
    await page.getByRole('button', { name: 'fatto' }).click()
    await page.keyboard.press('1')
    const lastVisit = page.getByRole('radiogroup', { name: 'Ultima visita' })
    expect(await lastVisit.getByRole('radio', { checked: true }).count()).toBe(1)
    // A click beside everything takes the focus away; the question that listens still shows it.
    await page.locator('#desk-title').click()
    expect(await page.locator('[data-listening]').getAttribute('id')).toBe('ageBand')
    await page.keyboard.press('3')
    expect(await page.getByRole('radio', { name: '35–49' }).isChecked()).toBe(true)
    await page.close()
  })
})

const groupsOf = async (page: Page, day: string) =>
  (await (await page.request.get(`${url}/api/v1/group-activities?from=${day}&to=${day}`)).json())
    .groupActivities

describe('a group', () => {
  test('is counted by taps, recorded as one act of its activity, and is one line of the day', async () => {
    const { page, errors } = await open('operatore-nordovest', '/registra/gruppo', 'phone')
    await page.getByRole('heading', { name: 'Attività di gruppo' }).waitFor()
    const before = (await groupsOf(page, dayIn(0))).length
    const accesses = (await accessesOf(page, dayIn(0))).length
    const age = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}: `) })
    await page.getByRole('radio', { name: 'Nord Ovest' }).check()
    await page.getByRole('combobox', { name: /^Risorsa o progetto/ }).fill('ludobus')
    await page.getByRole('option', { name: /Ludobus Nord Ovest/ }).click()
    for (let tap = 0; tap < 4; tap++) await age('0–17').click()
    await age('35–49').click()
    await age('65 e oltre').click()
    await page.getByRole('button', { name: 'Togli l’ultimo' }).click()
    // Nothing counted is lost with the page.
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Registra il gruppo: 5 persone' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await page.getByRole('button', { name: 'Registra il gruppo: 5 persone' }).click()
    await page.getByText('Registrato il gruppo: 5 persone').waitFor()
    expect(await covered(page)).toEqual([])
    const [stored, ...others] = await groupsOf(page, dayIn(0))
    expect(others).toHaveLength(before)
    expect(stored).toMatchObject({
      channel: 'street',
      origin: 'outreach',
      activity: { kind: 'resource' },
      participants: [
        { residenceArea: 'nord-ovest', ageBand: '0-17', count: 4 },
        { residenceArea: 'nord-ovest', ageBand: '35-49', count: 1 },
      ],
    })
    expect(await accessesOf(page, dayIn(0))).toHaveLength(accesses)

    await page.getByRole('link', { name: 'Allo sportello' }).click()
    const line = page.getByRole('listitem').filter({ hasText: 'Gruppo · Ludobus Nord Ovest' }).first()
    await line.getByText('5 persone · 4 minori · 1 adulto').waitFor()
    await line.getByRole('button', { name: /^Correggi/ }).click()
    await page.getByRole('heading', { name: 'Correggi l’attività di gruppo' }).waitFor()
    await age('0–17').click()
    await page.getByRole('button', { name: /^Salva la correzione: 6 persone/ }).click()
    await page.getByText('Corretto il gruppo: 6 persone').waitFor()
    await page.getByRole('link', { name: 'Allo sportello' }).click()
    await line.getByText('6 persone').waitFor()
    await line.getByRole('button', { name: /^Annulla/ }).click()
    await page.getByText('Attività di gruppo annullata').waitFor()
    await expect.poll(async () => (await groupsOf(page, dayIn(0))).length).toBe(before)
    expect(errors).toEqual([])
    await page.close()
  })

  test('is counted with the keyboard alone, taken back and put back', async () => {
    const { page } = await open('operatore-nordest', '/registra/gruppo')
    await page.getByRole('radio', { name: 'Sud' }).waitFor()
    const before = (await groupsOf(page, dayIn(0))).length
    for (const key of ['d', '1', '1', '2', '?', 'Backspace', 'Control+Enter']) await page.keyboard.press(key)
    await page.getByText('Registrato il gruppo: 3 persone').waitFor()
    await expect.poll(async () => (await groupsOf(page, dayIn(0))).length).toBe(before + 1)
    await page.keyboard.press('Control+z')
    await page.getByText('Annullato il gruppo di 3 persone').waitFor()
    await expect.poll(async () => (await groupsOf(page, dayIn(0))).length).toBe(before)
    await page.keyboard.press('Control+z')
    await page.getByText('Registrato il gruppo: 3 persone').waitFor()
    await expect.poll(async () => (await groupsOf(page, dayIn(0))).length).toBe(before + 1)
    await page.close()
  })
})
