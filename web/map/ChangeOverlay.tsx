/** A change of areas over the map: the borders as they would be, what goes over hatched, what is left dotted. */
import type { Camera } from '../view/view.ts'
import { type LonLat, type Size, toPixel } from './projection.ts'

type Shape = { coordinates: readonly (readonly (readonly LonLat[])[])[] }
type Props = {
  after: readonly Shape[]
  gained: readonly Shape[]
  left: readonly Shape[]
  /** From the old door of a centre to the new one. */
  move: readonly [LonLat, LonLat] | null
  camera: Camera
  size: Size
}

export function ChangeOverlay({ after, gained, left, move, camera, size }: Props) {
  const path = ({ coordinates }: Shape) =>
    coordinates
      .flat()
      .map(
        ring =>
          `${ring
            .map((point, index) => {
              const { x, y } = toPixel(point, camera, size)
              return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
            })
            .join('')}Z`,
      )
      .join('')
  const draw = (shapes: readonly Shape[], className: string) =>
    shapes.map((shape, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a shape is its place in the answer
      <path key={`${className} ${index}`} className={className} d={path(shape)} fillRule="evenodd" />
    ))
  const [from, to] = move ? move.map(place => toPixel(place, camera, size)) : []
  return (
    <svg className="map-sketch" width={size.width} height={size.height} aria-hidden="true">
      <defs>
        <pattern
          id="change-gained"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="8" height="8" fill="#0059B3" fillOpacity="0.12" />
          <rect width="3" height="8" fill="#0059B3" fillOpacity="0.75" />
        </pattern>
        <pattern id="change-left" width="9" height="9" patternUnits="userSpaceOnUse">
          <rect width="9" height="9" fill="#FDF6E3" fillOpacity="0.8" />
          <circle cx="3" cy="3" r="2" fill="#6B4A00" />
        </pattern>
      </defs>
      {draw(gained, 'change-gained')}
      {draw(left, 'change-left')}
      {draw(after, 'change-after')}
      {from && to && (
        <>
          <line className="change-move" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
          <circle className="change-door" cx={to.x} cy={to.y} r="9" />
        </>
      )}
    </svg>
  )
}
