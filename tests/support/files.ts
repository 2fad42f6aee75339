/** Accesses as the CSV files that are imported, written in any of the ways that are understood. */

import type { AccessRecord } from '../../api/observations/contract.ts'
import { type ColumnName, columns } from '../../api/observations/import/contract.ts'
import { labels } from '../../api/observations/labels.codes.ts'
import { anAccess } from './given.ts'

type Cells = Partial<Record<ColumnName, string>>

/** An access as the cells of its columns, in codes. */
export function cellsOf({ id: _id, needs, ...fields }: AccessRecord): Cells {
  const cells: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) cells[name] = value
  needs.forEach((need, index) => {
    const place = index + 1
    cells[`need${place}`] = need.domain
    cells[`outcome${place}`] = need.outcome
    if (need.request) cells[`request${place}`] = need.request
    if (need.unmetReason) cells[`unmetReason${place}`] = need.unmetReason
  })
  return cells
}

export type Writing = {
  delimiter?: string
  lineEnd?: string
  /** Headers and answers as codes, or in the words of a language. */
  language?: 'code' | 'it' | 'en'
  italianDates?: boolean
}

/** A file of accesses; only the columns that some access uses. */
export function csvFile(rows: readonly Cells[], writing: Writing = {}): string {
  const { delimiter = ',', lineEnd = '\n', language = 'code', italianDates = false } = writing
  const used = columns.filter(({ name }) => rows.some(row => row[name] !== undefined))
  const cell = (text: string) => (/["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const answer = (row: Cells, { name, holds }: (typeof columns)[number]) => {
    const text = row[name] ?? ''
    if (holds === 'day' && italianDates) return text.split('-').reverse().join('/')
    if (language === 'code' || !(holds in labels.it)) return text
    return (labels[language] as Record<string, Record<string, string>>)[holds]![text] ?? text
  }
  return [
    used.map(({ name, header }) => (language === 'code' ? name : header[language])),
    ...rows.map(row => used.map(column => answer(row, column))),
  ]
    .map(row => row.map(cell).join(delimiter))
    .join(lineEnd)
}

/** So many legal accesses at `porta-alfa`, as a file in codes. */
export const fileOf = (count: number, change: Partial<AccessRecord> = {}): string =>
  csvFile(Array.from({ length: count }, () => cellsOf(anAccess(change))))

/** A text in Windows-1252, as far as Italian goes. */
export const windows1252 = (text: string): Buffer => {
  const signs: Record<string, number> = { '€': 0x80, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 }
  return Buffer.from([...text].map(sign => signs[sign] ?? sign.charCodeAt(0)))
}
