/**
 * The logins that a PostgreSQL server wants: an owner that is no superuser, and a reader of its own for everything that
 * serves releases. Their exact SQL, and what refuses a reader that could reach the records.
 */
import { sql } from 'kysely'
import { type Database, StartFault, type Where } from './connect.ts'

/** Nobody signs in as these; what each may do is in sql/grants.sql. */
const roles = ['closing', 'staff', 'recorder', 'reader', 'publisher', 'internal'].map(
  name => `observatory_${name}`,
)

export const defaultLogins = { owner: 'observatory_app', reader: 'observatory_releases' }
export type Logins = { database: string; owner: string; reader: string }

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Makes a login unless there is one of that name, whose password and rights then stay as they are. */
const login = (name: string, password: string) =>
  `select format('create role %I login nosuperuser nobypassrls nocreaterole nocreatedb password %L', ${literal(name)}, ${literal(password)})
 where not exists (select from pg_roles where rolname = ${literal(name)}) \\gexec`

/**
 * For psql, signed in as a superuser: roles, logins, database and extensions. Harmless when run again.
 * @param passwords of the two logins, when they are made
 */
export function loginsSql(
  { database, owner, reader }: Logins,
  passwords: { owner: string; reader: string },
): string {
  return `-- The logins of the observatory, for psql as a superuser of the server; running it again changes nothing. What each
-- role may see is on one page, sql/grants.sql, which the observatory applies by itself. A database that was filled as a
-- superuser goes to another one: pg_dump --no-owner --no-privileges, restored as the owner below.
\\set ON_ERROR_STOP on

-- Roles that nobody signs in as.
${roles
  .map(
    name =>
      `select 'create role ${name} nologin' where not exists (select from pg_roles where rolname = '${name}') \\gexec`,
  )
  .join('\n')}

-- The login of DATABASE_URL: owns the database, acts as each of these roles, and is no superuser.
${login(owner, passwords.owner)}
grant ${roles.join(', ')} to ${identifier(owner)};

-- The login of READER_DATABASE_URL: everything that serves releases. It can reach no record by any means.
${login(reader, passwords.reader)}
grant observatory_reader to ${identifier(reader)};

-- The database, and what only a superuser may install in it.
select format('create database %I owner %I encoding ''UTF8'' template template0', ${literal(database)}, ${literal(owner)})
 where not exists (select from pg_database where datname = ${literal(database)}) \\gexec
\\connect ${identifier(database)}
create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
`
}

/**
 * Asks of the login behind the reader. On PostgreSQL neither what it acts as nor a grant helps: a superuser sees past
 * every grant, BYPASSRLS past every policy, and who acts as another role can stop acting so. The embedded engine has no
 * logins: there the reader acts as a role that sees no record, on a connection that nobody else can open.
 * @throws StartFault with the SQL that makes the right logins
 */
export async function guardReader({ owner, reader }: Pick<Database, 'owner' | 'reader'>, where: Where) {
  if (where.kind === 'embedded') return
  const ownLogin = where.readerUrl !== undefined
  // The roles may not be there yet, but both addresses open.
  const { rows } = await sql<{ name: string; database: string; powerful: boolean; sees: boolean }>`
    select session_user as name, current_database() as database,
           bool_or(rolsuper or rolbypassrls) as powerful,
           bool_or(coalesce(has_schema_privilege(r.oid, to_regnamespace('record')::oid, 'usage'), false)) as sees
      from pg_roles r where pg_has_role(session_user, r.oid, 'member')`.execute(ownLogin ? reader : owner)
  const { name, database, powerful, sees } = rows[0]!
  if (!powerful && !(ownLogin && sees)) return
  const variable = ownLogin ? 'READER_DATABASE_URL' : 'DATABASE_URL'
  const why = powerful ? 'it is a superuser or BYPASSRLS' : 'it may act as a role that sees them'
  const logins = loginsSql({ database, ...defaultLogins }, { owner: 'a password', reader: 'another one' })
  throw new StartFault(
    `Releases are not served: the login ${name} of ${variable} can reach the records, because ${why}. Give both DATABASE_URL and READER_DATABASE_URL a login of its own; \`npm run roles\` prints this SQL with passwords drawn for you:\n\n${logins}`,
  )
}
