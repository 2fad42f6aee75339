/** Vitest's global setup of the project `attacks`: a PostgreSQL of its own where there is one, else the embedded engine. */
import { findPostgres, startPostgres } from '../support/postgresql.ts'

export default async function engine() {
  if (!findPostgres()) return
  const { url, stop } = await startPostgres()
  process.env.ATTACKS_DATABASE_URL = url
  return async () => {
    delete process.env.ATTACKS_DATABASE_URL
    await stop()
  }
}
