/** Saved views, by themselves and in dossiers: opened, put in order, given a text, printed as one document. */
import { lazy, Suspense, useState } from 'react'
import type { SavedView } from '../../api/accounts/saved-views.contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { ViewLink } from '../resources/projects/ViewLink.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { emptyView } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/statement.ts'
import SaveView from './SaveView.tsx'
import { opened } from './stated.ts'
import './dossier.css'

const PrintDossier = lazy(() => import('./PrintDossier.tsx'))

export default function Dossier() {
  const w = useWords(words)
  const { state, data, retry, replace } = useAnswer('listSavedViews')
  const [changing, setChanging] = useState<SavedView | null>(null)
  const [printing, setPrinting] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const views = data?.views ?? []
  const dossiers = [...new Set(views.flatMap(view => view.dossier ?? []))]
  const of = (dossier: string | null) => views.filter(view => view.dossier === dossier)

  const again = () => call('listSavedViews').then(replace)
  async function doing(work: () => Promise<unknown>, said: string) {
    setFailed(false)
    try {
      await work()
      announce(said)
    } catch {
      setFailed(true)
    }
    await again().catch(() => setFailed(true))
  }
  const remove = ({ id, name }: SavedView) =>
    doing(() => call('deleteView', { params: { view: id } }), w.removed(name))
  /** Changes places with a neighbour: both are written again with their number. */
  function shift(list: readonly SavedView[], at: number, by: 1 | -1) {
    const order = [...list]
    const [moved] = order.splice(at, 1)
    order.splice(at + by, 0, moved!)
    const changed = order.flatMap((view, position) =>
      view.position === position ? [] : [{ view, position }],
    )
    return doing(
      async () => {
        for (const { view, position } of changed) {
          const { id, savedAt: _, ...body } = view
          await call('saveView', { params: { view: id }, body: { ...body, position } })
        }
      },
      by < 0 ? w.earlier(moved!.name) : w.later(moved!.name),
    )
  }

  const part = (dossier: string | null) => {
    const list = of(dossier)
    if (list.length === 0) return null
    return (
      <section className="card" key={dossier ?? ''} aria-label={dossier ?? w.single}>
        <header className="dossier-head">
          <div>
            <h2>{dossier ?? w.single}</h2>
            <p className="secondary">{w.views(list.length)}</p>
          </div>
          {dossier && (
            <Button kind="primary" busy={printing === dossier} onClick={() => setPrinting(dossier)}>
              {w.printDossier}
            </Button>
          )}
        </header>
        <ol className={dossier ? 'dossier-list' : 'dossier-list dossier-single'}>
          {list.map((view, index) => (
            <li key={view.id}>
              <SavedLine
                view={view}
                onChange={() => setChanging(view)}
                onRemove={() => remove(view)}
                onEarlier={dossier && index > 0 ? () => shift(list, index, -1) : undefined}
                onLater={dossier && index < list.length - 1 ? () => shift(list, index, 1) : undefined}
              />
            </li>
          ))}
        </ol>
      </section>
    )
  }

  return (
    <div className="dossier">
      <header>
        <h1>{w.savedViews}</h1>
        <p className="secondary">{w.dossierLead}</p>
      </header>
      {state === 'loading' && <Skeleton lines={5} />}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={retry}>{w.retry}</Button>}>
          {w.listFailed}
        </Notice>
      )}
      {failed && <Notice kind="warning">{w.failed}</Notice>}
      {state === 'ready' && views.length === 0 && (
        <Notice
          action={
            <ViewLink className="button button-secondary" to={emptyView}>
              {w.goExplore}
            </ViewLink>
          }
        >
          {w.noSaved}
        </Notice>
      )}
      {dossiers.map(part)}
      {part(null)}
      {changing && (
        <SaveView
          saved={changing}
          title={changing.name}
          onClose={() => setChanging(null)}
          onSaved={() => void again()}
        />
      )}
      <Suspense fallback={null}>
        {printing && <PrintDossier title={printing} views={of(printing)} onDone={() => setPrinting(null)} />}
      </Suspense>
    </div>
  )
}

type LineProps = {
  view: SavedView
  onChange: () => void
  onRemove: () => void
  onEarlier: (() => void) | undefined | null
  onLater: (() => void) | undefined | null
}

function SavedLine({ view: saved, onChange, onRemove, onEarlier, onLater }: LineProps) {
  const w = useWords(words)
  const { role } = useAccount()
  const { view, mine, hidden } = opened(saved.address, role)
  return (
    <article className="saved-view">
      <div className="saved-view-text">
        <h3>
          <ViewLink to={view}>{saved.name}</ViewLink>
        </h3>
        {!mine && <p className="fault">{w.notYours}</p>}
        {hidden.length > 0 && (
          <p className="fault">
            {w.viewGone} <code>{hidden.join(' ')}</code>
          </p>
        )}
        {saved.text && <p className="saved-view-words">{saved.text}</p>}
      </div>
      <div className="saved-view-acts">
        {(onEarlier || onLater) && (
          <>
            <Button
              kind="plain"
              aria-label={w.earlier(saved.name)}
              aria-disabled={!onEarlier}
              onClick={() => onEarlier?.()}
            >
              ↑
            </Button>
            <Button
              kind="plain"
              aria-label={w.later(saved.name)}
              aria-disabled={!onLater}
              onClick={() => onLater?.()}
            >
              ↓
            </Button>
          </>
        )}
        <Button kind="plain" aria-label={`${w.change}: ${saved.name}`} onClick={onChange}>
          {w.change}
        </Button>
        <Button kind="plain" aria-label={`${w.remove}: ${saved.name}`} onClick={onRemove}>
          {w.remove}
        </Button>
      </div>
    </article>
  )
}
