/** The search of duplicates: what is a candidate, how much it weighs, what deserves a warning. */
import type { Router } from 'express'
import { type RawBuilder, sql } from 'kysely'
import { refusals } from '../guard/contract.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { present, type Staff, select, visibleTo } from './select.ts'
import {
  differenceFaults,
  distinguishResource,
  type FindSimilar,
  findSimilarResources,
  type Similar,
  type SimilarReason,
  similarReasons,
} from './similar.contract.ts'

export const nearMetres = 150
/** How far apart two lists put one place when one of them knows the street and the other the door. */
export const streetMetres = 500
const listed = 5
/** Letters after which a name says something, and up to which it only says how a word begins. */
const enough = 3
const beginning = 4

/**
 * Likeness of names goes from 0 to 1. A candidate is worth a warning when likeness, with what the phone, the site and
 * the tax code add, reaches what its distance asks for. Chosen on the labelled sets of `npm run bench`, which prints what
 * they find and how often they are wrong.
 */
export const weights = {
  samePhone: 0.15,
  sameSite: 0.1,
  /** One body runs many services. */
  sameTaxCode: 0.1,
  /** Within 150 m, or when one of the two has no position. */
  enough: 0.5,
  /** In the same street, within 500 m. */
  enoughInStreet: 0.75,
  /** Elsewhere: the branches of one body bear its name too, so it must be the very same. */
  enoughElsewhere: 0.95,
  /** Of a name that is part of the other: what is typed so far, a short form, a name with more said around it. */
  partNear: 0.8,
  /** Where no nearness confirms it: for the order, not for a warning. */
  part: 0.45,
}
/** From here a likeness is a reason of its own. */
const alike = { whole: 0.4, part: 0.6 }

/** Of a name that tells nothing apart («centro», as far as it is typed): listed, and never a warning for that. */
const ofWordsOfMany = 0.62

/** A name as it is compared: all of it, and the words that tell it apart (null when every word is one that many have). */
type Keys = { name: RawBuilder<unknown>; core: RawBuilder<unknown> }
/** Letters of another script have no groups of three where the server's locale does not know them: equal is equal. */
const shared = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
  sql`case when ${one} = ${other} and ${one} <> '' then 1::float4 else similarity(${one}, ${other}) end`
/**
 * How much two whole names have in common: half of it by all their words, half by those that tell them apart, so that
 * two centres are not alike for being centres.
 */
export const wholeLikeness = (
  asked: Keys,
  there: Keys,
) => sql<number>`case when ${asked.core} is null or ${there.core} is null
  then ${shared(asked.name, there.name)}
  else (${shared(asked.name, there.name)} + ${shared(asked.core, there.core)}) / 2 end`
/** How much of the shorter name is in the longer one, whichever of the two is longer. */
export const partLikeness = (asked: Keys, there: Keys) => sql<number>`case
  when ${asked.core} is null then word_similarity(${asked.name}, ${there.name}) * ${ofWordsOfMany}::float8
  else coalesce(greatest(word_similarity(${asked.core}, ${there.core}),
                         strict_word_similarity(${there.core}, ${asked.core})), 0) end`

type Facts = {
  id: string
  score: number
  distance: number | null
  whole: number
  part: number
  same_name: boolean
  same_phone: boolean
  same_site: boolean
  same_tax_code: boolean
}

/** What was asked, in the form in which names, phones and sites are compared. */
async function keysOf(db: Staff, { name, phone, website }: FindSimilar) {
  const { rows } = await sql<{
    name: string
    core: string | null
    phone: string | null
    site: string | null
  }>`
    select resource.name_key(${name}) as name, resource.core_key(${name}) as core,
           resource.phone_key(${phone ?? null}) as phone,
           resource.website_key(${website ?? null}) as site`.execute(db)
  const keys = rows[0]!
  return { ...keys, name: keys.name.length >= enough ? keys.name : null }
}

/** More words than a name is looked for inside of. */
const mostWords = 12
/** Every stretch of words: a short name that a long one holds is met in the index as one of them. */
function stretchesOf(core: string): string[] {
  const words = core.split(' ').slice(0, mostWords)
  return words.flatMap((_, from) =>
    words.slice(from).map((_, more) => words.slice(from, from + more + 1).join(' ')),
  )
}

/** Names read from the index, more than are listed: what phone, site and the distance on the ground add can reorder them. */
const nearestNames = 20

async function candidates(db: Staff, asked: FindSimilar, caller: Caller): Promise<Facts[]> {
  const { name, core, phone, site } = await keysOf(db, asked)
  const taxCode = asked.taxCode ?? null
  const [lon, lat] = asked.position?.coordinates ?? [null, null]
  const place = sql<string>`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`
  // A box that holds the circle of 150 m: a degree of latitude is at least 110.5 km.
  const reach = nearMetres / 110_500
  const box = sql`st_expand(${place}, ${reach / Math.max(0.01, Math.cos(((lat ?? 0) * Math.PI) / 180))}::float8, ${reach}::float8)`
  // Thousands of names have three letters in common: a plain match is far less work than comparing them, and
  // says as much.
  const begins = name !== null && name.length <= beginning ? `\\m${name}` : null
  const typed = { name: sql`${name}::text`, core: sql`${name === null ? null : core}::text` }
  const there = { name: sql`r.name_key`, core: sql`r.core_key` }
  // «Ambulatorio 1» and «Ambulatorio 2»: whoever counts them says that they are two.
  const isCounted = sql`coalesce(resource.count_key(r.name_key) <> resource.count_key(${name}::text), false)`
  const named = begins
    ? {
        whole: sql<number>`(r.name_key = ${name}::text)::int::float4`,
        part: sql<number>`(r.name_key ~ ${begins})::int::float4`,
      }
    : {
        whole: sql<number>`case when ${isCounted} then 0 else coalesce(${wholeLikeness(typed, there)}, 0) end`,
        part: sql<number>`case when ${isCounted} then 0 else ${partLikeness(typed, there)} end`,
      }
  const visible = db
    .selectFrom('resource.resource as r')
    .select('r.id')
    .where(visibleTo(caller) as never)
    .$if(asked.exclude !== undefined, query =>
      query.where('r.id', '<>', asked.exclude!).where(
        sql<boolean>`not exists (select from resource.not_duplicate d
          where d.resource_id = least(r.id, ${asked.exclude}::uuid)
            and d.other_id = greatest(r.id, ${asked.exclude}::uuid))`,
      ),
    )
  const meets = (condition: RawBuilder<boolean>) => visible.where(condition)
  // Of names equally like the nearest come first. In degrees, which at this latitude put a third more on the way east:
  // enough to choose among thousands, and what is listed is measured on the ground.
  const ordered = (query: typeof visible, likeness: RawBuilder<unknown> | null) => {
    const byName = likeness ? query.orderBy(likeness) : query
    return (asked.position ? byName.orderBy(sql`r.geometry <-> ${place}`) : byName).limit(nearestNames)
  }
  // Whatever can be among the five, each found by an index; one that is far is there by its name alone.
  const ways = [
    ...(asked.position ? [meets(sql`r.geometry && ${box}`)] : []),
    ...(phone ? [meets(sql`r.phone_key = ${phone}::text`)] : []),
    ...(site ? [meets(sql`r.website_key = ${site}::text`)] : []),
    ...(taxCode
      ? [
          meets(
            sql`r.organisation_id in (select o.id from resource.organisation o where o.tax_code = ${taxCode})`,
          ),
        ]
      : []),
    // Without a position neither near nor far, so never outdone by what is far.
    ...(name ? [meets(sql`r.geometry is null`)] : []),
    ...(begins
      ? [meets(sql`r.name_key = ${name}::text`), meets(sql`r.name_key ~ ${begins}`)].map(query =>
          ordered(query, null),
        )
      : name
        ? [sql`r.name_key <-> ${name}::text`, sql`r.name_key <->> ${name}::text`].map(likeness =>
            ordered(visible, likeness),
          )
        : []),
    // What another alphabet says the server may not find alike, and a short name is not the likest of a long one.
    ...(name && !begins
      ? [
          meets(sql`r.name_key = ${name}::text`),
          ...(core ? [meets(sql`r.core_key = any (${stretchesOf(core)}::text[])`)] : []),
        ].map(query => ordered(query, null))
      : []),
  ]
  if (ways.length === 0) return []
  const w = weights
  const same = sql`same_phone::int * ${w.samePhone}::float8 + same_site::int * ${w.sameSite}::float8
    + same_tax_code::int * ${w.sameTaxCode}::float8`
  return (
    db
      .with('candidate', () => sql<{ id: string }>`(${sql.join(ways, sql` union `)})`)
      .with(
        cte => cte('facts').materialized(), // or each fact would be found again wherever it is named
        db =>
          db
            .selectFrom('candidate')
            .innerJoin('resource.resource as r', 'r.id', 'candidate.id')
            .select([
              'r.id',
              sql<number | null>`st_distance(r.geometry::geography, ${place}::geography, false)`.as(
                'distance',
              ),
              named.whole.as('whole'),
              named.part.as('part'),
              sql<boolean>`coalesce(r.name_key = ${name}::text, false)`.as('same_name'),
              sql<boolean>`coalesce(r.phone_key = ${phone}::text, false)`.as('same_phone'),
              sql<boolean>`coalesce(r.website_key = ${site}::text, false)`.as('same_site'),
              sql<boolean>`exists (select from resource.organisation o
              where o.id = r.organisation_id and o.tax_code = ${taxCode}::text)`.as('same_tax_code'),
            ]),
      )
      .with('scored', db =>
        db
          .selectFrom('facts')
          .selectAll()
          .select(
            sql<number>`case
            when distance <= ${nearMetres} then (greatest(whole, part * ${w.partNear}::float8) + ${same}) / ${w.enough}::float8
            when distance is null then (greatest(whole, part * ${w.part}::float8) + ${same}) / ${w.enough}::float8
            when distance <= ${streetMetres}
              then greatest(whole / ${w.enoughInStreet}::float8, part * ${w.part}::float8)
            else greatest(whole, part * ${w.part}::float8) / ${w.enoughElsewhere}::float8 end`.as('score'),
          )
          .where(
            sql<boolean>`(distance <= ${nearMetres} or whole >= ${alike.whole} or part >= ${alike.part}
            or same_phone or same_site or same_tax_code)`,
          ),
      )
      .with('ranked', db =>
        db
          .selectFrom('scored')
          .selectAll()
          .select([
            sql<boolean>`score >= 1`.as('likely'),
            sql<boolean>`same_phone or same_site or same_tax_code`.as('certain'),
            sql<number>`row_number() over (order by score desc, distance asc nulls last, id)`.as('place'),
          ]),
      )
      // Likeness of names pushes nothing out of the five that shares a number or a site, which in turn leave room for
      // the two likeliest: one body may run forty services.
      .with('shown', db =>
        db
          .selectFrom('ranked')
          .selectAll()
          .orderBy(sql`likely and (certain or place <= 2)`, 'desc')
          .orderBy('certain', 'desc')
          .orderBy('likely', 'desc')
          .orderBy('score', 'desc')
          .orderBy(sql`distance asc nulls last`)
          .orderBy('id')
          .limit(listed),
      )
      .selectFrom('shown')
      .selectAll()
      .orderBy('likely', 'desc')
      .orderBy('same_tax_code', 'desc')
      .orderBy('score', 'desc')
      .orderBy(sql`distance asc nulls last`)
      .orderBy('id')
      .execute()
  )
}

function reasonsOf(facts: Facts): SimilarReason[] {
  const holds: Record<SimilarReason, boolean> = {
    same_name: facts.same_name,
    same_phone: facts.same_phone,
    similar_name: !facts.same_name && (facts.whole >= alike.whole || facts.part >= alike.part),
    same_tax_code: facts.same_tax_code,
    same_site: facts.same_site,
    near: facts.distance !== null && facts.distance <= nearMetres,
  }
  return similarReasons.filter(reason => holds[reason])
}

/** The likeliest first; what the caller may not see is no candidate, so neither it nor its distance is told. */
export async function findSimilar(
  db: Staff,
  asked: FindSimilar,
  caller: Caller,
  today: string,
): Promise<Similar[]> {
  const found = await candidates(db, asked, caller)
  if (found.length === 0) return []
  const rows = await select(db, caller)
    .where(
      'r.id',
      'in',
      found.map(({ id }) => id),
    )
    .execute()
  return found.flatMap(facts => {
    const row = rows.find(({ id }) => id === facts.id)
    if (!row) return []
    const resource = present(row, today)
    const { distance, score } = facts
    return {
      ...resource,
      properties: {
        ...resource.properties,
        likely: score >= 1,
        reasons: reasonsOf(facts),
        distance: distance === null ? null : Math.round(distance),
      },
    }
  })
}

export function similarRoutes(router: Router, context: Context, db: Staff, now: () => Date): void {
  route(router, context, findSimilarResources, {
    handle: async ({ body, caller }) => ({
      type: 'FeatureCollection' as const,
      features: await findSimilar(db, body, caller, dayOf(now())),
    }),
  })

  route(router, context, distinguishResource, {
    async check(difference) {
      const faults: Fault[] = refusals(difference).map(({ path, kind, detail }) => ({
        pointer: pointer('body', ...path),
        code: kind,
        detail,
      }))
      if (difference.reason === 'other' && difference.note === undefined)
        faults.push({
          pointer: pointer('body', 'note'),
          code: 'note_missing',
          detail: differenceFaults.note_missing,
        })
      return faults
    },
    async handle({ params, body, caller }) {
      const pair = [params.resource, params.other].map(id => id.toLowerCase()).sort() as [string, string]
      const seen = await select(db, caller).where('r.id', 'in', pair).execute()
      if (seen.length !== 2) throw new Problem('not-found')
      const said = { reason: body.reason, note: body.note ?? null, decided_by: caller.userId }
      await db.transaction().execute(async trx => {
        await trx
          .insertInto('resource.not_duplicate')
          .values({ resource_id: pair[0], other_id: pair[1], ...said })
          .onConflict(conflict => conflict.columns(['resource_id', 'other_id']).doUpdateSet(said))
          .execute()
        await trx
          .insertInto('account.audit_event')
          .values({ user_id: caller.userId, operation: distinguishResource.id, target: pair.join(' ') })
          .execute()
      })
      return undefined
    },
  })
}
