/** The drawing of a trend: a line through the values, a band for the interval, a mark where there are few or none. */
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { endsOf, type TrendProps } from './TrendChart.tsx'

/** Of points without a number the word is written once for each stretch, and never over another word. */
function worded(points: TrendProps['points']): ReadonlySet<number> {
  const runs: number[][] = []
  for (const [index, { value }] of points.entries())
    if (value === null) {
      if (index > 0 && points[index - 1]!.value === null) runs.at(-1)!.push(index)
      else runs.push([index])
    }
  // Words take up to half of the drawing.
  const apart = Math.ceil(points.length / 2)
  const chosen: number[] = []
  for (const run of runs) {
    const middle = run[Math.floor((run.length - 1) / 2)]!
    if (chosen.length === 0 || middle - chosen.at(-1)! >= apart) chosen.push(middle)
  }
  return new Set(chosen)
}

export default function TrendPlot({ points, unit }: TrendProps) {
  const w = useWords(words)
  // One series for each stretch between breaks: no line joins what is not compared.
  const stretches = points.map((_, index) => points.slice(1, index + 1).filter(({ broken }) => broken).length)
  const count = (stretches.at(-1) ?? 0) + 1
  const rows = points.map((point, index) => {
    const at = stretches[index]!
    return {
      label: point.label,
      value: point.value,
      said: point.said?.value,
      [`value${at}`]: point.value,
      [`band${at}`]: point.value === null ? null : endsOf(point),
    }
  })
  const saying = worded(points)
  const series = Array.from({ length: count }, (_, at) => at)
  return (
    <ResponsiveContainer width="100%" height={150}>
      <ComposedChart
        data={rows}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        title={unit}
      >
        <CartesianGrid vertical={false} stroke="#E1E4E8" />
        <XAxis
          dataKey="label"
          tick={{ fontSize: 12, fill: '#4A5563' }}
          tickLine={false}
          axisLine={{ stroke: '#C2CBD6' }}
          minTickGap={16}
        />
        <YAxis
          width={34}
          domain={[0, 'auto']}
          allowDecimals={false}
          tickCount={4}
          interval={0}
          tick={{ fontSize: 12, fill: '#4A5563' }}
          tickFormatter={w.number}
          tickLine={false}
          axisLine={false}
        />
        {points
          .filter(point => point.broken)
          .map(point => (
            <ReferenceLine
              key={point.id}
              x={point.label}
              stroke="#4A5563"
              strokeDasharray="4 3"
              label={{ value: point.broken!, position: 'insideTopRight', fontSize: 11, fill: '#4A5563' }}
            />
          ))}
        {series.map(at => (
          <Area
            key={`band${at}`}
            dataKey={`band${at}`}
            stroke="none"
            fill="#B7D3E1"
            fillOpacity={0.7}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
        {series.map(at => (
          <Line
            key={`value${at}`}
            dataKey={`value${at}`}
            stroke="#17324D"
            strokeWidth={2}
            dot={{ r: 3.5, fill: '#FFFFFF', stroke: '#17324D', strokeWidth: 2 }}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
        {rows.map(
          (row, index) =>
            row.value === null && (
              <ReferenceDot
                key={row.label}
                x={row.label}
                y={0}
                r={4}
                fill="#FFFFFF"
                stroke="#6B7684"
                strokeDasharray="2 2"
                {...(saying.has(index) && {
                  label: {
                    value: row.said ?? w.fewShort,
                    position: index === 0 ? 'right' : index === rows.length - 1 ? 'left' : 'top',
                    fontSize: 12,
                    fill: '#4A5563',
                  },
                })}
              />
            ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
