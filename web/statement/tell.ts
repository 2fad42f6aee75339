/**
 * What a cell says: the one function of which table, files, copies, page and speech are made, so that a cell is the same
 * number or the same word in each of them.
 */
import { type Missing, missingStates, plain, type Quality } from '../view/select.ts'
import type { Cell, Column, Row, Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'

export type Told = {
  /** The number, rounded as it is shown; null where the cell is a word. */
  value: number | null
  /** Ends of the 90 % interval, rounded as the number. */
  low: number | null
  high: number | null
  quality: Quality | null
  decimals: number
  /** As read: «32», «pochi o nessuno (0–7)», «—». */
  text: string
  /** «28–38», or nothing. */
  interval: string
  /** As heard: «32, da 28 a 38, qualità B». */
  speech: string
}

/** Half away from zero, as `Intl.NumberFormat` rounds, so that a file holds the number that the screen shows. */
export function rounded(value: number, decimals: number): number {
  const shown = new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(value)
  return Number(shown) + 0
}

const wordOnly = { value: null, low: null, high: null, quality: null, decimals: 0, interval: '' }

export const missingWord = (w: StatementWords, missing: Missing, threshold: number): string =>
  missing === 'few' ? w.few(threshold) : w.missing[missing]

export function tell(cell: Cell | undefined, w: StatementWords): Told {
  switch (cell?.kind) {
    case 'measured': {
      const { decimals, quality } = cell
      const [value, low, high] = [cell.value, cell.low, cell.high].map(one => rounded(one, decimals)) as [
        number,
        number,
        number,
      ]
      const [text, from, to] = [value, low, high].map(one => w.number(one, decimals)) as [
        string,
        string,
        string,
      ]
      return {
        value,
        low,
        high,
        quality,
        decimals,
        text,
        // Beside a minus a dash would be read as one.
        interval: low < 0 ? `${from} … ${to}` : `${from}–${to}`,
        speech: `${text}, ${w.between(from, to)}, ${w.qualityOf(quality)}`,
      }
    }
    case 'exact': {
      const value = rounded(cell.value, cell.decimals)
      const text = w.number(value, cell.decimals)
      return { ...wordOnly, value, decimals: cell.decimals, text, speech: text }
    }
    case 'missing': {
      const text = missingWord(w, cell.missing, cell.threshold)
      return { ...wordOnly, text, speech: text }
    }
    case 'text':
      return { ...wordOnly, text: cell.text, speech: cell.text }
    default:
      return { ...wordOnly, text: '—', speech: w.nothingHere }
  }
}

/** Whether a column holds numbers, or their missing states. */
export const isNumeric = (statement: Statement, key: string): boolean =>
  statement.rows.some(({ cells }) => {
    const kind = cells[key]?.kind
    return kind === 'measured' || kind === 'exact' || kind === 'missing'
  })
/** Whether its numbers have intervals. */
export const isMeasured = (statement: Statement, key: string): boolean =>
  statement.rows.some(({ cells }) => cells[key]?.kind === 'measured')

/** The column that names the rows: always shown, and never a number. */
export const nameColumn = (statement: Statement): Column => statement.columns[0]!
export const nameOf = (statement: Statement, row: Row, w: StatementWords): string =>
  tell(row.cells[nameColumn(statement).key], w).text

/** A cell as a sentence: «Nord Est, nuclei: 32, da 28 a 38, qualità B». */
export const spoken = (statement: Statement, row: Row, column: Column, w: StatementWords): string =>
  (column === nameColumn(statement) ? column.name : `${nameOf(statement, row, w)}, ${column.name}`) +
  `: ${tell(row.cells[column.key], w).speech}`

/** The whole view as sentences: headline, then each row. */
export const speech = (statement: Statement, w: StatementWords): string[] => [
  [statement.title, statement.note].filter(Boolean).join('. '),
  ...statement.rows.map(row =>
    [
      nameOf(statement, row, w),
      ...statement.columns.slice(1).map(column => `${column.name}: ${tell(row.cells[column.key], w).speech}`),
    ].join('; '),
  ),
]

/** Missing states that the statement shows, in their fixed order, each with the threshold it was shown with. */
export function missingShown(statement: Statement): { missing: Missing; threshold: number }[] {
  const found = new Map<Missing, number>()
  for (const { cells } of statement.rows)
    for (const { key } of statement.columns) {
      const cell = cells[key]
      if (cell?.kind === 'missing' && !found.has(cell.missing)) found.set(cell.missing, cell.threshold)
    }
  return missingStates.flatMap(missing =>
    found.has(missing) ? [{ missing, threshold: found.get(missing)! }] : [],
  )
}

/** Definitions of the view, of its intervals and of each missing state in it: what file and page end with. */
export function glossary(statement: Statement, w: StatementWords): { term: string; text: string }[] {
  const measured = statement.columns.some(({ key }) => isMeasured(statement, key))
  return [
    ...statement.definitions,
    ...(measured
      ? [
          { term: w.intervalTerm, text: w.intervalMeaning },
          { term: w.qualityTerm, text: w.qualityMeaning },
        ]
      : []),
    ...missingShown(statement).map(({ missing, threshold }) => ({
      term: missingWord(w, missing, threshold),
      text: w.missingMeaning[missing],
    })),
  ]
}

export const containsWord = (text: string, sought: string): boolean => plain(text).includes(plain(sought))
