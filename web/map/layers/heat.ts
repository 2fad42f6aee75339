/** Where resources are dense, by a radius in metres on the ground: the same place is as warm at every zoom. */
import type { ExpressionSpecification } from 'maplibre-gl'
import { tileZooms } from '../../../api/resources/size.codes.ts'
import { heated } from '../heated.ts'
import { groundPixels } from '../projection.ts'
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { ink } from '../symbols.ts'

/** Parallel of Potenza, for the radius where no single resource is at hand, degrees. */
const potenza = 40.64
/** MapLibre's own range of zooms. */
const lastZoom = 24

/**
 * Pixels of a length on the ground double with each zoom, so an interpolation of base 2 between two zooms is
 * exact at all of them.
 */
export const radiusInPixels = (metres: number, lat: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  0,
  groundPixels(metres, lat, 0),
  lastZoom,
  groundPixels(metres, lat, lastZoom),
]

/** Ink, not the hue of needs: supply and demand are never mistaken for one another. */
export const heatInk = ink

/** Of tiles a point stands for a group, so near ones must reach one another: half of the distance between groups. */
const groupPixels = 36

const densities: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['heatmap-density'],
  0,
  'rgba(23,50,77,0)',
  0.15,
  'rgba(23,50,77,0.15)',
  0.5,
  'rgba(23,50,77,0.5)',
  1,
  'rgba(23,50,77,0.9)',
]

/** Metres on the ground wherever they are wider than the groups of the tiles. */
export const radiusOfGroups = (metres: number, lat: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  ...Array.from({ length: lastZoom + 1 }, (_, zoom) => [
    zoom,
    Math.max(groupPixels, groundPixels(metres, lat, zoom)),
  ]).flat(),
]

export function heat(scene: Scene): Part {
  if (!scene.layers.includes('heat')) return { sources: {}, layers: [] }
  const paint = { 'heatmap-intensity': 0.5, 'heatmap-opacity': 0.6, 'heatmap-color': densities } as const
  if (scene.heatTiles)
    return {
      sources: {
        'heat-tiles': {
          type: 'vector',
          tiles: [scene.heatTiles],
          minzoom: tileZooms.min,
          maxzoom: tileZooms.max,
        },
      },
      layers: [
        {
          id: 'heat',
          type: 'heatmap',
          source: 'heat-tiles',
          'source-layer': 'marks',
          paint: {
            ...paint,
            // A group of a thousand is not a thousand times as warm: each step of ten is as much again.
            'heatmap-weight': ['+', 1, ['log10', ['coalesce', ['get', 'count'], 1]]],
            'heatmap-radius': radiusOfGroups(scene.heatMetres, potenza),
          },
        },
      ],
    }
  const places = (scene.heated ?? heated(scene.resources, 'count')).places
  const middle = places.length > 0 ? places.reduce((sum, { at: [, lat] }) => sum + lat, 0) / places.length : 0
  return {
    sources: {
      heat: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: places.map(({ at, weight }) => ({
            type: 'Feature' as const,
            geometry: { type: 'Point' as const, coordinates: [...at] },
            properties: { weight },
          })),
        },
      },
    },
    layers: [
      {
        id: 'heat',
        type: 'heatmap',
        source: 'heat',
        paint: {
          ...paint,
          'heatmap-weight': ['get', 'weight'],
          'heatmap-radius': radiusInPixels(scene.heatMetres, middle),
        },
      },
    ],
  }
}
