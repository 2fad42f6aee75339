/** Resources: shape = family, dashed grey = to be verified, dotted = for long, struck through = not open; crowds become donuts. */
import type { ResourceGroup } from '../../../api/resources/contract.ts'
import type { Mark, Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { font, ink, resourceIcon, shapes } from '../symbols.ts'
import { tiled } from './tiled.ts'

/** One entry for each family, as a button that isolates it. */
export const legend = (scene: Pick<Scene, 'resources'>) =>
  (Object.keys(shapes) as ResourceGroup[]).map(group => ({
    group,
    icon: resourceIcon({ group, stale: false, faded: false, active: true, selected: false }),
    count: scene.resources.filter(({ properties }) => properties.group === group).length,
  }))

export const markFeatures = (marks: readonly Mark[]) =>
  marks.map(({ target, at, icon, count }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [...at] },
    properties: { target, icon, count: count > 1 ? String(count) : '' },
  }))

export function resources(scene: Scene, marks: readonly Mark[]): Part {
  if (!scene.layers.includes('resources')) return { sources: {}, layers: [] }
  const wide = scene.resources.flatMap(({ geometry, properties }) =>
    geometry && geometry.type !== 'Point'
      ? [{ type: 'Feature' as const, geometry, properties: { target: `resource:${properties.id}` } }]
      : [],
  )
  const far = scene.tiles ? tiled(scene.tiles) : { sources: {}, layers: [] }
  return {
    sources: {
      ...far.sources,
      'resource-shapes': {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: wide as never },
      },
      resources: {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: markFeatures(marks) },
      },
    },
    layers: [
      ...far.layers,
      {
        id: 'resource-shapes',
        type: 'line',
        source: 'resource-shapes',
        paint: { 'line-color': ink, 'line-width': 1.5 },
      },
      {
        id: 'resources',
        type: 'symbol',
        source: 'resources',
        layout: {
          'icon-image': ['image', ['get', 'icon']],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'text-field': ['get', 'count'],
          'text-font': [font],
          'text-size': 13,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': ink },
      },
    ],
  }
}
