/** The form that adds a resource: what it is, where it is, what it is called; nothing typed is ever lost. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { resourceGroupNames } from '../../api/resources/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { type ResourceType, resourceGroups } from '../../api/resources/types.codes.ts'
import type { Area } from '../../api/territory/contract.ts'
import { CallProblem, call, offline } from '../api/call.ts'
import { HoursEcho } from '../hours/HoursEcho.tsx'
import { loadHours } from '../hours/library.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words as hoursWords } from '../words/hours.ts'
import { type Language, useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/resources.ts'
import { words as similarWords } from '../words/similar.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { areaUnder } from './areaUnder.ts'
import {
  type Body,
  bodyOf,
  type Draft,
  doubtsOf,
  emptyDraft,
  type Faults,
  type Field,
  faultsOf,
  guardedFaults,
} from './draft.ts'
import { moreFields } from './more.ts'
import { SimilarResources } from './SimilarResources.tsx'
import { useSimilar } from './useSimilar.ts'

type Props = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  areas: readonly Area[]
  onMap: () => void
  onOpen: (resource: Resource) => void
  onSaved: (resource: Resource) => void
  onCancel: () => void
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
  send: (body: B) => Promise<void>
}
export type Editing = {
  title: string
  help: string
  /** Said instead of a point: a route, an outline, a confidential place. */
  noPoint: string | null
  /** Above the fields: what is asked of who edits. */
  before: ReactNode
  /** Faults of its own, before sending. */
  check: () => Faults
  /** The further fields. */
  more: (
    field: (name: Field, label: string, control: (props: object) => ReactNode, hint?: string) => ReactNode,
  ) => ReactNode
  /** Null: it has been told why not, or it was sent elsewhere. @throws CallProblem */
  save: (openingHours: string) => Promise<Resource | null>
  /** What the act is called, and what is said before it, where it proposes. */
  proposal?: Pick<Proposing<never>, 'save' | 'saving' | 'end'> | undefined
}

const Told = ({ id, faults }: { id: string; faults: readonly string[] | undefined }) =>
  faults && faults.length > 0 ? (
    <span className="fault" id={id}>
      {faults.join(' ')}
    </span>
  ) : null

/** As they come on the page. */
const order = ['type', 'position', 'name', 'needs', 'phone', 'website', 'address', 'openingHours'] as const

/** Into the syntax; without the reading of hours the text goes as it is, and the server says whether it is understood. */
async function hoursOf(typed: string, language: Language): Promise<{ text: string; fault?: string }> {
  const library = await loadHours().catch(() => null)
  const understood = library?.fromSpeech(typed, language)
  return understood?.fault
    ? { text: typed, fault: understood.fault.detail[language] }
    : { text: understood?.hours ?? typed }
}

export function AddResource(props: Props) {
  const { draft, onDraft, areas, onMap, onOpen, onSaved, onCancel, edit, proposal } = props
  const proposing = proposal ?? edit?.proposal
  const w = useWords(words)
  const s = useWords(similarWords)
  const v = useWords(vocabularyWords)
  const h = useWords(hoursWords)
  const language = useLanguage()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const under = draft.place && areaUnder(draft.place, areas)
  const underName = under ? under.properties.name : w.outside
  const doubts = doubtsOf(draft)
  const found = useSimilar(edit ? emptyDraft : { ...draft, place: draft.confirmed ? draft.place : null })

  useEffect(() => form.current?.querySelector<HTMLElement>('[data-field="type"]')?.focus(), [])

  function change(next: Partial<Draft>, field: Field) {
    onDraft(next)
    setFaults(before => ({ ...before, [field]: [] }))
  }
  function focusOn(field: Field) {
    form.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus()
  }
  function show(next: Faults) {
    setFaults(next)
    const first = [...order, ...moreFields].find(field => (next[field]?.length ?? 0) > 0)
    if (first) focusOn(first)
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    const told: Faults = {
      ...guardedFaults(draft, language),
      ...(draft.type ? {} : { type: [w.missingType] }),
      ...(edit?.noPoint || (draft.confirmed && draft.place) ? {} : { position: [w.missingPosition] }),
      ...(draft.name.trim() ? {} : { name: [w.missingName] }),
      ...edit?.check(),
    }
    setFailure(null)
    const typed = draft.openingHours.trim()
    if (typed) setSaving(true)
    const hours = typed ? await hoursOf(typed, language) : { text: '' }
    if (hours.fault) told.openingHours = [...(told.openingHours ?? []), hours.fault]
    if (Object.keys(told).length > 0) {
      setSaving(false)
      return show(told)
    }
    setSaving(true)
    try {
      const saved = edit
        ? await edit.save(hours.text)
        : proposal
          ? await proposal.send(bodyOf({ ...draft, openingHours: hours.text }))
          : await call('addResource', { body: bodyOf({ ...draft, openingHours: hours.text }) })
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
      const problem = error instanceof CallProblem ? error.problem : offline
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

  const field = (
    name: Field,
    label: string,
    control: (props: object) => ReactNode,
    hint?: string,
    echo?: ReactNode,
  ) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {hint && (
        <span className="secondary" id={`${id}-${name}-hint`}>
          {hint}
        </span>
      )}
      {control({
        id: `${id}-${name}`,
        'data-field': name,
        'aria-invalid': (faults[name]?.length ?? 0) > 0 || undefined,
        'aria-describedby':
          [
            hint && `${id}-${name}-hint`,
            faults[name]?.length && `${id}-${name}-fault`,
            doubts[name]?.length && `${id}-${name}-doubt`,
          ]
            .filter(Boolean)
            .join(' ') || undefined,
      })}
      <Told id={`${id}-${name}-fault`} faults={faults[name]} />
      {echo}
      <span className="doubt" id={`${id}-${name}-doubt`} aria-live="polite">
        {doubts[name] && doubts[name].length > 0 && w.probableName(doubts[name])}
      </span>
    </div>
  )

  return (
    <form
      className="add"
      ref={form}
      onSubmit={save}
      noValidate
      aria-labelledby={`${id}-title`}
      data-unfinished=""
    >
      <div>
        <h2 id={`${id}-title`}>{(edit ?? proposal)?.title ?? w.addTitle}</h2>
        <p className="secondary">{(edit ?? proposal)?.help ?? w.addHelp}</p>
      </div>
      {edit?.before}
      {field('type', w.type, props => (
        <select
          {...props}
          required
          value={draft.type}
          onChange={event => change({ type: event.target.value as ResourceType }, 'type')}
        >
          <option value="">{w.pickType}</option>
          {resourceGroupNames.map(group => (
            <optgroup key={group} label={w.groups[group]}>
              {resourceGroups[group].map(type => (
                <option key={type} value={type}>
                  {w.types[type]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      ))}

      <fieldset className="add-position" aria-describedby={`${id}-position-fault`}>
        <legend>{w.position}</legend>
        <p role="status">
          {edit?.noPoint ?? (
            <>
              {draft.confirmed && <b>{w.positionConfirmed}. </b>}
              {w.preview(underName)}
            </>
          )}
        </p>
        {edit?.noPoint ? null : draft.confirmed ? (
          <Button data-field="position" onClick={() => change({ confirmed: false }, 'position')}>
            {w.changePosition}
          </Button>
        ) : (
          <>
            <p className="secondary">{w.positionHelp}</p>
            <div className="row">
              <Button
                kind="primary"
                data-field="position"
                onClick={() => {
                  change({ confirmed: true }, 'position')
                  focusOn('name')
                }}
              >
                {w.confirmPosition}
              </Button>
              <Button onClick={onMap}>{w.toMap}</Button>
            </div>
          </>
        )}
        <Told id={`${id}-position-fault`} faults={faults.position} />
      </fieldset>

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
      />

      <fieldset className="add-needs">
        <legend>{w.needsAnswered}</legend>
        <div className="chips">
          {(Object.keys(v.needDomain) as Draft['needs']).map(need => (
            <button
              key={need}
              type="button"
              className="chip"
              aria-pressed={draft.needs.includes(need)}
              {...(need === 'economic' ? { 'data-field': 'needs' } : {})}
              onClick={() =>
                change(
                  {
                    needs: draft.needs.includes(need)
                      ? draft.needs.filter(other => other !== need)
                      : [...draft.needs, need],
                  },
                  'needs',
                )
              }
            >
              {v.needDomain[need]}
            </button>
          ))}
        </div>
        <Told id={`${id}-needs-fault`} faults={faults.needs} />
      </fieldset>
      {field('phone', s.phone, props => (
        <input
          {...props}
          type="tel"
          autoComplete="off"
          value={draft.phone}
          onChange={event => change({ phone: event.target.value }, 'phone')}
        />
      ))}
      {field('website', s.website, props => (
        <input
          {...props}
          inputMode="url"
          autoComplete="off"
          value={draft.website}
          onChange={event => change({ website: event.target.value }, 'website')}
        />
      ))}
      {field('address', w.address, props => (
        <input
          {...props}
          autoComplete="off"
          value={draft.address}
          onChange={event => change({ address: event.target.value }, 'address')}
        />
      ))}
      {field(
        'openingHours',
        w.openingHours,
        props => (
          <input
            {...props}
            autoComplete="off"
            value={draft.openingHours}
            onChange={event => change({ openingHours: event.target.value }, 'openingHours')}
          />
        ),
        h.help,
        <HoursEcho
          text={draft.openingHours}
          id={`${id}-openingHours-echo`}
          told={(faults.openingHours?.length ?? 0) > 0}
        />,
      )}
      {edit?.more(field)}
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
