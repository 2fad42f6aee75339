/** The week of the centre beside the desk: a working day without accesses is a question, not a zero. */
import type { CompletenessDay } from '../../api/observations/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { capital, dayWords, today, weekUntil } from './days.ts'
import { contactsIn, type Week } from './week.ts'

type Props = {
  week: Week
  /** While an access is being corrected nothing else is asked. */
  waiting: boolean
  onDeclare: (day: string, none: boolean) => void
  onRecordFor: (day: string) => void
}

/** How many questions stand at once, the latest days first. */
const askedAtOnce = 3

export function WeekStrip({ week, waiting, onDeclare, onRecordFor }: Props) {
  const w = useWords(words)
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

  const now = today()
  const thisWeek = weekUntil(now)
  const count = (day: string) =>
    week.records.reduce((sum, record) => sum + (record.date === day ? contactsIn(record) : 0), 0)
  const isEmpty = ({ day, working }: CompletenessDay) => working && day < now && count(day) === 0
  const asked = week.days.filter(each => isEmpty(each) && !each.declaredNone).reverse()
  const declared = week.days.filter(each => each.declaredNone && count(each.day) === 0).reverse()
  // A weekday outside the hours is not drawn; a holiday is, or the week would look as if it had lost a day.
  const drawn = week.days.filter(
    ({ day, notWorking }) =>
      thisWeek.includes(day) && (notWorking !== 'weekday' || day === now || count(day) > 0),
  )
  const long = (day: string) => dayWords(day, { weekday: 'long' })
  /** Days of last week need their number, or there would be two Thursdays. */
  const named = (day: string) =>
    thisWeek.includes(day) ? long(day) : dayWords(day, { weekday: 'long', day: 'numeric', month: 'long' })
  const said = ({ day, notWorking, declaredNone }: CompletenessDay) =>
    count(day) > 0 || day === now
      ? w.accesses(count(day))
      : notWorking
        ? w.notWorking[notWorking]
        : declaredNone
          ? w.declaredNone
          : w.weekHint
  return (
    <Card title={w.week} className="week-card">
      <ol className="week" aria-label={w.weekDays}>
        {drawn.map(each => {
          const { day, notWorking } = each
          const closed = notWorking && day !== now && count(day) === 0
          const question = asked.includes(each)
          return (
            <li
              key={day}
              className={day === now ? 'week-today' : question ? 'week-empty' : closed ? 'week-closed' : ''}
            >
              <span aria-hidden="true">{day === now ? w.today : dayWords(day, { weekday: 'short' })}</span>
              <strong aria-hidden="true">
                {question ? '—' : closed ? w.notWorking[notWorking] : count(day)}
              </strong>
              <span className="unseen">
                {long(day)}: {said(each)}
              </span>
            </li>
          )
        })}
      </ol>
      {asked.length > 0 && (
        <div className="week-question">
          <p>{w.weekHint}</p>
          <ul>
            {asked.slice(0, askedAtOnce).map(({ day }) => (
              <li key={day}>
                <strong>{capital(named(day))}</strong>
                {!waiting && (
                  <span className="week-acts">
                    <Button
                      aria-label={w.declareNoneOn(named(day))}
                      onClick={() => onDeclare(day, true)}
                      data-asked=""
                    >
                      {w.declareNone}
                    </Button>
                    <Button onClick={() => onRecordFor(day)}>{w.recordFor(named(day))}</Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
          {asked.length > askedAtOnce && (
            <p className="secondary">{w.earlierDays(asked.length - askedAtOnce)}</p>
          )}
        </div>
      )}
      {declared.length > 0 && (
        <ul className="week-declared secondary">
          {declared.map(({ day }) => (
            <li key={day}>
              {w.declared(capital(named(day)))}{' '}
              {!waiting && (
                <Button
                  kind="plain"
                  aria-label={`${w.takeDeclarationBack}: ${w.declared(named(day))}`}
                  onClick={() => onDeclare(day, false)}
                >
                  {w.takeDeclarationBack}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
