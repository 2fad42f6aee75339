/** What is asked of the map: the question, the need or service, its legend and matrix; further layers behind. */

import { useId, useLayoutEffect, useRef } from 'react'
import type { ResourceGroup } from '../../api/resources/contract.ts'
import { sumOf } from '../map/counts.ts'
import { legendIcon } from '../map/layers/centres.ts'
import { legend as resourceLegend } from '../map/layers/resources.ts'
import { MapSymbol } from '../map/Symbol.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { stretchId } from '../view/stretch.ts'
import { type LayerName, type Question, usualLayers, type View } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words as questionWords } from '../words/questions.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import type { Explored } from './explored.ts'
import { LayerCard } from './layers/LayerCard.tsx'
import { MoreLayers } from './layers/MoreLayers.tsx'
import { NeedPick } from './NeedPick.tsx'
import type { Parts, QuestionPart } from './questions.ts'

/** The questions with a button of their own; the plain map of needs is behind «Altri livelli». */
const asked: readonly Question[] = ['gap', 'unreached', 'near']
/** Layers besides the drawing of the areas, which is the question's. */
const further: readonly LayerName[] = ['resources', 'centres', 'heat', 'needsHeat', 'cells']
const mostLayers = 3

/** Three buttons; on a phone three short ones side by side. */
export function Questions({ view, act, narrow }: Pick<Parts, 'view' | 'act'> & { narrow?: boolean }) {
  const w = useWords(questionWords)
  return (
    <nav className={`questions${narrow ? ' questions-narrow' : ''}`} aria-label={w.questions}>
      {asked.map(question => (
        <button
          key={question}
          type="button"
          className="question"
          aria-pressed={view.question === question}
          onClick={() => act({ question, shade: null })}
        >
          <b>{w.names[question]}</b>
          {!narrow && <small>{w.about[question]}</small>}
        </button>
      ))}
    </nav>
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
    view.layers.join() !== usualLayers.join() ||
    view.question === 'needs' ||
    view.group !== null ||
    view.ground === 'municipal'
  const telling = failed || changed
  // Opened by what it has to tell, and never shut under the hand that switches the last layer off.
  const details = useRef<HTMLDetailsElement>(null)
  useLayoutEffect(() => {
    if (telling) details.current!.open = true
  }, [telling])
  return (
    <details className="rail-part more-layers" ref={details}>
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
          failed={
            sources.resources.state === 'failed' ||
            (explored.large?.tiles != null && explored.more.tiles.marks.failed)
          }
          onRetry={() => {
            sources.resources.retry()
            explored.more.tiles.marks.retry()
          }}
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
        <MoreLayers view={view} act={act} explored={explored} refused={full ? q.layersMost : undefined} />
      </ul>
      {full && (
        <p className="secondary" id={id}>
          {q.layersMost}
        </p>
      )}
    </details>
  )
}

/**
 * @param props.part null while the question loads; `failed` when it could not
 * @param props.onlyRest on a phone the questions and the box stand above
 */
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
    ...(view.period
      ? [
          {
            label: w.periodShort(view.since ? stretchId(view.since, view.period) : view.period),
            clear: { period: null, since: null },
          },
        ]
      : []),
  ]
  const { figures } = explored
  return (
    <div className="rail">
      {!onlyRest && <Questions view={view} act={act} />}
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
