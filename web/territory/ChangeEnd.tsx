/** The end of every change: why, and the act that saves it. */
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { ProblemBody } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/territory-change.ts'

type Props = {
  from: string
  busy: boolean
  back: string
  onBack: () => void
  onConfirm: (reason: string) => void
  /** What must be decided before, in words; it is said instead of saving. */
  undecided: string | null
}

export function ChangeEnd({ from, busy, back, onBack, onConfirm, undecided }: Props) {
  const w = useWords(words)
  const id = useId()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [awaited, setAwaited] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  function submit(event: FormEvent) {
    event.preventDefault()
    const told = undecided ?? (reason.trim() ? null : w.missingReason)
    setFault(told)
    if (told) field.current?.focus()
    else if (busy) setAwaited(true)
    else onConfirm(reason.trim())
  }
  // Confirmed while the impact was being counted again: saved when it is, if nothing new is to be decided.
  const confirm = useEffectEvent(() => {
    setAwaited(false)
    if (undecided === null && reason.trim()) onConfirm(reason.trim())
  })
  useEffect(() => {
    if (awaited && !busy) confirm()
  }, [awaited, busy])
  return (
    <form onSubmit={submit} noValidate className="change-end">
      <div className="field">
        <label htmlFor={`${id}-reason`}>{w.reason}</label>
        <span className="secondary" id={`${id}-help`}>
          {w.reasonHelp}
        </span>
        <textarea
          id={`${id}-reason`}
          ref={field}
          rows={2}
          maxLength={500}
          value={reason}
          aria-invalid={fault !== null || undefined}
          aria-describedby={`${id}-help ${id}-fault`}
          onChange={event => setReason(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
          }}
        />
        <span className="fault" id={`${id}-fault`} role="status">
          {fault}
        </span>
      </div>
      <div className="row">
        <Button kind="primary" type="submit" busy={busy} chord="Ctrl ↵">
          {w.confirm(w.day(from))}
        </Button>
        <Button onClick={onBack}>{back}</Button>
      </div>
    </form>
  )
}

/** What the server refused, each fault in its words. */
export function Refused({ problem }: { problem: ProblemBody | null }): ReactNode {
  const w = useWords(words)
  if (!problem) return null
  const said = problemWords(problem)
  return (
    <Notice kind="warning">
      {problem.errors ? (
        <ul className="plain-list">
          {problem.errors.map(({ pointer, code, detail }) => (
            <li key={`${pointer} ${code}`}>{detail}</li>
          ))}
        </ul>
      ) : (
        <>
          <strong>{said.title}.</strong>{' '}
          {problem.type.endsWith('changed-meanwhile') ? w.changedMeanwhile : said.text}
        </>
      )}
    </Notice>
  )
}
