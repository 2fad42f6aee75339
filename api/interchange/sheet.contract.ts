/** One sheet of a workbook, in stretches: cells by their addresses, nothing filled in between, limits asked first. */
import { type CellFormat, shownText } from './cell-format.contract.ts'
import { FileUnreadable } from './file-unreadable.contract.ts'
import { Omissions } from './omission.contract.ts'
import { isBlank, lettersOf, type TableRow } from './table.contract.ts'
import { type Attributes, XmlReader } from './xml.contract.ts'

/** The sheet does not show the row: a filter hides it, or somebody did; a formula of it came to an error. */
export type SheetNote = 'hidden_row' | 'cell_error'
export type SheetRow = TableRow & { notes: SheetNote[] }
/** How much of a sheet an import reads: filled rows, columns, characters of a cell. */
export type SheetLimits = { rows: number; columns: number; cell: number }
export type Book = { texts: readonly string[]; formats: readonly CellFormat[]; later: number }

/** The largest sheet there can be: columns to XFD (ECMA-376, and every office program). */
const sheetLimits = { rows: 1_048_576, columns: 16_384 } as const

/** @throws FileUnreadable for an address that no sheet has */
function columnOfAddress(address: string): number {
  const letters = /^([A-Z]{1,3})[1-9]\d{0,6}$/.exec(address)?.[1]
  let column = 0
  for (const letter of letters ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  if (column < 1 || column > sheetLimits.columns)
    throw new FileUnreadable('cell_outside_sheet', { cell: address.slice(0, 20) })
  return column - 1
}

export class SheetReader {
  readonly rows: SheetRow[] = []
  /** Columns that the sheet hides, from 0. */
  readonly hiddenColumns = new Set<number>()
  /** Filled cells beyond the columns that are read. */
  readonly far = new Omissions()
  /** There are more rows than are read: the rest was not looked at. */
  overflows = false

  readonly #book: Book
  readonly #limits: SheetLimits
  readonly #xml: XmlReader
  #row: { number: number; hidden: boolean; cells: string[]; notes: SheetNote[] } | undefined
  #cell: { column: number; address: string; type: string; style: number; text: string } | undefined
  #nextColumn = 0
  #lastRow = 0
  #inside: 'value' | 'text' | undefined
  #phonetic = false

  constructor(book: Book, limits: SheetLimits) {
    this.#book = book
    this.#limits = limits
    this.#xml = new XmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      text: text => this.#hear(text),
      close: name => this.#close(name),
    })
  }

  /** @returns false once nothing more need be read */
  push(piece: string): boolean {
    this.#xml.push(piece)
    return !this.overflows
  }

  end(): void {
    if (!this.overflows) this.#xml.end()
  }

  #open(name: string, attributes: Attributes) {
    switch (name) {
      case 'row':
        return this.#openRow(attributes)
      case 'c':
        return this.#openCell(attributes)
      case 'v':
        this.#inside = 'value'
        return
      case 't':
        this.#inside = this.#phonetic ? undefined : 'text'
        return
      case 'rPh':
        this.#phonetic = true
        return
      case 'col':
        return this.#hideColumns(attributes)
    }
  }

  #hideColumns({ min, max, hidden }: Attributes): void {
    if (!isTrue(hidden)) return
    const last = Math.min(Number(max), this.#limits.columns)
    for (let column = Number(min); column <= last; column++) this.hiddenColumns.add(column - 1)
  }

  #openRow({ r, hidden }: Attributes): void {
    const number = r === undefined ? this.#lastRow + 1 : Number(r)
    if (!Number.isInteger(number) || number < 1 || number > sheetLimits.rows)
      throw new FileUnreadable('cell_outside_sheet', { cell: String(r).slice(0, 20) })
    this.#lastRow = number
    this.#nextColumn = 0
    this.#row = { number, hidden: isTrue(hidden), cells: [], notes: [] }
  }

  #openCell({ r, t, s }: Attributes): void {
    const column = r === undefined ? this.#nextColumn : columnOfAddress(r)
    this.#nextColumn = column + 1
    const address = r ?? `${lettersOf(column)}${this.#lastRow}`
    this.#cell = { column, address, type: t ?? 'n', style: Number(s ?? 0), text: '' }
  }

  #hear(text: string): void {
    const cell = this.#cell
    if (!cell || !this.#inside || cell.text.length > this.#limits.cell) return
    // Its first characters tell that it is too long, and they are all that is kept.
    cell.text += text.slice(0, this.#limits.cell + 1)
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#inside = undefined
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell || !this.#row) return
    const text = this.#textOf(cell)
    if (text.trim() === '') return
    if (cell.column >= this.#limits.columns) {
      this.far.add('far_cells', cell.address.slice(0, 12))
      return
    }
    const { cells } = this.#row
    while (cells.length < cell.column) cells.push('')
    cells[cell.column] = text
  }

  #textOf({ type, style, text }: { type: string; style: number; text: string }): string {
    switch (type) {
      case 's':
        return this.#book.texts[Number(text)] ?? ''
      case 'b':
        return text === '1' ? 'true' : 'false'
      case 'e':
        if (!this.#row!.notes.includes('cell_error')) this.#row!.notes.push('cell_error')
        return ''
      case 'd':
        return /T00:00(:00)?/.test(text) ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
      case 'n': {
        const value = Number(text)
        if (text.trim() === '' || !Number.isFinite(value)) return text
        return shownText(value, this.#book.formats[style] ?? { kind: 'general' }, this.#book.later)
      }
      default:
        return text
    }
  }

  #closeRow(): void {
    const row = this.#row
    this.#row = undefined
    if (!row || isBlank(row.cells)) return
    if (this.rows.length > this.#limits.rows) {
      this.overflows = true
      return
    }
    const { number, hidden, cells, notes } = row
    if (hidden) notes.push('hidden_row')
    this.rows.push(hidden ? { row: number, cells, notes, hidden } : { row: number, cells, notes })
  }

  /** What the sheet hides, and what lies far from the rest. */
  omissions(): Omissions {
    const omissions = this.far
    for (const { row, hidden } of this.rows) if (hidden) omissions.add('hidden_rows', String(row))
    const widest = this.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
    for (const column of this.hiddenColumns)
      if (column < widest && this.rows.some(({ cells }) => (cells[column] ?? '').trim() !== ''))
        omissions.add('hidden_columns', lettersOf(column))
    return omissions
  }
}

const isTrue = (text: string | undefined) => text === '1' || text === 'true'
