/** Rules that every table keeps, asked of the database's own catalogue: a breach is named with its remedy. */
import { type RawBuilder, sql } from 'kysely'
import { describe, expect, test } from '../support/database.ts'

const schemas = ['territory', 'account', 'resource', 'record', 'published', 'derived']

/** What must be so, the query that finds where it is not, and a change that the query must find. */
type Rule = { has: string; find: RawBuilder<{ breach: string }>; change: string }

const rules: Rule[] = [
  {
    has: 'an index for every foreign key',
    find: sql`
      select format('create index on %s (%s);', c.conrelid::regclass,
               (select string_agg(attname, ', ') from pg_attribute where attrelid = c.conrelid and attnum = any (c.conkey))) as breach
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       where c.contype = 'f' and n.nspname = any (${schemas})
         and not exists (select from pg_index i where i.indrelid = c.conrelid
                            and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
    change: 'create table account.breach (area text references territory.area (id))',
  },
  {
    has: 'a comment on every schema, table, column and function',
    find: sql`
      select c.oid::regclass::text as breach from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any (${schemas}) and c.relkind in ('r', 'v') and obj_description(c.oid) is null
      union all
      select c.oid::regclass::text || '.' || a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where n.nspname = any (${schemas}) and c.relkind in ('r', 'v') and col_description(c.oid, a.attnum) is null
      union all
      select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any (${schemas}) and obj_description(p.oid) is null
      union all
      select nspname from pg_namespace where nspname = any (${schemas}) and obj_description(oid, 'pg_namespace') is null
      order by 1`,
    change: 'alter table resource.resource add column breach text',
  },
  {
    has: 'an SRID and a GiST index for every geometry column',
    find: sql`
      select g.f_table_schema || '.' || g.f_table_name || '.' || g.f_geometry_column as breach
        from geometry_columns g
       where g.f_table_schema = any (${schemas}) and (g.srid = 0 or not exists (
         select from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
           join pg_am am on am.oid = x.relam join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
          where am.amname = 'gist' and a.attname = g.f_geometry_column
            and t.oid = format('%I.%I', g.f_table_schema, g.f_table_name)::regclass))`,
    change: 'alter table resource.resource add column breach geometry(Point, 4326)',
  },
  {
    has: 'nothing that depends on schema derived, which each deploy drops',
    find: sql`
      select pg_describe_object(d.classid, d.objid, d.objsubid) as breach
        from pg_depend d join pg_proc p on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
        join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'derived'
       where d.deptype = 'n' and not (d.classid = 'pg_proc'::regclass and exists (
         select from pg_proc q join pg_namespace m on m.oid = q.pronamespace
          where q.oid = d.objid and m.nspname = 'derived'))`,
    change: `create function derived.one() returns int immutable language sql as 'select 1';
             create table account.breach (id int default derived.one())`,
  },
  {
    has: 'for every text of an access a list of codes or a reference, nothing free',
    find: sql`
      select c.relname || '.' || a.attname as breach
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'record'
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
         and a.atttypid = any ('{text,varchar,bpchar,json,jsonb,xml,bytea}'::regtype[])
       where c.relkind = 'r' and (c.relname, a.attname) <> ('salt', 'value') and not exists (
         select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
            and (k.contype = 'f' or k.contype = 'c' and cardinality(k.conkey) = 1
                 and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%'))`,
    change: 'alter table record.access add column breach text',
  },
]

describe('the catalogue', () => {
  test.for(rules)('has $has', async ({ find }, { db }) => {
    expect((await find.execute(db.owner)).rows).toEqual([])
  })

  test.for(rules)('is caught when it has not $has', async ({ find, change }, { db }) => {
    await sql.raw(change).execute(db.owner)
    const { rows } = await find.execute(db.owner)
    expect(rows.map(row => row.breach).join()).toMatch(/breach/)
  })

  test('keeps of an access only these columns: a new one is a decision about privacy', async ({ db }) => {
    const { rows } = await sql<{ name: string }>`
      select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'record'
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' order by c.relname collate "C", a.attnum`.execute(db.owner)
    expect(rows.map(row => row.name)).toEqual([
      'access.id uuid',
      'access.record_key uuid',
      'access.centre_id text',
      'access.day date',
      'access.statistical_period date',
      'access.channel text',
      'access.origin text',
      'access.residence text',
      'access.residence_area_id text',
      'access.residence_cell_id text',
      'access.age_band text',
      'access.gender text',
      'access.citizenship text',
      'access.household text',
      'access.income_support text',
      'access.known_to_service text',
      'access.last_visit text',
      'access.recorded_by uuid',
      'access.recorded_at timestamp with time zone',
      'access.import_batch_id uuid',
      'access.group_activity_id uuid',
      'day_without_access.centre_id text',
      'day_without_access.day date',
      'day_without_access.declared_by uuid',
      'day_without_access.declared_at timestamp with time zone',
      'group_activity.id uuid',
      'group_activity.need_domain text',
      'group_activity.resource_id uuid',
      'group_activity.project_id uuid',
      'import_batch.id uuid',
      'import_batch.centre_id text',
      'import_batch.imported_by uuid',
      'import_batch.imported_at timestamp with time zone',
      'import_batch.rows integer',
      'import_batch.fingerprint uuid',
      'need.access_id uuid',
      'need.position smallint',
      'need.domain text',
      'need.request text',
      'need.outcome text',
      'need.unmet_reason text',
      'referral.access_id uuid',
      'referral.position smallint',
      'referral.rank smallint',
      'referral.resource_id uuid',
      'salt.one boolean',
      'salt.value bytea',
    ])
  })

  test('says the same lists of codes as the contracts', async ({ db }) => {
    const contract = await import('../../api/observations/contract.ts')
    const listOf = async (table: string, column: string) => {
      const { rows } = await sql<{ definition: string }>`
        select pg_get_constraintdef(oid) as definition from pg_constraint
         where conrelid = ${table}::regclass and conname = ${`${table.split('.')[1]}_${column}`}`.execute(
        db.owner,
      )
      return [...rows[0]!.definition.matchAll(/'([^']*)'::text/g)].map(match => match[1]).sort()
    }
    const lists: [string, string, readonly string[]][] = [
      ['record.access', 'channel', contract.channels],
      ['record.access', 'origin', contract.origins],
      ['record.access', 'age_band', contract.ageBands],
      ['record.access', 'gender', contract.genders],
      ['record.access', 'citizenship', contract.citizenships],
      ['record.access', 'household', contract.households],
      ['record.access', 'income_support', contract.incomeSupports],
      ['record.access', 'known_to_service', contract.known],
      ['record.access', 'last_visit', contract.lastVisits],
      ['record.need', 'domain', contract.needDomains],
      ['record.group_activity', 'need_domain', contract.needDomains],
      ['record.need', 'request', contract.requests],
      ['record.need', 'outcome', contract.outcomes],
      ['record.need', 'unmet_reason', contract.unmetReasons],
    ]
    for (const [table, column, codes] of lists) expect(await listOf(table, column)).toEqual([...codes].sort())
  })

  test('gives each role exactly these privileges outside the territory', async ({ db }) => {
    const { rows } = await sql<{ line: string }>`
      select r.rolname || ' ' || n.nspname || '.' || c.relname || ' ' ||
             string_agg(p, ',' order by p collate "C") as line
        from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace,
             unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
       where r.rolname in ('observatory_reader', 'observatory_publisher', 'observatory_internal', 'observatory_recorder')
         and n.nspname in ('account', 'resource', 'record', 'published') and c.relkind = 'r'
         and has_table_privilege(r.oid, c.oid, p) and has_schema_privilege(r.oid, n.oid, 'usage')
       group by r.rolname, n.nspname, c.relname order by 1`.execute(db.owner)
    expect(rows.map(row => row.line)).toMatchSnapshot()
  })

  test('has types in the code that are those of the database', async ({ db }) => {
    const { databaseTypes, typesFile } = await import('../support/database-types.ts')
    const { readFileSync } = await import('node:fs')
    expect(await databaseTypes(db.owner), 'run: npm run types').toBe(readFileSync(typesFile, 'utf8'))
  })
})
