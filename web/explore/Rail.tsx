/** What is asked of the map: need, layers with their legends, and the matrix that is the map as a table. */

import type { ReactNode } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import { needGroups } from '../../api/disclosure/codes.ts'
import type { ResourceGroup } from '../../api/resources/contract.ts'
import { sumOf } from '../map/counts.ts'
import { type LegendEntry, legend as needLegend } from '../map/layers/areas.ts'
import { legendIcon } from '../map/layers/centres.ts'
import { legend as resourceLegend } from '../map/layers/resources.ts'
import { MapSymbol, Swatch } from '../map/Symbol.tsx'
import type { PaintedArea } from '../map/scene.ts'
import { Notice } from '../ui/Notice.tsx'
import { stretchId } from '../view/stretch.ts'
import type { LayerName, View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words as largeWords } from '../words/large.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import type { Explored } from './explored.ts'
import { NeedMatrix } from './NeedMatrix.tsx'

export function NeedFilter({
  need,
  onPick,
}: {
  need: NeedGroup | null
  onPick: (need: NeedGroup | null) => void
}) {
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  return (
    <label className="field">
      {w.need}
      <select value={need ?? ''} onChange={event => onPick((event.target.value || null) as NeedGroup | null)}>
        <option value="">{w.allNeeds}</option>
        {needGroups.map(group => (
          <option key={group} value={group}>
            {v.needGroup[group]}
          </option>
        ))}
      </select>
    </label>
  )
}

function LayerCard(props: {
  name: LayerName
  on: boolean
  onToggle: () => void
  note?: string
  failed?: boolean
  onRetry?: () => void
  children?: ReactNode
}) {
  const { name, on, onToggle, note, failed, onRetry, children } = props
  const w = useWords(words)
  return (
    <li className="layer">
      <label className="layer-name">
        <input type="checkbox" checked={on} onChange={onToggle} />
        {w.layerNames[name]}
      </label>
      {failed && (
        <p className="layer-failed" role="status">
          {w.notLoaded} ·{' '}
          <button type="button" className="button button-plain" onClick={onRetry}>
            {w.retry}
          </button>
        </p>
      )}
      {on && !failed && note && <p className="secondary">{note}</p>}
      {on && !failed && children}
    </li>
  )
}

function NeedLegend(props: {
  painted: readonly PaintedArea[]
  breaks: readonly number[]
  shade: string | null
  onShade: (shade: string | null) => void
}) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const keyOf = (entry: LegendEntry) => entry.pattern ?? entry.id.replace('class-', '')
  return (
    <ul className="legend">
      {needLegend(props.painted, props.breaks).map(entry => {
        const key = keyOf(entry)
        return (
          <li key={entry.id}>
            <button
              type="button"
              aria-pressed={props.shade === key}
              onClick={() => props.onShade(props.shade === key ? null : key)}
            >
              <Swatch colour={entry.colour} pattern={entry.pattern} />
              <span>
                {entry.pattern
                  ? d.missing[entry.pattern]
                  : w.classRange(w.number(entry.from!), w.number(entry.to!))}
              </span>
              <small>{w.classAreas(entry.areas)}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function FamilyLegend(props: {
  explored: Explored
  group: ResourceGroup | null
  onGroup: (group: ResourceGroup | null) => void
}) {
  const { explored, group, onGroup } = props
  const w = useWords(resourceWords)
  const t = useWords(words)
  return (
    <ul className="legend">
      {resourceLegend({ resources: explored.answering }).map(entry => (
        <li key={entry.group}>
          <button
            type="button"
            aria-pressed={group === entry.group}
            onClick={() => onGroup(group === entry.group ? null : entry.group)}
          >
            <MapSymbol image={entry.icon} size={22} />
            <span>{w.groups[entry.group]}</span>
            <small>
              {explored.large
                ? explored.counts && t.number(sumOf(explored.counts, one => one.group === entry.group))
                : entry.count}
            </small>
          </button>
        </li>
      ))}
    </ul>
  )
}

export function Rail(props: { view: View; act: (change: Partial<View>) => void; explored: Explored }) {
  const { view, act, explored } = props
  const w = useWords(words)
  const l = useWords(largeWords)
  const r = useWords(resourceWords)
  const v = useWords(vocabularyWords)
  const { sources, scene, release } = explored
  const toggle = (name: LayerName) => () =>
    act({
      layers: view.layers.includes(name)
        ? view.layers.filter(other => other !== name)
        : [...view.layers, name],
    })
  const on = (name: LayerName) => view.layers.includes(name)
  const chips: { label: string; clear: Partial<View> }[] = [
    ...(view.need ? [{ label: v.needGroup[view.need], clear: { need: null } }] : []),
    ...(view.group ? [{ label: r.groups[view.group], clear: { group: null } }] : []),
    ...(view.period
      ? [
          {
            label: w.periodShort(view.since ? stretchId(view.since, view.period) : view.period),
            clear: { period: null, since: null },
          },
        ]
      : []),
  ]
  const threshold = release?.threshold ?? 8
  return (
    <div className="rail">
      <section aria-label={w.rail} className="rail-part">
        <NeedFilter need={view.need} onPick={need => act({ need })} />
        {chips.length > 0 && (
          <ul className="chips">
            {chips.map(({ label, clear }) => (
              <li key={label}>
                <button type="button" className="chip" onClick={() => act(clear)}>
                  {label} <span aria-hidden="true">✕</span>
                  <span className="unseen">{r.clear}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section className="rail-part">
        <h2 className="section-label" id="matrix">
          {w.matrixShort}
        </h2>
        {explored.figures === 'ready' ? (
          <>
            <NeedMatrix
              rows={explored.matrix}
              areas={explored.areas}
              need={view.need}
              area={view.area}
              threshold={threshold}
              onPick={pick => act({ ...pick, ...(pick.area ? { selection: null } : {}) })}
            />
            <p className="secondary">
              {w.matrixNumbers} {w.matrixHelp}
            </p>
          </>
        ) : (
          <Notice>
            {explored.figures === 'loading'
              ? w.loadingFigures
              : explored.figures === 'failed'
                ? w.figuresFailed
                : w.noReleaseYet}
          </Notice>
        )}
      </section>

      <section className="rail-part">
        <h2 className="section-label">{w.layers}</h2>
        <ul className="layers">
          <LayerCard
            name="needs"
            on={on('needs')}
            onToggle={toggle('needs')}
            note={explored.colouredBy === 'rate' ? w.perThousand : w.householdsUnit}
            failed={explored.figures === 'failed' || sources.areas.state === 'failed'}
            onRetry={() => {
              explored.retryFigures()
              sources.areas.retry()
            }}
          >
            <NeedLegend
              painted={explored.painted}
              breaks={explored.breaks}
              shade={view.shade}
              onShade={shade => act({ shade })}
            />
          </LayerCard>
          <LayerCard
            name="resources"
            on={on('resources')}
            onToggle={toggle('resources')}
            note={w.layerNotes.resources}
            failed={sources.resources.state === 'failed'}
            onRetry={sources.resources.retry}
          >
            <FamilyLegend explored={explored} group={view.group} onGroup={group => act({ group })} />
            {!explored.large && scene.resources.length < sources.resources.data.length && (
              <p className="secondary">
                {w.hiddenByFilter(sources.resources.data.length - scene.resources.length)}
              </p>
            )}
          </LayerCard>
          <LayerCard
            name="centres"
            on={on('centres')}
            onToggle={toggle('centres')}
            failed={sources.centres.state === 'failed'}
            onRetry={sources.centres.retry}
          >
            <p className="legend-line">
              <MapSymbol image={legendIcon} size={24} /> {w.layerNotes.centres}
            </p>
          </LayerCard>
          <LayerCard
            name="heat"
            on={on('heat')}
            onToggle={toggle('heat')}
            note={scene.tiles ? l.noHeat : w.layerNotes.heat(w.number(scene.heatMetres))}
            failed={sources.resources.state === 'failed'}
            onRetry={sources.resources.retry}
          >
            <span className="heat-scale" aria-hidden="true" />
          </LayerCard>
          <LayerCard
            name="cells"
            on={on('cells')}
            onToggle={toggle('cells')}
            note={w.layerNotes.cells}
            failed={sources.cells.state === 'failed'}
            onRetry={sources.cells.retry}
          />
        </ul>
      </section>
    </div>
  )
}
