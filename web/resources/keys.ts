/** One key of the page, where nothing is being typed. */
import { useEffect, useEffectEvent } from 'react'

/** Whether a key belongs to what is being typed, or chosen, where the focus is. */
export const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, select, textarea, dialog') !== null)

/** @param take gets the key in lower case; what it takes is nobody else's, and `false` leaves it */
export function useKeys(take: (key: string) => unknown): void {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (take(event.key.toLowerCase()) !== false) event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
