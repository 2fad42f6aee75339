/** Needs by cell as a surface of served values: bands of the one hue of needs, and a hatch where a cell tells little. */
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { hatchImage, ramp } from '../symbols.ts'

export const surfaceOpacity = 0.82

export function needsHeat({ layers, needsSurface }: Scene): Part {
  if (!layers.includes('needsHeat') || !needsSurface) return { sources: {}, layers: [] }
  const { cells, bands } = needsSurface
  const feature = (geometry: unknown, properties: Record<string, string>) => ({
    type: 'Feature' as const,
    geometry: geometry as never,
    properties,
  })
  return {
    sources: {
      'needs-surface': {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: [
            ...cells.map(({ id, geometry, state }) =>
              feature(geometry, { part: 'cell', id, hatch: hatchImage(state) }),
            ),
            ...bands.map((geometry, index) => feature(geometry, { part: 'band', colour: ramp[index + 1]! })),
          ],
        },
      },
    },
    layers: [
      {
        id: 'needs-surface-ground',
        type: 'fill',
        source: 'needs-surface',
        filter: ['==', ['get', 'part'], 'cell'],
        paint: { 'fill-color': ramp[0], 'fill-opacity': surfaceOpacity, 'fill-antialias': false },
      },
      {
        id: 'needs-surface-bands',
        type: 'fill',
        source: 'needs-surface',
        filter: ['==', ['get', 'part'], 'band'],
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': surfaceOpacity, 'fill-antialias': false },
      },
      {
        id: 'needs-surface-hatch',
        type: 'fill',
        source: 'needs-surface',
        filter: ['all', ['==', ['get', 'part'], 'cell'], ['!=', ['get', 'hatch'], '']],
        paint: { 'fill-pattern': ['image', ['get', 'hatch']] },
      },
    ],
  }
}
