/** Where resources are dense, by a radius in metres on the ground: the same place is as warm at every zoom. */
import type { ExpressionSpecification } from 'maplibre-gl'
import { heated } from '../heated.ts'
import { groundPixels } from '../projection.ts'
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { ink } from '../symbols.ts'
import { tiledHeat } from './heatTiled.ts'

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

export const heatColour: ExpressionSpecification = [
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

export function heat(scene: Scene): Part {
  if (!scene.layers.includes('heat')) return { sources: {}, layers: [] }
  if (scene.heatTiles) return tiledHeat(scene, scene.heatTiles)
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
          'heatmap-weight': ['get', 'weight'],
          'heatmap-radius': radiusInPixels(scene.heatMetres, middle),
          'heatmap-intensity': 0.5,
          'heatmap-opacity': 0.6,
          'heatmap-color': heatColour,
        },
      },
    ],
  }
}
