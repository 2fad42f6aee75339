/** Two picks, one key each: first and second of the areas, or of the periods. */
import { useEffect, useState } from 'react'
import { Chip } from '../../ui/Chip.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Key } from '../../ui/Key.tsx'
import { words } from '../../words/compare.ts'
import { useWords } from '../../words/language.ts'

export type Choice = { id: string; name: string }
export type Kind = 'areas' | 'periods'
/** Beyond nine a key cannot say which: the list is walked with Tab. */
const keyed = 9

export function Picker(props: {
  choices: Record<Kind, readonly Choice[]>
  kind: Kind
  onPick: (kind: Kind, first: string, second: string) => void
  onClose: () => void
}) {
  const { choices, onPick, onClose } = props
  const w = useWords(words)
  const [kind, setKind] = useState(props.kind)
  const [first, setFirst] = useState<Choice | null>(null)
  const list = choices[kind]
  const show = (next: Kind) => {
    setKind(next)
    setFirst(null)
  }
  const pick = (choice: Choice | undefined) => {
    if (!choice || choice.id === first?.id) return
    if (first) onPick(kind, first.id, choice.id)
    else setFirst(choice)
  }
  // On the document: when the list changes under it, the focus is nowhere.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'a') show('areas')
      else if (key === 'p') show('periods')
      else if (/^[1-9]$/.test(key)) pick(list[Number(key) - 1])
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return (
    <Dialog title={first ? w.pickSecond(first.name) : w.pickTitle} onClose={onClose}>
      <div className="compare-picker">
        <fieldset className="chips">
          <legend className="unseen">{w.kind}</legend>
          {(['areas', 'periods'] as const).map(each => (
            <Chip key={each} on={kind === each} onClick={() => show(each)}>
              {w[each]} <Key>{each === 'areas' ? 'A' : 'P'}</Key>
            </Chip>
          ))}
        </fieldset>
        <p className="secondary" aria-live="polite">
          {first ? w.pickSecond(first.name) : w.pickFirst}
        </p>
        {list.length < 2 && <p>{w.tooFew}</p>}
        <ol>
          {list.map((choice, index) => (
            <li key={choice.id}>
              <button
                type="button"
                className="compare-choice"
                data-first={index === 0 ? '' : undefined}
                aria-pressed={choice.id === first?.id}
                onClick={() => pick(choice)}
              >
                {index < keyed && <Key>{String(index + 1)}</Key>} {choice.name}
              </button>
            </li>
          ))}
        </ol>
        <p className="secondary">{w.keys}</p>
      </div>
    </Dialog>
  )
}
