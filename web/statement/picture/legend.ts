/** Classes, patterns, missing states and signs of a picture, in words. */
import { colourOf } from '../../map/layers/areas.ts'
import { legend as familiesOf } from '../../map/layers/resources.ts'
import type { Scene } from '../../map/scene.ts'
import { centreIcon, type Drawing, drawing, ink, type Pattern, ramp } from '../../map/symbols.ts'
import type { StatementWords } from '../../words/statement.ts'
import { printed } from './hatches.ts'
import type { Hatched, Picture } from './picture.ts'
import type { Plan, Shape } from './shapes.ts'

/** A fill, a tile or a sign in words; without any a heading of the lines after it, or a sentence of its own. */
export type LegendLine = {
  fill: string | null
  tile: Drawing | null
  text: string
  sign?: Drawing
  heading?: true
  note?: true
}

/** What the eye is shown beside the words. */
export function swatchOf({ fill, tile, sign }: LegendLine): Plan {
  if (sign) {
    const width = (sign.size * 30) / 16
    const at = { x: (width - sign.size) / 2, y: 0 }
    const shapes = sign.strokes.map((stroke): Shape => ({ kind: 'path', ...stroke, at }))
    return { width, height: sign.size, shapes }
  }
  const box = { kind: 'path' as const, d: 'M.5 .5H29.5V15.5H.5Z', stroke: ink, width: 0.8 }
  return { width: 30, height: 16, shapes: [{ ...box, ...(tile ? { tile } : fill ? { fill } : {}) }] }
}

/** The signs that this picture has; of what the screen shows and paper does not, that it is left out. */
function signsLegend({ scene, signs }: Picture, w: StatementWords): LegendLine[] {
  if (!signs) return []
  const seen = (layer: Scene['layers'][number]) => scene.layers.includes(layer)
  const said = (text: string): LegendLine => ({ fill: null, tile: null, text, note: true })
  const line = (icon: string, text: string): LegendLine[] => {
    const sign = drawing(icon)
    return sign ? [{ fill: null, tile: null, text, sign }] : []
  }
  const drawn = seen('resources') && !scene.tiles && scene.resources.length > 0
  const centres = seen('centres') && scene.centres.length > 0
  return [
    ...(drawn || centres ? [{ fill: null, tile: null, text: w.signs.title, heading: true as const }] : []),
    ...(centres ? line(centreIcon(false), signs.centre) : []),
    ...(drawn
      ? familiesOf(scene)
          .filter(({ count }) => count > 0)
          .flatMap(({ icon, group }) => line(icon, signs.families[group]))
      : []),
    ...(drawn ? [said(`${signs.how}; ${w.signs.several}`)] : []),
    ...(seen('resources') && scene.tiles ? [said(w.signs.tooMany)] : []),
    ...(seen('heat') ? [said(w.signs.noHeat)] : []),
  ]
}

function surfaceLegend({ scene, surface }: Picture): LegendLine[] {
  const { needsSurface, layers } = scene
  if (!surface || !needsSurface || !layers.includes('needsHeat')) return []
  const here = (state: Hatched) => needsSurface.cells.some(cell => cell.state === state)
  return [
    { fill: null, tile: null, text: surface.scale, heading: true },
    ...surface.classes.map((text, index) => ({ fill: ramp[index]!, tile: null, text })),
    ...(['uncertain', 'few'] as const)
      .filter(here)
      .map(state => ({ fill: null, tile: printed(state), text: surface.hatched[state] })),
  ]
}

/** Classes and missing states that this picture has, in words. */
export function legendOf(picture: Picture, w: StatementWords): LegendLine[] {
  const { scene, classes, called, pair } = picture
  const fills = (pair?.maps ?? [{ scene }]).flatMap(one => one.scene.areas.map(({ fill }) => fill))
  const coloured = fills.some(fill => typeof fill === 'number')
  return [
    ...(coloured
      ? classes.flatMap((text, index) => (text ? [{ fill: colourOf(index), tile: null, text }] : []))
      : []),
    ...Object.entries(called)
      .filter(([pattern]) => fills.includes(pattern as Pattern))
      .map(([pattern, text]) => ({ fill: null, tile: drawing(`pattern/${pattern}`) ?? null, text })),
    ...(['few', 'not_recorded', 'not_covered', 'not_published'] as const)
      .filter(state => fills.includes(state))
      .map(state => ({ fill: null, tile: drawing(`pattern/${state}`) ?? null, text: w.missing[state] })),
    ...surfaceLegend(picture),
    ...signsLegend(picture, w),
    ...(picture.groundLeftOut
      ? [{ fill: null, tile: null, text: w.signs.noGround, note: true as const }]
      : []),
  ]
}
