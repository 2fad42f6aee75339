/**
 * The map of the territory: its SVG twin at once, the full map over it when it has loaded, one set of keys,
 * labels and choices for both.
 */
import fontUrl from '@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff2?url'
import {
  type ComponentType,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { announce } from '../ui/announce.ts'
import { type Camera, roundCamera } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { type AreaLabel, AreaLabels } from './AreaLabels.tsx'
import { Outline } from './Outline.tsx'
import {
  boundsOf,
  framing,
  type LonLat,
  type Padding,
  type Pixel,
  panned,
  type Size,
  toPixel,
  toPlace,
  zoomed,
} from './projection.ts'
import { SketchOverlay } from './SketchOverlay.tsx'
import { centreMarks, type Mark, nearest, resourceMarks, type Scene, withinZooms } from './scene.ts'
import type { Sketch, SketchKind } from './sketch.ts'
import { styleOf } from './style.ts'
import { useTileMarks } from './tileMarks.ts'
import { useSize } from './useSize.ts'
import './map.css'

export type Sketching = {
  kind: SketchKind
  sketch: Sketch
  /** Null: finished, and only looked at. */
  edit: {
    onAdd: (at: LonLat) => void
    onPoints: (points: LonLat[]) => void
    onUndo: () => void
    onRedo: () => void
  } | null
  /** The vertex that the list beside the map is at. */
  at: number | null
}

type Props = {
  scene: Scene
  /** The library, heavier than all the rest, waits until what the map has to say is there; its drawing does not. */
  held?: boolean
  /** What the map says, for who cannot see it. */
  label: string
  labels: readonly AreaLabel[]
  /** Null: all the areas. */
  camera: Camera | null
  /** Where the person has stopped. */
  onCamera: (camera: Camera | null) => void
  /** `area:<id>`, `resource:<id>` or `centre:<id>`. */
  onChoose: (target: string) => void
  /** Room covered by cards, kept free when all the areas are shown. */
  padding: (size: Size) => Padding
  /** The crosshair of a new resource; while it is there nothing is chosen. */
  pin?: LonLat | null
  onPin?: (place: LonLat) => void
  /** Enter at the crosshair. */
  onConfirm?: () => void
  /** A route or an extent being drawn; clicks and Enter at the crosshair add to it. */
  sketch?: Sketching | null
  /** Of the route that is looked at, or drawn. */
  stops?: readonly { name: string; at: LonLat }[]
  /** Drawn over the map and under its labels. */
  over?: (camera: Camera, size: Size) => ReactNode
  children?: ReactNode
}

/** Potenza, where nothing else says where to look (WGS84 degrees). */
const nowhere: Camera = { lon: 15.806, lat: 40.64, zoom: 12 }
const step = 80
const pinStep = 8
/** Pixels around a vertex that take it. */
const handle = 12
/** Milliseconds without movement after which the address follows. */
const rest = 300

type LibraryMap = ComponentType<Parameters<typeof import('./Map.tsx').default>[0]>
const canDraw = () => {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/** The library's component once it is here; `absent` says why it never will be. */
function useLibrary(held: boolean): {
  Library: LibraryMap | null
  absent: 'webgl' | 'failed' | null
  fail: () => void
} {
  const [Library, setLibrary] = useState<LibraryMap | null>(null)
  const [absent, setAbsent] = useState<'webgl' | 'failed' | null>(null)
  useEffect(() => {
    if (!canDraw()) {
      setAbsent('webgl')
      return
    }
    if (held) return
    let wanted = true
    import('./Map.tsx').then(
      module => wanted && setLibrary(() => module.default),
      () => wanted && setAbsent('failed'),
    )
    return () => {
      wanted = false
    }
  }, [held])
  return { Library, absent, fail: () => setAbsent('failed') }
}

export function TerritoryMap(props: Props) {
  const { scene, label, labels, onCamera, onChoose, padding, pin, onPin, children } = props
  const { sketch = null, stops = [] } = props
  const drawn = sketch?.edit ?? null
  const w = useWords(words)
  const helpId = useId()
  const [frame, size] = useSize()
  const { Library, absent, fail } = useLibrary(props.held ?? false)
  const [ready, setReady] = useState(false)
  const [moved, setMoved] = useState<Camera | null>(props.camera)
  const [pointed, setPointed] = useState<string | null>(null)
  const [keyed, setKeyed] = useState(false)
  const [reached, setReached] = useState(-1)
  const cameFrom = useRef<HTMLElement | null>(null)
  const reported = useRef(props.camera)
  const dragged = useRef<{ from: Pixel; camera: Camera; far: boolean } | null>(null)

  // *Back* and links move the map; what the map itself has said does not come back to it.
  if (props.camera !== reported.current) {
    const unchanged =
      props.camera && moved && JSON.stringify(roundCamera(moved)) === JSON.stringify(props.camera)
    reported.current = props.camera
    if (!unchanged) setMoved(props.camera)
  }

  const bounds = useMemo(() => boundsOf(scene.areas.map(({ area }) => area.geometry)), [scene.areas])
  const whole = bounds && size ? framing(bounds, size, padding(size)) : nowhere
  const camera = moved ?? whole
  const settled = useSettled(camera)
  const marks = useMemo(
    () => ({
      resources:
        size && scene.layers.includes('resources')
          ? resourceMarks(scene.resources, scene.selection, settled, size)
          : [],
      centres: scene.layers.includes('centres') ? centreMarks(scene.centres, scene.selection) : [],
    }),
    [scene, settled, size],
  )
  // A large census is in the tiles: read by the page itself where the map alone would not say what they hold.
  const reads = scene.layers.includes('resources') && (absent !== null || keyed || pointed !== null)
  const tileMarks = useTileMarks(
    reads ? (scene.tiles ?? null) : null,
    'marks',
    settled,
    size,
    scene.selection,
  )
  const tileHeat = useTileMarks(
    absent && scene.layers.includes('heat') ? (scene.heatTiles ?? null) : null,
    'heat',
    settled,
    size,
    null,
  )
  const all = useMemo(
    () => [...marks.resources, ...tileMarks.filter(({ target }) => target !== scene.selection)],
    [marks, tileMarks, scene.selection],
  )
  const style = useMemo(
    () => styleOf(scene, marks, new URL(fontUrl, window.location.origin).href),
    [scene, marks],
  )
  const near = useMemo(
    () => (size ? nearest([...all, ...marks.centres], camera, size) : []),
    [all, marks, camera, size],
  )
  const nameOf = (mark: Mark) => (mark.count > 1 ? w.cluster(mark.count) : mark.name)

  const report = useEffectEvent(() => {
    if (
      moved === null ||
      (reported.current && JSON.stringify(roundCamera(moved)) === JSON.stringify(reported.current))
    )
      return
    onCamera(roundCamera(moved))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each movement starts the wait again
  useEffect(() => {
    const clock = setTimeout(() => report(), rest)
    return () => clearTimeout(clock)
  }, [moved])

  function choose(target: string, place?: LonLat) {
    const mark = target.startsWith('cluster:') && marks.resources.find(one => one.target === target)
    // Of a cluster out of a tile only the place is known: two zooms nearer it has come apart.
    if (!mark && place && target.startsWith('cluster:'))
      return setMoved({ lon: place[0], lat: place[1], zoom: withinZooms(camera.zoom + 2) })
    if (!mark) return onChoose(target)
    const around = boundsOf(mark.members.map(place => ({ coordinates: place })))
    if (around && size) {
      const closer = framing(around, size, { top: 120, right: 80, bottom: 120, left: 80 })
      setMoved({ ...closer, zoom: Math.max(closer.zoom, withinZooms(camera.zoom + 1)) })
    }
  }
  function clicked(target: string | null, place: LonLat) {
    if (drawn && sketch && size) {
      if (!onHandle(place)) drawn.onAdd(place)
    } else if (onPin && pin) onPin(place)
    else if (target) choose(target, place)
  }
  /** A vertex, or the middle of a segment, is for the hand that takes it. */
  function onHandle(place: LonLat): boolean {
    if (!sketch || !size || twin) return false
    const points = sketch.sketch.points.map(point => toPixel(point, camera, size))
    const { x, y } = toPixel(place, camera, size)
    const middles = points.map((point, index) => {
      const next = points[(index + 1) % points.length]!
      return { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    })
    return [...points, ...(points.length > 2 ? middles : [])].some(
      point => Math.hypot(point.x - x, point.y - y) < handle,
    )
  }
  const zoomBy = (by: number) =>
    size &&
    setMoved(zoomed(camera, withinZooms(camera.zoom + by), { x: size.width / 2, y: size.height / 2 }, size))
  function showAll() {
    setMoved(null)
    onCamera(null)
  }

  function movePin(by: Pixel) {
    if (!size || !pin || !onPin) return
    const at = toPixel(pin, camera, size)
    const next = { x: at.x + by.x, y: at.y + by.y }
    const inside = next.x > 40 && next.y > 40 && next.x < size.width - 40 && next.y < size.height - 40
    onPin(toPlace(next, camera, size))
    if (!inside) setMoved(panned(camera, by, size))
  }

  function reach(by: number) {
    if (near.length === 0) return announce(w.nothingInView)
    const next = (reached + by + near.length) % near.length
    setReached(next)
    announce(w.inView(next + 1, near.length, nameOf(near[next]!)))
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!size) return
    if (event.ctrlKey || event.metaKey) {
      if (!drawn || event.key.toLowerCase() !== 'z') return
      if (event.shiftKey) drawn.onRedo()
      else drawn.onUndo()
      return event.preventDefault()
    }
    const onFrame = event.target === event.currentTarget
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    setKeyed(true)
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      reach(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.altKey) return
    else if (arrow && pin) {
      const far = event.shiftKey ? pinStep * 6 : pinStep
      movePin({ x: arrow[0]! * far, y: arrow[1]! * far })
    } else if (arrow) {
      setReached(-1)
      setMoved(panned(camera, { x: arrow[0]! * step, y: arrow[1]! * step }, size))
    } else if (event.key === '+' || event.key === '=') zoomBy(0.5)
    else if (event.key === '-') zoomBy(-0.5)
    else if (/^[1-9]$/.test(event.key) && !pin) {
      const mark = near[Number(event.key) - 1]
      if (mark) choose(mark.target, mark.at)
    } else if ((event.key === 'Enter' || event.key === ' ') && onFrame && pin && drawn) drawn.onAdd(pin)
    else if (event.key === 'Backspace' && drawn) drawn.onUndo()
    else if (event.key === 'Enter' && onFrame && !pin && near[reached])
      choose(near[reached].target, near[reached].at)
    else if (event.key === 'Enter' && onFrame && pin) props.onConfirm?.()
    else if (event.key === 'Escape') {
      setReached(-1)
      cameFrom.current?.focus()
    } else return
    event.preventDefault()
  }

  /** The twin is dragged by hand; the library does it by itself. */
  const twin = !(Library && ready && !absent)
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    setKeyed(false)
    if (twin && event.button === 0) dragged.current = { from: at(event), camera, far: false }
  }
  function at(event: { clientX: number; clientY: number }): Pixel {
    const box = frame.current!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const targetOf = (event: { target: EventTarget }) =>
    (event.target as Element).closest?.('[data-target]')?.getAttribute('data-target') ?? null
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!twin || !size) return
    const drag = dragged.current
    if (!drag) return setPointed(targetOf(event))
    const now = at(event)
    const by = { x: drag.from.x - now.x, y: drag.from.y - now.y }
    if (!drag.far && Math.hypot(by.x, by.y) < 4) return
    if (!drag.far) frame.current!.setPointerCapture(event.pointerId)
    drag.far = true
    setMoved(panned(drag.camera, by, size))
  }
  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    const drag = dragged.current
    dragged.current = null
    const onDrawing = (event.target as Element).closest?.('.outline-drawing, .map-canvas')
    if (drag && !drag.far && size && onDrawing) clicked(targetOf(event), toPlace(at(event), camera, size))
  }
  const wheel = useEffectEvent((event: WheelEvent) => {
    if (!size || !(event.target as Element).closest('.outline-drawing')) return
    event.preventDefault()
    setMoved(zoomed(camera, withinZooms(camera.zoom - event.deltaY / 400), at(event), size))
  })
  useEffect(() => {
    const element = frame.current
    const listen = (event: WheelEvent) => wheel(event)
    element?.addEventListener('wheel', listen, { passive: false })
    return () => element?.removeEventListener('wheel', listen)
  }, [frame])

  const shownMark = [...all, ...marks.centres].find(
    ({ target }) => target === (pointed ?? near[reached]?.target),
  )
  const place = (where: LonLat) => {
    const { x, y } = toPixel(where, camera, size!)
    return { transform: `translate(${x}px, ${y}px)` }
  }

  return (
    <div
      className={`territory-map${pin ? ' territory-map-pin' : ''}${pointed ? ' territory-map-pointing' : ''}`}
      ref={frame}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      aria-label={label}
      aria-describedby={helpId}
      onKeyDown={onKeyDown}
      onFocus={event => {
        if (event.target !== event.currentTarget) return
        const from = event.relatedTarget as HTMLElement | null
        if (from && !event.currentTarget.contains(from)) cameFrom.current = from
        setKeyed(event.currentTarget.matches(':focus-visible'))
      }}
      onBlur={() => setKeyed(false)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        dragged.current = null
      }}
    >
      <p className="unseen" id={helpId}>
        {drawn ? w.sketchHelp : pin ? w.pinHelp : w.mapHelp}
      </p>
      {size && Library && !absent && (
        <div className="map-layer">
          <Library
            style={style}
            camera={camera}
            onMove={next => {
              if (ready) setMoved(next)
            }}
            onClick={clicked}
            onPoint={setPointed}
            onReady={() => setReady(true)}
            onFault={fail}
            sketch={
              sketch?.edit
                ? { kind: sketch.kind, points: sketch.sketch.points, onPoints: sketch.edit.onPoints }
                : null
            }
          />
        </div>
      )}
      {size && twin && (
        <Outline
          scene={absent ? scene : awaited(scene)}
          marks={{ ...marks, resources: all }}
          heat={tileHeat}
          camera={camera}
          size={size}
        />
      )}
      {size && (
        <div className="map-overlay">
          {props.over?.(camera, size)}
          <SketchOverlay {...{ sketch, stops, camera, size }} />
          <AreaLabels
            {...{ labels, size }}
            at={place => toPixel(place, camera, size)}
            chosen={scene.area}
            tabbable={!pin}
            onChoose={id => onChoose(`area:${id}`)}
          />
          {shownMark && (
            <span className="map-tip" style={place(shownMark.at)}>
              {nameOf(shownMark)}
            </span>
          )}
          {keyed &&
            !pin &&
            near.slice(0, 9).map((mark, index) => (
              <kbd className="map-digit" key={mark.target} style={place(mark.at)}>
                {index + 1}
              </kbd>
            ))}
          {keyed && !pin && <span className="map-cross map-cross-middle" />}
          {pin && <span className="map-cross map-cross-pin" style={place(pin)} />}
        </div>
      )}
      <div className="map-zoom">
        <button type="button" aria-label={w.zoomIn} onClick={() => zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label={w.zoomOut} onClick={() => zoomBy(-1)}>
          −
        </button>
        <button type="button" aria-label={w.wholeCity} onClick={showAll}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
            />
          </svg>
        </button>
      </div>
      {scene.ground === 'municipal' && scene.municipal?.attribution && (
        <p className="map-attribution">{scene.municipal.attribution}</p>
      )}
      {absent && <p className="map-simple">{absent === 'webgl' ? w.simpleMap : w.mapFailed}</p>}
      {children}
    </div>
  )
}

/** The twin of the first moments asks for no tiles: the map that follows asks for its own. */
const awaited = (scene: Scene): Scene => (scene.municipal ? { ...scene, municipal: null } : scene)

/** The camera once it has stopped: crowds are regrouped then, not at every frame. */
function useSettled(camera: Camera): Camera {
  const [settled, setSettled] = useState(camera)
  const key = JSON.stringify(camera)
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal cameras are new objects at every render
  useEffect(() => {
    const clock = setTimeout(() => setSettled(camera), 120)
    return () => clearTimeout(clock)
  }, [key])
  return settled
}
