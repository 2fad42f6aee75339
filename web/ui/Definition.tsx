/** `?` beside a figure opens its definition in place: no page change, at most sixty words. */
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../words/language.ts'
import { words } from '../words/shell.ts'

/** `of` is the name of the figure, said by the button. */
export function Definition({ of, text, children }: { of: string; text: string; children: ReactNode }) {
  const w = useWords(words)
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <div className="with-definition">
      {children}
      <button
        type="button"
        className="definition-button no-print"
        aria-expanded={open}
        aria-controls={id}
        aria-label={w.whatIs(of)}
        onClick={() => setOpen(!open)}
        onKeyDown={event => event.key === 'Escape' && setOpen(false)}
      >
        ?
      </button>
      <p className="definition-text" id={id} hidden={!open}>
        {text}
      </p>
    </div>
  )
}
