/** A file's rows into the queue, judged by PostGIS in statements over all of them at once. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { type SourceRow, turn } from '../../interchange/format.ts'
import { blockingFaults, doubtfulFaults } from './contract.ts'
import type { Tell } from './progress.ts'
import type { Reader, Understood } from './understand.ts'

export type Trx = Transaction<StaffDatabase>

/** Rows in one statement: large enough to be quick, small enough that others have their turn. */
export const perStatement = 2000

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
