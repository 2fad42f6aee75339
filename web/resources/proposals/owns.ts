/** Whether an account is of the body that owns a resource: what the server asks again before each write. */
import type { Account } from '../../../api/accounts/contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'

export const owns = ({ body }: Pick<Account, 'body'>, { properties: { owner } }: Resource): boolean =>
  body !== undefined && owner !== undefined && body.name === owner.name && body.kind === owner.kind
