/** A sentence that goes away by itself, with one act while it lasts; pointing at it or focusing it stops the clock. */
import { useEffect, useEffectEvent, useState } from 'react'
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
  useEffect(() => {
    if (held) return
    const clock = setTimeout(() => end(), seconds * 1000)
    return () => clearTimeout(clock)
  }, [held, seconds])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the clock, nothing is done
    <div
      className="toast"
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
