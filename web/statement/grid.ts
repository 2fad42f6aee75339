/** A statement as rows of numbers and words, before it is any file: a measured column takes four. */
import type { Column, Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { isMeasured, tell } from './tell.ts'

export type Part = 'value' | 'low' | 'high' | 'quality'
/** A number with its decimals, a word, or nothing. */
export type Datum = { value: number; decimals: number } | string | null
export type Field = { column: Column; part: Part }
export type Grid = { fields: readonly Field[]; rows: readonly (readonly Datum[])[] }

export function gridOf(statement: Statement, w: StatementWords): Grid {
  const fields = statement.columns.flatMap(column => {
    const parts: readonly Part[] = isMeasured(statement, column.key)
      ? ['value', 'low', 'high', 'quality']
      : ['value']
    return parts.map(part => ({ column, part }))
  })
  const rows = statement.rows.map(row =>
    fields.map(({ column, part }): Datum => {
      const cell = row.cells[column.key]
      const told = tell(cell, w)
      if (part === 'quality') return told.quality
      const number = told[part]
      if (number !== null) return { value: number, decimals: told.decimals }
      if (part !== 'value' || cell === undefined || cell.kind === 'none') return null
      return told.text
    }),
  )
  return { fields, rows }
}

/** `households`, `households_low`: stable and English, for programs. */
export const fieldKey = ({ column, part }: Field): string =>
  part === 'value' ? column.key : `${column.key}_${part}`

/** «Nuclei», «Nuclei: da»: for people. */
export const fieldName = ({ column, part }: Field, w: StatementWords): string =>
  part === 'value' ? column.name : `${column.name}: ${w.ends[part]}`
