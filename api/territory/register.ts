/** Rows of a CSV file of the territory, by the one reader of tables; what it leaves out is told. */
import type { Bilingual } from '../http/operation.ts'
import { FileUnreadable } from '../interchange/file-unreadable.contract.ts'
import { type OmissionCode, Omissions } from '../interchange/omission.contract.ts'
import { csvRows, layoutOf, type TableRow, tableRows } from '../interchange/table.contract.ts'
import type { FileFault } from './geojson.ts'

/** Columns that are read of a row, the widest register among them. */
const mostColumns = 400

const words: Partial<Record<OmissionCode, Bilingual>> = {
  title_rows: { it: 'sopra le intestazioni', en: 'above the headers' },
  total_rows: { it: 'di totali', en: 'of totals' },
  repeated_headers: { it: 'di intestazioni ripetute', en: 'of headers met again' },
}

export type Register = { rows: TableRow[]; faults: FileFault[]; notes: Bilingual[] }

/**
 * The headers first, then the rows below them.
 * @param names the columns that are looked for, in lower case
 */
export function registerRows(text: string, names: readonly string[]): Register {
  const knows = (header: string) => names.includes(header.trim().toLowerCase())
  const omissions = new Omissions()
  const { delimiter, from } = layoutOf(text, knows)
  const notesOf = () =>
    // The names of these are numbers of rows, the same in every language.
    omissions.entries('it').flatMap(({ code, count, names: rows }): Bilingual[] => {
      const kind = words[code]
      const numbers = rows.join(', ')
      return kind
        ? [
            {
              it: `${count === 1 ? 'Tralasciata 1 riga' : `Tralasciate ${count} righe`} ${kind.it} (${numbers}).`,
              en: `${count} ${count === 1 ? 'row' : 'rows'} ${kind.en} left out (${numbers}).`,
            },
          ]
        : []
    })
  try {
    const rows = [...tableRows(csvRows(text, delimiter, mostColumns, from), knows, omissions)]
    return { rows, faults: [], notes: notesOf() }
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error
    const fault =
      error.code === 'row_without_end'
        ? {
            it: 'non ha fine: forse si aprono virgolette che non si chiudono',
            en: 'it has no end: perhaps a quote is opened and never closed',
          }
        : { it: `ha più di ${mostColumns} caselle`, en: `it has more than ${mostColumns} cells` }
    return { rows: [], faults: [{ number: Number(error.words.row), name: null, fault }], notes: [] }
  }
}
