/** A group is one act: its contacts come, change and go together, and nothing is told of what nobody asked. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { describe, expect, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { aGroupActivity, anAccess, aResource } from '../support/given.ts'

const groups = '/api/v1/group-activities'
const accesses = '/api/v1/accesses'

const rows = async (db: TestDatabase) => {
  const counted = await db.owner
    .selectFrom('record.access')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const acts = await db.owner.selectFrom('record.group_activity').select('id').execute()
  return { contacts: Number(counted.count), acts: acts.length }
}
const codes = (body: any) => body.errors.map((each: any) => [each.pointer, each.code])

describe('a group activity', () => {
  test('is one act with all of its contacts, sent twice without harm', async ({ product, db }) => {
    const operator = await product.as('operator')
    const resource = (await operator.post('/api/v1/resources', aResource({ name: 'Ludobus di prova' }))).body
      .id
    const group = aGroupActivity({ activity: { kind: 'resource', id: resource } })
    const reply = await operator.post(groups, group)
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({ ...group, statisticalPeriod: '2026-11', open: true })
    const lines = { ...group, participants: group.participants.toReversed() }
    expect((await operator.post(groups, lines)).status).toBe(200)
    expect((await operator.post(groups, { ...group, channel: 'in_person' })).body.type).toBe(
      '/problems/id-reused',
    )
    expect(await rows(db)).toEqual({ contacts: 15, acts: 1 })
    expect((await operator.get(groups)).body.groupActivities).toEqual([reply.body])
    // Nobody in it has a need, an outcome or an access of their own that could be changed alone.
    expect(await db.owner.selectFrom('record.need').selectAll().execute()).toEqual([])
    expect((await operator.get(accesses)).body.accesses).toEqual([])
    const [contact] = await db.owner
      .selectFrom('record.access')
      .select(['id', 'last_visit'])
      .limit(1)
      .execute()
    expect(contact!.last_visit).toBe('unknown')
    expect((await operator.get(`${accesses}/${contact!.id}`)).status).toBe(404)
    expect((await operator.delete(`${accesses}/${contact!.id}`)).status).toBe(404)
    expect((await (await product.as('otherOperator')).get(groups)).body.groupActivities).toEqual([])
  })

  test('is corrected and taken back as a whole', async ({ product, db }) => {
    const operator = await product.as('operator')
    const group = aGroupActivity()
    await operator.post(groups, group)
    const { needDomain: _domain, ...rest } = group
    const corrected = {
      ...rest,
      date: '2026-11-17',
      participants: [{ residenceArea: 'beta', ageBand: '65+' as const, count: 2 }],
    }
    const reply = await operator.put(`${groups}/${group.id}`, corrected)
    expect([reply.status, reply.body]).toEqual([
      200,
      { ...corrected, statisticalPeriod: '2026-11', open: true },
    ])
    expect(await rows(db)).toEqual({ contacts: 2, acts: 1 })
    expect(
      codes((await operator.put(`${groups}/${group.id}`, { ...corrected, id: randomUUID() })).body),
    ).toEqual([['#/body/id', 'other_activity_id']])
    const other = await product.as('otherOperator')
    expect((await other.put(`${groups}/${group.id}`, { ...corrected, centre: 'porta-beta' })).status).toBe(
      404,
    )
    expect((await other.delete(`${groups}/${group.id}`)).status).toBe(404)
    expect((await operator.delete(`${groups}/${group.id}`)).status).toBe(204)
    expect(await rows(db)).toEqual({ contacts: 0, acts: 0 })
    expect((await operator.delete(`${groups}/${group.id}`)).status).toBe(404)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select('operation')
      .where('operation', 'like', '%GroupActivity')
      .orderBy('id')
      .execute()
    expect(trail.map(({ operation }) => operation)).toEqual([
      'recordGroupActivity',
      'updateGroupActivity',
      'annulGroupActivity',
    ])
  })

  test('names every fault at once', async ({ product, db }) => {
    const operator = await product.as('operator')
    const line = { residenceArea: 'alfa', ageBand: '0-17' as const, count: 200 }
    const reply = await operator.post(groups, {
      ...aGroupActivity({
        centre: 'porta-beta',
        date: '2026-12-24',
        activity: { kind: 'project', id: randomUUID() },
      }),
      participants: [line, { ...line, residenceArea: 'atlantis' }, line],
      outcome: 'information',
    })
    expect(reply.status).toBe(422)
    expect(codes(reply.body).sort()).toEqual([
      ['#/body/activity', 'unknown_activity'],
      ['#/body/centre', 'unknown_centre'],
      ['#/body/date', 'date_in_future'],
      ['#/body/outcome', 'unknown_field'],
      ['#/body/participants', 'too_many_participants'],
      ['#/body/participants/1/residenceArea', 'unknown_area'],
      ['#/body/participants/2', 'repeated_participants'],
    ])
    expect(codes((await operator.post(groups, { ...aGroupActivity(), participants: [] })).body)).toEqual([
      ['#/body/participants', 'too_small'],
    ])
    expect(await rows(db)).toEqual({ contacts: 0, acts: 0 })
  })

  test('is of a project under way on its day, and keeps the place that it named', async ({ product, db }) => {
    const operator = await product.as('operator')
    const project = (
      await operator.post('/api/v1/projects', {
        id: randomUUID(),
        name: 'Ludobus in piazza',
        from: '2026-11-10',
        until: '2026-11-20',
      })
    ).body.id as string
    const of = (date: string) => aGroupActivity({ date, activity: { kind: 'project', id: project } })
    expect((await operator.post(groups, of('2026-11-18'))).status).toBe(201)
    expect(codes((await operator.post(groups, of('2026-11-09'))).body)).toEqual([
      ['#/body/activity', 'activity_not_under_way'],
    ])
    const resource = (await operator.post('/api/v1/resources', aResource())).body.id as string
    const group = aGroupActivity({ activity: { kind: 'resource', id: resource } })
    expect((await operator.post(groups, group)).status).toBe(201)
    await db.owner.updateTable('resource.resource').set({ status: 'closed' }).execute()
    expect((await operator.put(`${groups}/${group.id}`, group)).status).toBe(200)
    expect(codes((await operator.post(groups, { ...group, id: randomUUID() })).body)).toEqual([
      ['#/body/activity', 'activity_not_under_way'],
    ])
    // Taken out on the day it was added, the project leaves the activity without a name.
    expect((await operator.delete(`/api/v1/projects/${project}`)).status).toBe(204)
    expect((await operator.get(groups)).body.groupActivities.map((each: any) => each.activity)).toContain(
      undefined,
    )
  })

  test('makes a day one with accesses, and counts as one act and so many contacts', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.put('/api/v1/completeness/2026-11-18')
    await operator.post(groups, aGroupActivity())
    await operator.post(accesses, anAccess())
    const { days } = (await operator.get('/api/v1/completeness?from=2026-11-18&to=2026-11-18')).body
    expect(days).toMatchObject([{ accesses: 16, declaredNone: false }])
    const { months, needs } = (await operator.get('/api/v1/counters')).body
    expect(months).toEqual([
      { month: '2026-11', open: true, accesses: 16, groups: 1, inGroups: 15, firstVisits: 1, notKnown: 1 },
    ])
    expect(needs.filter((each: any) => each.accesses > 0)).toEqual([
      { domain: 'housing', accesses: 1, unmet: 0 },
    ])
  })
})

describe('the closing', () => {
  const exact = async (db: TestDatabase, table: string, period: string) => {
    const { rows } = await sql<{ cell: string[]; count: number }>`
      select cell, count from derived.internal_counts(${period}) where table_code = ${table}`.execute(
      db.internal,
    )
    return new Map(rows.map(({ cell, count }) => [cell.join('/'), count]))
  }
  const sum = (counts: Map<string, number>, of = '') =>
    [...counts].reduce((total, [cell, count]) => total + (cell.includes(of) ? count : 0), 0)

  test('counts the contacts of a group among accesses, and none of them as an answered need or a household', async ({
    given: db,
    product,
  }) => {
    const operator = await product.as('operator')
    for (let count = 0; count < 3; count++) await operator.post(accesses, anAccess({ date: '2026-09-15' }))
    const before = {
      accesses: await exact(db, 'T0', '2026-09'),
      outcomes: await exact(db, 'T3', '2026-Q3'),
      ages: await exact(db, 'T4', '2026-Q3'),
      households: await exact(db, 'T6', '2026-Q3'),
    }
    expect(sum(before.outcomes, 'answered')).toBe(3)
    for (const date of ['2026-09-15', '2026-09-16'])
      expect((await operator.post(groups, aGroupActivity({ date }))).status).toBe(201)
    expect(sum(await exact(db, 'T0', '2026-09'))).toBe(sum(before.accesses) + 30)
    expect((await exact(db, 'T0', '2026-09')).get('alfa/2026-09')).toBe(3 + 20)
    expect((await exact(db, 'T1', '2026-09')).get('porta-alfa/outreach/2026-09')).toBe(30)
    expect(await exact(db, 'T3', '2026-Q3')).toEqual(before.outcomes)
    expect(await exact(db, 'T4', '2026-Q3')).toEqual(before.ages)
    expect(await exact(db, 'T6', '2026-Q3')).toEqual(before.households)
    // Whatever unit a later edition counts: who has no need has no outcome and no group of needs.
    const { rows } = await sql<{ outcome: string | null; macro: string | null }>`
      select distinct outcome, macro from derived.counted c
        join record.access a using (record_key) where a.group_activity_id is not null`.execute(db.owner)
    expect(rows).toEqual([{ outcome: null, macro: null }])
  })

  test('leaves no household in a group whatever writes it', async ({ given: db, product }) => {
    await (await product.as('operator')).post(groups, aGroupActivity())
    await expect(
      db.recorder
        .updateTable('record.access')
        .set({ last_visit: 'never_or_earlier_years' })
        .where('group_activity_id', 'is not', null)
        .execute(),
    ).rejects.toThrow(/access_of_group/)
  })

  test('takes the day of a group away, and lets nobody change it', async ({ given: db, product }) => {
    const operator = await product.as('operator')
    const group = aGroupActivity({ date: '2026-10-15' })
    await operator.post(groups, group)
    await closeDuePeriods(db.publisher, '2026-11-22', '2026-10')
    const [stored] = (await operator.get(groups)).body.groupActivities
    expect(stored).toMatchObject({
      id: group.id,
      date: '2026-10-01',
      statisticalPeriod: '2026-10',
      open: false,
    })
    const days = await db.owner
      .selectFrom('record.access')
      .select(['day', sql<string>`(recorded_at at time zone 'Europe/Rome')::date`.as('recorded')])
      .distinct()
      .execute()
    expect(days.map(({ day }) => day)).toEqual(['2026-10-01'])
    for (const { recorded } of days) expect(String(recorded)).toMatch(/-01/)
    expect((await operator.put(`${groups}/${group.id}`, group)).body.type).toBe('/problems/period-closed')
    expect((await operator.delete(`${groups}/${group.id}`)).body.type).toBe('/problems/period-closed')
    // Sent again by a desk that was long without a network, it is still the same activity.
    expect((await operator.post(groups, group)).status).toBe(200)
  })

  test('does not take participants who are alike for doubles; a group recorded twice goes once', async ({
    given: db,
    product,
  }) => {
    const operator = await product.as('operator')
    const day = { date: '2026-10-15' }
    const kept = [aGroupActivity(day), aGroupActivity({ ...day, needDomain: 'education' })]
    const twice = aGroupActivity({
      ...day,
      participants: [{ residenceArea: 'beta', ageBand: '18-34', count: 7 }],
    })
    for (const group of [...kept, twice, { ...twice, id: randomUUID() }]) await operator.post(groups, group)
    await closeDuePeriods(db.publisher, '2026-11-22', '2026-10')
    await (await product.as('coordinator')).post('/api/v1/periods/2026-10/errata', {
      reason: 'Un gruppo era stato registrato due volte',
      annul: { centre: 'porta-alfa', which: 'doubled' },
    })
    expect(await rows(db)).toEqual({ contacts: 15 + 15 + 7, acts: 3 })
    const left = (await operator.get(groups)).body.groupActivities
    for (const group of kept)
      expect(left.find((each: any) => each.id === group.id)?.participants).toEqual(group.participants)
  })

  test('and the retention erases a group with its contacts', async ({ given: db, product }) => {
    const operator = await product.as('operator')
    await operator.post(groups, aGroupActivity({ date: '2026-10-15' }))
    await operator.post(groups, aGroupActivity({ date: '2026-11-18' }))
    await closeDuePeriods(db.publisher, '2026-11-22', '2026-10')
    await sql`alter table published.ledger disable trigger user`.execute(db.owner)
    await sql`update published.ledger set closed_at = closed_at - interval '30 months'`.execute(db.owner)
    await sql`alter table published.ledger enable trigger user`.execute(db.owner)
    const { rows: expired } = await sql`select derived.delete_expired('2026-11-22')`.execute(db.publisher)
    expect(expired).toHaveLength(1)
    expect(await rows(db)).toEqual({ contacts: 15, acts: 1 })
  })
})
