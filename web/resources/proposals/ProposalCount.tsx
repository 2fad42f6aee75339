/** How many proposals wait, on the tab that leads to them. */
import { useWords } from '../../words/language.ts'
import { words } from '../../words/proposals.ts'
import { useProposals } from './list.ts'
import './proposals.css'

export default function ProposalCount() {
  const w = useWords(words)
  const { open } = useProposals()
  return open === 0 ? null : (
    <span className="tab-count">
      <span aria-hidden="true">{open}</span>
      <span className="unseen">, {w.counted(open)}</span>
    </span>
  )
}
