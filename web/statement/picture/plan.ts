/**
 * The map on paper as a list of shapes in pixels: one drawing for the printed page, the tagged PDF and both images.
 * It reads in greyscale, because each area bears its number or its word.
 */
import { linkedCameras } from '../../map/linked.ts'
import { boundsOf, framing, type Size } from '../../map/projection.ts'
import type { Statement } from '../../view/statement.ts'
import type { Camera } from '../../view/view.ts'
import type { StatementWords } from '../../words/statement.ts'
import { tell } from '../tell.ts'
import { mapOf } from './map.ts'
import type { Picture } from './picture.ts'
import { type Plan, type Shape, text, textWidth } from './shapes.ts'

/** Height of name and figure over each of two maps, pixels. */
const head = 50

/** A map of the page: where it looks from, and how large it is. */
type Seen = { camera: Camera; size: Size }

/** Of one map, or of two side by side; none where there is nothing on the ground. */
export function mapsOf(picture: Pick<Picture, 'scene' | 'reach' | 'pair'>, size: Size): Seen[] {
  if (!picture.pair) {
    const camera = cameraOf(picture, size)
    return camera ? [{ camera, size }] : []
  }
  const { maps, shift } = picture.pair
  const frame = { width: size.width / 2, height: size.height - head }
  return linkedCameras(maps, frame, shift)?.map(camera => ({ camera, size: frame })) ?? []
}

/** At all the areas, or at what is reached. */
function cameraOf({ scene, reach }: Pick<Picture, 'scene' | 'reach'>, size: Size): Camera | undefined {
  const shown = reach ? [reach.shape] : scene.areas.map(({ area }) => area.geometry)
  const bounds = boundsOf(shown as never)
  return bounds ? framing(bounds, size, { top: 26, right: 26, bottom: 34, left: 26 }, 16) : undefined
}

/** Undefined where there is nothing on the ground to show. */
export function planOf(
  picture: Picture,
  statement: Statement,
  size: Size,
  w: StatementWords,
): Plan | undefined {
  const seen = mapsOf(picture, size)
  if (seen.length === 0) return undefined
  if (picture.pair) return pairOf(picture.pair.maps, seen, size, w)
  const rowOf = (id: string) =>
    statement.rows.find(({ target }) => target && 'area' in target && target.area === id)
  return mapOf(picture, seen[0]!.camera, size, w, id => rowOf(id)?.cells[picture.shows])
}

/** Over each map its name and figure; between the two a line. */
function pairOf(
  maps: NonNullable<Picture['pair']>['maps'],
  seen: readonly Seen[],
  size: Size,
  w: StatementWords,
): Plan {
  const wide = size.width / 2
  const shapes = maps.flatMap(({ name, figure, unit, scene, says, tiles }, index): Shape[] => {
    const { camera, size: frame } = seen[index]!
    const at = { x: index * wide, y: head }
    const { text: said, interval, quality } = tell(figure, w)
    const value = [said, interval && `(${interval})`, quality].filter(Boolean).join(' ')
    const line = (y: number, words: string, size: number, bold: boolean) => {
      const fitting = Math.min(size, ((wide - 20) * size) / textWidth(words, size, bold))
      return text({ x: at.x + 10, y }, words, fitting, { anchor: 'start', halo: false, bold })
    }
    return [
      line(20, name, 15, true),
      line(40, figure.kind === 'measured' ? `${value} · ${unit}` : value, 13, false),
      { kind: 'frame', at, ...mapOf({ scene, tiles }, camera, frame, w, id => says.get(id)) },
    ]
  })
  const lines = `M0 ${head}H${size.width}M${wide} 0V${size.height}`
  return { ...size, shapes: [...shapes, { kind: 'path', d: lines, stroke: '#5B6672', width: 1 }] }
}
