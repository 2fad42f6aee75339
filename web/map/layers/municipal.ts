/**
 * The municipality’s map out of its tiles, quiet under everything else. One set of rules for both schemas of Protomaps:
 * the older tells kinds in `pmap:kind` and keeps railways and waterways in layers of their own, version 4 in `kind`.
 */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import type { Municipal } from '../municipal.ts'
import type { Part } from '../style.ts'
import { font } from '../symbols.ts'

/** How the tiles are drawn: quiet on a screen, in lines that a printer keeps, or in black and white alone. */
export const looks = ['screen', 'print', 'contrast'] as const
export type Look = (typeof looks)[number]

export type Ink = {
  ground: string
  green: string
  water: string
  building: string
  road: string
  casing: string
  railway: string
  name: string
  halo: string
}
export const inks: Record<Look, Ink> = {
  screen: {
    ground: '#F3F3EF',
    green: '#E6EBDF',
    water: '#C3D9E8',
    building: '#E4E2DA',
    road: '#FFFFFF',
    casing: '#D3D2CB',
    railway: '#9A9FA6',
    name: '#4E5863',
    halo: 'rgba(255,255,255,0.9)',
  },
  print: {
    ground: '#FFFFFF',
    green: '#F4F4F4',
    water: '#DDDDDD',
    building: '#EEEEEE',
    road: '#FFFFFF',
    casing: '#9A9A9A',
    railway: '#5A5A5A',
    name: '#222222',
    halo: '#FFFFFF',
  },
  contrast: {
    ground: '#FFFFFF',
    green: '#FFFFFF',
    water: '#D6E6F2',
    building: '#FFFFFF',
    road: '#FFFFFF',
    casing: '#000000',
    railway: '#000000',
    name: '#000000',
    halo: '#FFFFFF',
  },
}

export const source = 'municipal'
const kind: ExpressionSpecification = ['coalesce', ['get', 'pmap:kind'], ['get', 'kind'], '']
const among = (kinds: readonly string[]): FilterSpecification => ['in', kind, ['literal', [...kinds]]]
const isArea: FilterSpecification = ['==', ['geometry-type'], 'Polygon']
const isLine: FilterSpecification = ['==', ['geometry-type'], 'LineString']

export const greens = [
  'park',
  'forest',
  'wood',
  'nature_reserve',
  'grass',
  'garden',
  'cemetery',
  'golf_course',
  'pitch',
  'playground',
  'recreation_ground',
  'scrub',
  'meadow',
  'village_green',
] as const
/** Widest last, so that the large lie over the small. Widths in pixels at zoom 12 and at 18. */
export const roads = [
  { kinds: ['minor_road', 'other'], from: 13, width: [0.5, 11] },
  { kinds: ['medium_road'], from: 11, width: [1, 14] },
  { kinds: ['major_road'], from: 9, width: [1.6, 18] },
  { kinds: ['highway'], from: 6, width: [2.2, 20] },
] as const
/** Footpaths are no streets: among the `other` of the older schema they are told by their tag. */
const paths = ['footway', 'path', 'steps', 'cycleway', 'track', 'service', 'corridor']
const noPath: FilterSpecification = ['!', ['in', ['coalesce', ['get', 'highway'], ''], ['literal', paths]]]
export const isPath = (highway: unknown) => paths.includes(String(highway ?? ''))
export const settled = [
  'city',
  'town',
  'village',
  'locality',
  'hamlet',
  'suburb',
  'neighbourhood',
  'quarter',
  'macrohood',
] as const

const growing = ([at12, at18]: readonly [number, number], wider = 0): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  12,
  at12 + wider,
  18,
  at18 + wider,
]

/** Three parts, as of the schematic ground. */
export function municipal({ url, bounds, minZoom, maxZoom, look }: Municipal): {
  ground: Part
  over: Part
  names: Part
} {
  const ink = inks[look]
  const layer = (id: string, from: string, rest: object) =>
    ({ id: `municipal-${id}`, source, 'source-layer': from, ...rest }) as LayerSpecification
  const text = (size: number) => ({
    'text-field': ['get', 'name'],
    'text-font': [font],
    'text-size': size,
    'text-padding': 4,
  })
  const written = { 'text-color': ink.name, 'text-halo-color': ink.halo, 'text-halo-width': 1.4 }
  return {
    ground: {
      sources: {
        [source]: {
          type: 'vector',
          tiles: [`pmtiles://${url}/{z}/{x}/{y}`],
          bounds: [...bounds],
          minzoom: minZoom,
          maxzoom: maxZoom,
        },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': ink.ground } },
        ...['landuse', 'natural'].map(from =>
          layer(`green-${from}`, from, {
            type: 'fill',
            filter: [
              'all',
              isArea,
              from === 'natural'
                ? [
                    'in',
                    ['coalesce', ['get', 'natural'], ['get', 'landuse'], ['get', 'leisure'], ''],
                    ['literal', [...greens]],
                  ]
                : among(greens),
            ],
            paint: { 'fill-color': ink.green },
          }),
        ),
        layer('water', 'water', { type: 'fill', filter: isArea, paint: { 'fill-color': ink.water } }),
        layer('buildings', 'buildings', {
          type: 'fill',
          minzoom: 14,
          filter: isArea,
          paint: {
            'fill-color': ink.building,
            ...(look === 'contrast' ? { 'fill-outline-color': '#000000' } : {}),
          },
        }),
      ],
    },
    over: {
      sources: {},
      layers: [
        // The older schema keeps rivers apart, version 4 among the water.
        ...['physical_line', 'water'].map(from =>
          layer(`river-${from}`, from, {
            type: 'line',
            filter: from === 'water' ? ['all', isLine, among(['river', 'stream', 'canal'])] : isLine,
            paint: { 'line-color': ink.water, 'line-width': growing([1, 6]) },
          }),
        ),
        ...[true, false].flatMap(casing =>
          roads.map(({ kinds, from, width }) =>
            layer(`${casing ? 'casing' : 'road'}-${kinds[0]}`, 'roads', {
              type: 'line',
              minzoom: from,
              filter: ['all', isLine, among(kinds), noPath],
              layout: { 'line-cap': 'round', 'line-join': 'round' },
              paint: casing
                ? { 'line-color': ink.casing, 'line-width': growing(width, 1.2) }
                : { 'line-color': ink.road, 'line-width': growing(width) },
            }),
          ),
        ),
        ...['transit', 'roads'].map(from =>
          layer(`railway-${from}`, from, {
            type: 'line',
            minzoom: 10,
            filter: [
              'all',
              isLine,
              among(['railway', 'rail']),
              ['!=', ['coalesce', ['get', 'railway'], ''], 'tram'],
            ],
            paint: { 'line-color': ink.railway, 'line-width': 1.2, 'line-dasharray': [5, 3] },
          }),
        ),
      ],
    },
    names: {
      sources: {},
      layers: [
        layer('streets', 'roads', {
          type: 'symbol',
          minzoom: 15,
          filter: ['all', isLine, ['has', 'name'], among(roads.flatMap(({ kinds }) => kinds))],
          layout: { ...text(11), 'symbol-placement': 'line' },
          paint: written,
        }),
        layer('places', 'places', {
          type: 'symbol',
          filter: ['all', ['has', 'name'], among(settled)],
          layout: {
            ...text(12),
            'text-size': ['match', kind, ['city', 'town', 'locality'], 14, 12],
            'symbol-sort-key': ['match', kind, ['city'], 0, ['town', 'locality'], 1, ['village'], 2, 3],
          },
          paint: written,
        }),
      ],
    },
  }
}
