/** The hours of a place in its card: whether it is open now, the sentence, the week. */
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { useHours, useNow } from './library.ts'
import { nowIn } from './now.ts'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

type Props = {
  hours: string | null | undefined
  /** As they were written, where they could not be read: neither open nor closed. */
  text?: string | undefined
  /** False for a place that is closed whatever its hours say. */
  inUse?: boolean
}

export function HoursTold({ hours, text, inUse = true }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const { hours: library, failed } = useHours(Boolean(hours))
  if (!hours && text)
    return (
      <div className="hours-told">
        <p className="hours-now">{w.unsure}</p>
        <p className="hours-text">
          {w.asWritten}: «{text}»
        </p>
      </div>
    )
  if (!hours) return <>{w.notKnown}</>
  if (!library) return <>{failed ? hours : w.loading}</>
  const state = nowIn(library, hours, now, w)
  return (
    <div className="hours-told">
      {inUse && (
        <p className={state.open ? 'hours-now hours-open' : 'hours-now'}>
          <span aria-hidden="true" className="hours-dot" />
          {state.text}
        </p>
      )}
      <p>{library.inWords(hours, language)}</p>
      <WeekHours library={library} hours={hours} today={library.today(now)} />
    </div>
  )
}
