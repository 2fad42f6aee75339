/** What is in force from a day on: what stands in the way of it, what ends with it. */
import type { Kysely } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { FileFault } from '../geojson.ts'
import { counted, ofFile } from './set.ts'

type Dated = 'territory.area_version' | 'territory.centre_seat' | 'territory.cell'

/** History is not rewritten: what starts on the day or later is in the way of a load. */
export async function refuseEarlier(
  trx: Kysely<DB>,
  table: Dated,
  what: string,
  from: string,
  faults: FileFault[],
) {
  const { latest } = await trx
    .selectFrom(table)
    .select(eb => eb.fn.max('valid_from').as('latest'))
    .executeTakeFirstOrThrow()
  if (latest !== null && latest >= from)
    faults.push(ofFile(`${what} loaded start on ${latest}: --from must be a later day, ${from} is not`))
}

/** @returns how many rows ended on the day */
export async function end(trx: Kysely<DB>, table: Dated, from: string): Promise<number> {
  const result = await trx
    .updateTable(table)
    .set({ valid_to: from })
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', from)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export const closedNote = (closed: number, what: string, from: string) =>
  closed > 0 ? [`${counted(closed, what)} ended on ${from}.`] : []

export const areasOn = (trx: Kysely<DB>, day: string) =>
  trx
    .selectFrom('territory.area_version')
    .select(['area_id as id', 'name'])
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()

export const areaNames = ['area', 'zona']
