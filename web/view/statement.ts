/**
 * What a view says, before it is a picture: one sentence, one table, where it comes from. Map, table, chart, file, page
 * and speech are made of it and of nothing else, so a cell is the same number or the same word in each of them.
 */
import type { Figure, Missing, Quality } from './select.ts'
import { interval, quality } from './select.ts'

/** `measured`: from a release, with its interval; `exact`: counted in the census, or residents. */
export type Cell =
  | { kind: 'measured'; value: number; low: number; high: number; quality: Quality; decimals: 0 | 1 }
  | { kind: 'missing'; missing: Missing; threshold: number }
  | { kind: 'exact'; value: number; decimals: 0 | 1 | 2 }
  | { kind: 'text'; text: string }
  /** Nothing belongs here, as residents of «fuori area». */
  | { kind: 'none' }

export type Column = {
  /** Stable and English: the address and the headers of files use it. */
  key: string
  name: string
  /** In words, as «nuclei ogni 1.000 residenti»; null for names. */
  unit: string | null
  /** Shown without being asked for. */
  usual: boolean
}

export type Row = {
  id: string
  /** What choosing the row chooses. */
  target: { area: string } | { selection: string } | null
  cells: Readonly<Record<Column['key'], Cell>>
  /** Summaries stay under the others, however they are sorted, and outside every condition. */
  summary?: boolean
  /** A part of the row above it: the first that a page without room leaves to the file. */
  part?: boolean
}

export type Statement = {
  /** The headline, whole by itself. */
  title: string
  note: string
  /** What is tried and not so, on which the figures stand. */
  hypothesis?: string | null
  columns: readonly Column[]
  rows: readonly Row[]
  /** `brief`: what it counts, without how sure it is: for a page that has to hold all of them. */
  definitions: readonly { term: string; text: string; brief?: string }[]
  /** It is made to be one page of paper: set small, definitions in brief. */
  sheet?: true
  /** The release it shows, where it shows one: a link to «the newest» would show another tomorrow. */
  period?: string | null
  /** Releases and census it was made from, one line each: id, edition, day, hidden cells. */
  sources: readonly string[]
}

/** A served figure as a cell; null is under the threshold. */
export function measured(figure: Figure, threshold: number, decimals: 0 | 1 = 0): Cell {
  if (figure.value === null) return { kind: 'missing', missing: 'few', threshold }
  return {
    kind: 'measured',
    value: figure.value,
    ...interval(figure, threshold),
    quality: quality(figure.value, figure.halfWidth),
    decimals,
  }
}
