/** The own centre's exact counts of the quarter that is open, asked again after each access. */
import { useEffect, useRef, useState } from 'react'
import type { CentreCounters } from '../../api/observations/contract.ts'
import { call } from '../api/call.ts'
import { Card } from '../ui/Card.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { capital, dayWords } from './days.ts'

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** How long nothing must have changed, ms. */
const quiet = 400

/** @param after whatever changes when an access is recorded, corrected or taken back */
export function Counters({ after }: { after: unknown }) {
  const w = useWords(words)
  const labels = useWords(vocabulary).needDomain
  useLanguage()
  const [counters, set] = useState<CentreCounters | null>(null)
  const asked = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is asked for again
  useEffect(() => {
    let wanted = true
    const ask = () => {
      asked.current = true
      call('getCounters').then(
        counted => wanted && set(counted),
        () => {}, // the last counts stay; the week says that it did not load
      )
    }
    // A queue that empties changes the week many times a second: once it is quiet is enough.
    const clock = setTimeout(ask, asked.current ? quiet : 0)
    return () => {
      wanted = false
      clearTimeout(clock)
    }
  }, [after])
  if (!counters) return null
  const { months } = counters
  const needs = counters.needs.filter(need => need.accesses > 0).sort((a, b) => b.accesses - a.accesses)
  const groups = total(months.map(month => month.groups))
  const inGroups = total(months.map(month => month.inGroups))
  const figures = [
    [w.countedAccesses, total(months.map(month => month.accesses))],
    [w.countedFirstVisits, total(months.map(month => month.firstVisits))],
    [w.countedNotKnown, total(months.map(month => month.notKnown))],
    [w.countedUnmet, total(needs.map(need => need.unmet))],
  ] as const
  return (
    <Card title={w.openQuarter} className="counters">
      {months.length === 0 ? (
        <p className="secondary">{w.countedNothing}</p>
      ) : (
        <>
          <dl className="counters-figures">
            {figures.map(([label, figure]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{figure}</dd>
              </div>
            ))}
          </dl>
          {groups > 0 && <p className="secondary">{w.countedGroups(groups, inGroups)}</p>}
          <p className="secondary">
            {months
              .map(({ month, accesses, open }) => {
                const name = capital(dayWords(`${month}-01`, { month: 'long' }))
                return `${name} ${accesses}${open ? '' : ` (${w.monthClosed})`}`
              })
              .join(' · ')}
          </p>
          <details>
            <summary>{w.countedNeeds}</summary>
            <table className="counters-needs">
              <thead>
                <tr>
                  <th scope="col">{w.countedNeed}</th>
                  <th scope="col">{w.countedAccesses}</th>
                  <th scope="col">{w.countedUnmetShort}</th>
                </tr>
              </thead>
              <tbody>
                {needs.map(({ domain, accesses, unmet }) => (
                  <tr key={domain}>
                    <th scope="row">{labels[domain]}</th>
                    <td>{accesses}</td>
                    <td>{unmet}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
          <p className="secondary">{w.countedForYou}</p>
        </>
      )}
    </Card>
  )
}
