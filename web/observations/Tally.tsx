/** An activity with a group, in the street or indoors: one tap for each person, recorded as one act. */
import { useEffect, useEffectEvent, useState } from 'react'
import { earliestDay, mostParticipants, needDomains } from '../../api/observations/contract.ts'
import type { GroupActivity } from '../../api/observations/group-activity.contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { call, type ProblemBody, problemOf } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { useSource } from '../map/sources.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Toast, ToastPlace } from '../ui/Toast.tsx'
import { act, paths } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words as desk } from '../words/observations.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/tally.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { ActivityField } from './ActivityField.tsx'
import { useActivityNames } from './activities.ts'
import { useCentreName } from './centre.ts'
import { today } from './days.ts'
import type { Sticky } from './draft.ts'
import { groupCorrection } from './group-correction.ts'
import { type Tally as Counted, useKeptTally } from './kept-tally.ts'
import { Occasion } from './Occasion.tsx'
import { areaOptions, letters } from './questions.ts'
import { isGroup, type RefusedRecord, useQueue } from './queue.ts'
import { TallyLines } from './TallyLines.tsx'
import { agesWithKeys, TallyPad } from './TallyPad.tsx'
import { activityOf, type Contact, contactsOf, type Group } from './tally.ts'
import { useOpenMonth } from './week.ts'
import './record.css'
import './tally.css'

type Setting = Omit<Sticky, 'date'> & { date: string | null }
/** What the toast can undo. */
type Undo = { annul: GroupActivity } | { putBack: GroupActivity }
/** A recorded activity in place of the one being counted, which waits as it is; refused: the server does not hold it. */
type Correction = { tally: Counted; setting: Setting; refused: boolean }

const settingOf = ({ date, channel, origin }: Sticky): Setting => ({
  date: date === today() ? null : date,
  channel,
  origin,
})
const correctionOf = (group: GroupActivity, refused: boolean): Correction => ({
  tally: {
    id: group.id,
    group: {
      residenceArea: group.participants[0]!.residenceArea,
      ...(group.needDomain ? { needDomain: group.needDomain } : {}),
      ...(group.activity ? { activity: { ...group.activity, name: '' } } : {}),
    },
    contacts: contactsOf(group),
  },
  setting: settingOf(group),
  refused,
})

/** An id that another activity has is of no use to this one. */
const refusedCorrectionOf = (group: GroupActivity, { type }: ProblemBody): Correction =>
  correctionOf(type.endsWith('/id-reused') ? { ...group, id: newId() } : group, true)

export default function Tally() {
  const w = useWords(words)
  const d = useWords(desk)
  const labels = useWords(vocabulary)
  const language = useLanguage()
  const account = useAccount()
  const openMonth = useOpenMonth()
  const { queue, wanted } = useQueue()
  const { kept, setKept, forget, handOver } = useKeptTally(account)
  const [setting, setSetting] = useState<Setting>({ date: null, channel: 'street', origin: 'outreach' })
  const [correction, setCorrection] = useState<Correction | null>(() => {
    const group = groupCorrection.wanted()
    return group && correctionOf(group, false)
  })
  useEffect(() => groupCorrection.end(), [])
  const [occasionOpened, setOccasionOpened] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [toast, setToast] = useState<{ key: string; sentence: string; undo?: Undo } | null>(null)
  const say = (sentence: string, undo?: Undo) =>
    setToast({ key: newId(), sentence, ...(undo ? { undo } : {}) })

  const { id, group, contacts } = correction?.tally ?? kept
  const { date, ...way } = correction?.setting ?? setting
  const occasion: Sticky = { ...way, date: date ?? today() }
  const areas = useSource('areas', { on: date ?? undefined }).data.map(area => area.properties)
  const options = areaOptions(areas, language, letters)
  const nameOf = useActivityNames(group.activity && !group.activity.name ? [group] : [])
  const activity = group.activity && { ...group.activity, name: group.activity.name || (nameOf(group) ?? '') }
  const full = contacts.length >= mostParticipants
  const refused = !account.centre ? w.centreMissing : full ? w.full(mostParticipants) : undefined

  function change(part: Partial<Pick<Counted, 'group' | 'contacts'>>) {
    setProblem(null)
    if (correction) setCorrection({ ...correction, tally: { ...correction.tally, ...part } })
    else setKept(part)
  }
  const changeGroup = (part: Partial<Group>) => change({ group: { ...group, ...part } })
  const changeSetting = (next: Setting) =>
    correction ? setCorrection({ ...correction, setting: next }) : setSetting(next)

  function count(ageBand: Contact['ageBand']) {
    if (refused) return announce(refused)
    change({ contacts: [...contacts, { residenceArea: group.residenceArea, ageBand }] })
    announce(w.one(labels.ageBand[ageBand], contacts.length + 1))
    navigator.vibrate?.(15)
  }
  function setContacts(next: readonly Contact[]) {
    change({ contacts: next })
    announce(next.length < contacts.length ? w.takenAway(next.length) : w.count(next.length))
  }

  async function record() {
    if (busy || contacts.length === 0 || !account.centre) return
    const whole = activityOf(id, group, contacts, occasion, account.centre)
    const sayRecorded = (stored: object | null) =>
      say((stored ? w.recorded : w.waiting)(contacts.length), { annul: whole })
    if (!correction) return recordCounted(whole, sayRecorded)
    setBusy(true)
    setProblem(null)
    try {
      if (correction.refused) sayRecorded(await queue.record(whole))
      else {
        await call('updateGroupActivity', { params: { groupActivity: id }, body: whole })
        say(w.corrected(contacts.length))
      }
      setCorrection(null)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }
  /** Once it is safe in the queue the next round is counted, whatever the network does meanwhile. */
  async function recordCounted(whole: GroupActivity, sayRecorded: (stored: object | null) => void) {
    let isSafe = false
    setBusy(true)
    setProblem(null)
    try {
      const stored = await handOver(({ onSafe, ...beside }) =>
        queue.record(whole, {
          apart: true,
          beside: {
            ...beside,
            onSafe() {
              isSafe = true
              onSafe()
              setBusy(false)
            },
          },
        }),
      )
      sayRecorded(stored)
    } catch (thrown) {
      if (isSafe) refuse(whole, problemOf(thrown))
      else {
        setProblem(problemOf(thrown))
        setBusy(false)
      }
    }
  }
  /** Refused by the rules: here at once where nobody of the next round is counted yet, and else among what is to review. */
  const refuse = useEffectEvent((whole: GroupActivity, why: ProblemBody) => {
    if (busy || correction || kept.contacts.length > 0) return queue.letGo()
    setCorrection(refusedCorrectionOf(whole, why))
    setProblem(why)
  })
  function leave() {
    if (busy) return
    if (correction?.refused) queue.letGo()
    setCorrection(null)
    setProblem(null)
  }

  async function undo(what: Undo) {
    setToast(null)
    try {
      if ('annul' in what) {
        await queue.annul(what.annul)
        say(w.annulled(contactsOf(what.annul).length), { putBack: what.annul })
      } else {
        const again = { ...what.putBack, id: newId() }
        const stored = await queue.record(again, { apart: true })
        say((stored ? w.recorded : w.waiting)(contactsOf(again).length), { annul: again })
      }
    } catch (thrown) {
      const { title, text } = problemWords(problemOf(thrown))
      say(`${title}. ${text}`, 'putBack' in what ? what : undefined)
    }
  }

  const review = useEffectEvent(({ record: refusedGroup, order, why }: RefusedRecord) => {
    if (!refusedGroup || !isGroup(refusedGroup) || correction) return
    setCorrection(refusedCorrectionOf(refusedGroup, why))
    queue.hold(order)
    setProblem(why)
  })
  useEffect(() => {
    if (!wanted) return
    // After the panel that asked for it has closed and given the focus back.
    const clock = setTimeout(() => review(wanted))
    return () => clearTimeout(clock)
  }, [wanted])
  useEffect(() => () => void queue.letGo(), [queue])

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.closest('dialog') || event.altKey) return
    const writing = target.matches('input:not([type="radio"]), select, textarea')
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') void record()
      else if (event.key === 'z' && !writing && toast?.undo) void undo(toast.undo)
      else return
    } else {
      if (writing) return
      const age = agesWithKeys(language).find(({ keys }) => keys.includes(event.key))
      const area = options.find(({ keys }) => keys.includes(event.key.toLowerCase()))
      if (age) count(age.value as Contact['ageBand'])
      else if (area) changeGroup({ residenceArea: area.value })
      else if (event.key === 'Backspace' && contacts.length > 0) setContacts(contacts.slice(0, -1))
      else if (event.key === 'Escape' && correction && !event.defaultPrevented) leave()
      else return
    }
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  const areaLabel = (of: string) => options.find(option => option.value === of)?.label ?? of
  const lineOf = ({ ageBand, residenceArea }: Contact) =>
    `${labels.ageBand[ageBand]} · ${areaLabel(residenceArea)}`
  const explained = problem && problemWords(problem)
  const save = (correction && !correction.refused ? w.save : w.record)(contacts.length)
  return (
    <div className="desk">
      <section
        className="card tally"
        aria-labelledby="tally-title"
        aria-busy={busy}
        data-unfinished={correction ? '' : undefined}
      >
        <div className="desk-head">
          <h1 id="tally-title">{correction ? w.correctTitle : w.title}</h1>
          <Occasion
            centreName={useCentreName(account.centre, account.displayName)}
            sticky={occasion}
            faults={{}}
            earliest={earliestDay.operator(today(), openMonth)}
            openMonth={openMonth}
            opened={occasionOpened}
            onOpen={setOccasionOpened}
            onChange={change => changeSetting(settingOf({ ...occasion, ...change }))}
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
          hint={w.areaHint}
          options={options}
          value={group.residenceArea}
          onChange={residenceArea => changeGroup({ residenceArea })}
        />
        <div className="tally-group">
          <ActivityField
            activity={activity}
            day={occasion.date}
            onChange={chosen => {
              const { activity: _before, ...rest } = group
              change({ group: chosen ? { ...rest, activity: chosen } : rest })
            }}
          />
          <label className="field">
            <span>
              {w.theme} <span className="secondary">· {w.optional}</span>
            </span>
            <select
              value={group.needDomain ?? ''}
              onChange={event =>
                changeGroup({ needDomain: (event.target.value || undefined) as Group['needDomain'] })
              }
            >
              <option value="">{w.noTheme}</option>
              {needDomains.map(domain => (
                <option key={domain} value={domain}>
                  {labels.needDomain[domain]}
                </option>
              ))}
            </select>
          </label>
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
          />
        </div>
        {explained && (
          <Notice kind="warning" action={<Button onClick={() => void record()}>{d.retry}</Button>}>
            <strong>
              {correction && !correction.refused ? d.notCorrected : w.notRecorded}:{' '}
              {explained.title.toLowerCase()}.
            </strong>{' '}
            {problem.errors?.map(({ detail }) => detail).join('. ') || explained.text} {w.kept}
          </Notice>
        )}
        <div className="desk-end tally-end">
          <Button
            kind="primary"
            chord="Ctrl ↵"
            busy={busy || contacts.length === 0}
            onClick={() => void record()}
          >
            {save}
          </Button>
          {correction && (
            <Button chord="Esc" onClick={leave}>
              {w.leave}
            </Button>
          )}
          {contacts.length > 0 && (
            <Button chord="⌫" onClick={() => setContacts(contacts.slice(0, -1))}>
              {w.undo}
            </Button>
          )}
        </div>
      </section>
      <ToastPlace>
        {toast ? (
          <Toast
            key={toast.key}
            onEnd={() => setToast(null)}
            {...(toast.undo
              ? {
                  action: {
                    label: 'annul' in toast.undo ? d.annul : d.putBack,
                    chord: 'Ctrl Z',
                    onAct: () => void undo(toast.undo!),
                  },
                }
              : { seconds: 6 })}
          >
            {toast.sentence}
          </Toast>
        ) : (
          <p className="secondary">{w.explained}</p>
        )}
      </ToastPlace>
      <aside className="desk-side">
        <TallyLines
          {...{ contacts, lineOf, full }}
          onChange={setContacts}
          onClear={correction ? undefined : forget}
        />
      </aside>
    </div>
  )
}
