/** TypeScript types of the database as it is, column comments included: `npm run types` writes them, a test compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { generate, getDialect } from 'kysely-codegen'
import { connect, type Handles } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'

export const typesFile = new URL('../../api/db/schema.ts', import.meta.url)

export const databaseTypes = (owner: Handles['owner']): Promise<string> =>
  generate({
    db: owner,
    dialect: getDialect('postgres', { dateParser: 'string' }),
    includePattern: '(territory|account|resource|record|published).*',
    typeMapping: { int8: 'number' },
    print: false,
  })

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const database = await connect({ kind: 'embedded', dataDir: undefined })
  await migrate(database.owner)
  const text = await databaseTypes(database.owner)
  if (text !== readFileSync(typesFile, 'utf8')) writeFileSync(typesFile, text)
  await database.close()
}
