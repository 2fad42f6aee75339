/**
 * Formats in and out: one file for each, all of one shape. A format knows bytes and rows, and nothing of what the rows
 * are about; whoever reads rows gives their columns a meaning.
 */
import type { Bilingual, Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'

export const formats = ['csv', 'geojson', 'xlsx', 'osm', 'hsds', 'json'] as const
export type Format = (typeof formats)[number]

type Position = number[]
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'Polygon'; coordinates: Position[][] }

/** What happened to a row on its way, or why it stayed behind. */
export type RowNote = 'part_of_several' | 'height_left_out' | 'incomplete_way' | 'too_many_cells'

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
export type Skipped = { row: number; note: RowNote }
export type Reading = { format: Format; columns: string[]; rows: SourceRow[]; skipped: Skipped[] }
export type Read = (bytes: Buffer) => Promise<Reading>

/** Beyond these a file is refused with one sentence. Sizes in bytes, a cell in characters. */
export const fileLimits = {
  bytes: 20_000_000,
  /** What an archive may unfold to. */
  unfolded: 200_000_000,
  rows: 20_000,
  columns: 400,
  cell: 20_000,
} as const

const number = (value: number) => value.toLocaleString('it-IT')
/** `{…}` stands for what the case tells. */
export const fileFaults = {
  empty_file: { it: 'Il file è vuoto', en: 'The file is empty' },
  unknown_format: {
    it: 'Il file non è fra quelli che si leggono: CSV, GeoJSON, XLSX, OpenStreetMap (Overpass JSON o PBF), HSDS',
    en: 'The file is not among those that are read: CSV, GeoJSON, XLSX, OpenStreetMap (Overpass JSON or PBF), HSDS',
  },
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
  row_without_end: {
    it: 'La riga {row} non finisce: forse delle virgolette aperte non sono chiuse',
    en: 'Row {row} has no end: perhaps a quote is opened and never closed',
  },
  stray_quote: {
    it: 'Alla riga {row} ci sono virgolette fuori posto: quelle dentro un testo vanno raddoppiate',
    en: 'In row {row} a quote is out of place: those inside a text are doubled',
  },
  unfolds_too_large: {
    it: `L’archivio si apre in più di ${fileLimits.unfolded / 1e6} MB: non viene letto`,
    en: `The archive unfolds to more than ${fileLimits.unfolded / 1e6} MB: it is not read`,
  },
  broken_archive: {
    it: 'L’archivio è rovinato o non finisce: salvalo di nuovo',
    en: 'The archive is damaged or has no end: save it again',
  },
  locked_sheet: {
    it: 'Il foglio di calcolo non si legge: salvalo senza password, come .xlsx o CSV',
    en: 'The spreadsheet cannot be read: save it without a password, as .xlsx or CSV',
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

/** @param said what stands for each `{…}` of the sentence */
export function fileFault(
  code: keyof typeof fileFaults,
  said: Record<string, Bilingual | string | number> = {},
  pointer = '#/body',
): Fault {
  const fill = (language: keyof Bilingual) =>
    fileFaults[code][language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const word = said[name] ?? ''
      return typeof word === 'object' ? word[language] : String(word)
    })
  return { pointer, code, detail: { it: fill('it'), en: fill('en') } }
}
export const unreadable = (...faults: Fault[]) => new Problem('unreadable-file', faults)

/** Gives other requests their turn while a long file is read. */
export const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** A value of JSON as the text of a cell: lists by semicolons, objects by their members. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ')
  if (typeof value === 'object') return ''
  return String(value).trim()
}

/** Objects within objects as columns with a dot: `address.street`. */
export function flat(record: Record<string, unknown>, prefix = '', into: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (prefix.split('.').length < 4) flat(value as Record<string, unknown>, `${prefix}${name}.`, into)
    } else {
      const text = textOf(value)
      if (text !== '') into[prefix + name] = text
    }
  }
  return into
}

/** @throws Problem where there are more rows or columns than are read, or none */
export function reading(format: Format, rows: SourceRow[], skipped: Skipped[] = []): Reading {
  if (rows.length === 0 && skipped.length === 0) throw unreadable(fileFault('no_rows'))
  if (rows.length > fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
  const columns = new Set<string>()
  for (const { fields } of rows) for (const name of Object.keys(fields)) columns.add(name)
  if (columns.size > fileLimits.columns) throw unreadable(fileFault('too_many_columns'))
  return { format, columns: [...columns], rows, skipped }
}
