// @vitest-environment happy-dom
/** The tally is sealed at each tap, comes back with the page, and goes only when its activity is in the queue. */
import '../page.ts'
import '../page-store.ts'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { StoredGroupActivity } from '../../../api/observations/group-activity.contract.ts'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { groupCorrection } from '../../../web/observations/group-correction.ts'
import { SealedStore } from '../../../web/observations/sealed.ts'
import Tally from '../../../web/observations/Tally.tsx'
import { type Answers, type Asked, answer, boot, problem } from '../page.ts'

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

const answers = (question: Asked): ReturnType<Answers> => {
  const { method, path, body } = question
  if (path === '/completeness') return { status: 200, body: { reliableFrom: null, days: [] } }
  if (path === '/session') return { status: 200, body: operator }
  if (path === '/areas') return { status: 200, body: boot.areas }
  if (path === '/projects') return { status: 200, body: { projects: [] } }
  if (path === '/search')
    return { status: 200, body: { resources: [{ id: ludobus, name: 'Ludobus Nord Ovest' }] } }
  if (method === 'DELETE') return { status: 204 }
  if (method === 'POST' || method === 'PUT')
    return { status: 201, body: { ...body, statisticalPeriod: '2026-11', open: true } }
  return { status: 200, body: { type: 'FeatureCollection', features: [] } }
}
const ludobus = '7d7f3f0a-3b0d-4a52-8a6e-5b1f2c1d9e01'
const owner: [string, string] = [operator.username, operator.centre]
const key = (name: string) => fireEvent.keyDown(document.body, { key: name })
const recordNow = () => fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true })
const posts = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'POST')

const nobodyCounted = (store: SealedStore) =>
  store.keep(owner, 'tally', { id: crypto.randomUUID(), group: { residenceArea: 'unknown' }, contacts: [] })

/** What is recorded is on its way until it is let through. */
function holdBack() {
  const ask = fetch
  let letThrough = () => {}
  const gate = new Promise<void>(resolve => {
    letThrough = resolve
  })
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    if (init.method === 'POST') await gate
    return ask(address, init)
  })
  return () => letThrough()
}

test('what was counted survives the page, is nobody else’s, is recorded once and taken back as a whole', async () => {
  const asked = answer(answers)
  const first = open()
  fireEvent.click(age('0–17'))
  key('2')
  key('2')
  key('Backspace')
  screen.getByRole('button', { name: /^Registra il gruppo: 2 persone/ })
  const store = await SealedStore.open()
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any)?.contacts).toHaveLength(2))
  expect(await store.kept(['operatore-sud', 'porta-sud'], 'tally')).toBeUndefined()
  first.unmount()

  open()
  fireEvent.click(await screen.findByRole('button', { name: /^Registra il gruppo: 2 persone/ }))
  await screen.findByText('Registrato il gruppo: 2 persone')
  const posted = () => asked.filter(({ method }) => method === 'POST')
  expect(posted()).toHaveLength(1)
  const body = posted()[0]!.body!
  expect([posted()[0]!.path, body.channel, body.participants]).toEqual([
    '/group-activities',
    'street',
    [
      { residenceArea: 'unknown', ageBand: '0-17', count: 1 },
      { residenceArea: 'unknown', ageBand: '18-34', count: 1 },
    ],
  ])
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any).contacts).toEqual([]))
  screen.getByText('Ancora nessuno.')
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
  await screen.findByText('Annullato il gruppo di 2 persone')
  expect(asked).toContainEqual(
    expect.objectContaining({ method: 'DELETE', path: `/group-activities/${body.id}` }),
  )
  fireEvent.click(screen.getByRole('button', { name: /Rimetti/ }))
  await screen.findByText('Registrato il gruppo: 2 persone')
  expect(posted()[1]!.body).toEqual({ ...body, id: expect.not.stringMatching(String(body.id)) })
  store.close()
})

test('digits are ages and letters are areas, each with one meaning; the activity is found by its name', async () => {
  const asked = answer(answers)
  open()
  await screen.findByRole('radio', { name: 'Sud' })
  const keysOf = (role: 'radio' | 'button') =>
    screen.getAllByRole(role).flatMap(each => each.getAttribute('aria-keyshortcuts') ?? [])
  const keys = [...keysOf('radio'), ...keysOf('button').filter(each => each.length === 1)]
  expect(new Set(keys).size).toBe(keys.length)
  key('d')
  expect(screen.getByRole('radio', { name: 'Sud' })).toHaveProperty('checked', true)
  key('1')
  act(() => screen.getByRole('radio', { name: 'Sud' }).focus())
  fireEvent.keyDown(document.activeElement!, { key: '1' })
  fireEvent.keyDown(document.activeElement!, { key: 'a' })
  fireEvent.keyDown(document.activeElement!, { key: '5' })
  fireEvent.change(screen.getByRole('combobox', { name: /^Risorsa o progetto/ }), {
    target: { value: 'ludo' },
  })
  await screen.findByRole('option', { name: /Ludobus Nord Ovest/ })
  fireEvent.keyDown(screen.getByRole('combobox', { name: /^Risorsa o progetto/ }), { key: 'Enter' })
  fireEvent.change(screen.getByLabelText(/^Di che cosa si occupa/), { target: { value: 'family' } })
  fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true })
  await screen.findByText('Registrato il gruppo: 3 persone')
  expect(asked.find(({ method }) => method === 'POST')!.body).toMatchObject({
    activity: { kind: 'resource', id: ludobus },
    needDomain: 'family',
    participants: [
      { residenceArea: 'sud', ageBand: '0-17', count: 2 },
      { residenceArea: 'nord-ovest', ageBand: '65+', count: 1 },
    ],
  })
})

test('a recorded group is corrected as a whole, and the one being counted waits as it is', async () => {
  const group: StoredGroupActivity = {
    id: crypto.randomUUID(),
    centre: 'porta-centro',
    date: '2026-01-20',
    channel: 'home_visit',
    origin: 'outreach',
    participants: [{ residenceArea: 'sud', ageBand: '0-17', count: 2 }],
    statisticalPeriod: '2026-01',
    open: true,
  }
  const asked = answer(answers)
  const first = open()
  await screen.findByRole('radio', { name: 'Sud' })
  key('3')
  const store = await SealedStore.open()
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any)?.contacts).toHaveLength(1))
  store.close()
  first.unmount()
  groupCorrection.ask(group)
  open()
  await screen.findByRole('heading', { level: 1, name: 'Correggi l’attività di gruppo' })
  key('1')
  fireEvent.click(screen.getByRole('button', { name: /^Salva la correzione: 3 persone/ }))
  await screen.findByText('Corretto il gruppo: 3 persone')
  const { statisticalPeriod: _period, open: _open, ...record } = group
  expect(asked.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path, body])).toEqual([
    [
      `/group-activities/${group.id}`,
      { ...record, participants: [{ residenceArea: 'sud', ageBand: '0-17', count: 3 }] },
    ],
  ])
  await screen.findByRole('button', { name: /^Registra il gruppo: 1 persona/ })
  expect(screen.getByLabelText('Canale')).toHaveProperty('value', 'street')
})

test('a tally kept by an older page goes on: its taps stay, what it said of outcomes goes', async () => {
  answer(answers)
  const store = await SealedStore.open()
  const tap = { residenceArea: 'sud', domain: 'family', outcome: 'information', ageBand: '0-17' }
  await store.keep(owner, 'tally', {
    group: { residenceArea: 'sud', domain: 'family', outcome: 'information' },
    contacts: [
      { ...tap, id: crypto.randomUUID() },
      { ...tap, id: crypto.randomUUID() },
    ],
  })
  open()
  await screen.findByRole('button', { name: /^Registra il gruppo: 2 persone/ })
  expect(screen.getByLabelText<HTMLSelectElement>(/^Di che cosa si occupa/).value).toBe('family')
  await waitFor(async () => expect(JSON.stringify(await store.kept(owner, 'tally'))).not.toContain('outcome'))
  store.close()
})

test('a page that ends while a group is on its way has it in the queue alone, and the next round is another', async () => {
  const asked = answer(answers)
  const letThrough = holdBack()
  const store = await SealedStore.open()
  await nobodyCounted(store)
  const waiting = async () => (await store.of(operator.username)).length
  const first = open()
  await screen.findByRole('radio', { name: 'Centro' })
  key('b')
  key('1')
  key('1')
  recordNow()
  await waitFor(async () => expect(await waiting()).toBe(1))
  first.unmount()

  const second = open()
  await waitFor(() => expect(screen.getByRole('radio', { name: 'Centro' })).toHaveProperty('checked', true))
  screen.getByText('Ancora nessuno.')
  key('5')
  recordNow()
  await waitFor(async () => expect(await waiting()).toBe(2))
  // The network decides nothing of what is counted meanwhile.
  await screen.findByText('Ancora nessuno.')
  key('3')
  letThrough()
  await waitFor(async () => expect(await waiting()).toBe(0))
  screen.getByRole('button', { name: /^Registra il gruppo: 1 persona/ })
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any).contacts).toHaveLength(1))
  expect(posts(asked).map(({ body }) => body!.participants)).toEqual([
    [{ residenceArea: 'centro', ageBand: '0-17', count: 2 }],
    [{ residenceArea: 'centro', ageBand: '65+', count: 1 }],
  ])
  expect(new Set(posts(asked).map(({ body }) => body!.id)).size).toBe(2)
  key('Backspace')
  await waitFor(async () => expect(((await store.kept(owner, 'tally')) as any).contacts).toEqual([]))
  second.unmount()
  store.close()
})

test('a group that the rules refuse is here to correct; where the next one is being counted it waits for review', async () => {
  let isRefused = true
  const asked = answer(question =>
    question.method === 'POST' && isRefused ? problem('id-reused', 409) : answers(question),
  )
  const store = await SealedStore.open()
  await nobodyCounted(store)
  open()
  await screen.findByRole('radio', { name: 'Centro' })
  key('2')
  recordNow()
  await screen.findByText(/^Non registrato/)
  await screen.findByRole('heading', { level: 1, name: 'Correggi l’attività di gruppo' })
  isRefused = false
  key('2')
  recordNow()
  await screen.findByText('Registrato il gruppo: 2 persone')
  // An id that is another's is of no use: the second time it goes with one of its own.
  expect(posts(asked)[1]!.body).toMatchObject({
    id: expect.not.stringMatching(String(posts(asked)[0]!.body!.id)),
    participants: [{ ageBand: '18-34', count: 2 }],
  })
  expect(await store.of(operator.username)).toEqual([])

  isRefused = true
  const letThrough = holdBack()
  await screen.findByRole('heading', { level: 1, name: 'Attività di gruppo' })
  key('4')
  recordNow()
  await screen.findByText('Ancora nessuno.')
  key('1')
  letThrough()
  await waitFor(async () =>
    expect(await store.of(operator.username)).toMatchObject([{ content: { refused: { status: 409 } } }]),
  )
  // The one who is being counted is not taken for one more of the refused group, nor takes its place.
  screen.getByRole('button', { name: /^Registra il gruppo: 1 persona/ })
  isRefused = false
  recordNow()
  await screen.findByText('Registrato il gruppo: 1 persona')
  expect(await store.of(operator.username)).toMatchObject([
    { content: { record: { participants: [{ ageBand: '50-64', count: 1 }] } } },
  ])
  store.close()
})
