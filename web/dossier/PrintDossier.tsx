/** A dossier as one document: a cover with its contents, then a page for each view under its text. */
import { useCallback, useEffect, useState } from 'react'
import type { SavedView } from '../../api/accounts/saved-views.contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { arranged } from '../statement/arrange.ts'
import { Letterhead, Paper } from '../statement/Paper.tsx'
import { Printed } from '../statement/Printed.tsx'
import type { Picture } from '../statement/picture/picture.ts'
import { usePagePicture } from '../statement/tiles.ts'
import { provenance } from '../statement/use.ts'
import type { Statement } from '../view/statement.ts'
import type { View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/statement.ts'
import { opened, useComparedView, useStatedView } from './stated.ts'

type Props = { title: string; views: readonly SavedView[]; onDone: () => void }

export default function PrintDossier({ title, views, onDone }: Props) {
  const w = useWords(words)
  const { role } = useAccount()
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set())
  const from = provenance('/dossier')
  const tell = useCallback((id: string) => setReady(before => new Set(before).add(id)), [])
  return (
    <Printed title={title} ready={views.every(({ id }) => ready.has(id))} onDone={onDone}>
      <section className="paper-cover">
        <Letterhead from={from} w={w} />
        <h1>{title}</h1>
        <p>{w.printedOn(w.day(from.day))}</p>
        <h2>{w.contents}</h2>
        <ol>
          {views.map(({ id, name }) => (
            <li key={id}>
              <a href={`#chapter-${id}`}>{name}</a>
            </li>
          ))}
        </ol>
        <p className="paper-context">{w.context}</p>
      </section>
      {views.map((saved, index) => {
        const { view, mine, hidden } = opened(saved.address, role)
        const shown = mine && view.screen === 'explore'
        return (
          <div key={saved.id} className="paper-chapter" id={`chapter-${saved.id}`}>
            <h2>
              {index + 1}. {saved.name}
            </h2>
            {saved.text && <p className="paper-text">{saved.text}</p>}
            {hidden.length > 0 && (
              <p className="paper-note">
                {w.viewGone} {hidden.join(', ')}
              </p>
            )}
            {shown ? (
              <Chapter view={view} saved={saved} index={index} onReady={tell} />
            ) : (
              <Hidden id={saved.id} onReady={tell} />
            )}
          </div>
        )
      })}
    </Printed>
  )
}

type ChapterProps = { view: View; saved: SavedView; index: number; onReady: (id: string) => void }

function Chapter(props: ChapterProps) {
  const { compare } = props.view
  return compare ? <ComparedChapter {...props} compare={compare} /> : <StatedChapter {...props} />
}

const StatedChapter = (props: ChapterProps) => <Told {...props} told={useStatedView(props.view)} />
const ComparedChapter = (props: ChapterProps & { compare: string }) => (
  <Told {...props} told={useComparedView(props.view, props.compare)} />
)

type ToldProps = ChapterProps & { told: { statement: Statement; picture: Picture | null; ready: boolean } }

function Told({ view, saved, index, onReady, told: { statement, picture, ready } }: ToldProps) {
  const w = useWords(words)
  const whole = usePagePicture(picture, statement, ready)
  const done = ready && whole !== undefined
  useEffect(() => {
    if (done) onReady(saved.id)
  }, [done, saved.id, onReady])
  if (!done) return <p>{w.loadingView}</p>
  return (
    <Paper
      statement={arranged(statement, view, w)}
      picture={whole}
      from={provenance(saved.address)}
      w={w}
      chapter={index}
    />
  )
}

function Hidden({ id, onReady }: { id: string; onReady: (id: string) => void }) {
  const w = useWords(words)
  useEffect(() => onReady(id), [id, onReady])
  return <p className="paper-note">{w.notYours}</p>
}
