/** Tables of text: comma, semicolon, tab or bar between the cells, in any encoding that is read. */
import { fileFault, fileLimits, type Meaning, type Reading, turn, unreadable } from './format.ts'
import { Omissions } from './omission.contract.ts'
import { csvRows, layoutOf, type TableRow } from './table.contract.ts'
import { tableReading } from './table.ts'

/** Rows that are cut before other requests have their turn. */
const rowsPerTurn = 500
/** Filled rows are at most so many, blank ones among them. */
const mostRows = fileLimits.rows * 5

/** @throws Problem or FileUnreadable where a row has no end, or the table more than is read */
export async function read(text: string, meaning: Meaning): Promise<Reading> {
  const { delimiter, from, separatorLine } = layoutOf(text, meaning.knows)
  const omissions = new Omissions()
  if (separatorLine) omissions.add('separator_line')
  const rows: TableRow[] = []
  for (const row of csvRows(text, delimiter, fileLimits.columns * 2, from)) {
    rows.push(row)
    if (rows.length > mostRows) throw unreadable(fileFault('too_many_rows'))
    if (rows.length % rowsPerTurn === 0) await turn()
  }
  return tableReading('csv', rows, omissions, meaning)
}
