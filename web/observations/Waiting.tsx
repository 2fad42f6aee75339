/** What waits in this browser, on every screen of who recorded it: a count in the header, and what to do behind it. */
import { useEffect, useRef, useState } from 'react'
import { useAccount } from '../accounts/account.tsx'
import { SignInAgain } from '../accounts/SignInAgain.tsx'
import { boot } from '../api/boot.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { emptyView, useView } from '../view/view.ts'
import { locale, useWords } from '../words/language.ts'
import { words as desk } from '../words/observations.ts'
import { words } from '../words/offline.ts'
import { problemWords } from '../words/problems.ts'
import { words as tally } from '../words/tally.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { isGroup, type Recordable, type RefusedRecord, useQueue } from './queue.ts'
import { sizeOf } from './tally.ts'
import './waiting.css'

/** An access on its way to a server that answers is not worth a word, ms. */
const unnoticed = 1500
/** How many are listed: the count says the rest. */
const listed = 50

const moment = (at: string) =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: 'Europe/Rome',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))

export default function Waiting() {
  const w = useWords(words)
  const { state, waiting, refused } = useQueue()
  /** Once seen it stays until all is sent, also while it goes. */
  const [shown, setShown] = useState(false)
  const [open, setOpen] = useState(false)
  const some = waiting > 0
  const stopped = state !== 'sending' && state !== 'ready'
  useEffect(() => {
    if (!some || stopped) return setShown(some)
    const clock = setTimeout(() => setShown(true), unnoticed)
    return () => clearTimeout(clock)
  }, [some, stopped])
  const before = useRef({ shown, refused: refused.length })
  useEffect(() => {
    if (before.current.shown && !some) announce(w.sent)
    if (refused.length > before.current.refused) announce(w.toReview(refused.length))
    before.current = { shown: shown || (before.current.shown && some), refused: refused.length }
  }, [shown, some, refused.length, w])
  if (!shown && refused.length === 0 && !open) return null
  const said = [
    ...(shown ? [w.waiting(waiting)] : []),
    ...(refused.length > 0 ? [w.toReview(refused.length)] : []),
  ]
  return (
    <>
      {said.length > 0 && (
        <button type="button" className="waiting-badge" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {said.join(' · ')}
        </button>
      )}
      {open && <Panel onClose={() => setOpen(false)} />}
    </>
  )
}

function Panel({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const d = useWords(desk)
  const labels = useWords(vocabulary)
  const g = useWords(tally)
  const { username } = useAccount()
  const { queue, state, waiting, entries, refused, newer } = useQueue()
  const { view, act } = useView()
  const [entering, setEntering] = useState(false)
  const another = state === 'signed-out' || state === 'other-account'
  const areaName = (id: string) =>
    boot.areas.features.find(area => area.properties.id === id)?.properties.name ??
    (id === 'outside' ? d.outside : d.unknownArea)
  const what = (record: Recordable | null) => {
    if (record && isGroup(record)) return `${g.group} · ${g.size(sizeOf(record.participants))}`
    const need = record?.needs[0] && labels.needDomain[record.needs[0].domain]
    return record && need ? `${need} · ${areaName(record.residenceArea)}` : w.unknownAccess
  }
  function correct({ order, record }: RefusedRecord) {
    onClose()
    const screen = record && isGroup(record) ? 'tally' : 'record'
    if (view.screen !== screen) act({ ...emptyView, screen })
    queue.want(order)
  }
  return (
    <Dialog title={w.panel} onClose={onClose}>
      <div className="waiting">
        {waiting > 0 && (
          <>
            <p>
              <strong>{w.waiting(waiting)}.</strong> {w.state[state]}{' '}
              {state === 'other-account' && `${w.otherAccount} `}
              {another && w.enterAs(username)}
            </p>
            <ol className="waiting-list">
              {entries.slice(0, listed).map(({ order, at, record }) => (
                <li key={order}>
                  <span>{what(record)}</span>
                  <time className="secondary" dateTime={at}>
                    {moment(at)}
                  </time>
                </li>
              ))}
            </ol>
            {newer > 0 && <p className="secondary">{w.newer(newer)}</p>}
            <p className="secondary">{w.safe}</p>
            {another ? (
              <Button kind="primary" data-first="" onClick={() => setEntering(true)}>
                {w.enter}
              </Button>
            ) : (
              <Button
                kind="primary"
                data-first=""
                busy={state === 'sending'}
                onClick={() => void queue.send({ session: true })}
              >
                {w.sendNow}
              </Button>
            )}
          </>
        )}
        {waiting === 0 && refused.length === 0 && <p>{w.sent}.</p>}
        {refused.length > 0 && (
          <section aria-labelledby="to-review">
            <h3 id="to-review">{w.reviewTitle}</h3>
            <p className="secondary">{w.reviewText}</p>
            <ul className="waiting-list">
              {refused.map(each => (
                <Refused
                  key={each.order}
                  refused={each}
                  what={what(each.record)}
                  onCorrect={() => correct(each)}
                  onDiscard={() => void queue.discard(each.order)}
                />
              ))}
            </ul>
          </section>
        )}
        {entering && <SignInAgain onEntered={() => setEntering(false)} />}
      </div>
    </Dialog>
  )
}

type RefusedProps = {
  refused: RefusedRecord
  what: string
  onCorrect: () => void
  onDiscard: () => void
}

function Refused({ refused: { at, record, why }, what, onCorrect, onDiscard }: RefusedProps) {
  const w = useWords(words)
  const [asked, setAsked] = useState(false)
  const { title, text } = problemWords(why)
  const details = (why.errors ?? []).map(each => each.detail)
  const reason = `${title}: ${details.length > 0 ? details.join('; ') : text}`
  return (
    <li>
      <span>{what}</span>
      {at && (
        <time className="secondary" dateTime={at}>
          {moment(at)}
        </time>
      )}
      <p>{reason}</p>
      {asked ? (
        <div className="waiting-acts" role="alert">
          <span>{w.discardAsk}</span>
          <Button ref={button => button?.focus()} onClick={() => setAsked(false)}>
            {w.keep}
          </Button>
          <Button onClick={onDiscard}>{w.discard}</Button>
        </div>
      ) : (
        <div className="waiting-acts">
          {record && (
            <Button aria-label={`${w.correct}: ${what}`} onClick={onCorrect}>
              {w.correct}
            </Button>
          )}
          <Button kind="plain" aria-label={`${w.discard}: ${what}`} onClick={() => setAsked(true)}>
            {w.discard}
          </Button>
        </div>
      )}
    </li>
  )
}
