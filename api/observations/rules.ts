/** What an access must keep beyond its shape. Every fault is named, whatever else is wrong. */
import type { Kysely } from 'kysely'
import type { RecordDatabase } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { reliableFrom } from './completeness.ts'
import { type AccessRecord, accessFaults, earliestDay, incomeSupportValidity, type Need } from './contract.ts'

type Say = (code: keyof typeof accessFaults, ...path: (string | number)[]) => void
type Db = Kysely<RecordDatabase>

/**
 * @param access the fields that are well formed; the others have their faults already
 * @param named resources that the record names already: what was true when it was recorded stays legal
 */
export async function faultsOf(
  db: Db,
  access: Partial<AccessRecord>,
  caller: Caller,
  today: string,
  named: readonly string[] = [],
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say: Say = (code, ...path) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: accessFaults[code] })
  await checkWhen(db, access, caller, today, say)
  await checkWhere(db, access, today, say)
  await checkNeeds(db, access.needs ?? [], named, say)
  return faults
}

async function checkWhen(
  db: Db,
  { centre, date, incomeSupport }: Partial<AccessRecord>,
  caller: Caller,
  today: string,
  say: Say,
) {
  if (centre !== undefined && centre !== caller.centre) say('unknown_centre', 'centre')
  if (date === undefined) return
  const earliest = earliestDay.operator(today, await reliableFrom(db))
  if (date > today) say('date_in_future', 'date')
  else if (earliest !== null && date < earliest) say('date_too_early', 'date')
  else if (centre !== undefined && centre === caller.centre) {
    const seats = await db
      .selectFrom('territory.centre_seat')
      .select(['valid_from', 'valid_to'])
      .where('centre_id', '=', centre)
      .execute()
    if (!seats.some(seat => seat.valid_from <= date)) say('before_centre_opened', 'date')
    else if (!seats.some(seat => seat.valid_from <= date && (seat.valid_to === null || date < seat.valid_to)))
      say('after_centre_closed', 'date')
  }
  const { from = date, to = date } = (incomeSupport && incomeSupportValidity[incomeSupport]) || {}
  if (date < from || date > to) say('income_support_not_in_force', 'incomeSupport')
}

async function checkWhere(
  db: Db,
  { residenceArea, residenceCell, date }: Partial<AccessRecord>,
  today: string,
  say: Say,
) {
  const on = date === undefined || date > today ? today : date
  const inForce = { from: ['valid_from', '<=', on] as const, to: ['valid_to', '>', on] as const }
  if (residenceArea !== undefined && residenceArea !== 'outside' && residenceArea !== 'unknown') {
    const area = await db
      .selectFrom('territory.area_version')
      .select('id')
      .where('area_id', '=', residenceArea)
      .where(...inForce.from)
      .where(eb => eb.or([eb('valid_to', 'is', null), eb(...inForce.to)]))
      .executeTakeFirst()
    if (!area) say('unknown_area', 'residenceArea')
  }
  if (residenceCell !== undefined && residenceArea !== undefined) {
    const cell = await db
      .selectFrom('territory.cell as c')
      .leftJoin('territory.area_version as v', 'v.id', 'c.area_version_id')
      .select('v.area_id')
      .where('c.id', '=', residenceCell)
      .executeTakeFirst()
    const belongs =
      cell && (cell.area_id === null ? residenceArea === 'outside' : cell.area_id === residenceArea)
    if (!belongs) say('unknown_cell', 'residenceCell')
  }
}

async function checkNeeds(db: Db, needs: Need[], named: readonly string[], say: Say) {
  const linked = needs.flatMap(need => need.resources ?? [])
  const rows =
    linked.length === 0
      ? []
      : await db.selectFrom('resource.resource').select(['id', 'status']).where('id', 'in', linked).execute()
  needs.forEach((need, index) => {
    if (needs.findIndex(other => other.domain === need.domain) < index)
      say('repeated_need', 'needs', index, 'domain')
    if (need.outcome === 'unmet' && !need.unmetReason)
      say('unmet_without_reason', 'needs', index, 'unmetReason')
    if (need.outcome !== 'unmet' && need.unmetReason)
      say('reason_without_unmet', 'needs', index, 'unmetReason')
    const chosen = (need.resources ?? []).map(resource => resource.toLowerCase())
    if (need.outcome === 'unmet' && chosen.length > 0)
      say('unmet_with_resources', 'needs', index, 'resources')
    chosen.forEach((id, rank) => {
      const resource = rows.find(row => row.id === id)
      if (chosen.indexOf(id) < rank) say('repeated_resource', 'needs', index, 'resources', rank)
      else if (!resource) say('unknown_resource', 'needs', index, 'resources', rank)
      else if (resource.status === 'closed' && !named.includes(id))
        say('resource_closed', 'needs', index, 'resources', rank)
    })
  })
}
