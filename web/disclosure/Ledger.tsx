/** Every measurement ever made, with its cost: what can be added up by anybody. */
import type { LedgerEntry } from '../../api/disclosure/publication.contract.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Scroll } from '../ui/Scroll.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as shell } from '../words/shell.ts'
import { words as territory } from '../words/territory.ts'
import { spentByQuarter } from './spent.ts'
import './disclosure.css'

export default function Ledger() {
  const w = useWords(words)
  const s = useWords(shell)
  const { state, data, retry } = useAnswer('getLedger')
  return (
    <div className="releases releases-wide">
      <header>
        <h1>{s.screens.ledger}</h1>
        <p className="secondary">{w.ledgerLead}</p>
      </header>
      {state === 'loading' && <Skeleton lines={8} />}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={retry}>{s.retry}</Button>}>
          {w.notLoaded}
        </Notice>
      )}
      {state === 'ready' && data.entries.length === 0 && <Notice>{w.ledgerEmpty}</Notice>}
      {state === 'ready' && data.entries.length > 0 && (
        <>
          <Card title={w.spentTitle}>
            <Spent entries={data.entries} greatest={data.greatestCost} />
          </Card>
          <Card title={w.entriesTitle(data.entries.length)}>
            <Entries entries={data.entries} />
          </Card>
        </>
      )}
    </div>
  )
}

export function Spent({ entries, greatest }: { entries: readonly LedgerEntry[]; greatest: number }) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const number = (value: number) =>
    value.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return (
    <>
      <p>{w.spentText(number(greatest))}</p>
      <Scroll label={w.spentTitle}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{w.quarter}</th>
              <th scope="col">{w.tablesMeasured}</th>
              <th scope="col" className="figure">
                {w.spent}
              </th>
              <th scope="col">{w.within(number(greatest))}</th>
            </tr>
          </thead>
          <tbody>
            {spentByQuarter(entries).map(({ quarter, tables, cost, errata }) => (
              <tr key={quarter}>
                <th scope="row">{periodName(quarter)}</th>
                <td>
                  {tables.join(' ')}
                  {errata && ` · ${w.kinds.errata}`}
                </td>
                <td className="figure">{number(cost)}</td>
                <td>{cost <= greatest ? w.yes : w.beyond}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

function Entries({ entries }: { entries: readonly LedgerEntry[] }) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const when = new Intl.DateTimeFormat(locale(), {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  })
  return (
    <Scroll label={w.entriesTitle(entries.length)} className="ledger-entries">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{w.when}</th>
            <th scope="col">{w.period}</th>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.edition}</th>
            <th scope="col">{w.cost}</th>
            <th scope="col">{w.who}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={`${entry.period} ${entry.table} ${entry.kind}`}>
              <td>{when.format(new Date(entry.at))}</td>
              <th scope="row">{periodName(entry.period)}</th>
              <td>
                {w.kinds[entry.kind]}
                {entry.table ? ` · ${entry.table}` : ''}
                {entry.reason && <small>{entry.reason}</small>}
              </td>
              <td>{entry.edition}</td>
              <td>{entry.cost > 0 ? `1/${entry.sigma ** 2}` : '—'}</td>
              <td>{w.by[entry.by]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
