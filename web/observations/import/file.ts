/**
 * A file of accesses in the browser: read, matched and looked at before anything leaves. What is sent is written
 * again from the columns that were matched, under the same row numbers.
 */
import { type CsvError, parse } from 'csv-parse/browser/esm'
import {
  answerOf,
  areaWord,
  type Column,
  type ColumnName,
  columnNamed,
  columnOf,
  columns,
  type Delimiter,
  dayOfText,
  delimiterOf,
  type FileFault,
  fileFaults,
  type IdentityKind,
  identityOfCell,
  identityOfHeader,
  importLimits,
  isList,
} from '../../../api/observations/import/contract.ts'
import type { Language } from '../../words/language.ts'

/** What a column of the file becomes; undecided while null. */
export type Match = ColumnName | 'ignore' | null
export type FileColumn = {
  /** Letter of the spreadsheet. */
  place: string
  header: string
  examples: readonly string[]
  identity: IdentityKind | undefined
  /** By its header. */
  match: Match
}
export type AccessFile = {
  encoding: 'UTF-8' | 'Windows-1252'
  delimiter: Delimiter
  columns: readonly FileColumn[]
  /** From row 2 on, empty ones too, so that a row keeps its number. */
  rows: readonly (readonly string[])[]
  filledRows: number
}

export class FileRefused extends Error {
  readonly code: FileFault
  readonly row: number
  constructor(code: FileFault, row = 0) {
    super(code)
    this.code = code
    this.row = row
  }
  said = (language: Language): string => fileFaults[this.code][language].replace('{row}', String(this.row))
}

const stretch = 256 * 1024
const textsLookedAt = 300
const turn = () => new Promise(resolve => setTimeout(resolve))

/** @throws FileRefused, saying in one sentence why the file is none of accesses */
export async function readFile(file: Blob, told: (share: number) => void): Promise<AccessFile> {
  if (file.size === 0) throw new FileRefused('empty_file')
  if (file.size > importLimits.bytes) throw new FileRefused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (!isText(bytes)) throw new FileRefused('not_text')
  const { text, encoding } = decoded(bytes)
  const delimiter = delimiterOf(text.slice(0, 100_000))
  const [headers, ...rows] = await parsed(text, delimiter, told)
  if (!headers) throw new FileRefused('empty_file')
  const filledRows = rows.filter(isFilled).length
  if (filledRows === 0) throw new FileRefused(headers.some(cell => cell.trim()) ? 'no_rows' : 'empty_file')
  if (filledRows > importLimits.rows) throw new FileRefused('too_many_rows')
  const fileColumns = headers.map((header, index) => fileColumn(header, index, rows))
  return { encoding, delimiter, rows, filledRows, columns: fileColumns }
}

/** Text has no control characters but tab, line feed, form feed and carriage return. */
function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false
  return true
}

const isFilled = (cells: readonly string[]) => cells.some(cell => cell.trim() !== '')

function decoded(bytes: Uint8Array): { text: string; encoding: AccessFile['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}

async function parsed(
  text: string,
  delimiter: Delimiter,
  told: (share: number) => void,
): Promise<string[][]> {
  const rows: string[][] = []
  let failed: unknown
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: importLimits.columns * (importLimits.cell + 3) * 2,
  })
  const ended = new Promise<void>(resolve => {
    parser.on('data', (cells: string[]) => {
      if (cells.length > importLimits.columns) failed ??= new FileRefused('too_many_columns')
      else rows.push(cells)
    })
    parser.on('error', (error: CsvError) => {
      failed ??= refusalOf(error, rows.length + 1)
      resolve()
    })
    parser.on('end', () => resolve())
  })
  for (let at = 0; at < text.length && !failed; at += stretch) {
    parser.write(text.slice(at, at + stretch))
    told(Math.min(1, (at + stretch) / text.length))
    await turn()
  }
  if (!failed) {
    parser.end()
    await ended
  }
  if (failed) throw failed
  return rows
}

function refusalOf({ code }: CsvError, row: number): FileRefused {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new FileRefused('row_without_end', row)
  if (code === 'CSV_MAX_RECORD_SIZE')
    return row === 1 ? new FileRefused('too_many_columns') : new FileRefused('row_without_end', row)
  return new FileRefused('stray_quote', row)
}

export function letters(index: number): string {
  let found = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    found = String.fromCharCode(65 + ((rest - 1) % 26)) + found
  return found
}

function fileColumn(header: string, index: number, rows: readonly (readonly string[])[]): FileColumn {
  const column = columnOf(header)
  const texts = new Set<string>()
  for (const row of rows) {
    const text = row[index]?.trim()
    if (text) texts.add(text)
    if (texts.size >= textsLookedAt) break
  }
  const empty = header.trim() === '' && texts.size === 0
  return {
    place: letters(index),
    header: header.trim(),
    examples: [...texts].slice(0, 3),
    identity: column
      ? identityIn(texts, column)
      : (identityOfHeader(header) ?? identityIn([header, ...texts])),
    match: column?.name ?? (empty ? 'ignore' : null),
  }
}

/** What is an answer of the column is nobody's identity. */
function identityIn(texts: Iterable<string>, column?: Column): IdentityKind | undefined {
  for (const text of texts) {
    if (column && isAnswer(column, text)) continue
    const kind = identityOfCell(text, column?.holds === 'day')
    if (kind) return kind
  }
  return undefined
}

const isAnswer = ({ holds }: Column, text: string) =>
  isList(holds)
    ? answerOf(holds, text) !== undefined
    : holds === 'day'
      ? 'day' in dayOfText(text)
      : holds === 'area' && areaWord(text) !== undefined

/** @returns a column that two columns of the file become, if any */
export const doubled = (matches: readonly Match[]): Column | undefined => {
  const name = matches.find((match, index) => match && match !== 'ignore' && matches.indexOf(match) < index)
  return name ? columnNamed(name) : undefined
}

export const missing = (matches: readonly Match[]): Column[] =>
  columns.filter(({ name, required }) => required && !matches.includes(name))

/** The file as it leaves: only what was matched, under the names of the contract. */
export function composed({ rows }: AccessFile, matches: readonly Match[]): Blob {
  const kept = matches.flatMap((match, index) => (match && match !== 'ignore' ? [index] : []))
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const line = (cells: readonly string[]) => cells.map(cell).join(',')
  const lines = rows.map(row => (isFilled(row) ? line(kept.map(index => row[index] ?? '')) : ''))
  return new Blob([[line(kept.map(index => matches[index]!)), ...lines].join('\n')], { type: 'text/csv' })
}
