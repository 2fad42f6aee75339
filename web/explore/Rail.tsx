/** What is asked of the map: the question, the need or service, its legend and matrix; further layers behind. */

import { type ReactNode, useId } from 'react'
import type { ResourceGroup } from '../../api/resources/contract.ts'
import { sumOf } from '../map/counts.ts'
import { legendIcon } from '../map/layers/centres.ts'
import { legend as resourceLegend } from '../map/layers/resources.ts'
import { MapSymbol } from '../map/Symbol.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type LayerName, type Question, usualLayers, type View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words as largeWords } from '../words/large.ts'
import { words as questionWords } from '../words/questions.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import type { Explored } from './explored.ts'
import { NeedPick } from './NeedPick.tsx'
import type { Parts, QuestionPart } from './questions.ts'

/** The questions with a button of their own; the plain map of needs is behind «Altri livelli». */
const asked: readonly Question[] = ['gap', 'unreached', 'near']
/** Layers besides the drawing of the areas, which is the question's. */
const further: readonly LayerName[] = ['resources', 'centres', 'heat', 'cells']
const mostLayers = 3

function Questions({ view, act }: Pick<Parts, 'view' | 'act'>) {
  const w = useWords(questionWords)
  return (
    <nav className="questions" aria-label={w.questions}>
      {asked.map(question => (
        <button
          key={question}
          type="button"
          className="question"
          aria-pressed={view.question === question}
          onClick={() => act({ question, shade: null })}
        >
          <b>{w.names[question]}</b>
          <small>{w.about[question]}</small>
        </button>
      ))}
    </nav>
  )
}

function LayerCard(props: {
  name: LayerName
  on: boolean
  /** Why it cannot be switched on now. */
  refused?: string | undefined
  onToggle: () => void
  note?: string
  failed?: boolean
  onRetry?: () => void
  children?: ReactNode
}) {
  const { name, on, refused, onToggle, note, failed, onRetry, children } = props
  const w = useWords(words)
  const q = useWords(questionWords)
  return (
    <li className="layer">
      <label className="layer-name">
        <input
          type="checkbox"
          checked={on}
          aria-disabled={refused !== undefined}
          title={refused}
          onChange={() => refused === undefined && onToggle()}
        />
        {name === 'needs' ? q.areaColour : w.layerNames[name]}
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

function Layers({ view, act, explored }: Pick<Parts, 'view' | 'act' | 'explored'>) {
  const w = useWords(words)
  const q = useWords(questionWords)
  const l = useWords(largeWords)
  const { sources, scene } = explored
  const id = useId()
  const on = (name: LayerName) => view.layers.includes(name)
  const full = further.filter(on).length >= mostLayers
  const card = (name: LayerName) => ({
    name,
    on: on(name),
    refused: full && !on(name) && name !== 'needs' ? q.layersMost : undefined,
    onToggle: () =>
      act({
        layers: on(name) ? view.layers.filter(other => other !== name) : [...view.layers, name],
      }),
  })
  const failed = Object.values(sources).some(({ state }) => state === 'failed')
  const changed =
    view.layers.join() !== usualLayers.join() || view.question === 'needs' || view.group !== null
  return (
    <details className="rail-part more-layers" open={failed || changed || undefined}>
      <summary>
        <span className="section-label">{q.layers}</span>{' '}
        <small className="secondary">{q.layersOn(further.filter(on).length)}</small>
      </summary>
      <button
        type="button"
        className="question question-small"
        aria-pressed={view.question === 'needs'}
        onClick={() => act({ question: 'needs', shade: null })}
      >
        <b>{q.names.needs}</b>
        <small>{q.about.needs}</small>
      </button>
      <ul className="layers" aria-describedby={full ? id : undefined}>
        <LayerCard
          {...card('needs')}
          failed={sources.areas.state === 'failed'}
          onRetry={sources.areas.retry}
        />
        <LayerCard
          {...card('resources')}
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
          {...card('centres')}
          failed={sources.centres.state === 'failed'}
          onRetry={sources.centres.retry}
        >
          <p className="legend-line">
            <MapSymbol image={legendIcon} size={24} /> {w.layerNotes.centres}
          </p>
        </LayerCard>
        <LayerCard
          {...card('heat')}
          note={scene.tiles ? l.noHeat : w.layerNotes.heat(w.number(scene.heatMetres))}
          failed={sources.resources.state === 'failed'}
          onRetry={sources.resources.retry}
        >
          <span className="heat-scale" aria-hidden="true" />
        </LayerCard>
        <LayerCard
          {...card('cells')}
          note={w.layerNotes.cells}
          failed={sources.cells.state === 'failed'}
          onRetry={sources.cells.retry}
        />
      </ul>
      {full && (
        <p className="secondary" id={id}>
          {q.layersMost}
        </p>
      )}
    </details>
  )
}

/** @param props.part null while the question loads; `failed` when it could not */
export function Rail(
  props: Parts & { part: QuestionPart | null; failed: boolean; onRetry: () => void; onlyRest?: boolean },
) {
  const { view, act, explored, part, failed, onRetry, onlyRest } = props
  const parts = { view, act, explored, answer: props.answer }
  const w = useWords(words)
  const q = useWords(questionWords)
  const r = useWords(resourceWords)
  const chips: { label: string; clear: Partial<View> }[] = [
    ...(view.group ? [{ label: r.groups[view.group], clear: { group: null } }] : []),
    ...(view.period ? [{ label: w.periodShort(view.period), clear: { period: null } }] : []),
  ]
  const { figures } = explored
  return (
    <div className="rail">
      <Questions view={view} act={act} />
      <section aria-label={w.rail} className="rail-part">
        {!onlyRest && <NeedPick view={view} act={act} />}
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
      <div id="matrix" tabIndex={-1} className="rail-question">
        {failed ? (
          <Notice action={<Button onClick={onRetry}>{w.retry}</Button>}>{q.failed}</Notice>
        ) : figures === 'ready' || part?.alone ? (
          part ? (
            <part.Rail {...parts} />
          ) : (
            <p className="secondary">{q.loading}</p>
          )
        ) : (
          <Notice
            {...(figures === 'failed'
              ? { action: <Button onClick={explored.retryFigures}>{w.retry}</Button> }
              : {})}
          >
            {figures === 'loading'
              ? w.loadingFigures
              : figures === 'failed'
                ? w.figuresFailed
                : w.noReleaseYet}
          </Notice>
        )}
      </div>
      <Layers view={view} act={act} explored={explored} />
    </div>
  )
}
