/** Recording accesses, and reading back one's own centre's. The only feature that touches schema `record`. */
import type { Router } from 'express'
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Handles } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { type Caller, type Context, route } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { dayOf } from '../territory/contract.ts'
import { daysOf, declare, reliableFrom, removeDeclaration } from './completeness.ts'
import {
  AccessRecord,
  annulAccess,
  correctionFaults,
  declareNoAccess,
  getAccess,
  getCompleteness,
  getCounters,
  listAccesses,
  type Need,
  recordAccess,
  type StoredAccess,
  updateAccess,
  withdrawNoAccess,
} from './contract.ts'
import { countersOf, inOpenQuarter } from './counters.ts'
import { isOpen, openMonth, residenceOf, stillOpen, trail } from './record-rows.ts'
import { faultsOf } from './rules.ts'

type Recorder = Handles['recorder']

const select = (db: Recorder) =>
  db
    .selectFrom('record.access as a')
    .selectAll('a')
    .select(eb => [
      openMonth.as('open_month'),
      jsonArrayFrom(
        eb
          .selectFrom('record.need as n')
          .select(need => [
            'n.domain',
            'n.request',
            'n.outcome',
            'n.unmet_reason',
            jsonArrayFrom(
              need
                .selectFrom('record.referral as f')
                .select('f.resource_id')
                .whereRef('f.access_id', '=', 'n.access_id')
                .whereRef('f.position', '=', 'n.position')
                .orderBy('f.rank'),
            ).as('referrals'),
          ])
          .whereRef('n.access_id', '=', 'a.id')
          .orderBy('n.position'),
      ).as('needs'),
    ])
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const present = (row: Row): StoredAccess =>
  ({
    id: row.id,
    centre: row.centre_id,
    date: row.day,
    channel: row.channel,
    origin: row.origin,
    residenceArea: row.residence_area_id ?? row.residence,
    ...(row.residence_cell_id ? { residenceCell: row.residence_cell_id } : {}),
    ageBand: row.age_band,
    gender: row.gender,
    citizenship: row.citizenship,
    household: row.household,
    incomeSupport: row.income_support,
    knownToService: row.known_to_service,
    lastVisit: row.last_visit,
    needs: row.needs.map(need => ({
      domain: need.domain,
      ...(need.request ? { request: need.request } : {}),
      outcome: need.outcome,
      ...(need.unmet_reason ? { unmetReason: need.unmet_reason } : {}),
      ...(need.referrals.length > 0 ? { resources: need.referrals.map(each => each.resource_id) } : {}),
    })),
    statisticalPeriod: row.statistical_period.slice(0, 7),
    open: isOpen(row),
  }) as StoredAccess

/** What of a record tells whether it was sent before: after the closing only the month of the day is left. */
const content = (access: AccessRecord, open: boolean) => {
  const needs = access.needs.map(need => [
    need.domain,
    need.request,
    need.outcome,
    need.unmetReason,
    need.resources?.map(resource => resource.toLowerCase()) ?? [],
  ])
  const { needs: _needs, id: _id, date, ...rest } = access
  return JSON.stringify([Object.entries(rest).sort(), open ? date : date.slice(0, 7), needs])
}

export function observations(router: Router, context: Context, db: Recorder, now: () => Date): void {
  const own = async (id: string, caller: Caller, among = sql<boolean>`true`): Promise<Row> => {
    const row = await select(db)
      .where('a.id', '=', id)
      .where('a.centre_id', '=', caller.centre)
      .where('a.group_activity_id', 'is', null) // who took part in a group is changed with the group alone
      .where(among)
      .executeTakeFirst()
    if (!row) throw new Problem('not-found')
    return row
  }

  /** @returns the record kept under this id when it is the same; another one's id is refused */
  const sentBefore = async (access: AccessRecord, caller: Caller): Promise<StoredAccess | undefined> => {
    const row = await select(db).where('a.id', '=', access.id).executeTakeFirst()
    if (!row) return undefined
    const { statisticalPeriod: _period, open, ...stored } = present(row)
    if (row.centre_id === caller.centre && content(stored, open) === content(access, open))
      return present(row)
    throw new Problem('id-reused')
  }

  route(router, context, recordAccess, {
    // A record sent again is harmless even when the world has changed since, so it is recognised before the rules.
    check: async (access, caller) =>
      isWhole(access) && (await sentBefore(access, caller)) ? [] : faultsOf(db, access, caller, dayOf(now())),
    async handle({ body, caller, response }) {
      const inserted = await db.transaction().execute(async trx => {
        const row = await trx
          .insertInto('record.access')
          .values(columns(body, caller))
          .onConflict(conflict => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!row) return false
        await insertNeeds(trx, body)
        await removeDeclaration(trx, body.centre, body.date)
        await trx.insertInto('account.audit_event').values(trail(recordAccess.id, caller)).execute()
        return true
      })
      if (inserted) {
        response.set('Location', `/api/v1/accesses/${body.id}`)
        return present(await own(body.id, caller))
      }
      const stored = await sentBefore(body, caller)
      if (!stored) throw new Problem('unavailable') // annulled between the two statements: sending again records it
      response.status(200).locals.repeated = true
      return stored
    },
  })

  route(router, context, listAccesses, {
    async handle({ query, caller }) {
      if (query.centre !== undefined && query.centre !== caller.centre) throw new Problem('not-found')
      let wanted = select(db)
        .where('a.centre_id', '=', caller.centre)
        .where('a.group_activity_id', 'is', null)
        .where(inOpenQuarter)
        .orderBy('a.day', 'desc')
        .orderBy('a.recorded_at', 'desc')
        .orderBy('a.id')
        .limit(query.limit)
      if (query.from) wanted = wanted.where('a.day', '>=', query.from)
      if (query.to) wanted = wanted.where('a.day', '<=', query.to)
      return { accesses: (await wanted.execute()).map(present) }
    },
  })

  route(router, context, getAccess, {
    async handle({ params, caller }) {
      const row = await own(params.access, caller, inOpenQuarter)
      return present(row)
    },
  })

  route(router, context, updateAccess, {
    async check(access, caller, params) {
      // Whose record it is and whether its month is open come before any fault of the correction.
      const row = await own(params.access, caller)
      if (!isOpen(row)) throw new Problem('period-closed')
      const named = row.needs.flatMap(need => need.referrals.map(each => each.resource_id))
      const faults = await faultsOf(db, access, caller, dayOf(now()), named)
      if (access.id !== undefined && access.id.toLowerCase() !== row.id)
        faults.unshift({
          pointer: pointer('body', 'id'),
          code: 'other_id',
          detail: correctionFaults.other_id,
        })
      return faults
    },
    async handle({ params, body, caller }) {
      const { id, statistical_period: _period, recorded_by: _recorder, ...corrected } = columns(body, caller)
      const done = await db.transaction().execute(async trx => {
        // Here too the statement that writes looks at the month again.
        const { numUpdatedRows } = await trx
          .updateTable('record.access')
          .set(corrected)
          .where('id', '=', id)
          .where('centre_id', '=', caller.centre)
          .where(stillOpen)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        await trx.deleteFrom('record.need').where('access_id', '=', id).execute()
        await insertNeeds(trx, body)
        await removeDeclaration(trx, body.centre, body.date)
        await trx.insertInto('account.audit_event').values(trail(updateAccess.id, caller)).execute()
        return true
      })
      const kept = await own(params.access, caller) // annulled meanwhile: not found
      if (!done) throw new Problem('period-closed')
      return present(kept)
    },
  })

  route(router, context, annulAccess, {
    async handle({ params, caller }) {
      const row = await own(params.access, caller)
      await db.transaction().execute(async trx => {
        // The month is looked at again by the statement that deletes: it may have closed meanwhile.
        const { numDeletedRows } = await trx
          .deleteFrom('record.access')
          .where('id', '=', row.id)
          .where(stillOpen)
          .executeTakeFirst()
        if (numDeletedRows === 0n) throw new Problem('period-closed')
        await trx.insertInto('account.audit_event').values(trail(annulAccess.id, caller)).execute()
      })
      return undefined
    },
  })

  route(router, context, getCompleteness, {
    async handle({ query, caller }) {
      const from = await reliableFrom(db)
      const today = dayOf(now())
      const first = from !== null && query.from < from ? from : query.from
      const last = query.to > today ? today : query.to
      return { reliableFrom: from, days: await daysOf(db, caller.centre!, first, last) }
    },
  })

  route(router, context, getCounters, {
    handle: ({ caller }) => countersOf(db, caller.centre!),
  })

  route(router, context, declareNoAccess, {
    async handle({ params: { day }, caller }) {
      await declare(db, declareNoAccess.id, caller.centre!, day, caller, dayOf(now()))
      const [told] = await daysOf(db, caller.centre!, day, day)
      return told!
    },
  })

  route(router, context, withdrawNoAccess, {
    async handle({ params: { day }, caller }) {
      const from = await reliableFrom(db)
      if (from !== null && day < from) throw new Problem('period-closed')
      await db.transaction().execute(async trx => {
        if (await removeDeclaration(trx, caller.centre!, day))
          await trx.insertInto('account.audit_event').values(trail(withdrawNoAccess.id, caller)).execute()
      })
      return undefined
    },
  })
}

const isWhole = (access: Partial<AccessRecord>): access is AccessRecord =>
  AccessRecord.safeParse(access).success

const columns = (access: AccessRecord, caller: Caller) => {
  return {
    id: access.id,
    centre_id: access.centre,
    day: access.date,
    statistical_period: access.date, // the database replaces it with the month it counts in
    channel: access.channel,
    origin: access.origin,
    ...residenceOf(access.residenceArea),
    residence_cell_id: access.residenceCell ?? null,
    age_band: access.ageBand,
    gender: access.gender,
    citizenship: access.citizenship,
    household: access.household,
    income_support: access.incomeSupport,
    known_to_service: access.knownToService,
    last_visit: access.lastVisit,
    recorded_by: caller.userId,
  }
}

async function insertNeeds(trx: Recorder, { id, needs }: AccessRecord): Promise<void> {
  await trx
    .insertInto('record.need')
    .values(needs.map((need, index) => needColumns(need, id, index + 1)))
    .execute()
  const referrals = needs.flatMap(({ resources = [] }, index) =>
    resources.map((resource, rank) => ({
      access_id: id,
      position: index + 1,
      rank: rank + 1,
      resource_id: resource,
    })),
  )
  if (referrals.length > 0) await trx.insertInto('record.referral').values(referrals).execute()
}

const needColumns = (need: Need, accessId: string, position: number) => ({
  access_id: accessId,
  position,
  domain: need.domain,
  request: need.request ?? null,
  outcome: need.outcome,
  unmet_reason: need.unmetReason ?? null,
})
