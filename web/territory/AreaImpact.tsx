/** What a change of an area would do, before it is saved: sizes, residents, cells, resources, doors, decisions. */
import { useId } from 'react'
import type { AreaDrawing, AreaImpact as Impact } from '../../api/territory/change/contract.ts'
import { Scroll } from '../ui/Scroll.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory-change.ts'

export type Counted = { residents: string; on: string; source: string }
type Props = {
  impact: Impact
  over: AreaDrawing['over']
  gap: AreaDrawing['gap']
  onDecide: (decision: Pick<AreaDrawing, 'over' | 'gap'>) => void
  counted: Readonly<Record<string, Counted>>
  onCounted: (area: string, count: Counted) => void
  areaName: (id: string | null) => string
}

export const emptyCount: Counted = { residents: '', on: '', source: '' }
const sum = (pieces: readonly { squareMetres: number }[]) =>
  pieces.reduce((total, { squareMetres }) => total + squareMetres, 0)
const estimated = (pieces: readonly { estimate: number | null }[]) =>
  pieces.some(({ estimate }) => estimate === null)
    ? null
    : pieces.reduce((total, { estimate }) => total + (estimate ?? 0), 0)

export function AreaImpact({ impact, over, gap, onDecide, counted, onCounted, areaName }: Props) {
  const w = useWords(words)
  const id = useId()
  const { areas, taken, left, cells, resources, centres, amidst } = impact
  const stopped = over === 'stop'
  const named = (ids: (string | null)[]) => [...new Set(ids)].map(areaName).join(', ')
  const neighbours = left.flatMap(({ other }) => (other === null ? [] : [other]))
  const redrawn = areas.filter(({ before, after }) => after && before?.squareMetres !== after.squareMetres)
  const choice = (group: string, value: string, checked: boolean, text: string, onChange: () => void) => (
    <label className="choice-line">
      <input type="radio" name={`${id}-${group}`} value={value} checked={checked} onChange={onChange} />
      {text}
    </label>
  )
  return (
    <div className="impact">
      {(taken.length > 0 || stopped) && (
        <fieldset>
          <legend>
            {stopped
              ? w.overStopped
              : w.overTitle(named(taken.map(({ other }) => other)), w.size(sum(taken)))}
          </legend>
          {choice('over', 'take', !stopped, w.overTake, () => onDecide({ over: 'take', gap }))}
          {choice('over', 'stop', stopped, w.overStop, () => onDecide({ over: 'stop', gap }))}
        </fieldset>
      )}
      {left.length > 0 && (
        <fieldset>
          <legend>{w.gapTitle(w.size(sum(left)), estimated(left))}</legend>
          {neighbours.length > 0 &&
            choice('gap', 'neighbour', gap === 'neighbour', w.gapNeighbour(named(neighbours)), () =>
              onDecide({ over, gap: 'neighbour' }),
            )}
          {choice('gap', 'outside', gap === 'outside', w.gapOutside, () =>
            onDecide({ over, gap: 'outside' }),
          )}
          {gap === 'neighbour' && neighbours.length < left.length && <p className="fault">{w.gapRest}</p>}
        </fieldset>
      )}
      <Scroll label={w.surface}>
        <table className="table impact-table">
          <thead>
            <tr>
              <th scope="col">{w.area}</th>
              <th scope="col">
                {w.surface}
                <br />
                <small>
                  {w.before} → {w.after}
                </small>
              </th>
              <th scope="col">
                {w.estimate}
                <br />
                <small>
                  {w.before} → {w.after}
                </small>
              </th>
            </tr>
          </thead>
          <tbody>
            {areas.map(({ id: area, before, after }) => (
              <tr key={area}>
                <th scope="row">
                  {before && after && before.name !== after.name
                    ? `${before.name} → ${after.name}`
                    : (after ?? before)?.name}
                </th>
                <td>
                  {before ? w.size(before.squareMetres) : w.isNew} →{' '}
                  {after ? w.size(after.squareMetres) : w.ended}
                </td>
                <td>
                  {before ? (before.estimate === null ? w.unknown : w.number(before.estimate)) : '—'} →{' '}
                  {after ? (after.estimate === null ? w.unknown : w.number(after.estimate)) : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="secondary">{w.estimateHelp}</p>
      <ul className="plain-list impact-list">
        <li>
          {resources.count === 0 ? (
            w.noResources
          ) : (
            <details>
              <summary>{w.resources(resources.count)}</summary>
              <ul className="plain-list">
                {resources.some.map(({ id: one, name, from, to }) => (
                  <li key={one}>
                    <b>{name}</b> <small>{w.fromTo(areaName(from), areaName(to))}</small>
                  </li>
                ))}
                {resources.count > resources.some.length && (
                  <li>{w.moreResources(resources.count - resources.some.length)}</li>
                )}
              </ul>
            </details>
          )}
        </li>
        <li>
          {cells.touched.length === 0
            ? w.noCells
            : w.cells(
                cells.touched.length,
                cells.touched.filter(({ cut }) => cut).length,
                w.day(cells.endOn),
              )}
        </li>
        {centres.map(({ id: centre, name, serves, from, to }) => (
          <li key={centre}>
            {from !== to ? w.door(name, areaName(from), areaName(to)) : w.servesEnded(name, areaName(serves))}
          </li>
        ))}
        {amidst.includes('month') && <li>{w.amidstMonth}</li>}
        {amidst.includes('quarter') && <li>{w.amidstQuarter}</li>}
        <li>{w.records}</li>
      </ul>
      {redrawn.length > 0 && <p>{w.denominatorHelp(redrawn.map(({ after }) => after!.name).join(', '))}</p>}
      {redrawn.length > 0 && (
        <details className="impact-counts">
          <summary>{w.denominator}</summary>
          {redrawn.map(({ id: area, after }) => {
            const count = counted[area] ?? emptyCount
            const input = (field: keyof Counted, label: string, type: string) => (
              <label className="field">
                {label}
                <input
                  type={type}
                  inputMode={field === 'residents' ? 'numeric' : undefined}
                  value={count[field]}
                  onChange={event => onCounted(area, { ...count, [field]: event.target.value })}
                />
              </label>
            )
            return (
              <div className="impact-count" key={area}>
                {input('residents', w.residentsOf(after!.name), 'text')}
                {input('on', w.residentsOn, 'date')}
                {input('source', w.residentsSource, 'text')}
              </div>
            )
          })}
        </details>
      )}
    </div>
  )
}
