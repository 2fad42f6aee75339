/** Asks in which language, then gives the sheet to the printer. Nothing of it is remembered: it always begins in Italian. */
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Answering } from '../../api/resources/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { boot } from '../api/boot.ts'
import { useSource } from '../map/sources.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/answering.ts'
import { useWords } from '../words/language.ts'
import { today } from './days.ts'
import { fitOnPaper } from './sheet-fit.ts'

type Printable = typeof import('./Sheet.tsx') & typeof import('../words/sheet.ts')
type Language = keyof (typeof words)['it']['languages']
const languages = Object.keys(words.it.languages) as Language[]

export function PrintSheet({ resources, onClose }: { resources: readonly Answering[]; onClose: () => void }) {
  const w = useWords(words)
  const { centre } = useAccount()
  const background = useSource('background')
  const centres = useSource('centres')
  const [printable, setPrintable] = useState<Printable | 'failed' | null>(null)
  const [language, setLanguage] = useState<Language | null>(null)
  const paper = useRef<HTMLDivElement>(null)
  // The address of a confidential place does not go on paper.
  const told = resources.filter(({ properties }) => properties.visibility !== 'restricted')

  useEffect(() => {
    Promise.all([import('./Sheet.tsx'), import('../words/sheet.ts')]).then(
      ([sheet, sheetWords]) => setPrintable({ ...sheet, ...sheetWords }),
      () => setPrintable('failed'),
    )
  }, [])

  const ready =
    printable !== null &&
    printable !== 'failed' &&
    background.state !== 'loading' &&
    centres.state !== 'loading'
  const done = useEffectEvent(onClose)
  useEffect(() => {
    if (!language || !ready) return
    const title = document.title
    document.title = printable.words[language].title // the name of the printed file, and the head of its pages
    const restore = () => {
      document.title = title
    }
    const after = () => {
      restore()
      done()
    }
    window.addEventListener('afterprint', after, { once: true })
    let wanted = true
    void document.fonts.ready.then(() => {
      if (!wanted) return
      for (const sheet of paper.current?.children ?? []) fitOnPaper(sheet as HTMLElement)
      window.print()
    })
    return () => {
      wanted = false
      restore()
      window.removeEventListener('afterprint', after)
    }
  }, [language, ready, printable])

  function onKeyDown(event: KeyboardEvent) {
    const chosen = languages[Number(event.key) - 1]
    if (!chosen || told.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setLanguage(chosen)
  }
  return (
    <>
      <Dialog title={w.printTitle} onClose={onClose}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the digits are those drawn on the buttons */}
        <div className="print-sheet" onKeyDown={onKeyDown}>
          <p className="secondary">{w.printHint}</p>
          {told.length < resources.length && <p className="picker-against">{w.confidential}</p>}
          {printable === 'failed' && <p className="fault">{w.printFailed}</p>}
          {told.length > 0 && (
            <div className="print-languages">
              {languages.map((code, index) => (
                <Button
                  key={code}
                  chord={String(index + 1)}
                  aria-keyshortcuts={String(index + 1)}
                  busy={language === code && !ready}
                  onClick={() => setLanguage(code)}
                  {...(index === 0 ? { 'data-first': '' } : {})}
                >
                  {w.languages[code]}
                </Button>
              ))}
            </div>
          )}
        </div>
      </Dialog>
      {language &&
        ready &&
        createPortal(
          <div className="handover-print" ref={paper}>
            <printable.Sheet
              {...{ language }}
              resources={told}
              centre={centres.data.find(({ properties }) => properties.id === centre) ?? null}
              areas={boot.areas.features}
              background={background.data}
              demonstration={boot.demonstration || told.some(({ properties }) => properties.isDemo)}
              day={today()}
            />
          </div>,
          document.body,
        )}
    </>
  )
}
