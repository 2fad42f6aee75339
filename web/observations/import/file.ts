/** A file of accesses read in the browser, before anything leaves: its headers and its rows, each with its number. */
import {
  csvRows,
  type Delimiter,
  layoutOf,
  TableUnreadable,
} from '../../../api/interchange/table.contract.ts'
import { encodingNames, encodingOf, isText, piecesOf } from '../../../api/interchange/text.contract.ts'
import {
  columnOf,
  type FileFault,
  fileFaults,
  importLimits,
} from '../../../api/observations/import/contract.ts'
import type { Language } from '../../words/language.ts'
import { type Cells, headerIndexOf, isFilled } from './rows.ts'

export type AccessFile = {
  encoding: (typeof encodingNames)[keyof typeof encodingNames]
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

const rowsPerTurn = 2000
const turn = () => new Promise(resolve => setTimeout(resolve))
/** «PK»: a workbook or another archive, whose zero bytes could pass for those of UTF-16. */
const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! < 0x20
const isColumn = (header: string) => columnOf(header) !== undefined

/**
 * @param onShare hears how much of the file has been read, from 0 to 1
 * @throws FileRefused, saying in one sentence why the file is none of accesses
 */
export async function readFile(file: Blob, onShare: (share: number) => void): Promise<AccessFile> {
  if (file.size === 0) throw new FileRefused('empty_file')
  if (file.size > importLimits.bytes) throw new FileRefused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const encoding = encodingOf(bytes)
  if (isArchive(bytes) || !isText(bytes, encoding)) throw new FileRefused('not_text')
  const text = [...piecesOf(bytes, encoding)].join('')
  const { delimiter, from } = layoutOf(text, isColumn)
  const lines = await linesOf(text, delimiter, from, onShare)
  const headerIndex = headerIndexOf(lines)
  const headers = lines[headerIndex]
  if (!headers) throw new FileRefused('empty_file')
  const rows = lines.slice(headerIndex + 1)
  const filledRows = rows.filter(isFilled).length
  if (filledRows === 0) throw new FileRefused(headers.some(cell => cell.trim()) ? 'no_rows' : 'empty_file')
  if (filledRows > importLimits.rows) throw new FileRefused('too_many_rows')
  return { encoding: encodingNames[encoding], delimiter, headers, headerRow: headerIndex + 1, rows }
}

/** All rows of the table, the empty ones too. */
async function linesOf(
  text: string,
  delimiter: Delimiter,
  from: number,
  onShare: (share: number) => void,
): Promise<Cells[]> {
  const lines: Cells[] = []
  try {
    for (const { cells, at } of csvRows(text, delimiter, importLimits.columns, from)) {
      lines.push(cells)
      if (lines.length > importLimits.rows * 10) throw new FileRefused('too_many_rows')
      if (lines.length % rowsPerTurn !== 0) continue
      onShare(at / text.length)
      await turn()
    }
  } catch (error) {
    throw error instanceof TableUnreadable ? new FileRefused(error.code, error.row) : error
  }
  onShare(1)
  return lines
}
