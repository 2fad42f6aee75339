/** A chip is a choice that can be on or off: a filter, an area, a period. */
import type { ComponentProps } from 'react'

export const Chip = ({ on, className, ...rest }: ComponentProps<'button'> & { on: boolean }) => (
  <button type="button" {...rest} className={`chip ${className ?? ''}`} aria-pressed={on} />
)
