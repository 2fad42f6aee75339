/** The search box with real keys: opened, walked and left by the keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, withoutWebgl } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
})
afterAll(() => accounts?.close())

const box = (page: Page) => page.getByRole('combobox', { name: /Cerca risorse/ })
const active = (page: Page) => page.locator('.search-option[aria-selected="true"]').innerText()

describe('the search box', () => {
  test('opens with a key, is walked with the arrows, and Enter opens what is chosen', async () => {
    const seen = await accounts.page('partner')
    const { page } = seen
    await page.goto(`${url}/indicatori`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('/')
    await box(page).waitFor()
    expect(await box(page).evaluate(input => input === document.activeElement)).toBe(true)
    expect(await box(page).inputValue()).toBe('')

    // A need, by a synonym’s first letters, answers where it is missing.
    await page.keyboard.type('casa')
    await page.locator('.search-group', { hasText: 'Bisogni' }).waitFor()
    expect(await active(page)).toContain('Casa')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/esplora\?.*bisogno=housing/)
    await box(page).waitFor({ state: 'detached' })

    // A slip of the pen finds the area; the first arrow up goes to the last.
    await page.keyboard.press('/')
    await page.keyboard.type('nord ovset')
    await page.locator('.search-option', { hasText: 'Nord Ovest' }).first().waitFor()
    const options = page.locator('.search-option')
    await page.keyboard.press('ArrowUp')
    expect(await options.last().getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await options.first().getAttribute('aria-selected')).toBe('true')
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(
      await options.first().getAttribute('id'),
    )
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL(/area=nord-ovest/)

    // A resource opens its card on the map.
    await page.keyboard.press('/')
    await page.keyboard.type('bibliotec')
    await page.locator('.search-group', { hasText: 'Risorse' }).waitFor()
    for (let step = 0; step < 20 && !/Biblioteca/.test(await active(page)); step++)
      await page.keyboard.press('ArrowDown')
    const name = (await active(page)).split('\n')[0]!
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/risorse\?.*scelta=resource:/)
    await page.getByRole('heading', { name }).waitFor()
    expect(page.url()).toMatch(/mappa=/)
    expect(seen.errors).toEqual([])
    await page.close()
  })

  test('Esc returns the focus, nothing typed is kept, and a slash in a field is a slash', async () => {
    const seen = await accounts.page('partner', 'phone')
    const { page } = seen
    await page.goto(`${url}/risorse`)
    const button = page.getByRole('button', { name: 'Cerca', exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    await box(page).waitFor()
    await page.keyboard.type('qqqzzz')
    await page.getByText('Niente con questo nome').waitFor()
    await page.keyboard.press('Escape')
    await box(page).waitFor({ state: 'detached' })
    expect(await button.evaluate(one => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await box(page).waitFor()
    expect(await box(page).inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await box(page).waitFor({ state: 'detached' })
    const field = page.getByRole('searchbox').first()
    await field.focus()
    await page.keyboard.type('a/b')
    expect(await field.inputValue()).toBe('a/b')
    expect(await box(page).count()).toBe(0)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      'qqqzzz',
    )
    await page.close()
  })
})
