/** A statement as a table: the columns it shows without being asked, a row for each area. */
import { Missing } from '../ui/Missing.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import type { Cell, Row, Statement } from '../view/statement.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'

function CellText({ cell }: { cell: Cell }) {
  const w = useWords(words)
  switch (cell.kind) {
    case 'text':
      return cell.text
    case 'missing':
      return <Missing state={cell.missing} threshold={cell.threshold} />
    case 'exact':
      return cell.decimals > 0 ? w.rate(cell.value) : w.number(cell.value)
    case 'measured': {
      const say = cell.decimals === 1 ? w.rate : w.number
      return (
        <>
          <b>{say(cell.value)}</b> <small>{`${say(cell.low)}–${say(cell.high)}`}</small>{' '}
          <QualityLetter letter={cell.quality} />
        </>
      )
    }
    default:
      return '—'
  }
}

export function StatementTable(props: {
  statement: Statement
  /** The row that is chosen. */
  chosen: string | null
  onPick: (target: NonNullable<Row['target']>) => void
}) {
  const { statement, chosen, onPick } = props
  const columns = statement.columns.filter(column => column.usual)
  const isFigure = (key: string) =>
    statement.rows.some(({ cells }) => ['measured', 'exact'].includes(cells[key]?.kind ?? 'none'))
  return (
    <div className="scroll-x">
      <table className="table">
        <caption>
          <b>{statement.title}</b> <span className="secondary">{statement.note}</span>
        </caption>
        <thead>
          <tr>
            {columns.map(({ key, name, unit }) => (
              <th key={key} scope="col" title={unit ?? undefined} className={isFigure(key) ? 'figure' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statement.rows.map(({ id, target, cells }) => (
            <tr key={id} className={id === chosen ? 'row-on' : undefined}>
              {columns.map(({ key }, index) => {
                const told = <CellText key={key} cell={cells[key] ?? { kind: 'none' }} />
                return index === 0 ? (
                  <th key={key} scope="row">
                    {target ? (
                      <button type="button" className="button button-plain" onClick={() => onPick(target)}>
                        {told}
                      </button>
                    ) : (
                      told
                    )}
                  </th>
                ) : (
                  <td key={key} className={isFigure(key) ? 'figure' : ''}>
                    {told}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {statement.sources.map(source => (
        <p className="receipt" key={source}>
          {source}
        </p>
      ))}
    </div>
  )
}
