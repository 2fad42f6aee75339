/** An indicator over time with its breaks, and in words how far the last change goes beyond chance. */
import { lazy, Suspense } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useLanguage } from '../words/language.ts'
import { ChartFailed } from './ChartFailed.tsx'
import type { Indicator, Place } from './catalogue.ts'
import { type Speech, say } from './say.ts'
import { type Break, changeOf, type Point, seriesOf } from './series.ts'
import { useSpeech } from './speech.ts'
import type { Known } from './useFacts.ts'

const TrendChart = lazy(() =>
  import('../charts/TrendChart.tsx').then(module => ({ default: module.TrendChart })),
)

export const breakText = ({ c }: Speech, broken: Break): string =>
  broken.kind === 'edition' ? c.breaks.edition(broken.from, broken.to) : c.breaks[broken.kind]

/** What the last point says of the one before it. */
export function changeSentence(speech: Speech, indicator: Indicator, points: readonly Point[]): string {
  const { c, t } = speech
  const [before, after] = points.slice(-2)
  if (!before || !after) return c.needTwo
  if (after.broken) return c.broken(breakText(speech, after.broken))
  const change = changeOf(before.reading, after.reading, indicator)
  const period = t.periodName(before.period)
  if (change === 'unknown') return c.change.unknown
  if (change === 'indistinct') return c.change.indistinct(period)
  return (change.beyond === 'noise' ? c.change.natural : c.change.clear)[change.direction](period)
}

export function Trend(props: { indicator: Indicator; known: Known; place: Place; areaName: string }) {
  const { indicator, known, place, areaName } = props
  const speech = useSpeech()
  const language = useLanguage()
  const { c, t } = speech
  const points = seriesOf(indicator, place, known.facts, known.past, known.starts)
  if (points.length === 0) return <p className="secondary">{indicator.ofToday ? c.ofToday : c.noSeries}</p>
  const label = `${indicator.name[language]} · ${areaName}`
  const percent = indicator.unit === 'percent'
  return (
    <div className="trend-told">
      {points.length > 1 && points.some(({ reading }) => reading.kind === 'measured') && (
        <Boundary fallback={retry => <ChartFailed retry={retry} />}>
          <Suspense fallback={<Skeleton lines={5} />}>
            <TrendChart
              label={label}
              unit={percent ? '%' : c.unit[indicator.unit]}
              points={points.map(({ period, reading, broken }) => {
                const said = say(speech, indicator.unit, reading)
                const of = { id: period, label: t.periodShort(period), said }
                const also = broken ? { broken: breakText(speech, broken) } : {}
                return reading.kind === 'measured'
                  ? {
                      ...of,
                      ...also,
                      value: Math.round(reading.value * 10) / 10,
                      halfWidth: (reading.high - reading.low) / 2,
                      ends: [reading.low, reading.high] as const,
                    }
                  : { ...of, ...also, value: null, halfWidth: 0 }
              })}
            />
          </Suspense>
        </Boundary>
      )}
      <p>{changeSentence(speech, indicator, points)}</p>
      {points.some(({ broken }) => broken) && <p className="secondary">{c.breakNote}</p>}
    </div>
  )
}
