/** Correcting a row that waits: any of its fields, by the rules of a resource, and then compared again. */
import { sql } from 'kysely'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { faultsOf, oneOfHours, regular } from '../rules.ts'
import type { Staff } from '../select.ts'
import { likely, likelyWaiting } from './compare.ts'
import type { ImportContent } from './contract.ts'
import { type Batch, gradeOf, oneRow } from './decide.ts'
import type { Trx } from './load.ts'

/** What two lists are compared by. */
const compared: readonly string[] = ['name', 'geometry', 'phone', 'website']

export function correct(
  db: Staff,
  batch: Batch,
  id: number,
  sent: Record<string, unknown>,
  today: string,
  caller: Caller,
): Promise<void> {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') throw new Problem('not-found')
    const change: Record<string, unknown> = oneOfHours(regular(sent))
    const content: Record<string, unknown> = { ...row.content, ...change }
    for (const [field, value] of Object.entries(change)) if (value === null) delete content[field]
    const wrong = await faultsOfCorrection(trx, content, Object.keys(change), caller, today)
    if (wrong.length > 0) throw new Problem('invalid-request', wrong)
    const faults = row.faults.filter(({ field }) => field === null || !(field in change))
    const geometry = change.geometry ? JSON.stringify(change.geometry) : null
    if (geometry) {
      const { rows } = await sql<{ valid: boolean; inside: boolean }>`
        select derived.valid_geometry(${geometry}) as valid, derived.inside_municipality(${geometry}) as inside`.execute(
        trx,
      )
      if (!rows[0]!.valid) faults.push({ code: 'invalid_geometry', field: 'geometry' })
      else if (!rows[0]!.inside) faults.push({ code: 'outside_municipality', field: 'geometry' })
      if (change.positionQuality === undefined) content.positionQuality = 'approximate'
    }
    const again = row.updates_id === null && compared.some(field => field in change)
    await sql`
      update resource.import_row set content = ${JSON.stringify(content)}::jsonb, faults = ${JSON.stringify(faults)}::jsonb,
             grade = ${gradeOf(faults)},
             geometry = ${geometry ? sql`st_setsrid(st_geomfromgeojson(${geometry}), 4326)` : sql`geometry`}
             ${again ? sql`, state = 'waiting', similar_id = null, same_row = null, waits_as = null` : sql``}
       where id = ${id}`.execute(trx)
    if (!again) return
    await likely(trx, sql`q.id = ${id}`)
    // With later rows too: they were compared with what this one said before.
    await likelyWaiting(trx, sql`q.id = ${id} and q.state = 'waiting'`, sql`true`)
  })
}

/** Rules that read several fields. */
const together: readonly (readonly (keyof ImportContent)[])[] = [
  ['minAge', 'maxAge'],
  ['validFrom', 'validTo'],
  ['waitingList', 'waitingNumber'],
  ['stops', 'geometry'],
]
/** Every rule that what was corrected breaks, but for the place: that stays as a fault of the row, which shows it. */
async function faultsOfCorrection(
  trx: Trx,
  content: Record<string, unknown>,
  fields: readonly string[],
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const touched = new Set([
    ...fields,
    ...together.filter(group => group.some(field => fields.includes(field))).flat(),
  ])
  const part = Object.fromEntries([...touched].map(field => [field, content[field]]))
  const faults = await faultsOf(trx, part, caller, today)
  return faults.filter(fault => fault.pointer !== pointer('body', 'geometry'))
}
