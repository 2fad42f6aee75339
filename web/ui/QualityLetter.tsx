/** The letter of a protected number: how wide its interval is against it, said in words on focus and to readers. */
import { words } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'

export function QualityLetter({ letter }: { letter: 'A' | 'B' | 'C' }) {
  const meaning = useWords(words).quality[letter]
  return (
    <span className="quality" role="img" aria-label={meaning} title={meaning}>
      {letter}
    </span>
  )
}
