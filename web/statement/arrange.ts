/** The table as a person has arranged it: which columns, which rows, in what order; pure, and the same for every format. */
import { missingStates } from '../view/select.ts'
import type { Column, Statement } from '../view/statement.ts'
import type { View } from '../view/view.ts'
import type { StatementWords } from '../words/statement.ts'
import { containsWord, isNumeric, missingWord, type Told, tell } from './tell.ts'

export type Arrangement = Pick<View, 'sort' | 'columns' | 'conditions'>

const signs = ['>=', '<=', '>', '<', '='] as const
type Sign = (typeof signs)[number]
export type Condition = { column: string; sign: Sign; value: string }

/** `households>3` as its parts. */
export function readCondition(text: string): Condition | null {
  const found = /^([a-z][a-z0-9_]*)(>=|<=|>|<|=)(.+)$/.exec(text)
  return found && { column: found[1]!, sign: found[2] as Sign, value: found[3]! }
}

const decimal = /^-?\d+(\.\d+)?$/
/** 1.234,5 in Italian and 1,234.5 in English are one number; null for what is none. */
export function readNumber(typed: string, italian: boolean): string | null {
  const [group, point] = italian ? ['.', ','] : [',', '.']
  const text = typed.replace(/[\s\u00a0]/g, '')
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`)
  const plainNumber = (grouped.test(text) ? text.replaceAll(group!, '') : text).replace(',', '.')
  return decimal.test(plainNumber) ? String(Number(plainNumber)) : null
}

export type Typed = { conditions: readonly string[]; fault: string | null }

/** What was typed for a column, as conditions of the address, or what is wrong with it. */
export function typedConditions(
  typed: string,
  statement: Statement,
  { key }: Column,
  w: StatementWords,
  italian: boolean,
): Typed {
  const text = typed.replaceAll('≥', '>=').replaceAll('≤', '<=').trim()
  const fault = (words: string): Typed => ({ conditions: [], fault: words })
  if (text === '') return { conditions: [], fault: null }
  const parts = /^[<>=]/.test(text) ? text.split(/(?<![<>=])(?=[<>=])/).map(part => part.trim()) : [text]
  const conditions: string[] = []
  for (const part of parts) {
    const sign = signs.find(one => part.startsWith(one))
    const rest = part.slice(sign?.length ?? 0).trim()
    if (!isNumeric(statement, key)) {
      if (sign && sign !== '=') return fault(w.faults.text_column)
      if (!/^[\p{L}\p{N}. _-]{1,40}$/u.test(rest)) return fault(w.faults.characters)
      conditions.push(`${key}=${rest}`)
      continue
    }
    const number = readNumber(rest, italian)
    if (number === null && sign && sign !== '=') return fault(w.faults.needs_number(sign))
    if (number === null) {
      // The words of missing numbers can be asked for as they are read.
      const known = missingStates.some(state => containsWord(missingWord(w, state, 8), rest)) && rest !== ''
      if (!known || !/^[\p{L} _-]{1,40}$/u.test(rest)) return fault(w.faults.unknown_word)
    }
    conditions.push(`${key}${sign ?? '='}${number ?? rest}`)
  }
  return { conditions, fault: null }
}

/** The conditions of a column as a person would type them. */
export const asTyped = (conditions: readonly string[], key: string, italian: boolean): string =>
  conditions
    .flatMap(text => {
      const one = readCondition(text)
      if (one?.column !== key) return []
      const value = italian && decimal.test(one.value) ? one.value.replace('.', ',') : one.value
      return one.sign === '=' ? value : `${one.sign}${value}`
    })
    .join(' ')

function satisfies(told: Told, { sign, value }: Condition): boolean {
  if (told.value === null) return sign === '=' && containsWord(told.text, value)
  if (!decimal.test(value)) return false
  const limit = Number(value)
  switch (sign) {
    case '>':
      return told.value > limit
    case '<':
      return told.value < limit
    case '>=':
      return told.value >= limit
    case '<=':
      return told.value <= limit
    default:
      return told.value === limit
  }
}

/** What compares two cells is what they show: the rounded number, or the word. Words come after numbers. */
function compared(a: Told, b: Told, descending: boolean): number {
  if (a.value !== null && b.value !== null) return descending ? b.value - a.value : a.value - b.value
  if (a.value !== null || b.value !== null) return a.value === null ? 1 : -1
  return descending ? b.text.localeCompare(a.text) : a.text.localeCompare(b.text)
}

/** Columns, rows and order of a view; a condition or a column that the statement does not have asks for nothing. */
export function arranged(statement: Statement, by: Arrangement, w: StatementWords): Statement {
  const [name, ...others] = statement.columns
  // Nothing has been answered yet.
  if (!name) return statement
  const asked = others.filter(({ key }) => by.columns.includes(key))
  const columns = [name, ...(asked.length > 0 ? asked : others.filter(({ usual }) => usual))]
  const known = (key: string) => statement.columns.some(column => column.key === key)
  const conditions = by.conditions.flatMap(text => {
    const one = readCondition(text)
    return one && known(one.column) ? [one] : []
  })
  const rows = statement.rows.filter(row => !row.summary)
  const kept = rows.filter(row => conditions.every(one => satisfies(tell(row.cells[one.column], w), one)))
  const { sort } = by
  const ordered =
    sort && known(sort.column)
      ? kept.toSorted((a, b) =>
          compared(tell(a.cells[sort.column], w), tell(b.cells[sort.column], w), sort.descending),
        )
      : kept
  return { ...statement, columns, rows: [...ordered, ...statement.rows.filter(row => row.summary)] }
}

/** The next order when a heading is chosen: numbers from the greatest, words from the first, then as it was. */
export function nextSort(sort: View['sort'], key: string, numeric: boolean): View['sort'] {
  if (sort?.column !== key) return { column: key, descending: numeric }
  return sort.descending === numeric ? { column: key, descending: !numeric } : null
}

export const hiddenRows = (whole: Statement, shown: Statement): number =>
  whole.rows.length - shown.rows.length
