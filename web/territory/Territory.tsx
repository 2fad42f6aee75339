/** *Territorio*: areas and centres as on a day, what was changed and why, and the changes themselves. For coordinators. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CellRebuild as Rebuild } from '../../api/territory/cells/contract.ts'
import type { AreaImpact, CentreImpact, TerritoryChange } from '../../api/territory/change/contract.ts'
import { ChangeOverlay } from '../map/ChangeOverlay.tsx'
import { useNarrow } from '../map/narrow.ts'
import type { LonLat, Padding, Size } from '../map/projection.ts'
import { Sheet } from '../map/Sheet.tsx'
import type { Scene } from '../map/scene.ts'
import { added, inserted, redone, undone } from '../map/sketch.ts'
import { useSource } from '../map/sources.ts'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useTyped } from '../ui/useTyped.ts'
import { useView } from '../view/view.ts'
import { words as cellWords } from '../words/cells.ts'
import { locale, useWords } from '../words/language.ts'
import { words as territoryWords } from '../words/territory.ts'
import { words } from '../words/territory-change.ts'
import { AreaEditor } from './AreaEditor.tsx'
import { type AreaDraft, draftOf, drew } from './areaDraft.ts'
import { CellRebuild, quartersAfter } from './CellRebuild.tsx'
import { type CentreDraft, CentreEditor, centreDraftOf, placeOf } from './CentreEditor.tsx'
import { useTerritoryOn } from './onDay.ts'
import './territory-change.css'

type Editing =
  | { what: 'area'; draft: AreaDraft; impact: AreaImpact | null }
  | { what: 'centre'; draft: CentreDraft; impact: CentreImpact | null }

const room = (): Padding => ({ top: 60, right: 60, bottom: 60, left: 60 })
const narrowRoom = ({ height }: Size): Padding => ({ top: 50, right: 12, bottom: height * 0.5, left: 12 })

const later = (one: string, other: string | null) => (other !== null && other > one ? other : one)
const rounded = (degrees: number) => String(Math.round(degrees * 1e6) / 1e6)
const savedKey = 'territory-saved'

export default function Territory() {
  const { view, act, move } = useView()
  const w = useWords(words)
  const c = useWords(cellWords)
  const t = useWords(territoryWords)
  const narrow = useNarrow()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date())
  const [editing, setEditing] = useTyped<Editing | null>('territory', null)
  /** Cells being rebuilt: true before their preview. */
  const [cells, setCells] = useState<Rebuild | boolean>(false)
  const [at, setAt] = useState<number | null>(null)
  const [saved, setSaved] = useState<string | null>(() => sessionStorage.getItem(savedKey))
  const rebuilt = typeof cells === 'object' ? cells : null
  const day = editing?.draft.from ?? rebuilt?.from ?? view.day ?? today
  const { shown, failed, again } = useTerritoryOn(day)
  const background = useSource('background').data
  const column = useRef<HTMLDivElement>(null)
  const areas = shown?.areas ?? []
  const centres = shown?.centres ?? []
  const names = useMemo(() => new Map(areas.map(({ properties: p }) => [p.id, p.name])), [areas])
  const areaName = (id: string | null) => (id === null ? w.outside : (names.get(id) ?? id))
  useEffect(() => sessionStorage.removeItem(savedKey), [])

  /** What changes come in order: the first day that is free, or the next quarter. */
  const start = later(
    // A change from the first day of a quarter leaves no period with two maps.
    quartersAfter(today)[0]!,
    shown?.changes.reduce<string | null>((most, { from }) => later(from, most), null) ?? null,
  )
  const areaOf = (id: string | null) => areas.find(one => one.properties.id === id) ?? null
  const centreOf = (id: string | null) => centres.find(one => one.properties.id === id) ?? null
  function open(next: Editing) {
    setSaved(null)
    setAt(null)
    setEditing(next)
    column.current?.scrollTo?.(0, 0)
  }
  function close() {
    setEditing(null)
    setAt(null)
    requestAnimationFrame(() => column.current?.focus({ preventScroll: true }))
  }
  function done(change: TerritoryChange) {
    const told = w.saved(w.kinds[change.kind], change.name, w.day(change.from))
    // What is in force already is in every screen's memory: the page begins again with it.
    if (change.from <= today) {
      sessionStorage.setItem(savedKey, told)
      close()
      window.location.reload()
      return
    }
    setSaved(told)
    announce(told)
    close()
    act({ day: change.from })
    again()
  }

  const areaDraft = editing?.what === 'area' ? editing.draft : null
  const areaImpact = editing?.what === 'area' ? editing.impact : null
  const centreDraft = editing?.what === 'centre' ? editing.draft : null
  const changeArea = (draft: AreaDraft) => setEditing({ what: 'area', draft, impact: null })
  const drawing = areaDraft && !areaImpact && !areaDraft.ends ? areaDraft : null
  const place = centreDraft && !centreDraft.ends ? placeOf(centreDraft) : null
  const pin = editing?.what === 'centre' && !editing.impact ? place : null

  const scene = useMemo<Scene>(
    () => ({
      background,
      areas: areas.map(area => ({ area, fill: null })),
      cells: (rebuilt?.cells ?? []).map(({ boundary, ...cell }) => ({
        type: 'Feature' as const,
        id: cell.id,
        geometry: boundary as never,
        properties: { ...cell, isDemo: false },
      })),
      centres,
      resources: [],
      layers: rebuilt ? ['centres', 'cells'] : ['centres'],
      heatMetres: 0,
      area: areaDraft?.id ?? view.area,
      selection: centreDraft?.id ? `centre:${centreDraft.id}` : view.selection,
    }),
    [background, areas, centres, rebuilt, areaDraft?.id, centreDraft?.id, view.area, view.selection],
  )
  const labels = useMemo(
    () =>
      areas.map(({ properties: { id, name, labelAt } }) => ({
        id,
        name,
        at: labelAt,
        value: null,
        unit: '',
        interval: '',
        word: '',
        sentence: name,
      })),
    [areas],
  )
  function draw(place: LonLat) {
    if (!drawing) return
    const { sketch, closed } = drawing
    changeArea(drew(drawing, closed ? inserted(sketch, 'extent', place) : added(sketch, place)))
  }
  function back(step: typeof undone) {
    const found = drawing && step(drawing.past, drawing.sketch)
    if (found && drawing) changeArea({ ...drawing, sketch: found.now, past: found.past })
  }
  const oldDoor = centreOf(centreDraft?.id ?? null)?.geometry.coordinates
  const newDoor = editing?.what === 'centre' ? editing.impact?.after?.location : undefined

  const map = (
    <div className="territory-frame">
      <TerritoryMap
        scene={scene}
        label={w.mapLabel(areas.length, centres.length, w.day(day))}
        labels={labels}
        camera={view.camera}
        onCamera={camera => move({ camera })}
        onChoose={target => {
          if (editing) return
          if (target.startsWith('area:')) act({ area: target.slice(5), selection: null })
          else if (target.startsWith('centre:')) act({ selection: target, area: null })
        }}
        padding={narrow ? narrowRoom : room}
        pin={pin}
        onPin={([lon, lat]) => {
          if (centreDraft)
            open({
              what: 'centre',
              draft: { ...centreDraft, lon: rounded(lon), lat: rounded(lat) },
              impact: null,
            })
        }}
        sketch={
          drawing
            ? {
                kind: 'extent',
                sketch: drawing.sketch,
                at,
                edit: {
                  onAdd: draw,
                  onPoints: points => changeArea(drew(drawing, { ...drawing.sketch, points })),
                  onUndo: () => back(undone),
                  onRedo: () => back(redone),
                },
              }
            : null
        }
        over={(camera, size) =>
          (areaImpact || (oldDoor && newDoor)) && (
            <ChangeOverlay
              after={areaImpact?.areas.flatMap(({ after }) => (after ? [after.boundary] : [])) ?? []}
              gained={areaImpact ? [...areaImpact.taken, ...areaImpact.gained].map(({ shape }) => shape) : []}
              left={areaImpact?.left.map(({ shape }) => shape) ?? []}
              move={oldDoor && newDoor ? [oldDoor, newDoor] : null}
              camera={camera}
              size={size}
            />
          )
        }
      >
        {areaImpact && (
          <ul className="change-legend">
            <li>
              <i className="swatch-after" />
              {w.legendAfter}
            </li>
            {areaImpact.taken.length + areaImpact.gained.length > 0 && (
              <li>
                <i className="swatch-gained" />
                {w.legendGained}
              </li>
            )}
            {areaImpact.left.length > 0 && (
              <li>
                <i className="swatch-left" />
                {w.legendLeft}
              </li>
            )}
          </ul>
        )}
        {areas.some(({ properties }) => properties.isDemo) && (
          <div className="map-notes">
            <span className="map-badge">{t.demoBoundaries}</span>
          </div>
        )}
      </TerritoryMap>
    </div>
  )

  const failure = failed && (
    <Notice kind="warning" action={<Button onClick={again}>{w.retry}</Button>}>
      {w.failed}
    </Notice>
  )
  const lists = shown && (
    <>
      <section>
        <div className="territory-head">
          <h2>{w.areas}</h2>
          <Button onClick={() => open({ what: 'area', draft: draftOf(null, start), impact: null })}>
            {w.newArea}
          </Button>
        </div>
        <ul className="territory-list">
          {areas.map(area => {
            const { id, name, subtitle, validFrom, residents, residentsOn } = area.properties
            return (
              <li key={id} className={id === view.area ? 'territory-on' : undefined}>
                <div>
                  <b>{name}</b>
                  {subtitle && <small>{subtitle}</small>}
                  <small>
                    {w.since(w.day(validFrom))} ·{' '}
                    {residents !== null && residentsOn
                      ? w.residents(residents, w.day(residentsOn))
                      : w.noResidents}
                  </small>
                </div>
                <Button
                  aria-label={w.changeFrom(name)}
                  onClick={() => open({ what: 'area', draft: draftOf(area, start), impact: null })}
                >
                  {w.change}
                </Button>
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <div className="territory-head">
          <h2>{w.centres}</h2>
          <Button onClick={() => open({ what: 'centre', draft: centreDraftOf(null, start), impact: null })}>
            {w.newCentre}
          </Button>
        </div>
        <ul className="territory-list">
          {centres.map(centre => {
            const { id, name, address, managedBy, area, validFrom } = centre.properties
            return (
              <li key={id} className={`centre:${id}` === view.selection ? 'territory-on' : undefined}>
                <div>
                  <b>{name}</b>
                  <small>{[address, managedBy].filter(Boolean).join(' · ')}</small>
                  <small>
                    {w.since(w.day(validFrom))} · {w.serves(areaName(area))}
                  </small>
                </div>
                <Button
                  aria-label={w.changeFrom(name)}
                  onClick={() => open({ what: 'centre', draft: centreDraftOf(centre, start), impact: null })}
                >
                  {w.change}
                </Button>
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <div className="territory-head">
          <h2>{c.title}</h2>
          <Button
            onClick={() => {
              setSaved(null)
              setCells(true)
            }}
          >
            {c.open}
          </Button>
        </div>
        <p className="secondary">{c.help}</p>
      </section>
      <History changes={shown.changes} />
    </>
  )
  const content =
    cells !== false ? (
      <CellRebuild
        today={today}
        areaName={areaName}
        onShow={rebuild => setCells(rebuild ?? true)}
        onSaved={rebuild => {
          const told = c.saved(rebuild.cells.length, w.day(rebuild.from))
          setCells(false)
          setSaved(told)
          announce(told)
          again()
        }}
        onCancel={() => setCells(false)}
      />
    ) : editing?.what === 'area' ? (
      <AreaEditor
        area={areaOf(editing.draft.id)}
        draft={editing.draft}
        onDraft={changeArea}
        impact={editing.impact}
        onImpact={impact => setEditing({ ...editing, impact })}
        at={at}
        onAt={setAt}
        earliest={shown?.earliest ?? null}
        areaName={areaName}
        onSaved={done}
        onCancel={close}
      />
    ) : editing ? (
      <CentreEditor
        centre={centreOf(editing.draft.id)}
        areas={areas}
        draft={editing.draft}
        onDraft={draft => setEditing({ what: 'centre', draft, impact: null })}
        impact={editing.impact}
        onImpact={impact => setEditing({ ...editing, impact })}
        earliest={shown?.earliest ?? null}
        areaName={areaName}
        onSaved={done}
        onCancel={close}
      />
    ) : (
      <>
        {saved && <Notice>{saved}</Notice>}
        {failure || lists || <Skeleton lines={8} />}
      </>
    )
  const head = (
    <div className="territory-title">
      <h1>{w.title}</h1>
      {!editing && cells === false && (
        <label className="field territory-day">
          {w.onDay}
          <input
            type="date"
            value={day}
            onChange={event =>
              event.target.value && act({ day: event.target.value === today ? null : event.target.value })
            }
          />
        </label>
      )}
    </div>
  )
  const body = (
    <div className="territory-column" ref={column} tabIndex={-1}>
      {!narrow && head}
      {content}
    </div>
  )
  return narrow ? (
    <div className="territory territory-narrow">
      {map}
      <Sheet key={editing || cells !== false ? 'edit' : 'list'} start="middle" head={head}>
        {body}
      </Sheet>
    </div>
  ) : (
    <div className="territory">
      {body}
      {map}
    </div>
  )
}

function History({ changes }: { changes: readonly TerritoryChange[] }) {
  const w = useWords(words)
  const moment = (at: string) =>
    new Date(at).toLocaleString(locale(), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Europe/Rome',
    })
  return (
    <section>
      <h2>{w.history}</h2>
      {changes.length === 0 && <p className="secondary">{w.noHistory}</p>}
      <ol className="territory-history">
        {changes.map(({ id, kind, name, from, reason, by, at, impact }) => (
          <li key={id}>
            <b>
              {w.kinds[kind]}: {name}
            </b>
            <span>{w.since(w.day(from))}</span>
            <q>{reason}</q>
            {impact.metres !== undefined && <small>{w.metres(impact.metres)}</small>}
            {kind === 'area_redrawn' &&
              impact.areas?.map(one => (
                <small key={one.id}>
                  {w.areaSizes(
                    one.name,
                    one.before === null ? null : w.size(one.before),
                    one.after === null ? null : w.size(one.after),
                  )}
                </small>
              ))}
            {impact.cells !== undefined && impact.resources !== undefined && (
              <small>{w.touched(impact.cells, impact.resources)}</small>
            )}
            <small>{w.historyMeta(by, moment(at))}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}
