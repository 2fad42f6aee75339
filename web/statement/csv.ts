/** A statement as CSV: for programs (RFC 4180, comma and dot) or for Excel in Italian (BOM, semicolon, comma). */
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { type Datum, fieldKey, fieldName, gridOf } from './grid.ts'
import { type Provenance, sourceLine } from './provenance.ts'

export type CsvKind = 'open' | 'italian'

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export function csvOf(statement: Statement, from: Provenance, w: StatementWords, kind: CsvKind): string {
  const [separator, point, mark] = kind === 'open' ? [',', '.', ''] : [';', ',', '\ufeff']
  const { fields, rows } = gridOf(statement, w)
  const written = (datum: Datum) =>
    datum === null
      ? ''
      : typeof datum === 'string'
        ? quotedText(guarded(datum), separator!)
        : datum.value.toFixed(datum.decimals).replace('.', point!)
  const headings = [
    ...fields.map(field => (kind === 'open' ? fieldKey(field) : fieldName(field, w))),
    kind === 'open' ? 'source' : w.source,
  ]
  // Every row says where it comes from: one that is copied elsewhere does not lose it, and no parser meets a comment.
  const source = quotedText(guarded(sourceLine(statement, from, w)), separator!)
  const lines = [
    headings.map(text => quotedText(guarded(text), separator!)).join(separator),
    ...rows.map(row => [...row.map(written), source].join(separator)),
  ]
  return `${mark}${lines.join('\r\n')}\r\n`
}

const quotedText = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
