/**
 * Which question of a form listens. Keys go to what has the focus; where that takes none, as a button or the page itself,
 * they go to the question that listens: the last one that had the focus, or the first that is not answered.
 */
import { type RefObject, useEffect, useState } from 'react'
import { focusQuestion } from '../ui/Choice.tsx'

/** Whatever writes with the keys, or has them for itself. */
const takesKeys = (element: Element | null): boolean =>
  element !== null &&
  (element.matches('input:not([type="radio"]), select, textarea') || element.closest('dialog') !== null)

/** @param next the first question without an answer */
export function useListening(form: RefObject<HTMLElement | null>, next: string): string | undefined {
  const [last, setLast] = useState<string>()
  const [elsewhere, setElsewhere] = useState(false)
  useEffect(() => {
    const look = () => {
      const at = document.activeElement
      const question = form.current?.contains(at) ? at?.closest('.choice')?.id : undefined
      if (question) setLast(question)
      setElsewhere(!question && takesKeys(at))
    }
    const left = () => queueMicrotask(look)
    look()
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', left)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', left)
    }
  }, [form])
  if (elsewhere) return undefined
  return last && document.getElementById(last) ? last : next
}

/**
 * Hands a key pressed at no question to the one that listens.
 * @returns whether that question took it
 */
export function handOver(event: KeyboardEvent, listening: string | undefined): boolean {
  const target = event.target as Element
  if (!listening || event.ctrlKey || event.metaKey || event.altKey) return false
  if (takesKeys(target) || target.closest('.choice')) return false
  // A button that has the focus keeps the keys that press it.
  if (event.key.length !== 1 || event.key === ' ') return false
  focusQuestion(listening)
  const at = document.activeElement
  // The browser writes the letter into the field that has just got the focus.
  if (at?.matches('input:not([type="radio"])')) return true
  const key = new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true })
  const taken = !at?.dispatchEvent(key)
  if (taken) event.preventDefault()
  return taken
}
