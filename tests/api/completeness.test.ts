/** A day without accesses is a datum only when somebody says so. */
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { describe, expect, test } from '../support/app.ts'
import { anAccess } from '../support/given.ts'

const accesses = '/api/v1/accesses'
const completeness = '/api/v1/completeness'
const week = `${completeness}?from=2026-11-16&to=2026-11-22`
const wednesday = '2026-11-18'
const day = `${completeness}/${wednesday}`

describe('the days of a centre', () => {
  test('are told one by one: working or why not, accesses, declared without', async ({ product, db }) => {
    await db.owner
      .updateTable('territory.centre_seat')
      .set({ opening_hours: 'Mo-We,Fr 09:00-13:00; PH off' })
      .where('centre_id', '=', 'porta-alfa')
      .execute()
    const operator = await product.as('operator')
    for (const date of ['2026-11-16', '2026-11-16', '2026-11-21'])
      await operator.post(accesses, anAccess({ date }))
    expect((await operator.put(day)).status).toBe(200)
    const { status, body } = await operator.get(week)
    expect(status).toBe(200)
    expect(body.reliableFrom).toBeNull()
    const none = { accesses: 0, declaredNone: false }
    expect(body.days).toEqual([
      { day: '2026-11-16', working: true, accesses: 2, declaredNone: false },
      { day: '2026-11-17', working: true, ...none },
      { day: wednesday, working: true, accesses: 0, declaredNone: true },
      { day: '2026-11-19', working: false, notWorking: 'weekday', ...none },
      { day: '2026-11-20', working: true, ...none },
      { day: '2026-11-21', working: false, notWorking: 'weekday', accesses: 1, declaredNone: false },
      { day: '2026-11-22', working: false, notWorking: 'weekday', ...none },
    ])
  })

  test('are not asked about on holidays, and not before or after the centre’s seats', async ({
    product,
    db,
  }) => {
    await db.owner.updateTable('territory.centre_seat').set({ opening_hours: 'Mo-Su 09:00-13:00' }).execute()
    const late = await product.as('lateOperator')
    const why = async (from: string, to: string) =>
      (await late.get(`${completeness}?from=${from}&to=${to}`)).body.days.map((each: any) => each.notWorking)
    expect(await why('2026-05-30', '2026-06-03')).toEqual([
      'no_seat',
      'no_seat',
      undefined,
      'holiday',
      undefined,
    ])
    expect(await why('2026-08-30', '2026-09-01')).toEqual([undefined, undefined, 'no_seat'])
    const operator = await product.as('operator')
    const { body } = await operator.get(`${completeness}?from=2026-05-29&to=2026-05-31`)
    expect(body.days.map((each: any) => each.notWorking)).toEqual([undefined, 'patron_saint', undefined])
  })

  test('of closed months and to come are left out, and the first day that can be told is said', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    await operator.post(accesses, anAccess({ date: '2026-09-15' }))
    await closeDuePeriods(db.publisher, '2026-11-22')
    const { body } = await operator.get(`${completeness}?from=2026-10-29&to=2026-11-30`)
    expect(body.reliableFrom).toBe('2026-11-01')
    expect(body.days.map((each: any) => each.day)).toHaveLength(22)
    expect([body.days[0].day, body.days.at(-1).day]).toEqual(['2026-11-01', '2026-11-22'])
    expect((await operator.get(`${completeness}?from=2026-09-01&to=2026-09-30`)).body.days).toEqual([])
  })

  test('are the own centre’s alone, for operators alone', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.post(accesses, anAccess())
    await operator.put(`${completeness}/2026-11-17`)
    const other = await product.as('otherOperator')
    for (const each of (await other.get(week)).body.days)
      expect(each).toMatchObject({ accesses: 0, declaredNone: false })
    expect((await other.get(`${week}&centre=porta-alfa`)).status).toBe(422)
    for (const persona of ['coordinator', 'partner', 'admin'] as const) {
      const client = await product.as(persona)
      for (const reply of [await client.get(week), await client.put(day), await client.delete(day)])
        expect(reply.status).toBe(403)
    }
  })

  test('are asked for in order and at most a hundred at a time', async ({ product }) => {
    const operator = await product.as('operator')
    const codes = async (query: string) =>
      (await operator.get(`${completeness}?${query}`)).body.errors?.map((e: any) => [e.pointer, e.code])
    expect(await codes('from=2026-11-02&to=2026-11-01')).toEqual([['#/query/to', 'days_backwards']])
    expect(await codes('from=2026-01-01&to=2026-11-01')).toEqual([['#/query/to', 'too_many_days']])
    expect(await codes('from=2026-08-15&to=2026-11-22')).toBeUndefined()
  })
})

describe('declaring that nobody came', () => {
  test('is harmless twice, can be taken back, and says in the audit trail who and where', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    for (const _twice of [1, 2]) {
      const { status, body } = await operator.put(day)
      expect(status).toBe(200)
      expect(body).toEqual({ day: wednesday, working: true, accesses: 0, declaredNone: true })
    }
    for (const _twice of [1, 2]) expect((await operator.delete(day)).status).toBe(204)
    expect((await operator.get(week)).body.days[2]).toMatchObject({ declaredNone: false })
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .orderBy('id')
      .execute()
    expect(trail.slice(1)).toEqual([
      { operation: 'declareNoAccess', target: 'porta-alfa' },
      { operation: 'withdrawNoAccess', target: 'porta-alfa' },
    ])
  })

  test('is refused for a day to come, a day before the seat, a day with accesses, a closed month', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    await operator.post(accesses, anAccess({ date: '2026-09-15' }))
    await operator.post(accesses, anAccess())
    await closeDuePeriods(db.publisher, '2026-11-22')
    const refusal = async (path: string, method: 'PUT' | 'DELETE' = 'PUT') => {
      const { status, body } = await operator.send(`${completeness}/${path}`, { method })
      return [status, body.type, body.errors?.[0].code ?? body.title]
    }
    expect(await refusal('2026-11-23')).toEqual([422, '/problems/invalid-request', 'date_in_future'])
    expect(await refusal(wednesday)).toEqual([
      409,
      '/problems/day-has-accesses',
      'Quel giorno ha degli accessi: non può risultare senza',
    ])
    const closed = [409, '/problems/period-closed', 'Il mese è chiuso: il dato pubblicato non cambia più']
    expect(await refusal('2026-10-30')).toEqual(closed)
    expect(await refusal('2026-10-30', 'DELETE')).toEqual(closed)
    expect((await refusal('2026-02-30'))[0]).toBe(404)
    const late = await product.as('lateOperator')
    expect((await late.put(`${completeness}/2026-11-16`)).body.errors[0].code).toBe('centre_not_open')
    expect(await db.owner.selectFrom('record.day_without_access').selectAll().execute()).toEqual([])
  })

  test('gives way to an access recorded on that day, or corrected into it', async ({ product }) => {
    const operator = await product.as('operator')
    const told = async () => (await operator.get(week)).body.days[2]
    await operator.put(day)
    const access = anAccess()
    await operator.post(accesses, access)
    expect(await told()).toMatchObject({ accesses: 1, declaredNone: false })
    await operator.delete(`${accesses}/${access.id}`)
    expect(await told()).toMatchObject({ accesses: 0, declaredNone: false })

    await operator.put(day)
    const other = anAccess({ date: '2026-11-17' })
    await operator.post(accesses, other)
    expect(await told()).toMatchObject({ accesses: 0, declaredNone: true })
    await operator.put(`${accesses}/${other.id}`, { ...other, date: wednesday })
    expect(await told()).toMatchObject({ accesses: 1, declaredNone: false })
  })
})
