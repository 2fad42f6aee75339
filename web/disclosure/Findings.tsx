/** What the tests with attackers found in their last complete run. */
import type { Finding } from '../../api/disclosure/publication.contract.ts'
import { Scroll } from '../ui/Scroll.tsx'
import { locale, useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as territory } from '../words/territory.ts'

export function Findings({ findings }: { findings: readonly Finding[] }) {
  const w = useWords(words)
  const { day } = useWords(territory)
  const language = useLanguage()
  const number = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 3 })
  const percent = (value: number) =>
    value.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 1 })
  const naive = findings.some(finding => finding.naive !== undefined)
  return (
    <Scroll label={naive ? w.attacksTitle : w.utilityTitle}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{w.tried}</th>
            <th scope="col">{w.counted}</th>
            {naive && (
              <th scope="col" className="figure">
                {w.naive}
              </th>
            )}
            <th scope="col" className="figure">
              {w.here}
            </th>
            <th scope="col" className="figure">
              {w.bound}
            </th>
            <th scope="col">{w.held}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(finding => {
            const told = finding.unit === 'share' ? percent : number
            return (
              <tr key={finding.name}>
                <th scope="row">
                  {finding.what[language]}
                  {finding.kind === 'attack' && <small>{w.knowing(finding.knew[language])}</small>}
                </th>
                <td>
                  {finding.counted[language]}
                  <small>{w.trials(number(finding.trials), day(finding.on))}</small>
                </td>
                {naive && (
                  <td className="figure">{finding.naive === undefined ? '—' : percent(finding.naive)}</td>
                )}
                <td className="figure">{told(finding.success)}</td>
                <td className="figure">
                  {[
                    finding.bound.least !== undefined && `≥ ${told(finding.bound.least)}`,
                    finding.bound.most !== undefined && `≤ ${told(finding.bound.most)}`,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                </td>
                <td>{finding.held ? w.yes : w.no}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}
