/** How numbers are protected, for anyone: the draw, its law, the promise, the limits, the questions that can be asked. */
import { useAnswer } from '../api/useAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Scroll } from '../ui/Scroll.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as shell } from '../words/shell.ts'
import { Lottery } from './Lottery.tsx'
import './disclosure.css'

type Answer = NonNullable<ReturnType<typeof useAnswer<'getMethod'>>['data']>

export default function Method() {
  const w = useWords(words)
  const s = useWords(shell)
  const { state, data, retry } = useAnswer('getMethod')
  const edition = data?.editions.find(({ name }) => name === data.inForce)
  const law = data?.laws.find(({ sigma }) => sigma === edition?.sigma)
  return (
    <div className="releases releases-wide method">
      <header>
        <div className="row">
          <h1>{s.screens.method}</h1>
          <Button className="no-print" onClick={() => window.print()}>
            {w.print}
          </Button>
        </div>
        <p className="secondary">{w.methodLead}</p>
      </header>
      <ol className="method-steps">
        {w.steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {state === 'loading' && <Skeleton lines={8} />}
      {state === 'failed' && (
        <Notice kind="warning" action={<Button onClick={retry}>{s.retry}</Button>}>
          {w.notLoaded}
        </Notice>
      )}
      {data && edition && law && (
        <>
          <Card title={w.lotteryTitle}>
            <Lottery law={law} threshold={edition.threshold} />
          </Card>
          <Card title={w.protectTitle}>
            <Protection internal={data.internalView} />
          </Card>
          <Card title={w.promiseTitle}>
            <PromiseTable promise={data.promise} edition={edition.name} />
          </Card>
          <Card title={w.limitsTitle}>
            <ul>
              {w.limits(data.internalView).map(limit => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </Card>
          {data.editions.map(each => (
            <Card
              key={each.name}
              title={`${w.gridTitle} · ${each.name === data.inForce ? w.inForce(each.name) : each.name}`}
            >
              <Questions edition={each} />
            </Card>
          ))}
          <Card title={w.lawTitle}>
            <p>{w.lawText(law.sigma)}</p>
            <Scroll label={w.lawTitle} className="method-law">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col" className="figure">
                      {w.error}
                    </th>
                    <th scope="col" className="figure">
                      {w.probability}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {law.probabilities
                    .filter(({ z }) => Math.abs(z) <= 4 * law.sigma)
                    .map(({ z, share }) => (
                      <tr key={z}>
                        <th scope="row" className="figure">
                          {z > 0 ? `+${z}` : z}
                        </th>
                        <td className="figure">
                          {share.toLocaleString(locale(), {
                            style: 'percent',
                            minimumFractionDigits: 3,
                            maximumFractionDigits: 3,
                          })}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
          </Card>
        </>
      )}
    </div>
  )
}

export function PromiseTable({ promise, edition }: { promise: Answer['promise']; edition: string }) {
  const w = useWords(words)
  return (
    <>
      <p>{w.promiseText(edition)}</p>
      <table className="table">
        <tbody>
          {(Object.keys(w.promiseRows) as (keyof typeof promise)[]).map(row => (
            <tr key={row}>
              <th scope="row">{w.promiseRows[row]}</th>
              <td className="figure">{w.outOfHundred(promise[row])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What is protected, from whom, how far; and what is not. */
export function Protection({ internal }: { internal: boolean }) {
  const w = useWords(words)
  return (
    <Scroll label={w.protectTitle}>
      <table className="table protection">
        <thead>
          <tr>
            {w.protectHead.map(head => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {w.protectRows(internal).map(([what, from, how]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td data-head={w.protectHead[1]}>{from}</td>
              <td data-head={w.protectHead[2]}>{how}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export function Questions({ edition }: { edition: Answer['editions'][number] }) {
  const w = useWords(words)
  const used = (Object.keys(w.dimensions) as (keyof typeof w.dimensions)[]).filter(name =>
    edition.tables.some(table => table.dimensions.includes(name)),
  )
  const cost = edition.cost.toLocaleString(locale(), { maximumFractionDigits: 2, minimumFractionDigits: 2 })
  return (
    <>
      <p>
        {w.gridText(edition.name)}{' '}
        <span className="secondary">{w.costOf(edition.tables.length, edition.sigma, cost)}</span>
      </p>
      <Scroll label={`${w.gridTitle} ${edition.name}`}>
        <table className="table questions">
          <thead>
            <tr>
              <th scope="col">{w.table}</th>
              <th scope="col">{w.counts}</th>
              <th scope="col">{w.every}</th>
              {used.map(name => (
                <th scope="col" key={name} className="question">
                  <span>{w.dimensions[name]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {edition.tables.map(table => (
              <tr key={table.code}>
                <th scope="row">{table.code}</th>
                <td>{w.units[table.unit]}</td>
                <td>{w.periods[table.closes]}</td>
                {used.map(name => (
                  <td key={name} className="question">
                    {table.dimensions.includes(name) && (
                      <>
                        <span aria-hidden="true">●</span>
                        <span className="unseen">{w.yes}</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}
