/** What is being drawn and the stops of a route, over the full map and over its twin alike; the pointer passes through. */
import type { Camera } from '../view/view.ts'
import { type LonLat, type Size, toPixel } from './projection.ts'
import type { Sketching } from './TerritoryMap.tsx'

type Props = {
  sketch: Sketching | null
  stops: readonly { name: string; at: LonLat }[]
  camera: Camera
  size: Size
}

export function SketchOverlay({ sketch, stops, camera, size }: Props) {
  if (!sketch && stops.length === 0) return null
  const path = (points: readonly LonLat[], close: boolean) =>
    points
      .map((point, index) => {
        const { x, y } = toPixel(point, camera, size)
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
      })
      .join('') + (close && points.length > 2 ? 'Z' : '')
  const { points = [], holes = [] } = sketch?.sketch ?? {}
  const extent = sketch?.kind === 'extent'
  return (
    <svg className="map-sketch" width={size.width} height={size.height} aria-hidden="true">
      {sketch && (
        <path
          className={extent ? 'sketch-extent' : 'sketch-route'}
          d={[path(points, extent), ...holes.map(ring => path(ring, true))].join('')}
          fillRule="evenodd"
        />
      )}
      {sketch?.edit &&
        points.map((point, index) => {
          const { x, y } = toPixel(point, camera, size)
          return (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: a vertex is its place in the order
              key={index}
              cx={x}
              cy={y}
              r={index === sketch.at ? 8 : 5}
              className={index === sketch.at ? 'sketch-vertex sketch-at' : 'sketch-vertex'}
            />
          )
        })}
      {stops.map(({ name, at }, index) => {
        const { x, y } = toPixel(at, camera, size)
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place in the order
            key={`${index} ${name}`}
            className="sketch-stop"
            transform={`translate(${x} ${y})`}
          >
            <circle r="9" />
            <text y="4" textAnchor="middle">
              {index + 1}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
