/** A button says a verb; while busy it stays focusable and does nothing, so that focus is never lost. */
import type { ComponentProps } from 'react'
import { Key } from './Key.tsx'

type Props = ComponentProps<'button'> & {
  kind?: 'primary' | 'secondary' | 'plain'
  /** The chord that does the same, drawn beside the verb. */
  chord?: string
  busy?: boolean
}

export function Button({
  kind = 'secondary',
  chord,
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${kind} ${className ?? ''}`}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={event => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {children}
      {chord && <Key>{chord}</Key>}
    </button>
  )
}
