/** «È la stessa di…»: any resource of the census, found by a few letters, for a row of a file that is one of them. */
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { Found } from '../../../api/resources/search.contract.ts'
import { useSource } from '../../map/sources.ts'
import { useFound } from '../../search/useFound.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/resourceImports.ts'
import { words as resourceWords } from '../../words/resources.ts'

type Named = Found['resources'][number]
type Props = {
  /** What the row is called: the first question. */
  name: string
  onPick: (resource: { id: string; name: string }) => void
  onBack: () => void
}

export function SameAs({ name, onPick, onBack }: Props) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const id = useId()
  const areas = useSource('areas').data
  const [text, setText] = useState(name)
  const list = useRef<HTMLUListElement>(null)
  const typed = text.trim().slice(0, 200)
  const { found, of, failed } = useFound(typed)
  const area = (one: Named) => areas.find(({ properties }) => properties.id === one.area)?.properties.name
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onBack()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
      const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]
      if (next) next.focus()
      else document.getElementById(id)?.focus()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      if (of === typed && found.resources[0]) onPick(found.resources[0])
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc and the arrows of the field and of its list
    <div className="rimport-same" onKeyDown={onKeyDown}>
      <label className="field" htmlFor={id}>
        {w.sameAsLabel}
        <input
          id={id}
          type="search"
          autoComplete="off"
          ref={field}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </label>
      <ul ref={list} aria-label={w.sameAsLabel}>
        {found.resources.map(one => (
          <li key={one.id}>
            <button type="button" onClick={() => onPick(one)}>
              <b>{one.name}</b> <small>{[r.types[one.type], area(one)].filter(Boolean).join(' · ')}</small>
            </button>
          </li>
        ))}
      </ul>
      <p className="secondary" role="status">
        {typed === '' || of !== typed
          ? ''
          : failed
            ? w.sameAsFailed
            : found.resources.length === 0
              ? w.sameAsNone
              : w.sameAsHint}
      </p>
      <Button kind="plain" onClick={onBack}>
        {w.sameAsBack}
      </Button>
    </div>
  )
}

/** What opens takes the focus once, its text ready to be replaced. */
const field = (input: HTMLInputElement | null) => {
  input?.focus()
  input?.select()
}
