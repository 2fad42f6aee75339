// @vitest-environment happy-dom
/** Every release is listed with its receipt, and the list says when there is none yet. */
import '../page.ts'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { forgetReleases } from '../../../web/api/releases.ts'
import ReleaseNews from '../../../web/disclosure/ReleaseNews.tsx'
import Releases from '../../../web/disclosure/Releases.tsx'
import { answer, problem } from '../page.ts'

const partner = {
  username: 'partner',
  displayName: 'Partner',
  role: 'partner' as const,
  centre: null,
  organisation: null,
}
const open = () =>
  render(
    <AccountProvider initial={partner}>
      <Releases />
    </AccountProvider>,
  )
const release = {
  id: '2026-Q3',
  period: '2026-Q3',
  replaced: false,
  kind: 'quarter',
  edition: 'L',
  closedOn: '2026-10-10',
  tables: ['T2'],
  hash: '9f2ac81be07d4455aa',
}

beforeEach(forgetReleases)

test('a release shows period, tables, closing day, edition and the start of its fingerprint', async () => {
  answer(() => ({ status: 200, body: { releases: [release], news: [] } }))
  open()
  const row = (await screen.findByRole('link', { name: '3° trimestre 2026' })).closest('tr')!
  for (const word of ['nuclei per area, mese e bisogno', '10 ottobre 2026', '^L$', '9f2ac81be0'])
    expect(within(row).getByText(new RegExp(word))).toBeTruthy()
  fireEvent.click(within(row).getByRole('link'))
  expect(window.location.pathname + window.location.search).toBe('/indicatori?periodo=2026-Q3')
})

test('what came out since the last look is marked once, and the look is told', async () => {
  const asked = answer(({ method }) =>
    method === 'PUT'
      ? { status: 204 }
      : { status: 200, body: { releases: [release], news: [{ id: '2026-Q3', period: '2026-Q3' }] } },
  )
  const username = 'another partner' // what was asked is kept by account
  const { rerender } = render(
    <AccountProvider initial={{ ...partner, username }}>{<ReleaseNews />}</AccountProvider>,
  )
  expect(await screen.findByText(/è uscito un rilascio: 3° trimestre 2026/)).toBeTruthy()
  rerender(<AccountProvider initial={{ ...partner, username }}>{<Releases />}</AccountProvider>)
  const row = (await screen.findByRole('link', { name: '3° trimestre 2026' })).closest('tr')!
  expect(await within(row).findByText('nuovo')).toBeTruthy()
  expect(asked.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual([
    '/release-news/look',
  ])
  rerender(<AccountProvider initial={{ ...partner, username }}>{<ReleaseNews />}</AccountProvider>)
  expect(screen.queryByText(/è uscito/)).toBeNull()
})

test('none yet is not an error, and an error can be tried again', async () => {
  let broken = true
  answer(() => (broken ? problem('unavailable', 503) : { status: 200, body: { releases: [], news: [] } }))
  open()
  broken = false
  fireEvent.click(await screen.findByRole('button', { name: 'Riprova' }))
  expect(await screen.findByText(/nessun periodo è stato chiuso/)).toBeTruthy()
})
