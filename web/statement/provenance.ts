/** Where a view comes from, in the words that travel with every file, copy and page. */
import type { Column, Row, Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { spoken } from './tell.ts'

export type Provenance = {
  /** The whole address of the view, which opens it again. */
  address: string
  /** YYYY-MM-DD on which the file or page was made. */
  day: string
  demonstration: boolean
}

/** One line with everything that must not be lost: whose numbers, which release, the sentence of context, the address. */
export const sourceLine = (statement: Statement, from: Provenance, w: StatementWords): string =>
  [
    w.product,
    statement.hypothesis ? `${w.hypothesis} ${statement.hypothesis}` : '',
    statement.title,
    ...statement.sources,
    w.context,
    from.demonstration ? w.demonstration : '',
    from.address,
  ]
    .filter(Boolean)
    .join(' · ')

/** A cell as it is quoted: number, interval, unit, area, view, release, address. */
export const quoted = (
  statement: Statement,
  row: Row,
  column: Column,
  from: Provenance,
  w: StatementWords,
): string =>
  [
    `${spoken(statement, row, column, w)}${column.unit ? ` (${column.unit})` : ''}`,
    `${w.source}: ${sourceLine(statement, from, w)}`,
  ].join('\n')

/** What and when, legal on every system: `bisogni-per-area-2026-q3-2026-11-23`. */
export function fileName(statement: Statement, { day }: Provenance): string {
  const words = statement.title
    .split(/[:(]/)[0]!
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return `${words || 'osservatorio'}-${day}`
}
