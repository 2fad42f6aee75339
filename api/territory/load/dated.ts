/** What is in force from a day on: what stands in the way of it, what ends with it. */
import type { Kysely } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import type { FileFault } from '../geojson.ts'
import { counted, type Noun, ofFile } from './set.ts'

const names = {
  'territory.area_version': { it: 'le aree più recenti', en: 'the areas' },
  'territory.centre_seat': { it: 'i centri più recenti', en: 'the centres' },
  'territory.cell': { it: 'le celle più recenti', en: 'the cells' },
} satisfies Record<string, Bilingual>
type Dated = keyof typeof names

/** History is not rewritten: what starts on the day or later is in the way of a load. */
export async function refuseEarlier(trx: Kysely<DB>, table: Dated, from: string, faults: FileFault[]) {
  const { latest } = await trx
    .selectFrom(table)
    .select(eb => eb.fn.max('valid_from').as('latest'))
    .executeTakeFirstOrThrow()
  if (latest !== null && latest >= from)
    faults.push(
      ofFile(
        `${names[table].it} cominciano il ${latest}: scegli un giorno successivo`,
        `${names[table].en} loaded start on ${latest}: --from must be a later day, ${from} is not`,
      ),
    )
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

export function closedNote(closed: number, noun: Noun, from: string): Bilingual[] {
  if (closed === 0) return []
  const { it, en } = counted(closed, noun)
  return [{ it: `${it}: fine il ${from}.`, en: `${en} ended on ${from}.` }]
}

export const areasOn = (trx: Kysely<DB>, day: string) =>
  trx
    .selectFrom('territory.area_version')
    .select(['area_id as id', 'name'])
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()

export const areaNames = ['area', 'zona']
