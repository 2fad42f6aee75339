/** An act of publication: under way, done, or refused with its reason. */
import { useState } from 'react'
import type { CalendarPeriod } from '../../api/disclosure/publication.contract.ts'
import { type ProblemBody, problemOf } from '../api/call.ts'
import { Notice } from '../ui/Notice.tsx'
import { useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/publication.ts'

export type Act = { period: CalendarPeriod; onDone: (period: CalendarPeriod) => void; onClose: () => void }

/** What went wrong, in the words of its reason. */
export function Refused({ problem }: { problem: ProblemBody }) {
  const w = useWords(words)
  const said = problemWords(problem)
  const why = problem.why && problem.why in w.why ? w.why[problem.why as keyof typeof w.why] : said.text
  return (
    <Notice kind="warning">
      <strong>{said.title}.</strong> {why}
    </Notice>
  )
}

export function useAct<T>(work: () => Promise<T>, onDone: (done: T) => void) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  async function go() {
    setBusy(true)
    setProblem(null)
    try {
      onDone(await work())
    } catch (thrown) {
      setProblem(problemOf(thrown))
      setBusy(false)
    }
  }
  return { busy, problem, go }
}
