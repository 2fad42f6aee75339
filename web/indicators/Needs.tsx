/** Households of an area by main need: each row its number, interval, letter and strip on one scale. */

import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import type { Area } from '../../api/territory/contract.ts'
import { Card } from '../ui/Card.tsx'
import { Definition } from '../ui/Definition.tsx'
import { Interval } from '../ui/Interval.tsx'
import { Missing } from '../ui/Missing.tsx'
import { ProtectedNumber } from '../ui/ProtectedNumber.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import { quality, rate } from '../view/select.ts'
import { words as disclosure } from '../words/disclosure.ts'
import { words } from '../words/indicators.ts'
import { useWords } from '../words/language.ts'
import { words as territory } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { householdsOf } from './profile.ts'
import { Receipt } from './Receipt.tsx'

type Props = {
  release: Release
  area: Area['properties'] | null
  need: NeedGroup | null
  onSelect: (need: NeedGroup) => void
}

export function Needs({ release, area, need, onSelect }: Props) {
  const w = useWords(words)
  const d = useWords(disclosure)
  const labels = useWords(vocabulary).needGroup
  const { periodName } = useWords(territory)
  const { threshold } = release
  const total = householdsOf(release, area?.id ?? null, null)
  const totalRate = 'figure' in total && area ? rate(total.figure, area.residents) : null
  const rows = ((release.dimensions.need ?? []) as NeedGroup[]).map(of => ({
    of,
    read: householdsOf(release, area?.id ?? null, of),
  }))
  const max = Math.max(
    threshold,
    ...rows.map(({ read }) => ('figure' in read ? (read.figure.value ?? 0) + read.figure.halfWidth : 0)),
  )
  return (
    <Card title={`${w.needs} · ${periodName(release.period)}`} className="needs">
      <div className="needs-total">
        <Definition of={w.needs} text={w.needsDefinition}>
          {'missing' in total ? (
            <Missing state={total.missing} />
          ) : (
            <ProtectedNumber
              {...total.figure}
              large
              {...{ threshold }}
              unit={w.needsUnit}
              letter={quality(total.figure.value, total.figure.halfWidth)}
            />
          )}
        </Definition>
        {totalRate && (
          <Definition of={w.rate} text={w.rateDefinition}>
            <ProtectedNumber
              {...totalRate}
              large
              {...{ threshold }}
              unit={w.rateUnit}
              decimals={1}
              letter={quality(totalRate.value, totalRate.halfWidth)}
            />
          </Definition>
        )}
      </div>
      <table className="table needs-table">
        <caption className="unseen">{w.needs}</caption>
        <thead>
          <tr>
            <th scope="col">{w.need}</th>
            <td className="needs-strip" />
            <th scope="col">
              {w.households} · {w.interval.toLowerCase()}
            </th>
            <th scope="col">
              <span className="unseen">A–C</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ of, read }) => (
            <tr key={of} className={of === need ? 'needs-on' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="button button-plain"
                  aria-pressed={of === need}
                  title={w.select(labels[of])}
                  onClick={() => onSelect(of)}
                >
                  {labels[of]}
                </button>
              </th>
              <td className="needs-strip" aria-hidden="true">
                {'figure' in read && <Interval {...read.figure} max={max} />}
              </td>
              <td>
                {'missing' in read ? (
                  <Missing state={read.missing} />
                ) : (
                  <ProtectedNumber {...read.figure} threshold={threshold} />
                )}
              </td>
              <td>
                {'figure' in read && read.figure.value !== null && (
                  <QualityLetter letter={quality(read.figure.value, read.figure.halfWidth)} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="secondary receipt">
        {w.needOrder} {d.lettersLegend}.{' '}
        {'figure' in total && total.figure.value !== null && (
          <>
            {d.protectedBetween(
              String(Math.max(0, total.figure.value - total.figure.halfWidth)),
              String(total.figure.value + total.figure.halfWidth),
            )}{' '}
            ({w.total.toLowerCase()}).{' '}
          </>
        )}
        <Receipt release={release} />
      </p>
    </Card>
  )
}
