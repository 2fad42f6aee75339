/** A statement as a table of equal rank with the map: sorted, filtered as people type, and walked with the arrows. */
import { type KeyboardEvent, type SyntheticEvent, useId, useMemo, useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import type { Cell, Column, Row, Statement } from '../view/statement.ts'
import { addressOf, type View } from '../view/view.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { type StatementWords, words } from '../words/statement.ts'
import { arranged, asTyped, hiddenRows, nextSort, readCondition, typedConditions } from './arrange.ts'
import { copyText } from './copy.ts'
import { quoted } from './provenance.ts'
import { isNumeric, nameOf, spoken, tell } from './tell.ts'
import { pinned, provenance } from './use.ts'
import './statement.css'

type Props = {
  statement: Statement
  view: View
  act: (change: Partial<View>) => void
}

/** What a cell shows, with its interval and letter beside it. */
export function CellTold({ cell, w }: { cell: Cell | undefined; w: StatementWords }) {
  const told = tell(cell, w)
  if (cell?.kind === 'missing') return <span className={`missing missing-${cell.missing}`}>{told.text}</span>
  if (cell === undefined || cell.kind === 'none')
    return (
      <>
        <span aria-hidden="true">{told.text}</span>
        <span className="unseen">{told.speech}</span>
      </>
    )
  if (cell.kind !== 'measured') return told.text
  return (
    <span className="cell-told">
      <b>{told.text}</b> <span className="told-interval">{told.interval}</span>{' '}
      <QualityLetter letter={cell.quality} />
    </span>
  )
}

type At = { row: number; column: number }

/** Nothing before there is something to tell: while a question loads, or waits for a place. */
export const StatementTable = (props: Props) =>
  props.statement.columns.length > 0 ? (
    <Filled {...props} />
  ) : (
    <p className="secondary">{props.statement.note}</p>
  )

function Filled({ statement, view, act }: Props) {
  const w = useWords(words)
  const [filtering, setFiltering] = useState(view.conditions.length > 0)
  const shown = useMemo(() => arranged(statement, view, w), [statement, view, w])
  const [at, setAt] = useState<At>({ row: 0, column: 1 })
  const table = useRef<HTMLTableElement>(null)
  const id = useId()
  const { columns, rows } = shown
  const row = rows[Math.min(at.row, rows.length - 1)]
  const column = columns[Math.min(at.column, columns.length - 1)]!
  const hidden = hiddenRows(statement, shown)

  const cellAt = (to: At) =>
    table.current?.querySelector<HTMLElement>(`[data-row="${to.row}"][data-column="${to.column}"]`)
  function go(event: KeyboardEvent, to: At) {
    event.preventDefault()
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, to.row)),
      column: Math.max(0, Math.min(columns.length - 1, to.column)),
    }
    setAt(next)
    const cell = cellAt(next)
    cell?.focus()
    cell?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }
  function choose({ target }: Row) {
    if (target) act('area' in target ? { area: target.area, selection: null } : target)
  }
  const copy = (one: Row, of: Column) =>
    copyText(quoted(statement, one, of, provenance(addressOf(pinned(view, statement))), w)).then(
      () => announce(w.copied(spoken(statement, one, of, w))),
      () => announce(w.copyFailed),
    )
  /** The cell of the body in which something happened. */
  const placeOf = (event: SyntheticEvent): At | null => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-row]')
    return cell && { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
  }
  function onClick(event: SyntheticEvent) {
    const here = placeOf(event)
    if (!here) return
    cellAt(here)?.focus()
    if (here.column === 0) choose(rows[here.row]!)
  }
  function onKeyDown(event: KeyboardEvent) {
    const here = placeOf(event)
    if (!here) return
    const { key } = event
    const jump = event.ctrlKey || event.metaKey
    if (jump && key.toLowerCase() === 'c') {
      if (String(window.getSelection()) !== '') return
      event.preventDefault()
      void copy(rows[here.row]!, columns[here.column]!)
    } else if (key === 'ArrowDown') go(event, { ...here, row: here.row + 1 })
    else if (key === 'ArrowUp') go(event, { ...here, row: here.row - 1 })
    else if (key === 'ArrowRight') go(event, { ...here, column: here.column + 1 })
    else if (key === 'ArrowLeft') go(event, { ...here, column: here.column - 1 })
    else if (key === 'Home') go(event, { row: jump ? 0 : here.row, column: 0 })
    else if (key === 'End') go(event, { row: jump ? rows.length - 1 : here.row, column: columns.length - 1 })
    else if (key === 'Enter' && rows[here.row]?.target) {
      event.preventDefault()
      choose(rows[here.row]!)
    }
  }
  const others = statement.columns.slice(1)

  return (
    <div className="statement">
      <div className="statement-tools">
        <details className="statement-columns">
          <summary className="button button-plain">{w.columns}</summary>
          <fieldset>
            <legend className="unseen">{w.columns}</legend>
            {others.map(({ key, name }) => {
              const on = columns.some(one => one.key === key)
              return (
                <label key={key}>
                  <input
                    type="checkbox"
                    checked={on}
                    disabled={on && columns.length === 2}
                    onChange={() => {
                      const chosen = others.filter(one =>
                        columns.includes(one) ? one.key !== key : one.key === key,
                      )
                      const usual = others.filter(one => one.usual)
                      const same = chosen.length === usual.length && chosen.every(one => one.usual)
                      act({ columns: same ? [] : chosen.map(one => one.key) })
                    }}
                  />
                  {name}
                </label>
              )
            })}
          </fieldset>
        </details>
        <Button kind="plain" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
          {w.conditions}
        </Button>
        {filtering && <span className="secondary">{w.conditionHint}</span>}
        {hidden > 0 && (
          <span className="statement-hidden">
            {w.hiddenRows(hidden)}
            <Button kind="plain" onClick={() => act({ conditions: [] })}>
              {w.clear}
            </Button>
          </span>
        )}
        {row && (
          <span className="statement-cell">
            <span className="secondary">{spoken(statement, row, column, w)}</span>
            <Button kind="plain" aria-keyshortcuts="Control+C" onClick={() => copy(row, column)}>
              {w.copyCell}
            </Button>
          </span>
        )}
      </div>
      <div className="scroll-x">
        <table
          className="table statement-table"
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked is a grid to a reader
          role="grid"
          aria-describedby={`${id}-help`}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onFocus={event => setAt(placeOf(event) ?? at)}
        >
          <caption>
            <b>{statement.title}</b>
          </caption>
          <thead>
            <tr>
              {columns.map(({ key, name, unit }) => {
                const numeric = isNumeric(statement, key)
                const order =
                  view.sort?.column === key ? (view.sort.descending ? 'descending' : 'ascending') : 'none'
                return (
                  <th key={key} scope="col" aria-sort={order} className={numeric ? 'figure' : undefined}>
                    <button
                      type="button"
                      className="statement-sort"
                      title={unit ?? undefined}
                      onClick={() => {
                        const sort = nextSort(view.sort, key, numeric)
                        act({ sort })
                        announce(
                          w.sorted[sort ? (sort.descending ? 'descending' : 'ascending') : 'none'](name),
                        )
                      }}
                    >
                      {name}
                      <span aria-hidden="true">
                        {order === 'none' ? '' : order === 'descending' ? ' ▼' : ' ▲'}
                      </span>
                    </button>
                  </th>
                )
              })}
            </tr>
            {filtering && (
              <tr className="statement-filters">
                {columns.map(one => (
                  <td key={one.key}>
                    <ConditionField {...{ statement, view, act }} column={one} />
                  </td>
                ))}
              </tr>
            )}
          </thead>
          <tbody>
            {rows.map((one, index) => (
              <tr
                key={one.id}
                className={[
                  one.summary ? 'statement-summary' : '',
                  one.target && 'area' in one.target && one.target.area === view.area ? 'row-on' : '',
                ].join(' ')}
              >
                {columns.map(({ key }, place) => {
                  const props = {
                    'data-row': index,
                    'data-column': place,
                    tabIndex: row === one && column === columns[place] ? 0 : -1,
                  }
                  if (place === 0)
                    return (
                      <th key={key} scope="row" {...props}>
                        {one.target ? (
                          <span className="statement-target">{nameOf(statement, one, w)}</span>
                        ) : (
                          nameOf(statement, one, w)
                        )}
                      </th>
                    )
                  return (
                    <td key={key} {...props} className={isNumeric(statement, key) ? 'figure' : undefined}>
                      <CellTold cell={one.cells[key]} w={w} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.every(one => one.summary) && hidden > 0 && <p>{w.noRows}</p>}
      <p className="unseen" id={`${id}-help`}>
        {w.gridHelp}
      </p>
      {statement.sources.map(source => (
        <p className="receipt" key={source}>
          {source}
        </p>
      ))}
    </div>
  )
}

/** One field for each column: what is typed goes into the address when it is understood, and says why when not. */
function ConditionField({ statement, view, act, column }: Props & { column: Column }) {
  const w = useWords(words)
  const italian = useLanguage() === 'it'
  const id = useId()
  const inAddress = asTyped(view.conditions, column.key, italian)
  const [typed, setTyped] = useState(inAddress)
  const [before, setBefore] = useState(inAddress)
  const [fault, setFault] = useState<string | null>(null)
  // Somebody else has changed the address: the field follows.
  if (before !== inAddress) {
    setBefore(inAddress)
    setTyped(inAddress)
    setFault(null)
  }
  function commit() {
    const read = typedConditions(typed, statement, column, w, italian)
    setFault(read.fault)
    if (read.fault) return
    const others = view.conditions.filter(text => readCondition(text)?.column !== column.key)
    if (typed !== inAddress) act({ conditions: [...others, ...read.conditions] })
  }
  return (
    <>
      <input
        type="text"
        size={8}
        maxLength={60}
        aria-label={w.condition(column.name)}
        aria-invalid={fault !== null}
        aria-describedby={fault ? id : undefined}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={event => event.key === 'Enter' && commit()}
      />
      {fault && (
        <span className="fault" id={id} role="alert">
          {fault}
        </span>
      )}
    </>
  )
}
