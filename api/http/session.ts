/** Sessions in the database, cookies by a maintained library, and the check that a write comes from our own pages. */
import { createHash, randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import session from 'express-session'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.ts'
import { Problem } from './problem.ts'

declare module 'express-session' {
  interface SessionData {
    userId: string
  }
}

type SessionTables = Kysely<Pick<DB, 'account.session' | 'account.setting'>>

export const lifetimeMs = 12 * 60 * 60 * 1000 // a working day; renewed by use
const renewalMs = 10 * 60 * 1000 // a session in use is written at most this often

/** The table holds a hash of the id: whoever reads it cannot take a session over. */
const keyOf = (id: string) => createHash('sha256').update(id).digest('hex')

class DatabaseStore extends session.Store {
  readonly db: SessionTables
  constructor(db: SessionTables) {
    super()
    this.db = db
  }
  override get(id: string, done: (error: unknown, found?: session.SessionData | null) => void) {
    this.db
      .selectFrom('account.session')
      .select('content')
      .where('id', '=', keyOf(id))
      .where('expires_at', '>', new Date())
      .executeTakeFirst()
      .then(row => done(null, (row?.content as unknown as session.SessionData) ?? null), done)
  }
  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void) {
    const row = { content: JSON.stringify(data), expires_at: new Date(Date.now() + lifetimeMs) }
    this.db
      .insertInto('account.session')
      .values({ id: keyOf(id), ...row })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute()
      .then(() => done?.(), done)
  }
  override destroy(id: string, done?: (error?: unknown) => void) {
    this.db
      .deleteFrom('account.session')
      .where(({ eb, or }) => or([eb('id', '=', keyOf(id)), eb('expires_at', '<', new Date())]))
      .execute()
      .then(() => done?.(), done)
  }
  override touch(id: string, data: session.SessionData, done?: () => void) {
    const expires = new Date(data.cookie.expires ?? 0).getTime()
    const written = new Date(data.cookie.originalMaxAge ? expires - data.cookie.originalMaxAge : 0).getTime()
    if (Date.now() - written < renewalMs) return done?.()
    this.set(id, data, () => done?.())
  }
}

/** The key that signs cookies, made once per installation. */
async function secretOf(db: SessionTables): Promise<string> {
  const made = JSON.stringify(randomBytes(32).toString('base64url'))
  await db
    .insertInto('account.setting')
    .values({ key: 'session_secret', value: made })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute()
  const row = await db
    .selectFrom('account.setting')
    .select('value')
    .where('key', '=', 'session_secret')
    .executeTakeFirstOrThrow()
  return String(row.value)
}

export async function sessions(db: SessionTables): Promise<RequestHandler> {
  return session({
    name: 'session',
    secret: await secretOf(db),
    store: new DatabaseStore(db),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: lifetimeMs, path: '/' },
  })
}

/** A browser says where a request starts; one that starts on another site may read nothing and write nothing. */
export const ownOrigin: RequestHandler = (request, _response, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next()
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Problem('other-origin')
  if (origin) {
    let host = ''
    try {
      host = new URL(origin).host
    } catch {}
    if (host !== request.headers.host) throw new Problem('other-origin')
  }
  next()
}
