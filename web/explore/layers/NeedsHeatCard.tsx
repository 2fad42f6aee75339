/** Needs by map cell: legend in words, what the hatches mean, whether they gather, and the cells as a table. */
import { HatchSwatch, Swatch } from '../../map/Symbol.tsx'
import { ramp } from '../../map/symbols.ts'
import { Scroll } from '../../ui/Scroll.tsx'
import type { Reading } from '../../view/hotspots.ts'
import { interval, quality } from '../../view/select.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/layers.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { Radius } from './HeatCard.tsx'
import { LayerCard } from './LayerCard.tsx'
import { type LayerProps, toggled } from './MoreLayers.tsx'

export function NeedsHeatCard({ view, act, explored, refused }: LayerProps) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const { state, needs, surface, reading, retry } = explored.more.cells
  const on = view.layers.includes('needsHeat')
  return (
    <LayerCard
      name="needsHeat"
      on={on}
      refused={refused}
      onToggle={() => act(toggled(view, 'needsHeat'))}
      failed={on && state === 'failed'}
      onRetry={retry}
    >
      {state === 'loading' && <p className="secondary">{w.surfaceLoading}</p>}
      {state === 'none' && <p className="secondary">{w.surfaceNone}</p>}
      {needs && surface && (
        <>
          <p className="secondary">
            {needs.macro
              ? w.surfaceOfYear(w.macro[needs.macro], t.periodShort(needs.period))
              : w.surfaceOf(t.periodShort(needs.period))}
          </p>
          <Radius {...{ view, act }} name="needs-radius" />
          <ul className="legend legend-still" aria-label={w.surfaceUnit}>
            <li>
              <small>{w.surfaceUnit}</small>
            </li>
            {ramp.map((colour, index) => (
              <li key={colour}>
                <Swatch colour={colour} />
                <span>
                  {t.classRange(
                    w.number(index === 0 ? 0 : surface.breaks[index - 1]!),
                    w.number(surface.breaks[index]!),
                  )}
                </span>
              </li>
            ))}
            {(['uncertain', 'few'] as const).map(hatch => {
              const count = needs.values.filter(one => one.state === hatch).length
              return (
                count > 0 && (
                  <li key={hatch}>
                    <HatchSwatch state={hatch} />
                    <span>{w.states[hatch]}</span>
                    <small>{w.stateCells(count)}</small>
                  </li>
                )
              )
            })}
          </ul>
          <p className="secondary">
            {w.surfaceHow(surface.metres)} {needs.elsewhere > 0 && w.surfaceElsewhere(needs.elsewhere)}
          </p>
          {reading && <Gathering reading={reading} {...{ explored }} />}
          <CellTable {...{ explored }} />
        </>
      )}
    </LayerCard>
  )
}

/** In words alone: a mark on the map would stay on a neighbourhood. */
function Gathering({ reading, explored }: { reading: Reading } & Pick<LayerProps, 'explored'>) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const { needs } = explored.more.cells
  const areasOf = (cells: readonly number[]) => {
    const ids = [...new Set(cells.map(index => needs!.values[index]!.area))]
    return t.list(
      ids.map(id => explored.areas.find(area => area.id === id)?.properties.name ?? w.outsideAreas),
    )
  }
  const said =
    reading.kind === 'too_few'
      ? [w.readingFew(reading.read, reading.left)]
      : [
          ...(reading.high.length + reading.low.length === 0 ? [w.readingChance(reading.read)] : []),
          ...(reading.high.length > 0 ? [w.readingHigh(reading.high.length, areasOf(reading.high))] : []),
          ...(reading.low.length > 0 ? [w.readingLow(reading.low.length, areasOf(reading.low))] : []),
          ...(reading.unsure > 0 ? [w.readingUnsure(reading.unsure)] : []),
        ]
  return (
    <section className="gathering">
      <h3>{w.reading}</h3>
      {said.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reading.kind === 'read' && (
        <p className="secondary">{w.readingHow(reading.read, reading.left, Math.round(reading.distance))}</p>
      )}
    </section>
  )
}

function CellTable({ explored }: Pick<LayerProps, 'explored'>) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const d = useWords(disclosureWords)
  const needs = explored.more.cells.needs!
  const nameOf = (id: string | null) =>
    explored.areas.find(area => area.id === id)?.properties.name ?? w.outsideAreas
  return (
    <details className="cell-table">
      <summary>{w.cellsTable}</summary>
      <Scroll label={w.cellsTable}>
        <table className="table">
          <caption className="unseen">{w.cellsCaption(t.periodName(needs.period))}</caption>
          <thead>
            <tr>
              <th scope="col">{w.cell}</th>
              <th scope="col">{w.area}</th>
              <th scope="col">{w.value}</th>
              <th scope="col">{w.intervalName}</th>
              <th scope="col">{w.per1000}</th>
            </tr>
          </thead>
          <tbody>
            {needs.values.map(({ id, area, figure, rate }) => {
              const { low, high } = interval(figure, needs.threshold)
              return (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td>{nameOf(area)}</td>
                  {figure.value === null ? (
                    <td colSpan={3}>{w.few(needs.threshold)}</td>
                  ) : (
                    <>
                      <td title={d.quality[quality(figure.value, figure.halfWidth)]}>
                        {w.number(figure.value)} {quality(figure.value, figure.halfWidth)}
                      </td>
                      <td>{w.between(w.number(low), w.number(high))}</td>
                      <td>{rate ? t.rate(rate.value!) : ''}</td>
                    </>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
