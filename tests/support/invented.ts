/** A census as large as wanted, straight into the database: invented places, denser towards the middle of the city. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../api/db/schema.ts'
import { needDomains } from '../../api/observations/codes.ts'
import { resourceTypes } from '../../api/resources/contract.ts'

const kinds = 'Centro,Sportello,Doposcuola,Emporio,Laboratorio,Circolo,Spazio,Biblioteca'.split(',')
const aims = 'famiglie,anziani,giovani,di ascolto,del lavoro,di quartiere,culturale,sportivo'.split(',')
const names =
  'Arcobaleno,Girasole,Insieme,La Quercia,Primavera,San Rocco,Santa Maria,Il Ponte,Verderuolo,Aurora,La Fonte,Rossellino'.split(
    ',',
  )

/**
 * @param source written on each, so that they can be told from others
 * @returns when they are there, with their needs, and the planner knows it
 */
export async function inventCensus(owner: Kysely<DB>, count: number, source = 'invented'): Promise<void> {
  // Sines of the number are as good as chance here, and the same on every machine and engine.
  await sql`
    insert into resource.resource (name, type, geometry, status, verified_on, phone, source)
    select format('%s %s %s %s', (${kinds}::text[])[1 + i % 8], (${aims}::text[])[1 + i / 8 % 8],
                  (${names}::text[])[1 + i / 64 % 12], i),
           (${resourceTypes as unknown as string[]}::text[])[1 + (i * 7 + i / 13) % ${resourceTypes.length}],
           case when i % 400 = 1 then st_makeline(place, st_translate(place, 0.004 * u, 0.003 * v))
                when i % 400 = 2 then st_makeenvelope(st_x(place), st_y(place), st_x(place) + 0.0015, st_y(place) + 0.001, 4326)
                else place end,
           case when i % 20 = 0 then 'temporarily_closed' when i % 33 = 0 then 'planned' else 'active' end,
           current_date - (i * 37 % 700), '0971' || lpad((i::bigint * 7919 % 1000000)::text, 6, '0'), ${source}
      from (select i, u, v, st_setsrid(st_makepoint(15.806 + 0.09 * sign(u) * abs(u) ^ 1.4, 40.643 + 0.07 * sign(v) * abs(v) ^ 1.4), 4326) as place
              from (select i::int, 2 * abs(sin(i * 12.9898) * 43758.5453 - floor(sin(i * 12.9898) * 43758.5453)) - 1 as u,
                           2 * abs(sin(i * 78.233) * 12345.678 - floor(sin(i * 78.233) * 12345.678)) - 1 as v
                      from generate_series(1, ${count}::int) i) chance) places`.execute(owner)
  await sql`
    insert into resource.resource_need (resource_id, domain)
    select id, (${[...needDomains]}::text[])[1 + ('x' || substr(id::text, 1, 4))::bit(16)::int % ${needDomains.length}]
      from resource.resource where source = ${source}`.execute(owner)
  await sql`analyze resource.resource`.execute(owner)
  await sql`analyze resource.resource_need`.execute(owner)
}
