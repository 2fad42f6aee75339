/** Under the field of the hours: what was understood, in words and as a week, while it is typed. */
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { useHours, useNow } from './library.ts'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

export function HoursEcho({ text, id }: { text: string; id: string }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const typed = text.trim()
  const { hours: library, failed } = useHours(typed !== '')
  const understood = library && typed ? library.fromSpeech(typed, language) : null
  return (
    <div id={id} className="hours-echo" aria-live="polite">
      {typed && !library && <p className="secondary">{failed ? w.notLoaded : w.loading}</p>}
      {understood?.fault && <p className="hours-fault">{understood.fault.detail[language]}</p>}
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
