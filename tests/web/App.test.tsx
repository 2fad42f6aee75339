// @vitest-environment happy-dom
/** The frame offers each role its screens, says what is invented, and follows the focus. */
import './page.ts'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Role } from '../../api/http/operation.ts'
import { App } from '../../web/App.tsx'
import { AccountProvider } from '../../web/accounts/account.tsx'
import { setLanguage } from '../../web/words/language.ts'
import { answer } from './page.ts'

const open = (role: Role | null, path: string) => {
  answer(() => ({ status: 200, body: { releases: [], features: [], numberMatched: 0, shares: [] } }))
  window.history.replaceState(null, '', path)
  return render(
    <AccountProvider
      initial={
        role && { username: role, displayName: `Account ${role}`, role, centre: null, organisation: 'Comune' }
      }
    >
      <App />
    </AccountProvider>,
  )
}
const links = () =>
  [...screen.getByRole('navigation', { name: 'Schermate' }).querySelectorAll('a')].map(
    link => link.textContent,
  )

beforeEach(() => setLanguage('it'))

test.each<[Role, string[]]>([
  ['operator', ['Esplora', 'Registra', 'Risorse', 'Indicatori', 'Pubblicazione']],
  ['coordinator', ['Esplora', 'Risorse', 'Indicatori', 'Pubblicazione', 'Territorio']],
  ['partner', ['Esplora', 'Risorse', 'Indicatori', 'Pubblicazione']],
])('%s finds their screens in the header', async (role, names) => {
  open(role, '/pubblicazione')
  expect(links()).toEqual(names)
  expect(screen.getByText('dati dimostrativi')).toBeTruthy()
  await act(async () => {})
})

test('the administrator is told what the role is for, instead of a screen that is not theirs', async () => {
  open('admin', '/esplora')
  expect(await screen.findByText(/npm run admin/)).toBeTruthy()
  expect(screen.queryByRole('navigation', { name: 'Schermate' })).toBeNull()
})

test('the coordinator reaches the internal view from *Pubblicazione*, a partner does not', async () => {
  const { unmount } = open('coordinator', '/pubblicazione')
  expect(await screen.findByRole('link', { name: 'Apri la vista interna' })).toBeTruthy()
  unmount()
  open('partner', '/pubblicazione')
  expect(await screen.findByText('Come sono protetti i numeri')).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'Apri la vista interna' })).toBeNull()
})

test('a link to a screen of another role says whose it is', async () => {
  open('partner', '/registra')
  expect(await screen.findByText('«Registra» non fa parte del tuo ruolo')).toBeTruthy()
})

test('without an account every address is the door, and the address stays', async () => {
  open(null, '/indicatori?area=sud')
  expect(await screen.findByText('Entra nell’osservatorio')).toBeTruthy()
  expect(window.location.pathname + window.location.search).toBe('/indicatori?area=sud')
})

test('going to another screen announces it, titles the page and moves the focus', async () => {
  open('partner', '/pubblicazione?area=sud')
  await screen.findByText('Come sono protetti i numeri')
  fireEvent.click(screen.getByRole('link', { name: 'Indicatori' }))
  expect(window.location.pathname + window.location.search).toBe('/indicatori?area=sud')
  expect(document.title).toContain('Indicatori')
  expect(document.getElementById('live')!.textContent).toBe('Indicatori')
  expect(document.activeElement).toBe(screen.getByRole('main'))
  await screen.findByText(/Nessun trimestre è stato ancora pubblicato/)
})

test('English is one choice away and stays', async () => {
  open('partner', '/pubblicazione')
  await screen.findByText('Come sono protetti i numeri')
  fireEvent.click(screen.getByRole('button', { name: 'Account: Account partner' }))
  fireEvent.click(screen.getByRole('button', { name: 'English' }))
  expect(screen.getByRole('link', { name: 'Explore' })).toBeTruthy()
  expect(screen.getByText('How the numbers are protected')).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
})

test('a part of the address that is not understood is said once', async () => {
  open('partner', '/pubblicazione?colore=rosso')
  await screen.findByText('Come sono protetti i numeri')
  expect(screen.getByText('colore=rosso')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Chiudi' }))
  expect(screen.queryByText('colore=rosso')).toBeNull()
})
