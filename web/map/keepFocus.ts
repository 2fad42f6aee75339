/** Focus never falls out of the page: when what had it goes away, what takes its place receives it. */
import { type RefObject, useEffect, useRef } from 'react'

/** `shown` names what the container holds now. */
export function useKeptFocus(container: RefObject<HTMLElement | null>, shown: string | null): void {
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) container.current?.focus({ preventScroll: true })
  }, [container, shown])
}
