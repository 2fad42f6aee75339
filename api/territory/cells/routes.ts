/** The loader's cells, for coordinators: the same code as the command, as a preview or for good. */
import type { Router } from 'express'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import type { DB } from '../../db/schema.ts'
import { refusals } from '../../guard/contract.ts'
import type { Bilingual, Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type Context, route } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { received } from '../../interchange/read.ts'
import { dayOf } from '../contract.ts'
import type { FileFault } from '../geojson.ts'
import { LoadFaults, loaders, sentenceOf } from '../load.ts'
import { type CellRebuild, cellFaults, rebuildCells } from './contract.ts'

/** Ends a dry run: what it did is taken back, and its answer goes out. */
class Tried extends Error {
  readonly answer: CellRebuild
  constructor(answer: CellRebuild) {
    super('tried')
    this.answer = answer
  }
}

/** As many as a person reads before putting the file right. */
const mostFaults = 50

/** A fault as a screen says it: a sentence of its own, naming the day where the command has an option. */
function detailOf(fault: FileFault): Bilingual {
  const { it, en } = sentenceOf(fault)
  const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return { it: begun(it), en: begun(en).replace('--from', 'the day') }
}

export function cellRebuilds(
  router: Router,
  context: Context,
  db: Kysely<StaffDatabase>,
  now: () => Date,
): void {
  route(router, context, rebuildCells, {
    async handle({ query, caller, request }) {
      const { from, source, reason } = query
      const dry = query.dryRun === 'true'
      const missing = (field: 'source' | 'reason'): Fault => ({
        pointer: pointer('query', field),
        code: `${field}_missing`,
        detail: cellFaults[`${field}_missing`],
      })
      const faults: Fault[] = [
        ...(dry || source ? [] : [missing('source')]),
        ...(dry || reason ? [] : [missing('reason')]),
        ...refusals({ source, reason }).map(({ path, kind, detail }) => ({
          pointer: pointer('query', ...path),
          code: kind,
          detail,
        })),
      ]
      if (faults.length > 0) {
        request.resume()
        throw new Problem('invalid-request', faults)
      }
      const text = (await received(request)).toString('utf8')
      try {
        return await db.transaction().execute(async trx => {
          const loaded = await loaders['cells-from'](trx as unknown as Kysely<DB>, text, {
            from,
            source: source ?? '–',
            reason,
            by: caller.userId,
            today: dayOf(now()),
          })
          const { rows } = await sql<{
            id: string
            area: string | null
            residents: number
            boundary: string
          }>`
            select c.id, v.area_id as area, c.residents, st_asgeojson(c.boundary, 6) as boundary
              from territory.cell c left join territory.area_version v on v.id = c.area_version_id
             where c.valid_from = ${from}::date order by c.id`.execute(trx)
          const answer: CellRebuild = {
            from,
            cells: rows.map(({ boundary, ...cell }) => ({ ...cell, boundary: JSON.parse(boundary) })),
            short: loaded.short ?? [],
            ended: loaded.ended ?? 0,
            written: !dry,
          }
          if (dry) throw new Tried(answer)
          await trx
            .insertInto('account.audit_event')
            .values({ user_id: caller.userId, operation: rebuildCells.id, target: 'cells' })
            .execute()
          return answer
        })
      } catch (error) {
        if (error instanceof Tried) return error.answer
        if (!(error instanceof LoadFaults)) throw error
        throw new Problem(
          'invalid-request',
          error.faults.slice(0, mostFaults).map(fault => ({
            pointer: '#/body',
            code: 'sections_fault',
            detail: detailOf(fault),
          })),
        )
      }
    },
  })
}
