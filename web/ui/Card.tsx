/** A white panel with its own name, so that a reader of headings can find it. */
import { type ReactNode, useId } from 'react'

export function Card({
  title,
  className,
  children,
}: {
  title: string
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={`card ${className ?? ''}`} aria-labelledby={id}>
      <h2 className="section-label" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}
