/** What each column of a file becomes, or why it is left in this browser. */
import { lettersOf } from '../../../api/interchange/table.contract.ts'
import {
  type Column,
  type ColumnName,
  columnNamed,
  columnOf,
  columns,
  headerKey,
  type IdentityKind,
  identityOfCell,
  identityOfHeader,
  importLimits,
  plain,
} from '../../../api/observations/import/contract.ts'
import type { Cells } from './rows.ts'
import { identityOfText, type Places, readingOf } from './suggestions.ts'

/** What a column of the file becomes; undecided while null. */
export type Match = ColumnName | 'ignore' | null
export type FileColumn = {
  /** Letter of the spreadsheet. */
  place: string
  header: string
  /** Texts that may be shown. */
  examples: readonly string[]
  isEmpty: boolean
  /** What persons are told apart by in it: it is left here. */
  identity: IdentityKind | undefined
  /** By its header. */
  match: Match
}

/** Different texts of a column that are looked at. */
const textsLookedAt = 300
/** A cell of an answer is shorter than this; a remark is longer, characters. */
const answerLength = 40
const remarkWords =
  /\b(note?|annotazion[ei]|osservazion[ei]|comment[oi]|descrizione|dettagl[io]|altro|operator[ei]|operatrice|compilatore|ora|orario|durata|notes?|remarks?|comments?|description|operator|time)\b/

/** @param places what is known of the territory: a neighbourhood with the name of a saint is nobody */
export const fileColumnsOf = (headers: Cells, rows: readonly Cells[], places: Places): FileColumn[] =>
  headers.map((header, index) => fileColumnOf(header, index, rows, places))

function fileColumnOf(header: string, index: number, rows: readonly Cells[], places: Places): FileColumn {
  const texts = new Set<string>()
  for (const row of rows) {
    const text = row[index]?.trim()
    if (text) texts.add(text.slice(0, importLimits.cell))
    if (texts.size >= textsLookedAt) break
  }
  const column = columnOf(header)
  const identity = column
    ? identityInstead(column, texts, places)
    : (identityOfHeader(header) ?? identityIn([header, ...texts]))
  const isPersonal = (text: string) =>
    (column
      ? identityOfText(column.holds, text, readingOf(column.holds, text, places))
      : identityOfCell(text)) !== undefined
  return {
    place: lettersOf(index),
    // In a file without headers the first access stands in their place.
    header: identityOfCell(header) ? '' : header.trim(),
    examples: identity ? [] : [...texts].filter(text => !isPersonal(text)).slice(0, 3),
    isEmpty: texts.size === 0,
    identity,
    match: identity ? 'ignore' : (column?.name ?? (isRemark(header, texts) ? 'ignore' : null)),
  }
}

/** A column without which nothing can be imported is never left; its texts are looked at one by one. */
function identityInstead(
  column: Column,
  texts: ReadonlySet<string>,
  places: Places,
): IdentityKind | undefined {
  if (column.required) return undefined
  const kinds = [...texts].map(text =>
    identityOfText(column.holds, text, readingOf(column.holds, text, places)),
  )
  const suspect = kinds.filter(kind => kind !== undefined)
  return suspect.length * 2 > texts.size ? suspect[0] : undefined
}

function identityIn(texts: Iterable<string>): IdentityKind | undefined {
  for (const text of texts) {
    const kind = identityOfCell(text)
    if (kind) return kind
  }
  return undefined
}

/** Free text, or nothing at all: there is nothing in it to be coded. */
const isRemark = (header: string, texts: ReadonlySet<string>) =>
  header.trim() === '' ||
  remarkWords.test(plain(header)) ||
  [...texts].some(text => text.length > answerLength)

/** @param before what columns of these headers became the last time, by the key of their header */
export function matchesOf(
  fileColumns: readonly FileColumn[],
  before: Readonly<Record<string, string>>,
): Match[] {
  const matches = fileColumns.map(({ header, identity, match }): Match => {
    const last = before[headerKey(header)]
    return identity || last === undefined || (last !== 'ignore' && !columnNamed(last))
      ? match
      : (last as Match)
  })
  // Of two columns that say the same the first is taken; a later one that was only guessed waits.
  return matches.map((match, index) =>
    match &&
    match !== 'ignore' &&
    matches.indexOf(match) < index &&
    before[headerKey(fileColumns[index]!.header)]
      ? null
      : match,
  )
}

/** @returns a column that two columns of the file become, if any */
export const doubled = (matches: readonly Match[]): Column | undefined => {
  const name = matches.find((match, index) => match && match !== 'ignore' && matches.indexOf(match) < index)
  return name ? columnNamed(name) : undefined
}

export const missing = (matches: readonly Match[]): Column[] =>
  columns.filter(({ name, required }) => required && !matches.includes(name))

/** Nothing of the file is left out without having been decided. */
export const isResolved = (matches: readonly Match[]) =>
  !matches.includes(null) && !doubled(matches) && missing(matches).length === 0
