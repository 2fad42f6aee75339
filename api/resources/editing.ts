/** Editing with history: fields merge, only the same field asks, and every state stays. */
import type { Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { changedFields, type EntryField, type EntryState, merge } from './changes.contract.ts'
import {
  type ResourceChange,
  type ResourceEntry,
  type ResourceVersion,
  resourceFaults,
  updateResource,
} from './contract.ts'
import { faultsOf, oneOfHours, regular } from './rules.ts'
import { knownTo, present, type Staff, select, survivorOf } from './select.ts'
import { replace } from './write.ts'

type Trx = Transaction<StaffDatabase>

/** Rules that read several fields: who changes one is told of the others. */
const together: readonly (readonly EntryField[])[] = [
  ['minAge', 'maxAge'],
  ['validFrom', 'validTo'],
  ['waitingList', 'waitingNumber'],
  ['visibility', 'geometry', 'area', 'keeper', 'stops'],
]

/** What partners do not change even of what their body owns: who sees it, who keeps it, whose it is. */
const ofTheCentre: readonly EntryField[] = ['visibility', 'keeper', 'owner']

/** @throws Problem not-allowed where a partner's body does not own it */
function mayEdit({ organisation_id }: { organisation_id: string | null }, caller: Caller): void {
  if (caller.role === 'partner' && (caller.body === null || organisation_id !== caller.body))
    throw new Problem('not-allowed')
}

/** The resource that an id means today, as the caller may see it. */
export async function found(db: Staff, id: string, caller: Caller) {
  const now = await survivorOf(db, id, caller)
  const row = now && (await select(db, caller).where('r.id', '=', now).executeTakeFirst())
  if (!row) throw new Problem('not-found')
  return row
}

/** The same, locked until the end of the transaction. */
export async function locked(trx: Trx, id: string, caller: Caller) {
  const now = await survivorOf(trx, id, caller)
  const row = now && (await select(trx, caller).where('r.id', '=', now).forUpdate('r').executeTakeFirst())
  if (!row) throw new Problem('not-found')
  return row
}

/**
 * Whether this very entry was added under its identity before.
 * @throws Problem id-reused where another one was, or somebody else's
 */
export async function addedBefore(
  db: Staff,
  { id, ...entry }: ResourceEntry & { id: string },
  caller: Caller,
): Promise<boolean> {
  const row = await db
    .selectFrom('resource.resource as r')
    .innerJoin('resource.resource_version as v', 'v.resource_id', 'r.id')
    .select(['r.created_by', 'v.content'])
    .where('r.id', '=', id)
    .where('v.version', '=', 1)
    .executeTakeFirst()
  if (!row) return false
  const first = row.content as EntryState
  // Who keeps it is given where it was not said.
  const sent: EntryState = { ...regular(entry), keeper: entry.keeper ?? first.keeper }
  if (row.created_by !== caller.userId || changedFields(first, sent).length > 0)
    throw new Problem('id-reused')
  return true
}

export async function stateOf(db: Staff, id: string, version: number): Promise<ResourceEntry | undefined> {
  const row = await db
    .selectFrom('resource.resource_version')
    .select('content')
    .where('resource_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.content as ResourceEntry | undefined
}

/**
 * A version that never was has no fields to agree with: whatever differs from it is asked about.
 * @param id what the edit started from, which may have been united with `row` since
 */
export async function brought(
  db: Staff,
  id: string,
  row: { id: string; version: number },
  { version, ...edit }: Partial<ResourceChange>,
) {
  const current = (await stateOf(db, row.id, row.version))!
  const same = id.toLowerCase() === row.id && version === row.version
  const base = same || version === undefined ? current : await stateOf(db, id, version)
  return merge<ResourceEntry>(base ?? {}, current, oneOfHours(regular(edit)) as EntryState)
}

/** The faults of what an edit touches: an old fault elsewhere does not stand in its way. */
export async function faultsOfEdit(
  db: Staff,
  merged: ResourceEntry,
  changed: readonly EntryField[],
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const touched = new Set(changed)
  for (const fields of together)
    if (fields.some(field => touched.has(field))) for (const field of fields) touched.add(field)
  const part = Object.fromEntries([...touched].map(field => [field, merged[field]]))
  return faultsOf(db, part, caller, today)
}

const faultsOfPartner = (changed: readonly EntryField[], caller: Caller): Fault[] =>
  (caller.role === 'partner' ? changed : [])
    .filter(field => ofTheCentre.includes(field))
    .map(field => ({
      pointer: pointer('body', field),
      code: 'kept_by_centre',
      detail: resourceFaults.kept_by_centre,
    }))

/** @throws Problem not-found where the caller may not see it */
export async function checkEdit(
  db: Staff,
  id: string,
  edit: Partial<ResourceChange>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const row = await found(db, id, caller)
  mayEdit(row, caller)
  const { merged, changed } = await brought(db, id, row, edit)
  return [...(await faultsOfEdit(db, merged, changed, caller, today)), ...faultsOfPartner(changed, caller)]
}

/** @throws Problem changed-meanwhile with both values of each field that two edits changed */
export const edit = (db: Staff, id: string, change: ResourceChange, caller: Caller, today: string) =>
  db.transaction().execute(trx => editWithin(trx, id, change, caller, today, updateResource.id))

/**
 * @param operation the operation's id, for the trail
 * @param proposal the one that is accepted with the edit
 */
export async function editWithin(
  trx: Trx,
  id: string,
  change: ResourceChange,
  caller: Caller,
  today: string,
  operation: string,
  proposal?: string,
): Promise<void> {
  const row = await locked(trx, id, caller)
  mayEdit(row, caller)
  const { merged, changed, conflicts } = await brought(trx, id, row, change)
  if (conflicts.length > 0)
    throw new Problem('changed-meanwhile', [], { conflicts, current: present(row, today) })
  if (changed.length === 0) return
  // Checked before the lock too; what another edit has changed since then was not.
  if (row.version !== change.version) {
    const faults = [
      ...(await faultsOfEdit(trx, merged, changed, caller, today)),
      ...faultsOfPartner(changed, caller),
    ]
    if (faults.length > 0) throw new Problem('invalid-request', faults)
  }
  await replace(trx, row, merged, caller, operation, proposal)
}

/** Newest first. States in which it was confidential are for its own centre's operators. */
export async function historyOf(db: Staff, id: string, caller: Caller): Promise<ResourceVersion[]> {
  const row = await found(db, id, caller)
  const own = caller.role === 'operator' && caller.centre === row.keeper_centre_id
  const rows = await db
    .selectFrom('resource.resource_version as v')
    .leftJoin('account.user as u', 'u.id', 'v.changed_by')
    .leftJoin('resource.proposal as p', 'p.id', 'v.proposal_id')
    .leftJoin('account.organisation as o', 'o.id', 'p.organisation_id')
    .select([
      'v.version',
      'v.content',
      'v.changed_at',
      'u.role',
      'u.centre_id',
      'v.proposal_id',
      'o.name as organisation',
    ])
    .where('v.resource_id', '=', row.id)
    .orderBy('v.version')
    .execute()
  const merges = await db
    .selectFrom('resource.merge as m')
    .innerJoin('resource.resource as r', 'r.id', 'm.merged_id')
    .select(['m.id', 'm.version', 'm.merged_id as resource', 'r.name', 'm.undone_at'])
    .where('m.kept_id', '=', row.id)
    .where(knownTo(caller) as never)
    .execute()
  const states = rows.map(each => ({ ...each, content: each.content as unknown as ResourceEntry }))
  return states
    .filter(({ content }) => own || content.visibility !== 'restricted')
    .map(({ version, content, changed_at, role, centre_id, proposal_id, organisation }, index, told) => ({
      version,
      at: new Date(changed_at).toISOString(),
      by: role === null ? null : { role: role as 'operator', centre: centre_id },
      ...(proposal_id === null ? {} : { proposedBy: { organisation } }),
      ...mergeTold(merges.find(merge => merge.version === version)),
      changed: index === 0 ? [] : changedFields(told[index - 1]!.content, content),
      content,
    }))
    .reverse()
}

type Merge = { id: string; resource: string; name: string; undone_at: unknown }
const mergeTold = (merge: Merge | undefined): Pick<ResourceVersion, 'merge'> =>
  merge
    ? {
        merge: {
          id: merge.id,
          resource: merge.resource,
          name: merge.name,
          undone: merge.undone_at !== null,
        },
      }
    : {}
