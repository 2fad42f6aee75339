/** Target areas: need as one neutral hue, a missing number as its pattern, the chosen area with a heavier line. */
import type { FilterSpecification } from 'maplibre-gl'
import type { Missing } from '../../view/select.ts'
import type { PaintedArea, Scene } from '../scene.ts'
import type { Part } from '../style.ts'
import { accent, ink, patternImage, patternNames, ramp } from '../symbols.ts'

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

/** What a click on an area finds. */
export const isAreaFill = (layer: string): boolean => layer.startsWith('areas-fill/')

/**
 * Each area has a layer for its colour and one for each pattern, all but one of them clear: which one is seen is then a
 * paint property, that the map changes in its next frame without cutting the areas into tiles again.
 */
export function areas(scene: Scene): { fills: Part; lines: Part } {
  const of = ({ area }: PaintedArea) => `area:${area.properties.id}`
  const layer = (painted: PaintedArea) => ({
    source: 'areas',
    filter: ['==', ['get', 'target'], of(painted)] as FilterSpecification,
  })
  const features = scene.areas.map(painted => ({
    type: 'Feature' as const,
    geometry: painted.area.geometry,
    properties: { target: of(painted) },
  }))
  const line = lineOf(false)
  const chosen = lineOf(true)
  const look = (width: number, colour: string, opacity = 1) => ({
    'line-color': colour,
    'line-width': width,
    'line-opacity': opacity,
  })
  const round = { 'line-join': 'round' } as const
  const isChosen = ({ area }: PaintedArea) => (area.properties.id === scene.area ? 1 : 0)
  return {
    fills: {
      sources: {
        areas: { type: 'geojson', data: { type: 'FeatureCollection', features: features as never } },
      },
      layers: scene.areas.flatMap(painted => [
        {
          ...layer(painted),
          id: `areas-fill/${of(painted)}`,
          type: 'fill' as const,
          paint: {
            'fill-color': colourOf(painted.fill),
            'fill-opacity': typeof painted.fill === 'string' ? 0 : fillOpacity,
          },
        },
        ...patternNames.map(pattern => ({
          ...layer(painted),
          id: `areas-pattern/${of(painted)}/${pattern}`,
          type: 'fill' as const,
          paint: {
            'fill-pattern': patternImage(pattern),
            'fill-opacity': painted.fill === pattern ? fillOpacity : 0,
          },
        })),
      ]),
    },
    lines: {
      sources: {},
      layers: [
        {
          id: 'areas-halo',
          type: 'line',
          source: 'areas',
          layout: round,
          paint: look(line.width + 3, '#FFFFFF'),
        },
        ...scene.areas.map(painted => ({
          ...layer(painted),
          id: `areas-chosen-halo/${of(painted)}`,
          type: 'line' as const,
          layout: round,
          paint: look(chosen.width + 3, '#FFFFFF', isChosen(painted)),
        })),
        {
          id: 'areas-line',
          type: 'line',
          source: 'areas',
          layout: round,
          paint: look(line.width, line.colour),
        },
        // The chosen outline is drawn over its neighbours'.
        ...scene.areas.map(painted => ({
          ...layer(painted),
          id: `areas-chosen-line/${of(painted)}`,
          type: 'line' as const,
          layout: round,
          paint: look(chosen.width, chosen.colour, isChosen(painted)),
        })),
      ],
    },
  }
}
