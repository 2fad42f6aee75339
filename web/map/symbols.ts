/** How every symbol and pattern of the map is drawn: strokes used alike by the canvas, the SVG and the legend. */
import type { ResourceGroup } from '../../api/resources/contract.ts'
import type { CellState } from '../view/cells.ts'
import type { GapWord } from '../view/gap.ts'
import type { Missing } from '../view/select.ts'

/** The key of `font-faces` and of every `text-font`. */
export const font = 'Titillium Web'
export const ink = '#17324D'
export const accent = '#0059B3'
/** Need: one neutral hue from few to many. */
export const ramp = ['#E8F1F5', '#B7D3E1', '#86B2CA', '#4C88AC', '#2F6E95'] as const
const staleInk = '#6B7684'
/** Still 3:1 on white. */
const fadedInk = '#8C95A0'

export type Stroke = { d: string; fill?: string; stroke?: string; width?: number; dash?: readonly number[] }
export type Drawing = { size: number; strokes: readonly Stroke[] }

const disc = (cx: number, cy: number, r: number) =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`

/** Shape = family, in a box of 24. */
export const shapes: Record<ResourceGroup, string> = {
  access_guidance: disc(12, 12, 6),
  poverty_basic: 'M6.5 6.5h11v11h-11Z',
  shelter_housing: 'M12 5L18 10.5V18H6V10.5Z',
  minors_family: 'M12 5.2L18.8 17.5H5.2Z',
  youth: 'M5.2 6.5H18.8L12 18.8Z',
  elderly: 'M12 4.6L19.4 12L12 19.4L4.6 12Z',
  disability_care: 'M8.4 5.7H15.6L19.2 12L15.6 18.3H8.4L4.8 12Z',
  health: 'M9.6 5.5h4.8v4.1h4.1v4.8h-4.1v4.1H9.6v-4.1H5.5V9.6h4.1Z',
  work_training: 'M8.2 6.5H15.8L19.2 17.5H4.8Z',
  culture_sport_community:
    'M12 4.2L14.1 9.1L19.4 9.6L15.4 13.1L16.6 18.3L12 15.6L7.4 18.3L8.6 13.1L4.6 9.6L9.9 9.1Z',
}
export const families = Object.keys(shapes) as ResourceGroup[]
/** Slices that a donut out of tiles is told in. */
export const donutParts = 24

/** Tints of a donut's slices; the count inside and the list beside it say the same without them. */
export const tints: Record<ResourceGroup, string> = {
  access_guidance: '#17324D',
  poverty_basic: '#8AA5BF',
  shelter_housing: '#48637E',
  minors_family: '#C3D2E0',
  youth: '#2F4B67',
  elderly: '#A6BCD0',
  disability_care: '#5F7B97',
  health: '#DCE5ED',
  work_training: '#3B5671',
  culture_sport_community: '#7590AB',
}

export type ResourceLook = {
  group: ResourceGroup
  stale: boolean
  faded: boolean
  active: boolean
  selected: boolean
}

/** Names of images say all that is drawn, so an image can be made when the map first misses it. */
export const resourceIcon = ({ group, stale, faded, active, selected }: ResourceLook): string =>
  [
    'resource',
    group,
    faded ? 'faded' : stale ? 'stale' : 'fresh',
    active ? 'active' : 'inactive',
    selected ? 'selected' : '',
  ].join('/')
export const centreIcon = (selected: boolean): string => (selected ? 'centre/selected' : 'centre')
export const clusterIcon = (counts: Partial<Record<ResourceGroup, number>>): string =>
  `donut/${families.map(family => counts[family] ?? 0).join('-')}`
/** Of a cell on the surface of needs; a sound one has none. */
export const hatchImage = (state: CellState): string => (state === 'sound' ? '' : `hatch/${state}`)
/** What an area can be filled with that is not a class of the ramp. */
export type Pattern = Missing | GapWord
export const patternImage = (state: Pattern): string => `pattern/${state}`

/** Whole, dashed, dotted: the older what is known, the less of a line, without a colour to tell apart. */
const ages: Record<string, { ink: string; dash?: readonly number[] }> = {
  fresh: { ink },
  stale: { ink: staleInk, dash: [2.4, 1.8] },
  faded: { ink: fadedInk, dash: [1, 2.6] },
}

function resource(group: ResourceGroup, age: string, active: boolean, selected: boolean): Stroke[] {
  const { ink: line, dash } = ages[age] ?? ages.fresh!
  const halo: Stroke[] = selected
    ? [{ d: disc(12, 12, 11), fill: '#FFFFFF', stroke: accent, width: 2 }]
    : [{ d: shapes[group], stroke: '#FFFFFF', width: 5 }]
  const body: Stroke = {
    d: shapes[group],
    fill: '#FFFFFF',
    stroke: line,
    width: 2,
    ...(dash ? { dash } : {}),
  }
  return [...halo, body, ...(active ? [] : [{ d: 'M5 19L19 5', stroke: line, width: 1.8 }])]
}

const house = 'M12 6.6L17.4 11.2V17H6.6V11.2Z'
const centre = (selected: boolean): Stroke[] => [
  { d: disc(12, 12, 10.6), fill: '#FFFFFF', ...(selected ? { stroke: ink, width: 2 } : {}) },
  { d: disc(12, 12, 9.2), fill: accent },
  { d: house, fill: '#FFFFFF' },
]

function slice(from: number, to: number, outer: number, inner: number, centreAt: number): string {
  const point = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2
    return `${(centreAt + radius * Math.cos(angle)).toFixed(2)} ${(centreAt + radius * Math.sin(angle)).toFixed(2)}`
  }
  const end = Math.min(to, from + 0.9999)
  const large = end - from > 0.5 ? 1 : 0
  return `M${point(from, outer)}A${outer} ${outer} 0 ${large} 1 ${point(end, outer)}L${point(end, inner)}A${inner} ${inner} 0 ${large} 0 ${point(from, inner)}Z`
}

function donut(counts: number[]): Stroke[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const strokes: Stroke[] = [{ d: disc(20, 20, 19), fill: '#FFFFFF' }]
  let before = 0
  counts.forEach((count, index) => {
    if (count > 0)
      strokes.push({
        d: slice(before / total, (before + count) / total, 18, 11, 20),
        fill: tints[families[index]!],
        stroke: '#FFFFFF',
        width: 1,
      })
    before += count
  })
  return strokes
}

/** Undefined for a name nobody gave. */
export function drawing(image: string): Drawing | undefined {
  const [kind, ...rest] = image.split('/')
  if (kind === 'centre') return { size: 30, strokes: scaled(centre(rest[0] === 'selected'), 30 / 24) }
  if (kind === 'donut') return { size: 40, strokes: donut(rest[0]!.split('-').map(Number)) }
  if (kind === 'resource') {
    const [group, freshness, status, selected] = rest as [ResourceGroup, string, string, string]
    const size = selected ? 30 : 24
    return {
      size,
      strokes: scaled(resource(group, freshness, status === 'active', selected !== ''), size / 24),
    }
  }
  if (kind === 'hatch') return hatches[rest[0] as keyof typeof hatches]
  if (kind === 'pattern') return patterns[rest[0] as Pattern]
  return undefined
}

const scaled = (strokes: Stroke[], factor: number): Stroke[] =>
  factor === 1
    ? strokes
    : strokes.map(stroke => ({
        ...stroke,
        d: scalePath(stroke.d, factor),
        width: (stroke.width ?? 0) * factor,
      }))

/** Every number of a path times a factor; the flags of its arcs stay as they are. */
export function scalePath(d: string, factor: number): string {
  return d.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_all, command: string, rest: string) => {
    const numbers = rest.match(/-?\d*\.?\d+/g)?.map(Number) ?? []
    const arc = command.toLowerCase() === 'a'
    return (
      command +
      numbers
        .map((number, index) =>
          arc && [2, 3, 4].includes(index % 7) ? number : +(number * factor).toFixed(3),
        )
        .join(' ')
    )
  })
}

const paper = '#F7F7F4'
const faint = '#7C8794'
/** Over a surface, which stays seen between the strokes: dots for few or none, lines for a wide interval. */
export const hatches: Record<Exclude<CellState, 'sound'>, Drawing> = {
  few: {
    size: 10,
    strokes: [{ d: disc(2.5, 2.5, 0.8) + disc(7.5, 7.5, 0.8), fill: 'rgba(76,136,172,0.75)' }],
  },
  uncertain: {
    size: 8,
    strokes: [{ d: 'M-1 1L1 -1M0 8L8 0M7 9L9 7', stroke: 'rgba(23,50,77,0.42)', width: 0.8 }],
  },
}
/** Four missing states, the four words of the gap and its doubt: patterns that differ without colour. */
export const patterns: Record<Pattern, Drawing> = {
  gap: {
    size: 12,
    strokes: [
      { d: 'M0 0H12V12H0Z', fill: '#B7D3E1' },
      { d: 'M-2 2L2 -2M-1 13L13 -1M10 14L14 10', stroke: '#2F6E95', width: 2.4 },
    ],
  },
  pressure: { size: 12, strokes: [{ d: 'M0 0H12V12H0Z', fill: '#86B2CA' }] },
  untapped: {
    size: 14,
    strokes: [
      { d: 'M0 0H14V14H0Z', fill: '#E6F1EC' },
      { d: 'M3.5 1V6M1 3.5H6M10.5 8V13M8 10.5H13', stroke: '#1F7A5C', width: 1.5 },
    ],
  },
  silent: {
    size: 12,
    strokes: [
      { d: 'M0 0H12V12H0Z', fill: '#F6F1E7' },
      { d: 'M-1 -1L13 13M-1 11L1 13M11 -1L13 1', stroke: '#A39676', width: 1.2 },
    ],
  },
  unclear: {
    size: 16,
    strokes: [
      { d: 'M0 0H16V16H0Z', fill: '#F1F5F8' },
      { d: 'M2.5 8Q5 4.5 8 8T13.5 8', stroke: '#6B7684', width: 1.3 },
    ],
  },
  few: {
    size: 12,
    strokes: [
      { d: 'M0 0H12V12H0Z', fill: '#F3F7F9' },
      { d: disc(3, 3, 1.1) + disc(9, 9, 1.1), fill: '#4C88AC' },
    ],
  },
  not_recorded: { size: 12, strokes: [{ d: 'M0 0H12V12H0Z', fill: '#FFFFFF' }] },
  not_covered: {
    size: 12,
    strokes: [
      { d: 'M0 0H12V12H0Z', fill: paper },
      { d: 'M-1 1L1 -1M0 12L12 0M11 13L13 11', stroke: faint, width: 1.1 },
    ],
  },
  not_published: {
    size: 12,
    strokes: [
      { d: 'M0 0H12V12H0Z', fill: '#EEF1F4' },
      { d: 'M1 3H6M7 9H12', stroke: faint, width: 1.1 },
    ],
  },
}
export const patternNames = Object.keys(patterns) as Pattern[]
