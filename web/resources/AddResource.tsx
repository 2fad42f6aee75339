/** The form that adds a resource: what it is, where it is, what it is called; nothing typed is ever lost. */

import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import type { Question } from '../../api/resources/completeness.contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { call, problemOf } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/form.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as similarWords } from '../words/similar.ts'
import { CompletenessMeter } from './CompletenessMeter.tsx'
import { checkDraft } from './checkDraft.ts'
import {
  type Body,
  bodyOf,
  type Draft,
  doubtsOf,
  emptyDraft,
  type Faults,
  type Field,
  faultsOf,
  geometryOfDraft,
  guardedPartOf,
  knownOf,
  order,
} from './draft.ts'
import { formField } from './formField.tsx'
import { addResourceOnce } from './once.ts'
import { PersonalDataActs } from './PersonalDataActs.tsx'
import { Position } from './Position.tsx'
import { Sections } from './Sections.tsx'
import { SimilarResources } from './SimilarResources.tsx'
import type { Sketcher } from './sketching.ts'
import { TypePicker } from './TypePicker.tsx'
import { orderedTypes, usesOf } from './types.ts'
import { useSimilar } from './useSimilar.ts'

type Props = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  areas: readonly Area[]
  /** What is there already: addresses, and which types the centre keeps. */
  census: readonly Resource[]
  centres: readonly Centre[]
  who: Pick<Account, 'role' | 'centre'>
  sketcher: Sketcher
  onMap: () => void
  onOpen: (resource: Resource) => void
  /** It is the one of the census that is pointed at. */
  onSame?: (resource: Resource) => void
  onSaved: (resource: Resource) => void
  onCancel: () => void
  /** The question whose answer is about to be typed. */
  asking?: Question | null
  /** The same form over a resource of the census. */
  edit?: Editing
  /** The same form for a partner, whose new resource waits for an answer. */
  proposal?: Proposing<Body>
}
/** What a form says and does where it ends in a proposal. */
export type Proposing<B> = {
  title: string
  help: string
  save: string
  saving: string
  /** Before the act that sends. */
  end: ReactNode
  /** @throws CallProblem */
  send: (body: B & { id: string }) => Promise<void>
}
export type Editing = {
  title: string
  help: string
  /** Above the fields: what is asked of who edits. */
  before: ReactNode
  /** Faults of its own, before sending. */
  check: () => Faults
  /** Null: it has been told why not, or it was sent elsewhere. @throws CallProblem */
  save: (typed: Draft) => Promise<Resource | null>
  /** What the act is called, and what is said before it, where it proposes. */
  proposal?: Pick<Proposing<never>, 'save' | 'saving' | 'end'> | undefined
}

/** Where the answer to a question is typed. */
const fieldOfQuestion: Record<Question, Field> = {
  needs: 'needs',
  openingHours: 'openingHours',
  contact: 'phone',
  cost: 'cost',
  accessMode: 'accessMode',
  targetGroups: 'targetGroups',
  ages: 'minAge',
  languages: 'languages',
  wheelchair: 'wheelchair',
  capacity: 'capacity',
  fundings: 'fundings',
  owner: 'owner',
}

export function AddResource(props: Props) {
  const { draft, onDraft, areas, census, centres, who, sketcher, onMap, onOpen, onSaved, onCancel } = props
  const { edit, proposal, onSame } = props
  const proposing = proposal ?? edit?.proposal
  const f = useWords(words)
  const w = useWords(resourceWords)
  const s = useWords(similarWords)
  const language = useLanguage()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const known = knownOf(draft)
  const groups = useMemo(() => orderedTypes(usesOf(census, who.centre)), [census, who.centre])
  const doubts = doubtsOf(draft)
  const found = useSimilar(edit ? emptyDraft : { ...draft, place: draft.confirmed ? draft.place : null })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => {
    const { asking } = props
    if (!asking) return focusOn('type')
    // After the column has gone back to its beginning.
    const frame = requestAnimationFrame(() => focusOn(fieldOfQuestion[asking]))
    return () => cancelAnimationFrame(frame)
  }, [])

  function change(next: Partial<Draft>, field: Field) {
    onDraft(next)
    setFaults(before => ({ ...before, [field]: [] }))
  }
  function focusOn(field: Field) {
    const found = form.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)
    found?.closest('details')?.setAttribute('open', '')
    found?.focus()
  }
  function show(next: Faults) {
    setFaults(next)
    const lines = Object.keys(next).filter(field => field.includes('/')) as Field[]
    const faulty = [...order.slice(0, 7), ...lines, ...order].filter(field => (next[field]?.length ?? 0) > 0)
    for (const field of faulty)
      form.current?.querySelector(`[data-field="${field}"]`)?.closest('details')?.setAttribute('open', '')
    if (faulty[0]) focusOn(faulty[0])
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    setFailure(null)
    setSaving(true)
    const positioned = draft.visibility === 'restricted' || (draft.confirmed && geometryOfDraft(draft))
    const own: Faults = {
      ...(draft.type ? {} : { type: [w.missingType] }),
      ...(positioned ? {} : { position: [w.missingPosition] }),
      ...(draft.name.trim() ? {} : { name: [w.missingName] }),
    }
    const checked = checkDraft(draft, language, f.checks, [own, edit?.check() ?? {}])
    const read = checked instanceof Promise ? await checked : checked
    const typed = read.draft
    if (Object.keys(read.faults).length > 0) {
      setSaving(false)
      return show(read.faults)
    }
    const made = draft.id || newId()
    if (!edit && !draft.id) onDraft({ id: made })
    try {
      const saved = edit
        ? await edit.save(typed)
        : proposal
          ? await proposal.send({ id: made, ...bodyOf(typed) })
          : await addResourceOnce(typed, made)
      if (!saved) return
      const kept = await Promise.allSettled(
        (edit ? [] : draft.apart).map(({ id: other, reason, note }) =>
          call('distinguishResource', {
            params: { resource: saved.properties.id, other },
            body: { reason, ...(note ? { note } : {}) },
          }),
        ),
      )
      onSaved(saved)
      if (kept.some(({ status }) => status === 'rejected')) announce(s.notKept)
    } catch (error) {
      const problem = problemOf(error)
      const told = faultsOf(problem.errors ?? [])
      show(told)
      setFailure(
        problem.status === 0
          ? w.offline
          : [w.notSaved, problem.errors ? null : (problem.detail ?? problem.title)].filter(Boolean).join(' '),
      )
    } finally {
      setSaving(false)
    }
  }

  /** What identifies somebody in the text of a field, with the acts that take it out or where it belongs. */
  function guardActs(name: Field) {
    const part = guardedPartOf(name)
    if (!part) return null
    return (
      <PersonalDataActs
        field={name}
        text={draft[part]}
        vacant={{ phone: draft.phone.trim() === '', email: draft.email.trim() === '' }}
        onText={text => {
          change({ [part]: text }, name)
          announce(f.takenOut)
          focusOn(name)
        }}
        onMove={(to, contact, text) => {
          change({ [part]: text, [to]: contact }, name)
          announce(f.movedTo[to])
          focusOn(to)
        }}
      />
    )
  }

  const field = formField({ id, faults, doubts, probableName: w.probableName, acts: guardActs })

  return (
    <form className="add" ref={form} onSubmit={save} noValidate aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{(edit ?? proposal)?.title ?? w.addTitle}</h2>
        <p className="secondary">{(edit ?? proposal)?.help ?? w.addHelp}</p>
      </div>
      {edit?.before}
      {field(
        'type',
        w.type,
        control => (
          <TypePicker
            value={draft.type}
            groups={groups}
            field={control}
            onChoose={type => {
              change({ type }, 'type')
              focusOn('position') // at once: the next key may come before the next frame
            }}
          />
        ),
        f.typeHelp,
      )}
      <Position
        {...{ draft, change, areas, census, centres, sketcher, faults, field, onMap }}
        onConfirmed={() => focusOn('name')}
      />

      {field(
        'name',
        w.name,
        props => (
          <input
            {...props}
            required
            autoComplete="off"
            value={draft.name}
            onChange={event => change({ name: event.target.value }, 'name')}
          />
        ),
        w.nameHelp,
      )}
      <SimilarResources
        found={found}
        apart={draft.apart}
        onApart={apart => {
          onDraft({ apart })
          focusOn('name')
        }}
        onOpen={onOpen}
        same={onSame && { label: s.bring, onSame }}
      />

      <CompletenessMeter known={known} onAnswer={question => focusOn(fieldOfQuestion[question])} />
      <Sections {...{ draft, change, known, faults, field, centres }} mayRestrict={who.role === 'operator'} />
      {proposing?.end}
      {failure && (
        <Notice kind="warning">
          {failure}
          {faults.other && faults.other.length > 0 && (
            <>
              {' '}
              {w.otherFaults}: {faults.other.join(' ')}
            </>
          )}
        </Notice>
      )}
      <div className="row add-end">
        <Button kind="primary" type="submit" busy={saving}>
          {saving ? (proposing?.saving ?? w.saving) : (proposing?.save ?? w.save)}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}
