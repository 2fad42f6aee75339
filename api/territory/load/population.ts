/** Residents of the city and of its areas, by day. */
import type { Kysely } from 'kysely'
import type { DB } from '../../db/schema.ts'
import { dayOf } from '../contract.ts'
import { readPopulation } from '../population.ts'
import { counted, type Loaded, LoadFaults, type LoadOptions } from './set.ts'

export async function population(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const names = await trx
    .selectFrom('territory.area as a')
    .innerJoin('territory.area_version as v', 'v.area_id', 'a.id')
    .select(['a.id', 'v.name'])
    .orderBy('v.valid_from', 'desc')
    .execute()
  const { rows, faults, notes } = readPopulation(text, names, dayOf(new Date()))
  if (faults.length > 0) throw new LoadFaults(faults, 'row')

  if (options.from && !options.demonstration)
    notes.push({
      it: 'I residenti hanno date proprie: --from non serve.',
      en: 'Residents have dates of their own: --from is not used.',
    })
  // A demonstration estimate would win over an older real count, being newer.
  if (!options.demonstration) {
    const removed = await trx
      .deleteFrom('territory.population')
      .where('is_demo', '=', true)
      .returning('id')
      .execute()
    if (removed.length > 0) {
      const { it, en } = counted(removed.length, 'estimate')
      notes.push({ it: `${it} in meno.`, en: `${en} removed.` })
    }
  }
  const estimated = ({ source }: { source: string }) => options.demonstration === true && source !== 'ISTAT'
  await trx
    .insertInto('territory.population')
    .values(
      rows.map(row => ({
        scope: row.scope,
        area_id: row.area,
        residents: row.residents,
        reference_date: row.referenceDate,
        source: row.source,
        is_demo: estimated(row),
      })),
    )
    .onConflict(conflict =>
      conflict.constraint('population_once').doUpdateSet(eb => ({
        residents: eb.ref('excluded.residents'),
        source: eb.ref('excluded.source'),
        is_demo: eb.ref('excluded.is_demo'),
      })),
    )
    .execute()
  for (const date of new Set(rows.map(row => row.referenceDate))) {
    const on = rows.filter(row => row.referenceDate === date)
    const city = on.find(row => row.scope === 'city')
    const parts = on.filter(row => row.scope !== 'city').reduce((sum, row) => sum + row.residents, 0)
    if (city && parts > city.residents)
      notes.push({
        it: `Attenzione: al ${date} le parti sommano a ${parts} residenti, il comune ne ha ${city.residents}.`,
        en: `Careful: on ${date} the parts add up to ${parts} residents, the city has ${city.residents}.`,
      })
  }
  const items = rows.map(row => ({
    id: row.area ?? row.scope,
    name: names.find(({ id }) => id === row.area)?.name ?? row.scope,
    detail: {
      it: `${row.residents} residenti al ${row.referenceDate} (${row.source})`,
      en: `${row.residents} residents on ${row.referenceDate} (${row.source})`,
    },
  }))
  return { set: 'population', items, notes }
}
