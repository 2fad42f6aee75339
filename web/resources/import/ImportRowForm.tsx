/** Every field of a row, as in the form of a resource; what was typed stays while other rows are looked at. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Resource } from '../../../api/resources/contract.ts'
import type { ImportRow } from '../../../api/resources/import/contract.ts'
import type { ResourceType } from '../../../api/resources/types.codes.ts'
import type { ProblemBody } from '../../api/call.ts'
import { useSource } from '../../map/sources.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words as formWords } from '../../words/form.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/resourceImports.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { checkDraft } from '../checkDraft.ts'
import {
  type Change,
  type Draft,
  doubtsOf,
  type Faults,
  type Field,
  faultsOf,
  knownOf,
  order,
} from '../draft.ts'
import { changeOf, draftOf } from '../edit.ts'
import { formField } from '../formField.tsx'
import { Sections } from '../Sections.tsx'
import { TypeOptions } from './ImportPreview.tsx'
import '../resources.css'
import '../form.css'

/** Said once for the whole file, or not imported at all. */
const ofTheFile = ['visibility', 'source', 'licence'] as const

/** The row as the resource that it would be, for the forms of the census. */
const asResource = ({ content }: ImportRow): Resource =>
  ({
    type: 'Feature',
    id: '',
    geometry: content.geometry ?? null,
    properties: {
      name: '',
      services: [],
      needs: [],
      targetGroups: [],
      languages: [],
      fundings: [],
      stops: [],
      wheelchair: 'unknown',
      status: 'active',
      visibility: 'public',
      positionQuality: 'approximate',
      ...content,
      type: content.type ?? '',
    },
  }) as unknown as Resource

type Props = {
  row: ImportRow
  /** What was typed of this row before, if it was left. */
  typed: Draft | undefined
  onTyped: (draft: Draft | null) => void
  /** @returns what the server says against it */
  onSave: (change: Change) => Promise<ProblemBody | null>
  onClose: () => void
}

export function ImportRowForm({ row, typed, onTyped, onSave, onClose }: Props) {
  const w = useWords(words)
  const f = useWords(formWords)
  const r = useWords(resourceWords)
  const language = useLanguage()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const from = asResource(row)
  const [draft, setDraft] = useState<Draft>(() => typed ?? draftOf(from))
  const [faults, setFaults] = useState<Faults>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const centres = useSource('centres').data
  const field = formField({ id, faults, doubts: doubtsOf(draft), probableName: r.probableName })
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [])

  function change(next: Partial<Draft>, name: Field) {
    const changed = { ...draft, ...next }
    setDraft(changed)
    onTyped(changed)
    setFaults(before => ({ ...before, [name]: [] }))
  }
  function show(wrong: Faults) {
    setFaults(wrong)
    const faulty = [...order, ...(Object.keys(wrong) as Field[])].filter(
      name => (wrong[name]?.length ?? 0) > 0,
    )
    const controls = faulty.map(name => form.current?.querySelector<HTMLElement>(`[data-field="${name}"]`))
    for (const control of controls) control?.closest('details')?.setAttribute('open', '')
    controls.find(Boolean)?.focus()
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setFailure(null)
    const own: Faults = {
      ...(draft.name.trim() ? {} : { name: [r.missingName] }),
      ...(draft.type ? {} : { type: [r.missingType] }),
    }
    const read = await checkDraft(draft, language, f.checks, [own])
    if (Object.keys(read.faults).length > 0) {
      setBusy(false)
      return show(read.faults)
    }
    const edit = changeOf(read.draft, from)
    const problem = Object.keys(edit).length === 0 ? null : await onSave(edit)
    setBusy(false)
    if (problem) {
      show(faultsOf(problem.errors ?? []))
      const { title, text } = problemWords(problem)
      return setFailure(problem.errors ? w.notCorrected : `${title}. ${text}`)
    }
    onTyped(null)
    onClose()
  }

  return (
    <form
      className="rimport-form add"
      ref={form}
      onSubmit={save}
      noValidate
      aria-label={w.edit}
      data-unfinished=""
    >
      {field('name', r.name, props => (
        <input
          {...props}
          required
          autoComplete="off"
          value={draft.name}
          onChange={event => change({ name: event.target.value }, 'name')}
        />
      ))}
      {field('type', r.type, props => (
        <select
          {...props}
          value={draft.type}
          onChange={event => change({ type: event.target.value as ResourceType | '' }, 'type')}
        >
          <option value="">{w.chooseType}</option>
          <TypeOptions />
        </select>
      ))}
      {field('address', w.fields.address, props => (
        <input
          {...props}
          autoComplete="off"
          value={draft.address}
          onChange={event => change({ address: event.target.value }, 'address')}
        />
      ))}
      <Sections
        {...{ draft, change, faults, field, centres }}
        known={knownOf(draft)}
        mayRestrict={false}
        without={ofTheFile}
      />
      {failure && (
        <Notice kind="warning">
          {failure} {faults.other?.join(' ')}
        </Notice>
      )}
      <div className="row add-end">
        <Button kind="primary" type="submit" busy={busy}>
          {w.saveRow}
        </Button>
        <Button
          onClick={() => {
            onTyped(null)
            onClose()
          }}
        >
          {w.leaveRow}
        </Button>
      </div>
    </form>
  )
}
