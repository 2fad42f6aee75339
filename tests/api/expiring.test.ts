/** What ends within a window, what renews it, what is left, and the verified share: all as the reader may see it. */
import { randomUUID } from 'node:crypto'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const expiring = '/api/v1/expiring'
const add = async (client: Client, change: Record<string, unknown> = {}): Promise<string> => {
  const reply = await client.post('/api/v1/resources', aResource(change))
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}
const paid = (until?: string) => ({ fundings: [{ source: 'public', ...(until ? { until } : {}) }] })
const project = async (client: Client, change: Record<string, unknown>): Promise<string> => {
  const reply = await client.post('/api/v1/projects', {
    id: randomUUID(),
    name: 'Progetto',
    from: '2026-01-01',
    ...change,
  })
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}
const names = async (client: Client, query = '') =>
  (await client.get(`${expiring}${query}`)).body.resources.map((each: any) => each.name)
const inBeta = { type: 'Point', coordinates: [15.81, 40.64] }
const shelter = { visibility: 'restricted', geometry: null, area: 'alfa' }

describe('what ends', () => {
  test('is within the window on its first and on its last day, not on the day after', async ({ product }) => {
    const operator = await product.as('operator')
    for (const day of ['2026-11-22', '2027-02-22', '2027-02-23', '2027-05-22', '2027-11-22', '2027-11-23'])
      await add(operator, { name: day, ...paid(day) })
    expect(await names(operator, '?months=3')).toEqual(['2026-11-22', '2027-02-22'])
    expect(await names(operator)).toEqual(['2026-11-22', '2027-02-22', '2027-02-23', '2027-05-22'])
    expect(await names(operator, '?months=12')).toHaveLength(5)
    const { body } = await operator.get(`${expiring}?months=12`)
    expect([body.on, body.until]).toEqual(['2026-11-22', '2027-11-22'])
    for (const wrong of ['?months=4', '?months=06', '?need=money', '?since=2026'])
      expect((await operator.get(`${expiring}${wrong}`)).status).toBe(422)
  })

  test('what has ended already and is still active says so; what is closed is not told', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Ieri', ...paid('2026-11-21') })
    await add(operator, { name: 'Oggi', ...paid('2026-11-22') })
    for (const status of ['closed', 'temporarily_closed', 'planned'])
      await add(operator, { name: status, status, ...paid('2026-12-31') })
    const { resources } = (await operator.get(expiring)).body
    expect(resources.map((each: any) => [each.name, each.lapsed])).toEqual([
      ['Ieri', true],
      ['Oggi', false],
    ])
  })

  test('is renewed by a longer line or project, and taken along by a project that ends', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    await add(operator, {
      name: 'Rinnovata',
      fundings: [
        { source: 'public', until: '2026-12-31' },
        { source: 'private', until: '2028-12-31' },
      ],
    })
    const kept = await add(operator, { name: 'Tenuta in vita', ...paid('2026-12-31') })
    const carried = await add(operator, { name: 'Con il progetto', ...paid() })
    await add(operator, { name: 'Fino a un giorno', validTo: '2027-01-31' })
    const long = await project(operator, { name: 'Lungo', until: '2028-06-30', resources: [kept] })
    const short = await project(operator, { name: 'Breve', until: '2027-03-31', resources: [carried, kept] })
    const { resources } = (await operator.get(expiring)).body
    expect(resources.map((each: any) => [each.name, each.endsOn, each.cause])).toEqual([
      ['Fino a un giorno', '2027-01-31', 'validity'],
      ['Con il progetto', '2027-03-31', 'projects'],
    ])
    expect(resources[1].projects).toEqual([{ id: short, name: 'Breve', until: '2027-03-31' }])
    // A suspended project keeps nothing alive.
    await operator.patch(`/api/v1/projects/${long}`, { version: 1, state: 'suspended' })
    expect(await names(operator)).toEqual(['Fino a un giorno', 'Con il progetto', 'Tenuta in vita'])
    await operator.patch(`/api/v1/projects/${short}`, { version: 1, until: null })
    expect(await names(operator)).toEqual(['Fino a un giorno'])
  })

  test('leaves, of each need in each area, so many resources and places', async ({ product }) => {
    const operator = await product.as('operator')
    const places = (total: number) => ({ capacity: { total, unit: 'posti', on: '2026-11-01' } })
    const alfa = { needs: ['education', 'family'] }
    await add(operator, { ...alfa, ...paid('2026-12-31'), ...places(20) })
    await add(operator, { ...alfa, needs: ['education'], ...paid('2027-01-31') })
    await add(operator, { ...alfa, ...places(30) })
    await add(operator, { ...alfa, status: 'closed', ...paid('2026-12-31'), ...places(99) })
    await add(operator, { needs: ['work'], geometry: inBeta, ...places(4) })
    await add(operator, {
      needs: ['work'],
      geometry: { type: 'Point', coordinates: [15.75, 40.6] },
      ...paid('2026-12-31'),
    })
    const { groups } = (await operator.get(expiring)).body
    expect(groups).toEqual([
      {
        area: 'alfa',
        need: 'education',
        now: 3,
        remaining: 1,
        places: [{ unit: 'posti', now: 50, remaining: 30 }],
      },
      {
        area: 'alfa',
        need: 'family',
        now: 2,
        remaining: 1,
        places: [{ unit: 'posti', now: 50, remaining: 30 }],
      },
      { area: null, need: 'work', now: 1, remaining: 0, places: [] },
    ])
    const only = (await operator.get(`${expiring}?area=alfa&need=family`)).body
    expect(only.resources).toHaveLength(1)
    expect(only.groups.map((each: any) => [each.need, each.now, each.remaining])).toEqual([['family', 2, 1]])
    expect((await operator.get(`${expiring}?area=beta`)).body).toMatchObject({ resources: [], groups: [] })
  })

  test('a confidential place is told and counted for its own centre alone', async ({ product }) => {
    const own = await product.as('operator')
    const needs = { needs: ['housing'] }
    await add(own, { name: 'Aperta', ...needs, ...paid('2026-12-31') })
    const others = [
      await product.as('otherOperator'),
      await product.as('coordinator'),
      await product.as('partner'),
    ]
    const before = await Promise.all(others.map(client => client.get(expiring)))
    const shares = await Promise.all(others.map(client => client.get('/api/v1/verified-shares')))
    const hidden = await add(own, { name: 'Riservata', ...shelter, ...needs, ...paid('2026-12-31') })
    await project(own, { name: 'Progetto', until: '2026-12-31', resources: [hidden] })
    const told = (await own.get(expiring)).body
    expect(told.resources).toHaveLength(2)
    expect(told.groups).toMatchObject([{ area: 'alfa', need: 'housing', now: 2, remaining: 0 }])
    for (const [index, client] of others.entries()) {
      expect((await client.get(expiring)).text).toBe(before[index]!.text)
      expect((await client.get('/api/v1/verified-shares')).text).toBe(shares[index]!.text)
    }
  })
})

test('the verified share of an area counts the active ones within their half-life', async ({
  product,
  db,
}) => {
  const operator = await product.as('operator')
  // After-school: six months; a park: twelve.
  const verified = async (change: Record<string, unknown>, on: string | null) => {
    const id = await add(operator, change)
    await db.owner.updateTable('resource.resource').set({ verified_on: on }).where('id', '=', id).execute()
  }
  await verified({}, '2026-05-22')
  await verified({}, '2026-05-21')
  await verified({ type: 'park' }, '2026-05-21')
  await verified({}, null)
  await verified({ status: 'closed' }, '2026-11-01')
  await verified({ geometry: { type: 'Point', coordinates: [15.75, 40.6] } }, '2026-11-01')
  await verified({ geometry: inBeta }, null)
  for (const persona of ['operator', 'coordinator', 'partner'] as const)
    expect((await (await product.as(persona)).get('/api/v1/verified-shares')).body).toEqual({
      shares: [
        { area: 'alfa', active: 4, verified: 2 },
        { area: 'beta', active: 1, verified: 0 },
        { area: null, active: 1, verified: 1 },
      ],
    })
})
