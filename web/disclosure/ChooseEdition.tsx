/** The edition in force, the one to come, and the choice of another from a quarter that has not begun. */
import { useState } from 'react'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as territory } from '../words/territory.ts'
import { Refused, useAct } from './act.tsx'
import { ReasonField, tooShort } from './ReasonField.tsx'

/** The four quarters after the one of this day, 2027-Q1. */
export function quartersToCome(day: string): string[] {
  const now = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  return [1, 2, 3, 4].map(later => `${Math.floor((now + later) / 4)}-Q${((now + later) % 4) + 1}`)
}

export function ChooseEdition() {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const { data, retry } = useAnswer('getEdition')
  const [asking, setAsking] = useState(false)
  if (!data) return null
  return (
    <Card title={w.editionTitle}>
      <p>
        {w.editionNow(data.inForce)}{' '}
        {data.next && w.editionNext(data.next.edition, periodName(data.next.from))}
      </p>
      <ul className="secondary edition-means">
        {data.editions.map(({ name }) => (
          <li key={name}>{w.editionMeans[name as keyof typeof w.editionMeans]}</li>
        ))}
      </ul>
      <Button onClick={() => setAsking(true)}>{w.chooseAnother}</Button>
      {asking && (
        <Choice
          editions={data.editions.map(({ name }) => name)}
          inForce={data.next?.edition ?? data.inForce}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            retry()
            announce(w.editionChosen)
          }}
        />
      )}
    </Card>
  )
}

type ChoiceProps = { editions: readonly string[]; inForce: string; onClose: () => void; onDone: () => void }

function Choice({ editions, inForce, onClose, onDone }: ChoiceProps) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const quarters = quartersToCome(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' }))
  const [edition, setEdition] = useState(editions.find(name => name !== inForce) ?? inForce)
  const [from, setFrom] = useState(quarters[0]!)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = tooShort(reason)
  const { busy, problem, go } = useAct(
    () => call('chooseEdition', { body: { edition, from, reason } }),
    onDone,
  )
  return (
    <Dialog
      title={w.editionTitle}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          busy={busy}
          onClick={() => {
            setTried(true)
            if (!short) void go()
          }}
        >
          {w.signEdition}
        </Button>
      }
    >
      <div className="act-form">
        <p>{w.editionText}</p>
        <div className="row">
          <label className="field">
            {w.edition}
            <select data-first value={edition} onChange={event => setEdition(event.target.value)}>
              {editions.map(name => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label className="field">
            {w.editionFrom}
            <select value={from} onChange={event => setFrom(event.target.value)}>
              {quarters.map(quarter => (
                <option key={quarter} value={quarter}>
                  {periodName(quarter)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <ReasonField reason={reason} onReason={setReason} tried={tried} />
        {problem && <Refused problem={problem} />}
      </div>
    </Dialog>
  )
}
