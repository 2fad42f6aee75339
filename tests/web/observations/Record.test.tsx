// @vitest-environment happy-dom
/** The desk is used with the keyboard alone, and nothing typed is lost whatever the server says. */
import '../page.ts'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { earliestDay, type StoredAccess } from '../../../api/observations/contract.ts'
import { AccountProvider } from '../../../web/accounts/account.tsx'
import { addDays, dayWords, today, weekUntil } from '../../../web/observations/days.ts'
import Record from '../../../web/observations/Record.tsx'
import { type Answers, type Asked, answer, boot, problem } from '../page.ts'

const operator = {
  username: 'operatore-centro',
  displayName: 'Operatore Centro',
  role: 'operator' as const,
  centre: 'porta-centro',
  organisation: null,
}
/** A day of the two weeks that the desk asks about, working and empty unless told. */
const told = (day: string, change: object = {}) => ({
  day,
  working: true,
  accesses: 0,
  declaredNone: false,
  ...change,
})
const accepts: Answers = ({ method, path, body }) => {
  if (path === '/completeness') return { status: 200, body: { reliableFrom: null, days: [told(today())] } }
  if (path.startsWith('/completeness/') && method === 'PUT')
    return { status: 200, body: told(path.slice(14), { declaredNone: true }) }
  if (method === 'PUT')
    return { status: 200, body: { ...body, statisticalPeriod: today().slice(0, 7), open: true } }
  if (path === '/accesses' && method === 'POST')
    return { status: 201, body: { ...body, statisticalPeriod: today().slice(0, 7), open: true } }
  if (path === '/accesses') return { status: 200, body: { accesses: [] } }
  if (path === '/group-activities' && method === 'POST')
    return { status: 201, body: { ...body, statisticalPeriod: today().slice(0, 7), open: true } }
  if (path === '/group-activities') return { status: 200, body: { groupActivities: [] } }
  if (method === 'DELETE') return { status: 204 }
  if (path === '/counters') return { status: 200, body: { months: [], needs: [] } }
  if (path === '/session') return { status: 200, body: operator }
  if (path === '/areas') return { status: 200, body: boot.areas }
  return { status: 200, body: { type: 'FeatureCollection', features: [] } }
}

async function desk(answers: Answers = accepts) {
  const asked = answer(answers)
  render(
    <AccountProvider initial={operator}>
      <Record />
    </AccountProvider>,
  )
  await screen.findByText(/Accessi di oggi|non si sono caricati/)
  await waitFor(() => expect(screen.queryByText('Carico…')).toBeNull())
  return {
    asked,
    posted: () => asked.filter(({ method, path }) => method === 'POST' && path === '/accesses'),
  }
}

let pressed = 0
/** One key, or one chord, at whatever has the focus, as a browser would do. */
function press(key: string) {
  pressed += 1
  const at = document.activeElement as HTMLElement
  const ctrl = key.startsWith('Ctrl+')
  const name = ctrl ? key.slice(5) : key
  const goesOn = fireEvent.keyDown(at, { key: name, ctrlKey: ctrl })
  if (!goesOn || ctrl) return
  if (at instanceof HTMLInputElement && at.type !== 'radio' && name.length === 1)
    fireEvent.change(at, { target: { value: (at.selectionStart === 0 ? '' : at.value) + name } })
  else if (at instanceof HTMLButtonElement && name === 'Enter') fireEvent.click(at)
}
const type = (...keys: string[]) => keys.forEach(press)
const focused = () => document.activeElement?.closest('.choice')?.id ?? document.activeElement?.id
const everything = ['2', '1', '3', '1', '1', '4', 'a', 'n', 'a', 'f', 'f', 'Enter', '5']

test('an access with one need takes fourteen keys, no mouse, and starts again', async () => {
  const { posted } = await desk()
  expect(focused()).toBe('residenceArea')
  pressed = 0
  type(...everything, 'Ctrl+Enter')
  expect(pressed).toBeLessThanOrEqual(14)
  await screen.findByText('Registrato: Centro · Casa · Invio a una risorsa')
  expect(posted()).toHaveLength(1)
  expect(posted()[0]!.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    centre: 'porta-centro',
    date: today(),
    channel: 'in_person',
    origin: 'spontaneous',
    residenceArea: 'centro',
    lastVisit: 'never_or_earlier_years',
    ageBand: '35-49',
    gender: 'F',
    citizenship: 'it',
    household: 'single_parent',
    incomeSupport: 'adi',
    knownToService: 'no',
    needs: [{ domain: 'housing', outcome: 'referral' }],
  })
  expect(focused()).toBe('residenceArea')
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
})

test('each key moves to the next question, Backspace to the one before, N to the first', async () => {
  await desk()
  type('5')
  expect(focused()).toBe('lastVisit')
  type('?')
  expect(focused()).toBe('ageBand')
  type('Backspace')
  expect(focused()).toBe('lastVisit')
  type('N')
  expect(focused()).toBe('residenceArea')
  expect(screen.getByRole('radio', { name: 'Altrove' })).toHaveProperty('checked', true)
})

test('N answers where it is an answer', async () => {
  await desk()
  type('2', '1', '3', '1', '1', '4', 'n', 'n')
  expect(screen.getByRole('radio', { name: 'Nessuno' })).toHaveProperty('checked', true)
  expect(screen.getByRole('radio', { name: 'No' })).toHaveProperty('checked', true)
  expect(focused()).toBe('needs-0-domain')
})

test('an unmet need costs two keys more and carries its reason', async () => {
  const { posted } = await desk()
  pressed = 0
  type(...everything.slice(0, -1), '0', '2', 'Ctrl+Enter')
  expect(pressed).toBeLessThanOrEqual(16)
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([{ domain: 'housing', outcome: 'unmet', unmetReason: 'full' }])
})

test('a second need is one key away, and one left empty is not sent', async () => {
  const { posted } = await desk()
  type(...everything, '+', 'b', 'o', 'l', 'Enter', '1', '+', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([
    { domain: 'housing', outcome: 'referral' },
    { domain: 'economic', outcome: 'information' },
  ])
})

test('missing answers are said at their questions before anything is sent', async () => {
  const { posted } = await desk()
  type('2', 'Ctrl+Enter')
  expect(posted()).toHaveLength(0)
  expect(screen.getAllByText('Manca la risposta')).toHaveLength(8)
  expect(screen.getByText('Scegli il bisogno dall’elenco')).toBeTruthy()
  expect(focused()).toBe('lastVisit')
  expect(screen.getByRole('radio', { name: 'Centro' })).toHaveProperty('checked', true)
  type('1')
  expect(screen.getAllByText('Manca la risposta')).toHaveLength(7)
})

test('every fault that the server finds stands at its question, and nothing is lost', async () => {
  await desk(asked =>
    asked.method === 'POST'
      ? problem('invalid-request', 422, [
          { pointer: '#/body/residenceArea', code: 'unknown_area', detail: 'Area non in vigore' },
          { pointer: '#/body/needs/0/domain', code: 'repeated_need', detail: 'Bisogno ripetuto' },
          { pointer: '#/body/date', code: 'before_centre_opened', detail: 'Centro non ancora aperto' },
          { pointer: '#/body/residenceCell', code: 'unknown_cell', detail: 'Cella sconosciuta' },
        ])
      : accepts(asked),
  )
  type(...everything, 'Ctrl+Enter')
  const area = await waitFor(() => {
    const question = document.getElementById('residenceArea')!
    within(question).getByText('Area non in vigore')
    return question
  })
  expect(area.getAttribute('aria-invalid')).toBe('true')
  expect(within(document.getElementById('needs-0-domain')!).getByText('Bisogno ripetuto')).toBeTruthy()
  expect(within(document.getElementById('date')!).getByText('Centro non ancora aperto')).toBeTruthy()
  expect(screen.getByText('Cella sconosciuta')).toBeTruthy()
  expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(9)
  expect(screen.getByRole('combobox', { name: /Bisogno principale/ })).toHaveProperty('value', 'Casa')
})

test('without a network everything stays, and trying again sends the same record once more', async () => {
  let online = false
  const { posted } = await desk(asked => (asked.method === 'POST' && !online ? 'offline' : accepts(asked)))
  type(...everything, 'Ctrl+Enter')
  await screen.findByText(/Tutte le risposte sono rimaste qui/)
  expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(9)
  expect(document.activeElement?.textContent).toBe('Riprova')
  online = true
  type('Enter')
  await screen.findByText(/^Registrato/)
  const [before, after] = posted()
  expect(after!.body).toEqual(before!.body)
  expect(screen.queryByText(/Tutte le risposte sono rimaste qui/)).toBeNull()
})

test('when the session ends the password is asked in place and the same record goes', async () => {
  let signedIn = false
  const { posted } = await desk(asked => {
    if (asked.path === '/session') signedIn = true
    return asked.method === 'POST' && !signedIn ? problem('sign-in-needed', 401) : accepts(asked)
  })
  type(...everything, 'Ctrl+Enter')
  const password = await screen.findByLabelText(/^Password/)
  fireEvent.change(password, { target: { value: 'distretto-demo' } })
  fireEvent.keyDown(password, { key: 'Enter' })
  await screen.findByText(/^Registrato/)
  expect(posted()[1]!.body).toEqual(posted()[0]!.body)
})

test('two impatient chords send one record', async () => {
  const { posted } = await desk()
  type(...everything, 'Ctrl+Enter', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()).toHaveLength(1)
})

test('Annulla takes the access back within ten seconds, and leaves form and occasion alone', async () => {
  const { asked, posted } = await desk()
  type(...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(screen.getByText('Accessi di oggi · 1')).toBeTruthy()
  type('Ctrl+z')
  await screen.findByText(/Accesso annullato/)
  const { id } = posted()[0]!.body!
  expect(asked).toContainEqual(expect.objectContaining({ method: 'DELETE', path: `/accesses/${id}` }))
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  expect(screen.getByText('Accessi di oggi · 0')).toBeTruthy()
  type('Ctrl+Enter') // an empty form records nothing
  expect(posted()).toHaveLength(1)
  type('Ctrl+z')
  await screen.findByText(/^Registrato/)
  expect(posted()).toHaveLength(2)
  expect(posted()[1]!.body).toEqual({ ...posted()[0]!.body, id: expect.not.stringMatching(id as string) })
})

test('an access of the street and of another day is taken back: the next one is of the desk, and of today', async () => {
  const yesterday = addDays(today(), -1)
  const { posted } = await desk(
    listing([
      given({ channel: 'street', origin: 'outreach' }),
      given({ channel: 'street', date: yesterday }),
    ]),
  )
  fireEvent.click(screen.getByRole('button', { name: 'Annulla: Salute · Sud' }))
  await screen.findByText('Accesso annullato')
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  // The day of the other one is looked at, left again, and its access taken back meanwhile.
  fireEvent.change(screen.getByLabelText('Data'), { target: { value: yesterday } })
  fireEvent.click(await screen.findByRole('button', { name: 'Annulla: Salute · Sud' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Annulla: Salute · Sud' })).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'torna a oggi' }))
  type('n', ...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted().at(-1)!.body).toMatchObject({ channel: 'in_person', origin: 'spontaneous', date: today() })
})

test('what is taken back is put back as it was, and the desk stays where it is', async () => {
  const access = given({ channel: 'street', origin: 'outreach' })
  const { posted } = await desk(listing([access]))
  type('3')
  fireEvent.click(screen.getByRole('button', { name: 'Annulla: Salute · Sud' }))
  fireEvent.click(await screen.findByRole('button', { name: /Rimetti/ }))
  await screen.findByText(/^Registrato: Sud/)
  expect(posted()[0]!.body).toMatchObject({ channel: 'street', origin: 'outreach' })
  type(...everything, 'Ctrl+Enter')
  await waitFor(() => expect(posted()).toHaveLength(2))
  expect(posted()[1]!.body).toMatchObject({ channel: 'in_person', origin: 'spontaneous', date: today() })
})

test('a correction left or saved leaves the occasion of the next access', async () => {
  const { posted } = await desk(listing([given({ channel: 'street', origin: 'outreach' })]))
  type('c', 'Enter', 'Escape', 'c', 'Enter', '4', '3', 'Ctrl+Enter')
  await screen.findByText(/^Corretto/)
  type('n', ...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body).toMatchObject({ channel: 'in_person', origin: 'spontaneous', date: today() })
})

test('Svuota and Esc empty the form, and what was typed comes back with one key', async () => {
  const { posted } = await desk()
  type('Escape')
  expect(screen.queryByText('Modulo svuotato')).toBeNull() // nothing to give back
  type(...everything, 'Escape')
  await screen.findByText('Modulo svuotato')
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  expect(focused()).toBe('residenceArea')
  type('Ctrl+z')
  expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(9)
  fireEvent.click(screen.getByRole('button', { name: /^Svuota/ }))
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  type(...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()).toHaveLength(1)
})

test('after «fatto» the keys go on where the eye is', async () => {
  const { posted } = await desk()
  type('2', '1')
  fireEvent.click(screen.getByRole('button', { name: 'cambia' }))
  fireEvent.change(screen.getByLabelText('Canale'), { target: { value: 'phone' } })
  act(() => screen.getByRole('button', { name: 'fatto' }).focus())
  fireEvent.click(screen.getByRole('button', { name: 'fatto' }))
  expect(focused()).toBe('ageBand')
  type(...everything.slice(2), 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body).toMatchObject({ channel: 'phone', ageBand: '35-49', residenceArea: 'centro' })
})

test('no key is lost where nothing takes it: the question that listens shows it and gets it', async () => {
  const { posted } = await desk()
  const listens = () => [...document.querySelectorAll('[data-listening]')].map(each => each.id)
  type('2')
  act(() => (document.activeElement as HTMLElement).blur())
  expect(document.activeElement).toBe(document.body)
  expect(listens()).toEqual(['lastVisit'])
  type('1')
  expect(focused()).toBe('ageBand')
  act(() => screen.getByRole('button', { name: 'cambia' }).focus())
  expect(listens()).toEqual(['ageBand'])
  type('3')
  act(() => screen.getByLabelText('Canale').focus())
  expect(listens()).toEqual([]) // a field has its keys for itself
  act(() => screen.getByLabelText('Canale').blur())
  await waitFor(() => expect(listens()).toEqual(['gender']))
  type('1', '1', '4')
  act(() => (document.activeElement as HTMLElement).blur())
  type('n') // «Nessuno», because that is what the key says there
  expect(screen.getByRole('radio', { name: 'Nessuno' })).toHaveProperty('checked', true)
  type('n', 'a', 'f', 'f', 'Enter', '5', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body).toMatchObject({ lastVisit: 'never_or_earlier_years', ageBand: '35-49' })
})

test('two accesses alike in their need are told apart by what was answered', async () => {
  await desk(
    listing([
      given({ ageBand: '18-34', knownToService: 'no' }),
      given({
        needs: [
          { domain: 'health', outcome: 'guidance' },
          { domain: 'work', outcome: 'guidance' },
        ],
      }),
    ]),
  )
  const lines = screen.getAllByRole('listitem').map(each => each.textContent)
  expect(lines.some(line => line?.includes('18–34 · Uomo · Persona sola · non conosciuto'))).toBe(true)
  expect(
    lines.some(line =>
      line?.includes('65 e oltre · Uomo · Persona sola · conosciuto · Orientamento · e un altro bisogno'),
    ),
  ).toBe(true)
})

test('a group is one line of the day, counted with its people, and goes and comes back as a whole', async () => {
  const group = {
    id: crypto.randomUUID(),
    centre: 'porta-centro',
    date: today(),
    channel: 'street',
    origin: 'outreach',
    activity: { kind: 'resource', id: crypto.randomUUID() },
    participants: [
      { residenceArea: 'sud', ageBand: '0-17', count: 6 },
      { residenceArea: 'unknown', ageBand: '35-49', count: 9 },
    ],
  }
  const kept = { ...group, statisticalPeriod: today().slice(0, 7), open: true }
  const { asked } = await desk(question =>
    question.method === 'GET' && question.path === '/group-activities'
      ? { status: 200, body: { groupActivities: [kept] } }
      : question.path === `/resources/${group.activity.id}`
        ? { status: 200, body: { properties: { name: 'Ludobus' } } }
        : listing([given()])(question),
  )
  await screen.findByText('Gruppo · Ludobus')
  screen.getByText('15 persone · 6 minori · 9 adulti')
  screen.getByText('Accessi di oggi · 1, e 1 gruppo')
  screen.getByText(/: 16 accessi$/)
  fireEvent.click(screen.getByRole('button', { name: 'Annulla: Gruppo · Ludobus' }))
  await screen.findByText('Attività di gruppo annullata')
  expect(asked).toContainEqual(
    expect.objectContaining({ method: 'DELETE', path: `/group-activities/${group.id}` }),
  )
  await screen.findByText('Accessi di oggi · 1')
  fireEvent.click(screen.getByRole('button', { name: /Rimetti/ }))
  await screen.findByText('Rimessa l’attività di gruppo')
  const again = asked.filter(({ method, path }) => method === 'POST' && path === '/group-activities')
  expect(again.map(({ body }) => body)).toEqual([{ ...group, id: expect.not.stringMatching(group.id) }])
})

test('channel and day stay for the next access', async () => {
  const { posted } = await desk()
  fireEvent.change(screen.getByLabelText('Canale'), { target: { value: 'phone' } })
  fireEvent.change(screen.getByLabelText('Data'), { target: { value: '2026-01-15' } })
  for (const times of [1, 2]) {
    type('n', ...everything, 'Ctrl+Enter')
    await waitFor(() => expect(posted()).toHaveLength(times))
    await act(async () => {})
  }
  for (const { body } of posted()) expect(body).toMatchObject({ channel: 'phone', date: '2026-01-15' })
})

test('an income support that the chosen day did not know is not offered, and one already given is said', async () => {
  const { posted } = await desk()
  type(...everything)
  fireEvent.change(screen.getByLabelText('Data'), { target: { value: '2023-06-01' } })
  const support = document.getElementById('incomeSupport')!
  expect(within(support).queryByRole('radio', { name: 'Assegno di inclusione' })).toBeNull()
  expect(within(support).getByRole('radio', { name: 'Reddito di cittadinanza' })).toBeTruthy()
  type('Ctrl+Enter')
  expect(within(support).getByText(/non era in vigore a quella data/)).toBeTruthy()
  expect(posted()).toHaveLength(0)
})

test('a week that does not load leaves the desk working', async () => {
  const { posted } = await desk(asked =>
    asked.method === 'GET' && asked.path === '/accesses' ? problem('unavailable', 503) : accepts(asked),
  )
  expect(screen.getByText('I tuoi accessi di questa settimana non si sono caricati.')).toBeTruthy()
  type(...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()).toHaveLength(1)
})

const given = (change: Partial<StoredAccess> = {}): StoredAccess => ({
  id: crypto.randomUUID(),
  centre: 'porta-centro',
  date: today(),
  channel: 'phone',
  origin: 'referred',
  residenceArea: 'sud',
  residenceCell: 'S-1',
  ageBand: '65+',
  gender: 'M',
  citizenship: 'it',
  household: 'single',
  incomeSupport: 'none',
  knownToService: 'yes',
  lastVisit: 'this_year',
  needs: [{ domain: 'health', request: 'transport', outcome: 'guidance' }],
  statisticalPeriod: today().slice(0, 7),
  open: true,
  ...change,
})
const sent = ({ statisticalPeriod: _period, open: _open, ...record }: StoredAccess) => record
const listing =
  (accesses: readonly StoredAccess[], others: Answers = accepts): Answers =>
  asked =>
    asked.method === 'GET' && asked.path === '/accesses' ? { status: 200, body: { accesses } } : others(asked)
const puts = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'PUT')
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })

test('an access of today is corrected with the keyboard alone, and the new one comes back', async () => {
  const access = given()
  const { asked } = await desk(listing([access]))
  type('c')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Correggi: Salute · Sud')
  type('Enter')
  await heading('Correggi l’accesso')
  expect(focused()).toBe('residenceArea')
  expect(screen.getByRole('radio', { name: 'Sud' })).toHaveProperty('checked', true)
  expect(screen.getByLabelText('Canale')).toHaveProperty('value', 'phone')
  expect(screen.queryByRole('button', { name: /^Correggi:/ })).toBeNull()
  type('4', '3', 'Ctrl+Enter')
  await screen.findByText('Corretto: Sud · Salute · Orientamento')
  expect(puts(asked)).toHaveLength(1)
  expect(puts(asked)[0]).toMatchObject({
    path: `/accesses/${access.id}`,
    body: { ...sent(access), lastVisit: 'this_quarter' },
  })
  await heading('Nuovo accesso')
  expect(focused()).toBe('residenceArea')
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  expect(screen.getByLabelText('Canale')).toHaveProperty('value', 'in_person')
  expect(screen.getByText('Accessi di oggi · 1')).toBeTruthy()
})

test('Esc leaves the access as it was and gives back the new one that was being answered', async () => {
  const { asked, posted } = await desk(listing([given()]))
  type(...everything)
  type('c', 'Enter')
  await heading('Correggi l’accesso')
  type('1', 'Escape')
  await heading('Nuovo accesso')
  expect(puts(asked)).toHaveLength(0)
  expect(screen.getByRole('radio', { name: 'Centro' })).toHaveProperty('checked', true)
  type('Ctrl+Enter')
  await screen.findByText('Registrato: Centro · Casa · Invio a una risorsa')
  expect(posted()).toHaveLength(1)
})

test('Esc closes the list of needs before it leaves the correction', async () => {
  await desk(listing([given()]))
  type('c', 'Enter')
  act(() => screen.getByRole('combobox', { name: /Bisogno principale/ }).focus())
  type('a', 'Escape')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Correggi l’accesso')
  type('Escape')
  await heading('Nuovo accesso')
})

test('a cell stays with its area and goes with another', async () => {
  const access = given()
  const { asked } = await desk(listing([access]))
  type('c', 'Enter', '2', 'Ctrl+Enter')
  await screen.findByText(/^Corretto/)
  expect(puts(asked)[0]!.body).not.toHaveProperty('residenceCell')
})

test('a refused correction stays in the form with its words, without a network too', async () => {
  let reply: ReturnType<Answers> = 'offline'
  const { asked } = await desk(listing([given()], each => (each.method === 'PUT' ? reply : accepts(each))))
  type('c', 'Enter', '4', '3', 'Ctrl+Enter')
  await screen.findByText(/Non corretto: senza rete/)
  expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(9)
  reply = problem('invalid-request', 422, [
    { pointer: '#/body/residenceArea', code: 'unknown_area', detail: 'Area non in vigore' },
  ])
  type('Enter')
  await screen.findByText('Area non in vigore')
  reply = problem('period-closed', 409)
  type('Ctrl+Enter')
  await screen.findByText(/Non corretto: il mese è chiuso/)
  expect(screen.getByText(/Un accesso si corregge o si annulla solo finché/)).toBeTruthy()
  expect(screen.getByRole('radio', { name: 'Questo trimestre' })).toHaveProperty('checked', true)
  expect(new Set(puts(asked).map(({ body }) => JSON.stringify(body))).size).toBe(1)
})

test('an access taken back from the list can be put back, and the answers of the new one stay', async () => {
  const access = given()
  const { asked, posted } = await desk(listing([access]))
  type('2', '1')
  fireEvent.click(screen.getByRole('button', { name: 'Annulla: Salute · Sud' }))
  await screen.findByText('Accesso annullato')
  expect(asked.filter(({ path }) => path !== '/counters').at(-1)).toMatchObject({
    method: 'DELETE',
    path: `/accesses/${access.id}`,
  })
  expect(screen.getByRole('radio', { name: 'Centro' })).toHaveProperty('checked', true)
  fireEvent.click(screen.getByRole('button', { name: /Rimetti/ }))
  await screen.findByText('Accessi di oggi · 1')
  expect(posted()[0]!.body).toEqual({ ...sent(access), id: expect.not.stringMatching(access.id) })
})

test('the accesses of the chosen day can be corrected as well, and those of a closed month cannot', async () => {
  const day = addDays(today(), -40)
  const old = given({ date: day, needs: [{ domain: 'work', outcome: 'guidance' }] })
  const closed = given({ date: day, open: false })
  const { asked } = await desk(each =>
    each.path === '/accesses' && each.query.get('to') === day
      ? { status: 200, body: { accesses: [old, closed] } }
      : accepts(each),
  )
  fireEvent.change(screen.getByLabelText(/^Data/), { target: { value: day } })
  fireEvent.click(await screen.findByRole('button', { name: 'Correggi: Lavoro · Sud' }))
  await heading('Correggi l’accesso')
  expect(screen.queryByText(/^Salute/)).toBeNull()
  type('1', 'Ctrl+Enter')
  await screen.findByText(/^Corretto/)
  expect(puts(asked)[0]!.body).toMatchObject({ date: day, residenceArea: 'nord-ovest' })
  // The day chosen for the new access is still the one of before.
  expect(screen.getByLabelText(/^Data/)).toHaveProperty('value', day)
})

/** Two weeks in which only these days are empty working days in the past. */
const emptyDays =
  (days: readonly string[], others: Answers = accepts): Answers =>
  asked =>
    asked.path === '/completeness'
      ? { status: 200, body: { reliableFrom: null, days: [...days.map(day => told(day)), told(today())] } }
      : others(asked)
const lastThursday = addDays(weekUntil(today())[0]!, -4)
const thursday = dayWords(lastThursday, { weekday: 'long', day: 'numeric', month: 'long' })

test('a past working day without accesses asks, and is declared and taken back with the keyboard', async () => {
  const { asked } = await desk(emptyDays([lastThursday]))
  expect(screen.getByText('Nessun accesso, o non registrato?')).toBeTruthy()
  act(() => screen.getByRole('button', { name: `Nessun accesso ${thursday}` }).focus())
  type('Enter')
  await waitFor(() => expect(screen.queryByText('Nessun accesso, o non registrato?')).toBeNull())
  expect(puts(asked)[0]).toMatchObject({ path: `/completeness/${lastThursday}`, body: null })
  expect(focused()).toBe('residenceArea')
  type('Ctrl+z')
  await screen.findByRole('button', { name: `Nessun accesso ${thursday}` })
  expect(asked.filter(({ path }) => path !== '/counters').at(-1)).toMatchObject({
    method: 'DELETE',
    path: `/completeness/${lastThursday}`,
  })
})

test('«Registra per» sets the day of the form, and its first access answers the question', async () => {
  const { posted } = await desk(emptyDays([lastThursday]))
  fireEvent.click(screen.getByRole('button', { name: `Registra per ${thursday}` }))
  expect(screen.getByLabelText(/^Data/)).toHaveProperty('value', lastThursday)
  expect(focused()).toBe('residenceArea')
  type(...everything, 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body).toMatchObject({ date: lastThursday })
  expect(screen.queryByText('Nessun accesso, o non registrato?')).toBeNull()
  expect(screen.getByText(`Accessi di ${thursday} · 1`)).toBeTruthy()
})

test('holidays, declared days and today ask nothing; more than three questions wait', async () => {
  const monday = addDays(weekUntil(today())[0]!, -7)
  const days = [0, 1, 2, 3, 4].map(more => addDays(monday, more))
  await desk(asked =>
    asked.path === '/completeness'
      ? {
          status: 200,
          body: {
            reliableFrom: null,
            days: [
              told(days[0]!, { working: false, notWorking: 'holiday' }),
              ...days.slice(1).map(day => told(day)),
              told(today()),
            ],
          },
        }
      : accepts(asked),
  )
  expect(screen.getAllByRole('button', { name: /^Nessun accesso/ })).toHaveLength(3)
  expect(screen.getByText('E un altro giorno, prima.')).toBeTruthy()
})

test('a day that a colleague has filled meanwhile is said and asked for again', async () => {
  let times = 0
  await desk(asked => {
    if (asked.method === 'PUT') return problem('day-has-accesses', 409)
    if (asked.path === '/completeness') times += 1
    return emptyDays(times > 1 ? [] : [lastThursday])(asked)
  })
  fireEvent.click(screen.getByRole('button', { name: `Nessun accesso ${thursday}` }))
  await screen.findByText(/^Quel giorno ha degli accessi/)
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Nessun accesso/ })).toBeNull())
})

const found = (name: string, against: string[] = []) => ({
  type: 'Feature',
  id: crypto.randomUUID(),
  geometry: null,
  properties: {
    name,
    type: 'job_centre',
    group: 'work_training',
    status: 'active',
    stale: false,
    distance: 0,
    fromCentre: null,
    open: true,
    against,
    visibility: 'public',
  },
})
const answersWith =
  (...features: object[]): Answers =>
  asked =>
    asked.path === '/resources/answering'
      ? { status: 200, body: { type: 'FeatureCollection', features } }
      : accepts(asked)
const person = everything.slice(0, -1)

test('→ opens the places that answer, Space chooses one and makes it a referral, Enter goes back', async () => {
  const one = found('Sportello')
  const { asked, posted } = await desk(answersWith(one, found('Chiuso', ['closed'])))
  type(...person, 'ArrowRight')
  const list = await screen.findByRole('listbox', { name: 'Risorse per Casa' })
  expect(within(list).getAllByRole('option')).toHaveLength(1)
  expect(asked.find(({ path }) => path === '/resources/answering')!.body).toEqual({
    need: 'housing',
    area: 'centro',
    ageBand: '35-49',
    citizenship: 'it',
    household: 'single_parent',
  })
  type(' ', 'Enter')
  expect(focused()).toBe('needs-0-outcome')
  expect(screen.getByRole('button', { name: 'Togli Sportello' })).toBeTruthy()
  type('Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([{ domain: 'housing', outcome: 'referral', resources: [one.id] }])
})

test('an answer already given stays when a place is chosen', async () => {
  const one = found('Sportello')
  const { posted } = await desk(answersWith(one))
  type(...person, '4')
  type('N') // elsewhere in the form, then back to the need
  act(() => document.getElementById('needs-0-outcome')!.querySelector<HTMLElement>('input:checked')!.focus())
  type('ArrowRight')
  await within(await screen.findByRole('listbox', { name: 'Risorse per Casa' })).findAllByRole('option')
  type(' ', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([
    { domain: 'housing', outcome: 'accompaniment', resources: [one.id] },
  ])
})

test('a list that its filters empty says which one, and one key records the need as unmet', async () => {
  const { posted } = await desk(answersWith(found('A', ['closed']), found('B', ['closed', 'far'])))
  type(...person, 'ArrowRight')
  await screen.findByText('Con questi filtri non resta niente: senza «aperte ora» ce n’è 1.')
  type(' ')
  expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: /aperte ora/ }))
  screen.getByText(/senza «aperte ora»/)
  act(() => document.querySelector<HTMLElement>('.picker [data-list]')!.focus())
  type('0', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([{ domain: 'housing', outcome: 'unmet', unmetReason: 'hours' }])
})

test('a need that nothing answers is one key from being recorded as such', async () => {
  const { posted } = await desk(answersWith())
  type(...person, 'ArrowRight')
  await screen.findByText('Nessuna risorsa del censimento risponde a questo bisogno.')
  type('0', 'Ctrl+Enter')
  await screen.findByText(/^Registrato/)
  expect(posted()[0]!.body!.needs).toEqual([
    { domain: 'housing', outcome: 'unmet', unmetReason: 'none_exists' },
  ])
})

test('G goes to another day, which stays until the desk goes back to today', async () => {
  const { posted } = await desk()
  type('g')
  const date = screen.getByLabelText('Data')
  expect(document.activeElement).toBe(date)
  const yesterday = addDays(today(), -1)
  fireEvent.change(date, { target: { value: yesterday } })
  type('Enter')
  expect(focused()).toBe('residenceArea')
  screen.getByText(/^da foglio, /)
  for (let copy = 1; copy <= 2; copy++) {
    type(...everything, 'Ctrl+Enter')
    await waitFor(() => expect(posted()).toHaveLength(copy))
    await waitFor(() => expect(focused()).toBe('residenceArea'))
  }
  fireEvent.click(screen.getByRole('button', { name: 'torna a oggi' }))
  expect(focused()).toBe('residenceArea')
  type(...everything, 'Ctrl+Enter')
  await waitFor(() => expect(posted()).toHaveLength(3))
  expect(posted().map(({ body }) => (body as StoredAccess).date)).toEqual([yesterday, yesterday, today()])
})

test('a day of a closed month says where it counts, and one too early is refused before anything is sent', async () => {
  const openMonth = `${today().slice(0, 7)}-01`
  const { posted } = await desk(asked =>
    asked.path === '/completeness'
      ? { status: 200, body: { reliableFrom: openMonth, days: [] } }
      : accepts(asked),
  )
  type('g')
  const date = screen.getByLabelText<HTMLInputElement>('Data')
  expect(date.min).toBe(earliestDay.operator(today(), openMonth))
  fireEvent.change(date, { target: { value: addDays(openMonth, -1) } })
  screen.getByText(/Il suo mese è chiuso: l’accesso conterà in/)
  fireEvent.change(date, { target: { value: addDays(date.min, -1) } })
  type('Enter', ...everything, 'Ctrl+Enter')
  await screen.findByText(/Il mese è chiuso da troppo tempo/)
  expect(posted()).toHaveLength(0)
})

test('the counters of the open quarter are read, and asked for again after an access', async () => {
  let accesses = 12
  await desk(asked =>
    asked.path === '/counters'
      ? {
          status: 200,
          body: {
            months: [
              {
                month: '2026-10',
                open: false,
                accesses: 8,
                groups: 0,
                inGroups: 0,
                firstVisits: 5,
                notKnown: 2,
              },
              {
                month: '2026-11',
                open: true,
                accesses: accesses++,
                groups: 1,
                inGroups: 9,
                firstVisits: 7,
                notKnown: 3,
              },
            ],
            needs: [
              { domain: 'work', accesses: 3, unmet: 0 },
              { domain: 'housing', accesses: 9, unmet: 4 },
            ],
          },
        }
      : accepts(asked),
  )
  const card = await screen.findByRole('region', { name: 'Trimestre aperto · il tuo centro' })
  const figures = () =>
    within(card)
      .getAllByRole('definition')
      .map(each => each.textContent)
  await waitFor(() => expect(figures()).toEqual([expect.any(String), '12', '5', '4']))
  const before = Number(figures()[0])
  within(card).getByText(/^Di cui 9 contatti in un’attività di gruppo/)
  within(card).getByText(/^Ottobre 8 \(chiuso\) · Novembre/)
  expect(
    within(card)
      .getAllByRole('rowheader')
      .map(each => each.textContent),
  ).toEqual(['Casa', 'Lavoro'])
  type(...everything, 'Ctrl+Enter')
  await waitFor(() => expect(Number(figures()[0])).toBeGreaterThan(before))
})

test('what was annulled in another tab is said as that, leaves the list, and can be recorded as a new access', async () => {
  const own: StoredAccess = {
    id: '00000000-0000-4000-8000-00000000000a',
    centre: 'porta-centro',
    date: today(),
    channel: 'in_person',
    origin: 'spontaneous',
    residenceArea: 'centro',
    lastVisit: 'never_or_earlier_years',
    ageBand: '35-49',
    gender: 'F',
    citizenship: 'it',
    household: 'single_parent',
    incomeSupport: 'adi',
    knownToService: 'no',
    needs: [{ domain: 'housing', outcome: 'guidance' }],
    statisticalPeriod: today().slice(0, 7),
    open: true,
  }
  const { posted } = await desk(asked =>
    asked.path === '/accesses' && asked.method === 'GET'
      ? { status: 200, body: { accesses: [own] } }
      : asked.method === 'PUT'
        ? problem('not-found', 404)
        : accepts(asked),
  )
  fireEvent.click(await screen.findByRole('button', { name: /^Correggi/ }))
  type('1', 'Ctrl+Enter')
  await screen.findByText(/annullato nel frattempo/)
  expect(screen.queryByText(/Riprova/)).toBeNull()
  expect(screen.queryByRole('button', { name: /^Correggi/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Registralo come nuovo' }))
  await screen.findByText(/^Registrato/)
  expect(posted()).toHaveLength(1)
  expect(posted()[0]!.body!.id).not.toBe(own.id)
})
