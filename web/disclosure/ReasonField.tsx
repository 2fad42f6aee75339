/** Why a coordinator does what stays in the ledger for ever. */
import { useId } from 'react'
import { useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'

/** A reason of fewer letters says nothing. */
export const tooShort = (reason: string) => reason.trim().length < 10

type Props = {
  reason: string
  onReason: (reason: string) => void
  /** It was signed already, so what is missing is a fault. */
  tried: boolean
}

export function ReasonField({ reason, onReason, tried }: Props) {
  const w = useWords(words)
  const hint = useId()
  const fault = tried && tooShort(reason)
  return (
    <>
      <label className="field">
        {w.reason}
        <textarea
          rows={3}
          maxLength={500}
          value={reason}
          aria-invalid={fault}
          aria-describedby={hint}
          onChange={event => onReason(event.target.value)}
        />
      </label>
      <p id={hint} className={fault ? 'field-fault' : 'secondary'}>
        {w.reasonHint}
      </p>
    </>
  )
}
