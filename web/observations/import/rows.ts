/** Which rows of a register are accesses: the others are blank, hidden, titles or totals, and are counted and left out. */
import { columnOf, dayOfText, plain } from '../../../api/observations/import/contract.ts'

export type RowKind = 'access' | 'blank' | 'hidden' | 'title' | 'total'
export type Cells = readonly string[]

export const isFilled = (cells: Cells) => cells.some(cell => cell.trim() !== '')

/** Rows above the headers in which a title or a date of printing may stand. */
const mostTitleRows = 20
/** @returns the first row that names two columns of ours; without one, the first that is not empty */
export function headerIndexOf(rows: readonly Cells[]): number {
  const named = rows.slice(0, mostTitleRows).findIndex(cells => cells.filter(columnOf).length >= 2)
  return Math.max(named >= 0 ? named : rows.findIndex(isFilled), 0)
}

const totalWord = /^(sub ?)?tot(ale?|ali|als?)?\b|^somma\b|^complessiv/
const isNumber = (text: string) => /^[\d.,\s%]+$/.test(text.trim())

/** @param dateAt the place of the column of days, -1 without one */
export function kindOfRow(cells: Cells, headers: Cells, dateAt: number, today: string): RowKind {
  const filled = cells.filter(cell => cell.trim() !== '')
  if (filled.length === 0) return 'blank'
  const date = cells[dateAt] ?? ''
  if ('day' in dayOfText(date, today)) return 'access'
  if (totalWord.test(plain(filled[0]!))) return 'total'
  if (date.trim() === '' && filled.every(isNumber)) return 'total'
  const repeatsHeaders = headers.every((header, index) => plain(cells[index] ?? '') === plain(header))
  return filled.length === 1 || repeatsHeaders ? 'title' : 'access'
}
