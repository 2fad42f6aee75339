/** Proximity centres, each the seat of a porta sociale: the one filled, round symbol of the map. */
import type { Mark } from '../scene.ts'
import type { Part } from '../style.ts'
import { centreIcon } from '../symbols.ts'
import { markFeatures } from './resources.ts'

export const legendIcon = centreIcon(false)

export const centres = (marks: readonly Mark[]): Part => ({
  sources: {
    centres: { type: 'geojson', data: { type: 'FeatureCollection', features: markFeatures(marks) } },
  },
  layers: [
    {
      id: 'centres',
      type: 'symbol',
      source: 'centres',
      layout: {
        'icon-image': ['image', ['get', 'icon']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ],
})
