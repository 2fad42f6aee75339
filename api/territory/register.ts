/** Rows of a CSV file of the territory, by the one reader of tables; what it leaves out is told. */
import { type OmissionCode, Omissions } from '../interchange/omission.contract.ts'
import {
  csvRows,
  layoutOf,
  type TableRow,
  TableUnreadable,
  tableRows,
} from '../interchange/table.contract.ts'
import type { FileFault } from './geojson.ts'

/** Columns that are read of a row, the widest register among them. */
const mostColumns = 400

const words: Partial<Record<OmissionCode, [one: string, several: string]>> = {
  title_rows: ['row above the headers', 'rows above the headers'],
  total_rows: ['row of totals', 'rows of totals'],
  repeated_headers: ['row of headers met again', 'rows of headers met again'],
}

export type Register = { rows: TableRow[]; faults: FileFault[]; notes: string[] }

/**
 * The headers first, then the rows below them.
 * @param names the columns that are looked for, in lower case
 */
export function registerRows(text: string, names: readonly string[]): Register {
  const knows = (header: string) => names.includes(header.trim().toLowerCase())
  const omissions = new Omissions()
  const { delimiter, from } = layoutOf(text, knows)
  const notesOf = () =>
    omissions.entries('en').flatMap(({ code, count, names: rows }) => {
      const [one, several] = words[code] ?? []
      return one ? [`${count} ${count === 1 ? one : several} left out (${rows.join(', ')}).`] : []
    })
  try {
    const rows = [...tableRows(csvRows(text, delimiter, mostColumns, from), knows, omissions)]
    return { rows, faults: [], notes: notesOf() }
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error
    const fault =
      error.code === 'row_without_end'
        ? 'it has no end: perhaps a quote is opened and never closed'
        : `it has more than ${mostColumns} cells`
    return { rows: [], faults: [{ number: error.row, name: null, fault }], notes: [] }
  }
}
