/** What can be done with a view besides looking at it: print, download, copy with its source, save. */
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import type { Statement } from '../view/statement.ts'
import { addressOf, type View } from '../view/view.ts'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/statement.ts'
import { arranged } from './arrange.ts'
import { copyText } from './copy.ts'
import { type Format, fileOf, formatsOf, handOver } from './files.ts'
import type { Picture } from './picture/picture.ts'
import { fileName, sourceLine } from './provenance.ts'
import { speech } from './tell.ts'
import { pinned, provenance } from './use.ts'
import './statement.css'

const Page = lazy(() => import('./Page.tsx'))
const SaveView = lazy(() => import('../dossier/SaveView.tsx'))

type Props = { statement: Statement; picture: Picture | null; view: View }

export function StatementActions({ statement, picture, view }: Props) {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState<Format | null>(null)
  const [failed, setFailed] = useState(false)
  const [doing, setDoing] = useState<'print' | 'save' | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const id = useId()
  const shown = () => arranged(statement, view, w)
  const from = () => provenance(addressOf(pinned(view, statement)))

  useEffect(() => {
    if (!open) return
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [open])

  async function download(format: Format) {
    setBusy(format)
    setFailed(false)
    try {
      const file = await fileOf(format, {
        statement: shown(),
        picture,
        from: from(),
        w,
        language: locale(),
      })
      handOver(file)
      announce(w.saved(file.name))
      setOpen(false)
      opener.current?.focus()
    } catch {
      setFailed(true)
    } finally {
      setBusy(null)
    }
  }
  function copy() {
    const now = shown()
    const text = [...speech(now, w), `${w.source}: ${sourceLine(now, from(), w)}`].join('\n')
    copyText(text).then(
      () => announce(w.copied(now.title)),
      () => announce(w.copyFailed),
    )
    setOpen(false)
    opener.current?.focus()
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (!open) return
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      items[(to + items.length) % items.length]?.focus()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setOpen(false)
      opener.current?.focus()
    } else if (event.key === 'Tab') setOpen(false)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, and no form
    <div className="actions no-print" role="group" aria-label={w.actions}>
      <Button busy={doing === 'print'} onClick={() => setDoing('print')}>
        {w.print}
      </Button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu inside it */}
      <div className="actions-menu" ref={box} onKeyDown={onKeyDown}>
        <Button
          ref={opener}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {w.download} <span aria-hidden="true">▾</span>
        </Button>
        {open && (
          <div className="actions-list" id={id} role="menu" aria-label={w.downloadLong}>
            {formatsOf(picture, statement).map(format => (
              <button
                key={format}
                type="button"
                role="menuitem"
                aria-busy={busy === format}
                onClick={() => busy === null && download(format)}
              >
                {w.formats[format]}
                <small>{busy === format ? w.preparing : w.formatHints[format]}</small>
              </button>
            ))}
            <button type="button" role="menuitem" onClick={copy}>
              {w.copy}
            </button>
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false)
                setDoing('save')
              }}
            >
              {w.save}
            </button>
            {failed && (
              <p className="fault" role="alert">
                {w.failed}
              </p>
            )}
          </div>
        )}
      </div>
      <Suspense fallback={null}>
        {doing === 'print' && (
          <Page
            statement={shown()}
            picture={picture}
            from={from()}
            title={fileName(statement, from())}
            onDone={() => setDoing(null)}
          />
        )}
        {doing === 'save' && (
          <SaveView view={pinned(view, statement)} title={statement.title} onClose={() => setDoing(null)} />
        )}
      </Suspense>
    </div>
  )
}
