/** Editing with history: fields merge, only the same field asks, and every state stays. */
import type { Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { changedFields, type EntryField, type EntryState, merge } from './changes.contract.ts'
import { type ResourceChange, type ResourceEntry, type ResourceVersion, updateResource } from './contract.ts'
import { faultsOf, regular } from './rules.ts'
import { present, type Staff, select } from './select.ts'
import { replace } from './write.ts'

type Trx = Transaction<StaffDatabase>

/** Rules that read several fields: who changes one is told of the others. */
const together: readonly (readonly EntryField[])[] = [
  ['minAge', 'maxAge'],
  ['validFrom', 'validTo'],
  ['waitingList', 'waitingNumber'],
  ['visibility', 'geometry', 'area', 'keeper', 'stops'],
]

/** The row as the caller may see it, locked until the end of the transaction. */
export async function locked(trx: Trx, id: string, caller: Caller) {
  const row = await select(trx, caller).where('r.id', '=', id).forUpdate('r').executeTakeFirst()
  if (!row) throw new Problem('not-found')
  return row
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

/** A version that never was has no fields to agree with: whatever differs from it is asked about. */
async function brought(
  db: Staff,
  id: string,
  inForce: number,
  { version, ...edit }: Partial<ResourceChange>,
) {
  const current = (await stateOf(db, id, inForce))!
  const base = version === inForce || version === undefined ? current : await stateOf(db, id, version)
  return merge<ResourceEntry>(base ?? {}, current, regular(edit) as EntryState)
}

/** The faults of what an edit touches: an old fault elsewhere does not stand in its way. */
async function faultsOfEdit(
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

/** @throws Problem not-found where the caller may not see it */
export async function checkEdit(
  db: Staff,
  id: string,
  edit: Partial<ResourceChange>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const row = await select(db, caller).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not-found')
  const { merged, changed } = await brought(db, id, row.version, edit)
  return faultsOfEdit(db, merged, changed, caller, today)
}

/** @throws Problem changed-meanwhile with both values of each field that two edits changed */
export function edit(db: Staff, id: string, change: ResourceChange, caller: Caller, today: string) {
  return db.transaction().execute(async trx => {
    const row = await locked(trx, id, caller)
    const { merged, changed, conflicts } = await brought(trx, id, row.version, change)
    if (conflicts.length > 0)
      throw new Problem('changed-meanwhile', [], { conflicts, current: present(row, today) })
    if (changed.length === 0) return
    // Checked before the lock too; what another edit has changed since then was not.
    if (row.version !== change.version) {
      const faults = await faultsOfEdit(trx, merged, changed, caller, today)
      if (faults.length > 0) throw new Problem('invalid-request', faults)
    }
    await replace(trx, row, merged, caller, updateResource.id)
  })
}

/** Newest first. States in which it was confidential are for its own centre's operators. */
export async function historyOf(db: Staff, id: string, caller: Caller): Promise<ResourceVersion[]> {
  const row = await select(db, caller).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not-found')
  const own = caller.role === 'operator' && caller.centre === row.keeper_centre_id
  const rows = await db
    .selectFrom('resource.resource_version as v')
    .leftJoin('account.user as u', 'u.id', 'v.changed_by')
    .select(['v.version', 'v.content', 'v.changed_at', 'u.role', 'u.centre_id'])
    .where('v.resource_id', '=', id)
    .orderBy('v.version')
    .execute()
  const states = rows.map(each => ({ ...each, content: each.content as unknown as ResourceEntry }))
  return states
    .filter(({ content }) => own || content.visibility !== 'restricted')
    .map(({ version, content, changed_at, role, centre_id }, index, told) => ({
      version,
      at: new Date(changed_at).toISOString(),
      by: role === null ? null : { role: role as 'operator', centre: centre_id },
      changed: index === 0 ? [] : changedFields(told[index - 1]!.content, content),
      content,
    }))
    .reverse()
}
