/**
 * `npm run admin -- --username NAME` makes an account, the first of all: an administrator unless --role says
 * otherwise (operators need --centre; --organisation and --kind name the body of the census that a partner is of,
 * whose resources it edits). The password is asked for, never an argument, which others could read.
 */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { hashPassword } from './accounts/password.ts'
import { connect, StartFault } from './db/connect.ts'
import { migrate } from './db/migrate.ts'
import { EnvironmentFaults, readEnvironment } from './environment.ts'
import { roles } from './http/operation.ts'
import { ownerKinds } from './resources/types.codes.ts'

const shortest = 12 // characters; OWASP's floor for a password without a second factor is 8 to 15

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'admin' },
      centre: { type: 'string' },
      organisation: { type: 'string' },
      kind: { type: 'string' },
    },
  })
  const { username, name, role, centre, organisation, kind } = values
  const faults = [
    ...(username ? [] : ['--username is needed.']),
    ...((roles as readonly string[]).includes(role) ? [] : [`--role is one of ${roles.join(', ')}.`]),
    ...((role === 'operator') === (centre !== undefined)
      ? []
      : ['--centre is for operators, and they need one.']),
    ...(organisation === undefined || role === 'partner' ? [] : ['--organisation is for partners.']),
    ...(kind === undefined || (organisation !== undefined && (ownerKinds as readonly string[]).includes(kind))
      ? []
      : [`--kind goes with --organisation, and is one of ${ownerKinds.join(', ')}.`]),
  ]
  if (faults.length > 0) throw new StartFault(faults.join('\n'))

  const database = await connect(readEnvironment(process.env).where)
  try {
    await migrate(database.owner)
    await refuseFaults(database.owner, username!, centre)
    if (organisation !== undefined) await refuseBody(database.owner, organisation, kind)
    const password = await ask(`Password for ${username} (at least ${shortest} characters): `)
    if ([...password].length < shortest)
      throw new StartFault(`The password is shorter than ${shortest} characters.`)
    if (process.stdin.isTTY && password !== (await ask('Once more: ')))
      throw new StartFault('The two passwords differ. Nothing was made.')
    const password_hash = await hashPassword(password)
    await database.owner.transaction().execute(async trx => {
      await trx
        .insertInto('account.user')
        .values({
          username: username!,
          display_name: name ?? username!,
          role,
          centre_id: centre ?? null,
          organisation_id: organisation === undefined ? null : await accountsOf(trx, organisation, kind),
          password_hash,
        })
        .execute()
    })
    console.log(`Account ${username} (${role}) made.`)
  } finally {
    await database.close()
  }
}

type Owner = Awaited<ReturnType<typeof connect>>['owner']

async function refuseFaults(owner: Owner, username: string, centre: string | undefined): Promise<void> {
  const taken = await owner
    .selectFrom('account.user')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirst()
  if (taken) throw new StartFault(`An account named ${username} exists already. Nothing was changed.`)
  if (centre === undefined) return
  const known = (await owner.selectFrom('territory.centre').select('id').execute()).map(row => row.id)
  if (!known.includes(centre))
    throw new StartFault(
      `No centre is called ${centre}. There are: ${known.join(', ') || 'none, load them first'}.`,
    )
}

/** @throws StartFault when the name alone does not tell which body of the census it is */
async function refuseBody(owner: Owner, name: string, kind: string | undefined): Promise<void> {
  if (kind !== undefined) return
  const bodies = await owner
    .selectFrom('resource.organisation')
    .select('kind')
    .where('name', '=', name)
    .execute()
  if (bodies.length !== 1)
    throw new StartFault(
      `${bodies.length === 0 ? 'No body' : 'More than one body'} of the census is called ${name}: say --kind, one of ${(bodies.length === 0 ? ownerKinds : bodies.map(body => body.kind)).join(', ')}.`,
    )
}

/** The organisation of the accounts of a body, made with the body when the census has not met it yet. */
async function accountsOf(owner: Owner, name: string, kind: string | undefined): Promise<string> {
  if (kind !== undefined)
    await owner
      .insertInto('resource.organisation')
      .values({ name, kind })
      .onConflict(conflict => conflict.columns(['name', 'kind']).doNothing())
      .execute()
  const body = await owner
    .selectFrom('resource.organisation')
    .select('id')
    .where('name', '=', name)
    .$if(kind !== undefined, query => query.where('kind', '=', kind!))
    .executeTakeFirstOrThrow()
  const before = await owner
    .selectFrom('account.organisation')
    .select('id')
    .where('body_id', '=', body.id)
    .executeTakeFirst()
  if (before) return before.id
  const { id } = await owner
    .insertInto('account.organisation')
    .values({ name, body_id: body.id })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ body_id: body.id }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One line from the terminal without showing it, or from a pipe. */
async function ask(question: string): Promise<string> {
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  const line = await new Promise<string>(resolve => {
    terminal.once('line', resolve)
    terminal.once('close', () => resolve(''))
  })
  terminal.close()
  process.stdout.write('\n')
  return line
}

main().catch(error => {
  if (error instanceof EnvironmentFaults) for (const fault of error.faults) console.error(fault)
  else
    console.error(
      error instanceof StartFault || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error,
    )
  process.exit(1)
})
