/** Target areas: need as one neutral hue, a missing number as its pattern, the chosen area with a heavier line. */
import type { Missing } from '../../view/select.ts'
import type { PaintedArea, Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { accent, ink, patternImage, ramp } from '../symbols.ts'

/** The SVG twin uses the same. */
export const fillOpacity = 0.78
export const noFill = 'rgba(255,255,255,0.35)'

export const colourOf = (fill: PaintedArea['fill']): string =>
  typeof fill === 'number' ? (ramp[fill] ?? ramp[0]) : noFill
export const patternOf = (fill: PaintedArea['fill']): string | null =>
  typeof fill === 'string' ? patternImage(fill) : null

export const lineOf = (chosen: boolean) =>
  chosen ? { colour: accent, width: 3.5 } : { colour: ink, width: 1.5 }

/** One entry for each class present and each missing state present, so the legend never explains what is absent. */
export type LegendEntry = {
  id: string
  colour?: string
  pattern?: Missing
  from?: number
  to?: number
  areas: number
}

export function legend(areas: readonly PaintedArea[], breaks: readonly number[]): LegendEntry[] {
  const count = (fill: PaintedArea['fill']) => areas.filter(area => area.fill === fill).length
  const classes = ramp.map((colour, index) => ({
    id: `class-${index}`,
    colour,
    from: index === 0 ? 0 : breaks[index - 1]!,
    to: breaks[index]!,
    areas: count(index),
  }))
  const missing = (['few', 'not_recorded', 'not_covered', 'not_published'] as const)
    .map(pattern => ({ id: pattern, pattern, areas: count(pattern) }))
    .filter(entry => entry.areas > 0)
  return areas.some(area => typeof area.fill === 'number') ? [...classes, ...missing] : missing
}

export function areas(scene: Scene): Part {
  const features = scene.areas.map(({ area, fill }) => {
    const line = lineOf(area.properties.id === scene.area)
    return {
      type: 'Feature' as const,
      geometry: area.geometry,
      properties: {
        target: `area:${area.properties.id}`,
        colour: colourOf(fill),
        pattern: patternOf(fill) ?? '',
        line: line.colour,
        width: line.width,
        // The chosen outline is drawn over its neighbours'.
        order: area.properties.id === scene.area ? 1 : 0,
      },
    }
  })
  return {
    sources: { areas: { type: 'geojson', data: { type: 'FeatureCollection', features: features as never } } },
    layers: [
      {
        id: 'areas-fill',
        type: 'fill',
        source: 'areas',
        filter: ['==', ['get', 'pattern'], ''],
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': fillOpacity },
      },
      {
        id: 'areas-pattern',
        type: 'fill',
        source: 'areas',
        filter: ['!=', ['get', 'pattern'], ''],
        paint: { 'fill-pattern': ['image', ['get', 'pattern']], 'fill-opacity': fillOpacity },
      },
      {
        id: 'areas-halo',
        type: 'line',
        source: 'areas',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': '#FFFFFF', 'line-width': ['+', ['get', 'width'], 3] },
      },
      {
        id: 'areas-line',
        type: 'line',
        source: 'areas',
        layout: { 'line-join': 'round', 'line-sort-key': ['get', 'order'] },
        paint: { 'line-color': ['get', 'line'], 'line-width': ['get', 'width'] },
      },
    ],
  }
}
