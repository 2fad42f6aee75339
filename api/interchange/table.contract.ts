/**
 * Tables of text, the same in the browser and on the server: what separates the cells, which row names the columns, and
 * quotes as office programs read them.
 */
import { FileUnreadable } from './file-unreadable.contract.ts'
import type { Omissions } from './omission.contract.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** `row` counts as a spreadsheet counts, empty rows too. */
export type TableRow = {
  row: number
  cells: readonly string[]
  /** A quote stood where none belongs, and was taken as a sign of the text. */
  looseQuote?: boolean
  /** The sheet does not show it. */
  hidden?: boolean
}

/** `at`: where it ends in the text that was cut. */
export type CsvRow = TableRow & { at: number }

export const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '')
const fullness = (cells: readonly string[]): number => cells.filter(cell => cell.trim() !== '').length

export function lettersOf(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

const isLineEnd = (code: number) => code === 10 || code === 13
const quote = 34

type Cell = { text: string; next: number; loose: boolean }

/**
 * A cell that begins with a quote.
 * @returns null where no quote ends it: the file stops within it
 */
function quotedCell(source: string, start: number, separator: number): Cell | null {
  let text = ''
  let from = start + 1
  for (;;) {
    const at = source.indexOf('"', from)
    if (at === -1) return null
    if (source.charCodeAt(at + 1) === quote) {
      text += source.slice(from, at + 1)
      from = at + 2
      continue
    }
    text += source.slice(from, at)
    let next = at + 1
    while (source.charCodeAt(next) === 32) next += 1
    if (endsCell(source, next, separator)) return { text, next, loose: false }
    const closing = closingQuote(source, at + 1, separator)
    // As LibreOffice: «"Ente "Prova" onlus"» is one text, and its inner quotes belong to it.
    if (closing >= 0) {
      const rest = source.slice(at, closing).replaceAll('""', '"')
      return { text: text + rest, next: closing + 1, loose: true }
    }
    // A quote that opened lines above was none: rows would go into it.
    if (/[\r\n]/.test(text)) return plainCell(source, start, separator)
    // As Excel: what follows the closing quote belongs to the cell, up to what separates it from the next.
    const rest = plainCell(source, at + 1, separator)
    return { text: text + rest.text, next: rest.next, loose: true }
  }
}

const endsCell = (source: string, at: number, separator: number) =>
  at >= source.length || isLineEnd(source.charCodeAt(at)) || source.charCodeAt(at) === separator

/** @returns where a later quote of the line ends a cell, before another opens one; -1 where none does */
function closingQuote(source: string, from: number, separator: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (isLineEnd(code)) return -1
    if (code !== quote) continue
    if (source.charCodeAt(at - 1) === separator) return -1
    if (endsCell(source, at + 1, separator)) return at
  }
  return -1
}

/** A cell without quotes around it: one within it is a sign like any other. */
function plainCell(source: string, start: number, separator: number): Cell {
  let next = start
  while (next < source.length) {
    const code = source.charCodeAt(next)
    if (code === separator || isLineEnd(code)) break
    next += 1
  }
  const text = source.slice(start, next)
  return { text, next, loose: text.includes('"') }
}

/**
 * Rows of a CSV text, one by one; each is its own record, whatever lines its quoted cells hold.
 * @param from where the table begins
 * @throws FileUnreadable where a row has no end, or more cells than are read
 */
export function* csvRows(source: string, delimiter: Delimiter, most: number, from = 0): Generator<CsvRow> {
  const separator = delimiter.charCodeAt(0)
  let at = from
  let row = 0
  while (at < source.length) {
    row += 1
    const cells: string[] = []
    let looseQuote = false
    for (;;) {
      if (cells.length >= most) throw new FileUnreadable('too_many_columns', { row })
      const opens = source.charCodeAt(at) === quote
      const cell = opens ? quotedCell(source, at, separator) : plainCell(source, at, separator)
      if (!cell) throw new FileUnreadable('row_without_end', { row })
      cells.push(cell.text)
      looseQuote ||= cell.loose
      at = cell.next
      if (source.charCodeAt(at) !== separator) break
      at += 1
    }
    // A carriage return with its line feed is one line end.
    if (source.charCodeAt(at) === 13 && source.charCodeAt(at + 1) === 10) at += 1
    at += 1
    yield looseQuote ? { row, cells, at, looseQuote } : { row, cells, at }
  }
}

/** Whether a column is one that the import knows. */
export type Knows = (header: string) => boolean

/** Rows at the head of a file within which the headers are looked for. */
const headRows = 50
/** Signs of the head from which the separator is judged. */
const headLength = 100_000

/**
 * The row that names the columns: the first that names two of those that are known. Where no row does, the first that
 * is at least half as full as most: a title fills a cell or two.
 * @returns its place among the rows; -1 without any filled row
 */
export function headerPlace(rows: readonly (readonly string[])[], knows: Knows): number {
  const counts = rows.map(fullness)
  const matches = rows.map(cells => cells.filter(cell => cell.trim() !== '' && knows(cell)).length)
  const place = rows.findIndex((_, index) => {
    if (matches[index]! < 2) return false
    // A row of data may hold two words that are also names of columns; what names columns is fuller than what is above.
    return (
      matches[index]! * 2 > counts[index]! || counts.slice(0, index).every(count => count < counts[index]!)
    )
  })
  if (place >= 0) return place
  const usual = commonest(counts.filter(count => count > 0))
  const full = counts.findIndex(count => count > 0 && count * 2 >= usual)
  return full >= 0 ? full : counts.findIndex(count => count > 0)
}

/** The value that is met most often, the larger of two alike. */
function commonest(values: readonly number[]): number {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].sort(([a, often], [b, oftener]) => oftener - often || b - a)[0]?.[0] ?? 0
}

/** The rows of the head, as one separator cuts them. */
function headOf(source: string, delimiter: Delimiter, from: number): (readonly string[])[] {
  const rows: (readonly string[])[] = []
  try {
    for (const { cells } of csvRows(source, delimiter, headLength, from)) {
      if (!isBlank(cells)) rows.push(cells)
      if (rows.length >= headRows) break
    }
  } catch {
    // The head may end within a quoted cell.
  }
  return rows
}

/** How well a separator cuts: columns known in the row of headers, then the share of rows as wide as it. */
function aptness(
  rows: readonly (readonly string[])[],
  knows: Knows,
): [matches: number, even: number, width: number] {
  const header = rows[headerPlace(rows, knows)]
  if (!header) return [0, 0, 0]
  const matches = header.filter(cell => cell.trim() !== '' && knows(cell)).length
  const width = header.length
  const even = rows.filter(cells => cells.length === width).length / rows.length
  return [matches, matches === 0 && width === 1 ? 0 : even, width]
}

/** The comma where the line has none of them. */
const mostMetIn = (text: string): Delimiter =>
  delimiters.reduce((most, each) => (text.split(each).length > text.split(most).length ? each : most))

export type Layout = {
  delimiter: Delimiter
  /** Where the table begins in the text. */
  from: number
  /** A line `sep=;` told what separates. */
  separatorLine: boolean
}

/** What separates the cells, judged over the rows at the head; or as a line `sep=;` says it, which Excel reads. */
export function layoutOf(source: string, knows: Knows): Layout {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0
  const line = /^"?sep=(.)"?[;,\t| ]*(\r\n|\n|\r)/i.exec(source.slice(start, start + 40))
  const from = start + (line ? line[0].length : 0)
  const chosen = line?.[1] as Delimiter | undefined
  if (chosen && delimiters.includes(chosen)) return { delimiter: chosen, from, separatorLine: true }
  const head = source.slice(from, from + headLength)
  // A first row whose quote never ends is no row to the sign that cuts it, and a whole cell to every other.
  const mostMet = mostMetIn(head.split(/[\r\n]/, 1)[0]!)
  if (headOf(head, mostMet, 0).length === 0) return { delimiter: mostMet, from, separatorLine: line !== null }
  let delimiter: Delimiter = ','
  let best: readonly number[] = [-1, -1, -1]
  for (const each of delimiters) {
    const score = aptness(headOf(head, each, 0), knows)
    const differs = score.findIndex((value, index) => value !== best[index])
    if (differs >= 0 && score[differs]! > best[differs]!) {
      best = score
      delimiter = each
    }
  }
  return { delimiter, from, separatorLine: line !== null }
}

const totalWord = /^(sub ?)?(tot|totale|totali|total|totals|somma|sum)[.:]?$/i
const ofTotal =
  /^((sub ?)?(tot|totale|totali|total|totals|somma|sum)[.:]?|generale|complessiv[oi]|parziale|righe|record|records|rows|accessi|risorse|servizi|mese|anno|grand|di|dei|del|n\.?|[=:]|[\d.,]+)$/i
const isFigure = (text: string) => /^[-+]?[\d.,\s]+%?$/.test(text)

/** A row of totals, where that is sure: its first filled cell says so, and every other is a figure. */
export function isTotal(cells: readonly string[]): boolean {
  const [first, ...others] = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  if (first === undefined || !others.every(isFigure)) return false
  const words = first.split(/\s+/)
  return (
    totalWord.test(`${words[0]}`) &&
    words.length <= 5 &&
    words.every(word => ofTotal.test(word.replace(/[.:]$/, '')))
  )
}

/**
 * A table out of its rows: first the headers, then what is below them. Blank rows, titles, totals and headers met again
 * are left out and counted.
 */
export function* tableRows<R extends TableRow>(
  rows: Iterable<R>,
  knows: Knows,
  omissions: Omissions,
): Generator<R> {
  const head: R[] = []
  let header: readonly string[] | undefined
  let blanks = 0
  const below = function* (row: R): Generator<R> {
    if (isBlank(row.cells)) {
      blanks += 1
      return
    }
    // What is blank after the last row is no row.
    for (; blanks > 0; blanks--) omissions.add('blank_rows')
    if (isTotal(row.cells)) omissions.add('total_rows', String(row.row))
    else if (isRepeated(row.cells, header!)) omissions.add('repeated_headers', String(row.row))
    else yield row
  }
  const settle = function* (): Generator<R> {
    const place = headerPlace(
      head.map(({ cells }) => cells),
      knows,
    )
    if (place < 0) return
    for (const { row, cells } of head.slice(0, place))
      if (isBlank(cells)) omissions.add('blank_rows')
      else omissions.add('title_rows', String(row))
    header = head[place]!.cells
    yield head[place]!
    for (const row of head.slice(place + 1)) yield* below(row)
  }
  for (const row of rows) {
    if (header) {
      yield* below(row)
      continue
    }
    head.push(row)
    if (head.length >= headRows) {
      yield* settle()
      // Nothing but blank rows so far.
      if (!header) head.length = 0
    }
  }
  if (!header) yield* settle()
}

const isRepeated = (cells: readonly string[], header: readonly string[]) =>
  fullness(cells) >= 2 && cells.every((cell, index) => cell.trim() === (header[index] ?? '').trim())
