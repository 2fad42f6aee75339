/**
 * Formats in and out: one file for each, all of one shape. A format knows bytes and rows, and nothing of what the rows
 * are about; whoever reads rows gives their columns a meaning.
 */
import type { Bilingual, Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { readingFaults } from './file-unreadable.contract.ts'
import type { Omissions } from './omission.contract.ts'
import type { Knows } from './table.contract.ts'
import { hasBrokenLetters } from './text.contract.ts'

export const formats = ['csv', 'geojson', 'xlsx', 'osm', 'hsds', 'json'] as const
export type Format = (typeof formats)[number]

type Position = number[]
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'Polygon'; coordinates: Position[][] }

/** What happened to a row on its way, or what of it is to be looked at. */
export type RowNote =
  | 'part_of_several'
  | 'height_left_out'
  | 'incomplete_way'
  | 'too_many_cells'
  /** A sign stands for a lost letter, or letters were saved in the wrong encoding. */
  | 'broken_letters'
  /** The sheet does not show the row: a filter hides it, or somebody did. */
  | 'hidden_row'
  | 'loose_quotes'
  /** A formula came to an error. */
  | 'cell_error'
  /** A spreadsheet took a telephone for a number, and its leading zero away. */
  | 'phone_without_zero'
  /** A hole of a polygon turns as its outline does. */
  | 'hole_same_way'
  | 'drawing_unreadable'
  | 'object_list_left_out'
  | 'text_too_long'

export type SourceRow = {
  /** As a person counts in that format: the row of the sheet, the number of the feature, of the element, of the record. */
  row: number
  /** What the source calls it, so that it is known again. */
  id: string | null
  /** Texts by column; what is empty is absent. */
  fields: Record<string, string>
  geometry: Geometry | null
  notes: RowNote[]
}
export type Reading = { format: Format; columns: string[]; rows: SourceRow[]; omissions: Omissions }

/** What an import knows of columns: a format asks for it, and knows nothing of it. */
export type Meaning = {
  knows: Knows
  isPhone: Knows
  /** Whether tags of OpenStreetMap say what kind of place it is. */
  saysKind: (tags: Record<string, string>) => boolean
}

/** Beyond these a file is refused with one sentence. Sizes in bytes, a cell in characters. */
export const fileLimits = {
  bytes: 20_000_000,
  rows: 20_000,
  columns: 400,
  cell: 20_000,
  /** Characters of all cells together. */
  text: 100_000_000,
  /** Objects and lists within one another in JSON. */
  depth: 100,
} as const

const number = (value: number) => value.toLocaleString('it-IT')
/** `{…}` stands for what the case tells. */
export const fileFaults = {
  ...readingFaults,
  unknown_format: {
    it: 'Il file non è fra quelli che si leggono: CSV, XLSX, GeoJSON, OpenStreetMap (Overpass JSON, .osm o PBF), HSDS',
    en: 'The file is not among those that are read: CSV, XLSX, GeoJSON, OpenStreetMap (Overpass JSON, .osm or PBF), HSDS',
  },
  /** Recognised, and not read: what it is, and how to save it as something that is. */
  other_format: { it: '{what}: {way}', en: '{what}: {way}' },
  too_many_rows: {
    it: `Le righe sono più di ${number(fileLimits.rows)}: dividi il file`,
    en: `The rows are more than ${fileLimits.rows.toLocaleString('en')}: split the file`,
  },
  too_many_columns: {
    it: `Le colonne sono più di ${fileLimits.columns}: non è un file di risorse`,
    en: `The columns are more than ${fileLimits.columns}: it is not a file of resources`,
  },
  cell_too_long: {
    it: `Alla riga {row} un testo supera ${number(fileLimits.cell)} caratteri: forse delle virgolette non sono chiuse`,
    en: `In row {row} a text is over ${fileLimits.cell.toLocaleString('en')} characters: perhaps a quote is never closed`,
  },
  no_rows: { it: 'Nel file non c’è nessuna riga da leggere', en: 'The file has no row to read' },
  too_much_text: {
    it: 'I testi del file sono troppo lunghi, tutti insieme: dividi il file',
    en: 'The texts of the file are too long, all together: split the file',
  },
  too_deep: {
    it: `Riga {line}: oltre ${fileLimits.depth} oggetti uno dentro l’altro non si leggono`,
    en: `Line {line}: more than ${fileLimits.depth} objects within one another are not read`,
  },
  broken_pbf: {
    it: 'Il file PBF è rovinato, o compresso in un modo che non si legge',
    en: 'The PBF file is damaged, or packed in a way that is not read',
  },
  broken_json: {
    it: 'Riga {line}, carattere {character}: non è JSON leggibile',
    en: 'Line {line}, character {character}: it is not readable JSON',
  },
  repeated_member: {
    it: 'Riga {line}: «{member}» è detto due volte nello stesso oggetto, e non si sa quale vale',
    en: 'Line {line}: “{member}” is said twice in one object, and which one counts is not known',
  },
  other_projection: {
    it: 'Riga {line}: le coordinate sono in {system}: esportale in WGS84 (EPSG:4326, gradi, prima la longitudine)',
    en: 'Line {line}: the coordinates are in {system}: export them in WGS84 (EPSG:4326, degrees, longitude first)',
  },
  geojson: { it: 'Riga {line}{feature}: {fault}', en: 'Line {line}{feature}: {fault}' },
} as const satisfies Record<string, Bilingual>

/** @param words what stands for each `{…}` of the sentence */
export function fileFault(
  code: keyof typeof fileFaults,
  words: Record<string, Bilingual | string | number> = {},
  pointer = '#/body',
): Fault {
  const fill = (language: keyof Bilingual) =>
    fileFaults[code][language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const word = words[name] ?? ''
      return typeof word === 'object' ? word[language] : String(word)
    })
  return { pointer, code, detail: { it: fill('it'), en: fill('en') } }
}
export const unreadable = (...faults: Fault[]) => new Problem('unreadable-file', faults)

/** Gives other requests their turn while a long file is read. */
export const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** A value of JSON as the text of a cell: lists by semicolons. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'object') {
    return Array.isArray(value) ? value.map(textOf).filter(Boolean).join('; ') : ''
  }
  return String(value).trim()
}

/** Objects within objects become columns with a dot, `address.street`, down to this depth. */
const flatDepth = 4

/**
 * A record as texts by column.
 * @param leave hears the name of each member that is no text: a list of objects, or an object too deep
 */
export function flat(
  record: Record<string, unknown>,
  leave: (member: string) => void,
  prefix = '',
  into: Record<string, string> = {},
): Record<string, string> {
  for (const [name, value] of Object.entries(record)) {
    const member = prefix + name
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (prefix.split('.').length < flatDepth)
        flat(value as Record<string, unknown>, leave, `${member}.`, into)
      else if (Object.keys(value).length > 0) leave(member)
    } else {
      if (
        Array.isArray(value) &&
        value.some(part => typeof part === 'object' && part !== null && !isNumbers(part))
      )
        leave(member)
      const text = textOf(value)
      if (text !== '') into[member] = text
    }
  }
  return into
}
const isNumbers = (value: unknown) => Array.isArray(value) && value.every(part => typeof part !== 'object')

/**
 * The rows as they go on: texts without what a database refuses or a person would not have written, each with its note.
 * @throws Problem where there are more rows than are read, or none
 */
export function reading(format: Format, rows: SourceRow[], omissions: Omissions, meaning: Meaning): Reading {
  if (rows.length === 0) throw unreadable(fileFault('no_rows'))
  if (rows.length > fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
  let length = 0
  for (const row of rows) {
    row.id = row.id === null ? null : withoutNull(row.id)
    for (const [column, written] of Object.entries(row.fields)) {
      const text = withoutNull(written)
      row.fields[column] = text
      length += text.length
      const note = noteOf(column, text, meaning)
      if (note && !row.notes.includes(note)) row.notes.push(note)
      if (note === 'text_too_long') delete row.fields[column]
    }
    if (length > fileLimits.text) throw unreadable(fileFault('too_much_text'))
  }
  return { format, columns: columnsOf(rows, omissions, meaning), rows, omissions }
}

/** A database keeps no U+0000. */
const withoutNull = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text)

function noteOf(column: string, text: string, { knows, isPhone }: Meaning): RowNote | undefined {
  if (text.length > fileLimits.cell) return 'text_too_long'
  if (!knows(column)) return undefined
  if (hasBrokenLetters(text)) return 'broken_letters'
  return isPhone(column) && lacksZero(text) ? 'phone_without_zero' : undefined
}

/**
 * An Italian landline begins with 0, which a spreadsheet takes away from what it holds for a number. Without one begin
 * mobiles (32–39), toll-free and shared-cost numbers (800, 803, 84x, 89x, 178, 199) and short ones of up to six digits.
 */
export const lacksZero = (text: string): boolean =>
  /^\d{7,10}$/.test(text) && !/^(0|3[2-9]\d{7}|80[03]\d{6}$|84[0178]|89|178|199)/.test(text)

/** All columns; where they are too many, as with tags, those that are known and then those of most rows. */
function columnsOf(rows: readonly SourceRow[], omissions: Omissions, { knows }: Meaning): string[] {
  const times = new Map<string, number>()
  for (const { fields } of rows)
    for (const column of Object.keys(fields)) times.set(column, (times.get(column) ?? 0) + 1)
  const columns = [...times.keys()]
  if (columns.length <= fileLimits.columns) return columns
  const rank = (column: string) => (knows(column) ? rows.length : 0) + times.get(column)!
  const most = new Set(columns.toSorted((a, b) => rank(b) - rank(a)).slice(0, fileLimits.columns))
  for (const column of columns) if (!most.has(column)) omissions.add('other_columns', column.slice(0, 60))
  for (const { fields } of rows)
    for (const column of Object.keys(fields)) if (!most.has(column)) delete fields[column]
  return columns.filter(column => most.has(column))
}
