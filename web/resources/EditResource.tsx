/** The form over a resource of the census: further fields, and the question when two edits changed the same one. */
import { useEffect, useRef } from 'react'
import type { Resource, ResourceChange } from '../../api/resources/contract.ts'
import { accessModes, costs, statuses } from '../../api/resources/types.codes.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/upkeep.ts'
import { AddResource, type Editing, type Proposing } from './AddResource.tsx'
import { type Asked, changeOf, conceded, type Edit, type EditDraft, rebased } from './edit.ts'
import { useFieldWords } from './told.ts'

type Props = {
  edit: Edit
  change: (next: Partial<EditDraft>) => void
  keep: (edit: Edit | null) => void
  areas: readonly Area[]
  centres: readonly Centre[]
  onMap: () => void
  onSaved: (resource: Resource) => void
  onCancel: () => void
  /** For a partner: what is changed waits for an answer. */
  proposal?: Proposing<ResourceChange>
}

export function EditResource({
  edit,
  change,
  keep,
  areas,
  centres,
  onMap,
  onSaved,
  onCancel,
  proposal,
}: Props) {
  const r = useWords(resourceWords)
  const w = useWords(words)
  const told = useFieldWords(areas, centres)
  const { from, draft, asked } = edit
  const { geometry, properties } = from

  // The next question, or after the last the act that saves.
  const questions = useRef(asked.length)
  useEffect(() => {
    if (questions.current === asked.length) return
    questions.current = asked.length
    document
      .querySelector<HTMLElement>(asked.length > 0 ? '.asked button' : '.add-end button[type="submit"]')
      ?.focus()
  }, [asked.length])

  function decide({ field }: Asked, mine: boolean) {
    const rest = asked.filter(other => other.field !== field)
    keep({ from, asked: rest, draft: mine ? draft : conceded(draft, field, from) })
  }

  async function save(openingHours: string): Promise<Resource | null> {
    const typed = { ...draft, openingHours }
    const body = changeOf(typed, from)
    if (proposal) {
      await proposal.send({ version: properties.version, ...body })
      return null
    }
    try {
      return await call('updateResource', {
        params: { resource: from.id as string },
        body: { version: properties.version, ...body },
      })
    } catch (error) {
      if (!(error instanceof CallProblem) || !error.problem.conflicts) throw error
      const current = error.problem.current as Resource
      keep({
        from: current,
        draft: rebased(typed, from, current),
        asked: error.problem.conflicts as readonly Asked[],
      })
      return null
    }
  }

  const editing: Editing = {
    title: proposal?.title ?? w.editTitle(properties.name),
    help: proposal?.help ?? w.editHelp,
    proposal,
    noPoint: geometry === null ? w.confidential : geometry.type === 'Point' ? null : w.notPoint,
    before: asked.length > 0 && (
      <div className="asked" role="alert">
        <h3>{w.askTitle}</h3>
        <p>{w.askText}</p>
        {asked.map(one => (
          <fieldset key={one.field}>
            <legend>{w.ask(told.label(one.field))}</legend>
            <div className="asked-values">
              {([true, false] as const).map(mine => (
                <Button key={String(mine)} onClick={() => decide(one, mine)}>
                  <span>
                    <small>{mine ? w.yours : w.theirs}</small>
                    {told.value(one.field, mine ? one.yours : one.theirs)}
                  </span>
                </Button>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    ),
    check() {
      // The question that waits says why nothing is saved.
      document.querySelector<HTMLElement>('.asked button')?.focus()
      const number = draft.capacity.trim()
      return {
        ...(asked.length > 0 ? { other: [w.decide] } : {}),
        ...(number === '' || (/^\d+$/.test(number) && draft.capacityUnit.trim() !== '')
          ? {}
          : { capacity: [w.capacityWhole] }),
      }
    },
    more(field) {
      const pick = <T extends string>(
        name: 'status' | 'accessMode' | 'cost' | 'keeper',
        codes: readonly T[],
        words: (code: T) => string,
        empty: string | null,
      ) =>
        field(name, w.fields[name], props => (
          <select {...props} value={draft[name]} onChange={event => change({ [name]: event.target.value })}>
            {empty !== null && <option value="">{empty}</option>}
            {codes.map(code => (
              <option key={code} value={code}>
                {words(code)}
              </option>
            ))}
          </select>
        ))
      return (
        <>
          <h3 className="section-label">{w.more}</h3>
          {pick('status', statuses, code => r.statuses[code], null)}
          {field('description', w.fields.description, props => (
            <textarea
              {...props}
              rows={3}
              value={draft.description}
              onChange={event => change({ description: event.target.value })}
            />
          ))}
          {field('email', w.fields.email, props => (
            <input
              {...props}
              type="email"
              autoComplete="off"
              value={draft.email}
              onChange={event => change({ email: event.target.value })}
            />
          ))}
          {pick('accessMode', accessModes, code => r.accessModes[code], w.none)}
          {pick('cost', costs, code => r.costs[code], w.none)}
          {field(
            'capacity',
            w.fields.capacity,
            props => (
              <span className="two">
                <input
                  {...props}
                  inputMode="numeric"
                  autoComplete="off"
                  value={draft.capacity}
                  onChange={event => change({ capacity: event.target.value })}
                />
                <input
                  aria-label={w.capacityUnit}
                  autoComplete="off"
                  value={draft.capacityUnit}
                  onChange={event => change({ capacityUnit: event.target.value })}
                />
              </span>
            ),
            w.capacityHelp,
          )}
          {pick(
            'keeper',
            centres.map(({ properties: { id } }) => id),
            id => centres.find(({ properties }) => properties.id === id)?.properties.name ?? id,
            w.noKeeper,
          )}
        </>
      )
    },
    save,
  }
  return (
    <AddResource
      draft={draft}
      onDraft={change}
      areas={areas}
      onMap={onMap}
      onOpen={() => {}}
      onSaved={onSaved}
      onCancel={onCancel}
      edit={editing}
    />
  )
}
