/**
 * `npm run roles` prints the SQL that makes the logins of a PostgreSQL server, for psql as a superuser, and the two
 * addresses to start with: `npm run --silent roles | psql -U postgres`. --database, --owner and --reader choose other
 * names, --host where the server is. Passwords are drawn anew each time and kept nowhere.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { defaultLogins, loginsSql } from './db/logins.ts'

try {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: 'observatory' },
      owner: { type: 'string', default: defaultLogins.owner },
      reader: { type: 'string', default: defaultLogins.reader },
      host: { type: 'string', default: '127.0.0.1:5432' },
    },
  })
  const { database, owner, reader, host } = values
  // 144 bits; letters, digits, - and _ need no quoting in an address.
  const passwords = {
    owner: randomBytes(18).toString('base64url'),
    reader: randomBytes(18).toString('base64url'),
  }
  const address = (login: string, password: string) =>
    `postgres://${encodeURIComponent(login)}:${password}@${host}/${encodeURIComponent(database)}`
  console.log(loginsSql({ database, owner, reader }, passwords))
  console.log(`-- Then start the observatory with these, which hold the passwords: keep them where only it reads.
-- A login that was there already keeps the password it had.
--   DATABASE_URL=${address(owner, passwords.owner)}
--   READER_DATABASE_URL=${address(reader, passwords.reader)}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
