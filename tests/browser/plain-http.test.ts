/**
 * An office's server without TLS, under the name of a computer: the browser gives such a page no random UUIDs and no
 * cipher, so there is no safe place to keep what waits. The desk works all the same, and says what it cannot keep.
 */
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.mjs'

const product = new URL(process.env.PRODUCT_URL!)
const office = `http://office-pc:${product.port}`

test('the desk records over plain http, and a lost network loses nothing that is in the form', async () => {
  const browser = await chromium.launch({
    executablePath: chromiumPath!,
    chromiumSandbox: false,
    args: ['--host-resolver-rules=MAP office-pc 127.0.0.1'],
  })
  try {
    const context = await browser.newContext({ locale: 'it-IT', timezoneId: 'Europe/Rome' })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', error => errors.push(String(error)))
    await page.goto(office)
    expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto, 'subtle' in crypto])).toEqual([
      false,
      false,
      false,
    ])
    await page.getByRole('button', { name: /Operatore · Sud/ }).click()
    await page.getByRole('navigation').first().waitFor()
    await page.goto(`${office}/registra`)
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await page.getByText(/Questo browser non può conservare accessi al sicuro/).waitFor()
    const record = async () => {
      for (const key of [
        '4',
        '1',
        '5',
        '2',
        '1',
        '1',
        'N',
        'S',
        's',
        'o',
        'l',
        'Enter',
        '1',
        'Control+Enter',
      ])
        await page.keyboard.press(key)
    }
    await record()
    await page.getByText(/^Registrato: Sud/).waitFor()

    // Without a network the answers stay in the form, and the page says why it has not recorded them.
    await context.setOffline(true)
    await record()
    await page.getByText(/Non registrato: senza rete/).waitFor()
    expect(await page.getByRole('radio', { checked: true }).count()).toBeGreaterThan(5)
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Riprova' }).click()
    await page.getByText(/^Registrato: Sud/).waitFor()

    expect(errors).toEqual([])
    await context.close()
  } finally {
    await browser.close()
  }
})

test('a computer whose clock is three days ahead records under the day of the server, and is told', async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath!, chromiumSandbox: false })
  try {
    const context = await browser.newContext({ locale: 'it-IT', timezoneId: 'Europe/Rome' })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    await page.goto(`${product.origin}/status`)
    await signIn({ page }, 'operatore-nordest')
    const serverDate = (await page.request.get(`${product.origin}/status`)).headers().date!
    const day = new Date(serverDate).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
    await page.clock.setFixedTime(new Date(Date.parse(serverDate) + 3 * 86_400_000))
    await page.goto(`${product.origin}/registra`)
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await page.getByText(/L’orologio di questo computer è avanti di 3 giorni/).waitFor()
    const sent = page.waitForRequest(
      request => request.method() === 'POST' && request.url().endsWith('/accesses'),
    )
    for (const key of ['3', '1', '5', '2', '1', '1', 'N', 'S', 's', 'o', 'l', 'Enter', '1', 'Control+Enter'])
      await page.keyboard.press(key)
    expect((await sent).postDataJSON()).toMatchObject({ date: day })
    await context.close()
  } finally {
    await browser.close()
  }
})
