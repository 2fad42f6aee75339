/** The schematic ground: built-up places, river, railway, roads and names, quiet under everything else. */
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { font } from '../symbols.ts'

export const ground = '#F3F3EF'
export const built = '#E9E8E2'
export const water = '#A9C8DE'
export const railway = '#8A8F96'
export const road = '#FFFFFF'
export const nameInk = '#5A6470'

/** Three parts, because need lies on the ground and under river, railway and names. */
export function background(scene: Scene): { ground: Part; over: Part; names: Part } {
  const shown = (scene.ground ?? 'schematic') === 'schematic' ? scene.background : null
  const data = shown ?? { type: 'FeatureCollection', features: [] }
  return {
    ground: {
      sources: { background: { type: 'geojson', data: data as never } },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': ground } },
        {
          id: 'built',
          type: 'fill',
          source: 'background',
          filter: ['==', ['get', 'kind'], 'built'],
          paint: { 'fill-color': built },
        },
      ],
    },
    over: {
      sources: {},
      layers: [
        {
          id: 'road',
          type: 'line',
          source: 'background',
          filter: ['==', ['get', 'kind'], 'road'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': road, 'line-opacity': 0.75, 'line-width': 2 },
        },
        {
          id: 'river',
          type: 'line',
          source: 'background',
          filter: ['==', ['get', 'kind'], 'river'],
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': water, 'line-width': 5 },
        },
        {
          id: 'railway',
          type: 'line',
          source: 'background',
          filter: ['==', ['get', 'kind'], 'railway'],
          paint: { 'line-color': railway, 'line-width': 1.4, 'line-dasharray': [5, 3] },
        },
        {
          id: 'station',
          type: 'circle',
          source: 'background',
          filter: ['==', ['get', 'kind'], 'station'],
          paint: {
            'circle-radius': 3,
            'circle-color': '#FFFFFF',
            'circle-stroke-color': railway,
            'circle-stroke-width': 1.5,
          },
        },
      ],
    },
    names: {
      sources: {},
      layers: [
        {
          id: 'names',
          type: 'symbol',
          source: 'background',
          filter: ['in', ['get', 'kind'], ['literal', ['neighbourhood', 'station']]],
          minzoom: 12,
          layout: {
            'text-field': ['get', 'name'],
            'text-font': [font],
            'text-size': 12,
            'text-padding': 6,
            'text-variable-anchor': ['top', 'bottom'],
            'text-radial-offset': 0.5,
          },
          paint: {
            'text-color': nameInk,
            'text-halo-color': 'rgba(255,255,255,0.85)',
            'text-halo-width': 1.4,
          },
        },
      ],
    },
  }
}
