/** The map's numbers as a table, by the same filters: one row for each area, then outside, then everyone. */

import { sumOf } from '../map/counts.ts'
import { Missing } from '../ui/Missing.tsx'
import { QualityLetter } from '../ui/QualityLetter.tsx'
import { type AreaValue, areaValues, cityValue, quality } from '../view/select.ts'
import type { View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import type { Explored } from './explored.ts'
import { range } from './headline.ts'

export function AreaTable(props: { view: View; act: (change: Partial<View>) => void; explored: Explored }) {
  const { view, act, explored } = props
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  const { release, areas, values, scene, period, sources, large, counts } = explored
  const threshold = release?.threshold ?? 8
  const count = (of: (area: string | null) => boolean) =>
    large
      ? counts
        ? w.number(sumOf(counts, one => of(one.area) && (!view.group || one.group === view.group)))
        : '—'
      : sources.resources.state === 'ready'
        ? w.number(scene.resources.filter(({ properties }) => of(properties.area)).length)
        : '—'
  const outside = areaValues(release, [{ id: 'outside_or_unknown', residents: null }], view.need)[0]!
  const whole = cityValue(release, view.need)
  const city: AreaValue = {
    area: '',
    figure: whole,
    rate: null,
    missing: whole ? (whole.value === null ? 'few' : null) : (outside.missing ?? 'not_recorded'),
  }
  const cells = ({ figure, rate, missing }: AreaValue) =>
    missing || !figure ? (
      <td colSpan={5}>
        <Missing state={missing ?? 'not_published'} threshold={threshold} />
      </td>
    ) : (
      <>
        <td className="figure">
          <b>{w.number(figure.value!)}</b>
        </td>
        <td className="figure">{range(w, figure, threshold)}</td>
        <td>
          <QualityLetter letter={quality(figure.value, figure.halfWidth)} />
        </td>
        <td className="figure">{rate ? w.rate(rate.value!) : '—'}</td>
        <td className="figure">{rate ? range(w, rate, threshold) : '—'}</td>
      </>
    )
  return (
    <div className="scroll-x">
      <table className="table">
        <caption>
          <b>
            {w.tableCaption(
              view.need ? v.needGroup[view.need] : w.allNeeds,
              period ? w.periodName(period) : '—',
            )}
          </b>{' '}
          <span className="secondary">{w.householdsUnit}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{w.area}</th>
            <th scope="col" className="figure">
              {w.households}
            </th>
            <th scope="col" className="figure">
              {w.interval90}
            </th>
            <th scope="col">{w.quality}</th>
            <th scope="col" className="figure">
              ‰ {w.residents.toLowerCase()}
            </th>
            <th scope="col" className="figure">
              {w.interval90}
            </th>
            <th scope="col" className="figure">
              {w.residents}
            </th>
            <th scope="col" className="figure">
              {w.resourcesHere}
            </th>
          </tr>
        </thead>
        <tbody>
          {areas.map(({ properties: { id, name, residents } }, index) => (
            <tr key={id} className={id === view.area ? 'row-on' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="button button-plain"
                  onClick={() => act({ area: id, selection: null })}
                >
                  {name}
                </button>
              </th>
              {cells(values[index]!)}
              <td className="figure">{residents === null ? '—' : w.number(residents)}</td>
              <td className="figure">{count(area => area === id)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{w.outside}</th>
            {cells(outside)}
            <td className="figure">—</td>
            <td className="figure">{count(area => area === null)}</td>
          </tr>
          <tr>
            <th scope="row">{w.cityRow}</th>
            {cells(city)}
            <td className="figure">—</td>
            <td className="figure">{count(() => true)}</td>
          </tr>
        </tbody>
      </table>
      {release && <p className="receipt">{w.receipt(release.id, release.edition, release.hidden)}</p>}
    </div>
  )
}
