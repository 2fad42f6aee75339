/** What would be recorded: accesses by month, and the first rows as they were understood. */
import { columns, type ImportReport } from '../../../api/observations/import/contract.ts'
import { Scroll } from '../../ui/Scroll.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { capital, dayWords } from '../days.ts'
import { valueWords } from './ColumnGuide.tsx'
import { monthWords, number } from './told.ts'

export function Months({ report }: { report: ImportReport }) {
  const w = useWords(words)
  return (
    <Scroll label={w.months} className="import-scroll">
      <table className="table import-months">
        <caption>{w.months}</caption>
        <thead>
          <tr>
            <th scope="col">{w.month}</th>
            <th scope="col" className="figure">
              {w.accesses}
            </th>
            <th scope="col">{w.countsIn}</th>
          </tr>
        </thead>
        <tbody>
          {report.months.map(({ month, rows, countsIn }) => (
            <tr key={month}>
              <th scope="row">{capital(monthWords(month))}</th>
              <td className="figure">{number(rows)}</td>
              <td className={month === countsIn ? 'secondary' : 'import-late'}>{monthWords(countsIn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const sampleColumns = columns.filter(({ name }) => !/\d$/.test(name) && name !== 'centre')

export function Sample({ report }: { report: ImportReport }) {
  const w = useWords(words)
  const language = useLanguage()
  const shown = sampleColumns.filter(({ name }) => report.columns.includes(name))
  return (
    <Scroll label={w.sample} className="import-scroll">
      <table className="table import-sample">
        <caption>
          {w.sample} {number(report.sample.length)}
        </caption>
        <thead>
          <tr>
            {shown.map(({ name, header }) => (
              <th key={name} scope="col">
                {header[language]}
              </th>
            ))}
            <th scope="col">{w.needs}</th>
          </tr>
        </thead>
        <tbody>
          {report.sample.map((access, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing else
            <tr key={index}>
              {shown.map(({ name }) => (
                <td key={name}>
                  {name === 'date'
                    ? dayWords(access.date, { day: '2-digit', month: '2-digit', year: 'numeric' })
                    : valueWords(name, String(access[name as keyof typeof access] ?? ''), language)}
                </td>
              ))}
              <td>
                {access.needs.map(need => (
                  <span className="import-need" key={need.domain}>
                    {valueWords('need1', need.domain, language)} →{' '}
                    {valueWords('outcome1', need.outcome, language)}
                    {need.unmetReason && ` (${valueWords('unmetReason1', need.unmetReason, language)})`}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
