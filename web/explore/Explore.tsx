/** *Esplora*: needs and resources of the areas on one map, one filter for map, matrix, table and panel. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useBeside, useNarrow } from '../map/narrow.ts'
import type { Padding, Size } from '../map/projection.ts'
import { Sheet, type Stop } from '../map/Sheet.tsx'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { StatementActions } from '../statement/Actions.tsx'
import { StatementTable } from '../statement/Table.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useView } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words as questionWords } from '../words/questions.ts'
import { words } from '../words/territory.ts'
import { useAnswered } from './answered.ts'
import { Compare } from './compare/Compare.tsx'
import { useExplored } from './explored.ts'
import { NeedPick } from './NeedPick.tsx'
import { Panel } from './Panel.tsx'
import { Questions, Rail } from './Rail.tsx'
import { TimeControl } from './TimeControl.tsx'
import './explore.css'
import './narrow.css'

/** Pixels between the headline and the map's first area. */
const air = 16
/** Above the drawer and the sheet, which take half of the height. */
const half = ({ height }: Size): number => height / 2 + 12

/** «(0–7)» stays on one line. */
const unbroken = (title: string) =>
  title.split(/(\(\d+–\d+\))/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <span className="unbroken" key={index}>
        {part}
      </span>
    ),
  )

/** How far down the headline reaches; it never shrinks while the window stays, so that a filter does not move the map. */
function useHeadline(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [reach, setReach] = useState({ bottom: 108, width: 0 })
  useLayoutEffect(() => {
    const card = element.current
    if (!card) return
    const measure = () => {
      const { offsetTop, offsetHeight, offsetWidth: width } = card
      const bottom = offsetTop + offsetHeight
      setReach(before => (before.width === width && before.bottom >= bottom ? before : { bottom, width }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(card)
    return () => observer.disconnect()
  }, [])
  return [element, reach.bottom]
}

export default function Explore() {
  const { view, act, move } = useView()
  const explored = useExplored(view)
  const w = useWords(words)
  const q = useWords(questionWords)
  const beside = useBeside()
  const narrow = useNarrow() || beside
  const [headline, reach] = useHeadline()
  const [sheet, setSheet] = useState<{ stop: Stop; height: number }>({ stop: 'middle', height: 0 })
  const { question, answered, answer, scene, statement, picture } = useAnswered(view, explored)
  const { areas, figures } = explored
  const { title, note } = statement
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

  const padding = (size: Size): Padding => {
    const top = reach + air
    if (beside) return { top, right: 12, bottom: 12, left: 12 }
    if (narrow)
      return { top, right: 12, bottom: sheet.stop === 'low' ? sheet.height + 12 : half(size), left: 12 }
    return { top, right: 60, bottom: view.table ? half(size) : 128, left: 30 }
  }
  const actions = (
    <>
      <Compare view={view} act={act} move={move} />
      {statement.columns.length > 0 && <StatementActions {...{ statement, picture, view }} />}
    </>
  )
  const head = (
    <div className={`headline${explored.stale ? ' dimmed' : ''}`} ref={headline}>
      {answer.hypothesis && (
        <p className="hypothesis">
          <span>{answer.hypothesis.text}</span>{' '}
          <Button kind="plain" onClick={() => act(answer.hypothesis!.clear)}>
            {q.clearHypothesis}
          </Button>
        </p>
      )}
      <h1>{unbroken(title)}</h1>
      <div className="headline-foot">
        {(!narrow || !answered) && note && <p className="secondary">{note}</p>}
        <div className="headline-acts">
          {figures === 'failed' && <Button onClick={explored.retryFigures}>{w.retry}</Button>}
          {figures === 'no_such_period' && (
            <Button onClick={() => act({ period: null })}>{w.showNewest}</Button>
          )}
          {!narrow && actions}
          {!narrow && (
            <Button aria-expanded={view.table} onClick={() => act({ table: !view.table })}>
              {w.table}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
  const map = (
    <TerritoryMap
      scene={scene}
      held={figures === 'loading'}
      label={w.mapLabel(title)}
      labels={answer.labels}
      {...(answer.over ? { over: answer.over } : {})}
      camera={view.camera}
      onCamera={camera => move({ camera })}
      onChoose={choose}
      pin={answer.pin?.at ?? null}
      onPin={at => answer.pin && move(answer.pin.moved(at))}
      onConfirm={() => answer.pin?.done()}
      padding={padding}
    >
      <div className="map-notes">
        {answer.hypothesis && <span className="map-badge map-badge-hypothesis">{q.hypothesis}</span>}
        {demo && <span className="map-badge">{w.demoBoundaries}</span>}
        {scene.background && scene.ground === 'schematic' && <span className="map-note">{w.schematic}</span>}
      </div>
    </TerritoryMap>
  )
  const chosen = answer.period ?? explored.period
  const time = <TimeControl since={view.since} chosen={chosen} onPick={act} onMove={move} />
  const parts = { view, act, explored, answer }
  const { part } = question
  const rail = { ...parts, part, failed: question.failed, onRetry: question.retry }
  const table = <StatementTable {...{ statement, view, act }} />

  if (narrow)
    return (
      <div className={`explore explore-narrow explore-${beside ? 'beside' : `sheet-${sheet.stop}`}`}>
        {map}
        {head}
        <Sheet
          onStop={(stop, height) => setSheet({ stop, height })}
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
          <div className="sheet-acts">{actions}</div>
          {answered && note && <p className="secondary sheet-note">{note}</p>}
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
