/** A layer of the map as a card: shown or not, its legend, and whether it did not load; one that fails is alone in it. */
import type { ReactNode } from 'react'
import type { LayerName } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words as questionWords } from '../../words/questions.ts'
import { words } from '../../words/territory.ts'

export function NotLoaded({ onRetry }: { onRetry?: (() => void) | undefined }) {
  const w = useWords(words)
  return (
    <p className="layer-failed" role="status">
      {w.notLoaded} ·{' '}
      <button type="button" className="button button-plain" onClick={onRetry}>
        {w.retry}
      </button>
    </p>
  )
}

export function LayerCard(props: {
  name: LayerName
  on: boolean
  /** Why it cannot be switched on now. */
  refused?: string | undefined
  onToggle: () => void
  note?: string
  failed?: boolean
  onRetry?: () => void
  children?: ReactNode
}) {
  const { name, on, refused, onToggle, note, failed, onRetry, children } = props
  const w = useWords(words)
  const q = useWords(questionWords)
  return (
    <li className="layer">
      <label className="layer-name">
        <input
          type="checkbox"
          checked={on}
          aria-disabled={!on && refused !== undefined}
          title={on ? undefined : refused}
          onChange={() => (on || refused === undefined) && onToggle()}
        />
        {name === 'needs' ? q.areaColour : w.layerNames[name]}
      </label>
      {failed && <NotLoaded onRetry={onRetry} />}
      {on && !failed && note && <p className="secondary">{note}</p>}
      {on && !failed && children}
    </li>
  )
}
