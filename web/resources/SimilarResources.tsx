/** Likely duplicates under the name, each with its reasons: to open, or to keep apart with a word on why. */
import { useId, useRef, useState } from 'react'
import { refusals } from '../../api/guard/contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { type DifferenceReason, differences } from '../../api/resources/similar.codes.ts'
import type { Similar } from '../../api/resources/similar.contract.ts'
import { ResourceSymbol } from '../map/ResourceDetail.tsx'
import { Button } from '../ui/Button.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/similar.ts'
import { words as territoryWords } from '../words/territory.ts'
import type { Apart } from './draft.ts'
import type { Found } from './useSimilar.ts'
import './similar.css'

type Props = {
  found: Found
  apart: readonly Apart[]
  onApart: (apart: readonly Apart[]) => void
  onOpen: (resource: Resource) => void
  /** What to do when it is the same one; absent where nothing can be done. */
  same?: { label: string; onSame: (resource: Similar) => void } | undefined
  /** What is said above the likely ones, under them, and of how far they are where there is no crosshair. */
  said?: { likely: string; note: string; distance: (far: string) => string }
}

export function SimilarResources({ found, apart, onApart, onOpen, same, said }: Props) {
  const w = useWords(words)
  const similar = found.similar.filter(({ id }) => apart.every(one => one.id !== id))
  const likely = similar.filter(({ properties }) => properties.likely)
  const others = similar.filter(({ properties }) => !properties.likely)
  const list = (resources: readonly Similar[]) => (
    <ul>
      {resources.map(resource => (
        <Candidate
          key={resource.id}
          resource={resource}
          onOpen={onOpen}
          same={same}
          distanceTold={said?.distance ?? w.distance}
          onApart={one => onApart([...apart, one])}
        />
      ))}
    </ul>
  )
  return (
    <div className="similar">
      <span className="unseen" role="status">
        {similar.length > 0 && w.announced(likely.length, others.length)}
        {found.offline && w.cannot}
      </span>
      {found.offline && (
        <p className="secondary" aria-hidden="true">
          {w.cannot}
        </p>
      )}
      {likely.length > 0 && (
        <div className="similar-likely">
          <p>
            <b>{said?.likely ?? w.likely}</b>
          </p>
          {list(likely)}
          <p className="secondary">{said?.note ?? w.note}</p>
        </div>
      )}
      {others.length > 0 && (
        <div className="similar-others">
          <p className="secondary">{w.others}</p>
          {list(others)}
        </div>
      )}
      {apart.length > 0 && (
        <div className="similar-others">
          <p className="secondary">{w.apart}</p>
          <ul>
            {apart.map(one => (
              <li key={one.id}>
                <span>
                  {one.name} <small>{one.note ?? w.differences[one.reason]}</small>
                </span>
                <Button kind="plain" onClick={() => onApart(apart.filter(({ id }) => id !== one.id))}>
                  {w.undo}
                  <span className="unseen"> {one.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

type CandidateProps = {
  resource: Similar
  onOpen: (resource: Resource) => void
  same: Props['same']
  distanceTold: (far: string) => string
  onApart: (apart: Apart) => void
}

function Candidate({ resource, onOpen, same, distanceTold, onApart }: CandidateProps) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const t = useWords(territoryWords)
  const [asking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { name, type, reasons, distance } = resource.properties
  const far =
    distance === null
      ? null
      : distance < 1000
        ? `${t.number(Math.round(distance / 10) * 10)} m`
        : `${t.number(Math.round(distance / 1000))} km`
  const why = [
    r.types[type],
    ...reasons.filter(reason => reason !== 'near' || far === null).map(reason => w.reasons[reason]),
    far && distanceTold(far),
  ]
  return (
    <li>
      <ResourceSymbol resource={resource} />
      <span>
        {name} <small>{why.filter(Boolean).join(' · ')}</small>
      </span>
      <span className="similar-acts">
        <Button kind="plain" onClick={() => onOpen(resource)}>
          {w.open}
          <span className="unseen"> {name}</span>
        </Button>
        <Button kind="plain" ref={opener} aria-expanded={asking} onClick={() => setAsking(before => !before)}>
          {w.another}
          <span className="unseen"> {name}</span>
        </Button>
        {same && (
          <Button kind="plain" onClick={() => same.onSame(resource)}>
            {same.label}
            <span className="unseen"> {name}</span>
          </Button>
        )}
      </span>
      {asking && (
        <Why
          name={name}
          onSay={(reason, note) => onApart({ id: resource.id, name, reason, ...(note ? { note } : {}) })}
          onBack={() => {
            setAsking(false)
            opener.current?.focus()
          }}
        />
      )}
    </li>
  )
}

type WhyProps = {
  name: string
  onSay: (reason: DifferenceReason, note?: string) => void
  onBack: () => void
}

/** Three reasons are one act each; the fourth asks for words, which the guard reads. */
function Why({ name, onSay, onBack }: WhyProps) {
  const w = useWords(words)
  const language = useLanguage()
  const id = useId()
  const [writing, setWriting] = useState(false)
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  function say() {
    const text = note.trim()
    const refused = refusals({ note: text }).map(({ detail }) => detail[language])
    if (text && refused.length === 0) onSay('other', text)
    else setFault(refused.join(' ') || w.missingNote)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out inside a list's row by every browser
    <div
      className="similar-why"
      role="group"
      aria-label={w.why(name)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onBack()
      }}
    >
      <div className="chips">
        {differences.map((reason, index) => (
          <button
            key={reason}
            type="button"
            className="chip"
            ref={index === 0 ? focused : undefined}
            aria-pressed={reason === 'other' ? writing : undefined}
            onClick={() => (reason === 'other' ? setWriting(true) : onSay(reason))}
          >
            {w.differences[reason]}
          </button>
        ))}
      </div>
      {writing && (
        <div className="field">
          <label htmlFor={id}>{w.noteLabel}</label>
          <input
            id={id}
            ref={focused}
            maxLength={200}
            autoComplete="off"
            value={note}
            aria-invalid={fault !== null || undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            onChange={event => {
              setNote(event.target.value)
              setFault(null)
            }}
            onKeyDown={event => {
              // Enter would send the form around it.
              if (event.key !== 'Enter') return
              event.preventDefault()
              say()
            }}
          />
          {fault && (
            <span className="fault" id={`${id}-fault`}>
              {fault}
            </span>
          )}
          <div className="row">
            <Button onClick={say}>{w.confirm}</Button>
            <Button kind="plain" onClick={onBack}>
              {w.back}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}

/** What opens takes the focus once. */
const focused = (element: HTMLElement | null) => element?.focus()
