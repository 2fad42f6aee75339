/** What becomes of a row: accepted by the ways in which the census is added to and edited, refused, or taken back. */
import { sql } from 'kysely'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import type { EntryField, EntryState } from '../changes.contract.ts'
import { changedFields, entryFields, merge, sameField } from '../changes.contract.ts'
import { ResourceEntry } from '../contract.ts'
import { locked, stateOf } from '../editing.ts'
import { oneOfHours, withReadHours } from '../rules.ts'
import type { Staff } from '../select.ts'
import { insertAll, replace } from '../write.ts'
import { likely, likelyWaiting, namedAlike } from './compare.ts'
import {
  acceptImportRows,
  blockingFaults,
  decideImportRow,
  doubtfulFaults,
  type ImportContent,
  type ResourceImport,
  type RowFault,
  rowFaultWords,
  undoImport,
} from './contract.ts'
import type { Trx } from './load.ts'
import { filters } from './queue.ts'

type Row = {
  id: number
  batch_id: string
  state: string
  grade: string
  content: ImportContent
  faults: RowFault[]
  external_id: string | null
  similar_id: string | null
  waits_as: number | null
  same_row: number | null
  updates_id: string | null
  resource_id: string | null
  version: number | null
}
export type Batch = Pick<ResourceImport, 'id' | 'source' | 'licence'>

const isBlocking = ({ code }: RowFault) => (blockingFaults as readonly string[]).includes(code)
const isDoubtful = ({ code }: RowFault) => (doubtfulFaults as readonly string[]).includes(code)
export const gradeOf = (faults: readonly RowFault[]) =>
  faults.some(isBlocking) ? 'blocked' : faults.some(isDoubtful) ? 'doubt' : 'ready'

/** The entry that a row is, with where it comes from; its hours were made regular when it was read. */
const entryOf = (content: ImportContent, { source, licence }: Batch): ResourceEntry =>
  ResourceEntry.parse({ ...content, source, ...(licence ? { licence } : {}) })

async function lockedRows(
  trx: Trx,
  batch: string,
  which: ReturnType<typeof sql<boolean>>,
  most?: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select q.id, q.batch_id, q.state, q.grade, q.content, q.faults, q.external_id, q.similar_id, q.waits_as, q.same_row, q.updates_id, q.resource_id, q.version
      from resource.import_row q where q.batch_id = ${batch}::uuid and ${which} order by q.id
       limit ${most ?? null}::bigint for update`.execute(trx)
  return rows
}
export const oneRow = async (trx: Trx, batch: string, id: number): Promise<Row> => {
  const [row] = await lockedRows(trx, batch, sql<boolean>`q.id = ${id}`)
  if (!row || row.state === 'skipped') throw new Problem('not-found')
  return row
}

async function decided(
  trx: Trx,
  rows: readonly { id: number; resource: string | null; version: number | null }[],
  state: string,
  caller: Caller,
) {
  await sql`
    update resource.import_row q
       set state = ${state}, resource_id = d.resource, version = d.version, decided_by = ${caller.userId}::uuid, decided_at = now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (id bigint, resource uuid, version integer)
     where q.id = d.id`.execute(trx)
}

/**
 * New resources of rows that nothing stands in the way of.
 * @returns their ids
 */
async function add(
  trx: Trx,
  rows: readonly Row[],
  batch: Batch,
  caller: Caller,
  operation: string,
): Promise<string[]> {
  const ids = await insertAll(
    trx,
    rows.map(({ content }) => entryOf(content, batch)),
    caller,
    operation,
    { origins: rows.map(({ external_id }) => ({ external_id, import_batch_id: batch.id })) },
  )
  await decided(
    trx,
    rows.map(({ id }, index) => ({ id, resource: ids[index]!, version: 1 })),
    'accepted',
    caller,
  )
  return ids
}

/**
 * What a later file says of a resource that an earlier one brought, on top of what was edited since.
 * @returns the fields that both changed; then nothing is written
 */
async function update(trx: Trx, row: Row, caller: Caller, operation: string): Promise<EntryField[]> {
  const inForce = await locked(trx, row.updates_id!, caller)
  const { rows } = await sql<{ version: number }>`
    select p.version from resource.import_row p where p.resource_id = ${row.updates_id}::uuid and p.state = 'accepted'
       and p.external_id is not distinct from ${row.external_id} and p.version is not null order by p.id desc limit 1`.execute(
    trx,
  )
  const current = (await stateOf(trx, inForce.id, inForce.version))!
  const base = (await stateOf(trx, inForce.id, rows[0]?.version ?? inForce.version)) ?? current
  // What the source says as it did before is no change of its own.
  const said: EntryState = oneOfHours({ ...row.content })
  const news = entryFields.filter(
    field => said[field] !== undefined && !sameField(field, said[field], base[field]),
  )
  const edit = Object.fromEntries(news.map(field => [field, said[field]])) as EntryState
  const { merged, changed, conflicts } = merge<ResourceEntry>(base, current, edit)
  if (conflicts.length > 0) return conflicts.map(({ field }) => field)
  if (changed.length > 0) await replace(trx, inForce, merged, caller, operation)
  await decided(
    trx,
    [{ id: row.id, resource: inForce.id, version: changed.length > 0 ? inForce.version + 1 : null }],
    'accepted',
    caller,
  )
  return []
}

const inTheWay = (faults: readonly RowFault[]): Fault[] =>
  faults.filter(isBlocking).map(({ code, field }) => ({
    pointer: field ? pointer('body', field) : '#/body',
    code,
    detail: rowFaultWords[code],
  }))

/** Two acceptances at once would not see what the other adds: one goes after the other. */
const alone = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('acceptance of imported resources'))`.execute(trx)

/** @returns with what the row is a duplicate of, when something like it has come since it was compared */
export function accept(db: Staff, batch: Batch, id: number, caller: Caller) {
  return db.transaction().execute(async trx => {
    await alone(trx)
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') return
    if (row.grade === 'blocked') throw new Problem('invalid-request', inTheWay(row.faults))
    if (!row.updates_id) {
      if (row.similar_id === null && (await isDuplicateNow(trx, row))) return
      await add(trx, [row], batch, caller, decideImportRow.id)
      return
    }
    const conflicts = await update(trx, row, caller, decideImportRow.id)
    if (conflicts.length > 0)
      throw new Problem(
        'changed-meanwhile',
        conflicts.map(field => ({
          pointer: pointer('body', field),
          code: 'changed_meanwhile',
          detail: rowFaultWords.changed_meanwhile,
        })),
      )
  })
}

/** A row that was shown to be like nothing of the census is compared with it once more. */
async function isDuplicateNow(trx: Trx, row: Row): Promise<boolean> {
  const one = sql`q.id = ${row.id}`
  await likely(trx, one)
  // One that somebody decides on, though an earlier row waits, has been decided.
  if (row.state === 'waiting') await likelyWaiting(trx, one, sql`o.id < q.id`)
  const now = await oneRow(trx, row.batch_id, row.id)
  return now.similar_id !== row.similar_id || now.state !== row.state
}

/** Rows in one transaction: others have their turn between two. */
const perAct = 2000
/** A change that was on its way while the file was compared shows up later than its own instant. */
const margin = '10 minutes'

/** What is like rows that are about to be accepted and has come since their file was compared: no double is made. */
async function compareAgain(trx: Trx, batch: Batch, ids: readonly number[], ofThisAct: readonly string[]) {
  const these = sql`q.id = any (${ids}::bigint[]) and q.updates_id is null`
  const { rows } = await sql<{ since: string[] }>`
    select coalesce(array_agg(distinct v.resource_id), '{}') as since from resource.resource_version v
     where v.changed_at >= (select imported_at from resource.import_batch where id = ${batch.id}::uuid) - ${margin}::interval
       and v.resource_id <> all (${ofThisAct}::uuid[])`.execute(trx)
  const { since } = rows[0]!
  if (since.length > 0) await likely(trx, these, sql`r.id = any (${since}::uuid[])`)
  // Rows of one file were compared with each other when it was loaded, and where they were corrected.
  await namedAlike(trx, sql`${these} and q.state = 'waiting'`, sql`o.id < q.id and o.batch_id <> q.batch_id`)
}

/** @returns how many were accepted, and how many are duplicates now */
export async function acceptAll(
  db: Staff,
  batch: Batch,
  caller: Caller,
): Promise<{ accepted: number; returned: number }> {
  let accepted = 0
  let returned = 0
  let after = 0
  const ofThisAct: string[] = []
  for (;;) {
    const some = await db.transaction().execute(async trx => {
      await alone(trx)
      const rows = await lockedRows(trx, batch.id, sql<boolean>`${filters.ready} and q.id > ${after}`, perAct)
      if (rows.length === 0) return rows
      await compareAgain(
        trx,
        batch,
        rows.map(({ id }) => id),
        ofThisAct,
      )
      const { rows: still } = await sql<{ id: number }>`
        select q.id from resource.import_row q where q.id = any (${rows.map(({ id }) => id)}::bigint[]) and q.state = 'waiting'`.execute(
        trx,
      )
      const waiting = new Set(still.map(({ id }) => id))
      const fresh = rows.filter(({ id, updates_id }) => updates_id === null && waiting.has(id))
      if (fresh.length > 0) ofThisAct.push(...(await add(trx, fresh, batch, caller, acceptImportRows.id)))
      let refused = 0
      for (const row of rows.filter(({ updates_id }) => updates_id !== null)) {
        const conflicts = await update(trx, row, caller, acceptImportRows.id)
        if (conflicts.length === 0) continue
        refused += 1
        const faults = [...row.faults, ...conflicts.map(field => ({ code: 'changed_meanwhile', field }))]
        await sql`update resource.import_row set faults = ${JSON.stringify(faults)}::jsonb, grade = 'blocked' where id = ${row.id}`.execute(
          trx,
        )
      }
      returned += rows.length - waiting.size
      accepted += waiting.size - refused
      return rows
    })
    if (some.length === 0) return { accepted, returned }
    after = some.at(-1)!.id
  }
}

/** «È un’altra»: not what an earlier file brought under this id, so the id says nothing of it either. */
export function setApart(db: Staff, batch: Batch, id: number, caller: Caller) {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') throw new Problem('invalid-request', [])
    const faults = row.faults.filter(
      ({ code }) => code !== 'another_identity' && code !== 'changed_meanwhile',
    )
    await sql`
      update resource.import_row set updates_id = null, external_id = null, faults = ${JSON.stringify(faults)}::jsonb,
             grade = ${gradeOf(faults)}, state = 'waiting' where id = ${id}`.execute(trx)
    await likely(trx, sql`q.id = ${id}`)
    await likelyWaiting(trx, sql`q.id = ${id} and q.state = 'waiting'`, sql`true`)
    await trail(trx, decideImportRow.id, batch.id, caller)
  })
}

/** «È la stessa di»: what the census has not yet is added to it, as an edit; what it has stays. */
export function addMissing(db: Staff, batch: Batch, id: number, resource: string, caller: Caller) {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') return
    const inForce = await locked(trx, resource, caller)
    const current = (await stateOf(trx, inForce.id, inForce.version))!
    const isMissing = (field: EntryField) => {
      const value = current[field]
      return (
        value === undefined ||
        value === null ||
        (Array.isArray(value) && value.length === 0) ||
        (field === 'wheelchair' && value === 'unknown')
      )
    }
    const merged: Record<string, unknown> = { ...current }
    // Where it is and what kind it is are never missing: those of the census stay.
    for (const field of entryFields)
      if (field !== 'geometry' && row.content[field as keyof ImportContent] !== undefined && isMissing(field))
        merged[field] = row.content[field as keyof ImportContent]
    const entry = withReadHours(merged) as ResourceEntry
    const changed = changedFields(current, entry).length > 0
    if (changed) await replace(trx, inForce, entry, caller, decideImportRow.id)
    await decided(
      trx,
      [{ id, resource: inForce.id, version: changed ? inForce.version + 1 : null }],
      'accepted',
      caller,
    )
  })
}

export function refuse(db: Staff, batch: Batch, id: number, caller: Caller) {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') throw new Problem('invalid-request', [])
    await decided(trx, [{ id, resource: null, version: null }], 'refused', caller)
    await trail(trx, decideImportRow.id, batch.id, caller)
  })
}

/** Back into the queue; what an acceptance made is taken back while nobody has touched it. */
export function wait(db: Staff, batch: Batch, id: number, caller: Caller) {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') {
      const { kept } = await takeBack(trx, [row], caller, decideImportRow.id)
      if (kept.length > 0) throw new Problem('changed-meanwhile')
    }
    await decided(
      trx,
      [{ id, resource: null, version: null }],
      row.similar_id || row.waits_as || row.same_row !== null ? 'duplicate' : 'waiting',
      caller,
    )
    await trail(trx, decideImportRow.id, batch.id, caller)
  })
}

const trail = (trx: Trx, operation: string, target: string, caller: Caller) =>
  trx.insertInto('account.audit_event').values({ user_id: caller.userId, operation, target }).execute()

type Taken = { removed: string[]; reverted: string[]; closed: string[]; kept: string[] }

/** Resources that nobody has touched since: those that the rows added go away, those that they changed go back. */
async function takeBack(trx: Trx, rows: readonly Row[], caller: Caller, operation: string): Promise<Taken> {
  const taken: Taken = { removed: [], reverted: [], closed: [], kept: [] }
  const of = rows.filter(({ resource_id, version }) => resource_id !== null && version !== null)
  if (of.length === 0) return taken
  const { rows: found } = await sql<{ id: string; version: number; checks: number }>`
    select r.id, r.version, (select count(*)::int from resource.resource_check c where c.resource_id = r.id) as checks
      from resource.resource r where r.id = any (${of.map(({ resource_id }) => resource_id)}::uuid[]) for update of r`.execute(
    trx,
  )
  const inForce = new Map(found.map(each => [each.id, each]))
  const toRemove: string[] = []
  for (const { resource_id, version } of of) {
    const resource = inForce.get(resource_id!)
    if (!resource) continue
    if (resource.version !== version || resource.checks > 0) taken.kept.push(resource.id)
    else if (version === 1) toRemove.push(resource.id)
    else {
      const before = await stateOf(trx, resource.id, version - 1)
      await replace(trx, await locked(trx, resource.id, caller), before!, caller, operation)
      taken.reverted.push(resource.id)
    }
  }
  if (toRemove.length === 0) return taken
  if (await removed(trx, toRemove)) taken.removed.push(...toRemove)
  else
    for (const id of toRemove)
      if (await removed(trx, [id])) taken.removed.push(id)
      else {
        const resource = await locked(trx, id, caller)
        const state = (await stateOf(trx, id, resource.version))!
        await replace(trx, resource, { ...state, status: 'closed' }, caller, operation)
        taken.closed.push(id)
      }
  return taken
}

/** @returns false, and nothing done, when something refers to one of them */
async function removed(trx: Trx, ids: readonly string[]): Promise<boolean> {
  await sql`savepoint removal`.execute(trx)
  try {
    await sql`delete from resource.resource_version where resource_id = any (${ids}::uuid[])`.execute(trx)
    await sql`delete from resource.resource where id = any (${ids}::uuid[])`.execute(trx)
    await sql`release savepoint removal`.execute(trx)
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error
    await sql`rollback to savepoint removal`.execute(trx)
    return false
  }
}

/** The whole file: its resources as above, its waiting rows away, its line in the list while something of it stays. */
export function undo(db: Staff, batch: Batch, caller: Caller) {
  return db.transaction().execute(async trx => {
    const rows = await lockedRows(trx, batch.id, sql<boolean>`q.state = 'accepted'`)
    const taken = await takeBack(trx, rows, caller, undoImport.id)
    const stays = [...taken.closed, ...taken.kept]
    const { rows: named } = await sql<{ id: string; name: string }>`
      select id, name from resource.resource where id = any (${stays}::uuid[]) order by name, id`.execute(trx)
    await sql`delete from resource.import_row where batch_id = ${batch.id}::uuid
               and not coalesce(resource_id = any (${stays}::uuid[]), false)`.execute(trx)
    await (stays.length > 0
      ? sql`update resource.import_batch set undone_at = now() where id = ${batch.id}::uuid`
      : sql`delete from resource.import_batch where id = ${batch.id}::uuid`
    ).execute(trx)
    await trail(trx, undoImport.id, batch.id, caller)
    const listed = (ids: readonly string[]) => named.filter(({ id }) => ids.includes(id))
    return {
      removed: taken.removed.length,
      reverted: taken.reverted.length,
      closed: listed(taken.closed),
      kept: listed(taken.kept),
    }
  })
}
