// @vitest-environment happy-dom
/** The form says what the guard refuses at the field, sends nothing, loses nothing; a probable name stops nobody. */
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { answer } from '../page.ts'

const { AddResource } = await import('../../../web/resources/AddResource.tsx')
const { emptyDraft } = await import('../../../web/resources/draft.ts')
const { setLanguage } = await import('../../../web/words/language.ts')

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
      resources={[]}
      onMap={() => {}}
      onOpen={() => {}}
      onSaved={onSaved}
      onCancel={() => {}}
    />
  )
}
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Salva' }))

test('an identifier is told at its field, nothing is sent, what was typed stays', async () => {
  setLanguage('it')
  const asked = answer(() => ({ status: 201, body: { id: 'saved' } }))
  render(<Form />)
  type(/^Nome/, 'Doposcuola, cell. 333 1234567')
  type(/^Indirizzo/, 'via di prova 3')
  save()
  const name = screen.getByRole<HTMLInputElement>('textbox', { name: /^Nome/ })
  expect(screen.getByText(/Togli il numero di telefono «333 1234567»/).id).toBe(`${name.id}-fault`)
  expect(name.getAttribute('aria-invalid')).toBe('true')
  expect(name.value).toBe('Doposcuola, cell. 333 1234567')
  expect(document.activeElement).toBe(name)
  expect(asked).toEqual([])

  type(/^Nome/, 'Doposcuola di Maria Prova')
  expect(screen.getByText(/Sembra il nome di una persona: «Maria Prova»/)).toBeTruthy()
  save()
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  expect(asked.map(({ body }) => body?.address)).toEqual(['via di prova 3'])
})

test('hours are typed as people speak, read back in words and as a week, and sent as syntax', async () => {
  setLanguage('it')
  const asked = answer(() => ({ status: 201, body: { id: 'saved' } }))
  render(<Form />)
  type(/^Nome/, 'Doposcuola di prova')
  type(/^Orari/, 'lun-ven 9-13, mar anche 15.30-17.30, chiuso nei festivi')
  expect(
    await screen.findByText('lunedì–venerdì 9–13; martedì anche 15:30–17:30; chiuso nei festivi'),
  ).toBeTruthy()
  const week = screen.getByRole('table', { name: 'Orari della settimana' })
  expect(week.querySelectorAll('tbody tr')).toHaveLength(7)
  save()
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]!.body?.openingHours).toBe('Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off')
})

test('hours that are not understood are told at the field, nothing is sent, nothing typed is lost', async () => {
  setLanguage('en')
  const asked = answer(() => ({ status: 201, body: { id: 'saved' } }))
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
  expect(asked).toEqual([])
})
