/** MapLibre behind eight props: the only file that knows the library, loaded after everything else is on screen. */
import {
  addProtocol,
  type MapGeoJSONFeature,
  Map as MapLibre,
  type PointLike,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { Protocol } from 'pmtiles'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Camera } from '../view/view.ts'
import { changes, make } from './changes.ts'
import type { Drawing } from './draw.ts'
import { sourceFailed } from './faults.ts'
import { Hold } from './hold.ts'
import { isAreaFill } from './layers/areas.ts'
import type { LonLat } from './projection.ts'
import { zooms } from './scene.ts'
import type { SketchKind } from './sketch.ts'
import { drawing } from './symbols.ts'
import './maplibre.css'

setWorkerUrl(workerUrl)
// Tiles of the municipality’s archive, read by ranges from this same server.
addProtocol('pmtiles', new Protocol().tile)

type Props = {
  style: StyleSpecification
  camera: Camera
  /** While the map moves, whoever moves it. */
  onMove: (camera: Camera) => void
  /** A click: what is under it, if anything, and where. */
  onClick: (target: string | null, place: LonLat) => void
  /** What the pointer is over. */
  onPoint: (target: string | null) => void
  onReady: () => void
  /** What is being drawn, whose vertices the pointer can take. */
  sketch: { kind: SketchKind; points: readonly LonLat[]; onPoints: (points: LonLat[]) => void } | null
  /** The map cannot be drawn at all. */
  onFault: () => void
}

/** An image made from its name when a layer first misses it. */
function addImage(map: MapLibre, name: string) {
  const found = drawing(name)
  if (!found || map.hasImage(name)) return
  const ratio = Math.max(2, Math.ceil(window.devicePixelRatio))
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = found.size * ratio
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return
  pen.scale(ratio, ratio)
  pen.lineJoin = 'round'
  for (const { d, fill, stroke, width, dash } of found.strokes) {
    const path = new Path2D(d)
    if (fill) {
      pen.fillStyle = fill
      pen.fill(path)
    }
    if (stroke) {
      pen.strokeStyle = stroke
      pen.lineWidth = width ?? 1
      pen.setLineDash([...(dash ?? [])])
      pen.stroke(path)
    }
  }
  map.addImage(name, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: ratio })
}

const cameraOf = (map: MapLibre): Camera => {
  const { lng, lat } = map.getCenter()
  return { lon: lng, lat, zoom: map.getZoom() }
}
const same = (a: Camera, b: Camera) =>
  Math.abs(a.lon - b.lon) < 1e-7 && Math.abs(a.lat - b.lat) < 1e-7 && Math.abs(a.zoom - b.zoom) < 1e-5

/** What is being drawn is on the map and not in its style: a new style leaves it where it is, on top. */
function keepDrawing(before: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  const ours = (name: string) => name.startsWith('td-')
  const kept = Object.entries(before?.sources ?? {}).filter(([name]) => ours(name))
  if (kept.length === 0) return next
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(kept) },
    layers: [...next.layers, ...(before?.layers ?? []).filter(({ id }) => ours(id))],
  }
}

const choosable = ['centres', 'resources', 'resource-tiles-marks']
/** A finger is wider than a point: eight pixels around it count. */
function targetAt(map: MapLibre, { x, y }: { x: number; y: number }): string | null {
  const marked = choosable.filter(id => map.getLayer(id))
  const layers = [...marked, ...map.getLayersOrder().filter(isAreaFill)]
  const box: [PointLike, PointLike] = [
    [x - 8, y - 8],
    [x + 8, y + 8],
  ]
  const marks: MapGeoJSONFeature[] = map.queryRenderedFeatures(box, {
    layers: marked,
  })
  const under = marks[0] ?? map.queryRenderedFeatures([x, y], { layers })[0]
  return (under?.properties.target as string | undefined) ?? null
}

/** Every frame that the library asks for goes through here. */
class HeldMap extends MapLibre {
  readonly hold = new Hold(this, () => super.triggerRepaint())

  override triggerRepaint(): void {
    if (this.hold) this.hold.frame()
    else super.triggerRepaint() // while it is being made
  }

  override remove(): void {
    this.hold.end()
    super.remove()
  }
}

export default function LibraryMap(props: Props) {
  const { style, camera, onMove, onClick, onPoint, onReady, onFault, sketch } = props
  const frame = useRef<HTMLDivElement>(null)
  const map = useRef<HeldMap>(null)
  const drawn = useRef<StyleSpecification>(style)
  /** A difference can only be applied to a style that has arrived. */
  const styled = useRef(false)
  const started = useEffectEvent((container: HTMLDivElement) => {
    const made = new HeldMap({
      container,
      style,
      center: [camera.lon, camera.lat],
      zoom: camera.zoom,
      minZoom: zooms.min,
      maxZoom: zooms.max,
      attributionControl: false,
      renderWorldCopies: false,
      dragRotate: false,
      touchPitch: false,
      maxPitch: 0,
      keyboard: false, // one set of keys for the map and its SVG twin, in the frame around both
      fadeDuration: 0,
    })
    made.touchZoomRotate.disableRotation()
    made.getCanvas().tabIndex = -1
    made.getCanvas().removeAttribute('role')
    made.getCanvas().setAttribute('aria-hidden', 'true')
    drawn.current = style
    return made
  })
  const moved = useEffectEvent((next: Camera) => {
    if (!same(next, camera)) onMove(next) // not what it has just been told
  })
  const clicked = useEffectEvent(onClick)
  const pointed = useEffectEvent(onPoint)
  const ready = useEffectEvent(onReady)
  const fault = useEffectEvent(onFault)
  const catchUp = useEffectEvent(() => {
    if (!map.current || !styled.current || drawn.current === style) return
    const found = changes(drawn.current, style)
    drawn.current = style
    if (found) return make(map.current, map.current.hold, found)
    map.current.setStyle(style, { diff: true, transformStyle: keepDrawing })
  })

  useEffect(() => {
    let made: HeldMap
    try {
      made = started(frame.current!)
    } catch {
      fault()
      return
    }
    map.current = made
    made.setMissingStyleImageResolver(name => addImage(made, name))
    made.on('move', () => moved(cameraOf(made)))
    made.on('click', ({ point, lngLat }) => clicked(targetAt(made, point), [lngLat.lng, lngLat.lat]))
    made.on('mousemove', ({ point }) => pointed(targetAt(made, point)))
    made.on('mouseout', () => pointed(null))
    // Most data is inline and watched where it is fetched; of what the map fetches itself, the card of the layer tells.
    made.on('error', event => {
      console.warn(event.error.message)
      sourceFailed(String((event as { sourceId?: unknown }).sourceId))
    })
    made.on('style.load', () => {
      styled.current = true
      catchUp()
    })
    made.once('idle', () => ready())
    return () => {
      map.current = null
      styled.current = false
      made.remove()
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the style is read by what this calls
  useEffect(() => catchUp(), [style])

  const onPoints = useEffectEvent((points: LonLat[]) => sketch?.onPoints(points))
  const drawing = useRef<Drawing>(null)
  const draws = sketch !== null
  useEffect(() => {
    if (!draws) return
    let left = false
    const begin = async () => {
      const { startDrawing } = await import('./draw.ts')
      if (left || !map.current) return
      drawing.current = startDrawing(map.current, onPoints)
      showSketch()
    }
    // Without it there are still the crosshair, the clicks and the list of vertices.
    const start = () => void begin().catch(error => console.warn(String(error)))
    if (map.current?.loaded()) start()
    else map.current?.once('idle', start)
    return () => {
      left = true
      drawing.current?.stop()
      drawing.current = null
    }
  }, [draws])
  const showSketch = useEffectEvent(() => sketch && drawing.current?.show(sketch.kind, sketch.points))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is read by what this calls
  useEffect(() => void showSketch(), [sketch?.kind, sketch?.points])

  useEffect(() => {
    if (map.current && !same(cameraOf(map.current), camera))
      map.current.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom })
  }, [camera])

  return <div className="map-canvas" ref={frame} />
}
