/** The areas on one scale in geographic order, never ranked, with what they are together. */
import { lazy, Suspense } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Card } from '../ui/Card.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { interval } from '../view/select.ts'
import { words as catalogue } from '../words/catalogue.ts'
import { words as disclosure } from '../words/disclosure.ts'
import { words } from '../words/indicators.ts'
import { useWords } from '../words/language.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { ChartFailed } from './ChartFailed.tsx'
import { type Compared, comparison } from './profile.ts'

const IntervalStrip = lazy(() =>
  import('../charts/IntervalStrip.tsx').then(module => ({ default: module.IntervalStrip })),
)

type Props = {
  release: Release
  areas: readonly Compared[]
  area: string | null
  need: NeedGroup | null
  onSelect: (area: string) => void
  onAllNeeds: () => void
}

export function Comparison({ release, areas, area, need, onSelect, onAllNeeds }: Props) {
  const w = useWords(words)
  const c = useWords(catalogue)
  const d = useWords(disclosure)
  const labels = useWords(vocabulary).needGroup
  const { asRates, rows, reference } = comparison(release, areas, need)
  const what = need ? labels[need] : w.allNeeds
  const title = asRates ? w.compareRates(what) : w.compareOf(what)
  const strip = rows.map(({ id, name, residents, read }) => {
    const base = { id, label: name, emphasis: id === area }
    if ('missing' in read) return { ...base, value: null, low: 0, high: 0, note: d.missing[read.missing] }
    // Under the threshold the interval starts from the threshold itself, in the unit of the strip.
    const threshold = asRates && residents ? (release.threshold * 1000) / residents : release.threshold
    const { value } = read.figure
    const ends =
      value === null ? { low: 0, high: threshold + read.figure.halfWidth } : interval(read.figure, threshold)
    return { ...base, value, ...ends }
  })
  const measured = rows.flatMap(({ name, read }) =>
    'figure' in read && read.figure.value !== null
      ? [{ name, ...interval(read.figure, release.threshold) }]
      : [],
  )
  // Intervals that touch cannot be told apart.
  const pairs = measured.flatMap((a, i) =>
    measured.slice(i + 1).flatMap(b => (a.low <= b.high && b.low <= a.high ? [c.pair(a.name, b.name)] : [])),
  )
  const chance =
    measured.length < 2
      ? ''
      : pairs.length === 0
        ? c.noneChance
        : pairs.length === (measured.length * (measured.length - 1)) / 2
          ? w.tiedAll
          : c.someChance(pairs)
  return (
    <Card title={w.compare}>
      <div className="compare-head">
        <h3>{title}</h3>
        {need && (
          <Chip on={false} className="no-print" onClick={onAllNeeds}>
            {w.allNeeds}
          </Chip>
        )}
      </div>
      <Boundary fallback={retry => <ChartFailed retry={retry} />}>
        <Suspense fallback={<Skeleton lines={4} />}>
          <IntervalStrip
            rows={strip}
            {...(reference === null ? {} : { reference: { label: w.together, value: reference } })}
            unit={asRates ? w.rateUnit : w.needsUnit}
            label={title}
            onSelect={onSelect}
          />
        </Suspense>
      </Boundary>
      <p className="secondary">
        {chance && <strong>{chance} </strong>}
        {w.compareNote}
      </p>
    </Card>
  )
}
