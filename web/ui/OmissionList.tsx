/** What of a file was left out, or is not seen by who looks at it: one sentence for each kind. */
import type { OmissionEntry } from '../../api/interchange/omission.contract.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/omissions.ts'

export function OmissionList({ entries }: { entries: readonly OmissionEntry[] }) {
  const w = useWords(words)
  if (entries.length === 0) return null
  return (
    <ul aria-label={w.title} className="secondary">
      {entries.map(entry => (
        <li key={entry.code}>{w.sentence(entry)}</li>
      ))}
    </ul>
  )
}
