// @vitest-environment happy-dom
/** The page of an area says what was measured, how surely, and which word stands for what is missing. */
import '../page.ts'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Release } from '../../../api/disclosure/contract.ts'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { forgetReleases } from '../../../web/api/releases.ts'
import Indicators from '../../../web/indicators/Indicators.tsx'
import { answer, problem } from '../page.ts'

// Nord Est is not among the areas of these releases: «non coperto».
const area = ['nord-ovest', 'centro', 'sud', 'outside_or_unknown']
const need = ['economic', 'housing', 'protected']
const base = { edition: 'L', threshold: 8, boundaries: '2026-07-01', hidden: 3 }
const month = (id: string, centro: number | null): Release => ({
  ...base,
  id,
  period: id,
  kind: 'month',
  closedOn: '2026-10-10',
  dimensions: { area, month: [id] },
  grids: [
    { table: 'T0', unit: 'accesses', by: ['area', 'month'], halfWidth: 5, cells: [60, centro, 40, 20] },
  ],
})
const quarter: Release = {
  ...base,
  id: '2026-Q3',
  period: '2026-Q3',
  kind: 'quarter',
  closedOn: '2026-10-10',
  dimensions: { area, month: ['2026-07', '2026-08', '2026-09'], need },
  grids: [
    { table: 'T2', unit: 'households', by: ['area'], halfWidth: 8, cells: [90, 120, 70, 30] },
    {
      table: 'T2',
      unit: 'households',
      by: ['area', 'need'],
      halfWidth: 5,
      cells: [50, 30, null, 60, 33, null, 40, 20, null, 20, 9, null],
    },
  ],
}
const all = [quarter, month('2026-09', 88), month('2026-08', 61)]

async function open(path: string, releases: Release[] = all) {
  window.history.replaceState(null, '', path)
  answer(({ path: asked }) => {
    if (asked === '/releases')
      return {
        status: 200,
        body: {
          releases: releases.map(({ id, period, kind, edition, closedOn }) => ({
            id,
            period,
            replaced: false,
            kind,
            edition,
            closedOn,
            tables: kind === 'month' ? ['T0'] : ['T2'],
            hash: 'abc',
          })),
        },
      }
    const release = releases.find(({ id }) => asked.split('?')[0] === `/releases/${id}`)
    return release ? { status: 200, body: release } : problem('not-found', 404)
  })
  render(
    <AccountProvider
      initial={{
        username: 'partner',
        displayName: 'Partner',
        role: 'partner',
        centre: null,
        organisation: null,
      }}
    >
      <Indicators />
    </AccountProvider>,
  )
  await act(async () => {})
}

beforeEach(forgetReleases)

const figure = (code: string) => document.querySelector(`[data-indicator="${code}"]`)!.textContent!

test('an area shows who came, its needs and what it has, each with its interval', async () => {
  await open('/indicatori?area=centro')
  await screen.findByRole('region', { name: 'Chi è venuto' })
  expect(figure('persons_est')).toContain('120')
  expect(figure('persons_est')).toContain('112–128')
  // July is not published: the accesses of the quarter cannot be summed, and are not.
  expect(figure('acc_count')).toContain('non ancora pubblicato')
  // No table of these releases has the answer.
  expect(figure('unknown_share')).toContain('non rilevato')
  const needs = screen.getByRole('region', { name: /^I bisogni/ })
  const row = (name: string) => within(needs).getByRole('button', { name }).closest('tr')!.textContent
  expect(row('Casa')).toMatch(/33\s*28–38/)
  expect(row('Bisogni tutelati')).toContain('pochi o nessuno (0–7)')
  expect(row('Bisogni tutelati')).not.toMatch(/[ABC]$/)
  expect(screen.getByText(/Rilascio 2026-Q3 · edizione L .*3 celle «pochi o nessuno»/)).toBeTruthy()
})

test('`?` says formula, interval and who is missing where the figure is', async () => {
  await open('/indicatori?area=centro')
  const ask = await screen.findByRole('button', { name: /Nuclei entrati in contatto/, expanded: false })
  const before = window.location.href
  fireEvent.click(ask)
  const told = document.getElementById(ask.getAttribute('aria-controls')!)!
  expect(told.hidden).toBe(false)
  expect(told.textContent).toMatch(/Prime visite.*Intervallo:.*Manca/)
  expect(told.textContent!.split(/\s+/).length).toBeLessThanOrEqual(60)
  expect(window.location.href).toBe(before)
})

test('the whole quarter published, its accesses are the sum of its months', async () => {
  await open('/indicatori?area=centro&periodo=2026-Q3', [...all, month('2026-07', 50)])
  await screen.findByRole('region', { name: 'Chi è venuto' })
  await waitFor(() => expect(figure('acc_count')).toContain('199')) // 88 + 61 + 50
  expect(figure('acc_count')).toContain('190–208')
  const trend = screen.getByRole('region', { name: /^Nel tempo/ })
  expect(trend.textContent).toContain('Più che in agosto 2026')
})

test('a page of one indicator: all areas, definition, traps; and back', async () => {
  await open('/indicatori?area=centro&indicatore=persons_est')
  expect(await screen.findByRole('heading', { name: 'Nuclei entrati in contatto', level: 2 })).toBeTruthy()
  const compared = screen.getByRole('region', { name: 'Le aree a confronto' })
  expect(within(compared).getByText(/In ordine geografico/)).toBeTruthy()
  expect(await within(compared).findByRole('button', { name: 'Nord Est' })).toBeTruthy()
  expect(screen.getByText(/Pochi nuclei possono voler dire non raggiunti/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /Torna al profilo/ }))
  expect(window.location.search).toBe('?area=centro')
})

test('what no edition measures is listed with its reason and no number', async () => {
  await open('/indicatori')
  const catalogue = await screen.findByRole('region', { name: 'Tutti gli indicatori' })
  const spontaneous = within(catalogue).getByText('Accessi spontanei').closest('li')!
  expect(spontaneous.textContent).toContain('non misurato: l’origine dell’accesso')
  expect(within(catalogue).getAllByRole('listitem')).toHaveLength(25)
})

test('areas are compared in their geographic order, never ranked', async () => {
  await open('/indicatori')
  const compared = await screen.findByRole('region', { name: 'Le aree a confronto' })
  const strip = await within(compared).findByRole('table')
  expect(
    within(strip)
      .getAllByRole('button')
      .map(button => button.textContent),
  ).toEqual(['Nord Ovest', 'Centro', 'Nord Est', 'Sud'])
  expect(within(strip).getByRole('button', { name: 'Nord Est' }).closest('tr')!.textContent).toContain(
    'non coperto',
  )
})

test('the missing states are told apart in words', async () => {
  await open('/indicatori?area=nord-est')
  await screen.findByRole('region', { name: 'Chi è venuto' })
  expect(figure('persons_est')).toContain('non coperto')
  fireEvent.click(screen.getByRole('button', { name: 'Tutta la città' }))
  expect(figure('persons_est')).toContain('non rilevato')
})

test('a quarter that does not exist is «non ancora pubblicato», and the newest is one act away', async () => {
  await open('/indicatori?periodo=2027-Q1')
  expect(await screen.findByText(/1° trimestre 2027 non è ancora pubblicato/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Mostra l’ultimo pubblicato' }))
  expect(window.location.search).toBe('')
  expect(await screen.findByRole('region', { name: /^I bisogni/ })).toBeTruthy()
})

test('before the first closing the page says so', async () => {
  await open('/indicatori', [])
  expect(await screen.findByText(/Nessun trimestre è stato ancora pubblicato/)).toBeTruthy()
  expect(figure('persons_est')).toContain('non ancora pubblicato')
})

test('choosing a need compares the areas for it, and the address keeps it', async () => {
  await open('/indicatori?area=centro')
  fireEvent.click(await screen.findByRole('button', { name: 'Casa' }))
  expect(window.location.search).toBe('?area=centro&bisogno=housing')
  expect(await screen.findByRole('heading', { name: /^Casa · nuclei ogni 1.000 residenti/ })).toBeTruthy()
})
