/** Proposing, listing, deciding: a proposal is an edit that waits, and acceptance is that edit. */
import { randomUUID } from 'node:crypto'
import type { Response, Router } from 'express'
import { sql, type Transaction } from 'kysely'
import type { StaffDatabase } from '../../db/connect.ts'
import { refusals } from '../../guard/contract.ts'
import type { Fault, Role } from '../../http/operation.ts'
import { Problem } from '../../http/problem.ts'
import { type Caller, type Context, route } from '../../http/route.ts'
import { pointer } from '../../http/validate.ts'
import { dayOf } from '../../territory/contract.ts'
import {
  changedFields,
  type EntryField,
  type EntryState,
  entryFields,
  sameField,
} from '../changes.contract.ts'
import { type ResourceChange, ResourceEntry } from '../contract.ts'
import { brought, editWithin, faultsOfEdit, found, stateOf } from '../editing.ts'
import { faultsOf, oneOfHours, regular } from '../rules.ts'
import { knownTo, present, type Staff, select } from '../select.ts'
import { centreOf, insert } from '../write.ts'
import {
  type Decision,
  decideProposal,
  listProposals,
  type Proposal,
  type ProposeChange,
  type ProposeResource,
  proposalFaults,
  proposeChange,
  proposeResource,
  withdrawProposal,
} from './contract.ts'
import { dueOn } from './deadline.contract.ts'

type Trx = Transaction<StaffDatabase>
type State = { [F in EntryField]?: unknown }

/** How many that are no longer open a list goes back. */
const past = 200

const fault = (code: keyof typeof proposalFaults, ...path: string[]): Fault => ({
  pointer: pointer('body', ...path),
  code,
  detail: proposalFaults[code],
})
const guarded = (reason: string | undefined): Fault[] =>
  refusals({ reason }).map(({ path, kind, detail }) => ({
    pointer: pointer('body', ...path),
    code: kind,
    detail,
  }))

/** Each with the resource it is about as it is in force: the one that it was united with, if it was. */
const allProposals = (db: Staff) =>
  db
    .selectFrom('resource.proposal as p')
    .leftJoin('resource.resource as s', join =>
      join.on(sql<boolean>`s.id = resource.survivor(p.resource_id)`),
    )
    .leftJoin('resource.resource_version as v', join =>
      join.onRef('v.resource_id', '=', 's.id').onRef('v.version', '=', 's.version'),
    )
    .leftJoin('account.organisation as o', 'o.id', 'p.organisation_id')
    .leftJoin('account.user as d', 'd.id', 'p.decided_by')
    .selectAll('p')
    .select([
      's.id as now_id',
      's.name as now_name',
      's.version as now_version',
      'v.content as now_state',
      'o.name as organisation',
      'd.role as decider_role',
      'd.centre_id as decider_centre',
      sql<string | null>`case when p.resource_id is null then p.centre_id else s.keeper_centre_id end`.as(
        'centre',
      ),
    ])

/** Those that the caller decides or made, on what they may know. */
function proposalsOf(db: Staff, caller: Caller) {
  const mayKnow = (id: 'p.resource_id' | 's.id') =>
    db
      .selectFrom('resource.resource as r')
      .select('r.id')
      .where(sql<boolean>`r.id = ${sql.ref(id)}`)
      .where(knownTo(caller) as never)
  const all = allProposals(db).where(eb =>
    eb.or([
      eb('p.resource_id', 'is', null),
      eb.and([eb.exists(mayKnow('p.resource_id')), eb.exists(mayKnow('s.id'))]),
    ]),
  )
  if (caller.role === 'coordinator') return all
  if (caller.role === 'operator')
    return all.where(
      sql<boolean>`coalesce(case when p.resource_id is null then p.centre_id else s.keeper_centre_id end,
        ${caller.centre}) = ${caller.centre}`,
    )
  return all.where('p.proposed_by', '=', caller.userId)
}

type Row = Awaited<ReturnType<ReturnType<typeof proposalsOf>['executeTakeFirstOrThrow']>>

function told(row: Row, caller: Caller, today: string): Proposal {
  const at = new Date(row.proposed_at)
  const due = dueOn(dayOf(at))
  const before = row.before as State
  const after = row.after as State
  const current = (row.now_state ?? {}) as State
  return {
    id: row.id,
    state: row.state as Proposal['state'],
    resource: row.now_id && { id: row.now_id, name: row.now_name!, version: row.now_version! },
    centre: row.centre,
    isNew: row.base_version === null,
    fields: entryFields
      .filter(field => field in after)
      .map(field => ({
        field,
        before: before[field] ?? null,
        after: after[field] ?? null,
        current: current[field] ?? null,
      })),
    reason: row.reason,
    at: at.toISOString(),
    by: { organisation: row.organisation, mine: row.proposed_by === caller.userId },
    dueOn: due,
    overdue: row.state === 'open' && today > due,
    decision:
      row.decided_at === null
        ? null
        : {
            at: new Date(row.decided_at).toISOString(),
            by:
              row.decider_role === null
                ? null
                : { role: row.decider_role as Role, centre: row.decider_centre },
            reason: row.decision_reason,
            accepted: row.accepted as EntryField[],
          },
    isDemo: row.is_demo,
  } as Proposal
}

async function one(db: Staff, id: string, caller: Caller): Promise<Row> {
  const row = await proposalsOf(db, caller).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('not-found')
  return row
}

/** Locked until the end of the transaction, and still open. */
async function open(trx: Trx, id: string, caller: Caller): Promise<Row> {
  await one(trx, id, caller)
  await trx.selectFrom('resource.proposal').select('id').where('id', '=', id).forUpdate().execute()
  const row = await one(trx, id, caller)
  if (row.state !== 'open') throw new Problem('already-decided')
  return row
}

/** The fields that would differ from what is in force, as the proposer read them and as they propose them. */
async function difference(db: Staff, id: string, change: Partial<ResourceChange>, caller: Caller) {
  const row = await found(db, id, caller)
  const { version, ...fields } = change
  const { merged, changed, conflicts } = await brought(db, id, row, change)
  const touched = [...changed, ...conflicts.map(({ field }) => field)]
  const sent: EntryState = oneOfHours(regular(fields))
  const base = (version === undefined ? undefined : await stateOf(db, id, version)) ?? merged
  const inForce: State = (await stateOf(db, row.id, row.version))!
  const after = Object.fromEntries(touched.map(field => [field, sent[field] ?? null]))
  const proposed: State = { ...inForce, ...after }
  for (const field of touched) if (after[field] === null && field !== 'geometry') delete proposed[field]
  return { row, touched, before: pick(base, touched), after, proposed: proposed as ResourceEntry }
}

const pick = (state: EntryState, fields: readonly EntryField[]): State =>
  Object.fromEntries(fields.map(field => [field, state[field] ?? null]))

/** An entry without what it would say anyway. */
function said(entry: ResourceEntry): State {
  const {
    name: _name,
    type: _type,
    ...usual
  } = ResourceEntry.parse({ ...pick(entry, ['type']), name: '-', geometry: null })
  return pick(entry, changedFields(usual, entry))
}

const ordered = (a: Row, b: Row) =>
  a.state === 'open' && b.state === 'open'
    ? +new Date(a.proposed_at) - +new Date(b.proposed_at)
    : a.state === 'open'
      ? -1
      : b.state === 'open'
        ? 1
        : +new Date(b.decided_at!) - +new Date(a.decided_at!)

export function proposalRoutes(router: Router, context: Context, db: Staff, now: () => Date): void {
  const audit = (trx: Trx, operation: string, caller: Caller, target: string) =>
    trx.insertInto('account.audit_event').values({ user_id: caller.userId, operation, target }).execute()
  type Made = { id: string; reason: string | undefined; caller: Caller }
  /** @returns the proposal, and whether it was there already */
  const add = (
    values: Pick<Row, 'resource_id' | 'base_version' | 'centre_id'> & { before: State; after: State },
    { id, reason, caller }: Made,
    operation: string,
  ): Promise<Proposal | null> =>
    db.transaction().execute(async trx => {
      const { before, after, ...rest } = values
      const inserted = await trx
        .insertInto('resource.proposal')
        .values({
          ...rest,
          id,
          before: JSON.stringify(before),
          after: JSON.stringify(after),
          reason: reason ?? null,
          proposed_by: caller.userId,
          organisation_id: sql`(select organisation_id from account."user" where id = ${caller.userId})`,
          proposed_at: now().toISOString(),
        })
        .onConflict(conflict => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!inserted) return null
      await audit(trx, operation, caller, id)
      return told(await one(trx, id, caller), caller, dayOf(now()))
    })

  /**
   * The same proposal, made under its identity before.
   * @throws Problem id-reused where another one was, or somebody else's
   */
  async function madeBefore(
    { id, reason, caller }: Made,
    isSame: (row: { resource_id: string | null; base_version: number | null; after: State }) => boolean,
  ): Promise<Proposal | null> {
    const row = await db
      .selectFrom('resource.proposal')
      .select(['resource_id', 'base_version', 'after', 'reason', 'proposed_by'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return null
    const same =
      row.proposed_by === caller.userId &&
      row.reason === (reason ?? null) &&
      isSame({ ...row, after: row.after as State })
    if (!same) throw new Problem('id-reused')
    return told(await one(db, id, caller), caller, dayOf(now()))
  }
  const changeBefore = (
    resource: string,
    { id, reason, version, ...fields }: Partial<ProposeChange>,
    caller: Caller,
  ) =>
    id === undefined
      ? null
      : madeBefore({ id, reason, caller }, ({ base_version, after, resource_id }) => {
          const sent: State = regular(fields)
          // What it was united with since keeps the proposal; the version is then that one's.
          return (
            (resource_id !== resource.toLowerCase() || base_version === version) &&
            entryFields.every(
              field => !(field in after) || sameField(field, after[field], sent[field] ?? null),
            ) &&
            entryFields.every(field => field in after || sent[field] === undefined || base_version !== null)
          )
        })
  const newBefore = ({ id, reason, ...entry }: Partial<ProposeResource>, caller: Caller) =>
    id === undefined
      ? null
      : madeBefore({ id, reason, caller }, ({ base_version, after }) => {
          const sent = said(regular(entry as ResourceEntry))
          return (
            base_version === null && entryFields.every(field => sameField(field, after[field], sent[field]))
          )
        })
  const repeated = (response: Response, before: Proposal | null): Proposal => {
    if (!before) throw new Problem('unavailable')
    response.status(200).locals.repeated = true
    return before
  }

  route(router, context, proposeChange, {
    async check(sent, caller, { resource }) {
      if (await changeBefore(resource, sent, caller)) return []
      const { id: _id, reason, ...change } = sent
      const { touched, proposed } = await difference(db, resource, change, caller)
      return [
        ...(touched.length === 0 ? [fault('nothing_proposed')] : []),
        ...(await faultsOfEdit(db, proposed, touched, caller, dayOf(now()))),
        ...guarded(reason),
      ]
    },
    async handle({ params, body, caller, response }) {
      const { id, reason, ...change } = body
      const former = await changeBefore(params.resource, body, caller)
      if (former) return repeated(response, former)
      const { row, before, after } = await difference(db, params.resource, change, caller)
      const same = row.id === params.resource.toLowerCase()
      const values = {
        resource_id: row.id,
        base_version: same ? change.version : row.version,
        centre_id: null,
      }
      const made = { id: id.toLowerCase(), reason, caller }
      return (
        (await add({ ...values, before, after }, made, proposeChange.id)) ??
        repeated(response, await changeBefore(params.resource, body, caller))
      )
    },
  })

  route(router, context, proposeResource, {
    async check(sent, caller) {
      if (sent.name !== undefined && (await newBefore(sent, caller))) return []
      const { id: _id, reason, ...entry } = sent
      return [...(await faultsOf(db, entry, caller, dayOf(now()))), ...guarded(reason)]
    },
    async handle({ body, caller, response }) {
      const { id, reason, ...entry } = body
      const { rows } = await sql<{ area: string | null }>`
        select territory.area_at(st_setsrid(st_geomfromgeojson(${JSON.stringify(entry.geometry)}), 4326),
                                 ${dayOf(now())}::date) as area`.execute(db)
      const centre = entry.keeper ?? (await centreOf(db, rows[0]!.area)) ?? null
      const values = { resource_id: null, base_version: null, centre_id: centre }
      const made = { id: id.toLowerCase(), reason, caller }
      return (
        (await add({ ...values, before: {}, after: said(regular(entry)) }, made, proposeResource.id)) ??
        repeated(response, await newBefore(body, caller))
      )
    },
  })

  route(router, context, listProposals, {
    async handle({ query, caller }) {
      let wanted = proposalsOf(db, caller)
      if (query.state) wanted = wanted.where('p.state', '=', query.state)
      const rows = await wanted
        .orderBy(sql`p.state = 'open'`, 'desc')
        .orderBy('p.decided_at', 'desc')
        .orderBy('p.proposed_at')
        .orderBy('p.id')
        .limit(past + (await openOnes(caller)))
        .execute()
      const proposals = rows.sort(ordered).map(row => told(row, caller, dayOf(now())))
      return {
        proposals,
        open: proposals.filter(({ state }) => state === 'open').length,
        overdue: proposals.filter(({ overdue }) => overdue).length,
      }
    },
  })
  const openOnes = async (caller: Caller) => {
    const row = await proposalsOf(db, caller)
      .clearSelect()
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('p.state', '=', 'open')
      .executeTakeFirstOrThrow()
    return Number(row.count)
  }

  route(router, context, decideProposal, {
    async check(decision, caller, { proposal }) {
      const row = await one(db, proposal, caller)
      return row.state === 'open' ? faultsOfDecision(row, decision, caller) : []
    },
    handle: ({ params, body, caller }) =>
      db.transaction().execute(async trx => {
        const row = await open(trx, params.proposal, caller)
        const accepted = acceptedOf(row, body)
        const resource = body.decision === 'accept' ? await accept(trx, row, accepted, body, caller) : null
        const all = Object.keys(row.after as State).length === accepted.length
        await trx
          .updateTable('resource.proposal')
          .set({
            state: body.decision === 'refuse' ? 'refused' : all ? 'accepted' : 'partly_accepted',
            accepted,
            resource_id: row.resource_id ?? resource,
            decision_reason: body.reason ?? null,
            decided_by: caller.userId,
            decided_at: now().toISOString(),
          })
          .where('id', '=', row.id)
          .execute()
        await audit(trx, decideProposal.id, caller, row.id)
        const seen = resource && (await select(trx, caller).where('r.id', '=', resource).executeTakeFirst())
        return {
          // Whoever has just given it to another centre is still told what they did.
          proposal: told(
            await allProposals(trx).where('p.id', '=', row.id).executeTakeFirstOrThrow(),
            caller,
            dayOf(now()),
          ),
          resource: seen ? present(seen, dayOf(now())) : null,
        }
      }),
  })

  const acceptedOf = (row: Row, { decision, fields }: Pick<Decision, 'decision' | 'fields'>): EntryField[] =>
    decision === 'refuse'
      ? []
      : entryFields.filter(field => field in (row.after as State) && (fields?.includes(field) ?? true))

  async function faultsOfDecision(row: Row, decision: Partial<Decision>, caller: Caller): Promise<Fault[]> {
    const faults = guarded(decision.reason)
    if (decision.decision === 'refuse' && decision.reason === undefined)
      faults.push(fault('reason_missing', 'reason'))
    if (decision.decision !== 'accept') return faults
    const { fields = [] } = decision
    for (const field of fields)
      if (!(field in (row.after as State)))
        faults.push(fault('field_not_proposed', 'fields', String(fields.indexOf(field))))
    const accepted = acceptedOf(row, { decision: 'accept', fields: decision.fields })
    if (accepted.length === 0) return [...faults, fault('nothing_accepted', 'fields')]
    return [...faults, ...(await faultsOfAccepted(row, accepted, caller))]
  }

  /** At the field of the request that names them: their values came with the proposal. */
  async function faultsOfAccepted(
    row: Row,
    accepted: readonly EntryField[],
    caller: Caller,
  ): Promise<Fault[]> {
    const values = pick(row.after as State, accepted)
    const at = (faults: readonly Fault[]) =>
      faults.map(each => ({ ...each, pointer: pointer('body', 'fields') }))
    if (row.resource_id === null) {
      const needed = (['name', 'type', 'geometry'] as const).filter(field => !accepted.includes(field))
      if (needed.length > 0) return [fault('field_needed', 'fields')]
      return at(await faultsOf(db, ResourceEntry.parse(values), caller, dayOf(now())))
    }
    const current = row.now_state as unknown as ResourceEntry
    const changed = accepted.filter(field => !sameField(field, values[field], current[field]))
    const merged: State = { ...current, ...values }
    for (const field of changed) if (merged[field] === null && field !== 'geometry') delete merged[field]
    return at(await faultsOfEdit(db, merged as ResourceEntry, changed, caller, dayOf(now())))
  }

  /** @returns the resource as it is now */
  async function accept(
    trx: Trx,
    row: Row,
    accepted: readonly EntryField[],
    { version }: Decision,
    caller: Caller,
  ): Promise<string> {
    const values = pick(row.after as State, accepted)
    if (row.resource_id === null) {
      const id = randomUUID()
      await insert(trx, id, ResourceEntry.parse(values), caller, decideProposal.id, row.id)
      return id
    }
    const change = { version: version ?? row.now_version!, ...values } as ResourceChange
    await editWithin(trx, row.now_id!, change, caller, dayOf(now()), decideProposal.id, row.id)
    return row.now_id!
  }

  route(router, context, withdrawProposal, {
    handle: ({ params, caller }) =>
      db.transaction().execute(async trx => {
        const row = await open(trx, params.proposal, caller)
        await trx
          .updateTable('resource.proposal')
          .set({ state: 'withdrawn', decided_by: caller.userId, decided_at: now().toISOString() })
          .where('id', '=', row.id)
          .execute()
        await audit(trx, withdrawProposal.id, caller, row.id)
        return told(await one(trx, row.id, caller), caller, dayOf(now()))
      }),
  })
}
