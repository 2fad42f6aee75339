/** What a project must keep to beyond its shape, whether it is added or edited. */
import { sql } from 'kysely'
import { refusals } from '../../guard/contract.ts'
import type { Fault } from '../../http/operation.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { type Staff, visibleTo } from '../select.ts'
import { type ProjectEntry, projectFaults } from './contract.ts'

type Links = Partial<Record<'resources' | 'link' | 'unlink', readonly string[] | undefined>>

/** Every rule that a project breaks beyond its shape; an area must be in force today. */
export async function faultsOfProject(
  db: Staff,
  entry: Partial<ProjectEntry>,
  links: Links,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say = (code: keyof typeof projectFaults, ...path: (string | number)[]) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: projectFaults[code] })

  if (entry.from && entry.until && entry.until < entry.from) say('dates_reversed', 'until')
  if (entry.state === 'ended' && !entry.until) say('end_missing', 'until')
  if (entry.state === 'ended' && entry.until && entry.until > today) say('end_in_future', 'until')
  if (entry.wholeCity && entry.areas && entry.areas.length > 0) say('areas_and_city', 'areas')
  if (entry.areas && entry.areas.length > 0) {
    const known = await db
      .selectFrom('territory.area_version')
      .select('area_id')
      .where('area_id', 'in', entry.areas)
      .where(sql<boolean>`daterange(valid_from, valid_to) @> ${today}::date`)
      .execute()
    const inForce = new Set(known.map(row => row.area_id))
    for (const [index, area] of entry.areas.entries())
      if (!inForce.has(area)) say('unknown_area', 'areas', index)
  }
  for (const field of ['resources', 'link'] as const) {
    const ids = links[field] ?? []
    if (ids.length === 0) continue
    const known = await db
      .selectFrom('resource.resource as r')
      .select('r.id')
      .where('r.id', 'in', ids)
      .where(visibleTo(caller) as never)
      .execute()
    const seen = new Set(known.map(row => row.id))
    for (const [index, id] of ids.entries()) if (!seen.has(id)) say('unknown_resource', field, index)
  }
  for (const { path, kind, detail } of refusals(entry))
    faults.push({ pointer: pointer('body', ...path), code: kind, detail })
  return faults
}
