/** From a real file to a resource on the map and back, at the real screen; once with the keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, type sizes, withoutWebgl } from '../support/browser.ts'
import { workbook } from '../support/resource-files.ts'

const url = process.env.PRODUCT_URL!
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
})
afterAll(() => accounts?.close())

const open = async (username: string, size: keyof typeof sizes = 'desk') => {
  const opened = await accounts.page(username, size)
  await opened.page.goto(`${url}/risorse/importa`, { waitUntil: 'networkidle' })
  await opened.page.getByRole('heading', { name: 'Importa risorse', level: 1 }).waitFor()
  return opened
}
const choose = async (page: Page, name: string, buffer: Buffer | string) => {
  await page
    .getByLabel('Scegli il file', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) })
}
const preview = (page: Page) => page.getByRole('heading', { name: 'Che cosa c’è nel file' }).waitFor()
const put = async (page: Page, source: string) => {
  await page.getByLabel('Da dove viene').fill(source)
  await page.getByRole('button', { name: 'Metti in coda' }).click()
  await page.getByRole('list', { name: 'Righe del file' }).waitFor()
}
const inCensus = async (page: Page, name: string) =>
  (await (await page.request.get(`${url}/api/v1/resources`)).json()).features.find(
    (each: any) => each.properties.name === name,
  )
const undo = async (page: Page, source: string) => {
  await page.goto(`${url}/risorse/importa`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: `Annulla ${source}` }).click()
  await page.getByRole('button', { name: 'Sì, annulla' }).click()
  await page.getByRole('button', { name: `Annulla ${source}` }).waitFor({ state: 'detached' })
}
const stamp = Date.now()

describe('importing resources', () => {
  test('a table with faults: matched, told, completed, accepted one by one, on the map, undone', async () => {
    const { page, errors, foreign } = await open('operatore-centro')
    const name = `Biblioteca di prova ${stamp}`
    const file = `Titolo della scheda;Tipologia;Lat;Lon;Descrizione\n${name};Biblioteca;40,6412;15,8047;Libri per tutti\nSpazio ricamo ${stamp};Ricamo;40,6432;15,8077;\nMensa scambiata ${stamp};mensa sociale;15,8090;40,6450;\nSportello ${stamp};sportello legale;;;chiamare il 347 1234567\n`
    await choose(page, 'risorse.csv', file)
    await preview(page)
    // «Titolo della scheda» is nobody's name for a name: it is matched by hand.
    await page.getByLabel('Titolo della scheda: Diventa').selectOption('name')
    await page.getByRole('rowheader', { name }).waitFor()
    await page.getByLabel('Ricamo: Tipo').selectOption('workshop')
    await page.locator('.rimport-outcome [data-filter="ready"]', { hasText: '2' }).waitFor()
    await page.getByText(/Dubbi e rinunce/).click()
    await page.getByRole('rowheader', { name: /Latitudine e longitudine sembrano scambiate/ }).waitFor()
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Scarica l’elenco completo' }).click(),
    ])
    const lines = (await (await report.createReadStream())!.toArray()).join('')
    expect(lines).toContain(`4;Mensa scambiata ${stamp};`)
    expect(lines).not.toContain('1234567')
    expect(await barriers(page)).toEqual([])

    const source = `tabella ${stamp}`
    await put(page, source)
    expect(await inCensus(page, name)).toBeUndefined()
    await page.getByRole('heading', { name, level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Accetta', exact: true }).click()
    await page.getByText(`Accettata: ${name}`).first().waitFor()
    expect(await inCensus(page, name)).toMatchObject({ properties: { source, type: 'library' } })

    await page.getByRole('button', { name: /^Con dubbi/ }).click()
    await page.getByRole('heading', { name: `Mensa scambiata ${stamp}`, level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Scambia le coordinate' }).click()
    await page.getByRole('button', { name: 'Scambia le coordinate' }).waitFor({ state: 'detached' })
    await page.keyboard.press('a')
    await page.getByText(`Accettata: Mensa scambiata ${stamp}`).first().waitFor()
    // The one without a place is put on the map with the crosshair.
    await page.getByRole('heading', { name: `Sportello ${stamp}`, level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Metti sulla mappa' }).click()
    await page.getByRole('button', { name: 'Conferma posizione' }).click()
    await page.getByText('Prima va completata').waitFor({ state: 'detached' })
    await page.keyboard.press('a')
    await page.getByText(`Accettata: Sportello ${stamp}`).first().waitFor()

    const { id } = await inCensus(page, name)
    await page.goto(`${url}/risorse?scelta=resource:${id}`, { waitUntil: 'networkidle' })
    await page.getByRole('heading', { name }).waitFor()
    await page.getByText(source).waitFor()
    await undo(page, source)
    for (const each of [name, `Mensa scambiata ${stamp}`, `Sportello ${stamp}`])
      expect(await inCensus(page, each)).toBeUndefined()
    expect([errors, foreign]).toEqual([[], []])
    await page.close()
  })

  test('a workbook and a GeoJSON file: all without doubts in one act, and a refused file says where', async () => {
    const { page, errors } = await open('coordinamento')
    await choose(
      page,
      'rotto.geojson',
      '{\n "type": "FeatureCollection",\n "features": [\n  {"type": "Feature"}\n ]\n}',
    )
    await page.getByRole('heading', { name: 'Il file non si può importare' }).waitFor()
    await page
      .getByText(/^Riga 4, elemento 1: /)
      .first()
      .waitFor()

    const names = [`Ludoteca ${stamp}`, `Parco ${stamp}`]
    const sheet = workbook([
      ['Nome', 'Tipo', 'Lat', 'Lon'],
      [names[0]!, 'Ludoteca', 40.6501, 15.8123],
    ])
    await choose(page, 'risorse.xlsx', sheet)
    await preview(page)
    await put(page, `foglio ${stamp}`)
    await page.getByRole('button', { name: 'Accetta quella pronta' }).click()
    await page.getByRole('button', { name: 'Accettate 1' }).waitFor()

    await page.getByRole('button', { name: 'Torna ai file' }).click()
    const ring = [
      [15.82, 40.65],
      [15.822, 40.65],
      [15.822, 40.652],
      [15.82, 40.65],
    ]
    const feature = {
      type: 'Feature',
      properties: { name: names[1], leisure: 'park' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
    await choose(page, 'parco.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
    await preview(page)
    await put(page, `disegno ${stamp}`)
    await page.getByRole('button', { name: 'Accetta quella pronta' }).click()
    await page.getByRole('button', { name: 'Accettate 1' }).waitFor()
    for (const name of names) expect(await inCensus(page, name)).toBeDefined()
    // It can be left and come back to: both are in the list, with who and when.
    for (const source of [`foglio ${stamp}`, `disegno ${stamp}`]) await undo(page, source)
    for (const name of names) expect(await inCensus(page, name)).toBeUndefined()
    expect(errors).toEqual(errors.filter(error => error.includes('422')))
    await page.close()
  })

  test('the keyboard alone goes from the file to the census', async () => {
    const { page } = await open('operatore-nordest')
    const name = `Doposcuola ${stamp}`
    const chooser = page.waitForEvent('filechooser')
    await page.locator('.rimport-choice button').focus()
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({
      name: 'uno.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `nome,tipo,lat,lon\n${name},doposcuola,40.6477,15.8311\nDa rifiutare ${stamp},mensa,40.6487,15.8331\n`,
      ),
    })
    await preview(page)
    const reach = async (label: string) => {
      for (let press = 0; press < 40; press++) {
        await page.keyboard.press('Tab')
        const here = await page.evaluate(() => {
          const at = document.activeElement as HTMLInputElement | null
          return `${at?.labels?.[0]?.textContent ?? ''} ${at?.textContent ?? ''}`
        })
        if (here.includes(label)) return
      }
      throw new Error(`${label} is not reached`)
    }
    await reach('Da dove viene')
    await page.keyboard.type(`tastiera ${stamp}`)
    await reach('Metti in coda')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name, level: 2 }).waitFor()
    await page.keyboard.press('a')
    await page.getByText(`Accettata: ${name}`).first().waitFor()
    await page.getByRole('heading', { name: `Da rifiutare ${stamp}`, level: 2 }).waitFor()
    await page.keyboard.press('x')
    await page.getByText(`Rifiutata: Da rifiutare ${stamp}`).first().waitFor()
    expect(await inCensus(page, name)).toBeDefined()
    await undo(page, `tastiera ${stamp}`)
    expect(await inCensus(page, name)).toBeUndefined()
    await page.close()
  })

  test.for(['desk', 'phone'] as const)(
    'nothing sticks out and all is readable at the size of a %s, offline it says so',
    async size => {
      const { page, context } = await open('operatore-centro', size)
      const rows = Array.from(
        { length: 30 },
        (_, index) => `Una denominazione piuttosto lunga di un ente ${index} ${stamp},cosa${index},,,`,
      )
      await choose(page, 'lunghe.csv', `nome,tipo,lat,lon,descrizione\n${rows.join('\n')}\n`)
      await preview(page)
      await put(page, `lunghe ${size} ${stamp}`)
      const check = async () => {
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0)
        expect(await barriers(page)).toEqual([])
      }
      await check()
      await page.getByRole('button', { name: 'Metti sulla mappa' }).click()
      await page.getByRole('button', { name: 'Conferma posizione' }).waitFor()
      await check()
      await undo(page, `lunghe ${size} ${stamp}`)
      await context.setOffline(true)
      await page.getByText('Per importare serve la rete').waitFor()
      await context.setOffline(false)
      await page.close()
    },
  )
})
