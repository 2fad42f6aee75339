/** Adding, editing with history, taking out on the same day: fields merge, links are added and taken away. */
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import type { Fault } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import type { Caller } from '../../http/route.ts'
import { type Staff, visibleTo } from '../select.ts'
import { organisationOf } from '../write.ts'
import { changedProjectFields, mergeProject, type ProjectFields } from './changes.contract.ts'
import {
  addProject,
  deleteProject,
  type ProjectChange,
  type ProjectEntry,
  type ProjectField,
  updateProject,
} from './contract.ts'
import { faultsOfProject } from './rules.ts'
import { presentProject, selectProjects } from './select.ts'

type Trx = Transaction<StaffDatabase>

/** @returns false, and nothing done, when something has this identity already */
export const insertProject = (
  db: Staff,
  id: string,
  { resources, ...entry }: ProjectEntry & { resources: string[] },
  caller: Caller,
  today: string,
): Promise<boolean> =>
  db.transaction().execute(async trx => {
    const inserted = await trx
      .insertInto('resource.project')
      .values({ ...(await rowOf(trx, entry)), id, created_by: caller.userId, added_on: today })
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) return false
    await addSides(trx, id, entry)
    await link(trx, id, resources, caller)
    await addVersion(trx, id, 1, entry, caller)
    await trail(trx, id, caller, addProject.id)
    return true
  })

/**
 * Whether this very project was added under its identity before; the resources it keeps alive are no part of it.
 * @throws Problem id-reused where another one was, or somebody else's
 */
export async function addedProjectBefore(
  db: Staff,
  id: string,
  { resources: _resources, ...entry }: ProjectEntry & { resources?: string[] },
  caller: Caller,
): Promise<boolean> {
  const row = await db
    .selectFrom('resource.project')
    .select('created_by')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return false
  const first = (await stateOf(db, id, 1))!
  if (row.created_by !== caller.userId || changedProjectFields(first, entry).length > 0)
    throw new Problem('id-reused')
  return true
}

/** Rules that read several fields: who changes one is told of the others. */
const together: readonly (readonly ProjectField[])[] = [
  ['from', 'until', 'state'],
  ['areas', 'wholeCity'],
]

async function stateOf(db: Staff, id: string, version: number): Promise<ProjectEntry | undefined> {
  const row = await db
    .selectFrom('resource.project_version')
    .select('content')
    .where('project_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.content as ProjectEntry | undefined
}

async function versionOf(db: Staff, id: string): Promise<number> {
  const row = await db
    .selectFrom('resource.project')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('not-found')
  return row.version
}

async function brought(db: Staff, id: string, inForce: number, change: Partial<ProjectChange>) {
  const { version, link: _link, unlink: _unlink, ...fields } = change
  const current = (await stateOf(db, id, inForce))!
  const base = version === inForce || version === undefined ? current : await stateOf(db, id, version)
  return mergeProject<ProjectEntry>(base ?? {}, current, fields as ProjectFields)
}

/** The faults of what an edit touches. */
function faultsOfEdit(
  db: Staff,
  merged: ProjectEntry,
  changed: readonly ProjectField[],
  links: Partial<ProjectChange>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const touched = new Set(changed)
  for (const fields of together)
    if (fields.some(field => touched.has(field))) for (const field of fields) touched.add(field)
  const part = Object.fromEntries([...touched].map(field => [field, merged[field]]))
  return faultsOfProject(db, part, { link: links.link, unlink: links.unlink }, caller, today)
}

/** @throws Problem not-found */
export async function checkProjectEdit(
  db: Staff,
  id: string,
  change: Partial<ProjectChange>,
  caller: Caller,
  today: string,
): Promise<Fault[]> {
  const { merged, changed } = await brought(db, id, await versionOf(db, id), change)
  return faultsOfEdit(db, merged, changed, change, caller, today)
}

/** @throws Problem changed-meanwhile with both values of each field that two edits changed */
export const editProject = (db: Staff, id: string, change: ProjectChange, caller: Caller, today: string) =>
  db.transaction().execute(async trx => {
    const row = await selectProjects(trx, caller).where('p.id', '=', id).forUpdate('p').executeTakeFirst()
    if (!row) throw new Problem('not-found')
    const { merged, changed, conflicts } = await brought(trx, id, row.version, change)
    if (conflicts.length > 0)
      throw new Problem('changed-meanwhile', [], { conflicts, current: presentProject(row) })
    // Checked before the lock too; what another edit has changed since then was not.
    if (row.version !== change.version) {
      const faults = await faultsOfEdit(trx, merged, changed, change, caller, today)
      if (faults.length > 0) throw new Problem('invalid-request', faults)
    }
    if (changed.length > 0) {
      await trx
        .updateTable('resource.project')
        .set({ ...(await rowOf(trx, merged)), version: row.version + 1 })
        .where('id', '=', id)
        .execute()
      await trx.deleteFrom('resource.project_partner').where('project_id', '=', id).execute()
      await trx.deleteFrom('resource.project_area').where('project_id', '=', id).execute()
      await addSides(trx, id, merged)
      await addVersion(trx, id, row.version + 1, merged, caller)
    }
    await unlink(trx, id, change.unlink ?? [], caller)
    await link(trx, id, change.link ?? [], caller)
    await trail(trx, id, caller, updateProject.id)
  })

export const removeProject = (db: Staff, id: string, caller: Caller, today: string): Promise<void> =>
  db.transaction().execute(async trx => {
    const row = await trx
      .selectFrom('resource.project')
      .select('added_on')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new Problem('not-found')
    if (row.added_on !== today) throw new Problem('not-added-today')
    await trx.deleteFrom('resource.project').where('id', '=', id).execute()
    await trail(trx, id, caller, deleteProject.id)
  })

/** Newest first. */
export async function historyOfProject(db: Staff, id: string) {
  await versionOf(db, id)
  const rows = await db
    .selectFrom('resource.project_version as v')
    .leftJoin('account.user as u', 'u.id', 'v.changed_by')
    .select(['v.version', 'v.content', 'v.changed_at', 'u.role', 'u.centre_id'])
    .where('v.project_id', '=', id)
    .orderBy('v.version')
    .execute()
  const states = rows.map(row => row.content as unknown as ProjectEntry)
  return rows
    .map(({ version, changed_at, role, centre_id }, index) => ({
      version,
      at: new Date(changed_at).toISOString(),
      by: role === null ? null : { role: role as 'operator', centre: centre_id },
      changed: index === 0 ? [] : changedProjectFields(states[index - 1]!, states[index]!),
      content: states[index]!,
    }))
    .reverse()
}

/** The columns of the row of a project; its bodies are made when they are not known. */
export async function rowOf(trx: Trx, entry: ProjectEntry) {
  return {
    name: entry.name,
    action: entry.action ?? null,
    state: entry.state,
    lead_id: entry.lead ? await organisationOf(trx, entry.lead) : null,
    starts_on: entry.from,
    ends_on: entry.until ?? null,
    whole_city: entry.wholeCity,
    places_total: entry.places?.total ?? null,
    places_unit: entry.places?.unit ?? null,
    funding: entry.funding,
    description: entry.description ?? null,
    website: entry.website ?? null,
    source: entry.source ?? null,
  }
}

/** Its partners and areas. */
export async function addSides(trx: Trx, id: string, { partners, areas }: ProjectEntry) {
  const bodies = new Set<string>()
  for (const partner of partners) bodies.add(await organisationOf(trx, partner))
  if (bodies.size > 0)
    await trx
      .insertInto('resource.project_partner')
      .values([...bodies].map(organisation_id => ({ project_id: id, organisation_id })))
      .execute()
  if (areas.length > 0)
    await trx
      .insertInto('resource.project_area')
      .values([...new Set(areas)].map(area_id => ({ project_id: id, area_id })))
      .execute()
}

async function link(trx: Trx, id: string, resources: readonly string[], caller: Caller) {
  if (resources.length > 0)
    await trx
      .insertInto('resource.project_resource')
      .values(
        [...new Set(resources)].map(resource_id => ({
          project_id: id,
          resource_id,
          linked_by: caller.userId,
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** Of what the caller sees only: an id that they may not know unlinks nothing. */
async function unlink(trx: Trx, id: string, resources: readonly string[], caller: Caller) {
  if (resources.length > 0)
    await trx
      .deleteFrom('resource.project_resource')
      .where('project_id', '=', id)
      .where(({ eb, selectFrom }) =>
        eb(
          sql`resource.survivor(resource_id)`,
          'in',
          selectFrom('resource.resource as r')
            .select('r.id')
            .where('r.id', 'in', resources)
            .where(visibleTo(caller) as never),
        ),
      )
      .execute()
}

const addVersion = (trx: Trx, id: string, version: number, entry: ProjectEntry, caller: Caller) =>
  trx
    .insertInto('resource.project_version')
    .values({ project_id: id, version, content: JSON.stringify(entry), changed_by: caller.userId })
    .execute()

const trail = (trx: Trx, id: string, caller: Caller, operation: string) =>
  trx.insertInto('account.audit_event').values({ user_id: caller.userId, operation, target: id }).execute()
