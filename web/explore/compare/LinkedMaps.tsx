/** Two maps that move as one: what is dragged, keyed or enlarged on either happens on both, at one scale. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react'
import { home, linkedCameras, type Shift } from '../../map/linked.ts'
import { Outline } from '../../map/Outline.tsx'
import { metresPerPixel, type Pixel } from '../../map/projection.ts'
import { type PaintedArea, type Scene, withinZooms } from '../../map/scene.ts'
import { useSize } from '../../map/useSize.ts'
import { Button } from '../../ui/Button.tsx'
import { words } from '../../words/compare.ts'
import { useWords } from '../../words/language.ts'

/** Pixels of an arrow key. */
const step = 60

type Side = {
  name: string
  head: ReactNode
  scene: Scene
  /** What the side is about: the whole is framed. */
  framed: readonly PaintedArea['area'][]
}

type Props = {
  sides: readonly [Side, Side]
  shift: Shift
  onShift: (change: (before: Shift) => Shift) => void
}

export function LinkedMaps({ sides, shift, onShift }: Props) {
  const w = useWords(words)
  const [frame, size] = useSize()
  const cameras = size && linkedCameras(sides, size, shift)
  const pan = ({ x, y }: Pixel, from = shift) => {
    const camera = size && linkedCameras(sides, size, from)?.[0]
    const metres = metresPerPixel(camera?.zoom ?? 0)
    onShift(() => ({ ...from, x: from.x + x * metres, y: from.y + y * metres }))
  }
  const zoom = (by: number) => {
    if (!cameras) return
    const now = cameras[0].zoom // at its end it stays there: the way back is as short
    onShift(before => ({ ...before, closer: before.closer + withinZooms(now + by) - now }))
  }
  const frameAgain = () => onShift(() => home)
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
              onHome={frameAgain}
              shift={shift}
            >
              {size && cameras && (
                <Outline
                  scene={scene}
                  marks={{ resources: [], centres: [] }}
                  camera={cameras[index]!}
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
        <Button kind="plain" disabled={shift === home} onClick={frameAgain}>
          {w.home}
        </Button>
      </div>
    </>
  )
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
