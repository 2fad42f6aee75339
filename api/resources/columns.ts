/** An entry of the census as the columns of its row: the one place where a field meets its column. */
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
  phone: entry.phone ?? null,
  email: entry.email ?? null,
  website: entry.website ?? null,
  languages: entry.languages,
  wheelchair: entry.wheelchair,
  accessibility_note: entry.accessibilityNote ?? null,
  capacity_total: entry.capacity?.total ?? null,
  capacity_unit: entry.capacity?.unit ?? null,
  capacity_on: entry.capacity?.on ?? null,
  waiting_list: entry.waitingList ?? null,
  funding_source: entry.funding?.source ?? null,
  funding_until: entry.funding?.until ?? null,
  status: entry.status,
  valid_from: entry.validFrom ?? null,
  valid_to: entry.validTo ?? null,
  visibility: entry.visibility,
  source: entry.source ?? null,
  licence: entry.licence ?? null,
  keeper_centre_id: entry.keeper ?? null,
})
