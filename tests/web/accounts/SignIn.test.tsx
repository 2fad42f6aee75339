// @vitest-environment happy-dom
/** The door lets in with a password, or with one click where everything is invented, and says what went wrong. */
import '../page.ts'
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AccountProvider, useSession } from '../../../web/accounts/account.tsx'
import SignIn from '../../../web/accounts/SignIn.tsx'
import { answer, problem } from '../page.ts'

const Inside = () => <p>dentro: {useSession().account?.displayName ?? 'nessuno'}</p>
const door = (demonstration: boolean) =>
  render(
    <AccountProvider initial={null}>
      <SignIn demonstration={demonstration} />
      <Inside />
    </AccountProvider>,
  )
const partner = {
  username: 'partner',
  displayName: 'Partner',
  role: 'partner',
  centre: null,
  organisation: null,
}

test('username and password open the door', async () => {
  const asked = answer(() => ({ status: 200, body: partner }))
  door(false)
  fireEvent.change(screen.getByLabelText('Nome utente'), { target: { value: 'partner' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'una password' } })
  fireEvent.submit(screen.getByLabelText('Password').closest('form')!)
  await screen.findByText('dentro: Partner')
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/session',
    body: { username: 'partner', password: 'una password' },
  })
})

test('a wrong password keeps what was typed and says what to do', async () => {
  answer(() => problem('wrong-credentials', 401))
  door(false)
  fireEvent.change(screen.getByLabelText('Nome utente'), { target: { value: 'partner' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'sbagliata' } })
  fireEvent.submit(screen.getByLabelText('Password').closest('form')!)
  expect((await screen.findByRole('alert')).textContent).toContain('Nome utente o password non corretti')
  expect(screen.getByLabelText('Nome utente')).toHaveProperty('value', 'partner')
  expect(screen.getByText('dentro: nessuno')).toBeTruthy()
})

test('the seven demonstration accounts are there only where everything is invented', async () => {
  const asked = answer(() => ({ status: 200, body: partner }))
  door(false)
  expect(screen.queryByText('Prova con un account dimostrativo')).toBeNull()
  door(true)
  expect(screen.getAllByRole('button', { name: /^Entra come/ })).toHaveLength(7)
  fireEvent.click(screen.getByRole('button', { name: /Partner/ }))
  await screen.findByText('dentro: Partner')
  expect(asked[0]!.body).toEqual({ username: 'partner', password: 'distretto-demo' })
})
