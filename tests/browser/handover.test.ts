/**
 * From a need to a place and to the paper, with real keys in a real browser. Times are those of the keystroke-level
 * model: 0.28 s for a key, 1.35 s for each moment of thought, which the tests name.
 */
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

const key = 0.28
const thought = 1.35

async function desk(username = 'operatore-centro', size: 'desk' | 'phone' = 'desk') {
  const opened = await accounts.page(username, size)
  await opened.page.addInitScript(() => {
    const counting = window as unknown as { printed: number }
    counting.printed = 0
    window.print = () => {
      counting.printed += 1
    }
  })
  await opened.page.goto(`${url}/registra`, { waitUntil: 'networkidle' })
  await opened.page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
  let pressed = 0
  const press = async (...keys: string[]) => {
    for (const each of keys) {
      await opened.page.keyboard.press(each)
      pressed += 1
    }
  }
  return { ...opened, press, pressed: () => pressed }
}
/** Area, last visit, age, gender, citizenship, household, support, known: eight answers. */
const person = ['3', '1', '3', '1', '1', '4', 'A', 'N']

/** → opens the list. When every door is closed at this hour, one key more takes that filter away. */
async function openList({ page, press }: Awaited<ReturnType<typeof desk>>) {
  await press('ArrowRight')
  const list = page.getByRole('listbox', { name: /^Risorse per/ })
  const empty = page.locator('.picker-empty')
  await list.or(empty).waitFor()
  if (await empty.isVisible()) await press('Space')
  await list.waitFor()
  return list
}
const newest = async (page: Page) => {
  const reply = await page.request.get(`${url}/api/v1/accesses?limit=1`)
  return (await reply.json()).accesses[0]
}
/** Taken by the form, and held by the server: one that is slow to answer is waited for. */
const recorded = async (page: Page) => {
  await page
    .locator('.toast')
    .getByRole('button', { name: /Annulla/ })
    .waitFor()
  await page.locator('.waiting-badge').waitFor({ state: 'detached' })
}

describe('the operator', () => {
  test('hands over a place in at most six acts and thirty seconds', async () => {
    const at = await desk()
    const { page, press, errors } = at
    await press(...person, 'l', 'a', 'v', 'Enter')
    const before = at.pressed()
    await openList(at)
    await press('Space', 'p')
    await page.getByRole('dialog', { name: 'In quale lingua?' }).waitFor()
    await press('1')
    await page.waitForFunction(() => (window as unknown as { printed: number }).printed === 1)
    await page.pdf() // the browser says that it has printed
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press('Control+Enter')
    await recorded(page)
    const acts = at.pressed() - before
    expect(acts).toBeLessThanOrEqual(6)
    // A thought before the list, at the choice, at the sheet, at the language and before recording.
    expect(acts * key + 5 * thought).toBeLessThanOrEqual(30)
    const { needs } = await newest(page)
    expect(needs).toEqual([{ domain: 'work', outcome: 'referral', resources: [expect.any(String)] }])
    expect(errors).toEqual([])
    await page.close()
  })

  test('records two needs with a linked resource in at most 24 keys and thirty seconds', async () => {
    const at = await desk()
    const { page, press, errors } = at
    await press(...person, 'l', 'a', 'v', 'Enter')
    await openList(at)
    await press('Space', '+', 'i', 's', 'e', 'Enter')
    await openList(at)
    await press('Space', 'Control+Enter')
    await recorded(page)
    expect(at.pressed()).toBeLessThanOrEqual(24)
    // A thought at each of the eight answers, at each need and each place, before the second need and before recording.
    expect(at.pressed() * key + (8 + 2 + 2 + 1 + 1) * thought).toBeLessThanOrEqual(30)
    const access = await newest(page)
    expect(access.needs).toEqual([
      { domain: 'work', outcome: 'referral', resources: [expect.any(String)] },
      { domain: 'rights_access', outcome: 'referral', resources: [expect.any(String)] },
    ])
    expect(errors).toEqual([])
    await page.close()
  })

  test('records an unmet need with two keys more than a met one', async () => {
    const at = await desk()
    await at.press(...person, 'l', 'a', 'v', 'Enter', '0', '2', 'Control+Enter')
    await recorded(at.page)
    expect(at.pressed()).toBeLessThanOrEqual(14 + 2)
    expect((await newest(at.page)).needs).toEqual([{ domain: 'work', outcome: 'unmet', unmetReason: 'full' }])
    await at.page.close()
  })

  test('chooses three, no more, goes back where it was and can take one away', async () => {
    const at = await desk()
    const { page, press } = at
    await press(...person, 'l', 'a', 'v', 'Enter')
    const list = await openList(at)
    for (const near of await page.getByRole('button', { name: /^. (aperte|adatte|vicine)/ }).all())
      if ((await near.getAttribute('aria-pressed')) === 'true') await near.click()
    await list.focus()
    for (let count = 0; count < 4; count++) await press('Space', 'ArrowDown')
    expect(await list.locator('[aria-selected="true"]').count()).toBe(3)
    await page.getByText('Se ne scelgono al massimo tre').first().waitFor()
    await press('Enter')
    expect(await page.evaluate(() => document.activeElement?.closest('[role="radiogroup"]')?.id)).toBe(
      'needs-0-outcome',
    )
    const chosen = page.getByRole('list', { name: 'Scelte' }).getByRole('listitem')
    expect(await chosen.count()).toBe(3)
    await chosen.first().getByRole('button').click()
    expect(await chosen.count()).toBe(2)
    await page.close()
  })

  test.for(['desk', 'phone'] as const)('reads the open list at the size of a %s', async size => {
    const at = await desk('operatore-centro', size)
    await at.press(...person, 'l', 'a', 'v', 'Enter')
    await openList(at)
    await at.press('Space')
    for (const width of size === 'phone' ? [360, 320] : [1440, 720]) {
      // Half the width is what a zoom of 200 % leaves.
      await at.page.setViewportSize({ width, height: 740 })
      const over = await at.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over, `${width}`).toBeLessThanOrEqual(0)
    }
    expect(await barriers(at.page)).toEqual([])
    await at.press('p')
    await at.page.getByRole('dialog').waitFor()
    expect(await barriers(at.page)).toEqual([])
    await at.page.keyboard.press('Escape')
    await at.page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(at.foreign).toEqual([])
    expect(at.errors).toEqual([])
    await at.page.close()
  })

  test('finds the places without a network, from the census that was read before', async () => {
    const at = await desk()
    const { page, press } = at
    // What a browser keeps stands in for the network here: the census, the centres and the code.
    const kept = new Map<string, string>()
    for (const path of ['resources', 'centres'])
      kept.set(path, await (await page.request.get(`${url}/api/v1/${path}`)).text())
    await page.route('**/api/v1/resources/answering', route => route.abort())
    for (const [path, body] of kept)
      await page.route(`**/api/v1/${path}`, route =>
        route.fulfill({ body, contentType: 'application/geo+json' }),
      )
    await press(...person, 'l', 'a', 'v', 'Enter')
    const list = await openList(at)
    await page.getByText('Senza rete: dal censimento conservato qui.').waitFor()
    const here = await list.getByRole('option').locator('strong').allInnerTexts()
    const reply = await page.request.post(`${url}/api/v1/resources/answering`, {
      data: {
        need: 'work',
        area: 'nord-est',
        ageBand: '35-49',
        citizenship: 'it',
        household: 'single_parent',
      },
      headers: { origin: url },
    })
    const there: { properties: { name: string } }[] = (await reply.json()).features
    const names = there.map(({ properties }) => properties.name)
    expect(here.length).toBeGreaterThan(0)
    expect(names.filter(name => here.includes(name))).toEqual(here)
    await page.close()
  })
})

/** Sizes of the pages of a PDF, in points. */
const pagesOf = (pdf: Buffer) =>
  pdf
    .toString('latin1')
    .split('endobj')
    .filter(object => /\/Type\s*\/Page\b(?!s)/.test(object))
    .map(page =>
      page
        .match(/\/MediaBox\s*\[([\d.\s]+)\]/)![1]!
        .trim()
        .split(/\s+/)
        .map(Number),
    )

/** Prints what is chosen in the language of this digit, again and again: its text and its pages. */
function printing({ page, press }: Awaited<ReturnType<typeof desk>>, digit: string) {
  let printed = 0
  return async () => {
    await press('p')
    await page.getByRole('dialog').waitFor()
    await press(digit)
    printed += 1
    await page.waitForFunction(count => (window as unknown as { printed: number }).printed === count, printed)
    const text = (await page.locator('.handover').textContent())!
    const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }))
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    return { text, pages }
  }
}

describe('the sheet', () => {
  test.for(['1', '4', '5'])('in language %s holds long entries too, all of them', async digit => {
    const at = await desk()
    const { page, press, errors } = at
    const census = await (await page.request.get(`${url}/api/v1/resources`)).json()
    const there = ({ geometry, properties }: any) =>
      geometry?.type === 'Point' && properties.area === 'nord-est' && properties.status === 'active'
    const long = census.features
      .filter(there)
      .slice(0, 3)
      .map((resource: any, index: number) => ({
        ...resource,
        properties: {
          ...resource.properties,
          name: `Centro per l’orientamento al lavoro e la formazione degli adulti, sede ${index + 1}`,
          type: 'training_body',
          needs: ['work'],
          address: 'Via del Gallitello 116, ingresso dal cortile, secondo piano',
          phone: '+39 0971 000000',
          // Open at any hour at which this test runs.
          openingHours:
            'Mo,We 00:00-12:30,12:30-24:00; Tu 00:00-24:00; Th-Fr 00:00-14:00,14:00-24:00; Sa-Su,PH 00:00-24:00',
          accessMode: 'referral',
          wheelchair: 'limited',
          cost: 'contribution',
          capacity: { total: 20, available: 3, unit: 'posti', on: '2026-06-01' },
          languages: ['it', 'en', 'fr'],
          minAge: undefined,
          maxAge: undefined,
          targetGroups: [],
        },
      }))
    expect(long).toHaveLength(3)
    await page.route('**/api/v1/resources/answering', route => route.abort())
    await page.route('**/api/v1/resources', route =>
      route.fulfill({ json: { ...census, features: long }, contentType: 'application/geo+json' }),
    )
    await press(...person, 'l', 'a', 'v', 'Enter')
    const list = await openList(at)
    const print = printing(at, digit)
    await press('Space')
    expect((await print()).pages).toHaveLength(1)
    await press('ArrowDown', 'Space', 'ArrowDown', 'Space')
    expect(await list.locator('[aria-selected="true"]').count()).toBe(3)
    const { text, pages } = await print()
    expect(pages).toHaveLength(2)
    for (const index of [1, 2, 3]) expect(text).toContain(`adulti, sede ${index}`)
    expect(errors.filter(error => !error.includes('/answering'))).toEqual([])
    await page.close()
  })

  test.for([
    ['1', 'it', /lunedì|martedì|sabato|tutti i giorni/],
    ['4', 'ar', /الاثنين|الثلاثاء|السبت|كل يوم/],
    ['5', 'uk', /понеділок|вівторок|субота|щодня/],
  ] as const)(
    'in language %s is one page of A5 for one place, at most two for three',
    async ([digit, language, weekday]) => {
      const at = await desk()
      const { page, press, errors } = at
      await press(...person, 'l', 'a', 'v', 'Enter')
      const list = await openList(at)
      const print = printing(at, digit)
      await press('Space')
      const name = (await list.locator('[aria-selected="true"] strong').textContent())!
      const one = await print()
      expect(one.pages).toHaveLength(1)
      // 148 × 210 mm, to a point: the sheet and nothing else of the page.
      expect(Math.abs(one.pages[0]![2]! - 419.5)).toBeLessThanOrEqual(1)
      expect(Math.abs(one.pages[0]![3]! - 595.3)).toBeLessThanOrEqual(1)
      expect(one.text).toContain(name)
      expect(one.text).toMatch(weekday)
      expect(one.text).toMatch(/\d{1,2}:\d\d–\d{1,2}:\d\d/)
      expect(one.text).toContain('Porta sociale Centro')
      // Neither the need nor any answer of the access.
      for (const unsaid of ['Lavoro', 'Donna', 'genitore', 'Assegno', 'bisogn'])
        expect(one.text.replace(name, ''), language).not.toContain(unsaid)

      await press('ArrowDown', 'Space', 'ArrowDown', 'Space')
      const count = await list.locator('[aria-selected="true"]').count()
      const three = await print()
      expect(three.pages.length).toBeLessThanOrEqual(2)
      for (const [, , width] of three.pages) expect(Math.abs(width! - 419.5)).toBeLessThanOrEqual(1)
      expect(three.text.match(/\d{1,2}:\d\d–\d{1,2}:\d\d/g)!.length).toBeGreaterThanOrEqual(count)
      expect(errors).toEqual([])
      await page.close()
    },
  )
})
