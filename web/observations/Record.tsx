/** The desk: one access in one column, one key per answer, and nothing typed is ever lost. */

import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type AccessRecord, earliestDay, type StoredAccess } from '../../api/observations/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { SignInAgain } from '../accounts/SignInAgain.tsx'
import { call, offline, type ProblemBody, problemOf } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { annulledElsewhere } from '../api/problem.ts'
import { useSource } from '../map/sources.ts'
import { Button } from '../ui/Button.tsx'
import { Choice, focusQuestion, ListeningQuestion } from '../ui/Choice.tsx'
import { Key } from '../ui/Key.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Toast, ToastPlace } from '../ui/Toast.tsx'
import { act, paths } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as offlineWords } from '../words/offline.ts'
import { problemWords } from '../words/problems.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { ClockNotice } from './ClockNotice.tsx'
import { Counters } from './Counters.tsx'
import { useCentreName } from './centre.ts'
import { DayList } from './DayList.tsx'
import { capital, dayWords, today } from './days.ts'
import {
  candidate,
  check,
  type Draft,
  draftOf,
  emptyDraft,
  type Faults,
  firstUnanswered,
  type NeedDraft,
  type Sticky,
  untouched,
  withoutEmptyNeeds,
} from './draft.ts'
import { groupCorrection } from './group-correction.ts'
import { ImportLink } from './ImportLink.tsx'
import { handOver, useListening } from './listening.ts'
import { NeedAnswer } from './NeedAnswer.tsx'
import { Occasion } from './Occasion.tsx'
import { type QuestionName, questionNames, questionOptions } from './questions.ts'
import { isGroup, type Recordable, type RefusedRecord, useQueue } from './queue.ts'
import { WeekStrip } from './WeekStrip.tsx'
import { type Kept, useWeek } from './week.ts'
import './record.css'

const first = questionNames[0]
/** What of a stored access or group is its record, to be sent again as another one. */
const anew = ({
  statisticalPeriod: _period,
  open: _open,
  ...record
}: Recordable & Partial<Pick<Kept, 'statisticalPeriod' | 'open'>>): Recordable =>
  ({ ...record, id: newId() }) as Recordable
/** The element of a question has the id of its pointer, `#/body/needs/0/domain` → `needs-0-domain`. */
const questionOf = (pointer: string) =>
  pointer
    .replace('#/body/', '')
    .replace(/(\/resources)\/\d$/, '$1')
    .replaceAll('/', '-')

function focusFirstFault(faults: Faults) {
  const questions = Object.keys(faults)
    .map(pointer => document.getElementById(questionOf(pointer)))
    .filter(element => element !== null)
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  if (questions[0]) focusQuestion(questions[0].id)
}

/** What the toast can undo: data, because what undoes it must see the form as it is by then. */
type Undo = { annul: Recordable } | { putBack: Recordable } | { withdraw: string } | { restore: Form }
/** The new access while it is being answered, and the id that it will have. */
type Form = { draft: Draft; id: string }
type Correction = {
  access: AccessRecord
  /** The server has refused it and does not hold it: it is sent as a new one. */
  refused: boolean
  waiting: { draft: Draft; day: string | null; way: Omit<Sticky, 'date'>; id: string }
}
/** The form does not ask for the map cell: it stays while its area does. */
const cellOf = ({ residenceCell, residenceArea }: AccessRecord, record: AccessRecord) =>
  residenceCell && residenceArea === record.residenceArea ? { residenceCell } : {}
const sentenceOfProblem = (thrown: unknown) => {
  const { title, text } = problemWords(problemOf(thrown))
  return `${title}. ${text}`
}

export default function Record() {
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const offlineW = useWords(offlineWords)
  const language = useLanguage()
  const account = useAccount()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  /** Null is today, also after midnight. */
  const [day, setDay] = useState<string | null>(null)
  // Of the day that is recorded: an area is answered only while it is in force.
  const areas = useSource('areas', { on: day ?? undefined }).data.map(area => area.properties)
  const areaName = (id: string) =>
    areas.find(area => area.id === id)?.name ?? (id === 'outside' ? w.outside : w.unknownArea)
  const [occasionOpened, setOccasionOpened] = useState(false)
  const [way, setWay] = useState<Omit<Sticky, 'date'>>({ channel: 'in_person', origin: 'spontaneous' })
  const [faults, setFaults] = useState<Faults>({})
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const [toast, setToast] = useState<{ key: string; sentence: string; undo?: Undo } | null>(null)
  /** The access being corrected, and the new one that waits as it was, with its id, for the end of the correction. */
  const [correction, setCorrection] = useState<Correction | null>(null)
  /** Of the access being answered: the same until it is recorded, so that sending twice is harmless. */
  const id = useRef<string>(newId())
  const sending = useRef(false)
  const tell = (sentence: string, undo?: Undo) =>
    setToast({ key: newId(), sentence, ...(undo ? { undo } : {}) })
  const sticky: Sticky = { date: day ?? today(), ...way }
  /** The day of the next new access, whatever is being corrected. */
  const chosenDay = (correction ? correction.waiting.day : day) ?? today()
  const week = useWeek(chosenDay)
  const earliest = earliestDay.operator(today(), week.reliableFrom)
  const form = useRef<HTMLFormElement>(null)
  const listening = useListening(form, firstUnanswered(draft) ?? first)
  const { queue, state: queueState, entries: waitingAccesses, wanted } = useQueue()
  /** An access has just met the end of the session: it waits, and the password is asked for. */
  const [enterAgain, setEnterAgain] = useState(false)

  useEffect(() => focusQuestion(first), [])
  const arrived = useEffectEvent((stored: Kept) => {
    week.put(stored)
    if (week.state === 'failed') week.retry()
  })
  useEffect(() => queue.onStored(stored => arrived(stored)), [queue])
  useEffect(() => () => void queue.letGo(), [queue])
  const review = useEffectEvent((refused: RefusedRecord) => {
    if (refused.record && !isGroup(refused.record)) correct(refused.record, refused)
  })
  useEffect(() => {
    if (!wanted) return
    // After the panel that asked for it has closed and given the focus back.
    const clock = setTimeout(() => review(wanted))
    return () => clearTimeout(clock)
  }, [wanted])

  function answer(change: (before: Draft) => Draft, pointer?: string) {
    if (sending.current) return
    flushSync(() => {
      setDraft(change)
      if (pointer)
        setFaults(before =>
          Object.fromEntries(
            Object.entries(before).filter(([at]) => at !== pointer && !at.startsWith(`${pointer}/`)),
          ),
        )
    })
  }
  const answerQuestion = (name: QuestionName, value: string) =>
    answer(before => ({ ...before, answers: { ...before.answers, [name]: value } }), `#/body/${name}`)
  const answerNeed = (index: number, change: Partial<NeedDraft>) =>
    answer(
      before => ({
        ...before,
        needs: before.needs.map((need, at) => (at === index ? { ...need, ...change } : need)),
      }),
      `#/body/needs/${index}/${Object.keys(change)[0]}`,
    )
  function addNeed() {
    answer(({ needs, ...rest }) => ({
      ...rest,
      needs: needs.length < 8 ? [...needs, { key: Math.max(...needs.map(need => need.key)) + 1 }] : needs,
    }))
    focusQuestion(`needs-${Math.min(draft.needs.length, 7)}-domain`)
  }
  function removeNeed(index: number) {
    answer(before => ({ ...before, needs: before.needs.filter((_need, at) => at !== index) }))
    setFaults({})
    focusQuestion(`needs-${index - 1}-domain`)
  }

  function show(found: Faults) {
    flushSync(() => setFaults(found))
    focusFirstFault(found)
  }

  /** @param anew what was being corrected is gone: its answers are an access of their own */
  async function submit(anew = false) {
    if (sending.current) return
    const tidy = withoutEmptyNeeds(draft)
    setDraft(tidy)
    setProblem(null)
    const checked = check(candidate(tidy, sticky, account.centre, id.current), language, earliest)
    if ('faults' in checked) return show(checked.faults)
    const { record } = checked
    setFaults({})
    sending.current = true
    setBusy(true)
    try {
      if (correction && !correction.refused && !anew) {
        const stored = await call('updateAccess', {
          params: { access: record.id },
          body: { ...record, ...cellOf(correction.access, record) },
        })
        sending.current = false
        corrected(stored)
      } else {
        const whole = correction ? { ...record, ...cellOf(correction.access, record) } : record
        const stored = await queue.record(whole)
        sending.current = false
        accepted(stored ?? whole, stored !== null)
      }
    } catch (thrown) {
      sending.current = false
      setBusy(false) // before the words are shown, so that «Riprova» can be pressed as soon as it is read
      const refusal = problemOf(thrown)
      const isGone = correction && !correction.refused && refusal.type.endsWith('/not-found')
      if (isGone) week.remove(correction.access.id)
      refuse(isGone ? annulledElsewhere : refusal)
    }
    setBusy(false)
  }

  const sentenceOf = (say: typeof w.recorded, { residenceArea, needs: [need] }: AccessRecord) =>
    say(areaName(residenceArea), labels.needDomain[need!.domain], labels.outcome[need!.outcome])

  const waits = (area: string, need: string, outcome: string) =>
    `${offlineW.waitsFor[queue.snapshot().state]}: ${area} · ${need} · ${outcome}`

  /** @param stored whether the server holds it, or it waits in this browser */
  function accepted(record: AccessRecord, stored: boolean) {
    const sentence = sentenceOf(stored ? w.recorded : waits, record)
    setEnterAgain(!stored && queue.snapshot().state === 'signed-out')
    if (correction) {
      tell(sentence, { annul: record })
      return leave()
    }
    id.current = newId()
    flushSync(() => {
      setDraft(emptyDraft)
      tell(sentence, { annul: record })
    })
    focusQuestion(first)
  }

  function correct(access: AccessRecord, refused?: RefusedRecord) {
    if (sending.current || correction) return
    flushSync(() => {
      setCorrection({ access, refused: refused !== undefined, waiting: { draft, day, way, id: id.current } })
      setDraft(draftOf(access))
      occur(access)
      setFaults({})
      setProblem(null)
      setToast(null)
    })
    id.current = access.id
    if (refused) {
      queue.hold(refused.order)
      refuse(refused.why)
    } else focusQuestion(first)
  }

  /** Back to the new access, as it was when the correction began. */
  function leave() {
    if (sending.current || !correction) return
    const { waiting, refused } = correction
    if (refused) queue.letGo()
    id.current = waiting.id
    flushSync(() => {
      setCorrection(null)
      setDraft(waiting.draft)
      setDay(waiting.day)
      setWay(waiting.way)
      setFaults({})
      setProblem(null)
    })
    focusQuestion(first)
  }

  function corrected(stored: StoredAccess) {
    week.put(stored)
    tell(sentenceOf(w.corrected, stored))
    leave()
  }

  const occur = ({ date, channel, origin }: Sticky) => {
    setDay(date === today() ? null : date)
    setWay({ channel, origin })
  }

  function refuse(said: ProblemBody) {
    // The record exists with other answers; going on means that this is another access.
    if (said.type.endsWith('/id-reused')) id.current = newId()
    flushSync(() => setProblem(said))
    show(Object.fromEntries((said.errors ?? []).map(({ pointer, detail }) => [pointer, detail])))
    if (!said.errors?.length) document.getElementById('problem-action')?.focus()
  }

  /** The form and the occasion are those of the next access: what is taken back changes neither. */
  async function annul(recorded: Recordable) {
    setToast(null)
    try {
      await queue.annul(recorded)
      flushSync(() => week.remove(recorded.id))
      tell(isGroup(recorded) ? w.annulledGroup : w.annulled, { putBack: recorded })
    } catch (thrown) {
      tell(sentenceOfProblem(thrown))
    }
  }

  async function putBack(annulled: Recordable) {
    setToast(null)
    try {
      const record = anew(annulled)
      const stored = await queue.record(record, { apart: true })
      tell(isGroup(record) ? w.recordedGroup : sentenceOf(stored ? w.recorded : waits, record), {
        annul: record,
      })
    } catch (thrown) {
      tell(sentenceOfProblem(thrown), { putBack: annulled })
    }
  }

  async function declare(on: string, none: boolean) {
    const name = capital(dayWords(on, { weekday: 'long', day: 'numeric', month: 'long' }))
    setToast(null)
    try {
      await week.declare(on, none)
      flushSync(() => {
        if (none) tell(w.declared(name), { withdraw: on })
        else tell(w.withdrawn(name))
      })
      const next = document.querySelector<HTMLElement>('[data-asked]')
      if (next) next.focus()
      else focusQuestion(first)
    } catch (thrown) {
      tell(sentenceOfProblem(thrown))
      if (problemOf(thrown).status === 409) week.retry()
    }
  }

  function clear() {
    if (sending.current || correction || (untouched(draft) && Object.keys(faults).length === 0)) return
    const before: Form = { draft, id: id.current }
    id.current = newId()
    fill(emptyDraft)
    if (!untouched(before.draft)) tell(w.cleared, { restore: before })
    focusQuestion(first)
  }
  function restore(form: Form) {
    if (sending.current || correction) return
    const now: Form = { draft, id: id.current }
    id.current = form.id
    fill(form.draft)
    if (untouched(now.draft)) tell(w.restored)
    else tell(w.restored, { restore: now })
    focusQuestion(firstUnanswered(form.draft) ?? first)
  }
  const fill = (answers: Draft) =>
    flushSync(() => {
      setDraft(answers)
      setFaults({})
      setProblem(null)
    })

  function undo(what: Undo) {
    if ('restore' in what) restore(what.restore)
    else if ('annul' in what) void annul(what.annul)
    else if ('putBack' in what) void putBack(what.putBack)
    else void declare(what.withdraw, false)
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const writing =
      target.matches('input:not([type="radio"]), select, textarea') || target.closest('dialog') !== null
    const chord = event.ctrlKey || event.metaKey
    // A list or a calendar that is open takes Esc for itself.
    const opens = target.matches('select, input[type="date"]') || target.closest('dialog') !== null
    if (chord && event.key === 'Enter') void submit()
    else if (chord && event.key === 'z' && !writing && toast?.undo) undo(toast.undo)
    else if (event.key === 'Escape' && !opens && !event.defaultPrevented) {
      if (correction) leave()
      else clear()
    } else if (chord || event.altKey || writing || handOver(event, listening)) return
    else if (event.key.toLowerCase() === 'n') focusQuestion(first)
    else if (event.key === '+') addNeed()
    else if (event.key.toLowerCase() === 'g') {
      flushSync(() => setOccasionOpened(true))
      document.querySelector<HTMLElement>('#date input')?.focus()
    } else if (event.key.toLowerCase() === 'c' && !correction)
      document.querySelector<HTMLElement>('[data-correct]')?.focus()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  function goOn() {
    const next = firstUnanswered(draft)
    if (next) focusQuestion(next)
    else document.getElementById('record')?.focus()
  }

  const list = (of: string) =>
    of !== today() && week.chosen === 'failed' && week.state === 'ready' ? (
      <Notice kind="warning" action={<Button onClick={week.retry}>{w.retry}</Button>}>
        {w.dayFailed}
      </Notice>
    ) : (
      <DayList
        title={
          of === today()
            ? w.todayList
            : w.dayList(dayWords(of, { weekday: 'long', day: 'numeric', month: 'long' }))
        }
        empty={
          of === today()
            ? w.todayEmpty
            : week.reliableFrom !== null && of < week.reliableFrom
              ? w.dayClosed
              : w.dayEmpty
        }
        loading={week.state === 'loading'}
        waiting={waitingAccesses.filter(({ record }) => record.date === of).map(({ record }) => record)}
        records={week.records.filter(
          // Of a closed month the first day would hold the whole month.
          ({ date, open }) => date === of && open,
        )}
        areaName={areaName}
        correcting={correction?.access.id}
        onCorrect={record => {
          if (!isGroup(record)) return correct(record)
          groupCorrection.ask(record)
          act({ screen: 'tally' })
        }}
        onAnnul={record => void annul(record)}
      />
    )

  const said = problem && problemWords(problem)
  const sessionEnded = problem?.type.endsWith('/sign-in-needed') ?? false
  const faultCount = Object.keys(faults).length
  const unplaced = Object.entries(faults).filter(
    ([pointer]) =>
      !/^#\/body\/(centre|date|channel|origin|needs\/\d+\/\w+(\/\d)?)$/.test(pointer) && !isQuestion(pointer),
  )
  return (
    <div className="desk">
      <form
        ref={form}
        className="card"
        noValidate
        aria-busy={busy}
        data-unfinished={untouched(draft) ? undefined : ''}
        aria-labelledby="desk-title"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div className="desk-head">
          <h1 id="desk-title">{correction ? w.correctTitle : w.title}</h1>
          <Occasion
            centreName={useCentreName(account.centre, account.displayName)}
            {...{ sticky, faults, earliest }}
            openMonth={week.reliableFrom}
            opened={occasionOpened}
            onOpen={opened => {
              flushSync(() => setOccasionOpened(opened))
              if (opened) document.querySelector<HTMLElement>('#date input')?.focus()
              else goOn()
            }}
            onDone={() => {
              flushSync(() => setOccasionOpened(false))
              goOn()
            }}
            onChange={({ date, ...change }) => {
              if (date) setDay(date === today() ? null : date)
              setWay({ ...way, ...change })
              setFaults({})
            }}
          />
          <p className="secondary desk-privacy">
            {w.noNames} ·{' '}
            <a
              href={paths.tally}
              onClick={event => {
                event.preventDefault()
                act({ screen: 'tally' })
              }}
            >
              {w.tally}
            </a>
          </p>
        </div>
        <ClockNotice />
        {!account.centre && <Notice kind="warning">{w.noCentre}</Notice>}
        <ListeningQuestion value={listening}>
          {questionNames.map((name, index) => (
            <Choice
              key={name}
              name={name}
              label={w.questions[name].label}
              hint={w.questions[name].hint}
              options={questionOptions(name, { areas, day: sticky.date, language })}
              value={draft.answers[name]}
              fault={faults[`#/body/${name}`]}
              onChange={value => answerQuestion(name, value)}
              onDone={() => focusQuestion(questionNames[index + 1] ?? 'needs-0-domain')}
              onBack={() => focusQuestion(questionNames[index - 1] ?? name)}
            />
          ))}
          {draft.needs.map((need, index) => (
            <NeedAnswer
              key={`${correction?.access.id ?? 'new'}/${need.key}`}
              {...{ need, index, faults }}
              answers={draft.answers}
              today={sticky.date === today()}
              onChange={change => answerNeed(index, change)}
              onDone={() => document.getElementById('record')?.focus()}
              onBack={() => focusQuestion(index === 0 ? questionNames.at(-1)! : `needs-${index - 1}-domain`)}
              {...(draft.needs.length > 1 && index > 0 ? { onRemove: () => removeNeed(index) } : {})}
            />
          ))}
        </ListeningQuestion>
        {faultCount > 0 && (
          <Notice kind="warning">
            <strong>{w.faults(faultCount)}.</strong> {w.faultsText}
            {unplaced.map(([pointer, text]) => (
              <p key={pointer}>{text}</p>
            ))}
          </Notice>
        )}
        {said && faultCount === 0 && (
          <Notice
            kind="warning"
            action={
              !sessionEnded && (
                <Button
                  id="problem-action"
                  onClick={() => {
                    const isGone = problem === annulledElsewhere
                    if (isGone) id.current = newId()
                    void submit(isGone)
                  }}
                  busy={busy}
                >
                  {problem === annulledElsewhere ? w.recordAnew : w.retry}
                </Button>
              )
            }
          >
            <strong>
              {correction ? w.notCorrected : w.notRecorded}: {said.title.toLowerCase()}.
            </strong>{' '}
            {problem.type !== offline.type ? said.text : correction ? w.keptCorrection : w.kept}
          </Notice>
        )}
        {sessionEnded && <SignInAgain onEntered={() => void submit()} />}
        {enterAgain && queueState === 'signed-out' && <SignInAgain onEntered={() => setEnterAgain(false)} />}
        <div className="desk-end">
          <Button kind="primary" type="submit" id="record" chord="Ctrl ↵" busy={busy}>
            {busy ? w.recording : correction ? w.saveCorrection : w.record}
          </Button>
          <Button chord="Esc" onClick={correction ? leave : clear}>
            {correction ? w.leaveCorrection : w.clear}
          </Button>
          <Button kind="plain" onClick={addNeed}>
            <Key>+</Key> {w.addNeed}
          </Button>
          <p className="secondary desk-keys">
            {w.howTo} ·{' '}
            {!correction && (
              <>
                <Key>N</Key> {w.keyNew} · <Key>G</Key> {w.keyDay} · <Key>C</Key> {w.keyCorrect} ·{' '}
              </>
            )}
            <Key>⌫</Key> {w.keyBack}
          </p>
        </div>
      </form>
      <ToastPlace>
        {toast ? (
          <Toast
            key={toast.key}
            onEnd={() => setToast(null)}
            {...(toast.undo
              ? {
                  action: {
                    label: 'putBack' in toast.undo || 'restore' in toast.undo ? w.putBack : w.annul,
                    chord: 'Ctrl Z',
                    onAct: () => undo(toast.undo!),
                  },
                }
              : { seconds: 6 })}
          >
            {toast.sentence}
          </Toast>
        ) : (
          <p className="secondary">{w.privacy}</p>
        )}
      </ToastPlace>
      <aside className="desk-side no-print">
        {chosenDay !== today() && list(chosenDay)}
        {list(today())}
        <WeekStrip
          week={week}
          waiting={correction !== null}
          onDeclare={(on, none) => void declare(on, none)}
          onRecordFor={chosen => {
            setDay(chosen)
            goOn()
          }}
        />
        <Counters after={week.records} />
        {queueState === 'unsupported' && <p className="secondary">{offlineW.unsupported}</p>}
        <ImportLink />
      </aside>
    </div>
  )
}

const isQuestion = (pointer: string) => questionNames.some(name => pointer === `#/body/${name}`)
