/** Values with their 90 % intervals on one scale, readable in greyscale and aloud: a table that is drawn. */
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import './charts.css'

export type StripRow = {
  id: string
  label: string
  /** Null is «pochi o nessuno». */
  value: number | null
  low: number
  high: number
  emphasis?: boolean
  /** What stands in place of the value when it is missing for another reason. */
  note?: string
  /** Value and interval in words, where the number alone is not how it is said. */
  said?: { value: string; interval: string | null }
}

export function IntervalStrip(props: {
  rows: readonly StripRow[]
  reference?: { label: string; value: number; said?: string }
  unit: string
  onSelect?: (id: string) => void
  label: string
}) {
  const w = useWords(words)
  const { rows, reference, unit, onSelect, label } = props
  // Counts are whole; rates have their one decimal in every row, 2,0 as well as 14,1.
  const say = rows.every(row => Number.isInteger(row.value ?? 0)) ? w.number : w.rate
  const top = Math.max(1, reference?.value ?? 0, ...rows.map(row => row.high)) * 1.02
  const at = (value: number) => `${(Math.max(0, value) / top) * 100}%`
  return (
    <table className="strip">
      <caption className="unseen">
        {label} ({unit})
      </caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{w.area}</th>
          <th scope="col">{w.interval90}</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id} className={row.emphasis ? 'strip-row strip-emphasis' : 'strip-row'}>
            <th scope="row">
              {onSelect ? (
                <button type="button" className="plain" onClick={() => onSelect(row.id)}>
                  {row.label}
                </button>
              ) : (
                row.label
              )}
            </th>
            <td className="strip-track">
              <span className="unseen">
                {row.note ? '—' : (row.said?.interval ?? w.between(say(row.low), say(row.high)))}
              </span>
              {reference && <span className="strip-reference" style={{ left: at(reference.value) }} />}
              {!row.note && (
                <span
                  className={row.value === null ? 'strip-bar strip-bar-few' : 'strip-bar'}
                  style={{ left: at(row.low), width: at(row.high - row.low) }}
                />
              )}
              {row.value !== null && <span className="strip-dot" style={{ left: at(row.value) }} />}
            </td>
            <td className="strip-value">
              {row.said ? (
                <>
                  {row.said.value}
                  {row.said.interval && <small aria-hidden="true">{row.said.interval}</small>}
                </>
              ) : row.value === null ? (
                (row.note ?? w.fewShort)
              ) : (
                say(row.value)
              )}
            </td>
          </tr>
        ))}
      </tbody>
      {reference && (
        <tfoot>
          <tr className="strip-row">
            <td />
            <td className="strip-track strip-foot">
              <span className="strip-reference-label" style={{ left: at(reference.value) }}>
                {reference.label} {reference.said ?? say(reference.value)}
              </span>
            </td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  )
}
