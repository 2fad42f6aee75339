/** Opening hours in a real browser: what is open at a moment, and typing hours with the keyboard. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAt } from '../../api/hours/contract.ts'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, withoutWebgl } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
/** A Tuesday morning. */
const moment = new Date('2026-11-24T09:30:00Z')
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
})
afterAll(() => accounts?.close())

async function open(path: string, size: 'desk' | 'phone') {
  const opened = await accounts.page('operatore-centro', size)
  await opened.page.clock.setFixedTime(moment)
  await opened.page.goto(url + path, { waitUntil: 'networkidle' })
  return opened
}

test.for(['desk', 'phone'] as const)(
  '«Aperte ora» keeps what is open, in list and address: %s',
  async size => {
    const { page, errors } = await open('/risorse', size)
    const { features } = await (await page.request.get(`${url}/api/v1/resources`)).json()
    const expected = features
      .map(({ properties }: any) => properties)
      .filter((p: any) => p.status === 'active' && openAt(p.openingHours, moment))
      .map((p: any) => p.name)
    expect(expected.length).toBeGreaterThan(10)
    expect(expected.length).toBeLessThan(features.length)
    const told = page.locator('.resources-count', {
      hasText: `${expected.length} di ${features.length} risorse`,
    })
    await page.getByRole('button', { name: 'Aperte ora' }).press('Enter')
    await told.waitFor()
    expect(new URL(page.url()).searchParams.get('aperte')).toBe('ora')
    const names = await page
      .getByRole('list', { name: 'Elenco delle risorse' })
      .locator('b')
      .allTextContents()
    expect(names.sort()).toEqual(expected.sort())
    await page.reload({ waitUntil: 'networkidle' })
    await told.waitFor()
    expect(errors).toEqual([])
    await page.close()
  },
)

test('hours are typed, read back and told in the card, accessible to all', async () => {
  const { page, errors } = await open('/risorse?aggiungi=si', 'desk')
  const field = page.getByRole('textbox', { name: /^Orari/ })
  await field.focus()
  await page.keyboard.type('lun-ven 9-13, mar anche 15.30-17.30')
  const week = page.getByRole('table', { name: 'Orari della settimana' })
  await week.getByText('9–13, 15:30–17:30').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.goto(`${url}/esplora?scelta=centre:porta-centro`, { waitUntil: 'networkidle' })
  await page.getByText('Aperto ora, chiude alle 13:00').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})
