/** Addresses by likeness and resources by distance, as PostGIS measures it on the sphere. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { type Caller, type Context, route } from '../../http/route.ts'
import { dayOf } from '../../territory/contract.ts'
import { numberKind, numberOf, spokenNumber } from '../../territory/reach/number.contract.ts'
import { conditions } from '../filters.ts'
import { present, type Staff, select, visibleTo } from '../select.ts'
import { type Addresses, findAddresses, findResourcesNear, nearestListed } from './contract.ts'

/** As in the search box: one letter wrong in a word of eight leaves more. */
const alike = 0.45
const listed = 8
/** Up to so many letters say how a word begins. */
const beginning = 4
// The same figure that a browser without a network computes, within a metre.
const onSphere = false

/** Numbers among which the nearest to the one asked for is looked for. */
const sameKind = { house: '^[0-9]', km: '^km', snc: '^snc' } as const

type Likely = { name: string; of: string | null; lon: number; lat: number; area: string | null; part: number }

async function streetsLike(db: Staff, q: string, day: string) {
  const asked = numberOf(q)
  const { rows } = await sql<
    Likely & { kind: 'number' | 'nearest_number' | 'street'; number: string | null }
  >`
    with asked as (select resource.name_key(${q}) as whole, resource.name_key(${asked?.street ?? q}) as street),
    likely as (
      select s.*, case when length(a.whole) <= ${beginning} then 1
                       else greatest(word_similarity(a.whole, s.name_key), word_similarity(a.street, s.name_key)) end as part,
             similarity(a.street, s.name_key) as full_part,
             -- «Piazza 18 agosto 1860» asks for no number 1860.
             (word_similarity(a.whole, s.name_key) < 1
              -- «snc» is left out of keys of names, as the form of a firm.
              or ${asked?.number ?? ''} = 'snc') as may_have_number
        from territory.street s, asked a
       where a.street <> '' and case when length(a.whole) <= ${beginning} then s.name_key ~ ('\\m' || a.whole)
                  else greatest(word_similarity(a.whole, s.name_key), word_similarity(a.street, s.name_key)) >= ${alike}::float8 end
       order by part desc, full_part desc, s.name limit ${listed})
    select case when h.number is null then 'street' when h.number = ${asked?.number ?? null} or h.number ~ '^snc' then 'number'
                else 'nearest_number' end as kind,
           l.name, h.number, null as of, l.part, st_x(p) as lon, st_y(p) as lat,
           territory.area_at(p, ${day}::date) as area
      from likely l
      left join lateral (
        select n.number, n.location from territory.house_number n
         where l.may_have_number and n.street_id = l.id and n.number ~ ${asked ? sameKind[numberKind(asked.number)] : '^$'}
           -- One of several doors without a number is nobody's to choose.
           and (${asked?.number ?? ''} <> 'snc'
                or (select count(*) from territory.house_number d where d.street_id = l.id and d.number ~ '^snc') = 1)
         order by n.number <> ${asked?.number ?? ''},
                  abs(case when n.number ~ '^[0-9]' then substring(n.number from '^[0-9]+')::integer
                           when n.number ~ '^km' then replace(substring(n.number from 3), '+', '')::integer
                           else 0 end - ${asked?.value ?? 0}), n.number
         limit 1) h on true,
      lateral (select coalesce(h.location, l.location) as p) t
     order by l.part desc, l.full_part desc, l.name`.execute(db)
  return rows.map(({ number, ...row }) => ({
    ...row,
    name: number ? `${row.name}, ${spokenNumber(number)}` : row.name,
  }))
}

/** Addresses that somebody wrote on a resource that the caller sees, or on a centre in use. */
async function placesLike(db: Staff, q: string, caller: Caller, day: string) {
  const street = numberOf(q)?.street ?? q
  const known = db
    .selectFrom('resource.resource as r')
    .select(['r.name as of', 'r.address', 'r.area_id as area'])
    .select([
      sql<'centre' | 'resource'>`'resource'`.as('kind'),
      sql<number>`st_x(st_transform(r.mark, 4326))`.as('lon'),
      sql<number>`st_y(st_transform(r.mark, 4326))`.as('lat'),
    ])
    .where('r.address', 'is not', null)
    .where('r.geometry', 'is not', null)
    .where('r.status', '<>', 'closed')
    .where(visibleTo(caller) as never)
  const { rows } = await sql<Likely & { kind: 'centre' | 'resource' }>`
    with asked as (select resource.name_key(${street}) as key),
    known as (${known}
      union all
      select s.name, s.address, territory.area_at(s.location, ${day}::date), 'centre', st_x(s.location), st_y(s.location)
        from territory.centre_seat s
       where s.address is not null and daterange(s.valid_from, s.valid_to) @> ${day}::date)
    select kind, address as name, "of", lon, lat, area, part
      from known, asked, lateral (select resource.name_key(known.address) as name_key) k,
           lateral (select case when length(asked.key) <= ${beginning} then (k.name_key ~ ('\\m' || asked.key))::int
                                else word_similarity(asked.key, k.name_key) end as part) p
     where asked.key <> '' and part >= ${alike}::float8
     order by part desc, similarity(resource.name_key(${q}), k.name_key) desc, kind, "of" limit ${listed}`.execute(
    db,
  )
  return rows
}

export function near(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, findAddresses, {
    async handle({ body: { q }, caller }): Promise<Addresses> {
      const day = dayOf(now())
      const { rows } = await sql<{ streets: number; numbers: number; source: string | null }>`
        select (select count(*) from territory.street) as streets,
               (select count(*) from territory.house_number) as numbers,
               (select source from territory.street order by id limit 1) as source`.execute(db)
      const { streets, numbers, source } = rows[0]!
      const inTable = source === null ? [] : await streetsLike(db, q, day)
      const found = [...inTable, ...(await placesLike(db, q, caller, day))]
        .sort((a, b) => b.part - a.part)
        .slice(0, listed)
      return {
        streets: source === null ? null : { streets: Number(streets), numbers: Number(numbers), source },
        found: found.map(({ kind, name, of, lon, lat, area }) => ({ kind, name, of, at: [lon, lat], area })),
      }
    },
  })

  route(router, context, findResourcesNear, {
    async handle({ body: { at, metres, ...filters }, caller }) {
      const [lon, lat] = at
      const point = sql`st_setsrid(st_makepoint(${lon}, ${lat}), 4326)`
      // A box in degrees for the index, a little wider than the circle; 111,000 m in a degree of latitude at least.
      const high = (metres * 1.01) / 110_500
      const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
      const distance = sql<number>`st_distance(r.geometry::geography, ${point}::geography, ${onSphere})`
      const within = [
        sql<boolean>`r.geometry && st_expand(${point}, ${wide}, ${high})`,
        sql<boolean>`${distance} <= ${metres}`,
        ...conditions(filters),
      ]
      const { count } = await within
        .reduce(
          (query, condition) => query.where(condition as never),
          db.selectFrom('resource.resource as r').where(visibleTo(caller) as never),
        )
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      const rows = await within
        .reduce(
          (query, condition) => query.where(condition as never),
          select(db, caller).select(distance.as('distance')),
        )
        .orderBy('distance')
        .orderBy('r.name')
        .orderBy('r.id')
        .limit(nearestListed)
        .execute()
      const today = dayOf(now())
      const features = rows.map(row => {
        const { properties, ...rest } = present(row, today)
        return { ...rest, properties: { ...properties, distance: Math.round(row.distance) } }
      })
      return { type: 'FeatureCollection' as const, features, numberMatched: Number(count) }
    },
  })
}
