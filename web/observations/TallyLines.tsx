/** What has been counted so far, a line for each area and age, to be mended one person at a time. */
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/tally.ts'
import { type Contact, linesOf, withoutOne } from './tally.ts'

type Props = {
  contacts: readonly Contact[]
  lineOf: (contact: Contact) => string
  full: boolean
  onChange: (contacts: readonly Contact[]) => void
  /** Absent while a recorded activity is being corrected. */
  onClear?: (() => void) | undefined
}

export function TallyLines({ contacts, lineOf, full, onChange, onClear }: Props) {
  const w = useWords(words)
  const [clearing, setClearing] = useState(false)
  const lines = linesOf(contacts)
  return (
    <Card title={`${w.counted} · ${contacts.length}`} className="tally-counted">
      {lines.length === 0 ? (
        <p className="secondary">{w.nothing}</p>
      ) : (
        <>
          <ul className="tally-lines">
            {lines.map(({ count, ...contact }) => {
              const line = lineOf(contact)
              return (
                <li key={line}>
                  <span>{line}</span>
                  <span className="tally-steps">
                    <Button aria-label={w.less(line)} onClick={() => onChange(withoutOne(contacts, contact))}>
                      −
                    </Button>
                    <strong>{count}</strong>
                    <Button
                      aria-label={w.more(line)}
                      busy={full}
                      onClick={() => onChange([...contacts, contact])}
                    >
                      +
                    </Button>
                  </span>
                </li>
              )
            })}
          </ul>
          {onClear && (
            <Button kind="plain" onClick={() => setClearing(true)}>
              {w.clear}
            </Button>
          )}
        </>
      )}
      {clearing && onClear && (
        <Dialog
          title={w.clearTitle}
          onClose={() => setClearing(false)}
          actions={
            <>
              <Button kind="primary" data-first="" onClick={() => setClearing(false)}>
                {w.keep}
              </Button>
              <Button
                onClick={() => {
                  onClear()
                  setClearing(false)
                }}
              >
                {w.clearYes}
              </Button>
            </>
          }
        >
          <p>{w.clearText(contacts.length)}</p>
        </Dialog>
      )}
    </Card>
  )
}
