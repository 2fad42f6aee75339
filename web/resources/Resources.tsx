/** *Risorse*: the census as list and map of equal rank, the card of each resource, and the form that adds one. */

import { useEffect, useMemo, useRef, useState } from 'react'
import type { Question } from '../../api/resources/completeness.contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { useKeptFocus } from '../map/keepFocus.ts'
import { useNarrow } from '../map/narrow.ts'
import type { LonLat, Padding, Size } from '../map/projection.ts'
import { useResourceLine } from '../map/ResourceDetail.tsx'
import { Sheet } from '../map/Sheet.tsx'
import type { Scene } from '../map/scene.ts'
import { keepResource, useSource } from '../map/sources.ts'
import { TerritoryMap } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type LayerName, useView } from '../view/view.ts'
import { words as formWords } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { words as proposalWords } from '../words/proposals.ts'
import { words } from '../words/resources.ts'
import { words as similarWords } from '../words/similar.ts'
import { words as territoryWords } from '../words/territory.ts'
import { words as upkeepWords } from '../words/upkeep.ts'
import { AddResource } from './AddResource.tsx'
import { type Draft, emptyDraft, keepDraft, keptDraft } from './draft.ts'
import { EditResource } from './EditResource.tsx'
import { broughtInto, changeOf, useEdit } from './edit.ts'
import { noFilters, useFound } from './found.ts'
import { History } from './History.tsx'
import { useKeys } from './keys.ts'
import { Merge } from './merging/Merge.tsx'
import { useSurvivor } from './merging/survivor.ts'
import { OpenedResource } from './OpenedResource.tsx'
import { owns } from './proposals/owns.ts'
import { ProposeChange, ProposeResource } from './proposals/ProposeChange.tsx'
import { useQueue } from './queue.ts'
import { ResourceList } from './ResourceList.tsx'
import { scrollUp } from './scrollUp.ts'
import { useSketcher } from './sketching.ts'
import { Verify } from './Verify.tsx'
import './form.css'
import './resources.css'

const room = (): Padding => ({ top: 76, right: 60, bottom: 40, left: 24 })
const narrowRoom = ({ height }: Size): Padding => ({ top: 60, right: 12, bottom: height * 0.5, left: 12 })
/** A walk of about five minutes. */
const heatMetres = 400

export default function Resources() {
  const account = useAccount()
  const { view, act, move } = useView()
  const w = useWords(words)
  const t = useWords(territoryWords)
  const u = useWords(upkeepWords)
  const f = useWords(formWords)
  const p = useWords(proposalWords)
  const same = useWords(similarWords)
  const narrow = useNarrow()
  const areas = useSource('areas')
  const centres = useSource('centres')
  const found = useFound(view)
  const { census: resources, large, shown, filtered, results, ready } = found
  const cells = useSource('cells', { wanted: view.layers.includes('cells') })
  const background = useSource('background').data
  const areaName = (id: string | null) =>
    areas.data.find(area => area.properties.id === id)?.properties.name ?? w.outsideAreas
  const line = useResourceLine(areaName)

  const mayAdd = account.role === 'operator' || account.role === 'coordinator'
  const proposes = account.role === 'partner'
  const obstacle: { text: string; label?: string; remove?: () => void } | null =
    resources.state !== 'ready'
      ? { text: w.cannotAddLoading }
      : filtered
        ? { text: w.cannotAddFilter, label: w.clear, remove: () => act(noFilters) }
        : !view.layers.includes('resources')
          ? {
              text: w.cannotAddLayer,
              label: w.showLayer,
              remove: () => act({ layers: [...view.layers, 'resources'] }),
            }
          : null
  const adding = view.adding && (mayAdd || proposes) && !obstacle

  const [draft, setDraft] = useState<Draft>(() => keptDraft(account.username))
  const [saved, setSaved] = useState<Resource | null>(null)
  function change(next: Partial<Draft>) {
    setDraft(before => {
      const changed = { ...before, ...next }
      keepDraft(account.username, changed)
      return changed
    })
  }
  function giveUp() {
    setDraft(emptyDraft)
    keepDraft(account.username, null)
    act({ adding: false })
  }
  function done(resource: Resource) {
    keepResource(resource)
    setDraft(emptyDraft)
    keepDraft(account.username, null)
    setSaved(resource)
    announce(w.saved(resource.properties.name, areaName(resource.properties.area)))
    act({ adding: false, selection: `resource:${resource.properties.id}` })
  }

  const { layers, area } = view
  const verify = useQueue(account.role === 'operator')
  const verifying = view.verifying && account.role === 'operator'
  const card = verifying ? verify.queue.cards[0] : undefined
  const selection = card ? `resource:${card.properties.id}` : view.selection
  const scene = useMemo<Scene>(
    () => ({
      background,
      areas: areas.data.map(one => ({ area: one, fill: null })),
      cells: cells.data,
      centres: centres.data,
      resources: large?.tiles ? [large.selected].filter(one => one !== undefined) : shown,
      tiles: large?.tiles ?? null,
      ...(large?.tiles ? { heatTiles: large.heat, heatCount: large.matched } : {}),
      layers,
      heatMetres,
      area,
      selection,
    }),
    [background, areas.data, cells.data, centres.data, shown, large, layers, area, selection],
  )
  const labels = useMemo(
    () =>
      areas.data.map(({ properties: { id, name, labelAt } }) => ({
        id,
        name,
        at: labelAt,
        value: null,
        unit: '',
        interval: '',
        word: '',
        sentence: name,
      })),
    [areas.data],
  )
  const selected = shown.find(one => `resource:${one.properties.id}` === selection)
  const hiddenSelected =
    !selected && resources.data.find(one => `resource:${one.properties.id}` === selection)
  const opened = selected ?? (hiddenSelected || large?.selected)

  const editing = view.editing && (mayAdd || proposes) && opened !== undefined
  /** Of another body: the edit is a proposal. */
  const proposal = proposes && opened !== undefined && !owns(account, opened)
  const history = view.history && mayAdd && opened !== undefined && !editing
  const merging = view.merging && mayAdd && opened !== undefined && !editing && !history
  /** The other of a union, when it was told beside the card. */
  const [uniteWith, setUniteWith] = useState<{ of: string; other: Resource } | null>(null)
  /** The question that opened the form. */
  const [asking, setAsking] = useState<Question | null>(null)
  /** What was being added turned out to be this one. */
  const [broughtTo, setBroughtTo] = useState<string | null>(null)
  const survivor = useSurvivor(resources.state === 'ready' && !opened ? selection : null)
  const { edit, pending, change: changeEdit, keep: keepEdit } = useEdit(account.username, opened)
  const sketcher = useSketcher(
    editing && edit ? edit.from.properties.id : 'new',
    editing && edit ? edit.draft : adding ? draft : null,
    editing ? changeEdit : change,
  )
  const onMap =
    editing && edit ? { draft: edit.draft, change: changeEdit } : adding ? { draft, change } : null
  /** Back to the card, of the queue or of the list. */
  const closed = { editing: false, history: false, merging: false }
  function changed(resource: Resource) {
    keepResource(resource)
    verify.update(resource)
    setSaved(resource)
  }
  function edited(resource: Resource) {
    keepEdit(null)
    if (broughtTo === resource.id) {
      setDraft(emptyDraft)
      keepDraft(account.username, null)
    }
    setBroughtTo(null)
    if (card) {
      keepResource(resource)
      verify.answer(resource, 'edited')
    } else {
      changed(resource)
      announce(u.edited(resource.properties.name, areaName(resource.properties.area)))
    }
    act(closed)
  }
  /** Nothing typed twice: what the card lacks is put into it, to be looked at and saved. */
  function bring(resource: Resource) {
    const into = broughtInto(draft, resource)
    keepEdit(into)
    setBroughtTo(resource.id as string)
    announce(same.brought(Object.keys(changeOf(into.draft, resource)).length))
    act({ adding: false, editing: true, selection: `resource:${resource.properties.id}` })
  }
  function unite(other: Resource | null) {
    setUniteWith(opened && other ? { of: opened.id as string, other } : null)
    act({ ...closed, merging: true })
  }
  useEffect(() => {
    if (!editing) setAsking(null)
  }, [editing])
  const open = (resource: Resource) => act({ selection: `resource:${resource.properties.id}`, adding: false })
  /** Straight to where the answer is typed. */
  function answer(question: Question) {
    setAsking(question)
    act({ ...closed, editing: true })
  }
  function startAdding() {
    if (obstacle) announce(f.cannotAddNow(obstacle.text))
    else act({ adding: true, selection: null })
  }
  useKeys(key => {
    if (verifying || editing || adding || merging) return false
    if (key === 'r' && (mayAdd || proposes)) startAdding()
    else if (key === 'e' && opened && (mayAdd || proposes)) act({ ...closed, editing: true })
    else return false
  })

  const column = useRef<HTMLDivElement>(null)
  useKeptFocus(column, `${adding} ${editing} ${history} ${merging} ${verifying} ${view.selection}`)
  // A card, a form, a history are read from their beginning.
  const reads = editing || history || merging ? `${editing} ${merging} ${opened?.id}` : view.selection
  useEffect(() => {
    if (reads) scrollUp(column.current)
  }, [reads])
  const mapFrame = useRef<HTMLDivElement>(null)
  const toMap = () => mapFrame.current?.querySelector<HTMLElement>('[role="application"]')?.focus()
  const asked = JSON.stringify([view.area, view.need, view.group, view.search, view.openNow])
  const told = useRef(asked)
  useEffect(() => {
    if (!ready || told.current === asked) return
    told.current = asked
    announce(results)
  }, [asked, results, ready])

  // The crosshair starts in the middle of what is seen.
  const middle = view.camera ? ([view.camera.lon, view.camera.lat] as LonLat) : ([15.806, 40.64] as LonLat)
  const placed = onMap && onMap.draft.visibility !== 'restricted' ? onMap.draft : null
  const pin = placed && (placed.place ?? (adding && !placed.confirmed ? middle : null))
  const movable = placed && (!placed.confirmed || placed.shape === 'route')
  const stops = onMap
    ? onMap.draft.shape === 'route'
      ? onMap.draft.stops
      : []
    : (opened?.properties.stops ?? [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => {
    if (adding && !draft.place) change({ place: middle })
  }, [adding])

  const toggle = (name: LayerName) => () =>
    act({ layers: layers.includes(name) ? layers.filter(other => other !== name) : [...layers, name] })

  const map = (
    <div className="resources-map" ref={mapFrame}>
      <TerritoryMap
        scene={scene}
        label={`${w.mapLabel}. ${results}`}
        labels={labels}
        camera={view.camera}
        onCamera={camera => move({ camera })}
        onChoose={target =>
          verifying || editing || merging
            ? undefined
            : target.startsWith('area:')
              ? act({ area: target.slice(5) === area ? null : target.slice(5), selection: null })
              : target.startsWith('centre:')
                ? act({ screen: 'explore', selection: target })
                : act({ selection: target })
        }
        padding={narrow ? narrowRoom : room}
        pin={pin}
        onPin={place => {
          if (onMap && movable) onMap.change({ place })
        }}
        sketch={sketcher.onMap}
        stops={stops}
        onConfirm={() => {
          if (onMap?.draft.shape !== 'point') return
          onMap?.change({ confirmed: true })
          column.current?.querySelector<HTMLElement>('[data-field="name"]')?.focus()
        }}
      >
        <div className="map-layers">
          {(['resources', 'heat', 'centres'] as const).map(name => (
            <Chip key={name} on={layers.includes(name)} onClick={toggle(name)}>
              {t.layerNames[name]}
            </Chip>
          ))}
        </div>
        {areas.data.some(({ properties }) => properties.isDemo) && (
          <div className="map-notes">
            <span className="map-badge">{t.demoBoundaries}</span>
          </div>
        )}
      </TerritoryMap>
    </div>
  )

  const head = (
    <div className="resources-head">
      <div className="row">
        <h1>{verifying && !editing ? u.queueTitle : w.title}</h1>
        {verifying && !editing && (
          <Button kind="plain" onClick={() => act({ verifying: false, selection: null })}>
            ← {u.closeQueue}
          </Button>
        )}
        {account.role === 'operator' && !adding && !editing && !verifying && !merging && (
          <Button onClick={() => act({ ...noFilters, ...closed, verifying: true, selection: null })}>
            {u.queue}
            {verify.queue.cards.length > 0 && ` (${verify.queue.cards.length})`}
          </Button>
        )}
        {(mayAdd || proposes) && !adding && !editing && !verifying && !merging && (
          <Button
            kind="primary"
            aria-disabled={obstacle !== null || undefined}
            aria-describedby={obstacle ? 'cannot-add' : undefined}
            chord="R"
            aria-keyshortcuts="r"
            onClick={startAdding}
          >
            {proposes ? p.proposeNew : w.add}
          </Button>
        )}
      </div>
      {(mayAdd || proposes) && obstacle && ready && !editing && !verifying && !merging && (
        <p className="secondary" id="cannot-add">
          {w.cannotAdd} {obstacle.text}.{' '}
          {obstacle.remove && (
            <button type="button" className="button button-plain" onClick={obstacle.remove}>
              {obstacle.label}
            </button>
          )}
        </p>
      )}
    </div>
  )

  /** What every form over the map is given. */
  const form = {
    areas: areas.data,
    census: resources.data,
    centres: centres.data,
    who: account,
    sketcher,
    onMap: toMap,
    asking: editing ? asking : null,
  }
  const content =
    adding && proposes ? (
      <ProposeResource
        draft={{ ...draft, place: draft.place ?? middle }}
        onDraft={change}
        {...form}
        onOpen={open}
        onSent={({ id }) => {
          setDraft(emptyDraft)
          keepDraft(account.username, null)
          act({ screen: 'proposals', adding: false, selection: `proposal:${id}` })
        }}
        onCancel={giveUp}
      />
    ) : editing && edit && proposal ? (
      <ProposeChange
        key={opened.id}
        edit={edit}
        change={changeEdit}
        keep={keepEdit}
        {...form}
        onSent={() => {
          keepEdit(null)
          act(closed)
        }}
        onCancel={() => {
          keepEdit(null)
          act(closed)
        }}
      />
    ) : adding ? (
      <AddResource
        draft={{ ...draft, place: draft.place ?? middle }}
        onDraft={change}
        {...form}
        onOpen={open}
        onSaved={done}
        onSame={bring}
        onCancel={giveUp}
      />
    ) : editing && edit ? (
      <EditResource
        key={opened.id}
        edit={edit}
        change={changeEdit}
        keep={keepEdit}
        {...form}
        onSaved={edited}
        onCancel={() => {
          keepEdit(null)
          act(closed)
        }}
      />
    ) : history ? (
      <>
        <Button kind="plain" onClick={() => act(closed)}>
          ← {u.backToCard}
        </Button>
        <History
          resource={opened}
          areas={areas.data}
          centres={centres.data}
          onChanged={changed}
          onUnite={() => unite(null)}
        />
      </>
    ) : merging ? (
      <>
        <Button kind="plain" onClick={() => act(closed)}>
          ← {u.backToCard}
        </Button>
        <Merge
          key={opened.id}
          resource={opened}
          start={uniteWith?.of === opened.id ? uniteWith.other : null}
          areas={areas.data}
          centres={centres.data}
          onMerged={({ properties: { id } }) => act({ ...closed, selection: `resource:${id}` })}
        />
      </>
    ) : verifying ? (
      <Verify of={verify} areaName={areaName} onEdit={() => act({ editing: true })} />
    ) : opened ? (
      <OpenedResource
        key={opened.id}
        resource={opened}
        areaName={areaName(opened.properties.area)}
        keeperName={
          centres.data.find(({ properties }) => properties.id === opened.properties.keeper)?.properties.name
        }
        written={saved?.id === opened.id}
        pending={pending}
        united={survivor.of === opened.id}
        mayWrite={mayAdd}
        proposal={proposal}
        onChanged={changed}
        onEdit={() => act({ editing: true })}
        onHistory={() => act({ history: true })}
        onUnite={unite}
        onOpen={open}
        onAnswer={answer}
        onClose={() => act({ selection: null })}
      />
    ) : (
      <>
        {selection && ready && !survivor.asking && <Notice>{t.notFound}</Notice>}
        <ResourceList
          {...{ view, act, move, found, line }}
          areas={areas.data}
          add={mayAdd || proposes ? { label: proposes ? p.proposeNew : w.add, start: startAdding } : null}
        />
      </>
    )

  if (narrow)
    return (
      <div className="resources resources-narrow">
        {map}
        <Sheet
          key={adding ? 'add' : editing ? 'edit' : merging ? 'merge' : verifying ? 'verify' : 'list'}
          start={(verifying && !editing) || merging ? 'high' : 'middle'}
          head={head}
        >
          <div className="resources-column" ref={column} tabIndex={-1}>
            {content}
          </div>
        </Sheet>
      </div>
    )
  return (
    <div className="resources">
      <div className="resources-column" ref={column} tabIndex={-1}>
        {head}
        {content}
      </div>
      {map}
    </div>
  )
}
