/** Each text of opening hours in a file beside what it means; a person chooses or types what is right, once for all its rows. */
import { useState } from 'react'
import type { HoursText, ResourceImportReport } from '../../../api/resources/import/contract.ts'
import { type Hours, useHours, useNow } from '../../hours/library.ts'
import { WeekHours } from '../../hours/WeekHours.tsx'
import { Button } from '../../ui/Button.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { locale, useLanguage, useWords } from '../../words/language.ts'
import { words } from '../../words/resourceImports.ts'

type Choices = Readonly<Record<string, string | null>>
type Props = { report: ResourceImportReport; hours: Choices; change: (hours: Choices) => void }

const stateOf = ({ openingHours, readings }: HoursText) =>
  openingHours !== null ? 'read' : readings.length > 0 ? 'choice' : 'unread'

export function ImportHours({ report, hours, change }: Props) {
  const w = useWords(words)
  const { hours: library } = useHours(report.hours.length > 0)
  if (report.hours.length === 0) return null
  const unsettled = report.hours.filter(text => !text.chosen && stateOf(text) !== 'read').length
  return (
    <div className="card">
      <h3>{w.hoursTitle}</h3>
      <p className="secondary">{w.hoursLead(report.hoursTexts, unsettled)}</p>
      <Scroll label={w.hoursTitle}>
        <table className="table rimport-hours">
          <thead>
            <tr>
              <th scope="col">{w.hoursText}</th>
              <th scope="col">{w.hoursReading}</th>
              <th scope="col" className="figure">
                {w.rows}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.hours.map(text => (
              <tr key={text.key} data-state={stateOf(text)}>
                <th scope="row">{text.text}</th>
                <td>
                  <Reading
                    text={text}
                    library={library}
                    choose={reading => {
                      const { [text.key]: _before, ...others } = hours
                      change(reading === undefined ? others : { ...others, [text.key]: reading })
                    }}
                  />
                </td>
                <td className="figure">{text.rows.toLocaleString(locale())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {report.hours.length < report.hoursTexts && (
        <p className="secondary">{w.hoursShown(report.hours.length, report.hoursTexts)}</p>
      )}
    </div>
  )
}

type ReadingProps = {
  text: HoursText
  library: Hours | null
  /** @param reading null keeps the text, undefined takes the choice back */
  choose: (reading: string | null | undefined) => void
}

function Reading({ text, library, choose }: ReadingProps) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  const [typed, setTyped] = useState('')
  const [writes, setWrites] = useState(false)
  const told = (hours: string) => library?.inWords(hours, language) ?? hours
  const understood = typed.trim() && library ? library.fromSpeech(typed.trim(), language) : null
  const unread = understood?.fault ?? understood?.question
  const state = stateOf(text)
  const isOpen = writes || (!text.chosen && state !== 'read')
  return (
    <div className="rimport-reading">
      {state === 'read' ? (
        <details>
          <summary>{told(text.openingHours!)}</summary>
          {library && <WeekHours library={library} hours={text.openingHours!} today={library.today(now)} />}
        </details>
      ) : (
        <p className="rimport-unread">
          {text.chosen ? w.hoursKept : ((text.question ?? text.fault)?.[language] ?? w.hoursUnread)}
        </p>
      )}
      {!text.chosen && text.readings.length > 0 && (
        <ul className="rimport-readings">
          {text.readings.map(reading => (
            <li key={reading}>
              <Button onClick={() => choose(reading)}>{told(reading)}</Button>
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <form
          className="rimport-fix"
          onSubmit={event => {
            event.preventDefault()
            if (!understood?.hours) return
            setWrites(false)
            setTyped('')
            choose(understood.hours)
          }}
        >
          <label className="field">
            {w.hoursRight}
            <input
              value={typed}
              maxLength={300}
              autoComplete="off"
              placeholder="lun-ven 9-13"
              onChange={event => setTyped(event.target.value)}
            />
          </label>
          <Button type="submit" aria-disabled={!understood?.hours || undefined}>
            {w.hoursUse}
          </Button>
          <p className="secondary" role="status">
            {unread ? unread.detail[language] : understood?.hours ? told(understood.hours) : ''}
          </p>
        </form>
      )}
      <p className="rimport-acts">
        {state !== 'read' && !text.chosen && (
          <Button kind="plain" onClick={() => choose(null)}>
            {w.hoursKeep}
          </Button>
        )}
        {state === 'read' && !text.chosen && (
          <Button kind="plain" aria-expanded={writes} onClick={() => setWrites(!writes)}>
            {w.hoursWrong}
          </Button>
        )}
        {text.chosen && (
          <Button kind="plain" onClick={() => choose(undefined)}>
            {w.hoursAgain}
          </Button>
        )}
      </p>
    </div>
  )
}
