import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { earliestDay } from '../../api/observations/contract.ts'
import { describe, expect, test } from '../support/app.ts'
import { anAccess, aResource } from '../support/given.ts'

const accesses = '/api/v1/accesses'

describe('recording an access', () => {
  test('keeps it as sent, with the month it counts in', async ({ product }) => {
    const operator = await product.as('operator')
    const access = anAccess({
      residenceCell: 'A-1',
      needs: [
        { domain: 'housing', request: 'housing_help', outcome: 'unmet', unmetReason: 'full' },
        { domain: 'work', outcome: 'information' },
      ],
    })
    const reply = await operator.post(accesses, access)
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({ ...access, statisticalPeriod: '2026-11', open: true })
    expect((await operator.get(accesses)).body.accesses).toEqual([reply.body])
    expect((await operator.get(`${accesses}/${access.id}`)).body).toEqual(reply.body)
  })

  test('is harmless when sent again, and refused when the id comes with other content', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    expect((await operator.post(accesses, access)).status).toBe(201)
    const again = await operator.post(accesses, access)
    expect(again.status).toBe(200)
    const other = await operator.post(accesses, { ...access, gender: 'M' })
    expect(other.status).toBe(409)
    expect(other.body.type).toBe('/problems/id-reused')
    expect(await db.owner.selectFrom('record.access').select('gender').execute()).toEqual([{ gender: 'F' }])
  })

  test('stays harmless when sent again after its resource has closed', async ({ product, db }) => {
    const operator = await product.as('operator')
    const resource = (await operator.post('/api/v1/resources', aResource())).body.id
    const access = anAccess({ needs: [{ domain: 'education', outcome: 'referral', resources: [resource] }] })
    expect((await operator.post(accesses, access)).status).toBe(201)
    await db.owner.updateTable('resource.resource').set({ status: 'closed' }).execute()
    expect((await operator.post(accesses, access)).status).toBe(200)
    expect((await operator.post(accesses, { ...access, id: crypto.randomUUID() })).body.errors[0].code).toBe(
      'resource_closed',
    )
  })

  test('keeps up to three resources of a need in the order chosen, and nothing where there is none', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const made = async (name: string) =>
      (await operator.post('/api/v1/resources', aResource({ name }))).body.id as string
    const [one, two, three] = [await made('Uno'), await made('Due'), await made('Tre')]
    const access = anAccess({
      needs: [
        { domain: 'education', outcome: 'referral', resources: [three, one, two] },
        { domain: 'work', outcome: 'guidance', resources: [] },
        { domain: 'family', outcome: 'referral', resources: [two] },
      ],
    })
    const reply = await operator.post(accesses, access)
    expect(reply.body.needs).toEqual([
      access.needs[0],
      { domain: 'work', outcome: 'guidance' },
      access.needs[2],
    ])
    expect((await operator.post(accesses, access)).status).toBe(200)
    const {
      needs: [first, ...others],
    } = access
    const swapped = { ...access, needs: [{ ...first!, resources: [one, three, two] }, ...others] }
    expect((await operator.post(accesses, swapped)).body.type).toBe('/problems/id-reused')

    const corrected = { ...access, needs: [{ ...first!, resources: [two] }] }
    expect((await operator.put(`${accesses}/${access.id}`, corrected)).body.needs).toEqual(corrected.needs)
    expect(
      await db.owner.selectFrom('record.referral').select(['position', 'rank', 'resource_id']).execute(),
    ).toEqual([{ position: 1, rank: 1, resource_id: two }])
    expect((await operator.delete(`${accesses}/${access.id}`)).status).toBe(204)
    expect(await db.owner.selectFrom('record.referral').selectAll().execute()).toEqual([])
  })

  test('names the fault of each resource at its place', async ({ product }) => {
    const operator = await product.as('operator')
    const resource = (await operator.post('/api/v1/resources', aResource())).body.id as string
    const unknown = crypto.randomUUID()
    const faults = async (need: object) =>
      (await operator.post(accesses, { ...anAccess(), needs: [need] })).body.errors.map((e: any) => [
        e.pointer,
        e.code,
      ])
    expect(
      await faults({ domain: 'work', outcome: 'referral', resources: [resource, unknown, resource] }),
    ).toEqual([
      ['#/body/needs/0/resources/1', 'unknown_resource'],
      ['#/body/needs/0/resources/2', 'repeated_resource'],
    ])
    expect(
      await faults({ domain: 'work', outcome: 'unmet', unmetReason: 'full', resources: [resource] }),
    ).toEqual([['#/body/needs/0/resources', 'unmet_with_resources']])
    const four = Array.from({ length: 4 }, () => crypto.randomUUID())
    expect(await faults({ domain: 'work', outcome: 'referral', resources: four })).toEqual([
      ['#/body/needs/0/resources', 'too_big'],
    ])
  })

  test('names every fault at once, shape and rules together', async ({ product, db }) => {
    const operator = await product.as('operator')
    const reply = await operator.post(
      accesses,
      {
        ...anAccess({ date: '2026-12-24', centre: 'porta-beta', residenceArea: 'atlantis' }),
        gender: 'robot',
        surname: 'x',
        needs: [
          { domain: 'flying', outcome: 'information' },
          { domain: 'work', outcome: 'unmet' },
        ],
      },
      { 'accept-language': 'en' },
    )
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => [e.pointer, e.code]).sort()).toEqual([
      ['#/body/centre', 'unknown_centre'],
      ['#/body/date', 'date_in_future'],
      ['#/body/gender', 'invalid_value'],
      ['#/body/needs/0/domain', 'invalid_value'],
      ['#/body/residenceArea', 'unknown_area'],
      ['#/body/surname', 'unknown_field'],
    ])
    const rules = await operator.post(
      accesses,
      anAccess({
        residenceCell: 'B-1',
        needs: [
          { domain: 'work', outcome: 'unmet' },
          { domain: 'work', outcome: 'information', unmetReason: 'cost' },
          { domain: 'health', outcome: 'referral', resources: [crypto.randomUUID()] },
        ],
      }),
    )
    expect(rules.body.errors.map((e: any) => [e.pointer, e.code])).toEqual([
      ['#/body/residenceCell', 'unknown_cell'],
      ['#/body/needs/0/unmetReason', 'unmet_without_reason'],
      ['#/body/needs/1/domain', 'repeated_need'],
      ['#/body/needs/1/unmetReason', 'reason_without_unmet'],
      ['#/body/needs/2/resources/0', 'unknown_resource'],
    ])
    expect(await db.owner.selectFrom('record.access').selectAll().execute()).toEqual([])
  })

  test('needs a centre that was open that day', async ({ product }) => {
    const late = await product.as('lateOperator')
    const codes = async (date: string) =>
      (await late.post(accesses, anAccess({ centre: 'porta-gamma', date }))).body.errors?.map(
        (e: any) => e.code,
      )
    expect(await codes('2026-05-31')).toEqual(['before_centre_opened'])
    expect(await codes('2026-06-01')).toBeUndefined()
    expect(await codes('2026-09-01')).toEqual(['after_centre_closed'])
  })

  test('goes back to the quarter before the present one, once months have closed', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const codes = async (date: string) =>
      (await operator.post(accesses, anAccess({ date }))).body.errors?.map((e: any) => e.code)
    expect(await codes('2024-01-08')).toBeUndefined() // nothing has closed yet: every month is open
    await closeDuePeriods(db.publisher, '2026-11-22')
    expect(await codes('2026-06-30')).toEqual(['date_too_early'])
    expect(await codes('2026-07-01')).toBeUndefined()
  })

  test.for([
    ['2026-11-22', null, null],
    ['2026-11-22', '2026-11-01', '2026-07-01'],
    ['2026-11-22', '2026-05-01', '2026-05-01'], // months left open stay open, however old
    ['2026-02-03', '2026-02-01', '2025-10-01'],
    ['2026-04-01', '2026-04-01', '2026-01-01'],
  ])('on %s, with %s the oldest open month, the earliest day is %s', ([today, open, earliest]) => {
    expect(earliestDay.operator(today!, open!)).toBe(earliest)
  })

  test.for([
    ['rdc_historic', '2023-12-31', true],
    ['rdc_historic', '2024-01-01', false],
    ['adi', '2023-12-31', false],
    ['adi', '2024-01-01', true],
    ['sfl', '2023-08-31', false],
    ['sfl', '2023-09-01', true],
    ['none', '2020-01-07', true],
  ] as const)('%s on %s: %s', async ([incomeSupport, date, legal], { product }) => {
    const operator = await product.as('operator')
    const reply = await operator.post(accesses, anAccess({ incomeSupport, date }))
    expect(reply.status).toBe(legal ? 201 : 422)
    if (!legal) expect(reply.body.errors.map((e: any) => e.code)).toEqual(['income_support_not_in_force'])
  })

  test('answers broken requests each in its own words', async ({ product }) => {
    const operator = await product.as('operator')
    const type = async (init: RequestInit) => {
      const reply = await operator.send(accesses, { method: 'POST', ...init })
      expect(reply.headers.get('content-type')).toContain('application/problem+json')
      expect(reply.body.title).toBeTruthy()
      return [reply.status, reply.body.type]
    }
    const json = { 'content-type': 'application/json' }
    expect(await type({ body: '{"id": ', headers: json })).toEqual([400, '/problems/malformed-json'])
    expect(await type({ body: 'id=1', headers: { 'content-type': 'text/plain' } })).toEqual([
      415,
      '/problems/unsupported-content-type',
    ])
    expect(await type({ body: JSON.stringify({ x: 'x'.repeat(120_000) }), headers: json })).toEqual([
      413,
      '/problems/body-too-large',
    ])
    expect(await type({ body: '[]', headers: json })).toEqual([422, '/problems/invalid-request'])
    expect(await type({ headers: {} })).toEqual([422, '/problems/invalid-request'])
  })

  test('wants a random id: other kinds carry the instant at which they were made', async ({ product }) => {
    const operator = await product.as('operator')
    const withTime = '0193510e-8f2a-7cc3-9d4b-0123456789ab' // version 7
    const reply = await operator.post(accesses, anAccess({ id: withTime }))
    expect(reply.body.errors.map((e: any) => e.pointer)).toEqual(['#/body/id'])
  })

  test('is for operators alone', async ({ product }) => {
    for (const persona of ['coordinator', 'partner', 'admin'] as const) {
      const client = await product.as(persona)
      expect((await client.post(accesses, anAccess())).status).toBe(403)
      expect((await client.get(accesses)).status).toBe(403)
    }
    expect((await product.visitor.post(accesses, anAccess())).status).toBe(401)
  })
})

describe('another centre’s operator', () => {
  test('gets for its records what they get for records that do not exist', async ({ product }) => {
    const operator = await product.as('operator')
    const other = await product.as('otherOperator')
    const access = anAccess()
    await operator.post(accesses, access)
    const nowhere = crypto.randomUUID()
    const same = async (one: string, two: string, method: 'get' | 'put' | 'delete', body?: unknown) => {
      const ask = (path: string) => (method === 'put' ? other.put(path, body) : other[method](path))
      const [first, second] = [await ask(one), await ask(two)]
      expect(first.status).toBe(404)
      expect(first.text).toBe(second.text)
    }
    await same(`${accesses}/${access.id}`, `${accesses}/${nowhere}`, 'get')
    await same(`${accesses}/${access.id}`, `${accesses}/${nowhere}`, 'delete')
    // Whatever the body is: the own record's shape, another centre's, or nothing at all.
    for (const body of [access, { ...access, centre: 'porta-beta' }, {}, []])
      await same(`${accesses}/${access.id}`, `${accesses}/${nowhere}`, 'put', body)
    await same(`${accesses}?centre=porta-alfa`, `${accesses}?centre=porta-zeta`, 'get')
    expect((await other.get(accesses)).body.accesses).toEqual([])
    expect((await operator.get(`${accesses}/${access.id}`)).status).toBe(200)
    const forOther = await other.post(accesses, anAccess())
    const forNone = await other.post(accesses, anAccess({ centre: 'porta-zeta' }))
    expect(forOther.body.errors).toEqual(forNone.body.errors)
  })
})

describe('taking back', () => {
  test('removes the access and leaves in the audit trail who did it and where, never which or what', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    await operator.post(accesses, access)
    expect((await operator.delete(`${accesses}/${access.id}`)).status).toBe(204)
    expect((await operator.get(`${accesses}/${access.id}`)).status).toBe(404)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { operation: 'logIn', target: null },
      { operation: 'recordAccess', target: 'porta-alfa' },
      { operation: 'annulAccess', target: 'porta-alfa' },
    ])
  })
})

describe('correcting', () => {
  const needs = [
    { domain: 'work' as const, outcome: 'information' as const },
    { domain: 'health' as const, outcome: 'unmet' as const, unmetReason: 'hours' as const },
  ]

  test('replaces the whole record, its needs too, and nothing of what it said before is kept', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const access = anAccess({ residenceCell: 'A-1' })
    await operator.post(accesses, access)
    const key = () => db.owner.selectFrom('record.access').select(['record_key', 'recorded_at']).execute()
    const before = await key()
    const corrected = anAccess({ id: access.id, date: '2026-11-17', gender: 'M', channel: 'phone', needs })
    const reply = await operator.put(`${accesses}/${access.id}`, corrected)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ ...corrected, statisticalPeriod: '2026-11', open: true })
    expect((await operator.get(accesses)).body.accesses).toEqual([reply.body])
    expect(await key()).toEqual(before)
    expect(
      (await db.owner.selectFrom('record.need').select('domain').orderBy('position').execute()).length,
    ).toBe(2)
    const again = await operator.put(`${accesses}/${access.id}`, corrected)
    expect([again.status, again.body]).toEqual([200, reply.body])
  })

  test('leaves in the audit trail who did it and where, never which or what', async ({ product, db }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    await operator.post(accesses, access)
    await operator.put(`${accesses}/${access.id}`, { ...access, gender: 'M' })
    const trail = await db.owner
      .selectFrom('account.audit_event as e')
      .innerJoin('account.user as u', 'u.id', 'e.user_id')
      .select(['u.username', 'e.operation', 'e.target'])
      .orderBy('e.id')
      .execute()
    expect(trail.at(-1)).toEqual({ username: 'operator', operation: 'updateAccess', target: 'porta-alfa' })
    expect(JSON.stringify(trail)).not.toContain(access.id)
  })

  test('is by any operator of the centre, and leaves in the record who recorded it', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    await operator.post(accesses, access)
    const recorder = () => db.owner.selectFrom('record.access').select('recorded_by').execute()
    const before = await recorder()
    await db.owner
      .updateTable('account.user')
      .set({ centre_id: 'porta-alfa' })
      .where('username', '=', 'otherOperator')
      .execute()
    const colleague = await product.as('otherOperator')
    expect((await colleague.put(`${accesses}/${access.id}`, { ...access, gender: 'M' })).status).toBe(200)
    expect(await recorder()).toEqual(before)
  })

  test('keeps the rules of recording and names every fault at once', async ({ product, db }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    await operator.post(accesses, access)
    const reply = await operator.put(
      `${accesses}/${access.id}`,
      {
        ...anAccess({ date: '2026-12-24', centre: 'porta-beta', residenceArea: 'atlantis' }),
        gender: 'robot',
        surname: 'x',
        needs: [
          { domain: 'work', outcome: 'unmet' },
          { domain: 'work', outcome: 'information' },
        ],
      },
      { 'accept-language': 'en' },
    )
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => [e.pointer, e.code]).sort()).toEqual([
      ['#/body/centre', 'unknown_centre'],
      ['#/body/date', 'date_in_future'],
      ['#/body/gender', 'invalid_value'],
      ['#/body/id', 'other_id'],
      ['#/body/needs/0/unmetReason', 'unmet_without_reason'],
      ['#/body/needs/1/domain', 'repeated_need'],
      ['#/body/residenceArea', 'unknown_area'],
      ['#/body/surname', 'unknown_field'],
    ])
    expect(reply.body.errors.find((e: any) => e.code === 'other_id').detail).toMatch(/being corrected/)
    expect(await db.owner.selectFrom('record.access').select(['id', 'gender']).execute()).toEqual([
      { id: access.id, gender: 'F' },
    ])
  })

  test('does not ask to drop a resource that has closed since, and takes no other closed one', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const add = async (name: string) =>
      (await operator.post('/api/v1/resources', aResource({ name }))).body.id as string
    const [named, other] = [await add('Doposcuola uno'), await add('Sportello due')]
    const to = (resource: string) => [
      { domain: 'education' as const, outcome: 'referral' as const, resources: [resource] },
    ]
    const access = anAccess({ needs: to(named) })
    await operator.post(accesses, access)
    await db.owner.updateTable('resource.resource').set({ status: 'closed' }).execute()
    const put = (change: object) => operator.put(`${accesses}/${access.id}`, { ...access, ...change })
    expect((await put({ gender: 'M' })).status).toBe(200)
    const codes = (await put({ needs: to(other) })).body.errors.map((e: any) => e.code)
    expect(codes).toEqual(['resource_closed'])
  })

  test('after the closing is refused in its own words, whatever the correction says', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const access = anAccess({ date: '2026-09-15' })
    await operator.post(accesses, access)
    await closeDuePeriods(db.publisher, '2026-11-22')
    for (const body of [{ ...access, gender: 'M' }, { ...access, date: '2026-11-18' }, access, {}]) {
      const reply = await operator.put(`${accesses}/${access.id}`, body)
      expect([reply.status, reply.body.type]).toEqual([409, '/problems/period-closed'])
      expect(reply.body.title).toBe('Il mese è chiuso: il dato pubblicato non cambia più')
    }
    const kept = await db.owner.selectFrom('record.access').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ gender: 'F', day: '2026-09-01', statistical_period: '2026-09-01' })
  })

  test('loses to a closing that comes between the look and the writing', async ({ product, db }) => {
    const operator = await product.as('operator')
    const access = anAccess({ date: '2026-09-15' })
    await operator.post(accesses, access)
    const events = () => db.owner.selectFrom('account.audit_event').select('operation').execute()
    const begin = db.recorder.transaction.bind(db.recorder)
    db.recorder.transaction = () => {
      const begun = begin()
      const execute = begun.execute.bind(begun)
      begun.execute = async work => {
        await closeDuePeriods(db.publisher, '2026-11-22')
        return execute(work)
      }
      return begun
    }
    const reply = await operator.put(`${accesses}/${access.id}`, { ...access, date: '2026-11-18', needs })
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/period-closed'])
    const kept = await db.owner.selectFrom('record.access').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ day: '2026-09-01', statistical_period: '2026-09-01' })
    const kinds = await db.owner.selectFrom('record.need').select(['domain', 'outcome']).execute()
    expect(kinds).toEqual(access.needs)
    expect((await events()).map(({ operation }) => operation)).not.toContain('updateAccess')
  })

  test('of an access taken back meanwhile finds nothing', async ({ product }) => {
    const operator = await product.as('operator')
    const access = anAccess()
    await operator.post(accesses, access)
    await operator.delete(`${accesses}/${access.id}`)
    const reply = await operator.put(`${accesses}/${access.id}`, access)
    expect([reply.status, reply.body.type]).toEqual([404, '/problems/not-found'])
  })
})
