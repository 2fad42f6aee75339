/** What becomes of a row: accepted by the ways in which the census is added to and edited, refused, or taken back. */
import { sql } from 'kysely'
import { refusals } from '../../guard/contract.ts'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import type { EntryField, EntryState } from '../changes.contract.ts'
import { changedFields, entryFields, merge, sameField } from '../changes.contract.ts'
import { ResourceEntry } from '../contract.ts'
import { locked, stateOf } from '../editing.ts'
import { oneOfHours, regular, withReadHours } from '../rules.ts'
import type { Staff } from '../select.ts'
import { insertAll, replace } from '../write.ts'
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
  state: string
  grade: string
  content: ImportContent
  faults: RowFault[]
  external_id: string | null
  similar_id: string | null
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
    select q.id, q.state, q.grade, q.content, q.faults, q.external_id, q.similar_id, q.updates_id, q.resource_id, q.version
      from resource.import_row q where q.batch_id = ${batch}::uuid and ${which} order by q.id
       limit ${most ?? null}::bigint for update`.execute(trx)
  return rows
}
const oneRow = async (trx: Trx, batch: string, id: number): Promise<Row> => {
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

/** New resources of rows that nothing stands in the way of. */
async function add(trx: Trx, rows: readonly Row[], batch: Batch, caller: Caller, operation: string) {
  const ids = await insertAll(
    trx,
    rows.map(({ content }) => entryOf(content, batch)),
    caller,
    operation,
    rows.map(({ external_id }) => ({ external_id, import_batch_id: batch.id })),
  )
  await decided(
    trx,
    rows.map(({ id }, index) => ({ id, resource: ids[index]!, version: 1 })),
    'accepted',
    caller,
  )
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

export function accept(db: Staff, batch: Batch, id: number, caller: Caller) {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') return
    if (row.grade === 'blocked') throw new Problem('invalid-request', inTheWay(row.faults))
    if (!row.updates_id) return add(trx, [row], batch, caller, decideImportRow.id)
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

/** Rows in one transaction: others have their turn between two. */
const perAct = 2000

/** @returns how many were accepted */
export async function acceptAll(db: Staff, batch: Batch, caller: Caller): Promise<number> {
  let accepted = 0
  let after = 0
  for (;;) {
    const some = await db.transaction().execute(async trx => {
      const rows = await lockedRows(trx, batch.id, sql<boolean>`${filters.ready} and q.id > ${after}`, perAct)
      const fresh = rows.filter(({ updates_id }) => updates_id === null)
      if (fresh.length > 0) await add(trx, fresh, batch, caller, acceptImportRows.id)
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
      accepted += rows.length - refused
      return rows
    })
    if (some.length === 0) return accepted
    after = some.at(-1)!.id
  }
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
      row.similar_id ? 'duplicate' : 'waiting',
      caller,
    )
    await trail(trx, decideImportRow.id, batch.id, caller)
  })
}

export function correct(db: Staff, batch: Batch, id: number, change: Record<string, unknown>): Promise<void> {
  return db.transaction().execute(async trx => {
    const row = await oneRow(trx, batch.id, id)
    if (row.state === 'accepted') throw new Problem('not-found')
    const content: Record<string, unknown> = { ...row.content, ...oneOfHours(regular(change)) }
    for (const [field, value] of Object.entries(content)) if (value === null) delete content[field]
    const found = refusals(change)
    if (found.length > 0)
      throw new Problem(
        'invalid-request',
        found.map(({ path, kind, detail }) => ({ pointer: pointer('body', ...path), code: kind, detail })),
      )
    const faults = row.faults.filter(({ field }) => field === null || !(field in change))
    const geometry = change.geometry ? JSON.stringify(change.geometry) : null
    if (geometry) {
      const { rows } = await sql<{ valid: boolean; inside: boolean }>`
        select derived.valid_geometry(${geometry}) as valid, derived.inside_municipality(${geometry}) as inside`.execute(
        trx,
      )
      if (!rows[0]!.valid) faults.push({ code: 'invalid_geometry', field: 'geometry' })
      else if (!rows[0]!.inside) faults.push({ code: 'outside_municipality', field: 'geometry' })
      content.positionQuality = 'approximate'
    }
    await sql`
      update resource.import_row set content = ${JSON.stringify(content)}::jsonb, faults = ${JSON.stringify(faults)}::jsonb,
             grade = ${gradeOf(faults)},
             geometry = ${geometry ? sql`st_setsrid(st_geomfromgeojson(${geometry}), 4326)` : sql`geometry`}
       where id = ${id}`.execute(trx)
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
