/** The data protection impact assessment of this installation, from its edition, ledger and tests; made to be printed. */
import { useAnswer } from '../api/useAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as shell } from '../words/shell.ts'
import { words as territory } from '../words/territory.ts'
import { Findings } from './Findings.tsx'
import { Spent } from './Ledger.tsx'
import { PromiseTable, Protection, Questions } from './Method.tsx'
import './disclosure.css'

export default function Assessment() {
  const w = useWords(words)
  const s = useWords(shell)
  const { day } = useWords(territory)
  const method = useAnswer('getMethod')
  const ledger = useAnswer('getLedger')
  const edition = method.data?.editions.find(({ name }) => name === method.data.inForce)
  const number = (value: number) =>
    value.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const list = (lines: readonly string[]) => (
    <ul>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
  const internal = method.data?.internalView ?? true
  const failed = [method, ledger].find(({ state }) => state === 'failed')
  const count = (kind: string) => ledger.data?.entries.filter(entry => entry.kind === kind).length ?? 0
  return (
    <div className="releases releases-wide assessment">
      <header>
        <div className="row">
          <h1>{s.screens.assessment}</h1>
          <Button className="no-print" onClick={() => window.print()}>
            {w.print}
          </Button>
        </div>
        <p className="secondary">{w.assessmentLead}</p>
        <p className="secondary">
          {w.madeOn(day(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })))}
        </p>
      </header>
      {failed && (
        <Notice kind="warning" action={<Button onClick={failed.retry}>{s.retry}</Button>}>
          {w.notLoaded}
        </Notice>
      )}
      <Card title={w.processedTitle}>{list(w.processed)}</Card>
      <Card title={w.purposeTitle}>
        <p>{w.purpose}</p>
      </Card>
      {method.data && (
        <Card title={w.protectTitle}>
          <Protection internal={method.data.internalView} />
        </Card>
      )}
      <Card title={w.whoTitle}>
        <table className="table">
          <tbody>
            {w.whoRows(internal).map(([who, what]) => (
              <tr key={who}>
                <th scope="row">{who}</th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {edition && method.data ? (
        <>
          <Card title={w.measuresTitle}>
            {list(
              w.measures(
                edition.name,
                edition.sigma,
                edition.threshold,
                number(edition.cost),
                number(method.data.greatestCost),
              ),
            )}
          </Card>
          <Card title={w.questionsTitle}>
            <Questions edition={edition} />
          </Card>
          <Card title={w.promiseTitle}>
            <PromiseTable promise={method.data.promise} edition={edition.name} />
          </Card>
        </>
      ) : (
        !failed && <Skeleton lines={6} />
      )}
      {ledger.data && (
        <Card title={w.ledgerTitle}>
          <p>{w.ledgerSummary(count('closing'), count('errata'), count('retention'))}</p>
          {ledger.data.entries.length > 0 && (
            <Spent entries={ledger.data.entries} greatest={ledger.data.greatestCost} />
          )}
        </Card>
      )}
      {method.data && (
        <Card title={w.attacksTitle}>
          <p>{w.attacksText}</p>
          <Findings findings={method.data.findings.filter(({ kind }) => kind !== 'utility')} />
        </Card>
      )}
      {method.data && (
        <Card title={w.utilityTitle}>
          <p>{w.utilityText}</p>
          <Findings findings={method.data.findings.filter(({ kind }) => kind === 'utility')} />
        </Card>
      )}
      <Card title={w.risksTitle}>{list(w.limits(internal))}</Card>
      <Card title={w.toFillTitle}>
        <dl className="to-fill">
          {w.toFill.map(line => (
            <div key={line}>
              <dt>{line}</dt>
              <dd />
            </div>
          ))}
        </dl>
      </Card>
    </div>
  )
}
