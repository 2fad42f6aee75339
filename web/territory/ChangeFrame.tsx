/** What every change goes through: from which day, what it is, what it would do, why. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { type ProblemBody, problemOf } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory-change.ts'
import { ChangeEnd, Refused } from './ChangeEnd.tsx'

/** One question to the server at a time, and what it says against it. */
export function useAsking() {
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  /** @param again asked when the territory has changed since it was seen; the refusal stays in sight */
  async function ask(question: () => Promise<void>, again?: () => Promise<void>) {
    setBusy(true)
    setProblem(null)
    try {
      await question()
    } catch (error) {
      const told = problemOf(error)
      setProblem(told)
      if (again && told.type.endsWith('changed-meanwhile')) await again().then(() => setProblem(told))
    }
    setBusy(false)
  }
  return { problem, setProblem, busy, ask }
}

type Props = {
  title: string
  from: string
  onFrom: (from: string) => void
  earliest: string | null
  problem: ProblemBody | null
  busy: boolean
  onPreview: () => void
  onCancel: () => void
  /** What it would do, once that was asked. */
  impact: ReactNode
  back: string
  onBack: () => void
  onConfirm: (reason: string) => void
  /** What must be decided before it is saved, in words. */
  undecided?: string | null
  /** The fields of the change itself. */
  children: ReactNode
}

export function ChangeFrame(props: Props) {
  const { title, from, onFrom, earliest, problem, busy, impact } = props
  const w = useWords(words)
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const head = (
    <h2 ref={heading} tabIndex={-1}>
      {title}
    </h2>
  )
  if (impact)
    return (
      <section className="change" aria-label={w.impact}>
        {head}
        <p>
          <b>{w.impact}</b> {w.since(w.day(from))}
        </p>
        {impact}
        <Refused problem={problem} />
        <ChangeEnd
          from={from}
          busy={busy}
          back={props.back}
          onBack={props.onBack}
          onConfirm={props.onConfirm}
          undecided={props.undecided ?? null}
        />
      </section>
    )
  return (
    <form
      className="change"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (!busy) props.onPreview()
      }}
    >
      {head}
      <div className="field">
        <label htmlFor={`${id}-from`}>{w.from}</label>
        <input
          id={`${id}-from`}
          type="date"
          value={from}
          min={earliest ?? undefined}
          aria-describedby={`${id}-from-help`}
          onChange={event => event.target.value && onFrom(event.target.value)}
        />
        <span className="secondary" id={`${id}-from-help`}>
          {w.fromHelp(earliest && w.day(earliest))}
        </span>
      </div>
      {props.children}
      <Refused problem={problem} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {w.preview}
        </Button>
        <Button onClick={props.onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}
