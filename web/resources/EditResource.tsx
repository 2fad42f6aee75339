/** The form over a resource of the census: and the question when two edits changed the same one. */

import { useEffect, useRef } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import type { Question } from '../../api/resources/completeness.contract.ts'
import type { Resource, ResourceChange } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/upkeep.ts'
import { AddResource, type Editing, type Proposing } from './AddResource.tsx'
import type { Draft } from './draft.ts'
import { type Asked, changeOf, conceded, type Edit, type EditDraft, rebased } from './edit.ts'
import type { Sketcher } from './sketching.ts'
import { useFieldWords } from './told.ts'

type Props = {
  edit: Edit
  change: (next: Partial<EditDraft>) => void
  keep: (edit: Edit | null) => void
  areas: readonly Area[]
  centres: readonly Centre[]
  census: readonly Resource[]
  who: Pick<Account, 'role' | 'centre'>
  sketcher: Sketcher
  onMap: () => void
  onSaved: (resource: Resource) => void
  onCancel: () => void
  asking?: Question | null
  /** For a partner: what is changed waits for an answer. */
  proposal?: Proposing<ResourceChange>
}

export function EditResource(props: Props) {
  const { edit, change, keep, areas, centres, census, who, sketcher, onMap, onSaved, onCancel, proposal } =
    props
  const w = useWords(words)
  const told = useFieldWords(areas, centres)
  const { from, draft, asked } = edit
  const { properties } = from

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
    keep({ ...edit, asked: rest, draft: mine ? draft : conceded(draft, field, from) })
  }

  async function save(typed: Draft): Promise<Resource | null> {
    const body = changeOf(typed, from)
    if (proposal) {
      await proposal.send({ id: edit.id, version: properties.version, ...body })
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
        ...edit,
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
      return asked.length > 0 ? { other: [w.decide] } : {}
    },
    save,
  }
  return (
    <AddResource
      draft={draft}
      onDraft={change}
      areas={areas}
      census={census}
      centres={centres}
      who={who}
      sketcher={sketcher}
      onMap={onMap}
      onOpen={() => {}}
      onSaved={onSaved}
      onCancel={onCancel}
      edit={editing}
      asking={props.asking ?? null}
    />
  )
}
