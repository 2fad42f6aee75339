/** Real files of resources made in a test: a workbook and an extract of OpenStreetMap, byte by byte. */
import { deflateSync } from 'node:zlib'
import { strToU8, type Zippable, zipSync } from 'fflate'

export type Cell = string | number | { formula: string; value: string } | { date: string }
const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const letter = (index: number) => String.fromCharCode(65 + index)

/** A workbook of one sheet, as a spreadsheet writes it. */
export function workbook(rows: readonly (readonly Cell[])[], more: Zippable = {}): Buffer {
  const cell = (value: Cell, at: string) => {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${xml(value)}</t></is></c>`
    if ('formula' in value)
      return `<c r="${at}" t="str"><f>${xml(value.formula)}</f><v>${xml(value.value)}</v></c>`
    // Days since 30 December 1899.
    return `<c r="${at}" s="1"><v>${Date.parse(value.date) / 86_400_000 + 25_569}</v></c>`
  }
  const sheet = rows
    .map(
      (row, y) =>
        `<row r="${y + 1}">${row.map((value, x) => cell(value, `${letter(x)}${y + 1}`)).join('')}</row>`,
    )
    .join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Risorse" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  return Buffer.from(
    zipSync({
      ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(head + text)])),
      ...more,
    }),
  )
}

// PBF: https://wiki.openstreetmap.org/wiki/PBF_Format

const varint = (value: number | bigint): number[] => {
  const bytes: number[] = []
  let rest = BigInt(value)
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return bytes
}
const zigzag = (value: number) => varint(value < 0 ? -2n * BigInt(value) - 1n : 2n * BigInt(value))
const field = (tag: number, bytes: readonly number[] | Uint8Array) => [
  ...varint((tag << 3) | 2),
  ...varint(bytes.length),
  ...bytes,
]
const number = (tag: number, value: number) => [...varint(tag << 3), ...varint(value)]
const text = (value: string) => [...Buffer.from(value)]
const differences = (values: readonly number[]) => values.map((value, at) => value - (values[at - 1] ?? 0))

export type Node = { id: number; lon: number; lat: number; tags?: Record<string, string> }
export type Way = { id: number; refs: number[]; tags: Record<string, string> }

/** Nodes and ways in one block, each with its tags. */
export function pbf(nodes: readonly Node[], ways: readonly Way[]): Buffer {
  const strings = ['']
  const known = (word: string) => {
    if (!strings.includes(word)) strings.push(word)
    return strings.indexOf(word)
  }
  const tagged = (tags: Record<string, string> = {}) => [
    ...field(
      2,
      Object.keys(tags).flatMap(key => varint(known(key))),
    ),
    ...field(
      3,
      Object.values(tags).flatMap(value => varint(known(value))),
    ),
  ]
  const ofNodes = nodes.flatMap(({ id, lon, lat, tags }) =>
    field(1, [
      ...varint(1 << 3),
      ...zigzag(id),
      ...tagged(tags),
      ...varint(8 << 3),
      ...zigzag(Math.round(lat * 1e7)),
      ...varint(9 << 3),
      ...zigzag(Math.round(lon * 1e7)),
    ]),
  )
  const ofWays = ways.flatMap(({ id, refs, tags }) =>
    field(3, [...number(1, id), ...tagged(tags), ...field(8, differences(refs).flatMap(zigzag))]),
  )
  const table = field(
    1,
    strings.flatMap(word => field(1, text(word))),
  )
  const block = [...table, ...field(2, ofNodes), ...field(2, ofWays)]
  const header = [...field(4, text('OsmSchema-V0.6')), ...field(4, text('DenseNodes'))]
  return Buffer.concat([blob('OSMHeader', Buffer.from(header)), blob('OSMData', Buffer.from(block))])
}

export function blob(type: string, content: Buffer): Buffer {
  const packed = Buffer.from([...number(2, content.length), ...field(3, deflateSync(content))])
  const head = Buffer.from([...field(1, text(type)), ...number(3, packed.length)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, packed])
}
