/** A week of opening hours: a table that a screen reader reads and paper prints, with a bar for each day. */
import type { DayHours, Opening } from '../../api/hours/contract.ts'
import { words } from '../words/hours.ts'
import { language, useWords } from '../words/language.ts'
import type { Hours } from './library.ts'
import './hours.css'

type Props = { library: Hours; hours: string; today: string }
const fullDay = 24 * 60

/** The hours shown at least, so that bars of different places compare. */
const usual = { from: 8 * 60, to: 20 * 60 }

export function WeekHours({ library, hours, today }: Props) {
  const w = useWords(words)
  const week = library.weekOf(hours, today)
  if (!week) return null
  // What is to be confirmed is often the whole day, and would make the sure hours small.
  const all = week.flatMap(({ openings }) => openings).filter(({ unknown }) => !unknown)
  const from = Math.min(usual.from, ...all.map(opening => opening.from))
  const to = Math.max(usual.to, ...all.map(opening => opening.to))
  const share = (minutes: number) => `${(100 * minutes) / (to - from)}%`
  const time = (minute: number) => library.timeInWords(minute, language())
  const told = ({ from: start, to: end, unknown, comment }: Opening) => {
    const wholeDay = start === 0 && end === fullDay
    const span = wholeDay ? w.allDay : `${time(start)}–${time(end)}`
    if (!unknown) return span
    const doubt = comment ? library.inWords(`"${comment}"`, language()) : w.toConfirm
    return wholeDay ? doubt : `${span} (${doubt})`
  }
  const row = ({ day, holiday, openings }: DayHours) => (
    <tr key={day} className={day === today ? 'week-today' : undefined}>
      <th scope="row">
        {w.dayShort(day)}
        {day === today && <span className="unseen"> ({w.today})</span>}
      </th>
      <td className="week-bar" aria-hidden="true">
        <span className="week-track">
          {openings.map(opening => (
            <span
              key={opening.from}
              className={opening.unknown ? 'week-open week-unsure' : 'week-open'}
              style={{
                insetInlineStart: share(opening.from - from),
                width: share(opening.to - opening.from),
              }}
            />
          ))}
        </span>
      </td>
      <td>
        {openings.length > 0 ? openings.map(told).join(', ') : w.closedAllDay}
        {holiday && <small> · {w.holiday}</small>}
      </td>
    </tr>
  )
  return (
    <table className="week-hours">
      <caption className="unseen">{w.week}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{w.day}</th>
          <td />
          <th scope="col">{w.hours}</th>
        </tr>
      </thead>
      <tbody>{week.map(row)}</tbody>
    </table>
  )
}
