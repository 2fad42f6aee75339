/** What fits on a page, for the printed page and the PDF alike. */
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { glossary } from './tell.ts'

/** Rows on paper; what is left out is said, and is in the file. */
export const rowsOnPaper = 40
/** With more rows than these the table is set close, so that map, table and receipt stay on one page. */
export const looseRows = 10
/** In pixels of 1/96 inch: 182 mm wide. */
export const mapOnPaper = { width: 688, height: 330 }

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
