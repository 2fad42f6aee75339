/**
 * A view as a tagged PDF of A4 pages (language, title, headings, table with its headers, a figure with its words), made in
 * the browser: the server has no part in it, so it holds nothing but what the screen was given.
 */
import PDFDocument, { type StructureElement } from 'pdfkit'
import type { Row, Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { codeOf } from './code.ts'
import { fewDefinitions, looseRows, mapOnPaper, printedRows, termsOnPaper } from './onPaper.ts'
import { type LegendLine, legendOf, swatchOf } from './picture/legend.ts'
import type { Picture } from './picture/picture.ts'
import { planOf } from './picture/plan.ts'
import type { Plan, Shape } from './picture/shapes.ts'
import type { Provenance } from './provenance.ts'
import { isNumeric, tell } from './tell.ts'

type Faces = { regular: ArrayBuffer | Uint8Array; bold: ArrayBuffer | Uint8Array }
/** `extended`: the letters of Latin with further marks; without it they lose these. */
export type Fonts = Faces & { extended?: Faces | null }
export type PdfInput = {
  statement: Statement
  picture: Picture | null
  from: Provenance
  w: StatementWords
  /** As `it-IT`. */
  language: string
}

const margin = 40
const black = '#000000'
/** A4, in points. */
const sheet = { width: 595.28, height: 841.89 }
const width = sheet.width - 2 * margin
const bottom = sheet.height - margin

export async function pdfOf(
  { statement, picture, from, w, language }: PdfInput,
  fonts: Fonts,
): Promise<Blob> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: 0, left: margin, right: margin },
    tagged: true,
    lang: language,
    displayTitle: true,
    subset: 'PDF/UA',
    pdfVersion: '1.7',
    bufferPages: true,
    font: null,
    info: {
      Title: statement.title,
      Author: w.product,
      Subject: statement.note,
      CreationDate: new Date(from.day),
    },
  })
  const chunks: Uint8Array[] = []
  const written = new Promise<Blob>((resolve, reject) => {
    doc.on('data', chunk => chunks.push(chunk))
    doc.on('end', () => resolve(new Blob(chunks as BlobPart[], { type: 'application/pdf' })))
    doc.on('error', reject)
  })
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold).font('regular')
  if (fonts.extended)
    doc
      .registerFont('regular-extended', fonts.extended.regular)
      .registerFont('bold-extended', fonts.extended.bold)
  const runs = (text: string) => runsOf(text, Boolean(fonts.extended))
  let y = margin
  const body = doc.struct('Document')
  doc.addStructure(body)

  /** For the eye alone: rules, grounds, running heads. */
  const silent = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' })
    draw()
    doc.endMarkedContent()
  }
  const put = (parent: StructureElement, type: string, draw: () => void, options = {}) => {
    const element = doc.struct(type, options, draw)
    parent.add(element)
    element.end()
  }
  const rule = (at: number, weight: number) =>
    silent(() =>
      doc
        .lineWidth(weight)
        .moveTo(margin, at)
        .lineTo(margin + width, at)
        .stroke(black),
    )
  const room = (height: number) => {
    if (y + height <= bottom) return
    doc.addPage()
    y = margin
  }
  type Style = { size: number; bold?: boolean; x?: number; width?: number; align?: string; colour?: string }
  const height = (text: string, style: Style) =>
    doc
      .font(style.bold ? 'bold' : 'regular')
      .fontSize(style.size)
      .heightOfString(legible(text), { width: style.width ?? width, lineGap: gapOf(style.size) })
  const write = (text: string, at: number, style: Style) => {
    const parts = runs(text)
    doc.fontSize(style.size).fillColor(style.colour ?? black, 1)
    parts.forEach((part, index) => {
      doc.font(faceOf(part, style.bold))
      const options = {
        width: style.width ?? width,
        // Of several runs the first does not know how long the line is.
        align: parts.length > 1 ? 'left' : (style.align ?? 'left'),
        lineGap: gapOf(style.size),
        continued: index < parts.length - 1,
      }
      if (index === 0) doc.text(part.text, style.x ?? margin, at, options)
      else doc.text(part.text, options)
    })
  }
  const paragraph = (parent: StructureElement, type: string, text: string, style: Style, gap = 4) => {
    const high = height(text, style)
    room(high)
    put(parent, type, () => write(text, y, style))
    y += high + gap
  }

  paragraph(body, 'P', [w.product, from.demonstration ? w.demonstration : ''].filter(Boolean).join(' · '), {
    size: 9,
    bold: true,
  })
  rule(y, 1.4)
  y += 10
  if (statement.hypothesis) {
    const said = `${w.hypothesis} ${statement.hypothesis}`
    const style = { size: 12, bold: true, x: margin + 10, width: width - 20 }
    const high = height(said, style)
    const top = y
    silent(() =>
      doc
        .lineWidth(1.6)
        .dash(5, { space: 3 })
        .rect(margin, top, width, high + 12)
        .stroke(black)
        .undash(),
    )
    y += 6
    paragraph(body, 'P', said, style, 16)
  }
  paragraph(body, 'H1', statement.title, { size: statement.sheet ? 12.5 : 16, bold: true })
  doc.outline.addItem(statement.title)
  if (statement.note) paragraph(body, 'P', sentence(statement.note), { size: 9.5 }, 6)

  const plan = picture && planOf(picture, statement, mapOnPaper(statement), w)
  if (plan) {
    const factor = width / plan.width
    const high = plan.height * factor
    room(high + 30)
    const top = y
    put(body, 'Figure', () => drawPlan(doc, plan, margin, top, factor, Boolean(fonts.extended)), {
      alt: w.mapOf(statement.title),
      bbox: [margin, top, margin + width, top + high],
    })
    silent(() => doc.lineWidth(0.6).rect(margin, top, width, high).stroke(black))
    y = top + high + 6
    const legend = legendOf(picture, w)
    if (legend.length > 0) y = legendAt(legend, picture.scale)
  }

  function legendAt(legend: readonly LegendLine[], scale: string): number {
    const style = { size: 8.5 }
    const texts = [scale, ...legend.map(({ text }) => text)].join(' · ')
    const top = y
    put(
      body,
      'P',
      () => {
        doc.font('bold').fontSize(8.5)
        let x = margin
        let line = top
        write(scale, line, { ...style, bold: true })
        x += scale ? doc.widthOfString(scale) + 14 : 0
        for (const one of legend) {
          const { text, heading, note } = one
          if (note) {
            if (x > margin) line += 15
            write(text, line, style)
            line += height(text, style) + 3
            x = margin
            continue
          }
          if (heading) {
            if (x > margin) line += 15
            write(text, line, { ...style, bold: true })
            x = margin + doc.font('bold').fontSize(8.5).widthOfString(text) + 14
            continue
          }
          const long = 28 + doc.font('regular').fontSize(8.5).widthOfString(text) + 14
          if (x + long > margin + width) {
            x = margin
            line += 15
          }
          const swatch = swatchOf(one)
          drawPlan(doc, swatch, x, line, 21.6 / swatch.width)
          write(text, line, { ...style, x: x + 26, width: long })
          x += long
        }
        y = x > margin ? line + 18 : line + 3
      },
      { actual: texts },
    )
    return y
  }

  // The table: headings again on every page, a row never torn.
  const { shown, cut } = printedRows(statement)
  const dense = shown.length > looseRows
  const textOf = (row: Row, key: string) => {
    const told = tell(row.cells[key], w)
    return [told.text, told.interval && `(${told.interval})`, told.quality].filter(Boolean).join(' ')
  }
  // Each column as wide as its longest cell asks, beside the others; a heading may break between words.
  const wide = (text: string, bold: boolean) =>
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(9)
      .widthOfString(legible(text))
  const shares = statement.columns.map(({ key, name }, index) =>
    Math.max(
      40,
      ...name.split(/\s+/).map(word => wide(word, true) + 8),
      ...shown.map(row => wide(textOf(row, key), index === 0) + 8),
    ),
  )
  const all = shares.reduce((sum, share) => sum + share, 0)
  const columns = statement.columns.map((column, index) => ({
    column,
    x: margin + (width * shares.slice(0, index).reduce((sum, share) => sum + share, 0)) / all,
    width: (width * shares[index]!) / all - (index === shares.length - 1 ? 0 : 8),
    align: isNumeric(statement, column.key) ? 'right' : 'left',
  }))
  const table = doc.struct('Table')
  body.add(table)
  const row = (
    cells: { text: string; type: 'TH' | 'TD'; scope?: string; bold?: boolean }[],
    weight: number,
  ) => {
    const size = statement.sheet ? 6.8 : dense ? 8.2 : 9
    const pad = statement.sheet ? 0.3 : dense ? 0.9 : 2.2
    const high = Math.max(
      ...cells.map(({ text, bold }, index) =>
        height(text, { size, bold: bold ?? false, width: columns[index]!.width }),
      ),
    )
    const line = doc.struct('TR')
    table.add(line)
    cells.forEach(({ text, type, scope, bold }, index) => {
      const { x, width: wide, align } = columns[index]!
      put(
        line,
        type,
        () => write(text, y + pad, { size, bold: bold ?? false, x, width: wide, align }),
        scope ? { scope } : {},
      )
    })
    line.end()
    y += high + 2 * pad
    rule(y, weight)
  }
  const headings = () => {
    row(
      columns.map(({ column: { name: text, unit } }) => ({
        text: unit && unit.toLowerCase() !== text.toLowerCase() ? `${text} (${unit})` : text,
        type: 'TH',
        scope: 'Column',
        bold: true,
      })),
      1,
    )
  }
  y += 4
  room(60)
  headings()
  for (const one of shown) {
    const page = y
    room(30)
    if (y < page) headings()
    row(
      columns.map(({ column: { key } }, index) => {
        const text = textOf(one, key)
        return index === 0 ? { text, type: 'TH', scope: 'Row', bold: true } : { text, type: 'TD' }
      }),
      0.4,
    )
  }
  table.end()
  y += 6
  if (cut !== null) paragraph(body, 'P', w.firstRows(cut.shown, cut.of), { size: 8.5 })
  paragraph(body, 'P', w.context, { size: 9.5 }, 8)

  const terms = termsOnPaper(statement, w)
  paragraph(body, 'H2', w.definitions, { size: 11, bold: true }, 2)
  const size = terms.length > fewDefinitions ? 7.5 : 7.8
  // On one page they run on, or each would leave half of a line empty.
  if (statement.sheet)
    paragraph(body, 'P', terms.map(({ term, text }) => `${term}: ${text}`).join(' · '), { size: 6.4 }, 2)
  else for (const { term, text } of terms) paragraph(body, 'P', `${term}: ${text}`, { size }, 2)
  y += 2

  const code = codeOf(from.address)
  const side = statement.sheet ? 48 : 64
  const fine = statement.sheet ? 7 : 8.5
  const head = statement.sheet ? 9 : 11
  const beside = { x: margin + side + 12, width: width - side - 12 }
  const lines = [...statement.sources, from.address, w.printedOn(w.day(from.day))]
  // It stays whole, beside its code.
  const high = lines.reduce(
    (sum, line) => sum + height(line, { size: fine, ...beside }) + 2,
    height(w.receipt, { size: head, bold: true, ...beside }) + 2,
  )
  room(Math.max(side, high) + 8)
  rule(y, 1)
  y += 8
  const top = y
  put(
    body,
    'Figure',
    () => {
      doc
        .save()
        .translate(margin, top)
        .scale(side / code.side)
      doc.path(code.d).fill(black)
      doc.restore()
    },
    { alt: `${w.openHere}: ${from.address}`, bbox: [margin, top, margin + side, top + side] },
  )
  paragraph(body, 'H2', w.receipt, { size: head, bold: true, ...beside }, 2)
  for (const line of lines) paragraph(body, 'P', line, { size: fine, ...beside }, 2)
  body.end()

  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    silent(() => write(w.page(page + 1, count), sheet.height - margin + 8, { size: 8, align: 'right' }))
  }
  doc.end()
  return written
}

/** The typeface leaves half a line between lines: points to take away. */
const gapOf = (size: number) => -0.2 * size

type Run = { text: string; extended: boolean }
const faceOf = ({ extended }: Run, bold?: boolean) =>
  `${bold ? 'bold' : 'regular'}${extended ? '-extended' : ''}`

const further = /[\u0100-\u0130\u0132-\u0151\u0154-\u017f\u0218-\u021b\u1e80-\u1e85\u1e9e\u1ef2\u1ef3]+/u
/** A text in the two halves of the typeface, each with the letters that it has. */
function runsOf(text: string, extended: boolean): Run[] {
  if (!extended || !further.test(text)) return [{ text: legible(text), extended: false }]
  return text
    .normalize('NFC')
    .split(new RegExp(`(${further.source})`, 'u'))
    .map((part, index) => ({ text: index % 2 ? part : legible(part), extended: index % 2 === 1 }))
    .filter(run => run.text)
}

/** In place of what is written in letters that the typeface has none of. */
const unwritten = '[…]'

/** Signs that the embedded typeface has: Latin with its punctuation; other letters lose their marks, other signs are spelt. */
const spelt: Record<string, string> = {
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ħ: 'h',
  '≥': '>=',
  '≤': '<=',
  '→': '->',
  '‰': '/1000',
  '▼': '',
  '▲': '',
  '↑': '',
  '↓': '',
  '≈': '~',
}
const legible = (text: string): string =>
  text
    .replace(
      /[^\n\u0020-\u00ff\u0131\u0152\u0153\u2010-\u2022\u2026\u2039\u203a\u20ac\u2122\u2212]/gu,
      sign =>
        spelt[sign] ??
        sign
          .normalize('NFD')
          .replace(/\p{M}/gu, '')
          .replace(/[^\x20-\xff]/gu, '\uffff'),
    )
    .replace(/\uffff(?:[\s\uffff]*\uffff)?/gu, unwritten)

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Draws the plan's pixels at a place of the page; what lies outside its frame is cut. */
function drawPlan(
  doc: PDFDocument,
  plan: Plan,
  x: number,
  y: number,
  factor: number,
  extended = false,
): void {
  doc.save().translate(x, y).scale(factor)
  doc.rect(0, 0, plan.width, plan.height).clip()
  for (const shape of plan.shapes) draw(doc, shape, plan, extended)
  doc.restore()
}

function draw(doc: PDFDocument, shape: Shape, plan: Plan, extended: boolean): void {
  if (shape.kind === 'frame') {
    drawPlan(doc, shape, shape.at.x, shape.at.y, 1, extended)
    return
  }
  doc.save().lineJoin('round')
  if (shape.kind === 'text') {
    doc
      .font(shape.bold ? 'bold' : 'regular')
      .fontSize(shape.size)
      .fillColor(shape.fill, 1)
    const parts = runsOf(shape.text, extended)
    const wide = parts.map(part => doc.font(faceOf(part, shape.bold)).widthOfString(part.text))
    const all = wide.reduce((sum, one) => sum + one, 0)
    let x = shape.anchor === 'middle' ? shape.x - all / 2 : shape.x
    parts.forEach((part, index) => {
      doc
        .font(faceOf(part, shape.bold))
        .text(part.text, x, shape.y, { lineBreak: false, baseline: 'alphabetic' })
      x += wide[index]!
    })
  } else {
    if (shape.at) doc.translate(shape.at.x, shape.at.y)
    if (shape.tile) {
      doc.save()
      doc.path(shape.d).clip()
      const { size, strokes } = shape.tile
      const [columns, rows] = [Math.ceil(plan.width / size), Math.ceil(plan.height / size)]
      for (const { d, fill, stroke, width: weight } of strokes) {
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column++) {
            doc.save().translate(column * size, row * size)
            doc.path(d)
            if (fill) doc.fill(fill)
            else doc.lineWidth(weight ?? 1).stroke(stroke ?? black)
            doc.restore()
          }
      }
      doc.restore()
    } else if (shape.fill) {
      doc.path(shape.d).fillColor(shape.fill, shape.opacity ?? 1)
      doc.fill(shape.holes ? 'even-odd' : 'non-zero')
    }
    if (shape.stroke) {
      doc.lineWidth(shape.width ?? 1)
      if (shape.dash) doc.dash(shape.dash[0]!, { space: shape.dash[1] ?? shape.dash[0] })
      doc.path(shape.d).stroke(shape.stroke)
    }
  }
  doc.restore()
}
