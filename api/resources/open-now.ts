/**
 * «Aperte ora» over the whole census: hours are a text, the same for many resources, so each distinct text is read once
 * in a minute and the rest is a comparison of texts.
 */
import { sql } from 'kysely'
import { openAt } from '../hours/contract.ts'
import { turn } from '../interchange/format.ts'
import type { Filters } from './filters.contract.ts'
import type { Staff } from './select.ts'

/** Filters as a query takes them: `hours` are the texts that are open at the instant. */
export type Narrowing = Omit<Filters, 'openNow'> & { hours?: readonly string[] }
export type Narrowed = { narrowing: Narrowing /** Filters that mean the same have the same. */; key: string }

export type OpenNow = (filters: Filters, instant: Date) => Promise<Narrowed>

const msOfMinute = 60_000

export function openNow(db: Staff): OpenNow {
  let kept: { of: string; hours: Promise<string[]> } | undefined

  async function openOnes(instant: Date): Promise<string[]> {
    const { rows } = await sql<{ hours: string }>`
      select distinct opening_hours as hours from resource.resource
       where opening_hours is not null and status = 'active' and merged_into is null`.execute(db)
    const open: string[] = []
    for (const [index, { hours }] of rows.entries()) {
      if (openAt(hours, instant)) open.push(hours)
      if (index % 100 === 99) await turn()
    }
    return open
  }

  return async ({ openNow, ...filters }, instant) => {
    if (!openNow) return { narrowing: filters, key: JSON.stringify(filters) }
    // The last write of the census, so that hours just added are read in the same minute.
    const { rows } = await sql<{ write: string | null }>`
      select max(id)::text as write from resource.census_change`.execute(db)
    const of = `${Math.floor(instant.getTime() / msOfMinute)} ${rows[0]!.write}`
    if (kept?.of !== of) {
      const hours = openOnes(instant)
      kept = { of, hours }
      hours.catch(() => {
        kept = undefined
      })
    }
    const found = kept
    return {
      narrowing: { ...filters, hours: await found.hours },
      key: JSON.stringify([filters, found.of]),
    }
  }
}
