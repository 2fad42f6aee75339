/** The desk: one access in one column, one key per answer, and nothing typed is ever lost. */
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { StoredAccess } from '../../api/observations/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { SignInAgain } from '../accounts/SignInAgain.tsx'
import { boot } from '../api/boot.ts'
import { CallProblem, call, offline, type ProblemBody } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { Choice, focusQuestion } from '../ui/Choice.tsx'
import { Key } from '../ui/Key.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Toast } from '../ui/Toast.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { problemWords } from '../words/problems.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { useCentreName } from './centre.ts'
import { today } from './days.ts'
import {
  candidate,
  check,
  type Draft,
  draftOf,
  emptyDraft,
  type Faults,
  type NeedDraft,
  type Sticky,
  untouched,
  withoutEmptyNeeds,
} from './draft.ts'
import { NeedAnswer } from './NeedAnswer.tsx'
import { Occasion } from './Occasion.tsx'
import { type QuestionName, questionNames, questionOptions } from './questions.ts'
import { WeekStrip } from './WeekStrip.tsx'
import { useWeek } from './week.ts'
import './record.css'

const first = questionNames[0]
const asProblem = (thrown: unknown): ProblemBody => (thrown instanceof CallProblem ? thrown.problem : offline)
/** The element of a question has the id of its pointer, `#/body/needs/0/domain` → `needs-0-domain`. */
const questionOf = (pointer: string) => pointer.replace('#/body/', '').replaceAll('/', '-')

function focusFirstFault(faults: Faults) {
  const questions = Object.keys(faults)
    .map(pointer => document.getElementById(questionOf(pointer)))
    .filter(element => element !== null)
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  if (questions[0]) focusQuestion(questions[0].id)
}

export default function Record() {
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const language = useLanguage()
  const account = useAccount()
  const week = useWeek()
  const areas = boot.areas.features.map(area => area.properties)
  const areaName = (id: string) =>
    areas.find(area => area.id === id)?.name ?? (id === 'outside' ? w.outside : w.unknownArea)

  const [draft, setDraft] = useState<Draft>(emptyDraft)
  /** Null is today, also after midnight. */
  const [day, setDay] = useState<string | null>(null)
  const [way, setWay] = useState<Omit<Sticky, 'date'>>({ channel: 'in_person', origin: 'spontaneous' })
  const [faults, setFaults] = useState<Faults>({})
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const [toast, setToast] = useState<{ sentence: string; recorded?: StoredAccess } | null>(null)
  /** Of the access being answered: the same until it is recorded, so that sending twice is harmless. */
  const id = useRef(crypto.randomUUID())
  const sending = useRef(false)
  const sticky: Sticky = { date: day ?? today(), ...way }

  useEffect(() => focusQuestion(first), [])

  function answer(change: (before: Draft) => Draft, pointer?: string) {
    if (sending.current) return
    flushSync(() => {
      setDraft(change)
      if (pointer) setFaults(({ [pointer]: _answered, ...others }) => others)
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

  async function submit() {
    if (sending.current) return
    const tidy = withoutEmptyNeeds(draft)
    setDraft(tidy)
    setProblem(null)
    const checked = check(candidate(tidy, sticky, account.centre, id.current), language)
    if ('faults' in checked) return show(checked.faults)
    setFaults({})
    sending.current = true
    setBusy(true)
    try {
      const stored = await call('recordAccess', { body: checked.record })
      sending.current = false
      accepted(stored)
    } catch (thrown) {
      sending.current = false
      refused(asProblem(thrown))
    }
    setBusy(false)
  }

  function accepted(stored: StoredAccess) {
    const need = stored.needs[0]!
    id.current = crypto.randomUUID()
    week.add(stored)
    flushSync(() => {
      setDraft(emptyDraft)
      setToast({
        sentence: w.recorded(
          areaName(stored.residenceArea),
          labels.needDomain[need.domain],
          labels.outcome[need.outcome],
        ),
        recorded: stored,
      })
    })
    focusQuestion(first)
  }

  function refused(said: ProblemBody) {
    // The record exists with other answers; going on means that this is another access.
    if (said.type.endsWith('/id-reused')) id.current = crypto.randomUUID()
    flushSync(() => setProblem(said))
    show(Object.fromEntries((said.errors ?? []).map(({ pointer, detail }) => [pointer, detail])))
    if (!said.errors?.length) document.getElementById('problem-action')?.focus()
  }

  async function annul(recorded: StoredAccess) {
    setToast(null)
    try {
      await call('annulAccess', { params: { access: recorded.id } })
      week.remove(recorded.id)
      const empty = untouched(draft)
      if (empty) setDraft(draftOf(recorded))
      setToast({ sentence: empty ? w.annulled : w.annulledOnly })
      focusQuestion(first)
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const writing =
      target.matches('input:not([type="radio"]), select, textarea') || target.closest('dialog') !== null
    const chord = event.ctrlKey || event.metaKey
    if (chord && event.key === 'Enter') void submit()
    else if (chord && event.key === 'z' && !writing && toast?.recorded) void annul(toast.recorded)
    else if (chord || event.altKey || writing) return
    else if (event.key.toLowerCase() === 'n') focusQuestion(first)
    else if (event.key === '+') addNeed()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  const said = problem && problemWords(problem)
  const sessionEnded = problem?.type.endsWith('/sign-in-needed') ?? false
  const faultCount = Object.keys(faults).length
  const unplaced = Object.entries(faults).filter(
    ([pointer]) =>
      !/^#\/body\/(centre|date|channel|origin|needs\/\d+\/\w+)$/.test(pointer) && !isQuestion(pointer),
  )
  return (
    <div className="desk">
      <form
        className="card"
        noValidate
        aria-busy={busy}
        aria-labelledby="desk-title"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div className="desk-head">
          <h1 id="desk-title">{w.title}</h1>
          <Occasion
            centreName={useCentreName(account.centre) ?? account.displayName}
            {...{ sticky, faults }}
            onChange={({ date, ...change }) => {
              if (date) setDay(date === today() ? null : date)
              setWay({ ...way, ...change })
              setFaults({})
            }}
          />
          <p className="secondary desk-privacy">{w.noNames}</p>
        </div>
        {!account.centre && <Notice kind="warning">{w.noCentre}</Notice>}
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
            key={need.key}
            {...{ need, index, faults }}
            onChange={change => answerNeed(index, change)}
            onDone={() => document.getElementById('record')?.focus()}
            onBack={() => focusQuestion(index === 0 ? questionNames.at(-1)! : `needs-${index - 1}-domain`)}
            {...(draft.needs.length > 1 && index > 0 ? { onRemove: () => removeNeed(index) } : {})}
          />
        ))}
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
                <Button id="problem-action" onClick={submit} busy={busy}>
                  {w.retry}
                </Button>
              )
            }
          >
            <strong>
              {w.notRecorded}: {said.title.toLowerCase()}.
            </strong>{' '}
            {problem.status === 0 ? w.kept : said.text}
          </Notice>
        )}
        {sessionEnded && <SignInAgain onEntered={submit} />}
        <div className="desk-end">
          <Button kind="primary" type="submit" id="record" chord="Ctrl ↵" busy={busy}>
            {busy ? w.recording : w.record}
          </Button>
          <Button kind="plain" onClick={addNeed}>
            <Key>+</Key> {w.addNeed}
          </Button>
          <p className="secondary desk-keys">
            {w.howTo} · <Key>N</Key> {w.keyNew} · <Key>⌫</Key> {w.keyBack}
          </p>
        </div>
      </form>
      <aside className="desk-side no-print">
        <WeekStrip
          week={week}
          areaName={areaName}
          onRecordFor={chosen => {
            setDay(chosen)
            focusQuestion(first)
          }}
        />
        <p className="secondary">{w.privacy}</p>
      </aside>
      {toast && (
        <Toast
          key={toast.recorded?.id ?? toast.sentence}
          onEnd={() => setToast(null)}
          {...(toast.recorded
            ? { action: { label: w.annul, chord: 'Ctrl Z', onAct: () => annul(toast.recorded!) } }
            : { seconds: 6 })}
        >
          {toast.sentence}
        </Toast>
      )}
    </div>
  )
}

const isQuestion = (pointer: string) => questionNames.some(name => pointer === `#/body/${name}`)
