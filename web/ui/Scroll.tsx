/** A part of a page that scrolls sideways by itself, so that the page does not; its name is not a landmark's. */
import type { ReactNode } from 'react'

export const Scroll = ({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the controls of a form
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <div role="group" className={`scroll-x ${className}`} tabIndex={0} aria-label={label}>
    {children}
  </div>
)
