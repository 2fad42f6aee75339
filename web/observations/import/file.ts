/** A file of accesses read in the browser, before anything leaves: its headers and its rows, each with its number. */
import { archiveOf, isArchive } from '../../../api/interchange/archive.contract.ts'
import { FileUnreadable } from '../../../api/interchange/file-unreadable.contract.ts'
import type { OmissionEntry } from '../../../api/interchange/omission.contract.ts'
import { csvRows, type Delimiter, layoutOf } from '../../../api/interchange/table.contract.ts'
import { encodingNames, encodingOf, isText, piecesOf } from '../../../api/interchange/text.contract.ts'
import { isWorkbook, sheetOf } from '../../../api/interchange/workbook.contract.ts'
import {
  columnOf,
  type FileFault,
  fileFaults,
  importLimits,
} from '../../../api/observations/import/contract.ts'
import type { Language } from '../../words/language.ts'
import { type Cells, headerIndexOf, isFilled } from './rows.ts'

/** Where the rows stood: in a text, or in a sheet of a workbook with what the sheet hides and the workbook has besides. */
type TableSource =
  | {
      kind: 'text'
      encoding: (typeof encodingNames)[keyof typeof encodingNames]
      delimiter: Delimiter
    }
  | { kind: 'sheet'; name: string; omissions: readonly OmissionEntry[] }

export type AccessFile = {
  source: TableSource
  headers: Cells
  /** As a spreadsheet counts: 1 when nothing stands above the headers. */
  headerRow: number
  /** Below the headers, empty ones too, so that a row keeps its number. */
  rows: readonly Cells[]
  /** Numbers of the rows that a sheet does not show, by a filter or by hand. */
  hiddenRows: ReadonlySet<number>
}

export class FileRefused extends Error {
  readonly code: FileFault
  readonly words: FileUnreadable['words']
  constructor(code: FileFault, words: FileUnreadable['words'] = {}) {
    super(code)
    this.code = code
    this.words = words
  }
  said = (language: Language): string =>
    fileFaults[this.code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(this.words[name] ?? ''))
}

const rowsPerTurn = 2000
const turn = () => new Promise(resolve => setTimeout(resolve))
/** Empty rows included. */
const mostLines = importLimits.rows * 10
const isColumn = (header: string) => columnOf(header) !== undefined

type Table = Pick<AccessFile, 'source' | 'hiddenRows'> & { lines: readonly Cells[] }

/**
 * @param onShare hears how much of the file has been read, from 0 to 1
 * @throws FileRefused, saying in one sentence why the file is none of accesses
 */
export async function readFile(file: Blob, onShare: (share: number) => void): Promise<AccessFile> {
  if (file.size === 0) throw new FileRefused('empty_file')
  if (file.size > importLimits.bytes) throw new FileRefused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { source, lines, hiddenRows } = await tableOf(bytes, onShare).catch(error => {
    throw error instanceof FileUnreadable ? new FileRefused(error.code, error.words) : error
  })
  onShare(1)
  const headerIndex = headerIndexOf(lines)
  const headers = lines[headerIndex]
  if (!headers) throw new FileRefused('empty_file')
  const rows = lines.slice(headerIndex + 1)
  const filledRows = rows.filter(isFilled).length
  if (filledRows === 0) throw new FileRefused(headers.some(cell => cell.trim()) ? 'no_rows' : 'empty_file')
  if (filledRows > importLimits.rows) throw new FileRefused('too_many_rows')
  return { source, headers, headerRow: headerIndex + 1, rows, hiddenRows }
}

async function tableOf(bytes: Uint8Array, onShare: (share: number) => void): Promise<Table> {
  if (isArchive(bytes)) return sheetTable(bytes)
  const encoding = encodingOf(bytes)
  if (!isText(bytes, encoding)) throw new FileRefused('not_text')
  const text = [...piecesOf(bytes, encoding)].join('')
  const { delimiter, from } = layoutOf(text, isColumn)
  const lines = await linesOf(text, delimiter, from, onShare)
  return {
    source: { kind: 'text', encoding: encodingNames[encoding], delimiter },
    lines,
    hiddenRows: new Set(),
  }
}

/** The sheet whose headers are those of accesses, each row at the place that its number gives. */
async function sheetTable(bytes: Uint8Array): Promise<Table> {
  const archive = archiveOf(bytes)
  if (!isWorkbook(archive)) throw new FileRefused('not_text')
  const { rows, columns: most, cell } = importLimits
  const { name, rows: filled, omissions } = await sheetOf(archive, isColumn, { rows, columns: most, cell })
  const lines: Cells[] = []
  const hiddenRows = new Set<number>()
  for (const { row, cells, hidden } of filled) {
    if (row > mostLines) throw new FileRefused('too_many_rows')
    while (lines.length < row - 1) lines.push([])
    lines.push(cells)
    if (hidden) hiddenRows.add(row)
  }
  // Hidden rows are told with the others that stay here, and so are not told twice.
  const entries = omissions.entries('it').filter(({ code }) => code !== 'hidden_rows')
  return { source: { kind: 'sheet', name, omissions: entries }, lines, hiddenRows }
}

/** All rows of the text, the empty ones too. */
async function linesOf(
  text: string,
  delimiter: Delimiter,
  from: number,
  onShare: (share: number) => void,
): Promise<Cells[]> {
  const lines: Cells[] = []
  for (const { cells, at } of csvRows(text, delimiter, importLimits.columns, from)) {
    lines.push(cells)
    if (lines.length > mostLines) throw new FileRefused('too_many_rows')
    if (lines.length % rowsPerTurn !== 0) continue
    onShare(at / text.length)
    await turn()
  }
  return lines
}
