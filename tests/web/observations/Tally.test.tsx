// @vitest-environment happy-dom
/** The tally is sealed at each tap, comes back with the page, and goes only when its accesses are in the queue. */
import '../page.ts'
import 'fake-indexeddb/auto'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { SealedStore } from '../../../web/observations/sealed.ts'
import Tally from '../../../web/observations/Tally.tsx'
import { answer } from '../page.ts'

const operator = {
  username: 'operatore-centro',
  displayName: 'Operatore Centro',
  role: 'operator' as const,
  centre: 'porta-centro',
  organisation: null,
}
const open = () =>
  render(
    <AccountProvider initial={operator}>
      <Tally />
      <div id="live" />
    </AccountProvider>,
  )
const age = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}: `) })

test('what was counted survives the page, is nobody else’s, and is recorded once', async () => {
  const asked = answer(({ method, path, body }) => {
    if (path === '/completeness') return { status: 200, body: { reliableFrom: null, days: [] } }
    if (path === '/session') return { status: 200, body: operator }
    if (method === 'POST') return { status: 201, body: { ...body, statisticalPeriod: '2026-11', open: true } }
    return { status: 200, body: { type: 'FeatureCollection', features: [] } }
  })
  const first = open()
  fireEvent.click(age('0–17'))
  expect(document.getElementById('live')?.textContent).toBe('Scegli prima il bisogno del gruppo')
  fireEvent.change(screen.getByLabelText('Bisogno del gruppo'), { target: { value: 'education' } })
  fireEvent.click(age('0–17'))
  fireEvent.keyDown(document.body, { key: '2' })
  fireEvent.keyDown(document.body, { key: '2' })
  fireEvent.keyDown(document.body, { key: 'Backspace' })
  screen.getByRole('button', { name: /^Registra 2 accessi/ })
  const store = await SealedStore.open()
  const owner: [string, string] = [operator.username, operator.centre]
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any)?.contacts).toHaveLength(2))
  expect(await store.kept(['operatore-sud', 'porta-sud'], 'tally')).toBeUndefined()
  first.unmount()

  open()
  fireEvent.click(await screen.findByRole('button', { name: /^Registra 2 accessi/ }))
  await screen.findByText('Registrati 2 accessi')
  const posted = () => asked.filter(({ method }) => method === 'POST')
  await waitFor(() => expect(posted()).toHaveLength(2))
  expect(posted().map(({ body }) => (body as any).ageBand)).toEqual(['0-17', '18-34'])
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any).contacts).toEqual([]))
  screen.getByText('Ancora nessuno.')
  expect(screen.getByLabelText<HTMLSelectElement>('Bisogno del gruppo').value).toBe('education')
  store.close()
})
