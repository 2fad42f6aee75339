/** A centre opened, moved, changed or ended from a day on. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { refusals } from '../../guard/contract.ts'
import { checkHours } from '../../hours/contract.ts'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import type { CentreImpact, CentreMove, ChangeKind } from './contract.ts'
import { dayIn, earliestDay, faultOf, type Staff } from './days.ts'
import { keepChange, stateOf } from './history.ts'

type Trx = Transaction<StaffDatabase>
type SeatRow = {
  id: number
  name: string
  managed_by: string
  address: string | null
  longitude: number
  latitude: number
  position_quality: string
  opening_hours: string | null
  area_id: string | null
  valid_from: string
  is_demo: boolean
}

async function seatOn(db: Staff, centre: string, day: string): Promise<SeatRow | undefined> {
  const { rows } = await sql<SeatRow>`
    select id, name, managed_by, address, st_x(location) as longitude, st_y(location) as latitude, position_quality,
           opening_hours, area_id, valid_from, is_demo
      from territory.centre_seat
     where centre_id = ${centre} and daterange(valid_from, valid_to) @> ${day}::date`.execute(db)
  return rows[0]
}

/** The seat as it would be; null when the centre ends. */
function seatAfter(move: CentreMove, old: SeatRow | undefined) {
  if (move.ends) return null
  const hours = move.openingHours && (checkHours(move.openingHours).canonical ?? move.openingHours)
  const location = move.location ?? [old!.longitude, old!.latitude]
  return {
    name: move.name ?? old!.name,
    managed_by: move.managedBy ?? old!.managed_by,
    address: move.address !== undefined ? move.address : (old?.address ?? null),
    longitude: location[0]!,
    latitude: location[1]!,
    position_quality: move.positionQuality ?? (move.location || !old ? 'approximate' : old.position_quality),
    opening_hours: move.openingHours !== undefined ? (hours ?? null) : (old?.opening_hours ?? null),
    area_id: move.area !== undefined ? move.area : (old?.area_id ?? null),
  }
}
type After = NonNullable<ReturnType<typeof seatAfter>>
const seatFields = [
  'name',
  'managed_by',
  'address',
  'longitude',
  'latitude',
  'opening_hours',
  'area_id',
] as const satisfies readonly (keyof After)[]

/** Every rule that a move breaks beyond its shape. */
export async function centreFaults(
  db: Staff,
  move: Partial<CentreMove & { reason: string }>,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] = refusals(move).map(({ path, kind, detail }) => ({
    pointer: pointer('body', ...path),
    code: kind,
    detail,
  }))
  const { from, centre } = move
  const earliest = await earliestDay(db)
  if (from && earliest && from < earliest) faults.push(faultOf('closed_month', ['from'], dayIn(earliest)))
  if (from && move.ends && from < today) faults.push(faultOf('ends_in_past', ['from']))
  if (move.location) {
    const file = JSON.stringify([{ number: 1, geometry: { type: 'Point', coordinates: move.location } }])
    const { rows } = await sql<{ amount: number }>`
      select amount from derived.outside_municipality(${file}::jsonb)`.execute(db)
    const far = rows[0] && Math.ceil(rows[0].amount)
    if (far !== undefined)
      faults.push(
        faultOf('outside_municipality', ['location'], {
          it: { amount: `${far.toLocaleString('it-IT')} m` },
          en: { amount: `${far.toLocaleString('en-GB')} m` },
        }),
      )
  }
  const hours = move.openingHours ? checkHours(move.openingHours).fault : undefined
  if (hours) faults.push({ pointer: pointer('body', 'openingHours'), code: hours.code, detail: hours.detail })
  if (from && move.area) {
    const { rows } = await sql`
      select from territory.area_version
       where area_id = ${move.area} and daterange(valid_from, valid_to) @> ${from}::date`.execute(db)
    if (rows.length === 0) faults.push(faultOf('area_not_in_force', ['area']))
  }
  if (!from || !centre) return faults
  const later = await sql<{ latest: string | null }>`
    select max(greatest(valid_from, valid_to)) as latest from territory.centre_seat where centre_id = ${centre}`.execute(
    db,
  )
  const latest = later.rows[0]!.latest
  if (latest && from < latest) faults.push(faultOf('later_change', ['from'], dayIn(latest)))
  const old = await seatOn(db, centre, from)
  if (!old && move.ends) faults.push(faultOf('ended_already', ['from']))
  if (!old && !move.ends && !(move.name && move.location && move.managedBy))
    faults.push(faultOf('centre_incomplete', ['centre']))
  if (old && move.ends && old.valid_from === from) faults.push(faultOf('just_begun', ['from']))
  if (faults.length > 0) return faults
  const after = seatAfter(move as CentreMove, old)
  if (old && after && seatFields.every(field => after[field] === old[field]))
    faults.push(faultOf('nothing_changed', ['centre']))
  return faults
}

/** What a move without faults would do. Only reads. */
export async function centreImpact(db: Staff, move: CentreMove): Promise<CentreImpact> {
  const old = await seatOn(db, move.centre, move.from)
  const after = seatAfter(move, old)
  const shown = async (seat: After | SeatRow) => {
    const { rows } = await sql<{ area: string | null }>`
      select territory.area_at(st_setsrid(st_makepoint(${seat.longitude}, ${seat.latitude}), 4326), ${move.from}::date)
        as area`.execute(db)
    return {
      name: seat.name,
      location: [seat.longitude, seat.latitude] as [number, number],
      address: seat.address,
      managedBy: seat.managed_by,
      openingHours: seat.opening_hours,
      area: seat.area_id,
      doorIn: rows[0]!.area,
    }
  }
  const { rows } = await sql<{ metres: number | null; keeps: number; operators: number }>`
    select ${
      old && after
        ? sql`st_distance(st_setsrid(st_makepoint(${old.longitude}, ${old.latitude}), 4326)::geography,
                          st_setsrid(st_makepoint(${after.longitude}, ${after.latitude}), 4326)::geography)`
        : sql`null::double precision`
    } as metres,
      (select count(*) from resource.resource where keeper_centre_id = ${move.centre} and visibility <> 'restricted')
        as keeps,
      (select count(*) from account."user" where centre_id = ${move.centre} and active) as operators`.execute(
    db,
  )
  return {
    state: await stateOf(db),
    before: old ? await shown(old) : null,
    after: after ? await shown(after) : null,
    ...rows[0]!,
  }
}

/** Writes a move without faults. @throws Problem changed-meanwhile when the territory is not what the preview saw */
export async function moveCentre(
  trx: Trx,
  move: CentreMove & { reason: string; state: string },
  caller: Caller,
  today: string,
) {
  await sql`select pg_advisory_xact_lock(7101925)`.execute(trx) // any constant: one change of the territory at a time
  const impact = await centreImpact(trx, move)
  if (impact.state !== move.state) throw new Problem('changed-meanwhile')
  const { centre, from } = move
  const old = await seatOn(trx, centre, from)
  const after = seatAfter(move, old)
  const source = `${caller.username}, ${today}`
  await sql`
    insert into territory.centre (id, position)
    select ${centre}, coalesce(max(position), 0) + 1 from territory.centre
    on conflict (id) do nothing`.execute(trx)
  if (old && old.valid_from < from)
    await trx.updateTable('territory.centre_seat').set({ valid_to: from }).where('id', '=', old.id).execute()
  if (after) {
    const { longitude, latitude, ...rest } = after
    const row = {
      ...rest,
      location: sql<string>`st_setsrid(st_makepoint(${longitude}, ${latitude}), 4326)`,
      source,
    }
    if (old && old.valid_from === from)
      await trx.updateTable('territory.centre_seat').set(row).where('id', '=', old.id).execute()
    else
      await trx
        .insertInto('territory.centre_seat')
        .values({
          ...row,
          centre_id: centre,
          valid_from: from,
          is_demo: old?.is_demo ?? sql<boolean>`exists (select from territory.centre_seat where is_demo)`,
        })
        .execute()
  }
  const metres = Math.round(impact.metres ?? 0)
  const kind: ChangeKind = !after
    ? 'centre_ended'
    : !old
      ? 'centre_opened'
      : metres > 0
        ? 'centre_moved'
        : 'centre_changed'
  return keepChange(trx, caller, {
    operation: 'moveCentre',
    kind,
    target: centre,
    name: (after ?? old)!.name,
    from,
    reason: move.reason,
    impact: kind === 'centre_moved' ? { metres } : {},
  })
}
