/** Two maps that move as one: what is dragged, keyed or enlarged on either happens on both, at one scale. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { Outline } from '../../map/Outline.tsx'
import {
  boundsOf,
  framing,
  metresPerPixel,
  type Pixel,
  project,
  type Size,
  unproject,
} from '../../map/projection.ts'
import { type PaintedArea, type Scene, withinZooms } from '../../map/scene.ts'
import { useSize } from '../../map/useSize.ts'
import { Button } from '../../ui/Button.tsx'
import type { Camera } from '../../view/view.ts'
import { words } from '../../words/compare.ts'
import { useWords } from '../../words/language.ts'

const room = { top: 16, right: 16, bottom: 16, left: 16 }
/** Pixels of an arrow key. */
const step = 60
/** What both have been moved by, in EPSG:3857 metres, and enlarged by, in zooms. */
type Shift = Pixel & { closer: number }
const home: Shift = { x: 0, y: 0, closer: 0 }

type Side = {
  name: string
  head: ReactNode
  scene: Scene
  /** What the side is about: the whole is framed. */
  framed: readonly PaintedArea['area'][]
}

export function LinkedMaps({ sides }: { sides: readonly [Side, Side] }) {
  const w = useWords(words)
  const [frame, size] = useSize()
  const [shift, setShift] = useState(home)
  const cameras = size && camerasOf(sides, size)
  const zoomOf = (closer: number) => withinZooms((cameras?.[0].zoom ?? 0) + closer)
  const pan = ({ x, y }: Pixel, from = shift) => {
    const metres = metresPerPixel(zoomOf(from.closer))
    setShift({ ...from, x: from.x + x * metres, y: from.y + y * metres })
  }
  const zoom = (by: number) => setShift(before => ({ ...before, closer: before.closer + by }))
  return (
    <>
      <div className="compare-sides">
        {sides.map(({ name, head, scene }, index) => (
          <article key={index === 0 ? 'a' : 'b'} className="compare-side">
            <h2>{name}</h2>
            {head}
            <LinkedMap
              label={w.mapOf(name)}
              frame={index === 0 ? frame : undefined}
              onPan={pan}
              onZoom={zoom}
              onHome={() => setShift(home)}
              shift={shift}
            >
              {size && cameras && (
                <Outline
                  scene={scene}
                  marks={{ resources: [], centres: [] }}
                  camera={shifted(cameras[index]!, shift)}
                  size={size}
                />
              )}
            </LinkedMap>
          </article>
        ))}
      </div>
      <div className="compare-zoom no-print">
        <Button kind="plain" aria-label={w.zoomIn} onClick={() => zoom(0.5)}>
          +
        </Button>
        <Button kind="plain" aria-label={w.zoomOut} onClick={() => zoom(-0.5)}>
          −
        </Button>
        <Button kind="plain" disabled={shift === home} onClick={() => setShift(home)}>
          {w.home}
        </Button>
      </div>
    </>
  )
}

/** Of two areas the wider one gives the scale; two periods have one camera. */
function camerasOf(sides: readonly [Side, Side], size: Size): [Camera, Camera] | null {
  const [a, b] = sides.map(({ framed }) => {
    const bounds = boundsOf(framed.map(({ geometry }) => geometry))
    return bounds && framing(bounds, size, room)
  })
  if (!a || !b) return null
  const zoom = Math.min(a.zoom, b.zoom)
  return [
    { ...a, zoom },
    { ...b, zoom },
  ]
}

function shifted(camera: Camera, { x, y, closer }: Shift): Camera {
  const at = project([camera.lon, camera.lat])
  const [lon, lat] = unproject({ x: at.x + x, y: at.y + y })
  return { lon, lat, zoom: withinZooms(camera.zoom + closer) }
}

type MapProps = {
  label: string
  frame: React.RefObject<HTMLDivElement | null> | undefined
  shift: Shift
  onPan: (by: Pixel, from?: Shift) => void
  onZoom: (by: number) => void
  onHome: () => void
  children: ReactNode
}

function LinkedMap({ label, frame, shift, onPan, onZoom, onHome, children }: MapProps) {
  const own = useRef<HTMLDivElement>(null)
  const element = frame ?? own
  const drag = useRef<{ at: Pixel; from: Shift } | null>(null)
  const wheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return // the page scrolls
    event.preventDefault()
    onZoom(-event.deltaY / 400)
  })
  useEffect(() => {
    const listen = (event: WheelEvent) => wheel(event)
    const held = element.current
    held?.addEventListener('wheel', listen, { passive: false })
    return () => held?.removeEventListener('wheel', listen)
  }, [element])
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (arrow) onPan({ x: arrow[0]! * step, y: arrow[1]! * step })
    else if (event.key === '+' || event.key === '=') onZoom(0.5)
    else if (event.key === '-') onZoom(-0.5)
    else if (event.key === '0') onHome()
    else return
    event.preventDefault()
  }
  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return
    element.current?.setPointerCapture(event.pointerId)
    drag.current = { at: { x: event.clientX, y: event.clientY }, from: shift }
  }
  function onPointerMove(event: PointerEvent) {
    if (!drag.current) return
    const { at, from } = drag.current
    onPan({ x: at.x - event.clientX, y: at.y - event.clientY }, from)
  }
  const end = () => {
    drag.current = null
  }
  return (
    <div
      className="compare-map"
      ref={element}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes arrows, + and −
      tabIndex={0}
      aria-label={label}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {children}
    </div>
  )
}
