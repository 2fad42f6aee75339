/** *Esplora*: needs and resources of the areas on one map, one filter for map, matrix, table and panel. */
import { useEffect, useMemo, useRef } from 'react'
import { useNarrow } from '../map/narrow.ts'
import type { Padding, Size } from '../map/projection.ts'
import { Sheet } from '../map/Sheet.tsx'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useView, type View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { AreaTable } from './AreaTable.tsx'
import { Compare } from './compare/Compare.tsx'
import { type Explored, useExplored } from './explored.ts'
import { areaLabels, headline } from './headline.ts'
import { Panel } from './Panel.tsx'
import { NeedFilter, Rail } from './Rail.tsx'
import { TimeControl } from './TimeControl.tsx'
import './explore.css'

const wide = (): Padding => ({ top: 124, right: 60, bottom: 128, left: 30 })
/** Above the drawer and the sheet, which take half of the height. */
const beside = ({ height }: Size): Padding => ({ ...wide(), bottom: height / 2 + 12 })
const narrowRoom = ({ height }: Size): Padding => ({ top: 112, right: 12, bottom: height * 0.5, left: 12 })

/** The headline of the present view, and what to do when there are no figures. */
function useHeadline(view: View, explored: Explored): { title: string; note: string } {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const v = useWords(vocabularyWords)
  const need = view.need ? v.needGroup[view.need] : w.allNeeds
  const { figures, release, areas, values } = explored
  if (figures === 'ready' && release)
    return headline(
      { w, d, areas, values, threshold: release.threshold },
      need,
      w.periodShort(release.period),
    )
  if (figures === 'no_such_period')
    return {
      title: w.headlineMissing(need, w.periodShort(view.period!), d.missing.not_published),
      note: w.noSuchRelease(w.periodShort(view.period!)),
    }
  return {
    title: w.needsMap,
    note: { loading: w.loadingFigures, failed: w.figuresFailed, none: w.noReleaseYet, ready: '' }[figures],
  }
}

export default function Explore() {
  const { view, act, move } = useView()
  const explored = useExplored(view)
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const narrow = useNarrow()
  const said = useHeadline(view, explored)
  const { areas, values, release, scene, figures } = explored
  const labels = useMemo(
    () =>
      areaLabels({
        w,
        d,
        areas,
        // Without the layer, or before the figures, a label is only a name.
        values: view.layers.includes('needs') && figures !== 'loading' && figures !== 'failed' ? values : [],
        threshold: release?.threshold ?? 8,
      }),
    [w, d, areas, values, release, view.layers, figures],
  )

  const first = useRef(true)
  useEffect(() => {
    if (!first.current) announce(said.title)
    first.current = figures !== 'ready' && first.current
  }, [said.title, figures])

  const choose = (target: string) =>
    target.startsWith('area:') ? act({ area: target.slice(5), selection: null }) : act({ selection: target })
  const demo = areas.some(({ properties }) => properties.isDemo)

  const head = (
    <div className={`headline${explored.stale ? ' dimmed' : ''}`}>
      <div>
        <h1>{said.title}</h1>
        <p className="secondary">{said.note}</p>
      </div>
      {figures === 'failed' && <Button onClick={explored.retryFigures}>{w.retry}</Button>}
      {figures === 'no_such_period' && <Button onClick={() => act({ period: null })}>{w.showNewest}</Button>}
      <Compare view={view} act={act} move={move} />
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
      label={w.mapLabel(said.title)}
      labels={labels}
      camera={view.camera}
      onCamera={camera => move({ camera })}
      onChoose={choose}
      padding={narrow ? narrowRoom : view.table ? beside : wide}
    >
      <div className="map-notes">
        {demo && <span className="map-badge">{w.demoBoundaries}</span>}
        {scene.background && <span className="map-note">{w.schematic}</span>}
      </div>
    </TerritoryMap>
  )
  const time = <TimeControl since={view.since} chosen={explored.period} onPick={act} onMove={move} />
  const parts = { view, act, explored }

  if (narrow)
    return (
      <div className="explore explore-narrow">
        {map}
        {head}
        <Sheet
          head={
            <div className="sheet-head">
              <NeedFilter need={view.need} onPick={need => act({ need })} />
              <Button aria-pressed={view.table} onClick={() => act({ table: !view.table })}>
                {view.table ? w.map : w.table}
              </Button>
            </div>
          }
        >
          {view.table && <AreaTable {...parts} />}
          <Panel {...parts} />
          <div className="rail-part">{time}</div>
          <Rail {...parts} />
        </Sheet>
      </div>
    )
  return (
    <div className="explore">
      <aside className="explore-rail" aria-label={w.rail}>
        <a className="skip" href="#matrix">
          {w.toTable}
        </a>
        <Rail {...parts} />
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
              <AreaTable {...parts} />
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
        <Panel {...parts} />
      </aside>
    </div>
  )
}
