/** Web Mercator by hand for the drawing without WebGL: the same pixels as the map, to the fraction. */
import type { Camera } from '../view/view.ts'

/** Half the side of the EPSG:3857 square, in metres. */
const half = 20037508.342789244
/** Width of the world in pixels at zoom 0, as MapLibre counts zooms. */
const tile = 512
export type LonLat = readonly [lon: number, lat: number]
export type Size = { width: number; height: number }
export type Pixel = { x: number; y: number }

/** EPSG:3857 metres with y growing downwards, as SVG wants. */
export const project = ([lon, lat]: LonLat): Pixel => ({
  x: (lon / 180) * half,
  y: (-Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) * half,
})

export const unproject = ({ x, y }: Pixel): LonLat => [
  (x / half) * 180,
  (Math.atan(Math.exp((-y / half) * Math.PI)) * 360) / Math.PI - 90,
]

/** Mercator metres in a pixel; a metre on the ground is 1 / cos(latitude) of them. */
export const metresPerPixel = (zoom: number): number => (2 * half) / (tile * 2 ** zoom)

/** Pixels of a length on the ground. */
export const groundPixels = (metres: number, lat: number, zoom: number): number =>
  metres / (metresPerPixel(zoom) * Math.cos((lat * Math.PI) / 180))

export function viewBox(camera: Camera, { width, height }: Size): string {
  const { x, y } = project([camera.lon, camera.lat])
  const scale = metresPerPixel(camera.zoom)
  return [x - (width * scale) / 2, y - (height * scale) / 2, width * scale, height * scale]
    .map(metres => metres.toFixed(1))
    .join(' ')
}

/** Where a place falls in the frame. */
export function toPixel(place: LonLat, camera: Camera, { width, height }: Size): Pixel {
  const [at, centre, scale] = [project(place), project([camera.lon, camera.lat]), metresPerPixel(camera.zoom)]
  return { x: (at.x - centre.x) / scale + width / 2, y: (at.y - centre.y) / scale + height / 2 }
}

export function toPlace({ x, y }: Pixel, camera: Camera, { width, height }: Size): LonLat {
  const [centre, scale] = [project([camera.lon, camera.lat]), metresPerPixel(camera.zoom)]
  return unproject({ x: centre.x + (x - width / 2) * scale, y: centre.y + (y - height / 2) * scale })
}

/** The camera after the picture has moved by so many pixels. */
export function panned(camera: Camera, by: Pixel, size: Size): Camera {
  const [lon, lat] = toPlace({ x: size.width / 2 + by.x, y: size.height / 2 + by.y }, camera, size)
  return { ...camera, lon, lat }
}

/** The camera after a zoom that leaves the place under `around` where it is. */
export function zoomed(camera: Camera, zoom: number, around: Pixel, size: Size): Camera {
  const fixed = project(toPlace(around, camera, size))
  const scale = metresPerPixel(zoom)
  const [lon, lat] = unproject({
    x: fixed.x - (around.x - size.width / 2) * scale,
    y: fixed.y - (around.y - size.height / 2) * scale,
  })
  return { lon, lat, zoom }
}

export type Bounds = { west: number; south: number; east: number; north: number }
type Nested = readonly number[] | readonly Nested[]

/** Null for nothing. */
export function boundsOf(geometries: readonly { coordinates: Nested }[]): Bounds | null {
  let bounds: Bounds | null = null
  const visit = (nested: Nested): void => {
    if (typeof nested[0] === 'number') {
      const [lon, lat] = nested as readonly [number, number]
      bounds ??= { west: lon, south: lat, east: lon, north: lat }
      bounds = {
        west: Math.min(bounds.west, lon),
        south: Math.min(bounds.south, lat),
        east: Math.max(bounds.east, lon),
        north: Math.max(bounds.north, lat),
      }
    } else for (const inner of nested as readonly Nested[]) visit(inner)
  }
  for (const { coordinates } of geometries) visit(coordinates)
  return bounds
}

export type Padding = { top: number; right: number; bottom: number; left: number }

/** The closest camera that shows the bounds inside the padding. */
export function framing(bounds: Bounds, size: Size, padding: Padding, maxZoom = 16): Camera {
  const [a, b] = [project([bounds.west, bounds.north]), project([bounds.east, bounds.south])]
  const wide = Math.max(40, size.width - padding.left - padding.right)
  const high = Math.max(40, size.height - padding.top - padding.bottom)
  const scale = Math.max((b.x - a.x) / wide, (b.y - a.y) / high, metresPerPixel(maxZoom))
  const [lon, lat] = unproject({
    x: (a.x + b.x) / 2 + ((padding.right - padding.left) / 2) * scale,
    y: (a.y + b.y) / 2 + ((padding.bottom - padding.top) / 2) * scale,
  })
  return { lon, lat, zoom: Math.log2((2 * half) / (tile * scale)) }
}
