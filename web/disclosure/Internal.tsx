/** Exact counts for the coordination: read on purpose, each reading logged, nothing to copy, print or forward. */
import { useState } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { InternalFigures } from '../../api/disclosure/contract.ts'
import { boot } from '../api/boot.ts'
import { call, type ProblemBody, problemOf } from '../api/call.ts'
import { useReleases } from '../api/releases.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Scroll } from '../ui/Scroll.tsx'
import { words } from '../words/disclosure.ts'
import { locale, useWords } from '../words/language.ts'
import { problemWords } from '../words/problems.ts'
import { words as territory } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { gridRows } from './grid-rows.ts'
import './disclosure.css'

/** The quarter and the month of now, in Europe/Rome: what is still open. */
function openPeriods(): [string, string] {
  const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date()).slice(0, 7)
  return [`${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`, month]
}

export default function Internal() {
  return boot.internalView === false ? <Off /> : <On />
}

/** An installation may do without: said here too, so that who looks for it does not think of a fault. */
function Off() {
  const w = useWords(words)
  return (
    <div className="releases">
      <header>
        <h1>{w.internalTitle}</h1>
      </header>
      <Notice>
        <strong>{w.internalOff}</strong>
        <p>{w.internalOffText}</p>
      </Notice>
    </div>
  )
}

function On() {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const { releases } = useReleases()
  const current = openPeriods()
  const [period, setPeriod] = useState(current[0])
  const [figures, setFigures] = useState<InternalFigures | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const closed = releases.map(({ id }) => id).filter(id => !current.includes(id))

  async function read() {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await call('getInternalFigures', { query: { period } })
      setFigures(answer)
      announce(w.internalMark)
    } catch (thrown) {
      setFigures(null)
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }

  const said = problem && problemWords(problem)
  return (
    <div
      className="internal"
      onCopy={event => event.preventDefault()}
      onCut={event => event.preventDefault()}
    >
      <Notice kind="warning">
        <strong className="internal-mark">{w.internalMark}</strong>
        <p>{w.internalLead}</p>
      </Notice>
      <p className="internal-print">{w.internalPrint}</p>
      <div className="internal-body">
        <header className="internal-head">
          <h1>{w.internalTitle}</h1>
          <label className="field">
            {w.period}
            <select
              value={period}
              onChange={event => {
                setPeriod(event.target.value)
                setFigures(null)
              }}
            >
              {current.map(id => (
                <option key={id} value={id}>
                  {periodName(id)} · {w.openNow}
                </option>
              ))}
              {closed.map(id => (
                <option key={id} value={id}>
                  {periodName(id)}
                </option>
              ))}
            </select>
          </label>
          <Button kind="primary" onClick={read} busy={busy}>
            {figures ? w.readAgain : w.readFigures}
          </Button>
          <p className="secondary">
            {figures
              ? w.internalLoggedAt(
                  new Date(figures.readAt).toLocaleTimeString(locale(), { timeZone: 'Europe/Rome' }),
                )
              : w.internalLogged}
          </p>
        </header>
        {said && (
          <Notice kind="warning">
            <strong>{said.title}.</strong> {said.text}
          </Notice>
        )}
        {figures && <Figures figures={figures} />}
      </div>
    </div>
  )
}

function Figures({ figures }: { figures: InternalFigures }) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const needs = useWords(vocabulary).needGroup
  const areaName = (id: string) =>
    boot.areas.features.find(area => area.properties.id === id)?.properties.name ??
    (id === 'outside_or_unknown' ? w.outside : id)
  const state = `${periodName(figures.period)} · ${figures.open ? w.openPeriod : w.closedPeriod}`
  const accesses = gridRows(figures, 'T0', 'area', 'month')
  const households = gridRows(figures, 'T2', 'need', 'area')
  // A period that is not over is hatched, here alone: outside it does not exist.
  const open = figures.open ? { className: 'internal-open' } : {}
  return (
    <>
      {accesses && (
        <Card title={w.internalT0} {...open}>
          <Cells
            caption={`${state} · ${w.internalT0Hint}`}
            corner={w.area}
            head={accesses.columns.map(periodName)}
            rows={accesses.rows.map(({ id, cells }) => ({ id, label: areaName(id), cells }))}
          />
        </Card>
      )}
      {households ? (
        <Card title={w.internalT2} {...open}>
          <Cells
            caption={`${state} · ${w.internalT2Hint}`}
            corner={w.need}
            head={households.columns.map(areaName)}
            rows={households.rows.map(({ id, cells }) => ({
              id,
              label: needs[id as NeedGroup] ?? id,
              cells,
            }))}
          />
        </Card>
      ) : (
        <p className="secondary">{w.internalNoT2}</p>
      )}
    </>
  )
}

type CellsProps = {
  caption: string
  corner: string
  head: readonly string[]
  rows: readonly { id: string; label: string; cells: readonly number[] }[]
}

function Cells({ caption, corner, head, rows }: CellsProps) {
  const w = useWords(words)
  const sum = (cells: readonly number[]) => cells.reduce((total, count) => total + count, 0)
  return (
    <Scroll label={caption}>
      <table className="table internal-table">
        <caption className="secondary">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {head.map(label => (
              <th scope="col" className="figure" key={label}>
                {label}
              </th>
            ))}
            <th scope="col" className="figure">
              {w.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, cells }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {cells.map((count, column) => (
                <td className="figure" key={head[column]}>
                  {count.toLocaleString(locale(), { useGrouping: 'always' })}
                </td>
              ))}
              <td className="figure">
                <strong>{sum(cells).toLocaleString(locale(), { useGrouping: 'always' })}</strong>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.total}</th>
            {head.map((label, column) => (
              <td className="figure" key={label}>
                <strong>
                  {sum(rows.map(({ cells }) => cells[column]!)).toLocaleString(locale(), {
                    useGrouping: 'always',
                  })}
                </strong>
              </td>
            ))}
            <td className="figure">
              <strong>
                {sum(rows.flatMap(({ cells }) => cells)).toLocaleString(locale(), { useGrouping: 'always' })}
              </strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}
