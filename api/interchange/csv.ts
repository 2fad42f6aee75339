/** Tables of text: comma, semicolon or tab; UTF-8 or Windows-1252; the first row names the columns. */
import { isUtf8 } from 'node:buffer'
import { type CsvError, parse } from 'csv-parse'
import { fileFault, fileLimits, type Reading, reading, type SourceRow, turn, unreadable } from './format.ts'

/** As much as is decoded and parsed before other requests have their turn, bytes. */
const stretch = 64 * 1024
const delimiters = [',', ';', '\t'] as const

export const isText = (bytes: Buffer): boolean =>
  !bytes.some(byte => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)

/** What separates the cells, judged from the first line: the sign found most often outside quotes. */
function delimiterOf(head: string): string {
  const counts = new Map<string, number>(delimiters.map(sign => [sign, 0]))
  let quoted = false
  for (const sign of head) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) break
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1)
  }
  return delimiters.reduce((best, sign) => (counts.get(sign)! > counts.get(best)! ? sign : best))
}

/** Rows of cells with their number, from 1, empty rows counted and left out. */
export async function* cellsOf(bytes: Buffer): AsyncGenerator<{ row: number; cells: string[] }> {
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 200_000))
  const parser = parse({
    delimiter: delimiterOf(head),
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: 2_000_000,
  })
  const decoder = new TextDecoder(encoding)
  const feed = async () => {
    for (let at = 0; at < bytes.length; at += stretch) {
      const text = decoder.decode(bytes.subarray(at, at + stretch), { stream: at + stretch < bytes.length })
      if (!parser.write(text)) await new Promise(resolve => parser.once('drain', resolve))
      await turn()
      if (parser.destroyed) return
    }
    parser.end()
  }
  const fed = feed()
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (cells.some(cell => cell.trim() !== '')) yield { row, cells }
    }
  } catch (error) {
    throw faultOfParser(error, row + 1)
  } finally {
    parser.destroy()
    parser.emit('drain') // whoever waits to write has nothing to wait for
    await fed
  }
}

function faultOfParser(error: unknown, row: number): unknown {
  switch ((error as CsvError | undefined)?.code as string | undefined) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return unreadable(fileFault('row_without_end', { row }))
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return unreadable(fileFault('stray_quote', { row }))
    default:
      return error
  }
}

/** Columns of the same name are told apart by their number, one without a name by its letters. */
export function named(headers: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headers.map((header, index) => {
    const name = header.trim() || `#${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

export async function tableOf(
  rows: AsyncIterable<{ row: number; cells: readonly string[] }>,
): Promise<SourceRow[]> {
  let headers: string[] | undefined
  const found: SourceRow[] = []
  for await (const { row, cells } of rows) {
    if (!headers) {
      if (cells.length > fileLimits.columns) throw unreadable(fileFault('too_many_columns'))
      headers = named(cells)
      continue
    }
    if (found.length >= fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
    const fields: Record<string, string> = {}
    for (let index = 0; index < headers.length; index++) {
      const text = (cells[index] ?? '').trim()
      if (text.length > fileLimits.cell) throw unreadable(fileFault('cell_too_long', { row }))
      if (text !== '') fields[headers[index]!] = text
    }
    const extra = cells.slice(headers.length).some(cell => cell.trim() !== '')
    found.push({ row, id: null, fields, geometry: null, notes: extra ? ['too_many_cells'] : [] })
  }
  if (!headers) throw unreadable(fileFault('empty_file'))
  return found
}

export const read = async (bytes: Buffer): Promise<Reading> => {
  if (!isText(bytes)) throw unreadable(fileFault('unknown_format'))
  return reading('csv', await tableOf(cellsOf(bytes)))
}
