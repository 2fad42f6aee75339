/** Signing in and out. */
import type { Request, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Handles } from '../db/connect.ts'
import type { Role } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { type Account, logIn, logOut, whoAmI } from './contract.ts'
import { passwordMatches } from './password.ts'

type Staff = Handles['staff']

const account = (db: Staff) =>
  db
    .selectFrom('account.user as u')
    .leftJoin('account.organisation as o', 'o.id', 'u.organisation_id')
    .select([
      'u.id',
      'u.username',
      'u.display_name',
      'u.role',
      'u.centre_id',
      'u.password_hash',
      'o.name as organisation',
    ])
    .where('u.active', '=', true)

/** Who calls, looked up at each request so that a shut account is out at once. */
export const callerOf =
  (db: Staff) =>
  async (request: Request): Promise<Caller | undefined> => {
    const userId = request.session?.userId
    if (!userId) return undefined
    const row = await account(db).where('u.id', '=', userId).executeTakeFirst()
    return row && { userId: row.id, username: row.username, role: row.role as Role, centre: row.centre_id }
  }

type Row = {
  username: string
  display_name: string
  role: string
  centre_id: string | null
  organisation: string | null
}
const present = (row: Row): Account => ({
  username: row.username,
  displayName: row.display_name,
  role: row.role as Role,
  centre: row.centre_id,
  organisation: row.organisation,
})

/** The account of a session for the first paint; null when nobody is signed in. */
export const accountOf =
  (db: Staff) =>
  async (request: Request): Promise<Account | null> => {
    const userId = request.session?.userId
    const row = userId ? await account(db).where('u.id', '=', userId).executeTakeFirst() : undefined
    return row ? present(row) : null
  }

/** @param signedOut told of a request whose cookie has just stopped opening anything */
export function accounts(
  router: Router,
  context: Context,
  db: Staff,
  signedOut: (request: Request) => void,
): void {
  // Ten wrong answers per address and name in a quarter of an hour: a forgotten password fits, guessing does not.
  router.post(
    logIn.path,
    rateLimit({
      windowMs: 15 * 60 * 1000,
      limit: 10,
      skipSuccessfulRequests: true,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      validate: { keyGeneratorIpFallback: false },
      keyGenerator: request => `${request.ip} ${String(request.body?.username).slice(0, 100)}`,
      handler: () => {
        throw new Problem('too-many-attempts')
      },
    }),
  )

  route(router, context, logIn, {
    async handle({ body, request }) {
      const row = await account(db).where('u.username', '=', body.username).executeTakeFirst()
      if (!(await passwordMatches(body.password, row?.password_hash)) || !row)
        throw new Problem('wrong-credentials')
      // A new session id at each sign-in: one planted before it opens nothing.
      await new Promise<void>((resolve, reject) =>
        request.session.regenerate(error => (error ? reject(error) : resolve())),
      )
      request.session.userId = row.id
      await new Promise<void>((resolve, reject) =>
        request.session.save(error => (error ? reject(error) : resolve())),
      )
      await db.insertInto('account.audit_event').values({ user_id: row.id, operation: logIn.id }).execute()
      return present(row)
    },
  })

  route(router, context, logOut, {
    async handle({ request, response }) {
      signedOut(request)
      if (request.session?.userId)
        await new Promise<void>((resolve, reject) =>
          request.session.destroy(error => (error ? reject(error) : resolve())),
        )
      response.clearCookie('session', { path: '/' })
      return undefined
    },
  })

  route(router, context, whoAmI, {
    async handle({ caller }) {
      return present(await account(db).where('u.id', '=', caller.userId).executeTakeFirstOrThrow())
    },
  })
}
