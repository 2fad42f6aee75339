// @vitest-environment happy-dom
/** What is typed is there again after a look elsewhere, and the page is not closed over it without asking. */
import '../page.ts'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askBeforeUnload, somethingTyped } from '../../../web/ui/askBeforeUnload.ts'
import { markTyped, useTyped } from '../../../web/ui/useTyped.ts'

let stop: () => void
beforeEach(() => {
  stop = askBeforeUnload()
})
afterEach(() => stop())

/** Whether the browser would ask. */
function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

function Reason({ of }: { of: string }) {
  const [reason, setReason, forget] = useTyped(of, '')
  return (
    <div>
      <input aria-label="reason" value={reason} onChange={event => setReason(event.target.value)} />
      <button type="button" onClick={forget}>
        send
      </button>
    </div>
  )
}
const field = () => screen.getByLabelText<HTMLInputElement>('reason')

test('a text is kept for its own thing until it is sent', () => {
  const { unmount } = render(<Reason of="a" />)
  expect(asks()).toBe(false)
  fireEvent.change(field(), { target: { value: 'because' } })
  unmount()
  expect(asks()).toBe(true)
  const { rerender } = render(<Reason of="b" />)
  expect(field().value).toBe('')
  rerender(<Reason of="a" />)
  expect(field().value).toBe('because')
  fireEvent.click(screen.getByText('send'))
  expect(field().value).toBe('')
  expect(asks()).toBe(false)
})

test('a form on the page asks while something typed is in it; a search does not', () => {
  const { unmount } = render(
    <form>
      <input aria-label="name" />
      <input type="search" aria-label="search" />
    </form>,
  )
  fireEvent.input(screen.getByLabelText('search'), { target: { value: 'mensa' } })
  expect(asks()).toBe(false)
  fireEvent.input(screen.getByLabelText('name'), { target: { value: 'Mensa' } })
  expect(asks()).toBe(true)
  fireEvent.input(screen.getByLabelText('name'), { target: { value: '' } })
  expect(asks()).toBe(false)
  fireEvent.input(screen.getByLabelText('name'), { target: { value: 'Mensa' } })
  unmount()
  expect(asks()).toBe(false)
})

test('drafts with a place of their own, and forms without fields, are counted too', () => {
  markTyped('resource', true)
  expect(somethingTyped()).toBe(true)
  markTyped('resource', false)
  const { unmount } = render(<div data-unfinished="" />)
  expect(somethingTyped()).toBe(true)
  unmount()
  expect(somethingTyped()).toBe(false)
})
