/** What accesses and group activities share where they meet the database. */
import { sql } from 'kysely'
import type { Caller } from '../http/route.ts'

export const isOpen = (row: { open_month: string | null; statistical_period: string }): boolean =>
  row.open_month === null || row.statistical_period >= row.open_month

/**
 * First day of the first month that is still open; null before the first closing. A subquery, because a condition would ask
 * the function again for every row.
 */
export const openMonth = sql<string | null>`(select published.open_month())`

/** The same as isOpen, asked by the statement that writes. */
export const stillOpen = sql<boolean>`statistical_period >= coalesce(${openMonth}, statistical_period)`

/** Who did what and when, with the centre and not the record: its id would give back the day that closing takes away. */
export const trail = (operation: string, caller: Caller) => ({
  user_id: caller.userId,
  operation,
  target: caller.centre,
})

/** @param answer an area in force, `outside` or `unknown` */
export const residenceOf = (answer: string) =>
  answer === 'outside' || answer === 'unknown'
    ? { residence: answer, residence_area_id: null }
    : { residence: 'area', residence_area_id: answer }
