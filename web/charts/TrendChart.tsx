/** A number over time with its 90 % interval; the drawing loads apart, the table behind it is always there. */
import { Component, lazy, type ReactNode, Suspense } from 'react'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import './charts.css'

export type TrendPoint = {
  id: string
  label: string
  value: number | null
  halfWidth: number
  /** Ends that do not lie alike on both sides. */
  ends?: readonly [low: number, high: number]
  /** Value and interval in words, where the number alone is not how it is said; what is missing too. */
  said?: { value: string; interval: string | null }
  /** What lies between this point and the one before: the line is not drawn across. */
  broken?: string
}
export type TrendProps = { points: readonly TrendPoint[]; unit: string; label: string }

export const endsOf = ({ value, halfWidth, ends }: TrendPoint): readonly [number, number] =>
  ends ?? [Math.max(0, (value ?? 0) - halfWidth), (value ?? 0) + halfWidth]

const TrendPlot = lazy(() => import('./TrendPlot.tsx'))

/** Without the drawing the table shows itself. */
class TableInstead extends Component<{ table: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? this.props.table : this.props.children
  }
}

export function TrendChart(props: TrendProps) {
  const w = useWords(words)
  const { points, unit, label } = props
  const table = (
    <table className="trend-table">
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">{w.period}</th>
          <th scope="col">{unit}</th>
          <th scope="col">{w.interval90}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(point => (
          <tr key={point.id}>
            <th scope="row">
              {point.label}
              {point.broken && ` (${point.broken})`}
            </th>
            <td>{point.said?.value ?? (point.value === null ? w.few : w.number(point.value))}</td>
            <td>
              {point.value === null
                ? '—'
                : (point.said?.interval ??
                  w.between(...(endsOf(point).map(end => w.number(end)) as [string, string])))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <figure className="trend">
      <TableInstead table={table}>
        <div aria-hidden="true" className="trend-plot">
          <Suspense fallback={<div className="trend-waiting" />}>
            <TrendPlot {...props} />
          </Suspense>
        </div>
        <div className="unseen">{table}</div>
      </TableInstead>
    </figure>
  )
}
