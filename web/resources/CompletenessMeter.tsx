/** How much is known of a resource, and the one question whose answer would help most. */
import { completenessOf, type Question } from '../../api/resources/completeness.contract.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'

type Props = {
  known: Parameters<typeof completenessOf>[0]
  /** Absent: the question is only told. */
  onAnswer?: (question: Question) => void
}

export function CompletenessMeter({ known, onAnswer }: Props) {
  const w = useWords(words)
  const { known: count, of, next } = completenessOf(known)
  return (
    <div className="completeness">
      <meter min={0} max={of} value={count} aria-label={w.completeness(count, of)} />
      <p>
        <b>{w.completeness(count, of)}.</b>{' '}
        {next ? (
          <>
            {w.wouldKnow} {w.questions[next]}
          </>
        ) : (
          w.completenessFull
        )}
      </p>
      {next && onAnswer && (
        <Button kind="plain" onClick={() => onAnswer(next)}>
          {w.answer}
        </Button>
      )}
    </div>
  )
}

/** In a list: how much is known, small enough to be passed over. */
export function CompletenessInRow({ known }: Pick<Props, 'known'>) {
  const w = useWords(words)
  const { known: count, of } = completenessOf(known)
  const full = count === of
  return (
    <span className="completeness-row" title={w.completeness(count, of)}>
      <span aria-hidden="true" data-full={full || undefined}>
        <i style={{ inlineSize: `${(100 * count) / of}%` }} />
      </span>
      <span className="unseen">{w.completeness(count, of)}</span>
    </span>
  )
}
