/** The shapes that page, tagged PDF and images draw alike, in pixels. */
import type { Pixel, Size } from '../../map/projection.ts'
import { type Drawing, ink, type Stroke } from '../../map/symbols.ts'

export type PathShape = Stroke & {
  kind: 'path'
  opacity?: number
  at?: Pixel
  tile?: Drawing
  /** Rings inside rings are holes, whichever way they turn. */
  holes?: true
}
export type TextShape = {
  kind: 'text'
  x: number
  y: number
  text: string
  size: number
  bold: boolean
  anchor: 'start' | 'middle'
  fill: string
  halo: boolean
}
/** A drawing in a drawing, cut at its frame. */
export type FrameShape = Size & { kind: 'frame'; at: Pixel; shapes: readonly Shape[] }
export type Shape = PathShape | TextShape | FrameShape
export type Plan = Size & { shapes: readonly Shape[] }

export type Geometry = { type: string; coordinates: unknown }

/** Widths of this typeface at 1 px, near enough to keep labels apart. */
export const textWidth = (text: string, size: number, bold: boolean) =>
  text.length * size * (bold ? 0.54 : 0.49)

export const text = (at: Pixel, words: string, size: number, more: Partial<TextShape> = {}): TextShape => ({
  kind: 'text',
  ...at,
  text: words,
  size,
  bold: false,
  anchor: 'middle',
  fill: ink,
  halo: true,
  ...more,
})

/** The ground of a label, so that it is read over whatever is under it. */
export const plate = ({ x, y, width, height }: Size & Pixel): PathShape => ({
  kind: 'path',
  d: `M${(x - width / 2).toFixed(1)} ${(y - height / 2).toFixed(1)}h${width.toFixed(1)}v${height}h${(-width).toFixed(1)}Z`,
  fill: '#FFFFFF',
  opacity: 0.9,
  stroke: '#9AA7B5',
  width: 0.6,
})

/** Lines that fit; a word longer than a line is cut where it ends. */
export function wrapped(words: string, width: number, size: number, bold: boolean): string[] {
  const most = Math.floor(width / (size * (bold ? 0.54 : 0.49)))
  const lines: string[] = []
  let line = ''
  for (const word of words.split(/\s+/).flatMap(one => one.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])) {
    if (line && line.length + 1 + word.length > most) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}
