/** One map in shapes: the ground, the areas under their classes, what stands on them, and labels that do not touch. */
import { colourOf, fillOpacity } from '../../map/layers/areas.ts'
import { built, railway, road, water } from '../../map/layers/background.ts'
import { cellLine } from '../../map/layers/cells.ts'
import { inks, roads } from '../../map/layers/municipal.ts'
import { surfaceOpacity } from '../../map/layers/needsHeat.ts'
import type { TilePaths } from '../../map/municipalTile.ts'
import {
  groundPixels,
  type LonLat,
  metresPerPixel,
  project,
  type Size,
  toPixel,
} from '../../map/projection.ts'
import { centreMarks, resourceMarks, type Scene, spread } from '../../map/scene.ts'
import { drawing, ink, ramp } from '../../map/symbols.ts'
import type { Cell } from '../../view/statement.ts'
import type { Camera } from '../../view/view.ts'
import type { StatementWords } from '../../words/statement.ts'
import { tell } from '../tell.ts'
import { printed } from './hatches.ts'
import type { Picture } from './picture.ts'
import { type Geometry, type PathShape, type Plan, plate, type Shape, text, textWidth } from './shapes.ts'

/** One map from one camera; `cellOf` is what the label of an area tells. */
export function mapOf(
  { scene, reach, tiles }: Pick<Picture, 'scene' | 'reach' | 'tiles'>,
  camera: Camera,
  size: Size,
  w: StatementWords,
  cellOf: (area: string) => Cell | undefined,
): Plan {
  const pixel = (at: LonLat) => toPixel(at, camera, size)
  const line = (points: readonly LonLat[]) =>
    points
      .map((point, index) => {
        const { x, y } = pixel(point)
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
      })
      .join('')
  const pathOf = ({ type, coordinates }: Geometry): string => {
    const rings = (list: readonly (readonly LonLat[])[]) => list.map(ring => `${line(ring)}Z`).join('')
    if (type === 'LineString') return line(coordinates as LonLat[])
    if (type === 'Polygon') return rings(coordinates as LonLat[][])
    if (type === 'MultiPolygon') return (coordinates as LonLat[][][]).map(rings).join('')
    return ''
  }
  const path = (geometry: Geometry, look: Omit<PathShape, 'kind' | 'd'>): PathShape => ({
    kind: 'path',
    d: pathOf(geometry),
    ...look,
  })
  const municipal = scene.ground === 'municipal' && tiles ? inks.print : null
  const schematic = scene.ground === 'none' || municipal ? null : scene.background
  const ground = (kind: string) =>
    schematic?.features.filter(({ properties }) => properties.kind === kind) ?? []
  const streets = municipal && tiles ? municipalShapes(tiles, camera, size) : null
  const mark = (icon: string, at: LonLat): PathShape[] => {
    const found = drawing(icon)
    if (!found) return []
    const { x, y } = pixel(at)
    const corner = { x: x - found.size / 2, y: y - found.size / 2 }
    return found.strokes.map(stroke => ({ kind: 'path', ...stroke, at: corner }))
  }

  const outlines = (chosen: boolean, width: number) =>
    scene.areas
      .filter(({ area }) => (area.properties.id === scene.area) === chosen)
      .flatMap(({ area }) => [
        path(area.geometry as Geometry, { stroke: '#FFFFFF', width: width + 2.5 }),
        path(area.geometry as Geometry, { stroke: ink, width }),
      ])

  const shapes: Shape[] = [
    { kind: 'path', d: `M0 0H${size.width}V${size.height}H0Z`, fill: municipal?.ground ?? '#F7F7F4' },
    ...(streets?.ground ?? []),
    ...ground('built').map(({ geometry }) => path(geometry, { fill: built })),
    ...scene.areas.map(({ area, fill }): PathShape => {
      const tile = typeof fill === 'string' ? drawing(`pattern/${fill}`) : undefined
      return path(area.geometry as Geometry, {
        opacity: fillOpacity,
        ...(tile ? { tile } : { fill: typeof fill === 'number' ? colourOf(fill) : '#FFFFFF' }),
      })
    }),
    ...surfaceShapes(scene, path),
    ...(streets?.lines ?? []),
    ...ground('road').map(({ geometry }) => path(geometry, { stroke: road, width: 1.6 })),
    ...ground('river').map(({ geometry }) => path(geometry, { stroke: water, width: 3 })),
    ...ground('railway').map(({ geometry }) => path(geometry, { stroke: railway, width: 1.1, dash: [5, 3] })),
    ...outlines(false, 1.5),
    // The chosen one over its neighbours, as on the screen.
    ...outlines(true, 3),
  ]
  const seen = (layer: Scene['layers'][number]) => scene.layers.includes(layer)
  if (seen('cells'))
    for (const { geometry } of scene.cells)
      shapes.push(path(geometry as Geometry, { stroke: cellLine.colour, width: 0.8, dash: cellLine.dash }))
  if (reach) {
    const dash = reach.straight ? [7, 5] : undefined
    shapes.push(
      path(reach.shape, { fill: '#0059B3', opacity: 0.08, holes: true }),
      path(reach.shape, { stroke: '#FFFFFF', width: 5 }),
      path(reach.shape, { stroke: ink, width: 2.2, ...(dash ? { dash } : {}) }),
    )
  }
  if (seen('resources') && !scene.tiles)
    for (const { icon, at, count } of resourceMarks(scene.resources, null, camera, size)) {
      shapes.push(...mark(icon, at))
      const { x, y } = pixel(at)
      if (count > 1) shapes.push(text({ x, y: y + 4 }, String(count), 11, { bold: true, halo: false }))
    }
  if (seen('centres'))
    for (const { icon, at } of centreMarks(scene.centres, null)) shapes.push(...mark(icon, at))

  if (reach) {
    if (reach.at) {
      const { x, y } = pixel(reach.at)
      const cross = `M${x - 9} ${y}h18M${x} ${y - 9}v18`
      shapes.push({ kind: 'path', d: cross, stroke: '#FFFFFF', width: 5 })
      shapes.push({ kind: 'path', d: cross, stroke: ink, width: 2.4 })
    }
    const top = pointsOf(reach.shape)
      .map(pixel)
      .reduce((a, b) => (b.y < a.y ? b : a))
    if (reach.label) {
      const box = { x: top.x, y: Math.max(13, top.y - 11), width: textWidth(reach.label, 13, true) + 10 }
      shapes.push(plate({ ...box, height: 18 }))
      shapes.push(text({ x: box.x, y: box.y + 4.5 }, reach.label, 13, { bold: true, halo: false }))
    }
  }

  // Each label: the name, then what the table says of that area; pushed apart where they would touch.
  const said = scene.areas.flatMap(({ area }) => {
    const { id, name, labelAt } = area.properties
    const told = tell(cellOf(id), w)
    const value = told.text !== '—' ? `${told.text}${told.interval ? ` (${told.interval})` : ''}` : ''
    const width = Math.max(textWidth(name, 13, true), textWidth(value, 12, false)) + 10
    const { x, y } = pixel(labelAt as LonLat)
    // From near most areas lie outside the frame.
    if (x < 0 || y < 0 || x > size.width || y > size.height) return []
    return [{ id, name, value, x, y, width, height: value ? 34 : 18 }]
  })
  for (const box of spread(said, 4, size.width)) {
    const { name, value } = said.find(one => one.id === box.id)!
    const { x, y } = box
    shapes.push(plate(box))
    shapes.push(text({ x, y: value ? y - 3 : y + 4.5 }, name, 13, { bold: true, halo: false }))
    if (value) shapes.push(text({ x, y: y + 12 }, value, 12, { halo: false }))
  }
  shapes.push(...scaleBar(camera, size))
  if (municipal && scene.municipal?.attribution) {
    const said = scene.municipal.attribution
    const x = size.width - 8 - textWidth(said, 10, false)
    shapes.push(text({ x, y: size.height - 8 }, said, 10, { anchor: 'start' }))
  }
  return { ...size, shapes }
}

type Nested = readonly number[] | readonly Nested[]
const pointsOf = ({ coordinates }: Geometry): LonLat[] => {
  const visit = (nested: Nested): LonLat[] =>
    typeof nested[0] === 'number'
      ? [nested as unknown as LonLat]
      : (nested as readonly Nested[]).flatMap(visit)
  return visit(coordinates as Nested)
}

/** Needs by cell as on the map: bands over the ground of all the cells, a hatch where a cell carries little. */
function surfaceShapes(
  { needsSurface, layers }: Scene,
  path: (geometry: Geometry, look: Omit<PathShape, 'kind' | 'd'>) => PathShape,
): PathShape[] {
  if (!needsSurface || !layers.includes('needsHeat')) return []
  const { cells, bands } = needsSurface
  const look = { opacity: surfaceOpacity }
  return [
    ...cells.map(({ geometry }) => path(geometry as Geometry, { ...look, fill: ramp[0] })),
    ...bands.map((band, index) => path(band as Geometry, { ...look, fill: ramp[index + 1]!, holes: true })),
    ...cells.flatMap(({ geometry, state }) =>
      state === 'sound' ? [] : [path(geometry as Geometry, { tile: printed(state) })],
    ),
  ]
}

/** The municipality’s map in lines that a printer keeps, from metres into pixels of the page. */
function municipalShapes(tiles: readonly TilePaths[], camera: Camera, size: Size) {
  const ink = inks.print
  const scale = metresPerPixel(camera.zoom)
  const centre = project([camera.lon, camera.lat])
  const placed = (d: string) =>
    d.replace(/([ML])(-?\d+) (-?\d+)/g, (_, step: string, x: string, y: string) => {
      const [left, top] = [
        (Number(x) - centre.x) / scale + size.width / 2,
        (Number(y) - centre.y) / scale + size.height / 2,
      ]
      return `${step}${left.toFixed(1)} ${top.toFixed(1)}`
    })
  const all = (of: (tile: TilePaths) => string, look: Omit<PathShape, 'kind' | 'd'>): PathShape[] => {
    const d = placed(tiles.map(of).join(''))
    return d ? [{ kind: 'path', d, ...look }] : []
  }
  const widths = roads.map(({ width: [at12] }) => Math.max(1, at12 * 1.4))
  return {
    ground: [
      ...all(tile => tile.greens, { fill: ink.green }),
      ...all(tile => tile.water, { fill: ink.water }),
    ],
    lines: [
      ...all(tile => tile.rivers, { stroke: ink.water, width: 1.6 }),
      ...(['casing', 'road'] as const).flatMap(part =>
        roads.flatMap((_, rank) =>
          all(tile => tile.roads[rank] ?? '', {
            stroke: ink[part],
            width: widths[rank]! + (part === 'casing' ? 1.2 : 0),
          }),
        ),
      ),
      ...all(tile => tile.railways, { stroke: ink.railway, width: 1.2, dash: [5, 3] }),
    ],
  }
}

const lengths = [5000, 2000, 1000, 500, 200, 100]
function scaleBar(camera: { lat: number; zoom: number }, size: Size): Shape[] {
  const metres = lengths.find(one => groundPixels(one, camera.lat, camera.zoom) <= 110) ?? 100
  const bar = groundPixels(metres, camera.lat, camera.zoom)
  const y = size.height - 12
  return [
    { kind: 'path', d: `M12 ${y - 5}V${y}H${(12 + bar).toFixed(1)}V${y - 5}`, stroke: ink, width: 1.5 },
    text({ x: 18 + bar, y }, metres < 1000 ? `${metres} m` : `${metres / 1000} km`, 11, { anchor: 'start' }),
  ]
}
