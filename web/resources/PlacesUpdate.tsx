/** The fast act on a card: how many places are free today, one number and Enter. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Resource, ResourceEntry } from '../../api/resources/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { today } from '../observations/days.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { capacityTold, words as placeWords } from '../words/places.ts'

type Capacity = NonNullable<ResourceEntry['capacity']>
type Props = {
  resource: Resource
  onSaved: (resource: Resource) => void
  onClose: () => void
  /** For a partner and a resource of another body. @throws CallProblem */
  propose?: ((capacity: Capacity, id: string) => Promise<void>) | undefined
}

export function PlacesUpdate({ resource, onSaved, onClose, propose }: Props) {
  const w = useWords(words)
  const l = useWords(placeWords)
  const id = useId()
  const [made] = useState(newId)
  const { capacity, version } = resource.properties
  const [available, setAvailable] = useState('')
  const [total, setTotal] = useState(capacity ? String(capacity.total) : '')
  const [unit, setUnit] = useState(capacity?.unit ?? 'posti')
  const [fault, setFault] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  async function save(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    const wrong = ![available, total].every(typed => /^\d+$/.test(typed.trim()))
      ? w.checks.whole
      : unit.trim() === ''
        ? w.checks.unit
        : Number(available) > Number(total)
          ? w.checks.over
          : null
    setFault(wrong)
    if (wrong) return first.current?.focus()
    setSaving(true)
    const next = { total: Number(total), available: Number(available), unit: unit.trim(), on: today() }
    try {
      if (propose) return await propose(next, made)
      const saved = await call('updateResource', {
        params: { resource: resource.id as string },
        body: { version, capacity: next },
      })
      announce(w.placesSaved(capacityTold(l, next)))
      onSaved(saved)
    } catch (error) {
      const problem = error instanceof CallProblem ? error.problem : null
      if (problem?.current) onSaved(problem.current as Resource)
      setFault(
        problem?.conflicts
          ? w.changedMeanwhile
          : (problem?.errors?.map(({ detail }) => detail).join(' ') ?? w.notSaved),
      )
    } finally {
      setSaving(false)
    }
  }
  const number = (label: string, value: string, set: (value: string) => void, main = false) => (
    <label className="field">
      {label}
      <input
        {...(main ? { ref: first } : {})}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        value={value}
        onChange={event => set(event.target.value)}
      />
    </label>
  )
  return (
    <form
      className="places"
      noValidate
      onSubmit={save}
      aria-labelledby={`${id}-title`}
      onKeyDown={event => event.key === 'Escape' && onClose()}
    >
      <h2 id={`${id}-title`}>{w.placesTitle}</h2>
      <div className="places-fields">
        {number(w.available, available, setAvailable, true)}
        {number(w.total, total, setTotal)}
        <label className="field">
          {w.unit}
          <input autoComplete="off" value={unit} onChange={event => setUnit(event.target.value)} />
        </label>
      </div>
      {fault && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      <div className="row">
        <Button kind="primary" type="submit" busy={saving}>
          {propose ? w.propose : w.save}
        </Button>
        <Button onClick={onClose}>{w.cancel}</Button>
      </div>
    </form>
  )
}
