/** Under the field of the hours: what was understood, in words and as a week, while it is typed. */
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { useHours, useNow } from './library.ts'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

/** @param told the fault stands at the field already */
export function HoursEcho({ text, id, told }: { text: string; id: string; told: boolean }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const typed = text.trim()
  const { hours: library, failed } = useHours(typed !== '')
  const understood = library && typed ? library.fromSpeech(typed, language) : null
  return (
    <div id={id} className="hours-echo" aria-live="polite">
      {typed && !library && <p className="secondary">{failed ? w.notLoaded : w.loading}</p>}
      {understood?.fault && !told && <p className="hours-fault">{understood.fault.detail[language]}</p>}
      {library && understood?.hours && (
        <>
          <p>
            <span className="secondary">{w.understood}: </span>
            {library.inWords(understood.hours, language)}
          </p>
          <WeekHours library={library} hours={understood.hours} today={library.today(now)} />
        </>
      )}
    </div>
  )
}
