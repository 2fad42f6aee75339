/** Rows of the queue compared with the census and with each other, in statements over all of them at once. */
import { sql } from 'kysely'
import { nearMetres, partLikeness, streetMetres, weights, wholeLikeness } from '../similar.ts'
import { idExamples, type ResourceImportReport } from './contract.ts'
import type { Trx } from './load.ts'

/** What the ids of a file met of what earlier files of its source brought. */
export type Ids = ResourceImportReport['ids']
type Condition = ReturnType<typeof sql<unknown>>

/**
 * Whether a value is among those of a query, which does not depend on the row. Not as a plain condition: nothing is known
 * of the rows of this very transaction, and a join planned for few would try every one with every other.
 */
const oneOf = (value: Condition, among: Condition) => sql`(${value} in (${among})) is true`

const withFault = (code: string) => sql`faults || ${JSON.stringify([{ code, field: null }])}::jsonb`

/** What repeats within the file, what an earlier file of the same source brought, what the census probably has. */
export async function compare(
  trx: Trx,
  batch: string,
  source: string,
  ids: 'take' | 'ignore' | undefined,
): Promise<Ids> {
  // Compiling a statement for a costly plan takes seconds, more than the statement.
  await sql`select set_config('jit', 'off', true)`.execute(trx)
  await sql`
    update resource.import_row q
       set state = 'skipped', same_row = first.row, faults = ${withFault('repeated_in_file')}
      from (select id, first_value(row) over same as row, row_number() over same as place
              from resource.import_row where batch_id = ${batch}::uuid and state = 'waiting'
            window same as (partition by said order by id)) first
     where q.id = first.id and first.place > 1`.execute(trx)
  const report = await meetIds(trx, batch, source, ids)
  await skipUnchanged(trx, batch, source)
  await likely(trx, sql`q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null`)
  await likelyInFile(trx, batch)
  await namedAlike(
    trx,
    sql`q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null`,
    sql`o.id < q.id and o.batch_id <> q.batch_id`,
  )
  return report
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
  const report: Ids = {
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
    return report
  }
  const comparisons = rows.map(({ id, resource, unchanged, same, moved }) => ({
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
      from jsonb_to_recordset(${JSON.stringify(comparisons)}::jsonb) as known (id bigint, resource uuid, unchanged boolean, other boolean)
     where q.id = known.id`.execute(trx)
  return report
}

/** Rows without an id that say what an accepted row of the same source said, whose resource is still there. */
async function skipUnchanged(trx: Trx, batch: string, source: string): Promise<void> {
  await sql`
    with before as materialized (
      select p.said from resource.import_batch b join resource.import_row p on p.batch_id = b.id
        join resource.resource r on r.id = p.resource_id
       where b.source = ${source} and b.id <> ${batch}::uuid and p.state = 'accepted')
    update resource.import_row q set state = 'skipped', faults = ${withFault('unchanged')}
     where q.batch_id = ${batch}::uuid and q.state = 'waiting' and q.updates_id is null and q.external_id is null
       and ${oneOf(sql`q.said`, sql`select said from before`)}`.execute(trx)
}

/** A degree of latitude is at least 110.5 km. */
const boxOf = (metres: number) =>
  sql`st_expand(geometry, ${metres / 110_500}::float8 / greatest(0.01, cos(radians(st_y(st_centroid(geometry))))), ${metres / 110_500}::float8)`

/** What is said of the names of two rows, or of a row `q` and something else of the same columns. */
const namesOf = (other: 'r' | 'o') => {
  const asked = { name: sql`q.name_key`, core: sql`q.core_key` }
  const there = { name: sql.ref(`${other}.name_key`), core: sql.ref(`${other}.core_key`) }
  // Letters of the shorter one that the longer one must have, as a share of what both have together.
  const fewestHere = sql`${fewestOfShorter}::float8 * least(length(q.core_key), length(${there.core}))`
  return {
    whole: wholeLikeness(asked, there),
    part: partLikeness(asked, there),
    /**
     * Whether the likenesses, which take ten times as long, can be enough near: of the shorter name half the letters are
     * in the longer one, or the words that many have make up for it.
     */
    canBeAlike: sql`(q.name_key = ${there.name} or case when q.core_key is null or ${there.core} is null
      then similarity(q.name_key, ${there.name}) >= ${fewest}::float8
      else similarity(q.core_key, ${there.core}) >= ${fewestHere} / (length(q.core_key) + length(${there.core}) + 2 - ${fewestHere})
        or length(q.core_key) < ${fewestOfAll}::float8 * length(q.name_key) and similarity(q.name_key, ${there.name}) >= ${fewestOfAll}::float8 end)`,
    /** «Ambulatorio 1» and «Ambulatorio 2», «Scala A» and «Scala B»: whoever counts them says that they are two. */
    isCounted: sql`coalesce(resource.count_key(q.name_key) <> resource.count_key(${there.name}), false)`,
  }
}
/** Share of letters under which no likeness is enough: what shares less shares next to no word of a name of fifty letters. */
const fewest = 0.1
/** A part is enough near from 0.625 on; a word that is in a name twice counts once in what its letters share. */
const fewestOfShorter = 0.5
/** Of two names whose own words share less than that, the others must have so much in common to be half alike. */
const fewestOfAll = 2 / 3

const toCensus = namesOf('r')
const metres = sql`st_distance(r.geometry::geography, q.geometry::geography, false)`

/**
 * Rows that the census probably has, as similar.ts weighs it, over all of them at once: near ones by their place, others
 * by the very name.
 * @param which of `resource.import_row q`
 * @param among of `resource.resource r`
 */
export async function likely(trx: Trx, which: Condition, among: Condition = sql`true`): Promise<void> {
  // Of rows without a place a like name is enough, anywhere: asked of the index of names.
  await sql`select set_config('pg_trgm.similarity_threshold', ${String(weights.enough)}, true), set_config('jit', 'off', true)`.execute(
    trx,
  )
  // Between, and not equal: equal would be asked of the index of like names, which takes ten times as long.
  const named = sql`r.name_key between q.name_key and q.name_key`
  const isVisible = sql`r.visibility <> 'restricted' and r.status <> 'closed' and r.merged_into is null
    and r.id is distinct from q.become and ${among}`
  const more = sql`coalesce(r.phone_key = q.phone_key, false)::int * ${weights.samePhone}::float8
    + coalesce(r.website_key = q.website_key, false)::int * ${weights.sameSite}::float8`
  const compared = sql`select q.id as row_id, r.id, ${toCensus.whole} as whole, ${toCensus.part} as part, ${more} as more, ${metres} as metres`
  await sql`
    with asked as materialized (
      select q.id, nullif(q.name_key, '') as name_key, q.core_key, q.phone_key, q.website_key, q.geometry,
             ${boxOf(nearMetres)} as box, ${boxOf(streetMetres)} as street,
             -- What the row was shown to repeat has become this resource.
             (select o.resource_id from resource.import_row o where o.id = q.waits_as and o.batch_id = q.batch_id) as become
        from resource.import_row q where ${which}),
    -- Nothing is likelier than the very name near: the other names around are not compared.
    very as materialized (
      ${compared} from asked q join resource.resource r on ${named}
         and (q.geometry is null or r.geometry is null or r.geometry && q.box)
       where ${isVisible}),
    others as materialized (select * from asked q where not ${oneOf(sql`q.id`, sql`select row_id from very`)}),
    alike as materialized (
      select * from very
       union all
      ${compared} from others q join resource.resource r on ${named} where ${isVisible}
       union all
      ${compared} from others q join resource.resource r on r.core_key = q.core_key
         and (q.geometry is null or r.geometry is null or r.geometry && q.street)
       where ${isVisible}
       union all
      ${compared} from others q join resource.resource r on r.geometry && q.box
       where ${isVisible} and (r.phone_key = q.phone_key or r.website_key = q.website_key or ${toCensus.canBeAlike}) and not ${toCensus.isCounted}
       union all
      ${compared} from others q join resource.resource r on r.name_key % q.name_key
       where q.geometry is null and ${isVisible}),
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

const toWaiting = namesOf('o')
const apart = sql`st_distance(q.geometry::geography, o.geometry::geography, false)`
/**
 * Of pairs of rows `q` and `o`, as the census is asked; but one list may well name two branches alike, and one
 * switchboard for all that a body runs.
 */
const isSame = sql`case
  -- In degrees first, a tenth of the work: the shortest degree of this latitude still makes it too far.
  when (q.geometry <-> o.geometry) * greatest(0.01, cos(radians(st_ymax(q.geometry)))) > ${streetMetres / 110_500}::float8 then false
  when not ${toWaiting.canBeAlike} then false
  when q.geometry is null or o.geometry is null then q.name_key = o.name_key or ${toWaiting.whole} >= ${weights.enoughInStreet}::float8
  when ${toWaiting.isCounted} then false
  when ${apart} <= ${nearMetres} then greatest(${toWaiting.whole}, ${toWaiting.part} * ${weights.partNear}::float8) >= ${weights.enough}::float8
  when ${apart} <= ${streetMetres} then ${toWaiting.whole} >= ${weights.enoughInStreet}::float8
  else false end`

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
      select ${columns} from resource.import_row o where o.geometry && q.street and ${waits} and ${among}`,
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
      select q.id, q.batch_id, q.name_key, q.core_key, q.geometry, ${boxOf(streetMetres)} as street
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

/** What more rows of a file share says what they do or where the town is, not which they are. */
const rare = 20
/** Letters a word begins with, for words that a slip of the pen changes further on. */
const begins = 3

/**
 * Rows of one file with each other: those of one name, and those that share with few others a word, a piece of the map
 * 300 m wide, or a piece of the map and the beginning of a word. Two that are within 150 m share at least one of the
 * overlapping pieces. Groups first: nothing is known of the rows of this very transaction, so a join would try every one
 * with every other.
 */
async function likelyInFile(trx: Trx, batch: string): Promise<void> {
  const side = nearMetres / 110_500
  await sql`
    with waiting as materialized (
      select id, name_key, string_to_array(coalesce(core_key, name_key), ' ') as words, st_centroid(geometry) as place
        from resource.import_row
       where batch_id = ${batch}::uuid and state in ('waiting', 'duplicate') and updates_id is null and name_key <> ''),
    -- One width for the whole file, that of its row furthest from the equator.
    widest as materialized (select ${side}::float8 / greatest(0.01, cos(radians(max(abs(st_y(place)))))) as degrees from waiting),
    pieces as materialized (
      select id, words, (floor(st_x(place) / degrees)::int + east) || ' ' || (floor(st_y(place) / ${side}::float8)::int + north) as piece
        from waiting, widest, generate_series(0, 1) east, generate_series(0, 1) north where place is not null),
    shared as (
      select id, hashtext(word) as what from waiting, unnest(words) as word
       union all select id, hashtext(piece) from pieces
       union all select id, hashtext(piece || left(word, ${begins}::int)) from pieces, unnest(words) as word),
    alike as (
      select array_agg(id) as ids from waiting group by name_key having count(*) > 1
       union all
      select array_agg(id) from shared group by what having count(*) between 2 and ${rare}),
    pairs as materialized (
      select distinct greatest(ids[one], ids[two]) as id, least(ids[one], ids[two]) as other
        from alike, generate_subscripts(ids, 1) one, generate_series(1, one - 1) two
       where ids[one] <> ids[two]),
    same as materialized (
      select distinct on (q.id) q.id, o.id as other, o.row
        from pairs p join resource.import_row q on q.id = p.id join resource.import_row o on o.id = p.other
       where q.state = 'waiting' and ${isSame}
       order by q.id, o.id)
    update resource.import_row q set state = 'duplicate', same_row = same.row, waits_as = same.other
      from same where q.id = same.id`.execute(trx)
}
