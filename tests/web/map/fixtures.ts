/** A small scene: two areas, some resources, everything the map can be asked to draw. */
import type { ResourceGroup } from '../../../api/resources/contract.ts'
import type { PaintedArea, Scene } from '../../../web/map/scene.ts'
import { shapes } from '../../../web/map/symbols.ts'
import { layerNames } from '../../../web/view/view.ts'

export const square = (id: string, lon: number, lat: number, side = 0.02): PaintedArea['area'] =>
  ({
    type: 'Feature',
    id,
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [lon, lat],
            [lon + side, lat],
            [lon + side, lat + side],
            [lon, lat + side],
            [lon, lat],
          ],
        ],
      ],
    },
    properties: { id, name: id, labelAt: [lon + side / 2, lat + side / 2], isDemo: true },
  }) as never

const groups = Object.keys(shapes) as ResourceGroup[]
export const givenResources = (count: number, at: [number, number] = [15.8, 40.64]): Scene['resources'] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'Feature' as const,
    id: `r${index}`,
    geometry: {
      type: 'Point' as const,
      coordinates: [at[0] + (index % 10) * 0.001, at[1] + Math.floor(index / 10) * 0.001],
    },
    properties: {
      id: `r${index}`,
      name: `Risorsa ${index}`,
      group: groups[index % groups.length]!,
      stale: index % 3 === 0,
      faded: index % 9 === 0,
      status: index % 5 === 0 ? 'closed' : 'active',
      needs: [],
      services: [],
      fundings: [],
      stops: [],
    },
  })) as never

export const scene: Scene = {
  background: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { kind: 'neighbourhood', name: 'Rossellino' },
        geometry: { type: 'Point', coordinates: [15.81, 40.63] as never },
      },
    ],
  },
  areas: [
    { area: square('north', 15.79, 40.64), fill: 3 },
    { area: square('south', 15.79, 40.62), fill: 'few' },
  ],
  cells: [{ ...square('c1', 15.79, 40.64), properties: { id: 'c1' } } as never],
  centres: [
    {
      type: 'Feature',
      id: 'door',
      geometry: { type: 'Point', coordinates: [15.8, 40.65] },
      properties: { id: 'door', name: 'Porta sociale' },
    } as never,
  ],
  resources: givenResources(12),
  layers: layerNames,
  heatMetres: 400,
  area: 'north',
  selection: null,
}
