/** What the server says of the file: every fault with its cell, or that it can be recorded. */
import {
  type ColumnName,
  columnNamed,
  csvOf,
  type ImportReport,
} from '../../../api/observations/import/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { dayWords } from '../days.ts'
import { answersOf, valueWords } from './ColumnGuide.tsx'
import type { Heading } from './Columns.tsx'
import type { AccessFile } from './file.ts'
import type { Match } from './matching.ts'
import { Months, Sample } from './Preview.tsx'
import { download, instant, monthWords, number } from './told.ts'

export function Checked({
  file,
  matches,
  report,
  heading,
  acceptLate,
  onAcceptLate,
  onMatch,
  onValues,
  onLeave,
  onImport,
  left,
}: {
  file: AccessFile
  matches: readonly Match[]
  report: ImportReport
  heading: Heading
  acceptLate: boolean
  onAcceptLate: (accept: boolean) => void
  onMatch: () => void
  onValues: () => void
  /** Goes on without these rows. */
  onLeave: (rows: readonly number[]) => void
  onImport: () => void
  left: React.ReactNode
}) {
  const w = useWords(words)
  const language = useLanguage()
  const { rows, faultCount, lateRows, repeated } = report
  const openMonth = report.months.find(({ month, countsIn }) => month !== countsIn)?.countsIn
  const whyNot =
    faultCount > 0
      ? w.whyNot.faults
      : repeated
        ? w.whyNot.repeated
        : lateRows > 0 && !acceptLate
          ? w.whyNot.late
          : null
  return (
    <section className="card import-checked" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {faultCount > 0 ? w.faultsTitle(number(faultCount)) : w.cleanTitle(number(rows))}
      </h2>
      {faultCount > 0 && <Faults {...{ file, matches, report, onLeave }} />}
      {left}
      {repeated && <Notice kind="warning">{w.repeated(instant(repeated))}</Notice>}
      {report.declaredDays.length > 0 && (
        <Notice>
          {w.declared(
            report.declaredDays
              .map(day => dayWords(day, { day: 'numeric', month: 'long', year: 'numeric' }))
              .join(', '),
          )}
        </Notice>
      )}
      {report.assumed.length > 0 && (
        <p>
          {w.assumed}{' '}
          {report.assumed.map(({ column, value }, index) => (
            <span key={column}>
              {index > 0 && ', '}
              {columnNamed(column)!.header[language]} <strong>{valueWords(column, value, language)}</strong>
            </span>
          ))}
          .
        </p>
      )}
      {faultCount === 0 && (
        <>
          <Months report={report} />
          <Sample report={report} />
        </>
      )}
      {lateRows > 0 && faultCount === 0 && openMonth && (
        <Notice kind="warning">
          {w.late(number(lateRows), monthWords(openMonth))}
          <label className="import-accept">
            <input
              type="checkbox"
              checked={acceptLate}
              onChange={event => onAcceptLate(event.target.checked)}
            />
            {w.acceptLate(monthWords(openMonth))}
          </label>
        </Notice>
      )}
      <div className="import-acts">
        <Button kind="primary" busy={whyNot !== null} aria-describedby="import-why" onClick={onImport}>
          {w.importAll(number(rows))}
        </Button>
        <Button kind="plain" onClick={onValues}>
          {w.valuesTitle}
        </Button>
        <Button kind="plain" onClick={onMatch}>
          {w.columnsTitle}
        </Button>
        <p id="import-why" className="secondary">
          {whyNot}
        </p>
      </div>
    </section>
  )
}

function Faults({
  file,
  matches,
  report,
  onLeave,
}: {
  file: AccessFile
  matches: readonly Match[]
  report: ImportReport
  onLeave: (rows: readonly number[]) => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const rows = [...new Set(report.faults.map(({ row }) => row))]
  const nameOf = (column: string | null) => (column ? columnNamed(column)!.header[language] : '')
  const written = (row: number, column: string | null) => {
    const index = matches.indexOf(column as ColumnName)
    return index < 0 ? '' : (file.rows[row - file.headerRow - 1]?.[index] ?? '').trim()
  }
  return (
    <>
      <p>{w.faultsLead}</p>
      <Scroll label={w.faultsList} className="import-scroll">
        <table className="table import-faults import-stack">
          <thead>
            <tr>
              <th scope="col">{w.row}</th>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.written}</th>
              <th scope="col">{w.why}</th>
              <th scope="col">{w.how}</th>
            </tr>
          </thead>
          <tbody>
            {report.faults.map(({ row, column, code, detail }) => (
              <tr key={`${row} ${column} ${code}`}>
                <th scope="row">
                  <span data-label={w.row}>{number(row)}</span>
                </th>
                <td>{nameOf(column)}</td>
                <td data-label={w.written}>
                  {written(row, column) || <em className="secondary">{w.nothing}</em>}
                </td>
                <td>{detail}</td>
                <td className="secondary" data-label={w.how}>
                  {column ? answersOf(column, language) : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="import-acts">
        <Button onClick={() => onLeave(rows)}>{w.leaveFaulty(rows.length)}</Button>
        <Button
          onClick={() =>
            // Without what the cells say: a list of faults travels further than the file does.
            download(
              w.faultsName,
              csvOf([
                [w.row, w.column, w.why, w.how],
                ...report.faults.map(({ row, column, detail }) => [
                  String(row),
                  nameOf(column),
                  detail,
                  column ? answersOf(column, language) : '',
                ]),
              ]),
            )
          }
        >
          {w.downloadFaults}
        </Button>
        {report.faultCount > report.faults.length && (
          <span className="secondary">{w.faultsShown(number(report.faults.length))}</span>
        )}
      </p>
    </>
  )
}
