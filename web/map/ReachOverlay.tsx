/** What is reached around a place, over the full map and over its twin alike; the pointer passes through. */
import type { Camera } from '../view/view.ts'
import { type LonLat, type Size, toPixel } from './projection.ts'

type Shape = { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown }

export function ReachOverlay(props: {
  shape: Shape
  /** As the crow flies it is dashed: nobody walks so. */
  straight: boolean
  /** The place itself; none for an area. */
  at: LonLat | null
  /** How far, written on the upper edge. */
  label: string
  camera: Camera
  size: Size
}) {
  const { shape, straight, at, label, camera, size } = props
  const polygons = (
    shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  ) as readonly (readonly LonLat[])[][]
  const points = polygons.map(rings => rings.map(ring => ring.map(point => toPixel(point, camera, size))))
  const d = points
    .flat()
    .map(ring => `M${ring.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
    .join('')
  const top = points.flat(2).reduce((a, b) => (b.y < a.y ? b : a))
  const middle = at && toPixel(at, camera, size)
  return (
    <svg className="map-reach" width={size.width} height={size.height} aria-hidden="true">
      <path className={straight ? 'reach reach-straight' : 'reach'} d={d} fillRule="evenodd" />
      {middle && (
        <path className="reach-at" d={`M${middle.x - 9} ${middle.y}h18M${middle.x} ${middle.y - 9}v18`} />
      )}
      <text className="reach-label" x={top.x} y={Math.max(14, top.y - 6)} textAnchor="middle">
        {label}
      </text>
    </svg>
  )
}
