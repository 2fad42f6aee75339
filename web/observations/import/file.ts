/**
 * A file of accesses in the browser: read, matched and looked at before anything leaves. What is sent is written
 * again from the columns that were matched, under the same row numbers.
 */
import { type OmissionEntry, Omissions } from '../../../api/interchange/omission.contract.ts'
import {
  csvRows,
  type Delimiter,
  layoutOf,
  lettersOf,
  TableUnreadable,
  tableRows,
} from '../../../api/interchange/table.contract.ts'
import { encodingNames, encodingOf, isText, piecesOf } from '../../../api/interchange/text.contract.ts'
import {
  answerOf,
  areaWord,
  type Column,
  type ColumnName,
  columnNamed,
  columnOf,
  columns,
  dayOfText,
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
  encoding: (typeof encodingNames)[keyof typeof encodingNames]
  delimiter: Delimiter
  columns: readonly FileColumn[]
  /** From row 2 on, so that a row keeps its number: what is left out, such as titles and totals, is empty here. */
  rows: readonly (readonly string[])[]
  filledRows: number
  omissions: readonly OmissionEntry[]
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
const textsLookedAt = 300
const turn = () => new Promise(resolve => setTimeout(resolve))

/**
 * @param onShare hears how much of the file has been read, from 0 to 1
 * @throws FileRefused, saying in one sentence why the file is none of accesses
 */
export async function readFile(file: Blob, onShare: (share: number) => void): Promise<AccessFile> {
  if (file.size === 0) throw new FileRefused('empty_file')
  if (file.size > importLimits.bytes) throw new FileRefused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const encoding = encodingOf(bytes)
  if (!isText(bytes, encoding)) throw new FileRefused('not_text')
  const text = [...piecesOf(bytes, encoding)].join('')
  const layout = layoutOf(text, isColumn)
  const omissions = new Omissions()
  if (layout.separatorLine) omissions.add('separator_line')
  const { headers, rows, filledRows } = await tableOf(text, layout, omissions, onShare)
  if (!headers) throw new FileRefused('empty_file')
  if (filledRows === 0) throw new FileRefused(headers.some(cell => cell.trim()) ? 'no_rows' : 'empty_file')
  return {
    encoding: encodingNames[encoding],
    delimiter: layout.delimiter,
    rows,
    filledRows,
    omissions: omissions.entries('it'),
    columns: headers.map((header, index) => fileColumn(header, index, rows)),
  }
}

const isColumn = (header: string) => columnOf(header) !== undefined
const isFilled = (cells: readonly string[]) => cells.some(cell => cell.trim() !== '')
const emptyRow: readonly string[] = []

async function tableOf(
  text: string,
  { delimiter, from }: { delimiter: Delimiter; from: number },
  omissions: Omissions,
  onShare: (share: number) => void,
) {
  const rows: (readonly string[])[] = []
  let headers: readonly string[] | undefined
  let filledRows = 0
  try {
    const table = csvRows(text, delimiter, importLimits.columns, from)
    for (const { row, cells, at } of tableRows(table, isColumn, omissions)) {
      if (!headers) headers = cells
      else {
        if (++filledRows > importLimits.rows || row > importLimits.rows * 10)
          throw new FileRefused('too_many_rows')
        while (rows.length < row - 2) rows.push(emptyRow)
        rows.push(cells)
      }
      if (filledRows % rowsPerTurn !== 0) continue
      onShare(at / text.length)
      await turn()
    }
  } catch (error) {
    throw error instanceof TableUnreadable ? new FileRefused(error.code, error.row) : error
  }
  onShare(1)
  return { headers, rows, filledRows }
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
    place: lettersOf(index),
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
