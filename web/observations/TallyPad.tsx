/** The big buttons of the tally, one for each age: a tap counts, holding asks which other need it is. */
import { type KeyboardEvent, useRef } from 'react'
import { ageBands } from '../../api/observations/contract.ts'
import { Key } from '../ui/Key.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/tally.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { today } from './days.ts'
import { questionOptions } from './questions.ts'
import type { Contact } from './tally.ts'

type Props = {
  counts: (age: Contact['ageBand']) => number
  /** Why nothing can be counted yet. */
  refused: string | undefined
  onCount: (age: Contact['ageBand']) => void
  onOtherNeed: (age: Contact['ageBand']) => void
}

/** How long a finger rests before it means to hold, ms: what phones use. */
const held = 500

export const agesWithKeys = (language: 'it' | 'en') =>
  questionOptions('ageBand', { areas: [], day: today(), language })

export function TallyPad({ counts, refused, onCount, onOtherNeed }: Props) {
  const w = useWords(words)
  const labels = useWords(vocabulary).ageBand
  const keys = agesWithKeys(useLanguage())
  const clock = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** The click that ends a hold is not a tap. */
  const holding = useRef(false)

  function press(age: Contact['ageBand']) {
    holding.current = false
    clock.current = setTimeout(() => {
      holding.current = true
      onOtherNeed(age)
    }, held)
  }
  const release = () => clearTimeout(clock.current)
  function click(age: Contact['ageBand']) {
    if (!holding.current) onCount(age)
    holding.current = false
  }
  return (
    <fieldset className="pad" aria-labelledby="pad-label" aria-describedby="pad-hint">
      {ageBands.map((age, index) => (
        <button
          key={age}
          type="button"
          className="pad-age"
          aria-disabled={refused !== undefined}
          aria-label={`${labels[age]}: ${w.count(counts(age))}`}
          aria-keyshortcuts={keys[index]!.keys[0]}
          onPointerDown={event => event.button === 0 && press(age)}
          onPointerUp={release}
          onPointerLeave={release}
          onPointerCancel={release}
          onContextMenu={event => {
            event.preventDefault()
            release()
            if (!holding.current) onOtherNeed(age)
            holding.current = true
          }}
          onKeyDown={(event: KeyboardEvent) => {
            holding.current = false
            if (event.key.toLowerCase() !== 'b' || event.ctrlKey || event.metaKey || event.altKey) return
            event.preventDefault()
            onOtherNeed(age)
          }}
          onClick={() => click(age)}
        >
          <Key>{keys[index]!.keys[0]!}</Key>
          <span>{labels[age]}</span>
          <strong>{counts(age)}</strong>
        </button>
      ))}
    </fieldset>
  )
}
