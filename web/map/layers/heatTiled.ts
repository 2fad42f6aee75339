/** The heat of a census too large for the page: out of how many stand in each small cell, as the server counts them. */
import { tileZooms } from '../../../api/resources/size.codes.ts'
import type { Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { heatColour, radiusInPixels } from './heat.ts'

const full = 0.5
/** A census up to this size warms fully; of a larger one each place warms less, or the whole city would be one blot. */
const warms = 1500
/** Where the places are, which the page does not hold (degrees north). */
const potenzaLat = 40.64

const shareOf = ({ heatCount = 0 }: Scene) => Math.min(1, warms / Math.max(1, heatCount))
/** How much of a full place's heat the twin gives to a cell. */
export const warmth = (scene: Scene, count: number) => Math.min(1, count * shareOf(scene))

export const tiledHeat = (scene: Scene, tiles: string): Part => ({
  sources: { heat: { type: 'vector', tiles: [tiles], minzoom: tileZooms.min, maxzoom: tileZooms.max } },
  layers: [
    {
      id: 'heat',
      type: 'heatmap',
      source: 'heat',
      'source-layer': 'heat',
      paint: {
        'heatmap-radius': radiusInPixels(scene.heatMetres, potenzaLat),
        'heatmap-weight': ['get', 'count'],
        'heatmap-intensity': full * shareOf(scene),
        'heatmap-opacity': 0.6,
        'heatmap-color': heatColour,
      },
    },
  ],
})
