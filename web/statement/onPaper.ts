/** What fits on a page, for the printed page and the PDF alike. */
import type { Statement } from '../view/statement.ts'

/** Rows on paper; what is left out is said, and is in the file. */
export const rowsOnPaper = 40
/** In pixels of 1/96 inch: 182 mm wide. */
export const mapOnPaper = { width: 688, height: 330 }

/** With more definitions than these the page sets them small, in two columns. */
export const fewDefinitions = 10

/** @returns the first rows and every summary, without parts where all would not fit; `cut`: how many of how many */
export function printedRows(statement: Statement) {
  const rows = statement.rows.filter(row => !row.summary)
  const whole = rows.length > rowsOnPaper ? rows.filter(row => !row.part) : rows
  const kept = whole.slice(0, rowsOnPaper)
  return {
    shown: [...kept, ...statement.rows.filter(row => row.summary)],
    cut: kept.length < rows.length ? { shown: kept.length, of: rows.length } : null,
  }
}
