/** The calendar and its acts over HTTP: who may close, what refuses and why, the one errata, the ledger and the method. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { closeDuePeriods, deleteExpired } from '../../api/disclosure/close.ts'
import { editionNamed } from '../../api/disclosure/editions.ts'
import { promiseOf } from '../../api/disclosure/promise.ts'
import { describe, expect, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { withoutTimes } from '../support/without-times.ts'

async function givenVisits(db: TestDatabase, count: number, day: string): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID() as string)
  await db.recorder
    .insertInto('record.access')
    .values(
      ids.map(id => ({
        id,
        day,
        statistical_period: day,
        centre_id: 'porta-alfa',
        channel: 'in_person',
        origin: 'spontaneous',
        residence: 'area',
        residence_area_id: 'alfa',
        age_band: '35-49',
        gender: 'F',
        citizenship: 'it',
        household: 'single',
        income_support: 'none',
        known_to_service: 'no',
        last_visit: 'never_or_earlier_years',
      })),
    )
    .execute()
  await db.recorder
    .insertInto('record.need')
    .values(ids.map(id => ({ access_id: id, position: 1, domain: 'housing', outcome: 'guidance' })))
    .execute()
  return ids
}
const periodsOf = (reply: { body: { periods: { id: string; state: string }[] } }) =>
  Object.fromEntries(reply.body.periods.map(({ id, state }) => [id, state]))

// The product of the tests lives on 22 November 2026; the database's own clock only has to be later than the periods.
describe('the calendar', () => {
  test('tells each period since the first, newest first, and what may be closed', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, 3, '2025-11-03')
    await closeDuePeriods(db.publisher, '2026-01-09', '2025-10')
    const coordinator = await product.as('coordinator')
    const reply = await coordinator.get('/api/v1/periods')
    expect(reply.status).toBe(200)
    const states = periodsOf(reply)
    expect(states).toMatchObject({
      '2025-10': 'closed',
      '2025-11': 'closed',
      '2025-12': 'due',
      '2025-Q4': 'waiting', // its months come first
      '2025': 'waiting',
      '2026-01': 'waiting',
      '2026-10': 'waiting',
      '2026-11': 'open',
      '2026-Q4': 'open',
      '2026': 'open',
    })
    const ids = reply.body.periods.map((period: { id: string }) => period.id)
    expect(ids.slice(0, 3)).toEqual(['2026', '2026-Q4', '2026-11'])
    expect(ids.at(-1)).toBe('2025-10')
    expect(reply.body.periods.find((period: { id: string }) => period.id === '2025-11')).toEqual({
      id: '2025-11',
      kind: 'month',
      state: 'closed',
      closesOn: '2025-12-10',
      closedOn: '2026-01-09',
      closedBy: 'server',
      edition: 'L',
      tables: ['T0', 'T1'],
      release: '2025-11',
      errata: null,
    })
  })

  test.for(['operator', 'partner', 'admin'] as const)(
    'is not for %s, nor its acts',
    async (persona, { product }) => {
      const client = await product.as(persona)
      expect((await client.get('/api/v1/periods')).status).toBe(403)
      expect((await client.post('/api/v1/periods/2025-10/closing', {})).status).toBe(403)
      expect(
        (await client.post('/api/v1/periods/2025-10/errata', { reason: 'a reason long enough' })).status,
      ).toBe(403)
      expect(
        (
          await client.post('/api/v1/edition', {
            edition: 'S',
            from: '2099-Q1',
            reason: 'a reason long enough',
          })
        ).status,
      ).toBe(403)
    },
  )
})

describe('the look before a closing', () => {
  test('names the days not told and the questions left open, and not one count', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, 40, '2026-11-03')
    await db.recorder.updateTable('record.access').set({ known_to_service: 'unknown' }).execute()
    await closeDuePeriods(db.publisher, '2026-11-10', '2026-10')
    const coordinator = await product.as('coordinator')
    const { status, body } = await coordinator.get('/api/v1/periods/2026-11/preflight')
    expect(status).toBe(200)
    const alfa = body.centres.find(({ centre }: { centre: string }) => centre === 'porta-alfa')
    expect(alfa.untold).not.toContain('2026-11-03')
    expect(alfa.untold).toContain('2026-11-04')
    expect(alfa.untold).not.toContain('2026-11-08') // a Sunday
    expect(body.unanswered).toContainEqual({ question: 'known', share: 'many' })
    expect(body.unanswered).toContainEqual({ question: 'ageBand', share: 'few' })
    expect(withoutTimes(body)).not.toContain('40')
    const closed = await coordinator.get('/api/v1/periods/2026-10/preflight')
    expect(closed.body).toMatchObject({ centres: [], closedMonths: ['2026-10'], unanswered: null })
    expect((await coordinator.get('/api/v1/periods/2026-Q4/preflight')).body.closedMonths).toEqual([
      '2026-10',
    ])
    expect((await coordinator.get('/api/v1/periods/2027-01/preflight')).status).toBe(404)
    expect((await (await product.as('partner')).get('/api/v1/periods/2026-11/preflight')).status).toBe(403)
  })
})

describe('closing by a person', () => {
  test('happens once, in order, not before its day, and is signed', async ({ given: db, product }) => {
    await givenVisits(db, 3, '2025-11-03')
    await closeDuePeriods(db.publisher, '2025-12-09', '2025-10')
    const coordinator = await product.as('coordinator')
    const close = (period: string) => coordinator.post(`/api/v1/periods/${period}/closing`, {})
    expect((await close('2025-Q4')).body).toMatchObject({ status: 409, why: 'another_first' })
    expect((await close('2025-12')).body).toMatchObject({ why: 'another_first' })
    const closed = await close('2025-11')
    expect([closed.status, closed.body.state, closed.body.closedBy, closed.body.release]).toEqual([
      201,
      'closed',
      'person',
      '2025-11',
    ])
    expect((await close('2025-11')).body).toMatchObject({ why: 'closed_already' })
    expect((await close('2026-11')).body).toMatchObject({ why: 'too_early' })
    for (const nothing of ['2031-01', '2025-09', '2025-99'])
      expect((await close(nothing)).status, nothing).toBe(404)
    for (const period of ['2025-12', '2025-Q4', '2025'])
      expect((await close(period)).status, period).toBe(201)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .where('operation', '=', 'closePeriod')
      .orderBy('id')
      .select('target')
      .execute()
    expect(trail.map(({ target }) => target)).toEqual(['2025-11', '2025-12', '2025-Q4', '2025'])
  })

  test('by two people at once closes once', async ({ given: db, product }) => {
    await givenVisits(db, 3, '2025-10-03')
    const coordinator = await product.as('coordinator')
    await closeDuePeriods(db.publisher, '2025-11-09', '2025-09')
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => coordinator.post('/api/v1/periods/2025-10/closing', {})),
    )
    expect(replies.map(reply => reply.status).sort()).toEqual([201, 409, 409, 409])
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from published.release where period = '2025-10'`.execute(db.reader)
    expect(rows[0]!.count).toBe(1)
  })
})

describe('an errata', () => {
  const reason = 'Un registro era stato importato due volte'

  test('measures again after a correction, once, and replaces the first release', async ({
    given: db,
    product,
  }) => {
    const ids = await givenVisits(db, 60, '2025-10-03')
    await closeDuePeriods(db.publisher, '2025-11-10', '2025-10')
    const coordinator = await product.as('coordinator')
    const partner = await product.as('partner')
    const first = await partner.get('/api/v1/releases/2025-10')
    const correct = () => coordinator.post('/api/v1/periods/2025-10/errata', { reason })
    expect((await correct()).body).toMatchObject({ status: 409, why: 'nothing_changed' })
    expect((await coordinator.post('/api/v1/periods/2025-11/errata', { reason })).body).toMatchObject({
      why: 'not_closed',
    })
    expect((await coordinator.post('/api/v1/periods/2025-10/errata', { reason: 'x' })).status).toBe(422)

    await db.recorder.deleteFrom('record.access').where('id', 'in', ids.slice(0, 30)).execute()
    const reply = await correct()
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ id: '2025-10', release: '2025-10-errata', errata: { reason } })
    expect((await correct()).body).toMatchObject({ why: 'corrected_already' })

    const list = (await partner.get('/api/v1/releases')).body.releases
    expect(list.map(({ id, period, replaced }: never) => [id, period, replaced])).toEqual([
      ['2025-10-errata', '2025-10', false],
      ['2025-10', '2025-10', true],
    ])
    expect((await partner.get('/api/v1/releases/2025-10')).text).toBe(first.text)
    const second = (await partner.get('/api/v1/releases/2025-10-errata')).body
    expect(second).toMatchObject({ id: '2025-10-errata', period: '2025-10', errata: reason, kind: 'month' })
    const whole = (body: { grids: { by: string[]; cells: number[] }[] }) =>
      body.grids.find(({ by }) => by.join() === 'month')!.cells[0]!
    expect(Math.abs(whole(first.body) - 60)).toBeLessThan(40)
    expect(Math.abs(whole(second) - 30)).toBeLessThan(40)
    expect(whole(first.body)).not.toBe(whole(second))

    const { entries, greatestCost } = (await partner.get('/api/v1/ledger')).body
    expect(greatestCost).toBe(1.05)
    expect(entries.map(({ period, table, kind, by }: never) => [period, table, kind, by])).toEqual([
      ['2025-10', 'T1', 'errata', 'person'],
      ['2025-10', 'T0', 'errata', 'person'],
      ['2025-10', 'T1', 'closing', 'server'],
      ['2025-10', 'T0', 'closing', 'server'],
    ])
    expect(entries[0]).toMatchObject({ edition: 'L', sigma: 3, reason })
    expect(entries[0].cost).toBeCloseTo(1 / 9, 12)
  })
})

describe('what an errata takes out first', () => {
  const reason = 'Un registro era stato importato due volte'
  const recorded = async (db: TestDatabase) =>
    (await db.owner.selectFrom('record.access').select('id').orderBy('id').execute()).map(({ id }) => id)

  test('is every second one of the records alike, of that centre and period alone', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, 60, '2025-10-03')
    const other = await givenVisits(db, 5, '2025-11-03')
    const elsewhere = await givenVisits(db, 4, '2025-10-07')
    await db.recorder
      .updateTable('record.access')
      .set({ centre_id: 'porta-beta' })
      .where('id', 'in', elsewhere)
      .execute()
    // Alike but for a need are two visits, not one told twice.
    const [single] = await givenVisits(db, 1, '2025-10-08')
    await db.recorder
      .updateTable('record.need')
      .set({ domain: 'work' })
      .where('access_id', '=', single!)
      .execute()
    await closeDuePeriods(db.publisher, '2025-11-10', '2025-10')
    const coordinator = await product.as('coordinator')
    const errata = (annul: Record<string, unknown>) =>
      coordinator.post('/api/v1/periods/2025-10/errata', { reason, annul })
    const doubled = { centre: 'porta-alfa', which: 'doubled' }
    expect((await errata({ ...doubled, centre: 'porta-omega' })).body.errors).toMatchObject([
      { pointer: '#/body/annul/centre', code: 'unknown_centre' },
    ])
    // Nothing through that channel: nothing taken out, nothing measured, and the attempt is on record.
    expect((await errata({ ...doubled, channel: 'street' })).body).toMatchObject({ why: 'nothing_changed' })
    expect(await recorded(db)).toHaveLength(70)

    const { periods } = (await coordinator.get('/api/v1/periods')).body
    const before = periods.find(({ id }: { id: string }) => id === '2025-10')
    const reply = await errata(doubled)
    // The calendar's line of the period and nothing more: not how many were taken out, nor how many are left.
    expect([reply.status, reply.body]).toEqual([
      201,
      {
        ...before,
        release: '2025-10-errata',
        errata: { on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), reason },
      },
    ])
    expect(withoutTimes(reply.body)).not.toMatch(/\b(30|40|70)\b/)
    const left = await recorded(db)
    expect(left).toHaveLength(30 + 5 + 4 + 1)
    expect(left).toEqual(expect.arrayContaining([...other, ...elsewhere, single]))
    const { grids } = (await coordinator.get('/api/v1/releases/2025-10-errata')).body
    const whole = grids.find(({ by }: { by: string[] }) => by.join() === 'month').cells[0]
    expect(Math.abs(whole - 35)).toBeLessThan(40)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .where('operation', '=', 'publishErrata')
      .orderBy('id')
      .select('target')
      .execute()
    expect(trail.map(({ target }) => target)).toEqual([
      '2025-10 doubled porta-alfa street',
      '2025-10 doubled porta-alfa all channels',
    ])
  })

  test('is all that a centre recorded, and comes back when the errata is refused', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, 20, '2025-10-03')
    await closeDuePeriods(db.publisher, '2026-01-10', '2025-10')
    const coordinator = await product.as('coordinator')
    const all = { centre: 'porta-alfa', which: 'all' }
    const errata = (period: string, body: Record<string, unknown>) =>
      coordinator.post(`/api/v1/periods/${period}/errata`, { reason, ...body })
    expect((await errata('2026-01', { annul: all })).body).toMatchObject({ why: 'not_closed' })
    expect((await errata('2025-Q4', { annul: all })).status).toBe(201)
    expect(await recorded(db)).toEqual([])
    // The month measures what is left of the same records, and once only.
    expect((await errata('2025-10', {})).status).toBe(201)
    await givenVisits(db, 3, '2025-10-05') // of a closed month: they count in the open one
    expect((await errata('2025-10', { annul: all })).body).toMatchObject({ why: 'corrected_already' })
    expect(await recorded(db)).toHaveLength(3)
    const partner = await product.as('partner')
    expect((await partner.post('/api/v1/periods/2025-Q4/errata', { reason, annul: all })).status).toBe(403)
  })
})

describe('retention', () => {
  test('deletes records 24 months after their closing, once, and leaves releases and a line', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, 20, '2024-07-03')
    await givenVisits(db, 20, '2024-08-03')
    await closeDuePeriods(db.publisher, '2024-10-10', '2024-07')
    // The clock of the ledger is the database's: as if August had been closed later than July, both long ago.
    await sql`alter table published.ledger disable trigger user`.execute(db.owner)
    await sql`update published.ledger set closed_at = case period when '2024-07' then '2024-08-10' else '2024-10-10' end::timestamptz`.execute(
      db.owner,
    )
    await sql`alter table published.ledger enable trigger user`.execute(db.owner)
    const left = async () =>
      (await sql<{ count: number }>`select count(*) as count from record.access`.execute(db.owner)).rows[0]!
        .count
    expect(await deleteExpired(db.publisher, '2026-08-09')).toEqual([])
    expect(await left()).toBe(40)
    expect(await deleteExpired(db.publisher, '2026-08-10')).toEqual(['2024-07'])
    expect(await left()).toBe(20)
    expect(await deleteExpired(db.publisher, '2026-08-10')).toEqual([])
    expect(await deleteExpired(db.publisher, '2026-10-10')).toEqual(['2024-08', '2024-09'])
    expect(await left()).toBe(0)
    const partner = await product.as('partner')
    expect((await partner.get('/api/v1/releases/2024-07')).status).toBe(200)
    const { entries } = (await partner.get('/api/v1/ledger')).body
    const lines = entries.filter(({ kind }: { kind: string }) => kind === 'retention')
    expect(lines.map(({ period, cost, table }: never) => [period, cost, table])).toEqual([
      ['2024-09', 0, null],
      ['2024-08', 0, null],
      ['2024-07', 0, null],
    ])
    const reply = await (await product.as('coordinator')).post('/api/v1/periods/2024-07/errata', {
      reason: 'Un registro importato due volte',
    })
    expect(reply.body).toMatchObject({ status: 409, why: 'records_deleted' })
  })
})

describe('news', () => {
  test('is what came out since the account last looked, and of the past the newest alone', async ({
    given: db,
    product,
  }) => {
    const partner = await product.as('partner')
    const newsOf = async (client: typeof partner) =>
      (await client.get('/api/v1/release-news')).body.news.map(({ id }: { id: string }) => id)
    expect(await newsOf(partner)).toEqual([])
    await givenVisits(db, 30, '2025-10-03')
    await closeDuePeriods(db.publisher, '2026-01-10', '2025-10')
    expect(await newsOf(partner)).toEqual(['2025'])
    const look = (client: typeof partner) => client.put('/api/v1/release-news/look')
    expect((await look(partner)).status).toBe(204)
    expect(await newsOf(partner)).toEqual([])

    // As if that had been an hour ago: one transaction of a test has one instant.
    await sql`alter table published.ledger disable trigger user`.execute(db.owner)
    await sql`update published.ledger set closed_at = closed_at - interval '1 hour'`.execute(db.owner)
    await sql`alter table published.ledger enable trigger user`.execute(db.owner)
    await look(partner)
    await db.recorder.deleteFrom('record.access').execute()
    await closeDuePeriods(db.publisher, '2026-02-10', '2025-10')
    const coordinator = await product.as('coordinator')
    await coordinator.post('/api/v1/periods/2025-11/errata', { reason: 'Un registro importato due volte' })
    await coordinator.post('/api/v1/periods/2025-10/errata', { reason: 'Un registro importato due volte' })
    expect(await newsOf(partner)).toEqual(['2026-01', '2025-10-errata'])
    // Everybody has their own look, which tells nothing of when they looked.
    expect(await newsOf(coordinator)).toEqual(['2026-01'])
    await look(partner)
    expect(await newsOf(partner)).toEqual([])
    const { rows } = await sql<{ looks: number; same: boolean }>`
      select count(*) as looks, bool_and(at = (select date_trunc('milliseconds', max(closed_at)) from published.ledger)) as same
        from account.release_look`.execute(db.owner)
    expect(rows).toEqual([{ looks: 1, same: true }])
    const trail = await db.owner.selectFrom('account.audit_event').select('operation').execute()
    expect(trail.map(({ operation }) => operation)).not.toContain('seeReleases')
    for (const [client, status] of [
      [await product.as('admin'), 403],
      [product.visitor, 401],
    ] as const)
      expect([(await client.get('/api/v1/release-news')).status, (await look(client)).status]).toEqual([
        status,
        status,
      ])
  })
})

describe('the edition', () => {
  test('of a quarter to come is chosen once, with a reason, and told to everybody', async ({
    given: db,
    product,
  }) => {
    const coordinator = await product.as('coordinator')
    const choose = (edition: string, from: string) =>
      coordinator.post('/api/v1/edition', { edition, from, reason: 'Gli accessi sono meno di mille' })
    expect((await choose('S', '2026-Q4')).status).toBe(409)
    expect((await choose('X', '2099-Q1')).status).toBe(409)
    expect((await choose('S', '2099-07')).status).toBe(422)
    expect((await choose('S', '2099-Q1')).status).toBe(201)
    expect((await choose('L', '2099-Q1')).status).toBe(409)
    const { body } = await (await product.as('partner')).get('/api/v1/edition')
    expect(body).toMatchObject({ inForce: 'L', next: { edition: 'S', from: '2099-Q1' } })
    expect(body.editions.map(({ name }: { name: string }) => name)).toEqual(['L', 'S'])
    expect(await db.reader.selectFrom('published.ledger').select(['kind', 'reason']).execute()).toEqual([
      { kind: 'edition', reason: 'Gli accessi sono meno di mille' },
    ])
  })
})

test('the method is for anyone, with the promise of the edition in force', async ({ product }) => {
  const { status, body } = await product.visitor.get('/api/v1/method')
  expect(status).toBe(200)
  for (const { sigma, probabilities, halfWidth } of body.laws) {
    expect(probabilities.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(
      1,
      9,
    )
    const within = probabilities.filter(({ z }: { z: number }) => Math.abs(z) <= halfWidth)
    expect(
      within.reduce((sum: number, { share }: { share: number }) => sum + share, 0),
    ).toBeGreaterThanOrEqual(0.9)
    expect([2, 3]).toContain(sigma)
  }
  expect(body.promise).toEqual(promiseOf(editionNamed(body.inForce)))
})
