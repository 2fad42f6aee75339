/**
 * From the bytes of a request to the rows of a file. What cannot be one is refused as soon as that is sure, in one
 * sentence, with nothing of it kept: memory holds at most the bytes that the limits allow.
 */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { type CsvError, parse } from 'csv-parse'
import type { Bilingual, Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type Delimiter, delimiterOf, type FileFault, fileFaults, importLimits } from './contract.ts'

export type Encoding = 'utf-8' | 'windows-1252'
export type Source = { encoding: Encoding; delimiter: Delimiter; rows: AsyncIterable<Row> }
/** `row` is counted as a spreadsheet counts, empty rows too: the headers are row 1. */
export type Row = { row: number; cells: string[] }

/** @param said what stands for each `{…}` of the sentence, in both languages */
export function fileFault(
  code: FileFault,
  pointer = '#/body',
  said: Record<string, Bilingual | string> = {},
): Fault {
  const fill = (language: keyof Bilingual) =>
    fileFaults[code][language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const word = said[name] ?? ''
      return typeof word === 'string' ? word : word[language]
    })
  return { pointer, code, detail: { it: fill('it'), en: fill('en') } }
}
export const unreadable = (...faults: Fault[]) => new Problem('unreadable-file', faults)

/** The longest line and the longest row, bytes: past it there are too many columns, or an end is missing. */
const maxRowBytes = importLimits.columns * (importLimits.cell + 3) * 2
/** As much as is decoded and parsed before other requests have their turn, bytes. */
const stretch = 64 * 1024

/**
 * The whole body. Whoever is refused half way is still listened to, and forgotten, so that the answer arrives.
 * @throws Problem for a body that is too large, or that cannot be a file of accesses
 */
export function received(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const text = new Text()
    const settle = (then: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak)
      then()
    }
    const refuse = (problem: Problem) =>
      settle(() => {
        chunks.length = 0
        request.on('error', () => {})
        request.resume()
        reject(problem)
      })
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > importLimits.bytes) return refuse(new Problem('file-too-large'))
      const fault = text.faultIn(chunk)
      if (fault) return refuse(unreadable(fileFault(fault)))
      chunks.push(chunk)
    }
    const onEnd = () =>
      settle(() =>
        size === 0 ? reject(unreadable(fileFault('empty_file'))) : resolve(Buffer.concat(chunks)),
      )
    const onBreak = () => settle(() => reject(new Problem('malformed-json')))
    request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak)
  })
}

/** Text has no control characters but tab, line feed, form feed and carriage return, and its lines end. */
class Text {
  lineBytes = 0

  faultIn(chunk: Buffer): FileFault | undefined {
    for (const byte of chunk) {
      if (byte === 10 || byte === 13) this.lineBytes = 0
      else if (byte < 0x20 && byte !== 9 && byte !== 12) return 'not_text'
      else if (++this.lineBytes > maxRowBytes) return 'too_many_columns'
    }
    return undefined
  }
}

/** Strictly UTF-8, or else Windows-1252, in which every byte means something. */
export function sourceOf(bytes: Buffer): Source {
  const encoding: Encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, maxRowBytes))
  const delimiter = delimiterOf(head)
  return { encoding, delimiter, rows: rowsOf(bytes, encoding, delimiter) }
}

async function* rowsOf(bytes: Buffer, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowBytes,
  })
  // Decoded in stretches, so that a long file never holds the server for itself.
  const decoder = new TextDecoder(encoding)
  const feed = async () => {
    for (let at = 0; at < bytes.length; at += stretch) {
      const text = decoder.decode(bytes.subarray(at, at + stretch), { stream: at + stretch < bytes.length })
      if (!parser.write(text)) await new Promise(resolve => parser.once('drain', resolve))
      await new Promise(resolve => setImmediate(resolve))
      if (parser.destroyed) return
    }
    parser.end()
  }
  const fed = feed()
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (cells.length > importLimits.columns) throw unreadable(fileFault('too_many_columns'))
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
  const code = (error as CsvError | undefined)?.code as string | undefined
  const said = { row: String(row) }
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable(fileFault('row_without_end', '#/body', said))
    case 'CSV_MAX_RECORD_SIZE':
      return unreadable(
        row === 1 ? fileFault('too_many_columns') : fileFault('row_without_end', '#/body', said),
      )
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return unreadable(fileFault('stray_quote', '#/body', said))
    default:
      return error
  }
}
