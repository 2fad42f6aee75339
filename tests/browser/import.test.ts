/** A file of accesses through the page: its columns, its values, its faults, the import, and taking it back. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles } from '../support/browser.ts'
import { windows1252 } from '../support/files.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url)
})
afterAll(() => accounts?.close())

const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const header = 'Data;Area;Età;Genere;Note;Bisogno;Esito'
const row = `${day.split('-').reverse().join('/')};Nord Est;35-49;Donna;x;Disabilità e cura;Orientamento`
const file = (...rows: string[]) => ({
  name: 'registro.csv',
  mimeType: 'text/csv',
  buffer: windows1252([header, ...rows].join('\r\n')),
})

async function open(username: string, size: 'desk' | 'phone' = 'desk') {
  const opened = await accounts.page(username, size)
  await opened.page.goto(`${url}/importa`, { waitUntil: 'networkidle' })
  return opened
}
const choose = (page: Page, chosen: ReturnType<typeof file>) => page.setInputFiles('input[type=file]', chosen)
const recorded = async (page: Page): Promise<number> =>
  (await (await page.request.get(`${url}/api/v1/accesses?from=${day}&limit=500`)).json()).accesses.length
const faultless = async (page: Page) => {
  expect(await barriers(page)).toEqual([])
}

/** The bytes that leave, which the browser's own protocol does not tell of a file. */
const listenToUploads = (page: Page) =>
  page.evaluate(() => {
    const send = window.fetch
    const uploads: Promise<string>[] = []
    Object.assign(window, { uploads })
    window.fetch = (input, init) => {
      if (init?.body instanceof Blob) uploads.push(init.body.text())
      return send(input, init)
    }
  })
const uploadsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => Promise.all((window as any).uploads as Promise<string>[]))
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor()

test('a real file: what is written in another way is chosen once, then it is imported and taken back', async () => {
  const { page, errors } = await open('operatore-nordest')
  const before = await recorded(page)
  await listenToUploads(page)

  await choose(
    page,
    file(row, row.replace('Donna', 'drago'), row, row.replace('Orientamento', 'drago verde')),
  )
  await heading(page, 'I valori del file')
  await page.getByText('2 valori sono ancora da scegliere.').waitFor()
  await page.getByText('Note: lasciata qui, non si importa').waitFor()
  const check = page.getByRole('button', { name: 'Controlla il file' })
  expect(await check.getAttribute('aria-disabled')).toBe('true')
  await faultless(page)
  await page
    .getByRole('combobox', { name: 'Genere, drago: Diventa' })
    .selectOption({ label: 'Altro o non indicato' })
  await page
    .getByRole('combobox', { name: 'Com’è andata, drago verde: Diventa' })
    .selectOption({ label: 'Lascia fuori le righe' })
  await page.getByText('Tutti i valori sono abbinati').waitFor()
  await check.click()
  await heading(page, 'Nessun errore in 3 accessi')
  await page.getByText('1 riga lasciata fuori per tua scelta (5)').waitFor()
  await page.getByText(/Canale Allo sportello/).waitFor()
  await faultless(page)
  // Neither the column left out, nor any text of a cell, nor the name of the file has left the browser.
  const [sent, ...more] = await uploadsOf(page)
  expect(more).toEqual([])
  expect(sent!.split('\n')).toEqual([
    'date,residenceArea,ageBand,gender,need1,request1,outcome1,unmetReason1',
    ...['F', 'other_ns', 'F'].map(gender => `${day},nord-est,35-49,${gender},disability_care,,guidance,`),
    '',
  ])

  // The same words another day: nothing is asked, and the page says where it has it from.
  await choose(page, file(row, row.replace('Donna', 'Drago'), row))
  await heading(page, 'Nessun errore in 3 accessi')
  await page.getByRole('button', { name: 'I valori del file' }).click()
  await page.getByRole('row', { name: /^Drago 1 .*come l’ultima volta/ }).waitFor()
  await check.click()
  const importAll = page.getByRole('button', { name: 'Importa 3 accessi' })
  await importAll.focus()
  await page.keyboard.press('Enter')
  await heading(page, '3 accessi importati')
  expect(await recorded(page)).toBe(before + 3)

  await page.getByRole('button', { name: 'Annulla importazione', exact: true }).click()
  await page.getByRole('dialog', { name: 'Togliere 3 accessi?' }).waitFor()
  await page.getByRole('button', { name: 'Sì, toglili' }).click()
  await page.getByText('Nessuna importazione finora.').waitFor()
  expect(await recorded(page)).toBe(before)
  expect(errors).toEqual([])
  await page.close()
})

test('a fault of a row is told by its number, and the rest goes on without it', async () => {
  const { page } = await open('operatore-nordest')
  const future = row.replace(/^[^;]+/, '31/12/2099')
  await choose(page, file(row, '', future, row))
  await heading(page, 'Un errore da correggere')
  await page.getByRole('row', { name: /^4 Data 31\/12\/2099 La data è nel futuro/ }).waitFor()
  const importAll = page.getByRole('button', { name: 'Importa 3 accessi' })
  expect(await importAll.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('Prima vanno corretti gli errori.').waitFor()
  await faultless(page)
  await page.getByRole('button', { name: 'Continua senza la riga con errori' }).click()
  await heading(page, 'Nessun errore in 2 accessi')
  await page.getByText('1 riga lasciata fuori per tua scelta (4)', { exact: true }).waitFor()
  await page.close()
})

const register = (of: string) =>
  windows1252(
    [
      'Registro degli accessi;;;;;;;;;;;;',
      'Data;Cognome;Canale;Zona;Età;Sesso;Cittadinanza;Nucleo familiare;Bisogno;Richiesta;Esito;Motivo;Note',
      `${of};Verdi;SPORTELLO;CENTRO;45;F;ITALIANA;MONOGENITORE;CASA;CASA;INVIO;;`,
      `${of};Bianchi;TELEFONO;Nord Est;70;M;it;solo;solitudine;ascolto;accompagnamento;;richiama`,
      `${of};Neri;sportello;;18-34;F;MAROCCHINA;coppia con figli;bollette luce;lavoro;senza risposta;orario;`,
      `${of};Gialli;sportello;Poggio Tre Galli;> 65;D;rumena;solo;lavoro;informazione;risolto;;`,
      `${of};Viola;tel;n.d.;25 anni;M;Marocco;-;ISEE;pratiche;informazioni;;un po’ di fretta`,
      ';;;;;;;;;;;;',
      'TOTALE;;5;;;;;;;;;;',
    ].join('\r\n'),
  )

test('the register of an ordinary office goes in as it is, by the keyboard, and its names stay here', async () => {
  const { page, errors } = await open('operatore-nordovest')
  const before = await recorded(page)
  await listenToUploads(page)
  await page.setInputFiles('input[type=file]', {
    name: 'Registro accessi Verdi.csv',
    mimeType: 'text/csv',
    buffer: register(day.split('-').reverse().join('.')),
  })
  await heading(page, 'I valori del file')
  await page.getByText('Tutti i valori sono abbinati').waitFor()
  await page.getByText(/Cognome: lasciata qui: contiene persone/).waitFor()
  for (const sentence of [
    '1 riga vuota',
    '1 riga di titolo lasciata fuori (1)',
    '1 riga di totale lasciata fuori (9)',
  ])
    await page.getByText(sentence, { exact: true }).waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/Verdi|Bianchi|Gialli|richiama|fretta/)
  for (const [text, answer] of [
    ['45', '35–49'],
    ['> 65', '65 e oltre'],
    ['25 anni', '18–34'],
    ['MAROCCHINA', 'Fuori UE'],
    ['rumena', 'Altro Paese UE'],
    ['Poggio Tre Galli', 'Nord Ovest'],
    ['bollette luce', 'Situazione economica'],
  ] as const)
    expect(
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: text, exact: true }) })
        .locator('option:checked')
        .innerText(),
      text,
    ).toBe(answer)
  await faultless(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await heading(page, 'Nessun errore in 5 accessi')
  const importAll = page.getByRole('button', { name: 'Importa 5 accessi' })
  let keys = 3
  for (; !(await importAll.evaluate(button => button === document.activeElement)); keys++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await heading(page, '5 accessi importati')
  // Two Enters, and the Tabs between the headings and their buttons.
  expect(keys).toBeLessThanOrEqual(6)
  expect(await recorded(page)).toBe(before + 5)
  expect((await uploadsOf(page)).join('\n')).not.toMatch(
    /Verdi|Bianchi|Neri|richiama|fretta|MAROCCHINA|Registro/i,
  )

  await page.getByRole('button', { name: 'Annulla importazione', exact: true }).click()
  await page.getByRole('button', { name: 'Sì, toglili' }).click()
  await expect.poll(() => recorded(page)).toBe(before)
  expect(errors).toEqual([])
  await page.close()
})

test('a name in an answer’s place is neither shown nor sent; what is no file of accesses is one sentence', async () => {
  const { page } = await open('operatore-sud', 'phone')
  let sent = 0
  page.on('request', request => {
    if (request.url().includes('/imports') && request.method() === 'POST') sent += 1
  })
  await choose(page, file(row.replace(';x;', ';Maria Rossi;'), row.replace('Donna', 'Giuseppe Verdi'), row))
  await heading(page, 'I valori del file')
  await page.getByText(/testo non mostrato: sembra contenere nomi di persone \(riga 3\)/).waitFor()
  await page.getByText(/Note: lasciata qui: contiene persone/).waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/Rossi|Giuseppe/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await faultless(page)
  await page.getByRole('button', { name: 'Le colonne del file' }).click()
  await heading(page, 'Le colonne del file')
  expect(await page.locator('main').innerText()).not.toMatch(/Rossi|Giuseppe/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await faultless(page)

  const sentence = async (name: string, buffer: Buffer) => {
    await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer })
    await page.getByRole('heading', { name: 'Il file non si può importare' }).waitFor()
    return page.locator('#import-result + p').innerText()
  }
  expect(await sentence('a.csv', Buffer.alloc(0))).toBe('Il file è vuoto.')
  expect(await sentence('b.csv', Buffer.from('504b030414000600', 'hex'))).toMatch(/L’archivio è rovinato/)
  expect(await sentence('c.csv', Buffer.from('a,"b\n1,2\n'))).toMatch(/La riga 1 non finisce/)
  expect(sent).toBe(0)
  await page.close()
})

test('the desk leads to it, the template it gives is a file it takes', async () => {
  const { page } = await open('operatore-nordovest')
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
  await page.close()
})
