/** A group or the street: one tap for each person, and the taps become accesses. */

import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { earliestDay, needDomains, outcomes, unmetReasons } from '../../api/observations/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { type ProblemBody, problemOf } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { useSource } from '../map/sources.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Choice, focusQuestion, type Option } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Toast } from '../ui/Toast.tsx'
import { act, paths } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/tally.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { useCentreName } from './centre.ts'
import { today } from './days.ts'
import type { Sticky } from './draft.ts'
import { useKeptTally } from './kept-tally.ts'
import { Occasion } from './Occasion.tsx'
import { areaOptions, inOrder } from './questions.ts'
import { useQueue } from './queue.ts'
import { agesWithKeys, TallyPad } from './TallyPad.tsx'
import { type Contact, contactOf, type Group, linesOf, mostContacts, recordOf, withoutOne } from './tally.ts'
import { useOpenMonth } from './week.ts'
import './record.css'
import './tally.css'

type Age = Contact['ageBand']

export default function Tally() {
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const language = useLanguage()
  const account = useAccount()
  const [sticky, setSticky] = useState<Omit<Sticky, 'date'> & { date: string | null }>({
    date: null,
    channel: 'street',
    origin: 'outreach',
  })
  const areas = useSource('areas', { on: sticky.date ?? undefined }).data.map(area => area.properties)
  const occasion: Sticky = { ...sticky, date: sticky.date ?? today() }
  const [occasionOpened, setOccasionOpened] = useState(false)
  const openMonth = useOpenMonth()
  const { queue } = useQueue()
  const { group, contacts, setGroup, setContacts, forget } = useKeptTally(account)
  /** The age of the person whose need is another one. */
  const [asking, setAsking] = useState<Age | null>(null)
  const [clearing, setClearing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [toast, setToast] = useState<{ key: string; sentence: string } | null>(null)

  const lines = linesOf(contacts)
  const refused = !account.centre
    ? w.centreMissing
    : !group.domain
      ? w.needFirst
      : group.outcome === 'unmet' && !group.unmetReason
        ? w.reasonMissing
        : contacts.length >= mostContacts
          ? w.full(mostContacts)
          : undefined

  function count(age: Age, domain = group.domain) {
    if (refused || !domain) return announce(refused ?? w.needFirst)
    setProblem(null)
    setContacts([...contacts, contactOf(group, age, domain)])
    announce(w.one(labels.ageBand[age], labels.needDomain[domain], contacts.length + 1))
    navigator.vibrate?.(15)
  }
  function set(next: readonly Contact[]) {
    setContacts(next)
    announce(next.length < contacts.length ? w.takenAway(next.length) : w.count(next.length))
  }

  async function record() {
    if (busy || contacts.length === 0 || !account.centre) return
    setBusy(true)
    setProblem(null)
    try {
      await queue.enqueue(contacts.map(contact => recordOf(contact, occasion, account.centre!)))
      setToast({
        key: newId(),
        sentence: (navigator.onLine === false ? w.waiting : w.recorded)(contacts.length),
      })
      forget()
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.closest('dialog') || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'Enter') return
      void record()
    } else {
      // The groups of radios and the fields have keys of their own.
      if (target.matches('input, select, textarea')) return
      const age = agesWithKeys(language).find(({ keys }) => keys.includes(event.key))
      if (age) count(age.value as Age)
      else if (event.key === 'Backspace' && contacts.length > 0) set(contacts.slice(0, -1))
      else return
    }
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  useEffect(() => {
    if (asking) focusQuestion('tally-other-need')
  }, [asking])

  const areaLabel = (id: string) =>
    areaOptions(areas, language).find(option => option.value === id)?.label ?? id
  const lineOf = (like: Contact) =>
    [
      labels.ageBand[like.ageBand],
      areaLabel(like.residenceArea),
      labels.needDomain[like.domain],
      labels.outcome[like.outcome],
    ].join(' · ')
  const change = (part: Partial<Group>) => setGroup({ ...group, ...part })
  const said = problem && problemWords(problem)
  const needOptions: Option<Contact['domain']>[] = needDomains.map((domain, index) => ({
    value: domain,
    label: labels.needDomain[domain],
    keys: [inOrder[index]!],
  }))
  return (
    <div className="desk">
      <section className="card tally" aria-labelledby="tally-title" aria-busy={busy}>
        <div className="desk-head">
          <h1 id="tally-title">{w.title}</h1>
          <Occasion
            centreName={useCentreName(account.centre) ?? account.displayName}
            sticky={occasion}
            faults={{}}
            earliest={earliestDay.operator(today(), openMonth)}
            openMonth={openMonth}
            opened={occasionOpened}
            onOpen={setOccasionOpened}
            onChange={({ date, ...rest }) =>
              setSticky({
                ...sticky,
                ...rest,
                ...(date ? { date: date === today() ? null : date } : {}),
              })
            }
            onDone={() => setOccasionOpened(false)}
          />
          <p className="secondary desk-privacy">
            {w.hint} ·{' '}
            <a
              href={paths.record}
              onClick={event => {
                event.preventDefault()
                act({ screen: 'record' })
              }}
            >
              {w.back}
            </a>
          </p>
        </div>
        <Choice
          name="tally-area"
          label={w.area}
          options={areaOptions(areas, language)}
          value={group.residenceArea}
          onChange={residenceArea => change({ residenceArea })}
        />
        <div className="tally-group">
          <label className="field">
            {w.need}
            <select
              value={group.domain ?? ''}
              onChange={event => change({ domain: (event.target.value || undefined) as Group['domain'] })}
            >
              <option value="">{w.chooseNeed}</option>
              {needDomains.map(domain => (
                <option key={domain} value={domain}>
                  {labels.needDomain[domain]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {w.outcome}
            <select
              value={group.outcome}
              onChange={event =>
                change({ outcome: event.target.value as Group['outcome'], unmetReason: undefined })
              }
            >
              {outcomes.map(outcome => (
                <option key={outcome} value={outcome}>
                  {labels.outcome[outcome]}
                </option>
              ))}
            </select>
          </label>
          {group.outcome === 'unmet' && (
            <label className="field">
              {w.reason}
              <select
                value={group.unmetReason ?? ''}
                onChange={event =>
                  change({ unmetReason: (event.target.value || undefined) as Group['unmetReason'] })
                }
              >
                <option value="" />
                {unmetReasons.map(reason => (
                  <option key={reason} value={reason}>
                    {labels.unmetReason[reason]}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <div className="tally-pad">
          <h2 id="pad-label">{w.pad}</h2>
          <p className="secondary" id="pad-hint">
            {refused ?? (
              <>
                {w.padHint} <span className="only-keys">{w.padKeys}</span>
              </>
            )}
          </p>
          <TallyPad
            counts={age => contacts.filter(contact => contact.ageBand === age).length}
            {...{ refused }}
            onCount={count}
            onOtherNeed={age => (refused ? announce(refused) : setAsking(age))}
          />
        </div>
        {said && (
          <Notice
            kind="warning"
            action={<Button onClick={() => void record()}>{w.record(contacts.length)}</Button>}
          >
            <strong>
              {w.notRecorded}: {said.title.toLowerCase()}.
            </strong>{' '}
            {said.text} {w.kept}
          </Notice>
        )}
        <div className="desk-end tally-end">
          <Button
            kind="primary"
            chord="Ctrl ↵"
            busy={busy || contacts.length === 0}
            onClick={() => void record()}
          >
            {w.record(contacts.length)}
          </Button>
          {contacts.length > 0 && (
            <Button chord="⌫" onClick={() => set(contacts.slice(0, -1))}>
              {w.undo}
            </Button>
          )}
        </div>
      </section>
      <aside className="desk-side">
        <Card title={`${w.counted} · ${contacts.length}`}>
          {lines.length === 0 ? (
            <p className="secondary">{w.nothing}</p>
          ) : (
            <>
              <ul className="tally-lines">
                {lines.map(line => (
                  <li key={line.key}>
                    <span>{lineOf(line.like)}</span>
                    <span className="tally-steps">
                      <Button
                        aria-label={w.less(lineOf(line.like))}
                        onClick={() => set(withoutOne(contacts, line))}
                      >
                        −
                      </Button>
                      <strong>{line.count}</strong>
                      <Button
                        aria-label={w.more(lineOf(line.like))}
                        busy={contacts.length >= mostContacts}
                        onClick={() => set([...contacts, { ...line.like, id: newId() }])}
                      >
                        +
                      </Button>
                    </span>
                  </li>
                ))}
              </ul>
              <Button kind="plain" onClick={() => setClearing(true)}>
                {w.clear}
              </Button>
            </>
          )}
        </Card>
        <p className="secondary">{w.explained}</p>
      </aside>
      {asking && (
        <Dialog title={w.otherNeed(labels.ageBand[asking])} onClose={() => setAsking(null)}>
          <Choice
            name="tally-other-need"
            label={w.thisNeed}
            options={needOptions}
            value={undefined}
            onChange={domain => {
              count(asking, domain)
              flushSync(() => setAsking(null))
            }}
          />
        </Dialog>
      )}
      {clearing && (
        <Dialog
          title={w.clearTitle}
          onClose={() => setClearing(false)}
          actions={
            <>
              <Button kind="primary" data-first="" onClick={() => setClearing(false)}>
                {w.keep}
              </Button>
              <Button
                onClick={() => {
                  forget()
                  setClearing(false)
                }}
              >
                {w.clearYes}
              </Button>
            </>
          }
        >
          <p>{w.clearText(contacts.length)}</p>
        </Dialog>
      )}
      {toast && (
        <Toast key={toast.key} seconds={6} onEnd={() => setToast(null)}>
          {toast.sentence}
        </Toast>
      )}
    </div>
  )
}
