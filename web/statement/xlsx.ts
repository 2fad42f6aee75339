/** A statement as a workbook: numbers that are numbers, and a sheet of notes that says what they are. */
import writeXlsxFile from 'write-excel-file/universal'
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { fieldName, gridOf } from './grid.ts'
import { type Provenance, sourceLine } from './provenance.ts'
import { glossary } from './tell.ts'

/**
 * A text as a cell may hold it: XML 1.0 has no other control characters, and `_x0041_` would be read as an escape. The
 * writer looks texts up in an object, so the name of a method (`constructor`) needs a space to be a text.
 */
const legal = (text: string) => {
  const kept = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  return kept in {} ? `${kept} ` : kept
}
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
