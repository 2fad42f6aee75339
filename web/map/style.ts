/** (scene, marks) → the whole style of the map, pure: data inline, paint reads properties, layers never change. */
import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl'
import { areas } from './layers/areas.ts'
import { background } from './layers/background.ts'
import { cells } from './layers/cells.ts'
import { centres } from './layers/centres.ts'
import { heat } from './layers/heat.ts'
import { municipal } from './layers/municipal.ts'
import { needsHeat } from './layers/needsHeat.ts'
import { resources } from './layers/resources.ts'
import type { Mark, Scene } from './scene.ts'
import { font } from './symbols.ts'

/** What a layer file gives: its sources and its layers in drawing order. */
export type Part = {
  sources: Record<string, GeoJSONSourceSpecification | VectorSourceSpecification>
  layers: LayerSpecification[]
}

export type Marks = { resources: readonly Mark[]; centres: readonly Mark[] }

/** @param fontUrl absolute address of a font file: the worker has no page to resolve it against */
export function styleOf(scene: Scene, marks: Marks, fontUrl: string): StyleSpecification {
  const ground =
    scene.ground === 'municipal' && scene.municipal ? municipal(scene.municipal) : background(scene)
  // The surface of cells lies over the colour of areas and under their outlines.
  const area = areas(scene)
  const parts: Part[] = [
    ground.ground,
    area.fills,
    needsHeat(scene),
    area.lines,
    ground.over,
    heat(scene),
    cells(scene),
    ground.names,
    resources(scene, marks.resources),
    centres(marks.centres),
  ]
  return {
    version: 8,
    'font-faces': { [font]: fontUrl },
    // What is asked for is there in the next frame, for who wants no motion too.
    transition: { duration: 0, delay: 0 },
    sources: Object.assign({}, ...parts.map(part => part.sources)),
    layers: parts.flatMap(part => part.layers),
  }
}
