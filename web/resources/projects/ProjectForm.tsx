/** The form of a project: a name and the first day are enough. Two edits at once ask only about the same field. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Resource } from '../../../api/resources/contract.ts'
import type { ProjectConflict } from '../../../api/resources/projects/changes.contract.ts'
import { type ProjectField, projectActions, projectStates } from '../../../api/resources/projects/codes.ts'
import type { Project } from '../../../api/resources/projects/contract.ts'
import { ownerKinds } from '../../../api/resources/types.codes.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { newId } from '../../api/newId.ts'
import { useSource } from '../../map/sources.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useLanguage, useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/projects.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { addProjectOnce } from '../once.ts'
import {
  type BodyDraft,
  changeOfProject,
  concededProject,
  draftOfProject,
  emptyProject,
  type Faults,
  type Field,
  faultsOfAnswer,
  faultsOfDraft,
  keepProjectDraft,
  keptProject,
  type ProjectDraft,
  rebasedProject,
} from './draft.ts'
import { useProjectTold } from './told.ts'

type Props = {
  /** The one being edited; without it the form adds. */
  project?: Project
  areas: readonly Area[]
  onSaved: (project: Project) => void
  onCancel: () => void
}

export function ProjectForm({ project, areas, onSaved, onCancel }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const say = useProjectTold(areas)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const who = useAccount().username
  const [before] = useState(() => keptProject(who, project?.id ?? 'new'))
  const [from, setFrom] = useState(before?.from ?? project)
  const [draft, setDraft] = useState<ProjectDraft>(
    before?.draft ?? (project ? draftOfProject(project) : emptyProject),
  )
  const [faults, setFaults] = useState<Faults>({})
  const [asked, setAsked] = useState<readonly ProjectField[]>([])
  const [failed, setFailed] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (next: Partial<ProjectDraft>) => setDraft(before => ({ ...before, ...next }))
  const untouched = useRef(draft)
  useEffect(() => {
    if (draft !== untouched.current) keepProjectDraft({ who, of: project?.id ?? 'new', from, draft })
  }, [who, project?.id, from, draft])

  function show(found: Faults) {
    setFaults(found)
    const [first] = Object.keys(found)
    requestAnimationFrame(() =>
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, select, textarea)`)
        ?.focus(),
    )
  }

  async function save(event?: FormEvent) {
    event?.preventDefault()
    if (busy) return
    const found = faultsOfDraft(draft, w, language)
    if (Object.keys(found).length > 0) return show(found)
    setFaults({})
    setFailed(null)
    setBusy(true)
    const made = draft.id || newId()
    if (!from && !draft.id) change({ id: made })
    try {
      const saved = from
        ? await call('updateProject', {
            params: { project: from.id },
            body: { version: from.version, ...changeOfProject(draft, from) },
          })
        : await addProjectOnce(draft, made)
      keepProjectDraft(null)
      onSaved(saved)
    } catch (error) {
      setBusy(false)
      const problem = problemOf(error)
      if (problem.conflicts && from) {
        const current = problem.current as Project
        setDraft(rebasedProject(draft, from, current))
        setFrom(current)
        setAsked((problem.conflicts as ProjectConflict[]).map(({ field }) => field))
      } else if (problem.errors) show(faultsOfAnswer(problem.errors))
      else setFailed(problem)
    }
  }

  const field = (name: Field, label: string, control: ReactNode, help?: string) => (
    <div className="field" data-field={name}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {control}
      {help && <small className="secondary">{help}</small>}
      {from && asked.includes(name as ProjectField) && (
        <small className="fault">{w.inForce(say(from, name as ProjectField))}</small>
      )}
      <Told faults={faults[name]} />
    </div>
  )
  const text = (name: 'name' | 'website' | 'source') => (
    <input
      id={`${id}-${name}`}
      autoComplete="off"
      value={draft[name]}
      aria-invalid={faults[name] !== undefined}
      onChange={event => change({ [name]: event.target.value })}
    />
  )
  const date = (name: 'from' | 'until') => (
    <input
      id={`${id}-${name}`}
      type="date"
      value={draft[name]}
      aria-invalid={faults[name] !== undefined}
      onChange={event => change({ [name]: event.target.value })}
    />
  )

  return (
    <form className="project-form" ref={form} onSubmit={save} noValidate>
      <h2>{project ? w.editTitle(project.name) : w.addTitle}</h2>
      {!project && <p className="secondary">{w.addHelp}</p>}
      {asked.length > 0 && from && (
        <Notice
          kind="warning"
          action={
            <span className="row">
              <Button onClick={() => setAsked([])}>{w.mine}</Button>
              <Button
                onClick={() => {
                  setDraft(concededProject(draft, asked, from))
                  setAsked([])
                }}
              >
                {w.theirs}
              </Button>
            </span>
          }
        >
          {w.conflict}
          <ul>
            {asked.map(name => (
              <li key={name}>
                <b>{w.fields[name]}</b> · {w.inForce(say(from, name))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {field('name', w.fields.name, text('name'))}
      <div className="two">
        {field('from', w.fields.from, date('from'))}
        {field('until', `${w.fields.until} (${w.optional})`, date('until'))}
      </div>
      <div className="two">
        {field(
          'state',
          w.fields.state,
          <select
            id={`${id}-state`}
            value={draft.state}
            onChange={event => change({ state: event.target.value as ProjectDraft['state'] })}
          >
            {projectStates.map(each => (
              <option key={each} value={each}>
                {w.states[each]}
              </option>
            ))}
          </select>,
        )}
        {field(
          'action',
          `${w.fields.action} (${w.optional})`,
          <select
            id={`${id}-action`}
            value={draft.action}
            onChange={event => change({ action: event.target.value as ProjectDraft['action'] })}
          >
            <option value="">{w.none_}</option>
            {projectActions.map(each => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>,
        )}
      </div>
      {field(
        'lead',
        `${w.fields.lead} (${w.optional})`,
        <BodyFields id={`${id}-lead`} body={draft.lead} onChange={lead => change({ lead })} />,
      )}
      <fieldset className="field" data-field="partners">
        <legend>
          {w.fields.partners} ({w.optional})
        </legend>
        {draft.partners.map((partner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows being typed have no other identity
          <div className="partner" key={index}>
            <BodyFields
              label={w.fields.name}
              body={partner}
              onChange={changed =>
                change({ partners: draft.partners.map((each, at) => (at === index ? changed : each)) })
              }
            />
            <Button
              kind="plain"
              aria-label={w.removePartner(partner.name)}
              onClick={() => change({ partners: draft.partners.filter((_, at) => at !== index) })}
            >
              ×
            </Button>
          </div>
        ))}
        <Button
          kind="plain"
          onClick={() => change({ partners: [...draft.partners, { name: '', kind: '' }] })}
        >
          + {w.addPartner}
        </Button>
        <Told faults={faults.partners} />
      </fieldset>
      <fieldset className="field" data-field="areas">
        <legend>
          {w.fields.areas} ({w.optional})
        </legend>
        <div className="checks">
          <label>
            <input
              type="checkbox"
              checked={draft.wholeCity}
              onChange={event => change({ wholeCity: event.target.checked })}
            />
            {w.fields.wholeCity}
          </label>
          {areas.map(({ properties: { id: area, name } }) => (
            <label key={area}>
              <input
                type="checkbox"
                checked={!draft.wholeCity && draft.areas.includes(area)}
                disabled={draft.wholeCity}
                onChange={event =>
                  change({
                    areas: event.target.checked
                      ? [...draft.areas, area]
                      : draft.areas.filter(other => other !== area),
                  })
                }
              />
              {name}
            </label>
          ))}
        </div>
        <Told faults={faults.areas} />
      </fieldset>
      <LinkResources
        linked={draft.resources}
        onChange={resources => change({ resources })}
        faults={faults.resources}
      />
      {field(
        'places',
        `${w.fields.places} (${w.optional})`,
        <span className="two">
          <input
            id={`${id}-places`}
            inputMode="numeric"
            autoComplete="off"
            value={draft.places}
            onChange={event => change({ places: event.target.value })}
          />
          <input
            aria-label={w.unit}
            placeholder={w.unitExample}
            autoComplete="off"
            value={draft.unit}
            onChange={event => change({ unit: event.target.value })}
          />
        </span>,
      )}
      {field(
        'funding',
        `${w.fields.funding} (${w.optional})`,
        <textarea
          id={`${id}-funding`}
          rows={2}
          value={draft.funding}
          onChange={event => change({ funding: event.target.value })}
        />,
        w.fundingHelp,
      )}
      {field(
        'description',
        `${w.fields.description} (${w.optional})`,
        <textarea
          id={`${id}-description`}
          rows={3}
          value={draft.description}
          onChange={event => change({ description: event.target.value })}
        />,
      )}
      {field('website', `${w.fields.website} (${w.optional})`, text('website'))}
      {field('source', `${w.fields.source} (${w.optional})`, text('source'))}
      {faults.other && (
        <Notice kind="warning">
          {w.otherFaults}: {faults.other.join(' ')}
        </Notice>
      )}
      {failed && (
        <Notice kind="warning">
          <strong>{problemWords(failed).title}.</strong> {problemWords(failed).text}
        </Notice>
      )}
      <div className="row add-end">
        <Button kind="primary" type="submit" busy={busy} aria-disabled={asked.length > 0 || undefined}>
          {busy ? w.saving : w.save}
        </Button>
        <Button
          onClick={() => {
            keepProjectDraft(null)
            onCancel()
          }}
        >
          {w.cancel}
        </Button>
      </div>
    </form>
  )
}

const Told = ({ faults }: { faults: readonly string[] | undefined }) =>
  faults?.map(text => (
    <small className="fault" key={text} role="alert">
      {text}
    </small>
  ))

/** A body that the census knows already brings its kind along. */
function BodyFields(props: {
  id?: string
  label?: string
  body: BodyDraft
  onChange: (body: BodyDraft) => void
}) {
  const { id, label, body, onChange } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const list = useId()
  const owners = useSource('resources').data.flatMap(({ properties }) => properties.owner ?? [])
  const names = [...new Set(owners.map(({ name }) => name))].sort()
  return (
    <span className="two">
      <input
        {...(id ? { id } : { 'aria-label': label })}
        list={list}
        autoComplete="off"
        value={body.name}
        onChange={event => {
          const name = event.target.value
          const known = owners.find(owner => owner.name === name)
          onChange({ name, kind: known?.kind ?? body.kind })
        }}
      />
      <datalist id={list}>
        {names.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <select
        aria-label={w.kind}
        value={body.kind}
        onChange={event => onChange({ ...body, kind: event.target.value as BodyDraft['kind'] })}
      >
        <option value="">{w.kind}</option>
        {ownerKinds.map(kind => (
          <option key={kind} value={kind}>
            {r.ownerKinds[kind]}
          </option>
        ))}
      </select>
    </span>
  )
}

/** Found by name; the first found is linked by Enter. */
function LinkResources(props: {
  linked: ProjectDraft['resources']
  onChange: (linked: ProjectDraft['resources']) => void
  faults: readonly string[] | undefined
}) {
  const { linked, onChange, faults } = props
  const w = useWords(words)
  const id = useId()
  const [search, setSearch] = useState('')
  const resources = useSource('resources').data
  const wanted = search.trim().toLocaleLowerCase()
  // A census too large for the browser is asked on the server, by likeness of the name.
  const [alike, setAlike] = useState<readonly Resource[]>([])
  useEffect(() => {
    if (wanted.length < 3) return setAlike([])
    const gone = new AbortController()
    const clock = setTimeout(
      () =>
        call('findSimilarResources', { body: { name: wanted } }, gone.signal).then(
          ({ features }) => setAlike(features),
          () => {},
        ),
      200,
    )
    return () => {
      clearTimeout(clock)
      gone.abort()
    }
  }, [wanted])
  const here = resources.filter(({ properties: p }) => p.name.toLocaleLowerCase().includes(wanted))
  const found =
    wanted.length < 2
      ? []
      : [...here, ...alike.filter(({ id }) => !here.some(each => each.id === id))]
          .filter(({ properties: p }) => !linked.some(each => each.id === p.id))
          .slice(0, 6)
  function link(resource: { id: string; name: string }) {
    onChange([...linked, { id: resource.id, name: resource.name }])
    setSearch('')
    document.getElementById(id)?.focus()
  }
  return (
    <div className="field" data-field="resources">
      <label htmlFor={id}>
        {w.fields.resources} ({w.optional})
      </label>
      <small className="secondary">{w.resourcesHelp}</small>
      {linked.length > 0 && (
        <ul className="linked">
          {linked.map(({ id: one, name }) => (
            <li key={one}>
              {name}
              <Button
                kind="plain"
                aria-label={w.unlink(name)}
                onClick={() => onChange(linked.filter(each => each.id !== one))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        type="search"
        autoComplete="off"
        placeholder={w.findResource}
        value={search}
        onChange={event => setSearch(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || wanted === '') return
          event.preventDefault()
          if (found[0]) link(found[0].properties)
        }}
      />
      {found.length > 0 && (
        <ul className="found">
          {found.map(({ properties: p }) => (
            <li key={p.id}>
              <Button kind="plain" onClick={() => link(p)}>
                + {p.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {wanted.length >= 2 && found.length === 0 && <small className="secondary">{w.noResource}</small>}
      <Told faults={faults} />
    </div>
  )
}
