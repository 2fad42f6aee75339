/** Recording activities with a group: one act, whose contacts come, change and go together. */
import { randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { type RawBuilder, sql } from 'kysely'
import type { Handles } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { removeDeclaration } from './completeness.ts'
import { inOpenQuarter } from './counters.ts'
import {
  annulGroupActivity,
  GroupActivity,
  groupActivityFaults,
  listGroupActivities,
  type Participants,
  recordGroupActivity,
  type StoredGroupActivity,
  updateGroupActivity,
} from './group-activity.contract.ts'
import { faultsOfGroup } from './group-rules.ts'
import { isOpen, openMonth, residenceOf, stillOpen, trail } from './record-rows.ts'

type Recorder = Handles['recorder']

/** Day, centre, channel and origin are the same in every contact of a group, so the least of them is that of all. */
const select = (db: Recorder, among: RawBuilder<boolean>) =>
  db
    .with('line', with_ =>
      with_
        .selectFrom('record.access as a')
        .where('a.group_activity_id', 'is not', null)
        .where(among)
        .select(({ fn }) => [
          'a.group_activity_id as id',
          'a.residence',
          'a.residence_area_id',
          'a.age_band',
          fn.countAll<number>().as('count'),
          fn.min('a.centre_id').as('centre_id'),
          fn.min('a.day').as('day'),
          fn.min('a.channel').as('channel'),
          fn.min('a.origin').as('origin'),
          fn.min('a.statistical_period').as('statistical_period'),
          fn.min('a.recorded_at').as('recorded_at'),
          sql<string | null>`min(a.recorded_by::text)`.as('recorded_by'),
        ])
        .groupBy(['a.group_activity_id', 'a.residence', 'a.residence_area_id', 'a.age_band']),
    )
    .selectFrom('line')
    .innerJoin('record.group_activity as g', 'g.id', 'line.id')
    .select(({ fn }) => [
      'g.id',
      'g.need_domain',
      'g.resource_id',
      'g.project_id',
      fn.min<string>('line.centre_id').as('centre_id'),
      fn.min<string>('line.day').as('day'),
      fn.min<string>('line.channel').as('channel'),
      fn.min<string>('line.origin').as('origin'),
      fn.min<string>('line.statistical_period').as('statistical_period'),
      fn.min<string>('line.recorded_at').as('recorded_at'),
      fn.min<string | null>('line.recorded_by').as('recorded_by'),
      openMonth.as('open_month'),
      sql<Participants[]>`json_agg(json_build_object(
        'residenceArea', coalesce(line.residence_area_id, line.residence), 'ageBand', line.age_band, 'count', line.count)
        order by coalesce(line.residence_area_id, line.residence) collate "C", line.age_band collate "C")`.as(
        'participants',
      ),
    ])
    .groupBy('g.id')
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const present = (row: Row): StoredGroupActivity =>
  ({
    id: row.id,
    centre: row.centre_id,
    date: row.day,
    channel: row.channel,
    origin: row.origin,
    ...(row.resource_id
      ? { activity: { kind: 'resource', id: row.resource_id } }
      : row.project_id
        ? { activity: { kind: 'project', id: row.project_id } }
        : {}),
    ...(row.need_domain ? { needDomain: row.need_domain } : {}),
    participants: row.participants,
    statisticalPeriod: row.statistical_period.slice(0, 7),
    open: isOpen(row),
  }) as StoredGroupActivity

/** What of an activity tells whether it was sent before: after the closing only the month of the day is left. */
const content = (
  { centre, date, channel, origin, activity, needDomain, participants }: GroupActivity,
  open: boolean,
) =>
  JSON.stringify([
    [centre, open ? date : date.slice(0, 7), channel, origin, needDomain],
    activity && [activity.kind, activity.id.toLowerCase()],
    participants.map(({ residenceArea, ageBand, count }) => [residenceArea, ageBand, count].join()).sort(),
  ])

const isWhole = (activity: Partial<GroupActivity>): activity is GroupActivity =>
  GroupActivity.safeParse(activity).success

export function groupActivities(router: Router, context: Context, db: Recorder, now: () => Date): void {
  const own = async (id: string, caller: Caller): Promise<Row> => {
    const row = await select(db, sql`a.group_activity_id = ${id}::uuid`).executeTakeFirst()
    if (!row || row.centre_id !== caller.centre) throw new Problem('not-found')
    return row
  }

  /** @returns the activity kept under this id when it is the same; another one's id is refused */
  const sentBefore = async (
    activity: GroupActivity,
    caller: Caller,
  ): Promise<StoredGroupActivity | undefined> => {
    const row = await select(db, sql`a.group_activity_id = ${activity.id}::uuid`).executeTakeFirst()
    if (!row) return undefined
    const stored = present(row)
    if (row.centre_id === caller.centre && content(stored, stored.open) === content(activity, stored.open))
      return stored
    throw new Problem('id-reused')
  }

  route(router, context, recordGroupActivity, {
    // One sent again is harmless even when the world has changed since, so it is recognised before the rules.
    check: async (activity, caller) =>
      isWhole(activity) && (await sentBefore(activity, caller))
        ? []
        : faultsOfGroup(db, activity, caller, dayOf(now())),
    async handle({ body, caller, response }) {
      const inserted = await db.transaction().execute(async trx => {
        const row = await trx
          .insertInto('record.group_activity')
          .values(columns(body))
          .onConflict(conflict => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!row) return false
        await insertContacts(trx, body, { recorded_by: caller.userId })
        await removeDeclaration(trx, body.centre, body.date)
        await trx.insertInto('account.audit_event').values(trail(recordGroupActivity.id, caller)).execute()
        return true
      })
      if (inserted) return present(await own(body.id, caller))
      const stored = await sentBefore(body, caller)
      if (!stored) throw new Problem('unavailable') // annulled between the two statements: sending again records it
      response.status(200).locals.repeated = true
      return stored
    },
  })

  route(router, context, listGroupActivities, {
    async handle({ query, caller }) {
      const rows = await select(
        db,
        sql`a.centre_id = ${caller.centre} and ${inOpenQuarter}
            and a.day >= coalesce(${query.from ?? null}::date, a.day)
            and a.day <= coalesce(${query.to ?? null}::date, a.day)`,
      )
        .orderBy('day', 'desc')
        .orderBy('recorded_at', 'desc')
        .orderBy('g.id')
        .limit(query.limit)
        .execute()
      return { groupActivities: rows.map(present) }
    },
  })

  route(router, context, updateGroupActivity, {
    async check(activity, caller, params) {
      // Whose it is and whether its month is open come before any fault of the correction.
      const row = await own(params.groupActivity, caller)
      if (!isOpen(row)) throw new Problem('period-closed')
      const faults: Fault[] = await faultsOfGroup(
        db,
        activity,
        caller,
        dayOf(now()),
        row.resource_id ?? row.project_id,
      )
      if (activity.id !== undefined && activity.id.toLowerCase() !== row.id)
        faults.unshift({
          pointer: pointer('body', 'id'),
          code: 'other_activity_id',
          detail: groupActivityFaults.other_activity_id,
        })
      return faults
    },
    async handle({ body, caller }) {
      const before = await own(body.id, caller)
      await db.transaction().execute(async trx => {
        await deleteContacts(trx, body.id)
        const { id, ...corrected } = columns(body)
        await trx.updateTable('record.group_activity').set(corrected).where('id', '=', id).execute()
        await insertContacts(trx, body, { recorded_by: before.recorded_by, recorded_at: before.recorded_at })
        await removeDeclaration(trx, body.centre, body.date)
        await trx.insertInto('account.audit_event').values(trail(updateGroupActivity.id, caller)).execute()
      })
      return present(await own(body.id, caller))
    },
  })

  route(router, context, annulGroupActivity, {
    async handle({ params, caller }) {
      const { id } = await own(params.groupActivity, caller)
      await db.transaction().execute(async trx => {
        await deleteContacts(trx, id)
        await trx.deleteFrom('record.group_activity').where('id', '=', id).execute()
        await trx.insertInto('account.audit_event').values(trail(annulGroupActivity.id, caller)).execute()
      })
      return undefined
    },
  })
}

/** The month is looked at by the statement that deletes: it may have closed meanwhile. */
async function deleteContacts(trx: Recorder, id: string): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('record.access')
    .where('group_activity_id', '=', id)
    .where(stillOpen)
    .executeTakeFirst()
  if (numDeletedRows > 0n) return
  const left = await trx
    .selectFrom('record.access')
    .select('id')
    .where('group_activity_id', '=', id)
    .executeTakeFirst()
  throw new Problem(left ? 'period-closed' : 'not-found') // annulled meanwhile: not found
}

const columns = ({ id, activity, needDomain }: GroupActivity) => ({
  id,
  need_domain: needDomain ?? null,
  resource_id: activity?.kind === 'resource' ? activity.id : null,
  project_id: activity?.kind === 'project' ? activity.id : null,
})

/** Nobody in a group is asked the other questions: they are «non so», and there is no need. */
async function insertContacts(
  trx: Recorder,
  { id, centre, date, channel, origin, participants }: GroupActivity,
  recorded: { recorded_by: string | null; recorded_at?: string },
): Promise<void> {
  const contacts = participants.flatMap(({ residenceArea, ageBand, count }) =>
    Array.from({ length: count }, () => ({
      id: randomUUID(),
      group_activity_id: id,
      centre_id: centre,
      day: date,
      statistical_period: date, // the database replaces it with the month it counts in
      channel,
      origin,
      ...residenceOf(residenceArea),
      age_band: ageBand,
      gender: 'other_ns',
      citizenship: 'unknown',
      household: 'unknown',
      income_support: 'unknown',
      known_to_service: 'unknown',
      last_visit: 'unknown',
      ...recorded,
    })),
  )
  await trx.insertInto('record.access').values(contacts).execute()
}
