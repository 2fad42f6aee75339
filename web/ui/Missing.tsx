/** The four ways a number can be missing: four words and four patterns, the same everywhere. */
import type { Missing as State } from '../view/select.ts'
import { words } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'

/** `threshold` is the release's: a value under it is served as null. */
export function Missing({ state, threshold = 8 }: { state: State; threshold?: number }) {
  const w = useWords(words)
  return (
    <span className={`missing missing-${state}`}>
      {state === 'few' ? w.few(threshold) : w.missing[state]}
    </span>
  )
}
