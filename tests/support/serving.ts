/** The product in this process, over any database, with the demonstration in it. */
import { createApp } from '../../api/app.ts'
import { connect, type Database, type Where } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { demonstrationPassword, loadDemonstration } from '../../api/demonstration/load.ts'
import { dayOf } from '../../api/territory/contract.ts'
import { onFreePort } from './free-port.ts'

export type Serving = { database: Database; url: string; cookie: string; stop(): Promise<void> }

/** @param where an empty database; the cookie is a partner's */
export async function serving(where: Where): Promise<Serving> {
  const database = await connect(where)
  const migration = await migrate(database.owner)
  await loadDemonstration(database, dayOf(new Date()))
  const app = await createApp({ database, migration, demonstration: true })
  const { url, stop } = await onFreePort(app)
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'partner', password: demonstrationPassword }),
  })
  return {
    database,
    url,
    cookie: signedIn.headers.get('set-cookie')!.split(';')[0]!,
    async stop() {
      await stop()
      await database.close()
    },
  }
}
