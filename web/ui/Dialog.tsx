/** A modal on the platform's own dialog: focus starts at `data-first`, stays inside and returns. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useWords } from '../words/language.ts'
import { words } from '../words/shell.ts'
import { Button } from './Button.tsx'

type Props = { title: string; onClose: () => void; children: ReactNode; actions?: ReactNode }

export function Dialog({ title, onClose, children, actions }: Props) {
  const w = useWords(words)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // At once, not after the next paint: keys typed in between would go to where the focus was.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const modal = dialog.current
    modal?.showModal()
    modal?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      modal?.close() // while it is open nothing outside it takes the focus
      before?.focus?.()
    }
  }, [])
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button kind="plain" onClick={onClose}>
          {w.close}
        </Button>
      </div>
      {children}
      {actions && <div className="dialog-end">{actions}</div>}
    </dialog>
  )
}
