/** Two resources that are one: links, referrals and proposals lead to the one that stays, and it can be taken back. */
import { randomUUID } from 'node:crypto'
import { type Client, describe, expect, test } from '../support/app.ts'
import { anAccess, aResource } from '../support/given.ts'
import { withoutTimes } from '../support/without-times.ts'

const resources = '/api/v1/resources'
const at = (lon: number, lat = 40.64) => ({ type: 'Point', coordinates: [lon, lat] })
const added = async (client: Client, change: Record<string, unknown> = {}): Promise<string> => {
  const reply = await client.post(resources, aResource(change))
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}
const merge = (client: Client, id: string, other: string, more: Record<string, unknown> = {}) =>
  client.post(`${resources}/${id}/merges`, { other, version: 1, otherVersion: 1, ...more })
const read = async (client: Client, id: string) => (await client.get(`${resources}/${id}`)).body
const names = async (client: Client) =>
  (await client.get(resources)).body.features.map((f: any) => f.properties.name)
const hidden = { geometry: null, visibility: 'restricted', area: 'alfa', type: 'night_shelter' }

describe('two that are one', () => {
  test('become one with the values chosen and the lists of both; the old link leads to it', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const kept = await added(operator, { name: 'Uno', needs: ['education'], phone: '0971 000000' })
    const other = await added(operator, {
      name: 'Due',
      needs: ['family'],
      services: ['gite'],
      address: 'via di prova 1',
      geometry: at(15.81),
    })
    const reply = await merge(operator, kept, other, { take: ['address', 'geometry'] })
    expect(reply.status).toBe(201)
    const { resource } = reply.body
    expect(resource.geometry).toEqual(at(15.81))
    expect(resource.properties).toMatchObject({
      id: kept,
      version: 2,
      name: 'Uno',
      phone: '0971 000000',
      address: 'via di prova 1',
      needs: ['education', 'family'],
      services: ['gite'],
      area: 'beta',
    })
    const partner = await product.as('partner')
    expect(await read(partner, other)).toEqual(await read(partner, kept))
    expect((await operator.get(`${resources}/${other}/versions`)).body).toEqual(
      (await operator.get(`${resources}/${kept}/versions`)).body,
    )
    const [version] = (await operator.get(`${resources}/${kept}/versions`)).body.versions
    expect(version).toMatchObject({
      version: 2,
      by: { role: 'operator', centre: 'porta-alfa' },
      merge: { id: reply.body.merge, resource: other, name: 'Due', undone: false },
    })
  })

  test('are one in every list, search, count and queue', async ({ product }) => {
    const operator = await product.as('operator')
    const kept = await added(operator, { name: 'Centro ascolto', needs: ['housing'] })
    const other = await added(operator, { name: 'Centro di ascolto', needs: ['housing'] })
    const lists = async () => [
      (await names(operator)).length,
      (await operator.get(`${resources}?need=housing`)).body.features.length,
      (await operator.post(`${resources}/answering`, { need: 'housing', area: 'alfa' })).body.features.length,
      (await operator.post(`${resources}/similar`, { name: 'Centro ascolto' })).body.features.length,
      (await operator.get('/api/v1/verification-queue')).body.due,
      (await operator.get('/api/v1/verification-queue')).body.features.length,
    ]
    expect(await lists()).toEqual([2, 2, 2, 2, 2, 2])
    const { body } = await merge(operator, kept, other)
    expect(await lists()).toEqual([1, 1, 1, 1, 1, 1])
    await operator.delete(`${resources}/${kept}/merges/${body.merge}`)
    expect(await lists()).toEqual([2, 2, 2, 2, 2, 2])
  })

  test('taken back, both are as they were; what was edited since stays', async ({ product }) => {
    const operator = await product.as('operator')
    const kept = await added(operator, { name: 'Uno', needs: ['education'] })
    const other = await added(operator, { name: 'Due', needs: ['family'], cost: 'free' })
    const [one, two] = [await read(operator, kept), await read(operator, other)]
    const plain = ({ properties: { version: _version, ...rest }, geometry }: any) => ({ ...rest, geometry })
    const first = (await merge(operator, kept, other, { take: ['name', 'cost'] })).body
    const undone = await operator.delete(`${resources}/${kept}/merges/${first.merge}`)
    expect(undone.status).toBe(200)
    expect(plain(undone.body.resource)).toEqual(plain(one))
    expect(undone.body.other).toEqual(two)
    expect(await read(operator, other)).toEqual(two)
    const { versions } = (await operator.get(`${resources}/${kept}/versions`)).body
    expect(versions.map((v: any) => [v.version, v.merge?.undone])).toEqual([
      [3, undefined],
      [2, true],
      [1, undefined],
    ])
    expect((await operator.delete(`${resources}/${kept}/merges/${first.merge}`)).status).toBe(404)

    const again = (await merge(operator, kept, other, { version: 3, take: ['name', 'cost'] })).body
    await operator.patch(`${resources}/${kept}`, { version: 4, name: 'Tre', phone: '0971 000000' })
    await operator.delete(`${resources}/${kept}/merges/${again.merge}`)
    const { properties } = await read(operator, kept)
    expect(properties).toMatchObject({ name: 'Tre', phone: '0971 000000', needs: ['education'] })
    expect(properties).not.toHaveProperty('cost')
  })

  test('keep the later verification, and give it back', async ({ product }) => {
    const operator = await product.as('operator')
    const kept = await added(operator)
    const other = await added(operator, { name: 'Due' })
    await operator.post(`${resources}/${other}/checks`, { result: 'valid', version: 1 })
    const { body } = await merge(operator, kept, other)
    expect(body.resource.properties.verifiedOn).toBe('2026-11-22')
    await operator.delete(`${resources}/${kept}/merges/${body.merge}`)
    expect((await read(operator, kept)).properties.verifiedOn).toBeNull()
    expect((await read(operator, other)).properties.verifiedOn).toBe('2026-11-22')
  })

  test('stay told apart from what either was told apart from', async ({ product }) => {
    const operator = await product.as('operator')
    const [kept, other, third] = [
      await added(operator, { name: 'Centro ascolto' }),
      await added(operator, { name: 'Centro di ascolto' }),
      await added(operator, { name: 'Centro d’ascolto' }),
    ] as const
    await operator.put(`${resources}/${third}/not-duplicates/${other}`, { reason: 'other_body' })
    const likely = async () =>
      (
        await operator.post(`${resources}/similar`, { name: 'Centro ascolto', exclude: kept })
      ).body.features.map((f: any) => f.id)
    expect((await likely()).sort()).toEqual([other, third].sort())
    const { body } = await merge(operator, kept, other)
    expect(await likely()).toEqual([])
    await operator.delete(`${resources}/${kept}/merges/${body.merge}`)
    expect((await likely()).sort()).toEqual([other, third].sort())
  })

  test('chains resolve to the last, and come apart from the end', async ({ product }) => {
    const operator = await product.as('operator')
    const [a, b, c] = [
      await added(operator, { name: 'A' }),
      await added(operator, { name: 'B' }),
      await added(operator, { name: 'C' }),
    ] as const
    const first = (await merge(operator, b, a)).body
    const second = (await merge(operator, c, b, { otherVersion: 2 })).body
    for (const id of [a, b]) expect((await read(operator, id)).properties.id).toBe(c)
    expect(await names(operator)).toEqual(['C'])
    expect((await operator.delete(`${resources}/${b}/merges/${first.merge}`)).status).toBe(404)
    await operator.delete(`${resources}/${c}/merges/${second.merge}`)
    expect((await read(operator, a)).properties.id).toBe(b)
    await operator.delete(`${resources}/${b}/merges/${first.merge}`)
    expect(await names(operator)).toEqual(['A', 'B', 'C'])
  })
})

describe('refused', () => {
  test('with itself, in a cycle, of a version that is not in force, by who may not', async ({ product }) => {
    const operator = await product.as('operator')
    const a = await added(operator, { name: 'A' })
    const b = await added(operator, { name: 'B' })
    const itself = await merge(operator, a, a)
    expect([itself.status, itself.body.errors[0].code]).toEqual([422, 'itself'])
    expect((await merge(operator, a, crypto.randomUUID())).status).toBe(404)
    const seen = await merge(operator, a, b, { otherVersion: 2 })
    expect([seen.status, seen.body.current.properties.id]).toEqual([409, b])
    for (const persona of ['partner', 'admin'] as const)
      expect((await merge(await product.as(persona), a, b)).status).toBe(403)
    expect((await merge(await product.as('coordinator'), a, b)).status).toBe(201)
    // One that is united is no more there to be united with.
    expect((await merge(operator, b, a)).status).toBe(404)
    expect((await merge(operator, a, b, { version: 2 })).status).toBe(404)
  })

  test('when the rules of an entry would break', async ({ product }) => {
    const operator = await product.as('operator')
    const a = await added(operator, { minAge: 10, services: Array.from({ length: 15 }, (_, i) => `a${i}`) })
    const b = await added(operator, { maxAge: 5 })
    const ages = await merge(operator, a, b, { take: ['maxAge'] })
    expect([ages.status, ages.body.errors]).toMatchObject([
      422,
      [{ pointer: '#/body/take', code: 'ages_reversed' }],
    ])
    const c = await added(operator, { services: Array.from({ length: 15 }, (_, i) => `c${i}`) })
    expect((await merge(operator, a, c)).body.errors[0].code).toBe('too_many')
    expect(await names(operator)).toHaveLength(3)
  })
})

describe('old ids', () => {
  test('a referral keeps its link, which is legal, and leads to what stays', async ({ product, db }) => {
    const operator = await product.as('operator')
    const kept = await added(operator, { name: 'Uno', needs: ['housing'] })
    const other = await added(operator, { name: 'Due', needs: ['housing'] })
    const needs = [{ domain: 'housing', outcome: 'referral', resources: [other] }] as never
    const access = anAccess({ needs })
    expect((await operator.post('/api/v1/accesses', access)).status).toBe(201)
    await merge(operator, kept, other)
    const stored = (await operator.get(`/api/v1/accesses/${access.id}`)).body
    expect(stored.needs[0].resources).toEqual([other])
    expect(
      (await operator.put(`/api/v1/accesses/${access.id}`, { ...access, ageBand: '50-64' })).status,
    ).toBe(200)
    // A desk that was without a network sends what it chose before.
    expect((await operator.post('/api/v1/accesses', anAccess({ needs }))).status).toBe(201)
    await operator.patch(`${resources}/${kept}`, { version: 2, status: 'closed' })
    const late = await operator.post('/api/v1/accesses', anAccess({ needs }))
    expect(late.body.errors[0].code).toBe('resource_closed')
    expect(
      (await db.owner.selectFrom('record.referral').select('resource_id').execute()).map(r => r.resource_id),
    ).toEqual([other, other])
  })

  test('an edit, a proposal and a card that had begun on it meet the one that stays', async ({ product }) => {
    const operator = await product.as('operator')
    const partner = await product.as('partner')
    const kept = await added(operator, { name: 'Uno', phone: '0971 000000' })
    const other = await added(operator, { name: 'Due', phone: '0971 000000' })
    const proposal = await partner.post(`${resources}/${other}/proposals`, {
      id: randomUUID(),
      version: 1,
      phone: '0971 222222',
    })
    await merge(operator, kept, other)
    const edited = await operator.patch(`${resources}/${other}`, { version: 1, address: 'via di prova 2' })
    expect(edited.body.properties).toMatchObject({
      id: kept,
      version: 3,
      name: 'Uno',
      address: 'via di prova 2',
    })
    const clash = await operator.patch(`${resources}/${other}`, { version: 1, name: 'Due bis' })
    expect([clash.status, clash.body.conflicts]).toEqual([
      409,
      [{ field: 'name', yours: 'Due bis', theirs: 'Uno' }],
    ])
    const card = await operator.post(`${resources}/${other}/checks`, { result: 'closed', version: 1 })
    expect([card.status, card.body.current.properties.id]).toEqual([409, kept])
    const [listed] = (await partner.get('/api/v1/proposals')).body.proposals
    expect(listed).toMatchObject({ id: proposal.body.id, resource: { id: kept, name: 'Uno' } })
    const accepted = await operator.post(`/api/v1/proposals/${listed.id}/decision`, {
      decision: 'accept',
      version: 3,
    })
    expect(accepted.body.resource.properties).toMatchObject({ id: kept, phone: '0971 222222' })
  })
})

describe('a confidential place', () => {
  test('is united by its own centre’s operators alone; for others neither is there', async ({ product }) => {
    const operator = await product.as('operator')
    const open = await added(operator)
    const shelter = await added(operator, { ...hidden, name: 'Casa' })
    for (const persona of ['coordinator', 'otherOperator'] as const) {
      const client = await product.as(persona)
      for (const [one, two] of [
        [open, shelter],
        [shelter, open],
      ] as const)
        expect((await merge(client, one, two)).text).toBe(
          (await merge(client, open, crypto.randomUUID())).text,
        )
    }
    // Kept by another centre, the public one is not this centre's to hide.
    const foreign = await added(await product.as('otherOperator'), { geometry: at(15.81) })
    const reply = await merge(operator, shelter, foreign)
    expect([reply.status, reply.body.errors[0].code]).toEqual([422, 'restricted_by_operators'])
    expect((await merge(operator, shelter, open)).status).toBe(201)
    const partner = await product.as('partner')
    for (const id of [open, shelter]) expect((await partner.get(`${resources}/${id}`)).status).toBe(404)
  })

  test('takes the position of what is united with it, from everywhere and for good', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const shelter = await added(operator, { ...hidden, name: 'Casa' })
    const open = await added(operator, { name: 'Casa nota', geometry: at(15.7912) })
    const earlier = await added(operator, { name: 'Casa di prima', geometry: at(15.7912) })
    await merge(operator, open, earlier)
    const { body } = await merge(operator, shelter, open, { otherVersion: 2 })
    const everything = async () =>
      withoutTimes([
        await db.owner.selectFrom('resource.resource').selectAll().execute(),
        await db.owner.selectFrom('resource.resource_version').selectAll().execute(),
      ])
    expect(await everything()).not.toContain('15.7912')
    const rows = await db.owner.selectFrom('resource.resource').select(['visibility', 'geometry']).execute()
    expect(rows).toEqual(Array(3).fill({ visibility: 'restricted', geometry: null }))
    const undone = await operator.delete(`${resources}/${shelter}/merges/${body.merge}`)
    expect(undone.body.other).toMatchObject({ geometry: null, properties: { visibility: 'restricted' } })
    const coordinator = await product.as('coordinator')
    expect(await names(coordinator)).toEqual([])
    const edited = await operator.patch(`${resources}/${open}`, {
      version: undone.body.other.properties.version,
      name: 'Casa di nuovo',
    })
    expect(edited.status).toBe(200)
  })

  test('united with a public one that stays public, it leaves no trace for others', async ({ product }) => {
    const operator = await product.as('operator')
    const open = await added(operator, { name: 'Sportello' })
    const shelter = await added(operator, { ...hidden, name: 'Casa', phone: '0971 000000' })
    await merge(operator, open, shelter)
    const coordinator = await product.as('coordinator')
    expect((await coordinator.get(`${resources}/${shelter}`)).status).toBe(404)
    const told = (await coordinator.get(`${resources}/${open}/versions`)).text
    expect(told).not.toMatch(new RegExp(`Casa|${shelter}|merge`))
  })
})
