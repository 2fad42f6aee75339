/** What a process that was killed while it closed may have left: nothing of a period, or all of it. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../api/db/connect.ts'

/** Everything that a closing leaves, period by period: all of it or none of it. @returns what is half done */
export async function halfDone({ owner }: Pick<Database, 'owner'>): Promise<string[]> {
  const { rows } = await sql<{ period: string; fault: string }>`
    with closed as (
      select distinct period, edition from published.ledger where kind = 'closing'
    ), state as (
      select c.period,
             (select count(*) from derived.tables_of(c.period)) as due,
             (select count(*) from published.ledger l
               where l.period = c.period and l.kind = 'closing' and l.table_code <> '-') as measured,
             (select sum((select count(*) from derived.frame(c.period, t.dimensions))) from derived.tables_of(c.period) t) as frame,
             (select count(*) from published.measurement m join published.ledger l on l.id = m.ledger_id
               where l.period = c.period) as cells,
             (select count(*) from published.figure f where f.release_id = c.period) as figures,
             exists (select from published.release r where r.id = c.period) as released
        from closed c
    )
    select period, 'tables' as fault from state where due <> measured
    union all select period, 'cells' from state where coalesce(frame, 0) <> cells
    union all select period, 'figures' from state where cells <> figures
    union all select period, 'release' from state where released <> (cells > 0)
    union all select id, 'release without its ledger' from published.release r
               where not exists (select from closed c where c.period = r.id)
    union all select to_char(statistical_period, 'YYYY-MM'), 'days not truncated' from record.access a
               where extract(day from day) <> 1
                 and exists (select from closed c where c.period = to_char(a.statistical_period, 'YYYY-MM'))
    union all select to_char(statistical_period, 'YYYY-MM'), 'days truncated before closing' from record.access a
               group by statistical_period
              having bool_and(extract(day from day) = 1) and count(*) > 4
                 and not exists (select from closed c where c.period = to_char(statistical_period, 'YYYY-MM'))
  `.execute(owner)
  const releases = await owner.selectFrom('published.release').select(['id', 'body', 'hash']).execute()
  const unsealed = releases.filter(
    ({ body, hash }) => createHash('sha256').update(body).digest('hex') !== hash || !JSON.parse(body).grids,
  )
  return [
    ...rows.map(({ period, fault }) => `${period}: ${fault}`),
    ...unsealed.map(({ id }) => `${id}: another hash`),
  ]
}
