/**
 * A workbook, the same in the browser and on the server: the sheet whose headers are known best, read as office programs
 * show it. A formula is what it last came to.
 */
import { type Archive, stretchesOf } from './archive.contract.ts'
import { type CellFormat, cellFormatOf } from './cell-format.contract.ts'
import { FileUnreadable } from './file-unreadable.contract.ts'
import type { Omissions } from './omission.contract.ts'
import { type Book, type SheetLimits, SheetReader, type SheetRow } from './sheet.contract.ts'
import { headerPlace, type Knows } from './table.contract.ts'
import { type Hearer, XmlReader } from './xml.contract.ts'

export const isWorkbook = (archive: Archive): boolean =>
  archive.has('[Content_Types].xml') &&
  [...archive.keys()].some(name => name.startsWith('xl/') && name.endsWith('.xml'))

type Sheet = { name: string; part: string; hidden: boolean }
/** Sheets that are looked into. */
const mostSheets = 50

export type SheetReading = { name: string; rows: readonly SheetRow[]; omissions: Omissions }

/**
 * @param knows whether a column is one of the import's
 * @throws FileUnreadable for a workbook without a sheet that can be read, or with more rows than are read
 */
export async function sheetOf(archive: Archive, knows: Knows, limits: SheetLimits): Promise<SheetReading> {
  const { sheets, later } = await sheetsOf(archive)
  const book: Book = { texts: await textsOf(archive, limits), formats: await formatsOf(archive), later }
  let best: { sheet: Sheet; reader: SheetReader; matches: number } | undefined
  const withRows: Sheet[] = []
  for (const sheet of sheets.slice(0, mostSheets)) {
    const reader = new SheetReader(book, limits)
    await pour(archive, sheet.part, piece => reader.push(piece))
    reader.end()
    if (reader.rows.length === 0) continue
    withRows.push(sheet)
    const matches = matchesIn(reader, knows)
    // What nobody sees is read only where nothing else is.
    const better =
      !best ||
      (best.sheet.hidden && !sheet.hidden) ||
      (matches > best.matches && best.sheet.hidden === sheet.hidden)
    if (better) best = { sheet, reader, matches }
  }
  if (!best) throw new FileUnreadable(sheets.length === 0 ? 'locked_sheet' : 'empty_file')
  if (best.reader.overflows) throw new FileUnreadable('too_many_rows')
  const omissions = best.reader.omissions()
  for (const sheet of withRows)
    if (sheet !== best.sheet) omissions.add('other_sheets', sheet.name.slice(0, 60))
  return { name: best.sheet.name, rows: best.reader.rows, omissions }
}

/** How many columns the headers of a sheet name that are known. */
function matchesIn({ rows }: SheetReader, knows: Knows): number {
  const head = rows.slice(0, 50).map(({ cells }) => cells)
  return (head[headerPlace(head, knows)] ?? []).filter(cell => cell.trim() !== '' && knows(cell)).length
}

/** @param hear may answer false: the rest of the part is not wanted */
async function pour(archive: Archive, name: string, hear: (piece: string) => boolean): Promise<void> {
  const part = archive.get(name)
  if (!part) return
  const decoder = new TextDecoder()
  for await (const bytes of stretchesOf(part)) {
    if (!hear(decoder.decode(bytes, { stream: true }))) return
  }
}

async function hear(archive: Archive, name: string, hearer: Hearer): Promise<void> {
  if (!archive.has(name)) return
  const xml = new XmlReader(hearer)
  await pour(archive, name, piece => {
    xml.push(piece)
    return true
  })
  xml.end()
}

/** Days from 1 January 1900 to 1 January 1904, as spreadsheets count them. */
const from1904 = 1462

async function sheetsOf(archive: Archive): Promise<{ sheets: Sheet[]; later: number }> {
  const targets = new Map<string, string>()
  await hear(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target, Type }) {
      if (name !== 'Relationship' || !Id || !Target || !Type?.endsWith('/worksheet')) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  const sheets: Sheet[] = []
  let later = 0
  await hear(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) later = from1904
      if (name !== 'sheet') return
      const part = targets.get(attributes.id ?? '')
      if (part && archive.has(part))
        sheets.push({ name: attributes.name ?? part, part, hidden: /hidden/i.test(attributes.state ?? '') })
    },
  })
  return { sheets, later }
}

/** Texts that cells share; what a reading aid says of them is left out. */
async function textsOf(archive: Archive, { cell }: SheetLimits): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let reads = false
  let phonetic = false
  await hear(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') reads = !phonetic
    },
    text(piece) {
      if (reads && text.length <= cell) text += piece.slice(0, cell + 1)
    },
    close(name) {
      if (name === 't') reads = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** The format of each style, in the order in which cells name them. */
async function formatsOf(archive: Archive): Promise<CellFormat[]> {
  const codes = new Map<number, string>()
  const formats: CellFormat[] = []
  let inCells = false
  await hear(archive, 'xl/styles.xml', {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const number = Number(numFmtId ?? 0)
        formats.push(cellFormatOf(number, codes.get(number)))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}
