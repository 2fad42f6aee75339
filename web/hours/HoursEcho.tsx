/** Under the field of the hours: what was understood, in words and as a week, while it is typed; or what it may mean. */
import { Button } from '../ui/Button.tsx'
import { words } from '../words/hours.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { HoursChoice } from './HoursChoice.tsx'
import { useHours, useNow } from './library.ts'
import { WeekHours } from './WeekHours.tsx'
import './hours.css'

type Props = {
  text: string
  id: string
  /** The fault stands at the field already. */
  told: boolean
  /** @param hours a reading in words that has no other meaning */
  onChoose: (hours: string) => void
  /** The text is kept although it cannot be read. */
  asWritten?: boolean
  onKeep?: () => void
}

export function HoursEcho({ text, id, told, onChoose, asWritten = false, onKeep }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const typed = text.trim()
  const { hours: library, failed } = useHours(typed !== '')
  const understood = library && typed ? library.fromSpeech(typed, language) : null
  const unread = understood?.fault ?? understood?.question
  return (
    <div id={id} className="hours-echo" aria-live="polite">
      {typed && !library && <p className="secondary">{failed ? w.notLoaded : w.loading}</p>}
      {unread && !told && <p className="hours-fault">{unread.detail[language]}</p>}
      {library && understood?.question && (
        <HoursChoice
          library={library}
          readings={understood.question.readings}
          onChoose={hours => onChoose(library.inWords(hours, language))}
        />
      )}
      {unread &&
        (asWritten ? (
          <p>{w.kept}</p>
        ) : (
          onKeep && (
            <Button kind="plain" onClick={onKeep}>
              {w.keep}
            </Button>
          )
        ))}
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
