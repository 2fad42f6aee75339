/** Editing a resource: fields merge, only the same field asks, every state stays and can come back. */
import { sql } from 'kysely'
import { ResourceEntry } from '../../api/resources/contract.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'
import { withoutTimes } from '../support/without-times.ts'

const resources = '/api/v1/resources'
const added = async (client: Client, change: Record<string, unknown> = {}): Promise<string> =>
  (await client.post(resources, aResource(change))).body.id
const versions = async (client: Client, id: string) =>
  (await client.get(`${resources}/${id}/versions`)).body.versions

describe('editing', () => {
  test('changes the fields that are sent and no other, and takes away what is null', async ({ product }) => {
    const operator = await product.as('operator')
    const id = await added(operator, { phone: '0971 000000', needs: ['education'], minAge: 6 })
    const reply = await operator.patch(`${resources}/${id}`, {
      version: 1,
      name: 'Doposcuola nuovo',
      needs: ['family', 'education'],
      openingHours: 'Mo-Fr 9:00-13:00',
      phone: null,
      capacity: { total: 12, unit: 'posti', on: '2026-11-01' },
      owner: { name: 'Ente di prova', kind: 'aps' },
    })
    expect(reply.status).toBe(200)
    const { properties } = reply.body
    expect(properties).toMatchObject({
      version: 2,
      name: 'Doposcuola nuovo',
      needs: ['education', 'family'],
      openingHours: 'Mo-Fr 09:00-13:00',
      minAge: 6,
      type: 'after_school',
      keeper: 'porta-alfa',
      capacity: { total: 12 },
      owner: { name: 'Ente di prova' },
    })
    expect(properties).not.toHaveProperty('phone')
    expect((await (await product.as('partner')).get(`${resources}/${id}`)).body).toEqual(reply.body)
  })

  test('a moved point has its area computed again', async ({ product }) => {
    const operator = await product.as('operator')
    const id = await added(operator)
    const move = (lon: number, version: number) =>
      operator.patch(`${resources}/${id}`, {
        version,
        geometry: { type: 'Point', coordinates: [lon, 40.64] },
      })
    expect((await move(15.81, 1)).body.properties.area).toBe('beta')
    expect((await move(15.75, 2)).body.properties.area).toBeNull()
    expect((await move(12, 3)).body.errors.map((e: any) => e.code)).toEqual(['outside_municipality'])
  })

  test('names every fault at once, those of the merged state too, and writes nothing', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const id = await added(operator, { minAge: 10, validFrom: '2026-01-01' })
    const reply = await operator.patch(`${resources}/${id}`, {
      version: 1,
      maxAge: 5,
      validTo: '2025-01-01',
      name: 'Doposcuola, cell. 333 1234567',
      openingHours: 'boh',
      keeper: 'porta-nulla',
      cost: 'cheap',
      telephone: 'x',
      type: null,
    })
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => e.pointer).sort()).toEqual([
      '#/body/cost',
      '#/body/keeper',
      '#/body/maxAge',
      '#/body/name',
      '#/body/openingHours',
      '#/body/telephone',
      '#/body/type',
      '#/body/validTo',
    ])
    expect(await versions(operator, id)).toHaveLength(1)
    expect((await operator.patch(`${resources}/${id}`, { name: 'Senza versione' })).status).toBe(422)
  })

  test('an old fault elsewhere does not stand in the way of an edit', async ({ product, db }) => {
    const operator = await product.as('operator')
    const id = await added(operator)
    const { id: _, ...entry } = aResource()
    const old = JSON.stringify({ ...ResourceEntry.parse(entry), description: 'Tel. 333 1234567' })
    await db.owner.updateTable('resource.resource_version').set({ content: old }).execute()
    expect((await operator.patch(`${resources}/${id}`, { version: 1, name: 'Nuovo' })).status).toBe(200)
  })

  test('two edits from the same version merge where they touch different fields', async ({ product }) => {
    const operator = await product.as('operator')
    const other = await product.as('otherOperator')
    const id = await added(operator, { address: 'via di prova 1' })
    expect((await operator.patch(`${resources}/${id}`, { version: 1, name: 'Uno' })).status).toBe(200)
    const second = await other.patch(`${resources}/${id}`, { version: 1, address: 'via di prova 2' })
    expect(second.body.properties).toMatchObject({ version: 3, name: 'Uno', address: 'via di prova 2' })
    // Alike is not a conflict, and nothing new to keep.
    const third = await other.patch(`${resources}/${id}`, { version: 1, name: 'Uno' })
    expect(third.body.properties.version).toBe(3)
  })

  test('the same field asks: both values come back, nothing is written', async ({ product }) => {
    const operator = await product.as('operator')
    const other = await product.as('otherOperator')
    const id = await added(operator, { phone: '0971 000000', needs: ['education'] })
    await operator.patch(`${resources}/${id}`, { version: 1, name: 'Uno', phone: null, needs: ['family'] })
    const reply = await other.patch(
      `${resources}/${id}`,
      { version: 1, name: 'Due', phone: '0971 111111', address: 'via di prova 2' },
      { 'accept-language': 'en' },
    )
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      type: '/problems/changed-meanwhile',
      title: 'Somebody has changed it meanwhile',
      conflicts: [
        { field: 'name', yours: 'Due', theirs: 'Uno' },
        { field: 'phone', yours: '0971 111111', theirs: null },
      ],
      current: { properties: { version: 2, name: 'Uno', needs: ['family'] } },
    })
    expect(await versions(operator, id)).toHaveLength(2)
    const decided = await other.patch(`${resources}/${id}`, {
      version: 2,
      phone: '0971 111111',
      address: 'via di prova 2',
    })
    expect(decided.body.properties).toMatchObject({ version: 3, name: 'Uno', phone: '0971 111111' })
  })

  test('a version that never was agrees with nothing', async ({ product }) => {
    const operator = await product.as('operator')
    const id = await added(operator)
    expect((await operator.patch(`${resources}/${id}`, { version: 7, name: 'Uno' })).status).toBe(409)
  })

  test('is for operators and coordinators; a keeper must be in operation', async ({ product }) => {
    const id = await added(await product.as('operator'))
    const edit = async (persona: 'coordinator' | 'partner' | 'admin', keeper: string) =>
      (await (await product.as(persona)).patch(`${resources}/${id}`, { version: 1, keeper })).status
    expect(await edit('partner', 'porta-beta')).toBe(403)
    expect(await edit('admin', 'porta-beta')).toBe(403)
    expect(await edit('coordinator', 'porta-gamma')).toBe(422) // closed in September
    expect(await edit('coordinator', 'porta-beta')).toBe(200)
  })

  test('what a coordinator adds is kept by the centre of its area', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const { body } = await coordinator.post(resources, aResource())
    expect(body.properties.keeper).toBe('porta-alfa')
    expect((await versions(coordinator, body.id))[0].content.keeper).toBe('porta-alfa')
  })
})

describe('a confidential place', () => {
  const shelter = { geometry: null, visibility: 'restricted', area: 'alfa', type: 'night_shelter' }

  test('is edited and told by its own centre alone; for anybody else it does not exist', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const id = await added(operator, shelter)
    const nowhere = `${resources}/${crypto.randomUUID()}`
    for (const persona of ['otherOperator', 'coordinator'] as const) {
      const other = await product.as(persona)
      for (const [path, absent] of [[`${resources}/${id}`, nowhere]] as const) {
        const edit = { version: 1, name: 'Altro' }
        const reply = await other.patch(path, edit)
        expect(reply.status).toBe(404)
        expect(reply.text).toBe((await other.patch(absent, edit)).text)
        expect((await other.get(`${path}/versions`)).status).toBe(404)
        if (persona === 'otherOperator')
          expect((await other.post(`${path}/checks`, { result: 'valid', version: 1 })).status).toBe(404)
      }
    }
    expect((await operator.patch(`${resources}/${id}`, { version: 1, name: 'Altro' })).status).toBe(200)
    const away = await operator.patch(`${resources}/${id}`, { version: 2, keeper: 'porta-beta' })
    expect(away.body.errors.map((e: any) => [e.pointer, e.code])).toEqual([
      ['#/body/keeper', 'restricted_by_operators'],
    ])
  })

  test('takes its position out of its past when it becomes one, and its states stay its own', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const coordinator = await product.as('coordinator')
    const id = await added(operator, { name: 'Prima' })
    const hide = { version: 1, visibility: 'restricted', geometry: null, area: 'alfa', name: 'Riservata' }
    expect((await coordinator.patch(`${resources}/${id}`, hide)).body.errors[0].code).toBe(
      'restricted_by_operators',
    )
    const other = await (await product.as('otherOperator')).patch(`${resources}/${id}`, hide)
    expect(other.body.errors.map((e: any) => e.code)).toEqual(['restricted_by_operators'])
    expect((await operator.patch(`${resources}/${id}`, hide)).status).toBe(200)
    const contents = await db.owner.selectFrom('resource.resource_version').select('content').execute()
    expect(withoutTimes(contents)).not.toContain('15.79')

    const point = { type: 'Point', coordinates: [15.79, 40.64] }
    const open = { version: 2, visibility: 'public', geometry: point, area: null, name: 'Di nuovo' }
    expect((await operator.patch(`${resources}/${id}`, open)).status).toBe(200)
    const told = await versions(coordinator, id)
    expect(told.map((v: any) => v.content.name)).toEqual(['Di nuovo', 'Prima'])
    expect(await versions(operator, id)).toHaveLength(3)
  })
})

describe('the history', () => {
  test('tells who by role and centre, what changed, and every state', async ({ product, db }) => {
    const operator = await product.as('operator')
    const coordinator = await product.as('coordinator')
    const id = await added(operator, { needs: ['education'] })
    await coordinator.patch(`${resources}/${id}`, { version: 1, name: 'Nuovo', needs: ['family'] })
    const [second, first] = await versions(operator, id)
    expect(first).toMatchObject({ version: 1, by: { role: 'operator', centre: 'porta-alfa' }, changed: [] })
    expect(second).toMatchObject({
      version: 2,
      by: { role: 'coordinator', centre: null },
      changed: ['name', 'needs'],
      content: { name: 'Nuovo', needs: ['family'] },
    })
    // Written by the database's own clock, which is not the product's: at this transaction, to the millisecond.
    const { rows } = await sql<{ at: Date }>`select now() as at`.execute(db.owner)
    expect(second.at).toBe(rows[0]!.at.toISOString())
    expect(JSON.stringify([first, second])).not.toMatch(/username|display|password/)
    expect((await (await product.as('partner')).get(`${resources}/${id}/versions`)).status).toBe(403)
  })

  test('a state comes back as a new version', async ({ product, db }) => {
    const operator = await product.as('operator')
    const id = await added(operator, { phone: '0971 000000' })
    await operator.patch(`${resources}/${id}`, { version: 1, name: 'Nuovo', phone: null, cost: 'free' })
    const [second, first] = await versions(operator, id)
    const back = Object.fromEntries(
      second.changed.map((field: string) => [field, first.content[field] ?? null]),
    )
    const reply = await operator.patch(`${resources}/${id}`, { version: 2, ...back })
    expect(reply.body.properties).toMatchObject({ version: 3, phone: '0971 000000' })
    const [third] = await versions(operator, id)
    expect(third.content).toEqual(first.content)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .where('target', '=', id)
      .orderBy('id')
      .execute()
    expect(trail.map(event => event.operation)).toEqual(['addResource', 'updateResource', 'updateResource'])
  })
})
