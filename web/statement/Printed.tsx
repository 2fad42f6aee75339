/** Gives a page to the printer and takes it away again: the screen is never what is printed. */
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'
import './paper.css'

type Props = {
  /** Names the file, and the head of its pages. */
  title: string
  /** Printed when everything on it is there. */
  ready?: boolean
  onDone: () => void
  children: ReactNode
}

export function Printed({ title, ready = true, onDone, children }: Props) {
  const done = useEffectEvent(onDone)
  useEffect(() => {
    if (!ready) return
    const before = document.title
    document.title = title
    let wanted = true
    const after = () => done()
    window.addEventListener('afterprint', after, { once: true })
    void document.fonts.ready.then(() => wanted && window.print())
    return () => {
      wanted = false
      document.title = before
      window.removeEventListener('afterprint', after)
    }
  }, [title, ready])
  return createPortal(<div className="paper-print">{children}</div>, document.body)
}
