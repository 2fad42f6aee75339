/** Keeps the view that is open under a name, by itself or in a dossier; also changes one that is kept. */

import { type FormEvent, useId, useState } from 'react'
import type { SavedView } from '../../api/accounts/saved-views.contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { act, addressOf, emptyView, type View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/statement.ts'
import './dossier.css'

type Props = {
  title: string
  onClose: () => void
  /** After it was saved, besides closing. */
  onSaved?: () => void
} & ({ view: View } | { saved: SavedView })

const newOne = '+'

export default function SaveView(props: Props) {
  const { title, onClose, onSaved } = props
  const saved = 'saved' in props ? props.saved : null
  const w = useWords(words)
  const { data } = useAnswer('listSavedViews')
  const [name, setName] = useState(saved?.name ?? title.split(':')[0]!.trim().slice(0, 120))
  const [dossier, setDossier] = useState<string>(saved?.dossier ?? '')
  const [named, setNamed] = useState('')
  const [text, setText] = useState(saved?.text ?? '')
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const id = useId()
  const views = data?.views ?? []
  const dossiers = [...new Set(views.flatMap(view => view.dossier ?? []))]
  if (saved?.dossier && !dossiers.includes(saved.dossier)) dossiers.push(saved.dossier)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const into = dossier === newOne ? named.trim() : dossier
    const last = Math.max(-1, ...views.filter(one => one.dossier === into).map(one => one.position))
    setBusy(true)
    try {
      await call('saveView', {
        params: { view: saved?.id ?? newId() },
        body: {
          name: name.trim(),
          address: 'view' in props ? addressOf(props.view) : props.saved.address,
          dossier: into || null,
          position: saved && saved.dossier === into ? saved.position : into ? last + 1 : 0,
          text: text.trim() || null,
        },
      })
      announce(w.kept(name))
      onSaved?.()
      onClose()
    } catch (error) {
      const errors = error instanceof CallProblem ? error.problem.errors : undefined
      setFaults(
        errors?.length
          ? Object.fromEntries(errors.map(one => [one.pointer.split('/')[2] ?? 'name', one.detail]))
          : { name: w.failed },
      )
      setBusy(false)
    }
  }
  const told = (field: string) =>
    faults[field] ? { 'aria-invalid': true, 'aria-describedby': `${id}-${field}-fault` } : {}
  const fault = (field: string) =>
    faults[field] && (
      <span className="fault" id={`${id}-${field}-fault`} role="alert">
        {faults[field]}
      </span>
    )
  return (
    <Dialog title={w.saveTitle} onClose={onClose}>
      <form className="save-view" onSubmit={save}>
        <label className="field">
          {w.viewName}
          <input
            data-first=""
            required
            maxLength={120}
            value={name}
            onChange={event => setName(event.target.value)}
            {...told('name')}
          />
          {fault('name')}
          {fault('address')}
        </label>
        <label className="field">
          {w.inDossier}
          <select value={dossier} onChange={event => setDossier(event.target.value)}>
            <option value="">{w.noDossier}</option>
            {dossiers.map(one => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
            <option value={newOne}>{w.newDossier}</option>
          </select>
        </label>
        {dossier === newOne && (
          <label className="field">
            {w.dossierName}
            <input
              required
              maxLength={120}
              value={named}
              onChange={event => setNamed(event.target.value)}
              {...told('dossier')}
            />
            {fault('dossier')}
          </label>
        )}
        {dossier !== '' && (
          <label className="field">
            {w.text}
            <textarea
              rows={5}
              maxLength={4000}
              value={text}
              onChange={event => setText(event.target.value)}
              {...told('text')}
            />
            <small>{w.textHint}</small>
            {fault('text')}
          </label>
        )}
        <div className="dialog-end">
          {!saved && (
            <Button kind="plain" onClick={() => act({ ...emptyView, screen: 'dossier' })}>
              {w.savedViews}
            </Button>
          )}
          <Button kind="primary" type="submit" busy={busy}>
            {w.keep}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
