/** A statement as a workbook: numbers that are numbers, and a sheet of notes that says what they are. */
import writeXlsxFile from 'write-excel-file/universal'
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { fieldName, gridOf } from './grid.ts'
import { type Provenance, sourceLine } from './provenance.ts'
import { glossary } from './tell.ts'

/** What a cell of the format may hold; XML 1.0 has no other control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const legal = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const word = (text: string, more: object = {}) => ({ value: legal(text), type: String, ...more })
const heading = {
  fontWeight: 'bold' as const,
  backgroundColor: '#E8F0FA',
  wrap: true,
  alignVertical: 'top' as const,
}

export async function xlsxOf(statement: Statement, from: Provenance, w: StatementWords): Promise<Blob> {
  const { fields, rows } = gridOf(statement, w)
  const figures = [
    fields.map(field =>
      word(
        field.part === 'value' && field.column.unit
          ? `${fieldName(field, w)} (${field.column.unit})`
          : fieldName(field, w),
        heading,
      ),
    ),
    ...rows.map(row =>
      row.map(datum =>
        datum === null || datum === ''
          ? null
          : typeof datum === 'string'
            ? word(datum)
            : {
                value: datum.value,
                type: Number,
                format: datum.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(datum.decimals)}`,
              },
      ),
    ),
  ]
  const note = (term: string, text: string) => [
    word(term, { fontWeight: 'bold' }),
    word(text, { wrap: true }),
  ]
  const notes = [
    [word(statement.title, { fontWeight: 'bold', fontSize: 14 })],
    ...(statement.note ? [[null, word(statement.note, { wrap: true })]] : []),
    ...glossary(statement, w).map(({ term, text }) => note(term, text)),
    note(w.source, sourceLine(statement, from, w)),
    note(w.address, from.address),
  ]
  return writeXlsxFile([
    {
      data: figures,
      sheet: w.sheetFigures,
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
      columns: fields.map((_, index) => ({ width: index === 0 ? 30 : 16 })),
    },
    { data: notes, sheet: w.sheetNotes, columns: [{ width: 34 }, { width: 90 }] },
  ] as never).toBlob()
}
