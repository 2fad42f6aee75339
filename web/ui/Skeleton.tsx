/** The place of what is loading, in its size, with a word for who cannot see it breathe. */
import { useWords } from '../words/language.ts'
import { words } from '../words/shell.ts'

export function Skeleton({ lines = 3 }: { lines?: number }) {
  const w = useWords(words)
  return (
    <div className="skeleton" aria-busy="true">
      <p className="unseen">{w.loading}</p>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={line} />
      ))}
    </div>
  )
}
