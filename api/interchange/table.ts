/** The rows of a table as rows of a file, whatever kind of file it stood in. */
import {
  type Format,
  fileFault,
  fileLimits,
  type Meaning,
  type Reading,
  type RowNote,
  reading,
  type SourceRow,
  unreadable,
} from './format.ts'
import type { Omissions } from './omission.contract.ts'
import { type TableRow, tableRows } from './table.contract.ts'

/** Columns of the same name are told apart by their number, one without a name has its own. */
function columnNames(headers: readonly string[]): string[] {
  const times = new Map<string, number>()
  return headers.map((header, index) => {
    const name = header.trim().replace(/\s+/g, ' ') || `#${index + 1}`
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return time === 1 ? name : `${name} (${time})`
  })
}

/** @throws Problem where there are more rows, columns or signs in a cell than are read, or nothing */
export function tableReading(
  format: Format,
  table: Iterable<TableRow & { notes?: RowNote[] }>,
  omissions: Omissions,
  meaning: Meaning,
): Reading {
  let columns: string[] | undefined
  const rows: SourceRow[] = []
  for (const { row, cells, looseQuote, notes = [] } of tableRows(table, meaning.knows, omissions)) {
    if (!columns) {
      if (cells.length > fileLimits.columns) throw unreadable(fileFault('too_many_columns'))
      columns = columnNames(cells)
      continue
    }
    if (rows.length >= fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
    const fields: Record<string, string> = {}
    for (let index = 0; index < columns.length; index++) {
      const text = (cells[index] ?? '').trim()
      if (text.length > fileLimits.cell) throw unreadable(fileFault('cell_too_long', { row }))
      if (text !== '') fields[columns[index]!] = text
    }
    const extra = cells.slice(columns.length).some(cell => cell.trim() !== '')
    rows.push({
      row,
      id: null,
      fields,
      geometry: null,
      notes: [
        ...notes,
        ...(looseQuote ? (['loose_quotes'] as const) : []),
        ...(extra ? (['too_many_cells'] as const) : []),
      ],
    })
  }
  if (!columns) throw unreadable(fileFault('empty_file'))
  return reading(format, rows, omissions, meaning)
}
