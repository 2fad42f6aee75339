/** A symbol or a pattern of the map outside the map: in legends, lists and the drawing without WebGL. */
import { drawing, type Pattern, patternImage, type Stroke } from './symbols.ts'

export const Strokes = ({ strokes }: { strokes: readonly Stroke[] }) =>
  strokes.map(({ d, fill, stroke, width, dash }, index) => (
    <path
      // biome-ignore lint/suspicious/noArrayIndexKey: the strokes of a drawing never move
      key={index}
      d={d}
      fill={fill ?? 'none'}
      stroke={stroke}
      strokeWidth={width}
      strokeLinejoin="round"
      strokeDasharray={dash?.join(' ')}
    />
  ))

/** Silent: the words beside it say what it is. */
export function MapSymbol({ image, size }: { image: string; size?: number }) {
  const found = drawing(image)
  if (!found) return null
  return (
    <svg
      className="map-symbol"
      width={size ?? found.size}
      height={size ?? found.size}
      viewBox={`0 0 ${found.size} ${found.size}`}
      aria-hidden="true"
    >
      <Strokes strokes={found.strokes} />
    </svg>
  )
}

/** A swatch of the ramp, of a missing state or of a word of the gap. */
export function Swatch({ colour, pattern }: { colour?: string | undefined; pattern?: Pattern | undefined }) {
  const id = `swatch-${pattern}`
  const tile = pattern && drawing(patternImage(pattern))
  return (
    <svg className="swatch" width="34" height="18" aria-hidden="true">
      {tile && (
        <pattern id={id} width={tile.size} height={tile.size} patternUnits="userSpaceOnUse">
          <Strokes strokes={tile.strokes} />
        </pattern>
      )}
      <rect
        width="100%"
        height="100%"
        rx="4"
        fill={tile ? `url(#${id})` : colour}
        stroke="#9AA7B5"
        strokeWidth="2"
      />
    </svg>
  )
}
