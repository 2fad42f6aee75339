/** The week of the centre beside the desk: a day without accesses is a question, not a zero. */
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { language, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { dayWords, isWeekend, today, weekUntil } from './days.ts'
import type { Week } from './week.ts'

type Props = { week: Week; areaName: (id: string) => string; onRecordFor: (day: string) => void }

export function WeekStrip({ week, areaName, onRecordFor }: Props) {
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const now = today()
  const days = weekUntil(now)
  const count = (day: string) => week.accesses.filter(access => access.date === day).length
  const empty = days.filter(day => day !== now && !isWeekend(day) && count(day) === 0)
  const weekday = (day: string) => dayWords(day, { weekday: 'long' })
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

  if (week.state === 'loading')
    return (
      <Card title={w.week}>
        <Skeleton />
      </Card>
    )
  if (week.state === 'failed')
    return (
      <Notice kind="warning" action={<Button onClick={week.retry}>{w.retry}</Button>}>
        {w.weekFailed}
      </Notice>
    )
  const ofToday = week.accesses.filter(access => access.date === now)
  return (
    <>
      <Card title={w.week}>
        <ol className="week" aria-label={w.weekDays}>
          {days.map(day => (
            <li key={day} className={day === now ? 'week-today' : empty.includes(day) ? 'week-empty' : ''}>
              <span aria-hidden="true">{day === now ? w.today : dayWords(day, { weekday: 'short' })}</span>
              <strong aria-hidden="true">{empty.includes(day) ? '—' : count(day)}</strong>
              <span className="unseen">
                {weekday(day)}: {w.accesses(count(day))}
              </span>
            </li>
          ))}
        </ol>
        {empty.length > 0 && (
          <div className="week-question">
            <p>
              {w.emptyDays(
                capital(new Intl.ListFormat(language(), { type: 'conjunction' }).format(empty.map(weekday))),
              )}
            </p>
            {empty.map(day => (
              <Button key={day} kind="plain" onClick={() => onRecordFor(day)}>
                {w.recordFor(weekday(day))}
              </Button>
            ))}
          </div>
        )}
      </Card>
      <Card title={`${w.todayList} · ${ofToday.length}`}>
        {ofToday.length === 0 ? (
          <p className="secondary">{w.todayEmpty}</p>
        ) : (
          <ol className="today">
            {ofToday.map(access => (
              <li key={access.id}>
                <strong>{labels.needDomain[access.needs[0]!.domain]}</strong> ·{' '}
                {areaName(access.residenceArea)}
                <span className="secondary">
                  {labels.outcome[access.needs[0]!.outcome]}
                  {access.needs.length > 1 && ` · ${w.moreNeeds(access.needs.length - 1)}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Card>
    </>
  )
}
