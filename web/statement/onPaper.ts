/** What fits on a page, for the printed page and the PDF alike. */
import type { Statement } from '../view/statement.ts'

/** Rows on paper; what is left out is said, and is in the file. */
export const rowsOnPaper = 40
/** In pixels of 1/96 inch: 182 mm wide. */
export const mapOnPaper = { width: 688, height: 330 }

/** @returns the first rows and every summary; `cut` is how many there are where some are left out */
export function printedRows(statement: Statement) {
  const rows = statement.rows.filter(row => !row.summary)
  const shown = [...rows.slice(0, rowsOnPaper), ...statement.rows.filter(row => row.summary)]
  return { shown, cut: rows.length > rowsOnPaper ? rows.length : null }
}
