/** Rows of the queue compared with the census and with each other, in statements over all of them at once. */
import { sql } from 'kysely'
import { nearMetres, partLikeness, streetMetres, weights, wholeLikeness } from '../similar.ts'
import { idExamples, type ResourceImportReport } from './contract.ts'
import type { Trx } from './load.ts'

/** What the ids of a file met of what earlier files of its source brought. */
export type Ids = ResourceImportReport['ids']
type Condition = ReturnType<typeof sql<unknown>>

const withFault = (code: string) => sql`faults || ${JSON.stringify([{ code, field: null }])}::jsonb`

/** What repeats within the file, what an earlier file of the same source brought, what the census probably has. */
export async function compare(
  trx: Trx,
  batch: string,
  source: string,
  ids: 'take' | 'ignore' | undefined,
): Promise<Ids> {
  await sql`
    update resource.import_row q
       set state = 'skipped', same_row = first.row, faults = ${withFault('repeated_in_file')}
      from (select id, first_value(row) over same as row, row_number() over same as place
              from resource.import_row where batch_id = ${batch}::uuid and state = 'waiting'
            window same as (partition by said order by id)) first
     where q.id = first.id and first.place > 1`.execute(trx)
  const met = await meetIds(trx, batch, source, ids)
  await skipUnchanged(trx, batch, source)
  await likely(trx, sql`q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null`)
  await likelyInFile(trx, batch)
  await namedAlike(
    trx,
    sql`q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null`,
    sql`o.id < q.id and o.batch_id <> q.batch_id`,
  )
  return met
}

/** A file whose ids mostly meet other names numbers its rows; of fewer than three nothing can be told. */
const enoughIds = 3
/** Two names that are this like are one name, written again. */
const sameName = 0.8

/** Rows whose id an earlier file of the same source brought: an update, unless the ids are numbers of rows. */
async function meetIds(
  trx: Trx,
  batch: string,
  source: string,
  ids: 'take' | 'ignore' | undefined,
): Promise<Ids> {
  const row = { name: sql`q.name_key`, core: sql`q.core_key` }
  const there = { name: sql`r.name_key`, core: sql`r.core_key` }
  const { rows } = await sql<{
    id: number
    row: number
    resource: string
    name: string | null
    there: string
    same: boolean
    moved: boolean
    unchanged: boolean
  }>`
    select distinct on (q.id) q.id, q.row, r.id as resource, q.content ->> 'name' as name, r.name as there,
           coalesce(greatest(${wholeLikeness(row, there)}, ${partLikeness(row, there)} * ${weights.partNear}::float8) >= ${sameName}::float8, true) as same,
           coalesce(st_distance(r.geometry::geography, q.geometry::geography, false) > ${nearMetres}, false)
             or coalesce(r.type <> q.content ->> 'type', false) as moved,
           coalesce(p.said = q.said, false) as unchanged
      from resource.import_row q
      join resource.resource r on r.source = ${source} and r.external_id = q.external_id
      left join resource.import_row p on p.resource_id = r.id and p.state = 'accepted' and p.external_id = q.external_id
     where q.batch_id = ${batch}::uuid and q.state = 'waiting'
     order by q.id, p.id desc nulls last`.execute(trx)
  const others = rows.filter(({ same }) => !same)
  const doubtful = others.length >= enoughIds && others.length * 2 > rows.length
  const leftOut = ids === 'ignore' || (doubtful && ids !== 'take')
  const met: Ids = {
    met: rows.length,
    others: others.length,
    doubtful,
    leftOut,
    examples: others
      .slice(0, idExamples)
      .map(each => ({ row: each.row, name: each.name, there: each.there })),
  }
  if (leftOut) {
    await sql`update resource.import_row set external_id = null where batch_id = ${batch}::uuid`.execute(trx)
    await sql`update resource.import_batch set ids_left_out = true where id = ${batch}::uuid`.execute(trx)
    return met
  }
  const found = rows.map(({ id, resource, unchanged, same, moved }) => ({
    id,
    resource,
    unchanged,
    other: !same && moved,
  }))
  await sql`
    update resource.import_row q
       set updates_id = known.resource, state = case when known.unchanged then 'skipped' else q.state end,
           faults = case when known.unchanged then ${withFault('unchanged')}
                         when known.other then ${withFault('another_identity')} else q.faults end,
           grade = case when known.other and not known.unchanged and q.grade = 'ready' then 'doubt' else q.grade end
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as known (id bigint, resource uuid, unchanged boolean, other boolean)
     where q.id = known.id`.execute(trx)
  return met
}

/** Rows without an id that say what an accepted row of the same source said, whose resource is still there. */
async function skipUnchanged(trx: Trx, batch: string, source: string): Promise<void> {
  await sql`
    update resource.import_row q set state = 'skipped', faults = ${withFault('unchanged')}
     where q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null and q.external_id is null
       and q.said in (
         select p.said from resource.import_batch b join resource.import_row p on p.batch_id = b.id
           join resource.resource r on r.id = p.resource_id
          where b.source = ${source} and b.id <> ${batch}::uuid and p.state = 'accepted')`.execute(trx)
}

/** Share of letters under which no likeness is enough: what shares less shares next to no word of a name of fifty letters. */
const fewest = 0.1

const whole = wholeLikeness(
  { name: sql`q.name_key`, core: sql`q.core_key` },
  { name: sql`r.name_key`, core: sql`r.core_key` },
)
const part = partLikeness(
  { name: sql`q.name_key`, core: sql`q.core_key` },
  { name: sql`r.name_key`, core: sql`r.core_key` },
)
/** A degree of latitude is at least 110.5 km. */
const boxOf = (metres: number) =>
  sql`st_expand(geometry, ${metres / 110_500}::float8 / greatest(0.01, cos(radians(st_y(st_centroid(geometry))))), ${metres / 110_500}::float8)`

/**
 * Rows that the census probably has, as similar.ts weighs it, over all of them at once: near ones by their place, others
 * by the very name.
 * @param which of `resource.import_row q`
 * @param among of `resource.resource r`
 */
export async function likely(trx: Trx, which: Condition, among: Condition = sql`true`): Promise<void> {
  // Of rows without a place a like name is enough, anywhere: asked of the index of names.
  await sql`select set_config('pg_trgm.similarity_threshold', ${String(weights.enough)}, true)`.execute(trx)
  await sql`
    with asked as materialized (
      select q.id, nullif(q.name_key, '') as name_key, q.core_key, q.phone_key, q.website_key, q.geometry,
             ${boxOf(nearMetres)} as box, ${boxOf(streetMetres)} as street
        from resource.import_row q where ${which}),
    pairs as (
      select q.id as row_id, r.id from asked q join resource.resource r on r.name_key = q.name_key where ${among}
       union select q.id, r.id from asked q join resource.resource r on r.core_key = q.core_key
         and (q.geometry is null or r.geometry is null or r.geometry && q.street) where ${among}
       union select q.id, r.id from asked q join resource.resource r on r.geometry && q.box where ${among}
       union select q.id, r.id from asked q join resource.resource r on r.name_key % q.name_key where q.geometry is null and ${among}),
    -- Letters in common first: they leave few pairs to be compared in both directions, and measured.
    near as materialized (
      select p.row_id, p.id from pairs p join resource.import_row q on q.id = p.row_id join resource.resource r on r.id = p.id
       where r.visibility <> 'restricted' and r.status <> 'closed' and r.merged_into is null
         and (r.name_key = q.name_key or similarity(r.name_key, q.name_key) >= ${fewest}::float8)
         -- What the row was shown to repeat has become this resource.
         and (q.waits_as is null
           or r.id is distinct from (select o.resource_id from resource.import_row o where o.id = q.waits_as and o.batch_id = q.batch_id))),
    alike as materialized (
      select n.row_id, n.id, ${whole} as whole, ${part} as part,
             coalesce(r.phone_key = q.phone_key, false)::int * ${weights.samePhone}::float8
             + coalesce(r.website_key = q.website_key, false)::int * ${weights.sameSite}::float8 as more,
             st_distance(r.geometry::geography, q.geometry::geography, false) as metres
        from near n join resource.import_row q on q.id = n.row_id join resource.resource r on r.id = n.id),
    best as (
      select distinct on (row_id) row_id, id, case
          when metres <= ${nearMetres} then (greatest(whole, part * ${weights.partNear}::float8) + more) / ${weights.enough}::float8
          when metres is null then (greatest(whole, part * ${weights.part}::float8) + more) / ${weights.enough}::float8
          when metres <= ${streetMetres} then whole / ${weights.enoughInStreet}::float8
          else whole / ${weights.enoughElsewhere}::float8 end as score
        from alike order by row_id, score desc, id)
    update resource.import_row q set state = 'duplicate', similar_id = best.id
      from best where q.id = best.row_id and best.score >= 1`.execute(trx)
}

const waits = sql`o.state in ('waiting', 'duplicate') and o.updates_id is null and o.id <> q.id`
const columns = sql`o.id, o.row, o.batch_id, o.name_key, o.core_key, o.geometry`
const sameNamed = (among: Condition) => sql`
  select ${columns} from resource.import_row o where o.name_key = q.name_key and ${waits} and ${among}`

/** Of pairs of rows `q` and `o`: the very name near or without a place, or a like name near. */
const like = {
  whole: wholeLikeness(
    { name: sql`q.name_key`, core: sql`q.core_key` },
    { name: sql`o.name_key`, core: sql`o.core_key` },
  ),
  part: partLikeness(
    { name: sql`q.name_key`, core: sql`q.core_key` },
    { name: sql`o.name_key`, core: sql`o.core_key` },
  ),
}
const isSame = sql`case
  when q.geometry is null or o.geometry is null then o.name_key = q.name_key
  when st_distance(q.geometry::geography, o.geometry::geography, false) > ${nearMetres} then false
  when o.name_key = q.name_key then true
  when similarity(o.name_key, q.name_key) < ${fewest}::float8 then false
  else greatest(${like.whole}, ${like.part} * ${weights.partNear}::float8) >= ${weights.enough}::float8 end`

/**
 * One row, or few, compared with those that wait already, in the same file or in another one.
 * @param which of `resource.import_row q`: those asked about
 * @param among of `resource.import_row o`: those they are compared with
 */
export const likelyWaiting = (trx: Trx, which: Condition, among: Condition): Promise<void> =>
  markWaiting(
    trx,
    which,
    sql`${sameNamed(among)}
      union all
      select ${columns} from resource.import_row o
       where o.geometry && q.box and ${waits} and ${among} and similarity(o.name_key, q.name_key) >= ${fewest}::float8`,
  )

/** Rows of a whole file compared by the very name: thousands of names are not tried one with another. */
export const namedAlike = (trx: Trx, which: Condition, among: Condition): Promise<void> =>
  markWaiting(trx, which, sameNamed(among))

async function markWaiting(trx: Trx, which: Condition, others: Condition): Promise<void> {
  // Nothing is known of the rows of this very transaction: a plan made for few would try every one with every other.
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true)`.execute(trx)
  await sql`
    with asked as materialized (
      select q.id, q.batch_id, q.name_key, q.core_key, q.geometry, ${boxOf(nearMetres)} as box
        from resource.import_row q where ${which} and q.name_key <> ''),
    same as (
      select distinct on (q.id) q.id, o.id as other, case when o.batch_id = q.batch_id then o.row end as row
        from asked q cross join lateral (${others}) o
       where ${isSame}
       order by q.id, (o.batch_id = q.batch_id) desc, o.id)
    update resource.import_row q set state = 'duplicate', same_row = coalesce(same.row, q.same_row), waits_as = same.other
      from same where q.id = same.id and q.state = 'waiting'`.execute(trx)
  await sql`select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
                   set_config('enable_mergejoin', 'on', true)`.execute(trx)
}

/** A word that more rows of a file bear says what they do, not which they are. */
const rare = 20

/**
 * Rows of one file with each other: those of one name, and those that share a word that few rows of the file bear.
 * Groups first: nothing is known of the rows of this very transaction, so a join would try every one with every other.
 */
async function likelyInFile(trx: Trx, batch: string): Promise<void> {
  await sql`
    with waiting as materialized (
      select id, name_key, core_key from resource.import_row
       where batch_id = ${batch}::uuid and state in ('waiting', 'duplicate') and updates_id is null and name_key <> ''),
    alike as (
      select array_agg(id order by id) as ids from waiting group by name_key having count(*) > 1
       union all
      select array_agg(distinct id order by id) from waiting, unnest(string_to_array(coalesce(core_key, name_key), ' ')) as word
       group by word having count(distinct id) between 2 and ${rare}),
    pairs as materialized (
      select distinct ids[later] as id, ids[earlier] as other
        from alike, generate_subscripts(ids, 1) later, generate_series(1, later - 1) earlier),
    same as materialized (
      select distinct on (q.id) q.id, o.id as other, o.row
        from pairs p join resource.import_row q on q.id = p.id join resource.import_row o on o.id = p.other
       where q.state = 'waiting' and ${isSame}
       order by q.id, o.id)
    update resource.import_row q set state = 'duplicate', same_row = same.row, waits_as = same.other
      from same where q.id = same.id`.execute(trx)
}
