import { sql } from 'kysely'
import { createApp } from '../../api/app.ts'
import { createLogger } from '../../api/http/log.ts'
import { cookieOf, expect, now, test } from '../support/app.ts'
import { onFreePort } from '../support/free-port.ts'
import { anAccess, password } from '../support/given.ts'

test('a log holds no body, query or cookie, not even when the database quotes the row it refused', async ({
  given,
}) => {
  const lines: string[] = []
  const logger = createLogger('trace', { write: line => lines.push(line) })
  const app = await createApp({ database: given, migration: 'test', demonstration: false, now, logger })
  const served = await onFreePort(app)
  const url = `${served.url}/api/v1`
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', cookie },
    })
  try {
    const signedIn = await post('/session', { username: 'operator', password })
    const cookie = cookieOf({ headers: signedIn.headers } as never)!
    await sql`alter table record.access add constraint access_refused check (age_band <> '18-34')`.execute(
      given.owner,
    )
    const access = anAccess({ ageBand: '18-34', incomeSupport: 'sfl' })
    const failed = await post('/accesses', access, cookie)
    expect(failed.status).toBe(500)
    await fetch(`${url}/areas?on=2026-11-22&secret=sottovoce`)
    const log = lines.join('')
    expect(log).toContain('access_refused') // what is needed to find the fault is there
    expect(log).toContain(((await failed.json()) as { instance: string }).instance)
    for (const value of [access.id, 'sfl', '18-34', 'sottovoce', password, cookie.slice(8, 40)])
      expect(log).not.toContain(value)
  } finally {
    await served.stop()
  }
})
