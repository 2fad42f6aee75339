/** The picture as a file: the same shapes as SVG, or on a canvas as PNG. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Drawing } from '../map/symbols.ts'
import { Drawn } from './Drawn.tsx'
import type { Plan } from './picture/shapes.ts'

export function svgOf(plan: Plan, label: string): Blob {
  const holder = document.createElement('div')
  const root = createRoot(holder)
  flushSync(() => root.render(<Drawn plan={plan} label={label} />))
  const drawn = holder.querySelector('svg')!
  drawn.setAttribute('width', String(plan.width))
  drawn.setAttribute('height', String(plan.height))
  const text = new XMLSerializer().serializeToString(drawn)
  root.unmount()
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: 'image/svg+xml' })
}

/** Pixels of the file for each of the plan: sharp on a slide and on paper. */
const density = 2

export async function pngOf(plan: Plan): Promise<Blob> {
  await Promise.all(['400 12px', '700 12px'].map(one => document.fonts.load(`${one} "Titillium Web"`)))
  const canvas = document.createElement('canvas')
  canvas.width = plan.width * density
  canvas.height = plan.height * density
  const pen = canvas.getContext('2d')!
  pen.scale(density, density)
  paint(pen, plan)
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no image')))),
  )
}

function paint(pen: CanvasRenderingContext2D, { shapes }: Plan): void {
  for (const shape of shapes) {
    pen.save()
    pen.lineJoin = 'round'
    if (shape.kind === 'frame') {
      pen.translate(shape.at.x, shape.at.y)
      pen.beginPath()
      pen.rect(0, 0, shape.width, shape.height)
      pen.clip()
      paint(pen, shape)
    } else if (shape.kind === 'text') {
      pen.font = `${shape.bold ? 700 : 400} ${shape.size}px "Titillium Web", sans-serif`
      pen.textAlign = shape.anchor === 'middle' ? 'center' : 'left'
      if (shape.halo) {
        pen.strokeStyle = '#FFFFFF'
        pen.lineWidth = 3
        pen.strokeText(shape.text, shape.x, shape.y)
      }
      pen.fillStyle = shape.fill
      pen.fillText(shape.text, shape.x, shape.y)
    } else {
      if (shape.at) pen.translate(shape.at.x, shape.at.y)
      const path = new Path2D(shape.d)
      pen.globalAlpha = shape.opacity ?? 1
      if (shape.tile) {
        pen.fillStyle = pen.createPattern(tileOf(shape.tile), 'repeat')!
        pen.fill(path)
      } else if (shape.fill) {
        pen.fillStyle = shape.fill
        pen.fill(path, shape.holes ? 'evenodd' : 'nonzero')
      }
      pen.globalAlpha = 1
      if (shape.stroke) {
        pen.strokeStyle = shape.stroke
        pen.lineWidth = shape.width ?? 1
        pen.setLineDash([...(shape.dash ?? [])])
        pen.stroke(path)
      }
    }
    pen.restore()
  }
}

function tileOf({ size, strokes }: Drawing) {
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const pen = tile.getContext('2d')!
  for (const { d, fill, stroke, width } of strokes) {
    const path = new Path2D(d)
    if (fill) {
      pen.fillStyle = fill
      pen.fill(path)
    }
    if (stroke) {
      pen.strokeStyle = stroke
      pen.lineWidth = width ?? 1
      pen.stroke(path)
    }
  }
  return tile
}
