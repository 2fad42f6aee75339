/** Focus never falls out of the page: when what had it goes away, what takes its place receives it. */
import { type RefObject, useEffect } from 'react'

/** `shown` names what the container holds now. */
export function useKeptFocus(container: RefObject<HTMLElement | null>, shown: string | null): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when what is shown changes
  useEffect(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) container.current?.focus({ preventScroll: true })
  }, [shown])
}
