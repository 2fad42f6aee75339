/** The hours of a place in its card: whether it is open now, the sentence, the week. */
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { useHours, useNow } from './library.ts'
import { nowIn } from './now.ts'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

/** @param inUse false for a place that is closed whatever its hours say */
export function HoursTold({ hours, inUse = true }: { hours: string | null | undefined; inUse?: boolean }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const { hours: library, failed } = useHours(Boolean(hours))
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
