// @vitest-environment happy-dom
/** The small components keep their promises: words beside colour, focus that is never lost, one failure at a time. */
import '../page.ts'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Boundary } from '../../../web/ui/Boundary.tsx'
import { Button } from '../../../web/ui/Button.tsx'
import { Choice } from '../../../web/ui/Choice.tsx'
import { Definition } from '../../../web/ui/Definition.tsx'
import { Missing } from '../../../web/ui/Missing.tsx'
import { ProtectedNumber } from '../../../web/ui/ProtectedNumber.tsx'
import { Toast } from '../../../web/ui/Toast.tsx'
import { missingStates } from '../../../web/view/select.ts'

test('a protected number prints value, interval and letter, and says both in words', () => {
  const { container } = render(<ProtectedNumber value={1234} halfWidth={9} letter="A" unit="nuclei" />)
  expect(container.textContent).toBe('1.234nuclei · 1.225–1.243A')
  expect(screen.getByTitle(/il valore vero sta tra 1.225 e 1.243 in almeno 9 casi su 10/)).toBeTruthy()
  expect(screen.getByRole('img', { name: /Qualità A/ })).toBeTruthy()
})

test('an interval never goes under zero, and under the threshold there is a word and no number', () => {
  const { container, rerender } = render(<ProtectedNumber value={9} halfWidth={12} />)
  expect(container.textContent).toContain('0–21')
  rerender(<ProtectedNumber value={null} halfWidth={12} threshold={6} />)
  expect(container.textContent).toBe('pochi o nessuno (0–5)')
})

test('the four missing states have four words and four patterns', () => {
  const { container } = render(missingStates.map(state => <Missing key={state} state={state} />))
  const spans = [...container.querySelectorAll('.missing')]
  expect(new Set(spans.map(span => span.textContent)).size).toBe(4)
  expect(new Set(spans.map(span => span.className)).size).toBe(4)
})

function Question() {
  const [value, setValue] = useState<'a' | 'b'>()
  return (
    <Choice
      name="question"
      label="Domanda"
      options={[
        { value: 'a', label: 'Prima', keys: ['1'] },
        { value: 'b', label: 'Seconda', keys: ['?', "'"] },
      ]}
      value={value}
      onChange={setValue}
    />
  )
}

test('a choice is a named radio group, answered by its keys and left alone by chords', () => {
  render(<Question />)
  const group = screen.getByRole('radiogroup', { name: 'Domanda' })
  fireEvent.keyDown(group, { key: '1', ctrlKey: true })
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  fireEvent.keyDown(group, { key: "'" })
  expect(screen.getByRole('radio', { name: 'Seconda' })).toHaveProperty('checked', true)
  fireEvent.click(screen.getByRole('radio', { name: 'Prima' }))
  expect(screen.getByRole('radio', { name: 'Prima' })).toHaveProperty('checked', true)
})

test('a busy button keeps the focus and does nothing', () => {
  const onClick = vi.fn()
  render(
    <Button busy onClick={onClick}>
      Registra
    </Button>,
  )
  const button = screen.getByRole('button')
  button.focus()
  fireEvent.click(button)
  expect(onClick).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(button)
})

test('a button that cannot act yet says so, busy or not', () => {
  render(
    <Button aria-disabled busy={false}>
      Aggiungi
    </Button>,
  )
  expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true')
})

test('a toast lasts ten seconds, and does not go while it is pointed at', () => {
  vi.useFakeTimers()
  const onEnd = vi.fn()
  const { container } = render(<Toast onEnd={onEnd}>Registrato</Toast>)
  const toast = container.querySelector('.toast')!
  act(() => vi.advanceTimersByTime(9_000))
  fireEvent.mouseEnter(toast)
  act(() => vi.advanceTimersByTime(60_000))
  expect(onEnd).not.toHaveBeenCalled()
  fireEvent.mouseLeave(toast)
  act(() => vi.advanceTimersByTime(10_001))
  expect(onEnd).toHaveBeenCalledTimes(1)
})

test('a definition opens in place and says so', () => {
  render(
    <Definition of="Accessi" text="Contatti registrati">
      <b>61</b>
    </Definition>,
  )
  const button = screen.getByRole('button', { name: 'Che cosa significa: Accessi' })
  expect(screen.getByText('Contatti registrati')).toHaveProperty('hidden', true)
  fireEvent.click(button)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByText('Contatti registrati')).toHaveProperty('hidden', false)
})

test('one failing part leaves its neighbour and can be tried again', () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
  let broken = true
  const Part = () => {
    if (broken) throw new Error('broken')
    return <p>parte</p>
  }
  render(
    <>
      <p>vicina</p>
      <Boundary fallback={retry => <Button onClick={retry}>Riprova</Button>}>
        <Part />
      </Boundary>
    </>,
  )
  expect(screen.getByText('vicina')).toBeTruthy()
  broken = false
  fireEvent.click(screen.getByText('Riprova'))
  expect(screen.getByText('parte')).toBeTruthy()
  silent.mockRestore()
})
