/** An entry of the census as the columns of its rows: the one place where a field meets its column. */
import { sql } from 'kysely'
import type { ResourceEntry } from './contract.ts'

/** Without the organisation, which is a row of its own. */
export const columnsOf = (entry: ResourceEntry) => ({
  name: entry.name,
  type: entry.type,
  geometry: entry.geometry
    ? sql<string>`st_setsrid(st_geomfromgeojson(${JSON.stringify(entry.geometry)}), 4326)`
    : null,
  area_id: entry.area ?? null,
  address: entry.address ?? null,
  position_quality: entry.positionQuality,
  description: entry.description ?? null,
  services: entry.services,
  target_groups: entry.targetGroups,
  eligibility: entry.eligibility ?? null,
  min_age: entry.minAge ?? null,
  max_age: entry.maxAge ?? null,
  cost: entry.cost ?? null,
  cost_note: entry.costNote ?? null,
  access_mode: entry.accessMode ?? null,
  opening_hours: entry.openingHours ?? null,
  opening_hours_text: entry.openingHoursText ?? null,
  phone: entry.phone ?? null,
  email: entry.email ?? null,
  website: entry.website ?? null,
  languages: entry.languages,
  wheelchair: entry.wheelchair,
  accessibility_note: entry.accessibilityNote ?? null,
  capacity_total: entry.capacity?.total ?? null,
  capacity_available: entry.capacity?.available ?? null,
  capacity_unit: entry.capacity?.unit ?? null,
  capacity_on: entry.capacity?.on ?? null,
  waiting_list: entry.waitingList ?? null,
  waiting_number: entry.waitingNumber ?? null,
  status: entry.status,
  valid_from: entry.validFrom ?? null,
  valid_to: entry.validTo ?? null,
  visibility: entry.visibility,
  source: entry.source ?? null,
  licence: entry.licence ?? null,
  keeper_centre_id: entry.keeper ?? null,
})

/** What an entry has many of, as rows of their own tables. */
export const linesOf = (id: string, entry: ResourceEntry) => ({
  needs: [...new Set(entry.needs)].map(domain => ({ resource_id: id, domain })),
  fundings: entry.fundings.map(({ source, body, hoursPerWeek, until }) => ({
    resource_id: id,
    source,
    body: body ?? null,
    hours_per_week: hoursPerWeek ?? null,
    until: until ?? null,
  })),
  stops: entry.stops.map(({ name, at: [lon, lat], when }, index) => ({
    resource_id: id,
    position: index + 1,
    name,
    location: sql<string>`st_setsrid(st_makepoint(${lon}, ${lat}), 4326)`,
    opening_hours: when ?? null,
  })),
})
