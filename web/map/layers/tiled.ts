/** Resources out of tiles: the marks that `resourceMarks` would make, read from the properties of the tiles. */
import type { ExpressionSpecification } from 'maplibre-gl'
import { tileZooms } from '../../../api/resources/size.codes.ts'
import type { Part } from '../style.ts'
import { donutParts, families, font, ink } from '../symbols.ts'

/** A donut in a few dozens of parts: as many images as there are looks, not as there are counts. */
const share = (family: string): ExpressionSpecification => [
  'to-string',
  ['round', ['/', ['*', donutParts, ['coalesce', ['get', family], 0]], ['get', 'count']]],
]
const donut: ExpressionSpecification = [
  'concat',
  'donut/',
  ...families.flatMap((family, index): (string | ExpressionSpecification)[] =>
    index === 0 ? [share(family)] : ['-', share(family)],
  ),
]
const single: ExpressionSpecification = [
  'concat',
  'resource/',
  ['get', 'group'],
  '/',
  ['get', 'age'],
  '/',
  ['case', ['get', 'active'], 'active', 'inactive'],
  '/',
]
/** 999, 1k, 12k: what fits into a donut. */
const label: ExpressionSpecification = [
  'case',
  ['!', ['has', 'count']],
  '',
  ['<', ['get', 'count'], 1000],
  ['to-string', ['get', 'count']],
  ['concat', ['to-string', ['round', ['/', ['get', 'count'], 1000]]], 'k'],
]

/** @param tiles address of a tile, with {z}, {x} and {y} */
export const tiled = (tiles: string): Part => ({
  sources: {
    'resource-tiles': {
      type: 'vector',
      tiles: [tiles],
      minzoom: tileZooms.min,
      maxzoom: tileZooms.max,
    },
  },
  layers: [
    {
      id: 'resource-tiles-shapes',
      type: 'line',
      source: 'resource-tiles',
      'source-layer': 'shapes',
      paint: { 'line-color': ink, 'line-width': 1.5 },
    },
    {
      id: 'resource-tiles-marks',
      type: 'symbol',
      source: 'resource-tiles',
      'source-layer': 'marks',
      layout: {
        'icon-image': ['image', ['case', ['has', 'count'], donut, single]],
        // A crowd a hundred times as large is drawn a little larger, not a hundred times.
        'icon-size': ['step', ['coalesce', ['get', 'count'], 1], 1, 100, 1.12, 1000, 1.28, 10_000, 1.45],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['coalesce', ['get', 'count'], 0],
        'text-field': label,
        'text-font': [font],
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ink },
    },
  ],
})
