/** What fits on a page, for the printed page and the PDF alike. */
import type { Size } from '../map/projection.ts'
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { glossary } from './tell.ts'

/** Rows on paper; what is left out is said, and is in the file. */
export const rowsOnPaper = 40
/** With more rows than these the table is set close, so that map, table and receipt stay on one page. */
export const looseRows = 10
/** So many rows still fit on a page with a map and the receipt; more of them flow over. */
const onePage = 20
/** An image by itself, in pixels of 1/96 inch: 182 mm wide. */
export const mapInImage = { width: 688, height: 330 }

/** On a page as wide, and lower the more rows the table beside it has, as long as one page can hold both. */
export function mapOnPaper({ rows }: Statement): Size {
  const taken = rows.length > onePage ? 0 : Math.max(0, rows.length - looseRows)
  return { width: mapInImage.width, height: 300 - 7 * taken }
}

/** With more definitions than these the page sets them small, in two columns. */
export const fewDefinitions = 10

/** What the page explains: in brief where it has to hold all of it, and then where the whole is. */
export function termsOnPaper(statement: Statement, w: StatementWords): { term: string; text: string }[] {
  const whole = glossary(statement, w)
  if (!statement.sheet) return whole
  const briefs = new Map(statement.definitions.map(({ term, brief }) => [term, brief]))
  return [
    ...whole.map(({ term, text }) => ({ term, text: briefs.get(term) ?? text })),
    { term: w.briefTerm, text: w.briefText },
  ]
}

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
