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
