/** The centres from a day on. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import { checkHours } from '../../hours/contract.ts'
import { positionQualities } from '../contract.ts'
import { type FileFault, type FileFeature, textProperty } from '../geojson.ts'
import { areaNames, areasOn, closedNote, end, refuseEarlier } from './dated.ts'
import { faultOf, type Loaded, LoadFaults, type LoadOptions, ownDates, read, startOf } from './set.ts'
import { asJson, geometryFaults } from './shapes.ts'

export async function centres(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(text, { geometry: 'point', ...options }, options)
  const from = startOf(options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.centre_seat', from, faults)
  const known = from ? await areasOn(trx, from) : []
  const seats = features.map(feature => readSeat(feature, known, options.demonstration === true, faults))
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.centre_seat', from)
  const json = asJson(features, (feature, index) => ({ ...seats[index], ...ownDates(feature, options) }))
  await sql`
    insert into territory.centre (id, position)
    select id, (select coalesce(max(position), 0) from territory.centre) + row_number() over (order by number)
      from derived.file_shapes(${json}::jsonb)
    on conflict (id) do nothing`.execute(trx)
  // Without an area in the file a centre serves the one its door stands in.
  await sql`
    insert into territory.centre_seat (centre_id, area_id, name, managed_by, address, location, position_quality,
                                       opening_hours, valid_from, source, is_demo)
    select id, case when fields ? 'area' then fields ->> 'area' else territory.area_at(shape, ${from}::date) end,
           name, fields ->> 'managedBy', fields ->> 'address', shape, fields ->> 'positionQuality',
           fields ->> 'openingHours', coalesce(fields ->> 'from', ${from})::date, ${options.source},
           (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  const placed = await sql<{ id: string; area: string | null }>`
    select centre_id as id, area_id as area from territory.centre_seat where valid_to is null`.execute(trx)
  const items = features.map(({ id, name }) => {
    const area = placed.rows.find(seat => seat.id === id)?.area
    return {
      id,
      name,
      detail: area
        ? { it: `serve ${area}`, en: `serves ${area}` }
        : { it: 'non serve un’area target', en: 'serves no target area' },
    }
  })
  return { set: 'centres', items, notes: closedNote(closed, 'seat', from) }
}

function readSeat(
  feature: FileFeature,
  known: { id: string; name: string }[],
  demonstration: boolean,
  faults: FileFault[],
) {
  const { properties } = feature
  const area = textProperty(properties, areaNames)
  const found = known.find(({ id, name }) => area === id || area?.toLowerCase() === name.toLowerCase())
  if (area !== undefined && !found)
    faults.push(
      faultOf(
        feature,
        `serve «${area}», che quel giorno non è un’area`,
        `it serves «${area}», which is not an area in force on that day`,
      ),
    )
  const managedBy = textProperty(properties, ['managedBy', 'managed_by', 'gestore', 'ente'])
  if (managedBy === undefined)
    faults.push(
      faultOf(
        feature,
        'non dice chi lo gestisce: serve una proprietà «gestore»',
        'it does not say who manages it: give it a property «managedBy»',
      ),
    )
  const quality =
    textProperty(properties, ['positionQuality', 'position_quality']) ??
    (demonstration ? 'demo' : 'approximate')
  if (!(positionQualities as readonly string[]).includes(quality))
    faults.push(
      faultOf(
        feature,
        `la qualità della sua posizione «${quality}» non è fra ${positionQualities.join(', ')}`,
        `its position quality «${quality}» is not ${positionQualities.join(', ')}`,
      ),
    )
  const hours = textProperty(properties, ['openingHours', 'opening_hours', 'orari'])
  const read = hours === undefined ? undefined : checkHours(hours)
  if (read?.fault)
    faults.push(
      faultOf(
        feature,
        `i suoi orari non si leggono da «${read.fault.found}», carattere ${read.fault.position + 1}${read.fault.suggestion === null ? '' : `: forse «${read.fault.suggestion}»`}`,
        `its opening hours cannot be read from «${read.fault.found}», character ${read.fault.position + 1}${read.fault.suggestion === null ? '' : `: perhaps «${read.fault.suggestion}»`}`,
      ),
    )
  const saysArea =
    area !== undefined || Object.keys(properties).some(key => areaNames.includes(key.toLowerCase()))
  return {
    ...(saysArea ? { area: found?.id ?? null } : {}),
    managedBy,
    address: textProperty(properties, ['address', 'indirizzo']),
    positionQuality: quality,
    openingHours: read?.canonical ?? undefined,
  }
}
