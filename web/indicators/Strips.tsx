/** An indicator in all the areas on one scale, in geographic order, with the city as a line where it has one scale. */
import { lazy, Suspense } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ChartFailed } from './ChartFailed.tsx'
import type { Indicator, Place } from './catalogue.ts'
import type { Reading } from './measure.ts'
import { type Speech, say } from './say.ts'
import { indistinct } from './series.ts'
import { useSpeech } from './speech.ts'
import type { Known } from './useFacts.ts'

const IntervalStrip = lazy(() =>
  import('../charts/IntervalStrip.tsx').then(module => ({ default: module.IntervalStrip })),
)

export type AreaReading = { id: string; name: string; reading: Reading }
export const readAreas = (indicator: Indicator, known: Known, split: Place['split']): AreaReading[] =>
  known.areas.map(({ id, name }) => ({
    id,
    name,
    reading: indicator.measure(known.facts, { area: id, ...(split && { split }) }),
  }))

/** Which areas cannot be told apart, in words; nothing where none has an interval. */
export function chanceSentence({ c }: Speech, rows: readonly AreaReading[]): string {
  const measured = rows.filter(({ reading }) => reading.kind === 'measured')
  if (measured.length < 2) return ''
  const pairs = measured.flatMap((a, index) =>
    measured
      .slice(index + 1)
      .filter(b => indistinct(a.reading, b.reading))
      .map(b => c.pair(a.name, b.name)),
  )
  if (pairs.length === 0) return c.noneChance
  return pairs.length === (measured.length * (measured.length - 1)) / 2 ? c.allChance : c.someChance(pairs)
}

/** Counts of an area and of the city share no scale. */
const onOneScale = ({ unit }: Indicator) => unit.startsWith('per') || unit === 'households_per_resource'

export function Strips(props: {
  indicator: Indicator
  known: Known
  split?: Place['split']
  area: string | null
  label: string
  onSelect: (area: string) => void
}) {
  const { indicator, known, split, area, label, onSelect } = props
  const speech = useSpeech()
  const { c } = speech
  const rows = readAreas(indicator, known, split)
  const city = indicator.measure(known.facts, { area: null, ...(split && { split }) })
  const numbered = city.kind === 'measured' || city.kind === 'exact'
  return (
    <>
      <Boundary fallback={retry => <ChartFailed retry={retry} />}>
        <Suspense fallback={<Skeleton lines={4} />}>
          <IntervalStrip
            label={label}
            unit={c.unit[indicator.unit]}
            onSelect={onSelect}
            {...(numbered && onOneScale(indicator)
              ? {
                  reference: {
                    label: c.cityLine,
                    value: city.value,
                    said: say(speech, indicator.unit, city).value,
                  },
                }
              : {})}
            rows={rows.map(({ id, name, reading }) => {
              const said = say(speech, indicator.unit, reading)
              const base = { id, label: name, emphasis: id === area, said }
              if (reading.kind === 'measured')
                return { ...base, value: reading.value, low: reading.low, high: reading.high }
              if (reading.kind === 'exact')
                return {
                  ...base,
                  said: { value: said.value, interval: said.why },
                  value: reading.value,
                  low: reading.value,
                  high: reading.value,
                }
              return {
                ...base,
                said: { value: said.value, interval: said.why },
                value: null,
                low: 0,
                high: 0,
                note: said.value,
              }
            })}
          />
        </Suspense>
      </Boundary>
      <p className="secondary">
        <strong>{chanceSentence(speech, rows)}</strong> {c.order}{' '}
        {numbered && !onOneScale(indicator) && `${c.whole}: ${say(speech, indicator.unit, city).value}.`}
      </p>
    </>
  )
}
