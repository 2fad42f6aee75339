/** Two maps at one scale: what is moved or enlarged on either is moved and enlarged on both. */
import type { Camera } from '../view/view.ts'
import { boundsOf, framing, type Pixel, project, type Size, unproject } from './projection.ts'
import { type PaintedArea, withinZooms } from './scene.ts'

/** What both have been moved by, in EPSG:3857 metres, and enlarged by, in zooms. */
export type Shift = Pixel & { closer: number }
export const home: Shift = { x: 0, y: 0, closer: 0 }

/** What a side is about: the whole is framed. */
export type Framed = { framed: readonly PaintedArea['area'][] }

const room = { top: 16, right: 16, bottom: 16, left: 16 }

/** Of two areas the wider one gives the scale; two periods have one camera. Null where there is nothing on the ground. */
export function linkedCameras(
  sides: readonly [Framed, Framed],
  size: Size,
  shift: Shift,
): [Camera, Camera] | null {
  const [a, b] = sides.map(({ framed }) => {
    const bounds = boundsOf(framed.map(({ geometry }) => geometry))
    return bounds && framing(bounds, size, room)
  })
  if (!a || !b) return null
  const zoom = withinZooms(Math.min(a.zoom, b.zoom) + shift.closer)
  return [moved(a, zoom, shift), moved(b, zoom, shift)]
}

function moved({ lon, lat }: Camera, zoom: number, { x, y }: Shift): Camera {
  const at = project([lon, lat])
  const [east, north] = unproject({ x: at.x + x, y: at.y + y })
  return { lon: east, lat: north, zoom }
}
