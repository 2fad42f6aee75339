/** The extract of the sheet, from the product's own drawings: the places by number, the centre, a scale. */
import type { Area } from '../../api/territory/contract.ts'
import { built, nameInk, railway, road, water } from '../map/layers/background.ts'
import { pathOf } from '../map/Outline.tsx'
import {
  boundsOf,
  framing,
  groundPixels,
  type LonLat,
  metresPerPixel,
  type Pixel,
  project,
  type Size,
  toPixel,
  viewBox,
} from '../map/projection.ts'
import { Strokes } from '../map/Symbol.tsx'
import type { Background } from '../map/scene.ts'
import { centreIcon, drawing, ink } from '../map/symbols.ts'

type Props = {
  places: readonly { number: number; at: LonLat; geometry: { type: string; coordinates: unknown } }[]
  centre: LonLat | null
  areas: readonly Area[]
  background: Background | null
  size: Size
  label: string
}

const padding = { top: 46, right: 40, bottom: 54, left: 40 }
const lengths = [5000, 2000, 1000, 500, 200, 100, 50]
const still = { vectorEffect: 'non-scaling-stroke' as const, strokeLinejoin: 'round' as const }

type Box = { left: number; right: number; top: number; bottom: number }
const boxAt = ({ x, y }: Pixel, width: number, height: number, down: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y + down - height / 2,
  bottom: y + down + height / 2,
})
const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export function SheetMap({ places, centre, areas, background, size, label }: Props) {
  const points = [...places.map(({ at }) => at), ...(centre ? [centre] : [])]
  const bounds = boundsOf(points.map(coordinates => ({ coordinates })))
  if (!bounds) return null
  const camera = framing(bounds, size, padding, 15.5)
  const scale = metresPerPixel(camera.zoom)
  const length = lengths.find(metres => groundPixels(metres, camera.lat, camera.zoom) <= 110) ?? 50
  const bar = groundPixels(length, camera.lat, camera.zoom)
  const [left, top, width, height] = viewBox(camera, size).split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const of = (kind: string) => background?.features.filter(({ properties }) => properties.kind === kind) ?? []
  const pixel = (at: LonLat) => toPixel(at, camera, size)
  // Names give way to marks and to names before them; one that would be cut by the frame is left out.
  const taken: Box[] = points.map(at => boxAt(pixel(at), 26, 34, -12))
  const named = [...of('neighbourhood'), ...of('station')].filter(({ geometry, properties }) => {
    const box = boxAt(pixel(geometry.coordinates), (properties.name ?? '').length * 7.6 + 6, 18, 12)
    const inside = box.left > 2 && box.right < size.width - 2 && box.top > 2 && box.bottom < size.height - 30
    const free = inside && !taken.some(other => overlap(box, other))
    if (free) taken.push(box)
    return free
  })
  const lines = [
    { kind: 'road', stroke: road, strokeWidth: 3 },
    { kind: 'river', stroke: water, strokeWidth: 5 },
    { kind: 'railway', stroke: railway, strokeWidth: 1.4, strokeDasharray: '7 4' },
  ]
  const put = (at: LonLat) => {
    const { x, y } = project(at)
    return `translate(${x} ${y}) scale(${scale})`
  }
  const home = drawing(centreIcon(false))!
  return (
    <svg className="handover-map" viewBox={viewBox(camera, size)} role="img" aria-label={label}>
      <rect x={left} y={top} width={width} height={height} fill="#F3F3EF" />
      {of('built').map(({ geometry }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the ground never moves
        <path key={index} d={pathOf(geometry)} fill={built} />
      ))}
      {areas.map(({ id, geometry }) => (
        <path key={id} d={pathOf(geometry)} fill="none" stroke="#9AA7B5" strokeWidth={1.2} {...still} />
      ))}
      {lines.map(({ kind, ...look }) =>
        of(kind).map(({ geometry }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the ground never moves
          <path key={`${kind}-${index}`} d={pathOf(geometry)} fill="none" {...look} {...still} />
        )),
      )}
      {named.map(({ geometry, properties }) => (
        <g key={properties.name} transform={put(geometry.coordinates)} fill={nameInk}>
          {properties.kind === 'station' && <circle r="3.5" fill="#FFF" stroke={railway} strokeWidth="2" />}
          <text y="17" textAnchor="middle" className="handover-map-name">
            {properties.name}
          </text>
        </g>
      ))}
      {places.map(({ number, geometry }) =>
        geometry.type === 'Point' ? null : (
          <path key={number} d={pathOf(geometry)} fill="none" stroke={ink} strokeWidth={2.5} {...still} />
        ),
      )}
      {centre && (
        <g transform={put(centre)}>
          <g transform={`translate(${-home.size / 2} ${-home.size / 2})`}>
            <Strokes strokes={home.strokes} />
          </g>
        </g>
      )}
      {places.map(({ number, at }) => (
        <g key={number} transform={put(at)}>
          <path d="M0 0L-9 -15A12 12 0 1 1 9 -15Z" fill={ink} stroke="#FFF" strokeWidth="2" />
          <text y="-17" textAnchor="middle" className="handover-map-number" fill="#FFF">
            {places.length > 1 ? number : '●'}
          </text>
        </g>
      ))}
      <g transform={`translate(${left + 12 * scale} ${top + height - 12 * scale}) scale(${scale})`}>
        <rect x="-6" y="-20" width={bar + 70} height="28" rx="4" fill="#FFF" fillOpacity="0.85" />
        <path d={`M0 -5V0H${bar.toFixed(1)}V-5`} fill="none" stroke={ink} strokeWidth="2" />
        <text x={bar + 7} y="1" className="handover-map-scale" fill={ink}>
          {length < 1000 ? `${length} m` : `${length / 1000} km`}
        </text>
      </g>
    </svg>
  )
}
