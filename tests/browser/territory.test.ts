/** The territory changed in a real browser: at most eight acts and two minutes, by mouse and by keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { drawable, type Profiles, profiles } from '../support/browser.ts'
import { keySeconds, keystrokes, mindSeconds } from '../support/keystrokes.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

async function open(username: string, path = '/territorio', size: 'desk' | 'phone' = 'desk') {
  const opened = await accounts.page(username, size)
  await opened.page.goto(url + path, { waitUntil: 'networkidle' })
  return opened
}
const json = async (page: Page, path: string) => (await page.request.get(`${url}/api/v1${path}`)).json()
const text = async (page: Page, path: string) => (await page.request.get(`${url}/api/v1${path}`)).text()
const newest = async (page: Page) => (await json(page, '/territory-changes')).changes[0]
const accessible = async (page: Page) => expect(await barriers(page)).toEqual([])
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
/** A pointing act costs 1.1 s by the model, besides its click. */
const pointSeconds = 1.1
const reason = 'Assegnato il nuovo quartiere'
const lastYear = ['/areas?on=2025-12-31', '/centres?on=2025-12-31']
const ofLastYear = async (page: Page) => Promise.all(lastYear.map(path => text(page, path)))

describe('K4 with the mouse', () => {
  test('a centre moves in five acts; the map of last year stays', async () => {
    const { page, errors, foreign } = await open('coordinamento')
    const before = await ofLastYear(page)
    const desk = keystrokes(page)
    let acts = 0
    const act = async (why: string, done: Promise<unknown>) => {
      acts++
      desk.think(why)
      await done
    }
    await act(
      'which centre',
      page.getByRole('button', { name: 'Modifica dal … Porta sociale Centro' }).click(),
    )
    const latitude = page.getByRole('textbox', { name: 'Latitudine' })
    const from = await latitude.inputValue()
    const map = (await page.locator('.territory-frame').boundingBox())!
    await page.locator('.territory-frame canvas').first().waitFor()
    await page.locator('.territory-frame .outline-drawing').waitFor({ state: 'detached' })
    await act('where is the new door', page.mouse.click(map.x + map.width / 2, map.y + map.height * 0.4))
    await expect.poll(() => latitude.inputValue()).not.toBe(from)
    await accessible(page)
    await act('is it all', page.getByRole('button', { name: 'Anteprima' }).click())
    await page.getByText(/^La porta si sposta di [\d.]+ m\.$/).waitFor()
    await accessible(page)
    await act('what does it do, and why', page.getByRole('textbox', { name: /^Motivo/ }).fill(reason))
    await act('am I sure', page.getByRole('button', { name: /^Conferma dal/ }).click())
    await page.locator('.notice', { hasText: 'Centro spostato: Porta sociale Centro' }).waitFor()
    const seconds = desk.seconds() + 4 * pointSeconds + reason.length * keySeconds
    console.log(`a centre moved: ${acts} acts, ${seconds.toFixed(1)} s`)
    expect(acts).toBeLessThanOrEqual(8)
    expect(seconds).toBeLessThanOrEqual(120)
    const change = await newest(page)
    expect(change).toMatchObject({ kind: 'centre_moved', target: 'porta-centro', reason })
    expect(await ofLastYear(page)).toEqual(before)
    await page.getByText(reason).first().waitFor()
    expect([errors, foreign]).toEqual([[], []])
    await page.close()
  })

  test('an area is redrawn by dragging a vertex of a common border, which moves for both', async () => {
    const { page, errors } = await open('coordinamento')
    const before = await ofLastYear(page)
    await page.getByRole('button', { name: 'Modifica dal … Nord Ovest' }).click()
    await page.getByRole('heading', { name: 'Modifica Nord Ovest' }).waitFor()
    await page.locator('.sketch-vertex').first().waitFor()
    await drawable(page)
    // The vertex furthest to the east is on the border with Centro.
    const vertices = await page
      .locator('.sketch-vertex')
      .evaluateAll(all =>
        all.map(one => one.getBoundingClientRect()).map(({ x, y }) => ({ x: x + 5, y: y + 5 })),
      )
    const east = vertices.toSorted((a, b) => b.x - a.x)[0]!
    await page.mouse.move(east.x, east.y)
    await page.mouse.down()
    await page.mouse.move(east.x + 30, east.y - 10, { steps: 6 })
    await page.mouse.up()
    await page.getByRole('button', { name: 'Anteprima' }).click()
    await page.getByText(/^Passa sopra /).waitFor()
    await accessible(page)
    const gap = page.getByRole('radio', { name: /^(Va a chi confina|Resta fuori)/ })
    if ((await gap.count()) > 0) await gap.first().check()
    await page.getByRole('textbox', { name: /^Motivo/ }).fill(reason)
    await page.getByRole('button', { name: /^Conferma dal/ }).click()
    await page.locator('.notice', { hasText: 'Confine ridisegnato: Nord Ovest' }).waitFor()
    const acts = 6
    const seconds = acts * mindSeconds + 5 * pointSeconds + reason.length * keySeconds
    expect(acts).toBeLessThanOrEqual(8)
    expect(seconds).toBeLessThanOrEqual(120)
    const change = await newest(page)
    expect(change.impact.areas.map((one: any) => one.id)).toContain('centro')
    const day = await json(page, `/areas?on=${change.from}`)
    expect(day.features.find((f: any) => f.id === 'nord-ovest').properties.residents).toBeNull()
    expect(await ofLastYear(page)).toEqual(before)
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('K4 with the keyboard alone', () => {
  test('a vertex moves by arrows, a hole is declared, the change confirmed', async () => {
    const { page, errors } = await open('coordinamento')
    const before = await ofLastYear(page)
    const desk = keystrokes(page)
    const find = async (name: string | RegExp) => {
      for (let tries = 0; tries < 60; tries++) {
        const here = await page.evaluate(() => {
          const at = document.activeElement as HTMLElement
          return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
        })
        if (here.match(name)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`no way to ${name}: at ${await focused(page)}`)
    }
    await page.getByRole('button', { name: 'Modifica dal … Sud' }).focus()
    desk.think('which area')
    await desk.press('Enter')
    await page.getByRole('heading', { name: 'Modifica Sud' }).waitFor()
    await find(/^Vertice 1 di/)
    // To the southernmost vertex, on no border in common; north by 200 m leaves a hole.
    const points: number[][] = (await json(page, '/areas')).features.find((f: any) => f.id === 'sud').geometry
      .coordinates[0][0]
    const south = points.findIndex(([, lat]) => lat === Math.min(...points.map(([, each]) => each!)))
    desk.think('which vertex')
    await desk.press(...Array<string>(south).fill('PageDown'))
    await desk.press('Shift+ArrowUp', 'Shift+ArrowUp')
    desk.think('is it all')
    await find(/^Anteprima$/)
    await desk.press('Enter')
    await page.getByText(/^Lascia [\d,]+ (ha|m²|km²)/).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.type(reason)
    desk.think('why')
    // Not before the hole is declared.
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('status')
      .filter({ hasText: /^Lascia/ })
      .waitFor()
    for (let tries = 0; tries < 30; tries++) {
      await page.keyboard.press('Shift+Tab')
      if (await page.evaluate(() => (document.activeElement as HTMLInputElement)?.type === 'radio')) break
    }
    desk.think('is the hole meant')
    await desk.press('Space')
    await page.getByRole('radio', { name: /^Resta fuori/, checked: true }).waitFor()
    await page.getByRole('textbox', { name: /^Motivo/ }).focus()
    desk.think('am I sure')
    await desk.press('Control+Enter')
    await page.locator('.notice', { hasText: 'Confine ridisegnato: Sud' }).waitFor()
    const seconds = desk.seconds() + reason.length * keySeconds + 12 * keySeconds
    console.log(`an area by keyboard: ${desk.keys()} keys besides the reason, ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThanOrEqual(120)
    expect((await newest(page)).kind).toBe('area_redrawn')
    expect(await ofLastYear(page)).toEqual(before)
    expect(errors).toEqual([])
    await page.close()
  })
})

test('a file gives the boundary of a new area; one that cannot be read says why', async () => {
  const { page } = await open('coordinamento')
  await page.getByRole('button', { name: 'Nuova area' }).click()
  await page.getByRole('textbox', { name: 'Nome', exact: true }).fill('Prova')
  const give = (content: string) =>
    page
      .getByLabel('Prendi il confine da un file GeoJSON')
      .setInputFiles({ name: 'area.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(content) })
  await give('{')
  await page.getByText('Il file non è GeoJSON leggibile').waitFor()
  const ring = [
    [15.74, 40.66],
    [15.75, 40.66],
    [15.75, 40.67],
    [15.74, 40.67],
    [15.74, 40.66],
  ]
  await give(JSON.stringify({ type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] }))
  await page.getByText('La latitudine sta al posto della longitudine').waitFor()
  await give(
    JSON.stringify({ type: 'Polygon', coordinates: [[ring[0], ring[2], ring[1], ring[3], ring[0]]] }),
  )
  await page.getByRole('button', { name: 'Vertice 1 di 4' }).waitFor()
  await page.getByRole('button', { name: 'Anteprima' }).click()
  await page
    .getByText(/Il confine non è valido: si incrocia con sé stesso presso 15\.745\d* 40\.665/)
    .waitFor()
  await give(JSON.stringify({ type: 'Polygon', coordinates: [ring] }))
  await page.getByText(/non è valido/).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Anteprima' }).click()
  await page.getByRole('cell', { name: /^nuova → 9[34],\d ha/ }).waitFor()
  await page.close()
})

test.for(['desk', 'phone'] as const)(
  'in English, nothing sticks out, nothing is left in Italian: %s',
  async size => {
    const { page, errors } = await open('coordinamento', '/territorio', size)
    await page.evaluate(() => localStorage.setItem('language', 'en'))
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('heading', { name: 'Target areas' }).waitFor()
    await accessible(page)
    await page.getByRole('button', { name: 'Change from … Nord Est' }).click()
    await page.getByRole('heading', { name: 'Change Nord Est' }).waitFor()
    const words = await page.locator('main').innerText()
    for (const italian of ['Dal giorno', 'Anteprima', 'confine', 'Vertice'])
      expect(words).not.toContain(italian)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(errors).toEqual([])
    await page.close()
  },
)

test('an operator is told that it is not theirs', async () => {
  const { page } = await open('operatore-sud')
  expect(await page.getByRole('link', { name: 'Territorio' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /Modifica dal/ }).count()).toBe(0)
  await page.close()
})
