/** The picture as an image of its own, with title, legend and source. */
import { ink } from '../../map/symbols.ts'
import type { LegendLine } from './legend.ts'
import { type Plan, type Shape, text, wrapped } from './shapes.ts'

/** The picture as an image of its own: title above, legend and source below, all in the same shapes. */
export function posterOf(
  plan: Plan,
  words: { title: string; scale: string; legend: readonly LegendLine[]; source: string },
): Plan {
  const margin = 20
  const width = plan.width + 2 * margin
  const titles = wrapped(words.title, width - 2 * margin, 20, true)
  const sources = wrapped(words.source, width - 2 * margin, 11, false)
  const top = margin + titles.length * 26 + 6
  const below = top + plan.height + 22
  const perLine = Math.max(1, Math.floor((width - 2 * margin) / 190))
  const legendRows = Math.ceil(words.legend.length / perLine)
  const sourceAt = below + 22 + legendRows * 24 + 10
  const height = sourceAt + sources.length * 15 + margin
  const start = { anchor: 'start' as const, halo: false }
  return {
    width,
    height,
    shapes: [
      { kind: 'path', d: `M0 0H${width}V${height}H0Z`, fill: '#FFFFFF' },
      { kind: 'frame', at: { x: margin, y: top }, ...plan },
      {
        kind: 'path',
        d: `M${margin} ${top}H${margin + plan.width}V${top + plan.height}H${margin}Z`,
        stroke: '#5B6672',
        width: 1,
      },
      ...titles.map((line, index) =>
        text({ x: margin, y: margin + 18 + index * 26 }, line, 20, { ...start, bold: true }),
      ),
      text({ x: margin, y: below }, words.scale, 13, { ...start, bold: true }),
      ...words.legend.flatMap(({ fill, tile, text: said, sign, heading, note }, index): Shape[] => {
        const x = margin + (index % perLine) * 190
        const y = below + 12 + Math.floor(index / perLine) * 24
        const box = { kind: 'path' as const, d: 'M0 0H30V16H0Z', at: { x, y }, stroke: ink, width: 0.8 }
        if (heading) return [text({ x, y: y + 13 }, said, 13, { ...start, bold: true })]
        if (note) return [text({ x, y: y + 13 }, said, 11, start)]
        if (sign)
          return [
            ...sign.strokes.map(
              (stroke): Shape => ({
                kind: 'path',
                ...stroke,
                at: { x: x + 15 - sign.size / 2, y: y + 8 - sign.size / 2 },
              }),
            ),
            text({ x: x + 38, y: y + 13 }, said, 13, start),
          ]
        return [
          { ...box, ...(tile ? { tile } : fill ? { fill } : {}) },
          text({ x: x + 38, y: y + 13 }, said, 13, start),
        ]
      }),
      ...sources.map((line, index) => text({ x: margin, y: sourceAt + index * 15 }, line, 11, start)),
    ],
  }
}
