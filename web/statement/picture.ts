/**
 * The map on paper as a list of shapes in pixels: one drawing for the printed page, the tagged PDF and both images.
 * It reads in greyscale, because each area bears its number or its word.
 */
import type { ResourceGroup } from '../../api/resources/codes.ts'
import { colourOf, fillOpacity } from '../map/layers/areas.ts'
import { built, railway, road, water } from '../map/layers/background.ts'
import { cellLine } from '../map/layers/cells.ts'
import { inks, roads } from '../map/layers/municipal.ts'
import { surfaceOpacity } from '../map/layers/needsHeat.ts'
import { legend as familiesOf } from '../map/layers/resources.ts'
import { type Framed, linkedCameras, type Shift } from '../map/linked.ts'
import type { TilePaths } from '../map/municipalTile.ts'
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
} from '../map/projection.ts'
import { centreMarks, resourceMarks, type Scene, spread } from '../map/scene.ts'
import {
  centreIcon,
  type Drawing,
  drawing,
  hatches,
  ink,
  type Pattern,
  ramp,
  type Stroke,
} from '../map/symbols.ts'
import type { Cell, Statement } from '../view/statement.ts'
import type { Camera } from '../view/view.ts'
import type { StatementWords } from '../words/statement.ts'
import { tell } from './tell.ts'

export type Picture = {
  scene: Scene
  /** What the classes measure, and each of them in words; one without words is not used. */
  scale: string
  classes: readonly string[]
  /** What a pattern is called that is no missing state. */
  called: Readonly<Record<string, string>>
  /** The column that labels the areas. */
  shows: string
  /** What is reached around a place: the page shows it from near, and all of it. */
  reach?: Reached | null
  /** What the surface of needs by cell measures, and its five classes in words. */
  surface?: { scale: string; classes: readonly string[]; hatched: Readonly<Record<Hatched, string>> } | null
  /** What the signs of resources and centres are called. */
  signs?: { families: Readonly<Record<ResourceGroup, string>>; centre: string; how: string } | null
  /** Two maps in place of one, at one scale and in one legend; `scene` is then the first one’s. */
  pair?: { maps: readonly [PairedMap, PairedMap]; shift: Shift } | null
  /** The municipality’s map was asked for and cannot be shown here: the page says so. */
  groundLeftOut?: boolean
  /** Tiles of the municipality’s map for this page; without them the ground is the schematic one. */
  tiles?: readonly TilePaths[]
}

/** One of two maps: its name and figure stand over it. */
export type PairedMap = Framed & {
  name: string
  figure: Cell
  unit: string
  scene: Scene
  /** By id of the area: what its label says. */
  says: ReadonlyMap<string, Cell>
}

type Hatched = keyof typeof hatches
/** Opaque, because not every printer mixes inks; thin, so that the surface stays seen. */
const printed = (state: Hatched): Drawing => printedHatches[state]
const printedHatches: Record<Hatched, Drawing> = {
  few: { ...hatches.few, strokes: hatches.few.strokes.map(({ d }) => ({ d, fill: '#6FA0BF' })) },
  uncertain: {
    ...hatches.uncertain,
    strokes: hatches.uncertain.strokes.map(({ d }) => ({ d, stroke: '#8393A4', width: 0.7 })),
  },
}
export type Reached = {
  shape: Geometry
  /** As the crow flies it is dashed: nobody walks so. */
  straight: boolean
  /** The place itself; none for an area. */
  at: LonLat | null
  label: string
}

export type PathShape = Stroke & {
  kind: 'path'
  opacity?: number
  at?: Pixel
  tile?: Drawing
  /** Rings inside rings are holes, whichever way they turn. */
  holes?: true
}
export type TextShape = {
  kind: 'text'
  x: number
  y: number
  text: string
  size: number
  bold: boolean
  anchor: 'start' | 'middle'
  fill: string
  halo: boolean
}
/** A drawing in a drawing, cut at its frame. */
export type FrameShape = Size & { kind: 'frame'; at: Pixel; shapes: readonly Shape[] }
export type Shape = PathShape | TextShape | FrameShape
export type Plan = Size & { shapes: readonly Shape[] }

type Geometry = { type: string; coordinates: unknown }

/** Widths of this typeface at 1 px, near enough to keep labels apart. */
const textWidth = (text: string, size: number, bold: boolean) => text.length * size * (bold ? 0.54 : 0.49)

const text = (at: Pixel, words: string, size: number, more: Partial<TextShape> = {}): TextShape => ({
  kind: 'text',
  ...at,
  text: words,
  size,
  bold: false,
  anchor: 'middle',
  fill: ink,
  halo: true,
  ...more,
})

/** The ground of a label, so that it is read over whatever is under it. */
const plate = ({ x, y, width, height }: Size & Pixel): PathShape => ({
  kind: 'path',
  d: `M${(x - width / 2).toFixed(1)} ${(y - height / 2).toFixed(1)}h${width.toFixed(1)}v${height}h${(-width).toFixed(1)}Z`,
  fill: '#FFFFFF',
  opacity: 0.9,
  stroke: '#9AA7B5',
  width: 0.6,
})

/** Where the page looks from: at all the areas, or at what is reached; undefined where there is nothing on the ground. */
export function cameraOf({ scene, reach }: Pick<Picture, 'scene' | 'reach'>, size: Size): Camera | undefined {
  const shown = reach ? [reach.shape] : scene.areas.map(({ area }) => area.geometry)
  const bounds = boundsOf(shown as never)
  return bounds ? framing(bounds, size, { top: 26, right: 26, bottom: 34, left: 26 }, 16) : undefined
}

/** Undefined where there is nothing on the ground to show. */
export function planOf(
  picture: Picture,
  statement: Statement,
  size: Size,
  w: StatementWords,
): Plan | undefined {
  if (picture.pair) return pairOf(picture.pair, size, w)
  const camera = cameraOf(picture, size)
  const rowOf = (id: string) =>
    statement.rows.find(({ target }) => target && 'area' in target && target.area === id)
  return camera && mapOf(picture, camera, size, w, id => rowOf(id)?.cells[picture.shows])
}

/** Over each map its name and figure; between the two a line. */
function pairOf(
  { maps, shift }: NonNullable<Picture['pair']>,
  size: Size,
  w: StatementWords,
): Plan | undefined {
  const head = 50
  const wide = size.width / 2
  const frame = { width: wide, height: size.height - head }
  const cameras = linkedCameras(maps, frame, shift)
  if (!cameras) return undefined
  const shapes = maps.flatMap(({ name, figure, unit, scene, says }, index): Shape[] => {
    const at = { x: index * wide, y: head }
    const { text: said, interval, quality } = tell(figure, w)
    const value = [said, interval && `(${interval})`, quality].filter(Boolean).join(' ')
    const line = (y: number, words: string, size: number, bold: boolean) => {
      const fitting = Math.min(size, ((wide - 20) * size) / textWidth(words, size, bold))
      return text({ x: at.x + 10, y }, words, fitting, { anchor: 'start', halo: false, bold })
    }
    return [
      line(20, name, 15, true),
      line(40, figure.kind === 'measured' ? `${value} · ${unit}` : value, 13, false),
      { kind: 'frame', at, ...mapOf({ scene }, cameras[index]!, frame, w, id => says.get(id)) },
    ]
  })
  const lines = `M0 ${head}H${size.width}M${wide} 0V${size.height}`
  return { ...size, shapes: [...shapes, { kind: 'path', d: lines, stroke: '#5B6672', width: 1 }] }
}

/** One map from one camera; `cellOf` is what the label of an area tells. */
function mapOf(
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

/** A fill, a tile or a sign in words; without any a heading of the lines after it, or a sentence of its own. */
export type LegendLine = {
  fill: string | null
  tile: Drawing | null
  text: string
  sign?: Drawing
  heading?: true
  note?: true
}

/** What the eye is shown beside the words. */
export function swatchOf({ fill, tile, sign }: LegendLine): Plan {
  if (sign) {
    const width = (sign.size * 30) / 16
    const at = { x: (width - sign.size) / 2, y: 0 }
    const shapes = sign.strokes.map((stroke): Shape => ({ kind: 'path', ...stroke, at }))
    return { width, height: sign.size, shapes }
  }
  const box = { kind: 'path' as const, d: 'M.5 .5H29.5V15.5H.5Z', stroke: ink, width: 0.8 }
  return { width: 30, height: 16, shapes: [{ ...box, ...(tile ? { tile } : fill ? { fill } : {}) }] }
}

/** The signs that this picture has; of what the screen shows and paper does not, that it is left out. */
function signsLegend({ scene, signs }: Picture, w: StatementWords): LegendLine[] {
  if (!signs) return []
  const seen = (layer: Scene['layers'][number]) => scene.layers.includes(layer)
  const said = (text: string): LegendLine => ({ fill: null, tile: null, text, note: true })
  const line = (icon: string, text: string): LegendLine[] => {
    const sign = drawing(icon)
    return sign ? [{ fill: null, tile: null, text, sign }] : []
  }
  const drawn = seen('resources') && !scene.tiles && scene.resources.length > 0
  const centres = seen('centres') && scene.centres.length > 0
  return [
    ...(drawn || centres ? [{ fill: null, tile: null, text: w.signs.title, heading: true as const }] : []),
    ...(centres ? line(centreIcon(false), signs.centre) : []),
    ...(drawn
      ? familiesOf(scene)
          .filter(({ count }) => count > 0)
          .flatMap(({ icon, group }) => line(icon, signs.families[group]))
      : []),
    ...(drawn ? [said(`${signs.how}; ${w.signs.several}`)] : []),
    ...(seen('resources') && scene.tiles ? [said(w.signs.tooMany)] : []),
    ...(seen('heat') ? [said(w.signs.noHeat)] : []),
  ]
}

function surfaceLegend({ scene, surface }: Picture): LegendLine[] {
  const { needsSurface, layers } = scene
  if (!surface || !needsSurface || !layers.includes('needsHeat')) return []
  const here = (state: Hatched) => needsSurface.cells.some(cell => cell.state === state)
  return [
    { fill: null, tile: null, text: surface.scale, heading: true },
    ...surface.classes.map((text, index) => ({ fill: ramp[index]!, tile: null, text })),
    ...(['uncertain', 'few'] as const)
      .filter(here)
      .map(state => ({ fill: null, tile: printed(state), text: surface.hatched[state] })),
  ]
}

/** Classes and missing states that this picture has, in words. */
export function legendOf(picture: Picture, w: StatementWords): LegendLine[] {
  const { scene, classes, called, pair } = picture
  const fills = (pair?.maps ?? [{ scene }]).flatMap(one => one.scene.areas.map(({ fill }) => fill))
  const coloured = fills.some(fill => typeof fill === 'number')
  return [
    ...(coloured
      ? classes.flatMap((text, index) => (text ? [{ fill: colourOf(index), tile: null, text }] : []))
      : []),
    ...Object.entries(called)
      .filter(([pattern]) => fills.includes(pattern as Pattern))
      .map(([pattern, text]) => ({ fill: null, tile: drawing(`pattern/${pattern}`) ?? null, text })),
    ...(['few', 'not_recorded', 'not_covered', 'not_published'] as const)
      .filter(state => fills.includes(state))
      .map(state => ({ fill: null, tile: drawing(`pattern/${state}`) ?? null, text: w.missing[state] })),
    ...surfaceLegend(picture),
    ...signsLegend(picture, w),
    ...(picture.groundLeftOut
      ? [{ fill: null, tile: null, text: w.signs.noGround, note: true as const }]
      : []),
  ]
}

/** The picture as an image of its own: title above, legend and source below, all in the same shapes. */
export function posterOf(
  plan: Plan,
  words: { title: string; scale: string; legend: readonly LegendLine[]; source: string },
): Plan {
  const margin = 20
  const width = plan.width + 2 * margin
  const titles = wrapped(words.title, width - 2 * margin, 20, true)
  const sources = wrapped(words.source, width - 2 * margin, 11, false)
  const top = margin + titles.length * 26 + 6
  const below = top + plan.height + 22
  const perLine = Math.max(1, Math.floor((width - 2 * margin) / 190))
  const legendRows = Math.ceil(words.legend.length / perLine)
  const sourceAt = below + 22 + legendRows * 24 + 10
  const height = sourceAt + sources.length * 15 + margin
  const start = { anchor: 'start' as const, halo: false }
  return {
    width,
    height,
    shapes: [
      { kind: 'path', d: `M0 0H${width}V${height}H0Z`, fill: '#FFFFFF' },
      { kind: 'frame', at: { x: margin, y: top }, ...plan },
      {
        kind: 'path',
        d: `M${margin} ${top}H${margin + plan.width}V${top + plan.height}H${margin}Z`,
        stroke: '#5B6672',
        width: 1,
      },
      ...titles.map((line, index) =>
        text({ x: margin, y: margin + 18 + index * 26 }, line, 20, { ...start, bold: true }),
      ),
      text({ x: margin, y: below }, words.scale, 13, { ...start, bold: true }),
      ...words.legend.flatMap(({ fill, tile, text: said, sign, heading, note }, index): Shape[] => {
        const x = margin + (index % perLine) * 190
        const y = below + 12 + Math.floor(index / perLine) * 24
        const box = { kind: 'path' as const, d: 'M0 0H30V16H0Z', at: { x, y }, stroke: ink, width: 0.8 }
        if (heading) return [text({ x, y: y + 13 }, said, 13, { ...start, bold: true })]
        if (note) return [text({ x, y: y + 13 }, said, 11, start)]
        if (sign)
          return [
            ...sign.strokes.map(
              (stroke): Shape => ({
                kind: 'path',
                ...stroke,
                at: { x: x + 15 - sign.size / 2, y: y + 8 - sign.size / 2 },
              }),
            ),
            text({ x: x + 38, y: y + 13 }, said, 13, start),
          ]
        return [
          { ...box, ...(tile ? { tile } : fill ? { fill } : {}) },
          text({ x: x + 38, y: y + 13 }, said, 13, start),
        ]
      }),
      ...sources.map((line, index) => text({ x: margin, y: sourceAt + index * 15 }, line, 11, start)),
    ],
  }
}

/** Lines that fit; a word longer than a line is cut where it ends. */
function wrapped(words: string, width: number, size: number, bold: boolean): string[] {
  const most = Math.floor(width / (size * (bold ? 0.54 : 0.49)))
  const lines: string[] = []
  let line = ''
  for (const word of words.split(/\s+/).flatMap(one => one.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])) {
    if (line && line.length + 1 + word.length > most) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}
