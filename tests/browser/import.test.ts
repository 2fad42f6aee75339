/** A file of accesses through the page: its columns, its faults, the import, and taking it back. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, signIn, visit } from '../support/browser.ts'
import { windows1252 } from '../support/files.ts'

const url = process.env.PRODUCT_URL!
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const header = 'Data;Area;Età;Genere;Note;Bisogno;Esito'
const row = `${day.split('-').reverse().join('/')};Nord Est;35-49;Donna;x;Disabilità e cura;Orientamento`
const file = (...rows: string[]) => ({
  name: 'registro.csv',
  mimeType: 'text/csv',
  buffer: windows1252([header, ...rows].join('\r\n')),
})

async function open(username: string, size: 'desk' | 'phone' = 'desk') {
  const opened = await visit(browser, `${url}/status`, size)
  await signIn(opened, username)
  await opened.page.goto(`${url}/importa`, { waitUntil: 'networkidle' })
  return opened
}
const choose = (page: Page, chosen: ReturnType<typeof file>) => page.setInputFiles('input[type=file]', chosen)
const recorded = async (page: Page): Promise<number> =>
  (await (await page.request.get(`${url}/api/v1/accesses?from=${day}&limit=500`)).json()).accesses.length
const faultless = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
}

test('a real file: faults first, then imported whole, then taken back', async () => {
  const { page, context, errors } = await open('operatore-nordest')
  const before = await recorded(page)
  // The bytes that leave, which the browser's own protocol does not tell of a file.
  await page.evaluate(() => {
    const send = window.fetch
    const uploads: Promise<string>[] = []
    Object.assign(window, { uploads })
    window.fetch = (input, init) => {
      if (init?.body instanceof Blob) uploads.push(init.body.text())
      return send(input, init)
    }
  })

  await choose(page, file(row, row.replace('Donna', 'drago'), row))
  await page.getByRole('heading', { name: 'Le colonne del file' }).waitFor()
  await page.getByText('Una colonna non è stata riconosciuta').waitFor()
  const check = page.getByRole('button', { name: 'Controlla il file' })
  expect(await check.getAttribute('aria-disabled')).toBe('true')
  await faultless(page)
  await page.getByRole('combobox', { name: /^E Note/ }).selectOption('ignore')
  await check.click()
  await page.getByRole('heading', { name: 'Un errore da correggere' }).waitFor()
  const fault = page.getByRole('row', { name: /^3 Genere drago Non è fra le risposte/ })
  expect(await fault.innerText()).toContain('Donna · Uomo')
  const importAll = page.getByRole('button', { name: /^Importa 3 accessi/ })
  expect(await importAll.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('Prima vanno corretti gli errori.').waitFor()
  await faultless(page)
  // Neither the column left out nor the name of the file has left the browser.
  const uploads = await page.evaluate(() => Promise.all((window as any).uploads as Promise<string>[]))
  expect(uploads).toHaveLength(1)
  expect(uploads[0]).toMatch(/^date,residenceArea,ageBand,gender,need1,outcome1\n/)
  expect(uploads[0]).not.toMatch(/Note|,x,|registro/)

  await choose(page, file(row, '', row.replace('Donna', 'Uomo'), row))
  await page.getByRole('combobox', { name: /^E Note/ }).selectOption('ignore')
  await check.click()
  await page.getByRole('heading', { name: 'Nessun errore in 3 accessi' }).waitFor()
  await page.getByText(/Canale Allo sportello/).waitFor()
  await faultless(page)
  await importAll.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '3 accessi importati' }).waitFor()
  expect(await recorded(page)).toBe(before + 3)

  await page.getByRole('button', { name: 'Annulla importazione', exact: true }).click()
  await page.getByRole('dialog', { name: 'Togliere 3 accessi?' }).waitFor()
  await page.getByRole('button', { name: 'Sì, toglili' }).click()
  await page.getByText('Nessuna importazione finora.').waitFor()
  expect(await recorded(page)).toBe(before)
  expect(errors).toEqual([])
  await context.close()
})

test('a file with names is refused in the browser, before anything leaves', async () => {
  const { page, context } = await open('operatore-sud', 'phone')
  let sent = 0
  page.on('request', request => {
    if (request.url().includes('/imports') && request.method() === 'POST') sent += 1
  })
  await choose(page, file(row.replace(';x;', ';Maria Rossi;')))
  await page.getByRole('heading', { name: 'Nel file ci sono identità' }).waitFor()
  await page.getByText('Sembra contenere nomi di persone').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('Rossi')
  expect(await page.getByRole('button', { name: 'Controlla il file' }).count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await faultless(page)

  const sentence = async (name: string, buffer: Buffer) => {
    await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer })
    await page.getByRole('heading', { name: 'Il file non si può importare' }).waitFor()
    return page.locator('#import-result + p').innerText()
  }
  expect(await sentence('a.csv', Buffer.alloc(0))).toBe('Il file è vuoto.')
  expect(await sentence('b.csv', Buffer.from('504b030414000600', 'hex'))).toMatch(/non è un CSV di testo/)
  expect(await sentence('c.csv', Buffer.from('a,"b\n1,2\n'))).toMatch(/La riga 1 non finisce/)
  expect(sent).toBe(0)
  await context.close()
})

test('the desk leads to it, the template it gives is a file it takes', async () => {
  const { page, context } = await open('operatore-nordovest')
  await page.goto(`${url}/registra`, { waitUntil: 'networkidle' })
  await page.getByRole('link', { name: 'Importa da un foglio' }).click()
  await page.waitForURL(/\/importa$/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica il modello' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('modello-accessi.csv')
  await page.setInputFiles('input[type=file]', await download.path())
  await page.getByRole('heading', { name: 'Nessun errore in 2 accessi' }).waitFor()
  await page.getByText('Che cosa può contenere il file').click()
  await faultless(page)
  await context.close()
})
