/** *Esplora*: needs and resources of the areas on one map, one filter for map, matrix, table and panel. */
import { useEffect, useMemo, useRef } from 'react'
import { useNarrow } from '../map/narrow.ts'
import type { Padding, Size } from '../map/projection.ts'
import { Sheet } from '../map/Sheet.tsx'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { addressOf, useView, type View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words as questionWords } from '../words/questions.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { AreaTable } from './AreaTable.tsx'
import { type Explored, useExplored } from './explored.ts'
import { areaLabels } from './headline.ts'
import { NeedPick } from './NeedPick.tsx'
import { Panel } from './Panel.tsx'
import { type Answer, useQuestion } from './questions.ts'
import { Questions, Rail } from './Rail.tsx'
import { StatementTable } from './StatementTable.tsx'
import { TimeControl } from './TimeControl.tsx'
import './explore.css'

const wide = (): Padding => ({ top: 124, right: 60, bottom: 128, left: 30 })
/** Above the drawer and the sheet, which take half of the height. */
const beside = ({ height }: Size): Padding => ({ ...wide(), bottom: height / 2 + 12 })
const narrowRoom = ({ height }: Size): Padding => ({ top: 112, right: 12, bottom: height * 0.5, left: 12 })

const nothingAnswered: Answer['statement'] = {
  title: '',
  note: '',
  columns: [],
  rows: [],
  definitions: [],
  sources: [],
}

/** The answer of the chosen question; while question or figures are not there, what is known: names, and why no more. */
function useAnswer(view: View, explored: Explored, { part, facts }: ReturnType<typeof useQuestion>): Answer {
  const language = useLanguage()
  // Moving the map asks nothing new.
  const address = addressOf({ ...view, camera: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address says all of the view but its camera
  const still = useMemo<View>(() => ({ ...view, camera: null }), [address])
  return useMemo(() => {
    const w = words[language]
    const d = disclosureWords[language]
    const { figures, areas } = explored
    if (part && (figures === 'ready' || part.alone))
      return part.answer({ view: still, explored, language, facts })
    const need = still.need ? vocabularyWords[language].needGroup[still.need] : w.allNeeds
    const period = figures === 'no_such_period' ? w.periodShort(still.period!) : ''
    const said = period
      ? { title: w.headlineMissing(need, period, d.missing.not_published), note: w.noSuchRelease(period) }
      : {
          title: questionWords[language].names[still.question],
          note: {
            loading: w.loadingFigures,
            failed: w.figuresFailed,
            none: w.noReleaseYet,
            ready: questionWords[language].loading,
            no_such_period: '',
          }[figures],
        }
    const silent = figures === 'loading' || figures === 'failed' || figures === 'ready'
    const values = silent ? [] : explored.values
    return {
      statement: { ...nothingAnswered, ...said },
      fills: new Map(values.map(({ area, missing }) => [area, missing])),
      labels: areaLabels({ w, d, areas, values, threshold: 8 }),
    }
  }, [part, still, explored, language, facts])
}

export default function Explore() {
  const { view, act, move } = useView()
  const explored = useExplored(view)
  const w = useWords(words)
  const q = useWords(questionWords)
  const narrow = useNarrow()
  const question = useQuestion(view, explored)
  const answer = useAnswer(view, explored, question)
  const { areas, figures } = explored
  const { title, note } = answer.statement
  const { shade, layers } = view
  const scene = useMemo(
    () => ({
      ...explored.scene,
      areas: areas.map(area => {
        const fill = layers.includes('needs') ? (answer.fills.get(area.properties.id) ?? null) : null
        return { area, fill: shade === null || String(fill) === shade ? fill : null }
      }),
    }),
    [explored.scene, areas, answer.fills, layers, shade],
  )

  const answered = question.part !== null && (figures === 'ready' || question.part.alone === true)
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) announce(title)
    first.current = !answered && first.current
  }, [title, answered])

  const choose = (target: string) =>
    target.startsWith('area:')
      ? act({ area: target.slice(5), selection: null, around: null })
      : act({ selection: target })
  const demo = areas.some(({ properties }) => properties.isDemo)

  const head = (
    <div className={`headline${explored.stale ? ' dimmed' : ''}`}>
      <div>
        {answer.hypothesis && (
          <p className="hypothesis">
            <span>{answer.hypothesis.text}</span>{' '}
            <Button kind="plain" onClick={() => act(answer.hypothesis!.clear)}>
              {q.clearHypothesis}
            </Button>
          </p>
        )}
        <h1>{title}</h1>
        <p className="secondary">{note}</p>
      </div>
      {figures === 'failed' && <Button onClick={explored.retryFigures}>{w.retry}</Button>}
      {figures === 'no_such_period' && <Button onClick={() => act({ period: null })}>{w.showNewest}</Button>}
      {!narrow && (
        <Button aria-expanded={view.table} onClick={() => act({ table: !view.table })}>
          {w.table}
        </Button>
      )}
    </div>
  )
  const map = (
    <TerritoryMap
      scene={scene}
      label={w.mapLabel(title)}
      labels={answer.labels}
      {...(answer.over ? { over: answer.over } : {})}
      camera={view.camera}
      onCamera={camera => move({ camera })}
      onChoose={choose}
      pin={answer.pin?.at ?? null}
      onPin={at => answer.pin && move(answer.pin.moved(at))}
      onConfirm={() => answer.pin?.done()}
      padding={narrow ? narrowRoom : view.table ? beside : wide}
    >
      <div className="map-notes">
        {answer.hypothesis && <span className="map-badge map-badge-hypothesis">{q.hypothesis}</span>}
        {demo && <span className="map-badge">{w.demoBoundaries}</span>}
        {scene.background && scene.ground === 'schematic' && <span className="map-note">{w.schematic}</span>}
      </div>
    </TerritoryMap>
  )
  const time = (
    <TimeControl quarters={explored.quarters} chosen={explored.period} onPick={period => act({ period })} />
  )
  const parts = { view, act, explored, answer }
  const { part } = question
  const rail = { ...parts, part, failed: question.failed, onRetry: question.retry }
  const table =
    view.question !== 'needs' && part ? (
      <StatementTable statement={answer.statement} chosen={view.area} onPick={pick => act({ ...pick })} />
    ) : (
      <AreaTable {...parts} />
    )

  if (narrow)
    return (
      <div className="explore explore-narrow">
        {map}
        {head}
        <Sheet
          head={
            <div className="sheet-head">
              <NeedPick view={view} act={act} />
              <Button aria-pressed={view.table} onClick={() => act({ table: !view.table })}>
                {view.table ? w.map : w.table}
              </Button>
            </div>
          }
        >
          <Questions view={view} act={act} narrow />
          {view.table && table}
          <Panel {...parts} part={part} />
          <div className="rail-part">{time}</div>
          <Rail {...rail} onlyRest />
        </Sheet>
      </div>
    )
  return (
    <div className="explore">
      <aside className="explore-rail" aria-label={w.rail}>
        <a className="skip" href="#matrix">
          {w.toTable}
        </a>
        <Rail {...rail} />
      </aside>
      <section className={`explore-map${view.table ? ' explore-with-table' : ''}`} aria-label={w.map}>
        {map}
        {head}
        {!view.table && <div className="explore-time">{time}</div>}
        {view.table && (
          <div className="drawer">
            <div className="drawer-body">
              <div className="drawer-head">
                {time}
                <Button kind="plain" onClick={() => act({ table: false })}>
                  {w.closeTable}
                </Button>
              </div>
              {table}
            </div>
          </div>
        )}
      </section>
      <aside className="explore-panel" aria-label={w.panel}>
        {figures === 'failed' && (
          <div className="panel">
            <Notice kind="warning">{w.figuresFailed}</Notice>
          </div>
        )}
        <Panel {...parts} part={part} />
      </aside>
    </div>
  )
}
