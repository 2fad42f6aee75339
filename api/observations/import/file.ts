/**
 * From the bytes of a request to the rows of a file. What cannot be one is refused as soon as that is sure, in one
 * sentence, with nothing of it kept: memory holds at most the bytes that the limits allow.
 */
import type { IncomingMessage } from 'node:http'
import type { Bilingual, Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { FileUnreadable } from '../../interchange/file-unreadable.contract.ts'
import { Omissions } from '../../interchange/omission.contract.ts'
import {
  csvRows,
  type Delimiter,
  layoutOf,
  type TableRow,
  tableRows,
} from '../../interchange/table.contract.ts'
import { type Encoding, encodingOf, isText, piecesOf } from '../../interchange/text.contract.ts'
import { columnOf, type FileFault, fileFaults, importLimits } from './contract.ts'

export type Source = {
  encoding: Encoding
  delimiter: Delimiter
  /** The headers first, then what may be accesses. */
  rows: AsyncIterable<Row>
  /** What is left out of the rows; whole when they have all been read. */
  omissions: Omissions
}
/** `row` is counted as a spreadsheet counts, empty rows too. */
export type Row = { row: number; cells: readonly string[] }

/** @param words what stands for each `{…}` of the sentence, in both languages */
export function fileFault(
  code: FileFault,
  pointer = '#/body',
  words: Record<string, Bilingual | string> = {},
): Fault {
  const fill = (language: keyof Bilingual) =>
    fileFaults[code][language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const word = words[name] ?? ''
      return typeof word === 'string' ? word : word[language]
    })
  return { pointer, code, detail: { it: fill('it'), en: fill('en') } }
}
export const unreadable = (...faults: Fault[]) => new Problem('unreadable-file', faults)

/** The longest line and the longest row, bytes: past it there are too many columns, or an end is missing. */
const maxRowBytes = importLimits.columns * (importLimits.cell + 3) * 2
/** Rows that are cut before other requests have their turn. */
const rowsPerTurn = 500
const turn = () => new Promise<void>(resolve => setImmediate(resolve))

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

/** What is no text is refused at its first bytes, and a line without an end as soon as it is too long. */
class Text {
  lineBytes = 0
  encoding: Encoding | undefined

  faultIn(chunk: Buffer): FileFault | undefined {
    const first = this.encoding === undefined
    this.encoding ??= encodingOf(chunk)
    // A chunk may part the pairs of UTF-16: those are looked at in the first.
    const wide = this.encoding.startsWith('utf-16')
    if ((first || !wide) && !isText(chunk, this.encoding)) return 'not_text'
    for (const byte of chunk) {
      if (byte === 10 || byte === 13) this.lineBytes = 0
      else if (++this.lineBytes > maxRowBytes) return 'too_many_columns'
    }
    return undefined
  }
}

export async function sourceOf(bytes: Buffer): Promise<Source> {
  const encoding = encodingOf(bytes)
  let text = ''
  for (const piece of piecesOf(bytes, encoding)) {
    text += piece
    await turn()
  }
  const knows = (header: string) => columnOf(header) !== undefined
  const { delimiter, from, separatorLine } = layoutOf(text, knows)
  const omissions = new Omissions()
  if (separatorLine) omissions.add('separator_line')
  const rows = csvRows(text, delimiter, importLimits.columns, from)
  return { encoding, delimiter, omissions, rows: inTurns(tableRows(rows, knows, omissions)) }
}

async function* inTurns(rows: Iterable<TableRow>): AsyncGenerator<Row> {
  let count = 0
  try {
    for (const row of rows) {
      count += 1
      if (count % rowsPerTurn === 0) await turn()
      yield row
    }
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error
    throw unreadable(fileFault(error.code, '#/body', { row: String(error.words.row) }))
  }
}
