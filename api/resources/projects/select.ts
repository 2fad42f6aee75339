/** Projects as they are told: links to what the reader may not see are not there, nor counted. */
import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Caller } from '../../http/route.ts'
import { type Staff, visibleTo } from '../select.ts'
import type { Project } from './contract.ts'

export const selectProjects = (db: Staff, caller: Caller) =>
  db
    .selectFrom('resource.project as p')
    .selectAll('p')
    .select(eb => [
      jsonObjectFrom(
        eb
          .selectFrom('resource.organisation as o')
          .select(['o.name', 'o.kind'])
          .whereRef('o.id', '=', 'p.lead_id'),
      ).as('lead'),
      jsonArrayFrom(
        eb
          .selectFrom('resource.project_partner as m')
          .innerJoin('resource.organisation as o', 'o.id', 'm.organisation_id')
          .select(['o.name', 'o.kind'])
          .whereRef('m.project_id', '=', 'p.id')
          .orderBy('o.name')
          .orderBy('o.kind'),
      ).as('partners'),
      jsonArrayFrom(
        eb
          .selectFrom('resource.project_area as x')
          .innerJoin('territory.area as a', 'a.id', 'x.area_id')
          .select('a.id')
          .whereRef('x.project_id', '=', 'p.id')
          .orderBy('a.position'),
      ).as('areas'),
      jsonArrayFrom(
        eb
          .selectFrom('resource.project_resource as k')
          // One that was united with another is kept alive as that one.
          .innerJoin('resource.resource as r', join =>
            join.on(sql<boolean>`r.id = resource.survivor(k.resource_id)`),
          )
          .select(['r.id', 'r.name', 'r.type', 'r.area_id as area'])
          .distinct()
          .whereRef('k.project_id', '=', 'p.id')
          .where(visibleTo(caller) as never)
          .orderBy('r.name')
          .orderBy('r.id'),
      ).as('resources'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof selectProjects>['executeTakeFirstOrThrow']>>

/** Absent rather than null: a field nobody filled in is not said. */
export function presentProject(row: Row): Project {
  const fields = {
    id: row.id,
    version: row.version,
    name: row.name,
    action: row.action,
    state: row.state,
    from: row.starts_on,
    until: row.ends_on,
    lead: row.lead,
    partners: row.partners,
    areas: row.areas.map(({ id }) => id),
    wholeCity: row.whole_city,
    places: row.places_total === null ? null : { total: row.places_total, unit: row.places_unit },
    funding: row.funding,
    description: row.description,
    website: row.website,
    source: row.source,
    addedOn: row.added_on,
    isDemo: row.is_demo,
    resources: row.resources,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Project
}
