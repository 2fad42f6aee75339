/**
 * Brings the database to the shape this code expects: migrations forward only, then everything derivable rebuilt
 * in schema `derived`, then the grants. Safe to run at every start and by two servers at once.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import { StartFault } from './connect.ts'
import type { DB } from './schema.ts'

const folder = (name: string) => fileURLToPath(new URL(`../../sql/${name}`, import.meta.url))
const files = (name: string) =>
  readdirSync(folder(name))
    .filter(file => file.endsWith('.sql'))
    .sort()
    .map(file => ({
      name: file.replace(/\.sql$/, ''),
      text: readFileSync(`${folder(name)}/${file}`, 'utf8'),
    }))

const migrations = (): Record<string, Migration> =>
  Object.fromEntries(
    files('migrations').map(({ name, text }) => [
      name,
      {
        async up(db: Kysely<unknown>) {
          await sql.raw(text).execute(db)
        },
      },
    ]),
  )

/**
 * @returns the name of the last migration applied
 * @throws StartFault when the database was written by a newer version, or a migration fails: nothing is changed then
 */
export async function migrate(owner: Kysely<DB>, say: (line: string) => void = () => {}): Promise<string> {
  const migrator = new Migrator({ db: owner, provider: { getMigrations: async () => migrations() } })
  const known = Object.keys(migrations())
  const applied = await appliedMigrations(owner)
  const newer = applied.filter(name => !known.includes(name))
  if (newer.length > 0)
    throw new StartFault(
      `The database was written by a newer version of this program (it has ${newer.join(', ')}): update the program. Nothing was changed.`,
    )
  if (applied.length < known.length) say(`applying ${known.length - applied.length} migrations`)
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find(result => result.status === 'Error')?.migrationName
    throw new StartFault(
      `Migration ${failed ?? ''} failed (${error instanceof Error ? error.message : error}). Nothing was changed.`,
    )
  }
  await rebuildDefinitions(owner, say)
  return known.at(-1)!
}

async function appliedMigrations(owner: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ present: boolean }>`
    select to_regclass('public.kysely_migration') is not null as present`.execute(owner)
  if (!rows[0]!.present) return []
  const names = await sql<{ name: string }>`select name from public.kysely_migration order by name`.execute(
    owner,
  )
  return names.rows.map(row => row.name)
}

/**
 * What functions and grants are built from. The migrations count too: «all tables in schema» reaches the tables of
 * the moment, so a new table wants its grants again though their text is the same.
 * @param names of the migrations, in order
 */
export function definitionsHash(names: readonly string[]): string {
  return createHash('sha256')
    .update([...definitions(), ...names].join('\0'))
    .digest('hex')
}
const definitions = () => [
  ...files('definitions').map(file => file.text),
  readFileSync(folder('grants.sql'), 'utf8'),
]

/** Definitions and grants again, only when the database was built from others. */
async function rebuildDefinitions(owner: Kysely<DB>, say: (line: string) => void): Promise<void> {
  const hash = definitionsHash(Object.keys(migrations()))
  await owner.transaction().execute(async trx => {
    await sql`select pg_advisory_xact_lock(3853264097)`.execute(trx) // any constant: one rebuild at a time
    const kept = await trx
      .selectFrom('account.setting')
      .select('value')
      .where('key', '=', 'definitions')
      .executeTakeFirst()
    if (kept?.value === hash) return
    say('building functions and grants')
    await sql.raw('drop schema if exists derived cascade; create schema derived').execute(trx)
    for (const text of definitions()) await sql.raw(text).execute(trx)
    await trx
      .insertInto('account.setting')
      .values({ key: 'definitions', value: JSON.stringify(hash) })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ value: JSON.stringify(hash) }))
      .execute()
  })
}
