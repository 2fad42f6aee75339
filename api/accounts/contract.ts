/** Who is at the keyboard: signing in, signing out, and the account behind a session. */
import { z } from 'zod'
import { operation, roles } from '../http/operation.ts'
import { ownerKinds } from '../resources/types.codes.ts'
import { Slug } from '../territory/contract.ts'

export const Account = z
  .object({
    username: z.string(),
    displayName: z.string(),
    role: z.enum(roles),
    centre: Slug.nullable().meta({ description: 'The centre of an operator; null for every other role' }),
    organisation: z.string().nullable(),
    body: z
      .object({ name: z.string(), kind: z.enum(ownerKinds) })
      .optional()
      .meta({ description: 'The body of the census that its organisation is: partners edit what it owns' }),
  })
  .meta({ id: 'Account' })
export type Account = z.output<typeof Account>

export const logIn = operation({
  id: 'logIn',
  method: 'post',
  path: '/session',
  summary: 'Sign in; sets the session cookie',
  allow: 'anyone',
  body: z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
  response: Account,
  problems: ['wrong-credentials', 'too-many-attempts'],
})

export const logOut = operation({
  id: 'logOut',
  method: 'delete',
  path: '/session',
  summary: 'Sign out; the session ends on the server too',
  allow: 'anyone',
  response: z.undefined(),
  status: 204,
})

export const whoAmI = operation({
  id: 'whoAmI',
  method: 'get',
  path: '/session',
  summary: 'The account of this session',
  allow: roles,
  response: Account,
})
