/** From which day a change may be, and when cells may change. */
import { type Kysely, sql } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import type { Bilingual, Fault } from '../../http/operation.ts'
import { pointer } from '../../http/validate.ts'
import { changeFaults } from './contract.ts'

export type Staff = Kysely<StaffDatabase>

/** First day of the first month that is not closed, or null before the first closing. */
export async function earliestDay(db: Staff): Promise<string | null> {
  const { rows } = await sql<{ open: string | null }>`select published.open_month() as open`.execute(db)
  return rows[0]!.open
}

/** First day of the quarter that begins on a day or after it: cells last as long as their quarter. */
export function quarterFrom(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const begins = day.endsWith('-01') && (month - 1) % 3 === 0
  const first = begins ? month : Math.floor((month - 1) / 3) * 3 + 4
  return first > 12 ? `${year + 1}-01-01` : `${year}-${String(first).padStart(2, '0')}-01`
}

/** The first day after a day on which a quarter begins. */
export function nextQuarter(day: string): string {
  const after = new Date(`${day}T00:00:00Z`)
  after.setUTCDate(after.getUTCDate() + 1)
  return quarterFrom(after.toISOString().slice(0, 10))
}

type Code = keyof typeof changeFaults
type Values = Record<string, string>
const filled = (text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)

/** A fault of the body with what was found; a value may differ by language. */
export function faultOf(
  code: Code,
  path: readonly (string | number)[],
  values: Values | Record<keyof Bilingual, Values> = {},
): Fault {
  const of = (language: keyof Bilingual): Values =>
    typeof values[language] === 'object' ? (values[language] as Values) : (values as Values)
  const { it, en } = changeFaults[code]
  return {
    pointer: pointer('body', ...path),
    code,
    detail: { it: filled(it, of('it')), en: filled(en, of('en')) },
  }
}

export const dayIn = (day: string): Record<keyof Bilingual, Values> => {
  const at = new Date(`${day}T12:00:00Z`)
  const told = (locale: string) =>
    at.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return { it: { day: told('it-IT') }, en: { day: told('en-GB') } }
}

/** An area as people say it: metres up to a hectare, then hectares, then square kilometres. */
export function amountIn(squareMetres: number): Record<keyof Bilingual, string> {
  const [value, unit, digits] =
    squareMetres < 10_000
      ? [Math.ceil(squareMetres), 'm²', 0]
      : squareMetres < 1e6
        ? [squareMetres / 1e4, 'ha', 1]
        : [squareMetres / 1e6, 'km²', 2]
  const told = (locale: string) =>
    `${value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`
  return { it: told('it-IT'), en: told('en-GB') }
}
