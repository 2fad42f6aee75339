// @vitest-environment happy-dom
/** The form says what the guard refuses at the field, sends nothing, loses nothing; a probable name stops nobody. */
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { Similar } from '../../../api/resources/similar.contract.ts'
import type { Sketcher } from '../../../web/resources/sketching.ts'
import { answer } from '../page.ts'

const { AddResource } = await import('../../../web/resources/AddResource.tsx')
const { emptyDraft } = await import('../../../web/resources/draft.ts')
const { loadHours } = await import('../../../web/hours/library.ts')
const { setLanguage } = await import('../../../web/words/language.ts')

const sketcher: Sketcher = {
  at: null,
  select: () => {},
  add: () => {},
  move: () => {},
  remove: () => {},
  restart: () => {},
  undo: () => {},
  redo: () => {},
  mayUndo: false,
  mayRedo: false,
  onMap: null,
}
const onSaved = vi.fn()
function Form() {
  const [draft, setDraft] = useState({
    ...emptyDraft,
    type: 'after_school' as const,
    place: [15.8, 40.64] as [number, number],
    confirmed: true,
  })
  return (
    <AddResource
      draft={draft}
      onDraft={change => setDraft(before => ({ ...before, ...change }) as typeof before)}
      areas={[]}
      census={[]}
      centres={[]}
      who={{ role: 'operator', centre: null }}
      sketcher={sketcher}
      onMap={() => {}}
      onOpen={() => {}}
      onSaved={onSaved}
      onCancel={() => {}}
    />
  )
}
/** Saves everything, finds what is told. */
const answers = (similar: readonly Similar[] = [], told = 204) => {
  const asked = answer(({ path, method }) =>
    path === '/resources/similar'
      ? { status: 200, body: { type: 'FeatureCollection', features: similar } }
      : path === '/resources/placing'
        ? { status: 200, body: { area: null, insideMunicipality: true, metres: null, squareMetres: null } }
        : method === 'PUT'
          ? { status: told }
          : { status: 201, body: { id: 'saved', properties: { id: 'saved' } } },
  )
  return {
    get writes() {
      return asked.filter(({ path }) => !['/resources/similar', '/resources/placing'].includes(path))
    },
    asked,
  }
}
const like = (id: string, change: Partial<Similar['properties']>): Similar =>
  ({
    type: 'Feature',
    id,
    geometry: null,
    properties: {
      id,
      name: id,
      type: 'after_school',
      group: 'minors_family',
      status: 'active',
      stale: false,
      likely: true,
      reasons: ['similar_name', 'near'],
      distance: 84,
      ...change,
    },
  }) as Similar
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Salva' }))

test('an identifier is told at its field, nothing is sent, what was typed stays', async () => {
  setLanguage('it')
  const asked = answers()
  render(<Form />)
  type(/^Nome/, 'Doposcuola, cell. 333 1234567')
  type(/^Indirizzo/, 'via di prova 3')
  save()
  const name = screen.getByRole<HTMLInputElement>('textbox', { name: /^Nome/ })
  expect(screen.getByText(/Togli il numero di telefono «333 1234567»/).id).toBe(`${name.id}-fault`)
  expect(name.getAttribute('aria-invalid')).toBe('true')
  expect(name.value).toBe('Doposcuola, cell. 333 1234567')
  expect(document.activeElement).toBe(name)
  expect(asked.writes).toEqual([])

  type(/^Nome/, 'Doposcuola di Maria Prova')
  expect(screen.getByText(/Sembra il nome di una persona: «Maria Prova»/)).toBeTruthy()
  save()
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  expect(asked.writes.map(({ body }) => body?.address)).toEqual(['via di prova 3'])
})

test('what is seen in a text is marked, and one act takes out or moves that alone', () => {
  setLanguage('it')
  answers()
  render(<Form />)
  type(/^Descrizione/, 'Aperta a tutti, tel. 0971/415222. Scrivere a info@example.org o a rete@example.org')
  const seen = () => [...document.querySelectorAll('.personal-data mark')].map(mark => mark.textContent)
  expect(seen()).toEqual(['0971/415222', 'info@example.org', 'rete@example.org'])
  fireEvent.click(screen.getByRole('button', { name: 'Sposta nel campo telefono' }))
  const value = (label: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name: label }).value
  expect(value(/^Telefono/)).toBe('0971/415222')
  expect(value(/^Descrizione/)).toBe('Aperta a tutti. Scrivere a info@example.org o a rete@example.org')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Telefono/ }))
  fireEvent.click(screen.getAllByRole('button', { name: 'Sposta nel campo e-mail' })[1]!)
  expect(value(/^E-mail/)).toBe('rete@example.org')
  expect(screen.queryByRole('button', { name: 'Sposta nel campo e-mail' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Togli «info@example.org»' }))
  expect(seen()).toEqual([])
  expect(value(/^Descrizione/)).toBe('Aperta a tutti. Scrivere a o a')
})

test('hours are typed as people speak, read back in words and as a week, and sent as syntax', async () => {
  setLanguage('it')
  const asked = answers()
  await loadHours()
  render(<Form />)
  type(/^Nome/, 'Doposcuola di prova')
  type(/^Orari/, 'lun-ven 9-13, mar anche 15.30-17.30, chiuso nei festivi')
  expect(
    await screen.findByText('lunedì–venerdì 9–13; martedì anche 15:30–17:30; chiuso nei festivi'),
  ).toBeTruthy()
  const week = screen.getByRole('table', { name: 'Orari della settimana' })
  expect(week.querySelectorAll('tbody tr')).toHaveLength(7)
  save()
  await waitFor(() => expect(asked.writes).toHaveLength(1))
  expect(asked.writes[0]!.body?.openingHours).toBe('Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off')
})

test('hours that are not understood are told at the field, nothing is sent, nothing typed is lost', async () => {
  setLanguage('en')
  const asked = answers()
  render(<Form />)
  type(/^Name/, 'After-school club')
  type(/^Hours/, 'Monday morning')
  expect(await screen.findByText(/“morning” does not say the hours/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: /^Hours/ })
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  expect(document.getElementById(`${field.id}-fault`)?.textContent).toMatch(
    /“morning” does not say the hours/,
  )
  expect(document.activeElement).toBe(field)
  expect(field.value).toBe('Monday morning')
  expect(asked.writes).toEqual([])
})

test('says what may be there already and why, keeps apart what is another one, and saves all the same', async () => {
  setLanguage('it')
  onSaved.mockClear()
  const asked = answers([
    like('Doposcuola San Rocco', {}),
    like('Palestra', { type: 'gym', likely: false, reasons: ['near'], distance: 40 }),
  ])
  render(<Form />)
  type(/^Nome/, 'do')
  type(/^Nome/, 'dop')
  expect(await screen.findByText('Forse c’è già:')).toBeTruthy()
  expect(screen.getByText('Doposcuola · nome simile · a 80 m dal mirino')).toBeTruthy()
  expect(screen.getByText('Palestra · a 40 m dal mirino')).toBeTruthy()
  expect(screen.getByText('Forse c’è già: una risorsa da guardare, sotto il nome.').role).toBe('status')
  // Two letters ask nothing, and the third asks once.
  expect(asked.asked.filter(({ path }) => path === '/resources/similar').map(({ body }) => body)).toEqual([
    { name: 'dop', position: { type: 'Point', coordinates: [15.8, 40.64] } },
  ])

  fireEvent.click(screen.getByRole('button', { name: 'È un’altra perché… Doposcuola San Rocco' }))
  const first = screen.getByRole('button', { name: 'è di un altro ente' })
  expect(document.activeElement).toBe(first)
  fireEvent.click(screen.getByRole('button', { name: 'per un altro motivo' }))
  const note = screen.getByRole('textbox', { name: 'Perché è un’altra' })
  fireEvent.keyDown(note, { key: 'Enter' })
  expect(screen.getByText('Scrivi perché è un’altra')).toBeTruthy()
  fireEvent.change(note, { target: { value: 'cell. 333 1234567' } })
  fireEvent.keyDown(note, { key: 'Enter' })
  expect(screen.getByText(/Togli il numero di telefono/)).toBeTruthy()
  fireEvent.change(note, { target: { value: 'È quello della scuola' } })
  fireEvent.keyDown(note, { key: 'Enter' })
  expect(screen.queryByText('Forse c’è già:')).toBeNull()
  expect(screen.getByText('È quello della scuola')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Nome/ }))

  save()
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  expect(asked.writes.map(({ method, path, body }) => [method, path, body?.reason, body?.note])).toEqual([
    ['POST', '/resources', undefined, undefined],
    ['PUT', '/resources/saved/not-duplicates/Doposcuola%20San%20Rocco', 'other', 'È quello della scuola'],
  ])
})

test('what was kept apart can be put back', async () => {
  setLanguage('en')
  answers([like('Library', { reasons: ['same_name'], distance: null })])
  render(<Form />)
  type(/^Name/, 'Library')
  fireEvent.click(await screen.findByRole('button', { name: 'It is another one because… Library' }))
  fireEvent.click(screen.getByRole('button', { name: 'it is another branch' }))
  expect(screen.queryByText('Perhaps it is there already:')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Put back Library' }))
  expect(screen.getByText('Perhaps it is there already:')).toBeTruthy()
})

test('without a network it says that it cannot check, and stops nobody', async () => {
  setLanguage('it')
  answer(() => 'offline')
  render(<Form />)
  type(/^Nome/, 'Doposcuola')
  expect(await screen.findAllByText(/Senza rete non si può controllare/)).not.toEqual([])
  expect(screen.getByRole('button', { name: 'Salva' }).getAttribute('aria-disabled')).toBeNull()
})
