/** The search box: names compared as duplicates are, by what they share in groups of three letters. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Caller, type Context, route } from '../http/route.ts'
import { dayOf } from '../territory/contract.ts'
import { groupOfType, type ResourceType } from './contract.ts'
import { type Found, search } from './search.contract.ts'
import { type Staff, visibleTo } from './select.ts'

/** Of an address or a service more of what was typed must be there than of a name: they hold many words. */
const alikeInside = 0.6
const listed = { resources: 8, others: 5 }
/** Likeness of parts from which a name is an answer: one letter wrong in a word of eight leaves more. */
const alike = 0.45
/** Up to so many letters say how a word begins. */
const beginning = 4

/** Those whose address or services hold what was typed, with the one that does. */
async function byWhatIsThere(db: Staff, key: string, short: boolean, caller: Caller) {
  const likest = db
    .selectFrom('resource.resource as r')
    .select(['r.id', 'r.name', 'r.type', 'r.area_id as area', 'r.address', 'r.services'])
    .select([
      sql<number | null>`st_x(st_transform(r.mark, 4326))`.as('lon'),
      sql<number | null>`st_y(st_transform(r.mark, 4326))`.as('lat'),
      sql<number>`word_similarity(${key}, r.said_key)`.as('part'),
    ])
    .where(visibleTo(caller) as never)
    .where('r.said_key', 'is not', null)
    .$if(short, query => query.where(sql<boolean>`r.said_key ~ ${`\\m${key}`}`))
    .orderBy(sql`r.said_key <->> ${key}`)
    .limit(listed.resources)
  const rows = await db
    .selectFrom(likest.as('found'))
    .selectAll()
    .select(
      sql<string | null>`(select said from unnest(array_prepend(address, services)) said
        where said is not null order by word_similarity(${key}, resource.name_key(said)) desc limit 1)`.as(
        'by',
      ),
    )
    .orderBy('part', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.filter(({ part }) => short || part >= alikeInside)
}

export async function find(db: Staff, q: string, caller: Caller, today: string): Promise<Found> {
  const { rows: asked } = await sql<{ key: string }>`select resource.name_key(${q}) as key`.execute(db)
  const { key } = asked[0]!
  if (key === '') return { resources: [], areas: [], centres: [], neighbourhoods: [] }
  const begins = `\\m${key}`
  const short = key.length <= beginning

  const likest = db
    .selectFrom('resource.resource as r')
    .select(['r.id', 'r.name', 'r.name_key', 'r.type', 'r.area_id as area', 'r.status'])
    .select([
      sql<number | null>`st_x(st_transform(r.mark, 4326))`.as('lon'),
      sql<number | null>`st_y(st_transform(r.mark, 4326))`.as('lat'),
      sql<number>`word_similarity(${key}, r.name_key)`.as('part'),
    ])
    .where(visibleTo(caller) as never)
    .$if(short, query => query.where(sql<boolean>`r.name_key ~ ${begins}`))
    // Read from the index in this order: no more names are compared than are listed.
    .orderBy(sql`r.name_key <->> ${key}`)
    .limit(listed.resources)
  const resources = await db
    .selectFrom(likest.as('found'))
    .selectAll()
    .orderBy('part', 'desc')
    .orderBy(sql`status = 'closed'`)
    .orderBy(sql`similarity(name_key, ${key})`, 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()

  const named = resources.filter(({ part }) => short || part >= alike)
  const inside = named.length < listed.resources ? await byWhatIsThere(db, key, short, caller) : []
  const { rows: others } = await sql<{
    kind: 'area' | 'centre' | 'neighbourhood'
    id: string
    name: string
    area: string | null
  }>`
    select kind, id, name, area from (
      select *, word_similarity(${key}, key) as part from (
        select *, resource.name_key(name) as key from (
          select 'area' as kind, v.area_id as id, v.name, null as area from territory.area_version v
           where daterange(v.valid_from, v.valid_to) @> ${today}::date
          union all
          select 'centre', s.centre_id, s.name, s.area_id from territory.centre_seat s
           where daterange(s.valid_from, s.valid_to) @> ${today}::date
          union all
          select 'neighbourhood', v.area_id, part, v.area_id
            from territory.area_version v, unnest(string_to_array(v.subtitle, ' · ')) part
           where daterange(v.valid_from, v.valid_to) @> ${today}::date) named) keyed) compared
     where case when ${short} then key ~ ${begins} else part >= ${alike}::float8 end
     order by part desc, name, id`.execute(db)
  const of = (kind: string) => others.filter(one => one.kind === kind).slice(0, listed.others)
  return {
    resources: [
      ...named.map(row => ({ ...row, by: null })),
      ...inside.filter(({ id }) => named.every(one => one.id !== id)),
    ]
      .slice(0, listed.resources)
      .map(({ id, name, type, area, lon, lat, by }) => ({
        id,
        by,
        name,
        type: type as ResourceType,
        group: groupOfType(type as ResourceType),
        area,
        at: lon === null || lat === null ? null : [lon, lat],
      })),
    areas: of('area').map(({ id, name }) => ({ id, name })),
    centres: of('centre').map(({ id, name, area }) => ({ id, name, area })),
    neighbourhoods: of('neighbourhood').map(({ id, name }) => ({ name, area: id })),
  }
}

export function searching(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, search, {
    handle: ({ query, caller }) => find(db, query.q, caller, dayOf(now())),
  })
}
