/** The coordinator's calendar: each period with its state; a look before closing, the signature, what came out. */
import { useState } from 'react'
import type { CalendarPeriod } from '../../api/disclosure/publication.contract.ts'
import { call } from '../api/call.ts'
import { forgetReleases, useReleases } from '../api/releases.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Scroll } from '../ui/Scroll.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as shell } from '../words/shell.ts'
import { words as territory } from '../words/territory.ts'
import { type Act, Refused, useAct } from './act.tsx'
import { ChooseEdition } from './ChooseEdition.tsx'
import { Errata } from './Errata.tsx'
import './disclosure.css'

type Asking = { period: CalendarPeriod; what: 'closing' | 'errata' }

export default function Calendar() {
  const w = useWords(words)
  const s = useWords(shell)
  const { periodName, day } = useWords(territory)
  const { state, data, retry, replace } = useAnswer('listPeriods')
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState<CalendarPeriod | null>(null)
  const due = data?.periods.filter(period => period.state === 'due').reverse() ?? []
  const next = data?.periods
    .filter(period => period.state === 'waiting' || period.state === 'open')
    .reduce<CalendarPeriod | null>(
      (first, one) => (!first || one.closesOn < first.closesOn ? one : first),
      null,
    )

  function finished(period: CalendarPeriod) {
    if (data) replace({ periods: data.periods.map(one => (one.id === period.id ? period : one)) })
    forgetReleases()
    retry()
    setAsking(null)
    setDone(period)
    announce(w.closedNow(periodName(period.id)))
  }

  return (
    <div className="releases releases-wide">
      <header>
        <h1>{s.screens.calendar}</h1>
        <p className="secondary">{w.calendarLead}</p>
      </header>
      {done && <Report period={done} />}
      {state === 'loading' && <Skeleton lines={8} />}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={retry}>{s.retry}</Button>}>
          {w.notLoaded}
        </Notice>
      )}
      {state === 'ready' && (
        <>
          <Card title={w.dueTitle}>
            {due.length === 0 ? (
              <p>{next ? w.nothingDue(periodName(next.id), day(next.closesOn)) : w.nothingDueEver}</p>
            ) : (
              <ul className="due">
                {due.map(period => (
                  <li key={period.id}>
                    <strong>{periodName(period.id)}</strong>
                    <span className="secondary">{w.dueSince(day(period.closesOn))}</span>
                    <Button kind="primary" onClick={() => setAsking({ period, what: 'closing' })}>
                      {w.lookAndClose(periodName(period.id))}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <ChooseEdition />
          <Card title={w.allPeriods}>
            <Scroll label={w.allPeriods}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{w.period}</th>
                    <th scope="col">{w.state}</th>
                    <th scope="col">{w.closesOn}</th>
                    <th scope="col">{w.edition}</th>
                    <th scope="col">{w.acts}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.periods.map(period => (
                    <tr key={period.id}>
                      <th scope="row">{periodName(period.id)}</th>
                      <td>
                        <span className={`state state-${period.state}`}>{w.states[period.state]}</span>
                        {period.closedBy && <small>{w.closedBy[period.closedBy]}</small>}
                        {period.errata && (
                          <small>{w.errataOn(day(period.errata.on), period.errata.reason)}</small>
                        )}
                      </td>
                      <td>{day(period.closedOn ?? period.closesOn)}</td>
                      <td>
                        {period.edition}
                        {period.tables.length > 0 ? ` · ${period.tables.join(' ')}` : ` · ${w.noTables}`}
                      </td>
                      <td>
                        {period.state === 'due' && (
                          <Button kind="plain" onClick={() => setAsking({ period, what: 'closing' })}>
                            {w.close}
                          </Button>
                        )}
                        {period.state === 'closed' && period.release && !period.errata && (
                          <Button kind="plain" onClick={() => setAsking({ period, what: 'errata' })}>
                            {w.errata}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </Card>
        </>
      )}
      {asking?.what === 'closing' && (
        <Closing period={asking.period} onDone={finished} onClose={() => setAsking(null)} />
      )}
      {asking?.what === 'errata' && (
        <Errata period={asking.period} onDone={finished} onClose={() => setAsking(null)} />
      )}
    </div>
  )
}

function Closing({ period, onDone, onClose }: Act) {
  const w = useWords(words)
  const s = useWords(shell)
  const { periodName, day } = useWords(territory)
  const name = periodName(period.id)
  const { state, data, retry } = useAnswer('preflightPeriod', { params: { period: period.id } })
  const { busy, problem, go } = useAct(
    () => call('closePeriod', { params: { period: period.id }, body: {} }),
    onDone,
  )
  const untold = data?.centres.filter(centre => centre.untold.length > 0) ?? []
  return (
    <Dialog
      title={w.closingTitle(name)}
      onClose={onClose}
      actions={
        <Button kind="primary" data-first busy={busy || state === 'loading'} onClick={go}>
          {busy ? w.closingNow : w.signAndClose}
        </Button>
      }
    >
      {state === 'loading' && <Skeleton lines={4} />}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={retry}>{s.retry}</Button>}>
          {w.notLoaded}
        </Notice>
      )}
      {data && (
        <>
          <h3>{w.daysTitle}</h3>
          {data.centres.length === 0 ? (
            <p>{w.daysClosed}</p>
          ) : untold.length === 0 ? (
            <p>{w.daysAllTold}</p>
          ) : (
            <ul>
              {untold.map(centre => (
                <li key={centre.centre}>
                  <strong>{centre.name}</strong>: {w.untold(centre.untold.length, centre.workingDays)}{' '}
                  <span className="secondary">
                    {centre.untold.slice(0, 6).map(day).join(', ')}
                    {centre.untold.length > 6 && '…'}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <h3>{w.answersTitle}</h3>
          {data.unanswered === null ? (
            <p>{w.tooFewToSay}</p>
          ) : (
            <ul>
              {data.unanswered.map(({ question, share }) => (
                <li key={question}>
                  {w.questions[question]}: {w.shares[share]}
                </li>
              ))}
            </ul>
          )}
          <p className="secondary">{w.closingMeans}</p>
        </>
      )}
      {problem && <Refused problem={problem} />}
    </Dialog>
  )
}

/** What just came out: how much is hidden and how far numbers may be, table by table. */
function Report({ period }: { period: CalendarPeriod }) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const { state, release, load } = useReleases()
  const body = release(period.id)
  if (!period.release) return <Notice>{w.closedWithoutTables(periodName(period.id))}</Notice>
  if (state === 'ready' && !body) load(period.id)
  return (
    <Card title={w.reportTitle(periodName(period.id))}>
      {!body ? (
        <Skeleton lines={3} />
      ) : (
        <table className="table">
          <caption className="secondary">{w.reportCaption(body.hidden)}</caption>
          <thead>
            <tr>
              <th scope="col">{w.table}</th>
              <th scope="col" className="figure">
                {w.cells}
              </th>
              <th scope="col" className="figure">
                {w.hidden}
              </th>
              <th scope="col" className="figure">
                {w.halfWidth}
              </th>
            </tr>
          </thead>
          <tbody>
            {body.grids.map(grid => (
              <tr key={`${grid.table} ${grid.by.join()}`}>
                <th scope="row">
                  {grid.table} · {grid.by.map(name => w.dimensions[name]).join(' × ') || w.whole}
                </th>
                <td className="figure">{grid.cells.length}</td>
                <td className="figure">{grid.cells.filter(cell => cell === null).length}</td>
                <td className="figure">± {grid.halfWidth}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
