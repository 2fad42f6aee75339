/** A file of accesses read in the browser, before anything leaves: its headers and its rows, each with its number. */
import { type CsvError, parse } from 'csv-parse/browser/esm'
import {
  type Delimiter,
  delimiterOf,
  type FileFault,
  fileFaults,
  importLimits,
} from '../../../api/observations/import/contract.ts'
import type { Language } from '../../words/language.ts'
import { type Cells, headerIndexOf, isFilled } from './rows.ts'

export type AccessFile = {
  encoding: 'UTF-8' | 'Windows-1252'
  delimiter: Delimiter
  headers: Cells
  /** As a spreadsheet counts: 1 when nothing stands above the headers. */
  headerRow: number
  /** Below the headers, empty ones too, so that a row keeps its number. */
  rows: readonly Cells[]
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
const turn = () => new Promise(resolve => setTimeout(resolve))

/** @throws FileRefused, saying in one sentence why the file is none of accesses */
export async function readFile(file: Blob, told: (share: number) => void): Promise<AccessFile> {
  if (file.size === 0) throw new FileRefused('empty_file')
  if (file.size > importLimits.bytes) throw new FileRefused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (!isText(bytes)) throw new FileRefused('not_text')
  const { text, encoding } = decoded(bytes)
  const delimiter = delimiterOf(text.slice(0, 100_000))
  const lines = await parsed(text, delimiter, told)
  const headerIndex = headerIndexOf(lines)
  const headers = lines[headerIndex]
  if (!headers) throw new FileRefused('empty_file')
  const rows = lines.slice(headerIndex + 1)
  const filledRows = rows.filter(isFilled).length
  if (filledRows === 0) throw new FileRefused(headers.some(cell => cell.trim()) ? 'no_rows' : 'empty_file')
  if (filledRows > importLimits.rows) throw new FileRefused('too_many_rows')
  return { encoding, delimiter, headers, headerRow: headerIndex + 1, rows }
}

/** Text has no control characters but tab, line feed, form feed and carriage return. */
function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false
  return true
}

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
