/** The first sheet of a workbook that has rows. Cells are their text: a formula is what it last came to. */
import { type Unzipped, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { tableOf } from './csv.ts'
import { fileFault, type Reading, reading, unreadable } from './format.ts'

/** A day as a day, a number without the noise of its halves, a tick as its word. */
function textOfCell(value: unknown): string {
  if (value instanceof Date) {
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
  }
  if (typeof value === 'number') return String(Math.round(value * 1e9) / 1e9)
  return value === null || value === undefined ? '' : String(value)
}

/** @param parts the archive, already unfolded within its limits */
export async function read(parts: Unzipped): Promise<Reading> {
  // Packed again without compression: the library meets only what has been weighed.
  const plain = zipSync(
    Object.fromEntries(Object.entries(parts).filter(([name]) => /\.(xml|rels)$/i.test(name))),
    { level: 0 },
  )
  const sheet = await readSheet(new Blob([plain as Uint8Array<ArrayBuffer>])).catch(() => {
    throw unreadable(fileFault('locked_sheet'))
  })
  async function* rows() {
    for (const [index, cells] of sheet.entries()) {
      const texts = cells.map(textOfCell)
      if (texts.some(text => text.trim() !== '')) yield { row: index + 1, cells: texts }
    }
  }
  return reading('xlsx', await tableOf(rows()))
}
