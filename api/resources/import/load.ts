/** A file's rows into the queue, judged by PostGIS and against the census in statements over all of them at once. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { type SourceRow, turn } from '../../interchange/format.ts'
import { nearMetres, weights } from '../similar.ts'
import { blockingFaults, doubtfulFaults } from './contract.ts'
import type { Tell } from './progress.ts'
import type { Reader, Understood } from './understand.ts'

export type Trx = Transaction<StaffDatabase>

/** Rows in one statement: large enough to be quick, small enough that others have their turn. */
export const perStatement = 2000
/** A degree of latitude is at least 110.5 km. */
const reach = nearMetres / 110_500

export async function understood(
  rows: readonly SourceRow[],
  reader: Reader,
  tell: Tell,
): Promise<Understood[]> {
  const found: Understood[] = []
  for (const [index, row] of rows.entries()) {
    found.push(reader.understand(row))
    if (index % 200 === 199) await turn()
    if (index % perStatement === 0) tell({ step: 'reading', done: index, rows: rows.length })
  }
  return found
}

const listed = (codes: readonly string[]) => sql`${`{${codes.join()}}`}::text[]`

/** Puts rows into the queue; where each lies is judged on the way. */
export async function queue(trx: Trx, batch: string, rows: readonly Understood[], tell: Tell): Promise<void> {
  for (let at = 0; at < rows.length; at += perStatement) {
    tell({ step: 'queueing', done: at, rows: rows.length })
    const some = rows.slice(at, at + perStatement).map(({ row, externalId, content, faults }) => {
      const nothing =
        content.name === undefined && content.geometry === undefined && content.address === undefined
      return {
        row,
        external_id: externalId,
        content,
        place: content.geometry ? JSON.stringify(content.geometry) : null,
        faults: nothing ? [...faults, { code: 'nothing_to_keep', field: null }] : faults,
        skip: nothing,
      }
    })
    await sql`
      with file as materialized (
        select f.*, st_setsrid(st_geomfromgeojson(f.place), 4326) as shape, st_isvaliddetail(st_geomfromgeojson(f.place)) as detail
          from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
            as f (row integer, external_id text, content jsonb, place text, faults jsonb, skip boolean)),
      judged as materialized (
        select file.*, case
            when shape is null then null
            when not valid(detail) or st_isempty(shape) or (geometrytype(shape) = 'LINESTRING' and st_length(shape) = 0)
              then 'invalid_geometry'
            when not exists (select from territory.municipality)
              or exists (select from territory.municipality m where st_covers(m.boundary, shape)) then null
            when exists (select from territory.municipality m where st_covers(m.boundary, st_flipcoordinates(shape)))
              then 'swapped_coordinates'
            else 'outside_municipality' end as wrong
          from file),
      said as (
        select j.*, case when wrong is null then faults
            else faults || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('code', wrong, 'field', 'geometry',
              'at', case when wrong = 'invalid_geometry'
                         then round(st_x(location(detail))::numeric, 5) || ' ' || round(st_y(location(detail))::numeric, 5) end))) end as all_faults
          from judged j)
      insert into resource.import_row (batch_id, row, state, content, faults, grade, said, external_id, geometry)
      select ${batch}::uuid, row, case when skip then 'skipped' else 'waiting' end,
             case when wrong = 'invalid_geometry' then content - 'geometry' else content end, all_faults,
             case when exists (select from jsonb_array_elements(all_faults) f where f ->> 'code' = any (${listed(blockingFaults)})) then 'blocked'
                  when exists (select from jsonb_array_elements(all_faults) f where f ->> 'code' = any (${listed(doubtfulFaults)})) then 'doubt'
                  else 'ready' end,
             md5(content::text), external_id,
             case when wrong is null or wrong = 'outside_municipality' then shape end
        from said order by row`.execute(trx)
    await turn()
  }
}

const withFault = (code: string) => sql`faults || ${JSON.stringify([{ code, field: null }])}::jsonb`

/** What repeats within the file, what an earlier file of the same source brought, what the census probably has. */
export async function compare(trx: Trx, batch: string, source: string): Promise<void> {
  await sql`
    update resource.import_row q
       set state = 'skipped', same_row = first.row, faults = ${withFault('repeated_in_file')}
      from (select id, first_value(row) over same as row, row_number() over same as place
              from resource.import_row where batch_id = ${batch}::uuid and state = 'waiting'
            window same as (partition by said order by id)) first
     where q.id = first.id and first.place > 1`.execute(trx)
  await sql`
    update resource.import_row q
       set updates_id = known.id, state = case when known.said = q.said then 'skipped' else q.state end,
           faults = case when known.said = q.said then ${withFault('unchanged')} else q.faults end
      from (select distinct on (q.id) q.id as row_id, r.id, p.said
              from resource.import_row q
              join resource.resource r on r.source = ${source} and r.external_id = q.external_id
              left join resource.import_row p on p.resource_id = r.id and p.state = 'accepted' and p.external_id = q.external_id
             where q.batch_id = ${batch}::uuid and q.state = 'waiting'
             order by q.id, p.id desc nulls last) known
     where q.id = known.row_id`.execute(trx)
  await likely(trx, batch)
  await likelyInFile(trx, batch)
}

/** As similar.ts weighs it, over all rows at once: near ones by their place, others by the very name. */
async function likely(trx: Trx, batch: string): Promise<void> {
  // Of rows without a place a like name is enough, anywhere: asked of the index of names.
  await sql`select set_config('pg_trgm.similarity_threshold', ${String(weights.enough)}, true)`.execute(trx)
  await sql`
    with asked as materialized (
      select id, name_key, phone_key, website_key, geometry,
             st_expand(geometry, ${reach}::float8 / greatest(0.01, cos(radians(st_y(st_centroid(geometry))))), ${reach}::float8) as box
        from resource.import_row
       where batch_id = ${batch}::uuid and state = 'waiting' and updates_id is null),
    pairs as (
      select q.id as row_id, r.id from asked q join resource.resource r on r.name_key = q.name_key
       union select q.id, r.id from asked q join resource.resource r on r.geometry && q.box
       union select q.id, r.id from asked q join resource.resource r on r.name_key % q.name_key where q.geometry is null),
    -- Likeness first: it leaves few pairs whose distance is to be measured. What shares next to nothing shares no part.
    alike as materialized (
      select p.row_id, p.id, whole,
             greatest(whole, case when whole between 0.02 and ${weights.enough}::float8
                                  then word_similarity(q.name_key, r.name_key) * ${weights.partNear}::float8 else 0 end)
             + coalesce(r.phone_key = q.phone_key, false)::int * ${weights.samePhone}::float8
             + coalesce(r.website_key = q.website_key, false)::int * ${weights.sameSite}::float8 as likeness
        from pairs p join resource.import_row q on q.id = p.row_id join resource.resource r on r.id = p.id,
             lateral (select similarity(r.name_key, q.name_key) as whole offset 0) s
       where r.visibility <> 'restricted' and r.status <> 'closed' and r.merged_into is null),
    best as (
      select distinct on (a.row_id) a.row_id, a.id, case
          when q.geometry is null or r.geometry is null
            or st_distance(r.geometry::geography, q.geometry::geography, false) <= ${nearMetres}
          then likeness / ${weights.enough}::float8
          else whole / ${weights.enoughElsewhere}::float8 end as score
        from alike a join resource.import_row q on q.id = a.row_id join resource.resource r on r.id = a.id
       where likeness >= ${weights.enough}
       order by a.row_id, score desc, a.id)
    update resource.import_row q set state = 'duplicate', similar_id = best.id
      from best where q.id = best.row_id and best.score >= 1`.execute(trx)
}

/**
 * The earlier row with the same name, near or without a place. Names that stand once are left out before anything is
 * compared: nothing is known of the rows of this very transaction, so a join would try every one with every other.
 */
async function likelyInFile(trx: Trx, batch: string): Promise<void> {
  await sql`
    with same as (
      select array_agg(id order by id) as ids, array_agg(row order by id) as rows,
             array_agg(state order by id) as states, array_agg(geometry order by id) as places
        from resource.import_row
       where batch_id = ${batch}::uuid and state in ('waiting', 'duplicate') and name_key is not null
       group by name_key having count(*) > 1),
    found as materialized (
      select ids[later] as id, min(rows[earlier]) as row
        from same, generate_subscripts(ids, 1) later, generate_series(1, later - 1) earlier
       where states[later] = 'waiting'
         and (places[later] is null or places[earlier] is null
           or st_distance(places[later]::geography, places[earlier]::geography, false) <= ${nearMetres})
       group by ids[later])
    update resource.import_row q set state = 'duplicate', same_row = found.row
      from found where q.id = found.id`.execute(trx)
}
