/** Closing a quarter over more and more records: its months and its own tables, noise and release included. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Where } from '../../api/db/connect.ts'
import { closePeriod } from '../../api/disclosure/close.ts'
import type { Serving } from '../support/serving.ts'

/** A quarter before everything the demonstration has, so that it closes by itself. */
const quarter = '2020-Q1'
const months = ['2020-01', '2020-02', '2020-03']

/**
 * Invented records of every area, cell, age and need, written by the database itself. Its triggers would ask each of
 * millions for its month, which is said here.
 */
async function given({ database: { owner } }: Serving, records: number): Promise<void> {
  await sql`truncate published.figure, published.release, published.measurement, published.ledger,
                     record.access, record.need, record.referral`.execute(owner)
  await sql`
    with area as (select array_agg(id order by position) as ids from territory.area),
         cell as (select array_agg(id order by id) as ids from territory.cell where area_version_id is not null)
    insert into record.access (id, centre_id, day, statistical_period, channel, origin, residence, residence_area_id,
                               residence_cell_id, age_band, gender, citizenship, household, income_support,
                               known_to_service, last_visit)
    select gen_random_uuid(), 'porta-centro', day, day, 'in_person', 'spontaneous', 'area',
           area.ids[1 + n % cardinality(area.ids)], cell.ids[1 + n % cardinality(cell.ids)],
           (array['0-17', '18-34', '35-49', '50-64', '65+', 'unknown'])[1 + n % 6],
           (array['F', 'M', 'other_ns'])[1 + n % 3], (array['it', 'eu', 'non_eu', 'unknown'])[1 + n % 4],
           (array['single', 'couple', 'couple_children', 'single_parent', 'extended', 'other', 'unknown'])[1 + n % 7],
           (array['none', 'other', 'unknown'])[1 + n % 3], (array['yes', 'no', 'unknown'])[1 + n % 3],
           (array['never_or_earlier_years', 'this_year', 'this_quarter'])[1 + n % 3]
      from area, cell, generate_series(1, ${records}::integer) n,
           lateral (select make_date(2020, 1 + n % 3, 1) as day) d`.execute(owner)
  await sql`
    insert into record.need (access_id, position, domain, outcome)
    select id, 1, (array['economic', 'work', 'housing', 'education', 'health', 'family'])[1 + (row_number() over ())::integer % 6],
           'guidance' from record.access`.execute(owner)
  await sql`analyze record.access, record.need`.execute(owner)
}

async function unguarded({ database: { owner } }: Serving, work: () => Promise<void>): Promise<void> {
  const tables = ['figure', 'release', 'measurement', 'ledger'].map(table => `published.${table}`)
  tables.push('record.access')
  for (const table of tables) await sql.raw(`alter table ${table} disable trigger user`).execute(owner)
  await work()
  for (const table of tables) await sql.raw(`alter table ${table} enable trigger user`).execute(owner)
}

/**
 * Processor time so far, ms: of this process, and of PostgreSQL's own for it, which Linux tells. It grows with the work
 * alone, the other time also with whatever else the machine does and with its disk.
 */
async function processorTime({ database: { publisher } }: Serving, engine: Where['kind']): Promise<number> {
  const { user, system } = process.cpuUsage()
  const own = (user + system) / 1000
  if (engine === 'embedded') return own
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(publisher)
  try {
    const fields = readFileSync(`/proc/${rows[0]!.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return own + 10 * (Number(fields[11]) + Number(fields[12])) // user and system, hundredths of a second
  } catch {
    return Number.NaN
  }
}

/** @returns for each number of records the time of the quarter's own closing, ms; its months are closed before */
export async function closing(
  server: Serving,
  engine: Where['kind'],
  sizes: readonly number[],
  line: (what: string, figure: string) => void,
): Promise<void> {
  let before: { records: number; ms: number; processor: number } | undefined
  const seconds = (ms: number) => (ms / 1000).toFixed(2)
  for (const records of sizes) {
    await unguarded(server, () => given(server, records))
    for (const month of months) await closePeriod(server.database.publisher, month, '2020-04-10')
    const worked = await processorTime(server, engine)
    const begun = performance.now()
    await closePeriod(server.database.publisher, quarter, '2020-04-10')
    const ms = performance.now() - begun
    const processor = (await processorTime(server, engine)) - worked
    const growth = before
      ? ` · ${(ms / before.ms).toFixed(1)}× (processor ${(processor / before.processor).toFixed(1)}×) for ${(records / before.records).toFixed(0)}× the records`
      : ''
    line(
      `a quarter with ${records.toLocaleString('en')} records`,
      `${seconds(ms)} s, of the processor ${seconds(processor)} s${growth}`,
    )
    before = { records, ms, processor }
  }
}
