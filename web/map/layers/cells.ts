/** Outlines of the statistical map cells, without a number in them: none is published by cell yet. */
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'

export const cellLine = { colour: '#5A6F86', width: 1, dash: [3, 2] }

export function cells(scene: Scene): Part {
  if (!scene.layers.includes('cells')) return { sources: {}, layers: [] }
  const features = scene.cells.map(({ geometry, properties }) => ({
    type: 'Feature' as const,
    geometry,
    properties: { id: properties.id },
  }))
  return {
    sources: { cells: { type: 'geojson', data: { type: 'FeatureCollection', features: features as never } } },
    layers: [
      {
        id: 'cells',
        type: 'line',
        source: 'cells',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': cellLine.colour,
          'line-width': cellLine.width,
          'line-dasharray': cellLine.dash,
        },
      },
    ],
  }
}
