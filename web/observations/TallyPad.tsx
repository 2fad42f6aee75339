/** Six buttons as big as a thumb: a tap on an age is one person more. */
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
  /** Why nothing more can be counted. */
  refused: string | undefined
  onCount: (age: Contact['ageBand']) => void
}

export const agesWithKeys = (language: 'it' | 'en') =>
  questionOptions('ageBand', { areas: [], day: today(), language })

export function TallyPad({ counts, refused, onCount }: Props) {
  const w = useWords(words)
  const labels = useWords(vocabulary).ageBand
  const keys = agesWithKeys(useLanguage())
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
          onClick={() => onCount(age)}
        >
          <Key>{keys[index]!.keys[0]!}</Key>
          <span>{labels[age]}</span>
          <strong>{counts(age)}</strong>
        </button>
      ))}
    </fieldset>
  )
}
