/** What ends soon, read from the census as the caller may see it. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Answer, Received } from '../../http/operation.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { needDomains } from '../../observations/codes.ts'
import { dayOf } from '../../territory/contract.ts'
import { type Staff, visibleTo } from '../select.ts'
import {
  type ExpiringResource,
  endOf,
  listExpiring,
  monthsAfter,
  remainingOf,
  type Supply,
} from './contract.ts'

type Query = Received<typeof listExpiring>['query']

export function expiring(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, listExpiring, {
    handle: ({ query, caller }) => expiringOf(db, query, caller, dayOf(now())),
  })
}

/** Active, seen by the caller, in the area and for the need that are asked for. */
function active(db: Staff, { area, need }: Query, caller: Caller) {
  let wanted = db
    .selectFrom('resource.resource as r')
    .where('r.status', '=', 'active')
    .where(visibleTo(caller) as never)
  if (area) wanted = wanted.where('r.area_id', '=', area)
  if (need)
    wanted = wanted.where(eb =>
      eb.exists(
        eb
          .selectFrom('resource.resource_need as wanted')
          .select('wanted.domain')
          .whereRef('wanted.resource_id', '=', 'r.id')
          .where('wanted.domain', '=', need),
      ),
    )
  return wanted
}

async function expiringOf(
  db: Staff,
  query: Query,
  caller: Caller,
  today: string,
): Promise<Answer<typeof listExpiring>> {
  const until = monthsAfter(today, Number(query.months))
  const rows = await active(db, query, caller)
    .select(eb => [
      'r.id',
      'r.name',
      'r.type',
      'r.area_id',
      'r.valid_to',
      'r.capacity_total',
      'r.capacity_unit',
      jsonArrayFrom(
        eb
          .selectFrom('resource.resource_need as n')
          .select('n.domain')
          .whereRef('n.resource_id', '=', 'r.id')
          .orderBy('n.domain'),
      ).as('needs'),
      jsonArrayFrom(
        eb.selectFrom('resource.funding as f').select('f.until').whereRef('f.resource_id', '=', 'r.id'),
      ).as('fundings'),
      jsonArrayFrom(
        eb
          .selectFrom('resource.project_resource as k')
          .innerJoin('resource.project as p', 'p.id', 'k.project_id')
          .select(['p.id', 'p.name', 'p.ends_on as until'])
          .where(sql<boolean>`resource.survivor(k.resource_id) = r.id`)
          .where('p.state', '<>', 'suspended')
          .orderBy('p.ends_on')
          .orderBy('p.name'),
      ).as('projects'),
    ])
    // Where nothing of it ends in time, it cannot be among them.
    .where(eb =>
      eb.or([
        eb('r.valid_to', '<=', until),
        eb(
          'r.id',
          'in',
          eb.selectFrom('resource.funding as f').select('f.resource_id').where('f.until', '<=', until),
        ),
        eb(
          'r.id',
          'in',
          eb
            .selectFrom('resource.project_resource as k')
            .innerJoin('resource.project as p', 'p.id', 'k.project_id')
            .select(sql<string>`resource.survivor(k.resource_id)`.as('id'))
            .where('p.ends_on', '<=', until),
        ),
      ]),
    )
    .execute()
  const resources = rows
    .flatMap(row => {
      const end = endOf({
        fundings: row.fundings.map(line => line.until),
        projects: row.projects.map(project => project.until),
        validTo: row.valid_to,
      })
      if (end === null || end.on > until) return []
      const { id, name, type, area_id: area, capacity_total: total, capacity_unit: unit } = row
      return [
        {
          id,
          name,
          type: type as ExpiringResource['type'],
          area,
          needs: row.needs.map(need => need.domain as ExpiringResource['needs'][number]),
          ...(total === null ? {} : { places: { total, unit: unit! } }),
          endsOn: end.on,
          cause: end.cause,
          projects: row.projects,
          lapsed: end.on < today,
        },
      ]
    })
    .sort((a, b) => (`${a.endsOn} ${a.name} ${a.id}` < `${b.endsOn} ${b.name} ${b.id}` ? -1 : 1))
  const groups = resources.length > 0 ? remainingOf(await supplyOf(db, query, caller), resources) : []
  return { on: today, until, resources, groups: groups as Answer<typeof listExpiring>['groups'] }
}

/** Areas in their own order, what is outside them last; needs in theirs. */
async function supplyOf(db: Staff, query: Query, caller: Caller): Promise<Supply[]> {
  let wanted = active(db, query, caller)
    .innerJoin('resource.resource_need as n', 'n.resource_id', 'r.id')
    .leftJoin('territory.area as a', 'a.id', 'r.area_id')
    .select(eb => [
      'r.area_id',
      'n.domain',
      'r.capacity_unit',
      eb.fn.countAll<number>().as('resources'),
      sql<number>`coalesce(sum(r.capacity_total), 0)::integer`.as('places'),
    ])
    .groupBy(['a.position', 'r.area_id', 'n.domain', 'r.capacity_unit'])
    .orderBy(sql`a.position nulls last`)
  if (query.need) wanted = wanted.where('n.domain', '=', query.need)
  const supply = new Map<string, Supply>()
  for (const row of await wanted.execute()) {
    const key = `${row.area_id} ${row.domain}`
    const kept = supply.get(key) ?? { area: row.area_id, need: row.domain, resources: 0, places: {} }
    kept.resources += Number(row.resources)
    if (row.capacity_unit !== null) kept.places[row.capacity_unit] = row.places
    supply.set(key, kept)
  }
  const order: readonly string[] = needDomains
  const areas = [...new Set([...supply.values()].map(({ area }) => area))]
  return [...supply.values()].sort(
    (a, b) => areas.indexOf(a.area) - areas.indexOf(b.area) || order.indexOf(a.need) - order.indexOf(b.need),
  )
}
