/**
 * The map as SVG in EPSG:3857 metres, y downwards: what the first paint shows and what stays without WebGL.
 * Same scene, same symbols, same places as the map.
 */
import type { Camera } from '../view/view.ts'
import { heated } from './heated.ts'
import { colourOf, fillOpacity, lineOf, patternOf } from './layers/areas.ts'
import * as ground from './layers/background.ts'
import { cellLine } from './layers/cells.ts'
import { heatInk } from './layers/heat.ts'
import { warmth } from './layers/heatTiled.ts'
import { inks } from './layers/municipal.ts'
import { surfaceOpacity } from './layers/needsHeat.ts'
import { MunicipalGround, MunicipalLines, MunicipalNames, useTilePaths } from './MunicipalDrawing.tsx'
import type { NeedsSurface } from './needsSurface.ts'
import { groundPixels, type LonLat, metresPerPixel, project, type Size, viewBox } from './projection.ts'
import { Strokes } from './Symbol.tsx'
import { type Mark, type Scene, uncovered } from './scene.ts'
import { drawing, hatches, patterns, ramp } from './symbols.ts'

type Geometry = { type: string; coordinates: unknown }
const paths = new WeakMap<object, string>()

/** A geometry as path data, kept: boundaries do not change while the map moves. */
export function pathOf(geometry: Geometry): string {
  const known = paths.get(geometry)
  if (known !== undefined) return known
  const line = (points: readonly LonLat[]) =>
    points.map((point, index) => {
      const { x, y } = project(point)
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
  const rings = (list: readonly (readonly LonLat[])[]) =>
    list.map(ring => `${line(ring).slice(0, -1).join('')}Z`).join('')
  const { type, coordinates } = geometry
  const path =
    type === 'LineString'
      ? line(coordinates as LonLat[]).join('')
      : type === 'Polygon'
        ? rings(coordinates as LonLat[][])
        : type === 'MultiPolygon'
          ? (coordinates as LonLat[][][]).map(rings).join('')
          : ''
  paths.set(geometry, path)
  return path
}

const still = { vectorEffect: 'non-scaling-stroke' as const, strokeLinejoin: 'round' as const }

const schematic = (scene: Scene, ...kinds: string[]) =>
  (scene.ground ?? 'schematic') === 'schematic'
    ? (scene.background?.features.filter(({ properties }) => kinds.includes(properties.kind)) ?? [])
    : []

/** Names of neighbourhoods and stations, in pixels 12 high and about 6.2 a letter, as many as have room. */
function Names({ scene, scale }: { scene: Scene; scale: number }) {
  const found = schematic(scene, 'neighbourhood', 'station')
  const places = found.map(({ geometry }) => project(geometry.coordinates as LonLat))
  const boxes = found.map(({ properties }, index) => ({
    id: `${index}`,
    x: places[index]!.x / scale,
    y: places[index]!.y / scale + 12,
    width: (properties.name?.length ?? 0) * 6.2,
    height: 15,
  }))
  const named = new Set(uncovered(boxes).map(({ id }) => id))
  return found.map(({ properties: { kind, name } }, index) => {
    const { x, y } = places[index]!
    return (
      <g key={boxes[index]!.id} transform={`translate(${x} ${y}) scale(${scale})`} fill={ground.nameInk}>
        {kind === 'station' && <circle r="3" fill="#FFFFFF" stroke={ground.railway} strokeWidth="1.5" />}
        {named.has(boxes[index]!.id) && (
          <text y="16" textAnchor="middle" className="outline-name">
            {name}
          </text>
        )}
      </g>
    )
  })
}

function Background({ scene, kind }: { scene: Scene; kind: string }) {
  return schematic(scene, kind).map((feature, index) => {
    const key = `${kind}-${index}`
    const d = pathOf(feature.geometry)
    if (kind === 'built') return <path key={key} d={d} fill={ground.built} />
    const look = {
      river: { stroke: ground.water, strokeWidth: 5 },
      railway: { stroke: ground.railway, strokeWidth: 1.4, strokeDasharray: '7 4' },
      road: { stroke: ground.road, strokeWidth: 2, strokeOpacity: 0.75 },
    }[kind as 'river' | 'railway' | 'road']
    return <path key={key} d={d} fill="none" {...look} {...still} />
  })
}

const Marks = ({ marks, scale }: { marks: readonly Mark[]; scale: number }) =>
  marks.map(({ target, at, icon, count }) => {
    const { x, y } = project(at)
    const found = drawing(icon)
    return (
      found && (
        <g key={target} data-target={target} transform={`translate(${x} ${y}) scale(${scale})`}>
          <g transform={`translate(${-found.size / 2} ${-found.size / 2})`}>
            <Strokes strokes={found.strokes} />
          </g>
          {count > 1 && (
            <text y="4.5" textAnchor="middle" className="outline-count">
              {count < 1000 ? count : `${Math.round(count / 1000)}k`}
            </text>
          )}
        </g>
      )
    )
  })

type Props = {
  scene: Scene
  marks: { resources: readonly Mark[]; centres: readonly Mark[] }
  /** Cells of a census too large for `scene.resources`, with how many stand in each. */
  heat?: readonly Mark[]
  camera: Camera
  size: Size
}

const frameOf = (camera: Camera, size: Size) => {
  const [x, y, width, height] = viewBox(camera, size).split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ]
  return { x, y, width, height }
}
/** In the corner of the drawing, so that it goes wherever the drawing goes, paper too. */
const attributionAt = (camera: Camera, size: Size) => {
  const { x, y, width, height } = frameOf(camera, size)
  const scale = metresPerPixel(camera.zoom)
  return {
    transform: `translate(${x + width - 6 * scale} ${y + height - 6 * scale}) scale(${scale})`,
    textAnchor: 'end' as const,
  }
}

/** Needs by cell: the same bands and hatches as on the map. */
function Surface({ surface: { cells, bands } }: { surface: NeedsSurface }) {
  return (
    <g fillOpacity={surfaceOpacity}>
      {cells.map(({ id, geometry }) => (
        <path key={id} d={pathOf(geometry)} fill={ramp[0]} />
      ))}
      {bands.map((band, index) => (
        <path key={ramp[index + 1]} d={pathOf(band)} fill={ramp[index + 1]} fillRule="evenodd" />
      ))}
      {cells.map(
        ({ id, geometry, state }) =>
          state !== 'sound' && <path key={id} d={pathOf(geometry)} fill={`url(#map-hatch-${state})`} />,
      )}
    </g>
  )
}

/** Clicks are read by whoever holds it, from `data-target`; what it shows is said by that holder's label. */
export function Outline({ scene, marks, heat = [], camera, size }: Props) {
  const scale = metresPerPixel(camera.zoom)
  const names = camera.zoom >= 12
  const shown = (layer: Scene['layers'][number]) => scene.layers.includes(layer)
  const municipal = (scene.ground === 'municipal' && scene.municipal) || null
  const tiles = useTilePaths(municipal, camera, size)
  const ground = municipal && { municipal, tiles, scale }
  const surface = shown('needsHeat') ? scene.needsSurface : null
  const areas = scene.areas.toSorted(
    (a, b) => Number(a.area.id === scene.area) - Number(b.area.id === scene.area),
  )
  return (
    <svg
      className="outline-drawing"
      viewBox={viewBox(camera, size)}
      width={size.width}
      height={size.height}
      aria-hidden="true"
    >
      <defs>
        {Object.entries({ ...patterns, 'hatch-few': hatches.few, 'hatch-uncertain': hatches.uncertain }).map(
          ([state, tile]) => (
            <pattern
              key={state}
              id={`map-${state}`}
              width={tile.size}
              height={tile.size}
              patternUnits="userSpaceOnUse"
              patternTransform={`scale(${scale})`}
            >
              <Strokes strokes={tile.strokes} />
            </pattern>
          ),
        )}
        <radialGradient id="map-heat">
          <stop offset="0" stopColor={heatInk} stopOpacity="0.32" />
          <stop offset="1" stopColor={heatInk} stopOpacity="0" />
        </radialGradient>
      </defs>
      {municipal && <rect {...frameOf(camera, size)} fill={inks[municipal.look].ground} />}
      {ground && <MunicipalGround {...ground} />}
      <Background scene={scene} kind="built" />
      {areas.map(({ area, fill }) => {
        const pattern = patternOf(fill)
        return (
          <path
            key={area.id}
            data-target={`area:${area.properties.id}`}
            d={pathOf(area.geometry)}
            fill={pattern ? `url(#map-${fill})` : colourOf(fill)}
            fillOpacity={fillOpacity}
          />
        )
      })}
      <g pointerEvents="none">
        {surface && <Surface surface={surface} />}
        {ground && <MunicipalLines {...ground} />}
        <Background scene={scene} kind="road" />
        <Background scene={scene} kind="river" />
        <Background scene={scene} kind="railway" />
        {areas.map(({ area }) => {
          const line = lineOf(area.properties.id === scene.area)
          const d = pathOf(area.geometry)
          return (
            <g key={area.id} fill="none">
              <path d={d} stroke="#FFFFFF" strokeWidth={line.width + 3} {...still} />
              <path d={d} stroke={line.colour} strokeWidth={line.width} {...still} />
            </g>
          )
        })}
        {shown('heat') &&
          (scene.heated ?? heated(scene.resources, 'count')).places.map(({ at, weight }, index) => {
            const { x, y } = project(at)
            const radius = groundPixels(scene.heatMetres, at[1], camera.zoom) * scale
            return (
              <circle
                // biome-ignore lint/suspicious/noArrayIndexKey: two resources may share a door
                key={index}
                cx={x}
                cy={y}
                r={radius}
                fill="url(#map-heat)"
                // A place three times as large as usual is as dark as it can be.
                fillOpacity={scene.heated?.by === 'places' ? Math.min(1, weight / 3) : 1}
              />
            )
          })}
        {shown('heat') &&
          heat.map(({ at, count }) => {
            const { x, y } = project(at)
            const radius = groundPixels(scene.heatMetres, at[1], camera.zoom) * scale
            return (
              <circle
                key={`${at}`}
                cx={x}
                cy={y}
                r={radius}
                fill="url(#map-heat)"
                opacity={warmth(scene, count)}
              />
            )
          })}
        {shown('cells') &&
          scene.cells.map(cell => (
            <path
              key={cell.id}
              d={pathOf(cell.geometry)}
              fill="none"
              stroke={cellLine.colour}
              strokeWidth={cellLine.width}
              strokeDasharray={cellLine.dash.join(' ')}
              {...still}
            />
          ))}
        {ground && <MunicipalNames {...ground} />}
        {names && <Names scene={scene} scale={scale} />}
      </g>
      {shown('resources') &&
        scene.resources.map(({ id, geometry }) =>
          geometry && geometry.type !== 'Point' ? (
            <path key={id} d={pathOf(geometry)} fill="none" stroke="#17324D" strokeWidth={1.5} {...still} />
          ) : null,
        )}
      {shown('resources') && <Marks marks={marks.resources} scale={scale} />}
      <Marks marks={marks.centres} scale={scale} />
      {municipal?.attribution && (
        <text className="outline-attribution" {...attributionAt(camera, size)}>
          {municipal.attribution}
        </text>
      )}
    </svg>
  )
}
