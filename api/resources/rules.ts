/** What an entry of the census must keep to beyond its shape, whether it is added or edited. */
import { sql } from 'kysely'
import { refusals } from '../guard/contract.ts'
import { checkHours } from '../hours/contract.ts'
import type { Fault } from '../http/operation.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { type ResourceChange, type ResourceEntry, resourceFaults } from './contract.ts'
import type { Staff } from './select.ts'

/** Rings that close and do not cross, a route that goes somewhere. */
export async function isValidGeometry(db: Staff, geometry: NonNullable<ResourceEntry['geometry']>) {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : []
  // PostGIS closes some open rings by itself, and refuses others.
  if (!rings.every(positions => String(positions[0]) === String(positions.at(-1)))) return false
  const { rows } = await sql<{ valid: boolean }>`
    select derived.valid_geometry(${JSON.stringify(geometry)}) as valid`.execute(db)
  return rows[0]!.valid
}

async function isInside(db: Staff, geometry: object) {
  const { rows } = await sql<{ inside: boolean }>`
    select derived.inside_municipality(${JSON.stringify(geometry)}) as inside`.execute(db)
  return rows[0]!.inside
}

/** Every rule that an entry breaks beyond its shape. */
export async function faultsOf(
  db: Staff,
  entry: Partial<ResourceEntry>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say = (code: keyof typeof resourceFaults, ...path: string[]) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: resourceFaults[code] })

  const restricted = entry.visibility === 'restricted'
  if (restricted && caller.role !== 'operator') say('restricted_by_operators', 'visibility')
  if (entry.keeper !== undefined) {
    const keeper = await db
      .selectFrom('territory.centre_seat')
      .select('centre_id')
      .where('centre_id', '=', entry.keeper)
      .where(sql<boolean>`daterange(valid_from, valid_to) @> ${today}::date`)
      .executeTakeFirst()
    if (!keeper) say('unknown_centre', 'keeper')
    else if (restricted && caller.role === 'operator' && entry.keeper !== caller.centre)
      say('restricted_by_operators', 'keeper')
  }
  if (entry.geometry && restricted) say('position_forbidden', 'geometry')
  if (entry.geometry === null && entry.visibility !== undefined && !restricted)
    say('position_missing', 'geometry')
  if (entry.area !== undefined && entry.visibility !== undefined && !restricted)
    say('area_without_restricted', 'area')
  if (entry.area !== undefined && restricted) {
    const area = await db
      .selectFrom('territory.area')
      .select('id')
      .where('id', '=', entry.area)
      .executeTakeFirst()
    if (!area) say('unknown_area', 'area')
  }
  if (entry.geometry) {
    if (!(await isValidGeometry(db, entry.geometry))) say('invalid_geometry', 'geometry')
    else if (!(await isInside(db, entry.geometry))) say('outside_municipality', 'geometry')
  }
  if (entry.minAge !== undefined && entry.maxAge !== undefined && entry.minAge > entry.maxAge)
    say('ages_reversed', 'maxAge')
  if (entry.validFrom && entry.validTo && entry.validTo < entry.validFrom) say('dates_reversed', 'validTo')
  if (entry.capacity && entry.capacity.on > today) say('date_in_future', 'capacity', 'on')
  if (entry.capacity?.available !== undefined && entry.capacity.available > entry.capacity.total)
    say('available_over_total', 'capacity', 'available')
  if (entry.waitingNumber !== undefined && entry.waitingList !== true)
    say('number_without_list', 'waitingNumber')
  const stops = entry.stops ?? []
  if (stops.length > 0) {
    if (entry.geometry !== undefined && entry.geometry?.type !== 'LineString')
      say('stops_without_route', 'stops')
    const points = stops.map(({ at }) => ({ type: 'Point', coordinates: at }))
    const { rows } = await sql<{ inside: boolean }>`
      select derived.inside_municipality(point::text) as inside
        from jsonb_array_elements(${JSON.stringify(points)}::jsonb) with ordinality as t (point, position)
       order by position`.execute(db)
    rows.forEach(({ inside }, index) => {
      if (!inside) say('outside_municipality', 'stops', String(index), 'at')
    })
  }
  for (const [index, { when }] of stops.entries()) {
    const fault = when === undefined ? undefined : checkHours(when).fault
    if (fault)
      faults.push({
        pointer: pointer('body', 'stops', index, 'when'),
        code: fault.code,
        detail: fault.detail,
      })
  }
  const hours = entry.openingHours === undefined ? undefined : checkHours(entry.openingHours).fault
  if (hours) faults.push({ pointer: pointer('body', 'openingHours'), code: hours.code, detail: hours.detail })
  if (entry.openingHours && entry.openingHoursText) say('hours_twice', 'openingHoursText')
  for (const { path, kind, detail } of refusals(entry))
    faults.push({ pointer: pointer('body', ...path), code: kind, detail })
  return faults
}

type Hours = { openingHours?: unknown; openingHoursText?: unknown }
/** A change of hours: those that are read take away the text that was to be confirmed, and the other way round. */
export const oneOfHours = <S extends Hours>(change: S): S =>
  change.openingHours
    ? { ...change, openingHoursText: null }
    : change.openingHoursText
      ? { ...change, openingHours: null }
      : change

/** A state keeps no text of hours beside hours that are read. */
export const withReadHours = <S extends Hours>(state: S): S => {
  if (!state.openingHours || !state.openingHoursText) return state
  const { openingHoursText: _text, ...rest } = state
  return rest as S
}

/** Hours are kept in the one form that means them. */
export const regular = <E extends Partial<Pick<ResourceChange, 'openingHours' | 'stops'>>>(entry: E): E => {
  const canonical = (hours: string) => checkHours(hours).canonical ?? hours
  return {
    ...entry,
    ...(entry.openingHours ? { openingHours: canonical(entry.openingHours) } : {}),
    ...(entry.stops
      ? { stops: entry.stops.map(stop => (stop.when ? { ...stop, when: canonical(stop.when) } : stop)) }
      : {}),
  }
}
