// @vitest-environment happy-dom
/** Every release is listed with its receipt, and the list says when there is none yet. */
import '../page.ts'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { forgetReleases } from '../../../web/api/releases.ts'
import Releases from '../../../web/disclosure/Releases.tsx'
import { answer, problem } from '../page.ts'

const open = () =>
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
  answer(() => ({ status: 200, body: { releases: [release] } }))
  open()
  const row = (await screen.findByRole('link', { name: '3° trimestre 2026' })).closest('tr')!
  for (const word of ['nuclei per area, mese e bisogno', '10 ottobre 2026', '^L$', '9f2ac81be0'])
    expect(within(row).getByText(new RegExp(word))).toBeTruthy()
  fireEvent.click(within(row).getByRole('link'))
  expect(window.location.pathname + window.location.search).toBe('/indicatori?periodo=2026-Q3')
})

test('none yet is not an error, and an error can be tried again', async () => {
  let broken = true
  answer(() => (broken ? problem('unavailable', 503) : { status: 200, body: { releases: [] } }))
  open()
  broken = false
  fireEvent.click(await screen.findByRole('button', { name: 'Riprova' }))
  expect(await screen.findByText(/nessun periodo è stato chiuso/)).toBeTruthy()
})
