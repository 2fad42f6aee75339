/** What an access must keep beyond its shape. Every fault is named, whatever else is wrong. */
import { type Kysely, sql } from 'kysely'
import type { RecordDatabase } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { reliableFrom } from './completeness.ts'
import { type AccessRecord, accessFaults, earliestDay, incomeSupportValidity, type Need } from './contract.ts'

type Say = (code: keyof typeof accessFaults, ...path: (string | number)[]) => void
/** The rules of when and where are those of a group activity too. */
type SayWhen = (
  code:
    | 'unknown_centre'
    | 'date_in_future'
    | 'date_too_early'
    | 'before_centre_opened'
    | 'after_centre_closed',
  ...path: (string | number)[]
) => void
type Db = Kysely<RecordDatabase>

/** What the rules ask about places and months: read once, whether for one access or for the hundred thousand of a file. */
export type Territory = ReturnType<typeof territoryOf>

export function territoryOf(db: Db, centre: string) {
  return {
    /** Seats of the centre, past and to come. */
    seats: once(() =>
      db
        .selectFrom('territory.centre_seat')
        .select(['name', 'valid_from', 'valid_to'])
        .where('centre_id', '=', centre)
        .execute(),
    ),
    areas: once(() =>
      db
        .selectFrom('territory.area_version')
        .select(['area_id', 'name', 'valid_from', 'valid_to'])
        .orderBy('valid_from')
        .execute(),
    ),
    /** First day of the oldest open month; null when none has closed. */
    openMonth: once(() => reliableFrom(db)),
    /** The area of each cell; null outside the areas. */
    cells: once(async () => {
      const rows = await db
        .selectFrom('territory.cell as c')
        .leftJoin('territory.area_version as v', 'v.id', 'c.area_version_id')
        .select(['c.id', 'v.area_id'])
        .execute()
      return new Map(rows.map(row => [row.id, row.area_id]))
    }),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

/**
 * @param access the fields that are well formed; the others have their faults already
 * @param named resources that the record names already: what was true when it was recorded stays legal
 * @param territory asked of the database when absent
 */
export async function faultsOf(
  db: Db,
  access: Partial<AccessRecord>,
  caller: Caller,
  today: string,
  named: readonly string[] = [],
  territory: Territory = territoryOf(db, caller.centre ?? ''),
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say: Say = (code, ...path) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: accessFaults[code] })
  await checkDay(territory, access, caller, today, say)
  checkSupport(access, say)
  await checkWhere(territory, access, today, say)
  await checkNeeds(db, access.needs ?? [], named, caller, say)
  return faults
}

type Dated = { valid_from: string; valid_to: string | null }
const inForce = ({ valid_from, valid_to }: Dated, day: string) =>
  valid_from <= day && (valid_to === null || day < valid_to)

export async function checkDay(
  territory: Territory,
  { centre, date }: Partial<Pick<AccessRecord, 'centre' | 'date'>>,
  caller: Caller,
  today: string,
  say: SayWhen,
) {
  if (centre !== undefined && centre !== caller.centre) say('unknown_centre', 'centre')
  if (date === undefined) return
  const earliest = earliestDay.operator(today, await territory.openMonth())
  if (date > today) say('date_in_future', 'date')
  else if (earliest !== null && date < earliest) say('date_too_early', 'date')
  else if (centre !== undefined && centre === caller.centre) {
    const seats = await territory.seats()
    if (!seats.some(seat => seat.valid_from <= date)) say('before_centre_opened', 'date')
    else if (!seats.some(seat => inForce(seat, date))) say('after_centre_closed', 'date')
  }
}

function checkSupport({ date, incomeSupport }: Partial<AccessRecord>, say: Say) {
  if (date === undefined) return
  const { from = date, to = date } = (incomeSupport && incomeSupportValidity[incomeSupport]) || {}
  if (date < from || date > to) say('income_support_not_in_force', 'incomeSupport')
}

async function checkWhere(
  territory: Territory,
  { residenceArea, residenceCell, date }: Partial<AccessRecord>,
  today: string,
  say: Say,
) {
  const on = date === undefined || date > today ? today : date
  if (residenceArea !== undefined && !(await isArea(territory, residenceArea, on)))
    say('unknown_area', 'residenceArea')
  if (residenceCell !== undefined && residenceArea !== undefined) {
    const area = (await territory.cells()).get(residenceCell)
    const belongs =
      area !== undefined && (area === null ? residenceArea === 'outside' : area === residenceArea)
    if (!belongs) say('unknown_cell', 'residenceCell')
  }
}

/** Whether an answer about residence is one on a day: an area in force, or one of the two words that stand for none. */
export const isArea = async (territory: Territory, residenceArea: string, on: string): Promise<boolean> =>
  residenceArea === 'outside' ||
  residenceArea === 'unknown' ||
  (await territory.areas()).some(area => area.area_id === residenceArea && inForce(area, on))

async function checkNeeds(db: Db, needs: Need[], named: readonly string[], caller: Caller, say: Say) {
  const linked = needs.flatMap(need => need.resources ?? [])
  const rows =
    linked.length === 0
      ? []
      : await db
          .selectFrom('resource.resource')
          // As it is today, under whatever name: a place united with another is that one.
          .select([
            'id',
            sql<string>`(select s.status from resource.resource s where s.id = resource.survivor(resource.id))`.as(
              'status',
            ),
          ])
          .where('id', 'in', linked)
          // Of another centre's confidential place nobody learns that it exists.
          .where(eb =>
            eb.or([
              eb('visibility', '<>', 'restricted'),
              eb('keeper_centre_id', '=', caller.centre),
              ...(named.length > 0 ? [eb('id', 'in', [...named])] : []),
            ]),
          )
          .execute()
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
