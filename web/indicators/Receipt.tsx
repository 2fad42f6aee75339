/** Which release a figure comes from, so that it can be found again and checked. */
import type { Release } from '../../api/disclosure/contract.ts'
import { words } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words as territory } from '../words/territory.ts'

export function Receipt({ release }: { release: Release }) {
  const w = useWords(words)
  const { day } = useWords(territory)
  return <>{w.receipt(release.id, release.edition, day(release.closedOn), release.hidden)}</>
}
