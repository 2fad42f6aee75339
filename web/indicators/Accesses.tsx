/** Accesses of the newest month and their course by month, with what the change can and cannot mean. */
import { lazy, Suspense } from 'react'
import type { Release } from '../../api/disclosure/contract.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Definition } from '../ui/Definition.tsx'
import { Missing } from '../ui/Missing.tsx'
import { ProtectedNumber } from '../ui/ProtectedNumber.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { type Figure, quality } from '../view/select.ts'
import { words as disclosure } from '../words/disclosure.ts'
import { words } from '../words/indicators.ts'
import { useWords } from '../words/language.ts'
import { words as territory } from '../words/territory.ts'
import { changeBetween } from './change.ts'
import { accessesOf } from './profile.ts'
import { Receipt } from './Receipt.tsx'

const TrendChart = lazy(() =>
  import('../charts/TrendChart.tsx').then(module => ({ default: module.TrendChart })),
)

type Props = {
  area: string | null
  areaName: string
  months: readonly { id: string; release: Release | undefined }[]
  /** Last month of the quarter on the page. */
  closing: string | null
}

export function Accesses({ area, areaName, months, closing }: Props) {
  const w = useWords(words)
  const d = useWords(disclosure)
  const { periodName, monthShort } = useWords(territory)
  const last = months.at(-1)
  const title = last ? `${w.accesses} · ${periodName(last.id)}` : w.accesses

  if (!last)
    return (
      <Card title={title}>
        <p>
          <Missing state="not_published" /> {w.nothingMonthly}
        </p>
      </Card>
    )
  if (!last.release)
    return (
      <Card title={title}>
        <Skeleton lines={4} />
      </Card>
    )
  const read = accessesOf(last.release, area, last.id)
  const figures = months.flatMap(({ id, release }) => {
    const of = release && accessesOf(release, area, id)
    return of && 'figure' in of ? [{ id, ...of.figure }] : []
  })
  return (
    <Card title={title} className="accesses">
      <Definition of={w.accesses} text={w.accessesDefinition}>
        {'missing' in read ? (
          <Missing state={read.missing} />
        ) : (
          <ProtectedNumber
            {...read.figure}
            large
            unit={w.accessesUnit}
            threshold={last.release.threshold}
            letter={quality(read.figure.value, read.figure.halfWidth)}
          />
        )}
      </Definition>
      <p>
        <ChangeSentence figures={figures} />
      </p>
      <p className="secondary">{w.notPersons}</p>
      {figures.length > 1 && (
        <Boundary fallback={retry => <ChartFailed retry={retry} />}>
          <Suspense fallback={<Skeleton lines={5} />}>
            <TrendChart
              points={figures.map(({ id, value, halfWidth }) => ({
                id,
                label: monthShort(id),
                value,
                halfWidth,
              }))}
              unit={w.accessesUnit}
              label={w.trendLabel(areaName)}
            />
          </Suspense>
        </Boundary>
      )}
      <p className="secondary receipt">
        {'figure' in read && read.figure.value !== null && (
          <>
            {d.protectedBetween(
              String(Math.max(0, read.figure.value - read.figure.halfWidth)),
              String(read.figure.value + read.figure.halfWidth),
            )}
            .{' '}
          </>
        )}
        <Receipt release={last.release} />
        {closing && last.id < closing && ` · ${periodName(closing)}: ${d.missing.not_published}`}
      </p>
    </Card>
  )
}

function ChangeSentence({ figures }: { figures: readonly (Figure & { id: string })[] }) {
  const { change: w } = useWords(words)
  const { periodName } = useWords(territory)
  const [before, after] = figures.slice(-2)
  if (!before || !after) return w.first
  const change = changeBetween(before, after)
  const month = periodName(before.id)
  if (change === 'unknown') return w.unknown(month)
  if (change === 'indistinct') return w.indistinct(month)
  return (change.beyond === 'noise' ? w.natural : w.clear)[change.direction](month)
}

export function ChartFailed({ retry }: { retry: () => void }) {
  const w = useWords(words)
  return (
    <p className="secondary">
      {w.chartFailed}{' '}
      <Button kind="plain" onClick={retry}>
        {w.retry}
      </Button>
    </p>
  )
}
