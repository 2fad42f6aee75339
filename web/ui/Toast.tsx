/**
 * A sentence that goes away by itself, with one act while it lasts; pointing at it or focusing it stops the clock. It
 * stands in a place that the screen keeps free for it, so that it covers nothing and moves nothing.
 */
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from './Button.tsx'

type Props = {
  children: string
  seconds?: number
  action?: { label: string; chord?: string; onAct: () => void }
  onEnd: () => void
}

export function Toast({ children, seconds = 10, action, onEnd }: Props) {
  const [held, setHeld] = useState(false)
  const end = useEffectEvent(onEnd)
  const toast = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (held) return
    const clock = setTimeout(() => end(), seconds * 1000)
    return () => clearTimeout(clock)
  }, [held, seconds])
  // What was pressed may have gone with what it did: the way back is where the focus goes on.
  useEffect(() => {
    if (document.activeElement === document.body)
      toast.current?.querySelector('button')?.focus({ preventScroll: true })
    toast.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the clock, nothing is done
    <div
      className="toast"
      ref={toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span role="status">{children}</span>
      {action && (
        <Button onClick={action.onAct} {...(action.chord ? { chord: action.chord } : {})}>
          {action.label}
        </Button>
      )}
    </div>
  )
}

/** Where a screen keeps room for a toast, whether or not there is one. */
export const ToastPlace = ({ children }: { children: ReactNode }) => (
  <div className="toast-place">{children}</div>
)
