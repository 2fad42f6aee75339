/** The demonstration's resources: each feature of the file becomes an entry as an operator would write it. */

import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/schema.ts'
import { addDays } from '../hours/contract.ts'
import { columnsOf, linesOf } from '../resources/columns.ts'
import { ResourceEntry } from '../resources/contract.ts'
import { addLines } from '../resources/write.ts'
import { seeded } from './random.ts'
import { geodata } from './territory.ts'

export type CensusFeature = {
  geometry: ResourceEntry['geometry']
  properties: Record<string, unknown>
}
export type CensusEntry = {
  id: string
  entry: ResourceEntry
  verifiedOn: string | null
  isDemo: boolean
}

type FileFunding = { source: string; body?: string; hoursPerWeek?: number; endsInDays?: number }

/** Fields of an entry that the file gives under the same name. */
const sameNames = [
  'name',
  'type',
  'address',
  'positionQuality',
  'description',
  'services',
  'needs',
  'targetGroups',
  'eligibility',
  'minAge',
  'maxAge',
  'cost',
  'costNote',
  'accessMode',
  'openingHours',
  'phone',
  'website',
  'languages',
  'wheelchair',
  'accessibilityNote',
  'waitingList',
  'waitingNumber',
  'stops',
  'status',
  'visibility',
  'source',
]

/**
 * @param number place in the file, which makes the id
 * @throws ZodError when the entry is not one that the API would accept
 */
export function censusEntry(
  { geometry, properties }: CensusFeature,
  number: number,
  today: string,
): CensusEntry {
  const given = (name: string) => properties[name] ?? undefined
  const daysAgo = given('verifiedDaysAgo') as number | undefined
  const verifiedOn = daysAgo === undefined ? null : addDays(today, -daysAgo)
  const fields: Record<string, unknown> = {
    ...Object.fromEntries(sameNames.map(name => [name, given(name)])),
    geometry,
    area: given('areaHint'),
    owner: given('ownerName') && { name: given('ownerName'), kind: given('ownerKind') },
    // Declared when it was last verified; a year ago when it never was.
    capacity:
      given('capacityTotal') === undefined
        ? undefined
        : {
            total: given('capacityTotal'),
            ...(given('capacityAvailable') === undefined ? {} : { available: given('capacityAvailable') }),
            unit: given('capacityUnit'),
            on: verifiedOn ?? addDays(today, -365),
          },
    fundings: (given('fundings') as FileFunding[] | undefined)?.map(({ endsInDays, ...line }) => ({
      ...line,
      ...(endsInDays === undefined ? {} : { until: addDays(today, endsInDays) }),
    })),
  }
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    id: seeded(`resource ${number}`).uuid(),
    entry: ResourceEntry.parse(present),
    verifiedOn,
    isDemo: properties.isDemo !== false,
  }
}

export const readCensus = (text: string, today: string): CensusEntry[] =>
  (JSON.parse(text).features as CensusFeature[]).map((feature, index) =>
    censusEntry(feature, index + 1, today),
  )

/** After the territory, which gives each resource its area and its keeping centre. */
export async function loadCensus(trx: Kysely<DB>, today: string): Promise<number> {
  const census = readCensus(geodata('resources/resources.geojson'), today)
  const organisations = await insertOrganisations(trx, census)
  await trx
    .insertInto('resource.resource')
    .values(
      census.map(({ id, entry, verifiedOn, isDemo }) => ({
        id,
        ...columnsOf(entry),
        organisation_id: entry.owner ? organisations.get(keyOf(entry.owner))! : null,
        verified_on: verifiedOn,
        is_demo: isDemo,
      })),
    )
    .execute()
  await addLines(
    trx,
    census.map(({ id, entry }) => linesOf(id, entry)),
  )
  await trx
    .insertInto('resource.resource_version')
    .values(census.map(({ id, entry }) => ({ resource_id: id, version: 1, content: JSON.stringify(entry) })))
    .execute()
  // The centre of its area keeps a resource; outside the areas, the nearest.
  await sql`
    update resource.resource r set keeper_centre_id = (
      select s.centre_id from territory.centre_seat s
       where s.valid_to is null
       order by s.area_id is not distinct from r.area_id desc,
                st_distance(s.location::geography, st_pointonsurface(r.geometry)::geography), s.centre_id
       limit 1)`.execute(trx)
  await sql`
    update resource.resource_version v set content = v.content || jsonb_build_object('keeper', r.keeper_centre_id)
      from resource.resource r where r.id = v.resource_id`.execute(trx)
  await sql`
    insert into resource.resource_check (resource_id, centre_id, checked_on, result)
    select id, keeper_centre_id, verified_on, 'valid' from resource.resource where verified_on is not null
     order by verified_on, id`.execute(trx)
  return census.length
}

const keyOf = ({ name, kind }: { name: string; kind: string }) => `${kind} ${name}`

async function insertOrganisations(trx: Kysely<DB>, census: CensusEntry[]): Promise<Map<string, string>> {
  const owners = new Map<string, { name: string; kind: string; is_demo: boolean }>()
  for (const { entry, isDemo } of census)
    if (entry.owner) {
      const before = owners.get(keyOf(entry.owner))
      // A body is real when anything real is its own.
      const { name, kind } = entry.owner
      owners.set(keyOf(entry.owner), { name, kind, is_demo: (before?.is_demo ?? true) && isDemo })
    }
  const rows = await trx
    .insertInto('resource.organisation')
    .values([...owners.values()])
    .returning(['id', 'name', 'kind'])
    .execute()
  return new Map(rows.map(row => [keyOf(row), row.id]))
}
