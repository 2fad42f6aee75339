/** From the screen to paper and file by real keys: K3 in three acts, P4 in two, each compared with the screen. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { type Profiles, profiles, withoutWebgl } from '../support/browser.ts'

const url = process.env.PRODUCT_URL!
const path = '/esplora?domanda=bisogni&tabella=si'
let accounts: Profiles
beforeAll(async () => {
  accounts = await profiles(url, withoutWebgl)
})
afterAll(() => accounts?.close())

async function explore(username: string, size: 'desk' | 'phone' = 'desk', address = path) {
  const visit = await accounts.page(username, size)
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit.page.addInitScript(() => {
    // The browser's own preview cannot be driven: that it was asked for is noted.
    window.print = () => document.documentElement.setAttribute('data-printed', document.title)
  })
  await visit.page.goto(url + address, { waitUntil: 'networkidle' })
  await visit.page.locator('.statement-table .cell-told').first().waitFor({ state: 'attached' })
  return visit
}
/** Rows of the table as they are read, cell by cell. */
const onScreen = (page: Page) =>
  page.locator('.statement-table tbody tr').evaluateAll(rows =>
    rows.map(row =>
      [...row.querySelectorAll('th, td')].map(cell => {
        const clone = cell.cloneNode(true) as Element
        for (const silent of clone.querySelectorAll('.unseen')) silent.remove()
        return clone.textContent!.replace(/\s+/g, ' ').trim()
      }),
    ),
  )

describe('a file', () => {
  test('is had in two acts, equals the screen cell by cell and names its source', async () => {
    const { page, foreign, errors } = await explore('partner')
    await page.getByRole('button', { name: /^Scarica/ }).focus()
    await page.keyboard.press('Enter') // 1
    const downloading = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /CSV per Excel italiano/ }).press('Enter') // 2
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^tutti-i-bisogni-t\d-\d{4}-.*\d{4}-\d\d-\d\d-excel\.csv$/)
    const text = readFileSync((await download.path())!, 'utf8')
    const [headings, ...rows] = parse(text, { delimiter: ';', bom: true }) as string[][]
    const at = (name: string) => headings!.indexOf(name)
    const measured = ['Nuclei', 'Ogni 1.000 residenti']
    const told = rows.map(row =>
      ['Area', ...measured, 'Residenti', 'Risorse'].map(name => {
        const parts = measured.includes(name)
          ? [
              row[at(name)],
              row[at(`${name}: da`)] && `${row[at(`${name}: da`)]}–${row[at(`${name}: a`)]}`,
              row[at(`${name}: qualità`)],
            ]
          : [row[at(name)]]
        return parts.filter(Boolean).join(' ')
      }),
    )
    // A file has no dots between thousands, and nothing where the screen has a dash.
    const screen = (await onScreen(page)).map(row =>
      row.map(cell => (cell === '—' ? '' : cell.replace(/(?<=\d)\.(?=\d{3})/g, ''))),
    )
    expect(told).toEqual(screen)
    expect(rows.length).toBeGreaterThan(4)
    for (const row of rows) expect(row.at(-1)).toMatch(/http.*\/esplora\?domanda=bisogni&periodo=20\d\d-Q\d/)
    expect([foreign, errors]).toEqual([[], []])
    await page.close()
  })

  test('of every kind is made in the browser, without asking the server for a number', async () => {
    const { page, foreign, errors } = await explore('operatore-centro')
    const asked: string[] = []
    page.on('request', request => {
      if (request.url().includes('/api/')) asked.push(request.url())
    })
    const starts: Record<string, string> = {
      'Excel (XLSX)': 'PK',
      'CSV per dati aperti': 'area,households,households_low',
      GeoJSON: '{"type":"FeatureCollection"',
      'Pagina PDF': '%PDF-1.7',
      '(PNG)': '\u0089PNG',
      '(SVG)': '<?xml',
    }
    for (const [name, start] of Object.entries(starts)) {
      await page.getByRole('button', { name: /^Scarica/ }).click()
      const downloading = page.waitForEvent('download')
      await page.getByRole('menuitem', { name }).click()
      const content = readFileSync((await (await downloading).path())!, 'latin1')
      expect(content.slice(0, start.length), name).toBe(start)
      if (name === 'GeoJSON') {
        const { features, context: sentence } = JSON.parse(Buffer.from(content, 'latin1').toString('utf8'))
        expect(features.filter((one: { geometry: unknown }) => one.geometry).length).toBeGreaterThan(2)
        expect(sentence).toContain('risorse')
      }
    }
    expect([asked, foreign, errors]).toEqual([[], [], []])
    await page.close()
  })
})

describe('the table', () => {
  test('is sorted, filtered, walked and quoted by the keyboard alone', async () => {
    const { page } = await explore('partner')
    const before = await onScreen(page)
    await page.getByRole('columnheader', { name: 'Nuclei' }).getByRole('button').press('Enter')
    const values = (await onScreen(page))
      .slice(0, -2)
      .map(row => Number.parseInt(row[1]!.replace('.', ''), 10))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect((await onScreen(page)).slice(-2)).toEqual(before.slice(-2))

    await page.getByRole('button', { name: 'Filtra', exact: true }).press('Enter')
    const field = page.getByRole('textbox', { name: 'Filtra Nuclei' })
    await field.fill('>tanto')
    await field.press('Enter')
    expect(await page.getByRole('alert').innerText()).toContain('ci vuole un numero')
    await field.fill(`>${values[1]}`)
    await field.press('Enter')
    await page.getByText('righe nascoste dai filtri').waitFor()
    expect(await onScreen(page)).toHaveLength(3)
    expect(decodeURIComponent(page.url())).toContain(`dove=households>${values[1]}`)

    // From the first figure down to the summary and back; Control and C take it with its source.
    await page.locator('.statement-table td[tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Control+c')
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/, Nuclei: \d+, da \d+ a \d+, qualità [ABC] \(nuclei .*\)\nFonte: .*Rilascio 20\d\d-Q\d.*http/)
    expect(await barriers(page)).toEqual([])
    await page.close()
  })
})

describe('paper', () => {
  test('a view is printed in one act, on one tagged A4 page with its map, table, definitions and code', async () => {
    const { page, errors } = await explore('coordinamento')
    const screen = await onScreen(page)
    await page.getByRole('button', { name: 'Stampa', exact: true }).press('Enter') // 1
    await page.locator('html[data-printed]').waitFor()
    const paper = page.locator('.paper-print')
    const printed = await paper.locator('.paper-table tbody tr').evaluateAll(rows =>
      rows.map(row =>
        [...row.querySelectorAll('th, td')].map(cell => {
          const clone = cell.cloneNode(true) as Element
          for (const silent of clone.querySelectorAll('.unseen')) silent.remove()
          return clone.textContent!.replace(/\s+/g, ' ').trim()
        }),
      ),
    )
    expect(printed).toEqual(screen)
    expect(await paper.locator('.paper-map path').count()).toBeGreaterThan(10)
    expect(await paper.locator('.paper-code svg').count()).toBe(1)
    const file = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1')
    expect(file.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)
    expect(file).toContain('/StructTreeRoot')
    expect(file).toMatch(/\/Lang \(it\)/)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await paper.waitFor({ state: 'detached' })
    expect(errors).toEqual([])
    await page.close()
  })

  test('a dossier keeps views with texts between them, and prints them as one document', async () => {
    const { page, errors } = await explore('partner')
    const name = `Prova ${Date.now()}`
    for (const [index, need] of ['', '&bisogno=housing'].entries()) {
      await page.goto(`${url}${path}${need}`, { waitUntil: 'networkidle' })
      await page.getByRole('button', { name: /^Scarica/ }).click()
      await page.getByRole('menuitem', { name: 'Salva la vista' }).click()
      await page.getByRole('textbox', { name: 'Nome della vista' }).fill(`Vista ${index + 1}`)
      const into = page.getByRole('combobox', { name: 'Nel dossier' })
      await expect.poll(() => into.locator('option').count()).toBeGreaterThan(index + 1)
      if (index === 0) {
        await into.selectOption({ label: 'Un dossier nuovo…' })
        await page.getByRole('textbox', { name: 'Nome del dossier' }).fill(name)
      } else await into.selectOption({ label: name })
      const text = page.getByRole('textbox', { name: 'Testo prima della vista' })
      if (index === 0) {
        await text.fill('Chiamare il 333 1234567')
        await page.getByRole('button', { name: 'Salva', exact: true }).click()
        expect(await page.getByRole('alert').innerText()).toContain('telefono')
      }
      await text.fill(`Testo ${index + 1}.`)
      await page.getByRole('button', { name: 'Salva', exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.goto(`${url}/dossier`, { waitUntil: 'networkidle' })
    const dossier = page.getByRole('region', { name })
    expect(await dossier.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Vista 1', 'Vista 2'])
    await dossier.getByRole('button', { name: 'Porta «Vista 2» più su' }).click()
    await expect
      .poll(() => dossier.getByRole('heading', { level: 3 }).allInnerTexts())
      .toEqual(['Vista 2', 'Vista 1'])
    expect(await barriers(page)).toEqual([])
    await dossier.getByRole('button', { name: 'Stampa il dossier' }).click()
    await page.locator('html[data-printed]').waitFor()
    expect(await page.locator('.paper-cover li').allTextContents()).toEqual(['Vista 2', 'Vista 1'])
    expect(await page.locator('.paper-text').allTextContents()).toEqual(['Testo 2.', 'Testo 1.'])
    expect(await page.locator('.paper-print .paper-table').count()).toBe(2)
    const file = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1')
    expect(file.match(/\/Type \/Page\b(?!s)/g)!.length).toBeLessThanOrEqual(5)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    for (const view of ['Vista 1', 'Vista 2'])
      await page
        .getByRole('region', { name })
        .getByRole('button', { name: `Elimina: ${view}` })
        .click()
    await dossier.waitFor({ state: 'detached' })
    expect(errors.filter(error => !error.includes('422'))).toEqual([])
    await page.close()
  })

  test('a dossier of four views has the map of each, and both of a comparison', async () => {
    const { page, errors } = await explore('coordinamento')
    const name = `Quattro ${Date.now()}`
    const addresses = [
      '/esplora?bisogno=work',
      '/esplora?domanda=nonraggiunti',
      '/esplora?domanda=vicino&presso=40.633,15.805',
      '/esplora?area=sud&confronta=centro',
    ]
    const saved = addresses.map(() => `${url}/api/v1/saved-views/${crypto.randomUUID()}`)
    const headers = { origin: new URL(url).origin }
    for (const [position, address] of addresses.entries()) {
      const data = { name: `Vista ${position + 1}`, address, dossier: name, position, text: 'Testo.' }
      expect((await page.request.put(saved[position]!, { headers, data })).ok()).toBe(true)
    }
    await page.goto(`${url}/dossier`, { waitUntil: 'networkidle' })
    await page.getByRole('region', { name }).getByRole('button', { name: 'Stampa il dossier' }).click()
    await page.locator('html[data-printed]').waitFor()
    const chapters = page.locator('.paper-chapter')
    expect(await chapters.locator('.paper-map').count()).toBe(4)
    expect(await chapters.locator('.paper-code').count()).toBe(4)
    expect(await chapters.nth(3).locator('.paper-map > svg > svg').count()).toBe(2)
    expect(await chapters.nth(3).locator('h2').last().innerText()).toMatch(/: Sud e Centro · /)
    const file = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1')
    expect(file.match(/\/Type \/Page\b(?!s)/g)!.length).toBeLessThanOrEqual(9)
    for (const one of saved) await page.request.delete(one, { headers })
    expect(errors).toEqual([])
    await page.close()
  })
})

test('on a phone the same can be done, and nothing sticks out', async () => {
  const { page } = await explore('partner', 'phone')
  await page.getByRole('button', { name: /^Scarica/ }).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: /^Scarica/ }).click()
  await page.getByRole('menuitem', { name: /Excel \(XLSX\)/ }).waitFor()
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])
  await page.close()
})
