/** Projects: their fields, their history, what they keep alive, and what of it nobody else learns. */
import { randomUUID } from 'node:crypto'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const projects = '/api/v1/projects'
const aProject = (change: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  name: 'Progetto di prova',
  from: '2026-01-01',
  ...change,
})
const addedResource = async (client: Client, change: Record<string, unknown> = {}): Promise<string> => {
  const reply = await client.post('/api/v1/resources', aResource(change))
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}
const shelter = { name: 'Luogo riservato', visibility: 'restricted', geometry: null, area: 'alfa' }

describe('a project', () => {
  test('needs a name and its first day; every field comes back as it was given', async ({ product }) => {
    const operator = await product.as('operator')
    const least = await operator.post(projects, aProject())
    expect(least.status).toBe(201)
    expect(least.body).toMatchObject({ version: 1, state: 'in_progress', areas: [], resources: [] })
    expect(least.body).not.toHaveProperty('until')

    const resource = await addedResource(operator)
    const full = aProject({
      action: 'B',
      state: 'suspended',
      until: '2027-03-31',
      lead: { name: 'Ente capofila', kind: 'comune' },
      partners: [
        { name: 'Associazione di prova', kind: 'aps' },
        { name: 'Cooperativa di prova', kind: 'impresa_cooperativa_sociale' },
      ],
      areas: ['alfa', 'beta'],
      places: { total: 12, unit: 'tirocini' },
      funding: ['Fondo di prova 2026', 'ore di volontariato'],
      description: 'Che cosa fa',
      website: 'https://example.org/progetto',
      source: 'prova',
    })
    const reply = await operator.post(projects, { ...full, resources: [resource, resource] })
    expect(reply.body).toMatchObject(full)
    expect(reply.body.resources).toEqual([
      { id: resource, name: 'Doposcuola di prova', type: 'after_school', area: 'alfa' },
    ])
    const again = await (await product.as('partner')).get(reply.headers.get('location')!)
    expect(again.body).toEqual(reply.body)
  })

  test('takes the bodies that are known already and makes the others', async ({ product, db }) => {
    const operator = await product.as('operator')
    const lead = { name: 'Ente noto', kind: 'aps' }
    await addedResource(operator, { owner: lead })
    await operator.post(projects, aProject({ lead, partners: [lead, { name: 'Ente nuovo', kind: 'odv' }] }))
    const names = await db.owner.selectFrom('resource.organisation').select('name').orderBy('name').execute()
    expect(names.map(({ name }) => name)).toEqual(['Ente noto', 'Ente nuovo'])
  })

  test('is refused with every fault at once, and nothing is written', async ({ product, db }) => {
    const operator = await product.as('operator')
    const wrong = aProject({
      until: '2025-12-31',
      state: 'ended',
      wholeCity: true,
      areas: ['alfa', 'nulla'],
      description: 'Referente al 333 1234567',
      action: 'D',
      budget: 1000,
      resources: [crypto.randomUUID()],
    })
    const reply = await operator.post(projects, wrong)
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => [e.pointer, e.code]).sort()).toEqual([
      ['#/body/action', 'invalid_value'],
      ['#/body/areas', 'areas_and_city'],
      ['#/body/areas/1', 'unknown_area'],
      ['#/body/budget', 'unknown_field'],
      ['#/body/description', 'phone'],
      ['#/body/resources/0', 'unknown_resource'],
      ['#/body/until', 'dates_reversed'],
    ])
    expect(await db.owner.selectFrom('resource.project').select('id').execute()).toEqual([])
    const codes = async (change: Record<string, unknown>) =>
      ((await operator.post(projects, aProject(change))).body.errors ?? []).map((e: any) => e.code)
    expect(await codes({ state: 'ended' })).toEqual(['end_missing'])
    expect(await codes({ state: 'ended', until: '2026-11-23' })).toEqual(['end_in_future'])
    expect(await codes({ state: 'ended', until: '2026-11-22' })).toEqual([])
  })

  test('is written by operators and coordinators, read by partners', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const { id } = (await coordinator.post(projects, aProject())).body
    const partner = await product.as('partner')
    expect((await partner.get(`${projects}/${id}`)).status).toBe(200)
    expect((await partner.get(projects)).body.projects).toHaveLength(1)
    for (const refused of [
      partner.post(projects, aProject()),
      partner.patch(`${projects}/${id}`, { version: 1, name: 'Altro' }),
      partner.delete(`${projects}/${id}`),
      partner.get(`${projects}/${id}/versions`),
    ])
      expect((await refused).status).toBe(403)
    expect((await partner.get(`${projects}/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('is listed by area, action and state, the one that ends first first', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.post(projects, aProject({ name: 'Senza fine', areas: ['beta'] }))
    await operator.post(
      projects,
      aProject({ name: 'Città', wholeCity: true, until: '2027-06-30', action: 'A' }),
    )
    await operator.post(
      projects,
      aProject({ name: 'Alfa', areas: ['alfa'], until: '2026-12-31', state: 'planned' }),
    )
    const names = async (query: string) =>
      (await operator.get(`${projects}${query}`)).body.projects.map((each: any) => each.name)
    expect(await names('')).toEqual(['Alfa', 'Città', 'Senza fine'])
    expect(await names('?area=alfa')).toEqual(['Alfa', 'Città'])
    expect(await names('?area=beta')).toEqual(['Città', 'Senza fine'])
    expect(await names('?action=A')).toEqual(['Città'])
    expect(await names('?state=planned')).toEqual(['Alfa'])
    expect((await operator.get(`${projects}?state=lost`)).status).toBe(422)
  })
})

describe('an edit', () => {
  test('changes what is sent, takes away what is null, and keeps who and when', async ({ product, db }) => {
    const operator = await product.as('operator')
    const { id } = (await operator.post(projects, aProject({ until: '2026-12-31', areas: ['alfa'] }))).body
    const coordinator = await product.as('coordinator')
    const reply = await coordinator.patch(`${projects}/${id}`, {
      version: 1,
      until: null,
      places: { total: 4, unit: 'posti' },
      partners: [{ name: 'Ente di prova', kind: 'aps' }],
      areas: ['beta', 'alfa'],
    })
    expect(reply.body).toMatchObject({ version: 2, areas: ['alfa', 'beta'], places: { total: 4 } })
    expect(reply.body).not.toHaveProperty('until')
    const { versions } = (await operator.get(`${projects}/${id}/versions`)).body
    expect(versions.map((v: any) => [v.version, v.by, v.changed])).toEqual([
      [2, { role: 'coordinator', centre: null }, ['until', 'partners', 'areas', 'places']],
      [1, { role: 'operator', centre: 'porta-alfa' }, []],
    ])
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select('operation')
      .where('target', '=', id)
      .orderBy('id')
      .execute()
    expect(trail.map(({ operation }) => operation)).toEqual(['addProject', 'updateProject'])
    // The same again is nothing new.
    expect(
      (await coordinator.patch(`${projects}/${id}`, { version: 2, areas: ['alfa', 'beta'] })).body.version,
    ).toBe(2)
  })

  test('merges with another one by field; the same field asks and writes nothing', async ({ product }) => {
    const operator = await product.as('operator')
    const other = await product.as('otherOperator')
    const { id } = (await operator.post(projects, aProject({ until: '2026-12-31' }))).body
    const path = `${projects}/${id}`
    expect((await operator.patch(path, { version: 1, until: '2027-01-31' })).status).toBe(200)
    expect((await other.patch(path, { version: 1, name: 'Altro nome' })).body).toMatchObject({
      version: 3,
      name: 'Altro nome',
      until: '2027-01-31',
    })
    const asked = await other.patch(path, { version: 1, until: '2027-06-30', action: 'C' })
    expect(asked.status).toBe(409)
    expect(asked.body).toMatchObject({
      type: '/problems/changed-meanwhile',
      conflicts: [{ field: 'until', yours: '2027-06-30', theirs: '2027-01-31' }],
      current: { id, version: 3 },
    })
    expect((await other.get(path)).body).not.toHaveProperty('action')
  })

  test('is checked together with what it leaves as it is', async ({ product }) => {
    const operator = await product.as('operator')
    const { id } = (await operator.post(projects, aProject({ until: '2027-12-31', wholeCity: true }))).body
    const faults = async (change: Record<string, unknown>) =>
      (await operator.patch(`${projects}/${id}`, { version: 1, ...change })).body.errors.map(
        (e: any) => e.code,
      )
    expect(await faults({ from: '2028-01-01' })).toEqual(['dates_reversed'])
    expect(await faults({ state: 'ended' })).toEqual(['end_in_future'])
    expect(await faults({ areas: ['alfa'] })).toEqual(['areas_and_city'])
    expect((await operator.patch(`${projects}/${crypto.randomUUID()}`, { version: 1 })).status).toBe(404)
  })

  test('a project is taken out on the day it was added, later it is ended', async ({ product, db }) => {
    const operator = await product.as('operator')
    const resource = await addedResource(operator)
    const { id } = (await operator.post(projects, aProject({ resources: [resource], areas: ['alfa'] }))).body
    await db.owner.updateTable('resource.project').set({ added_on: '2026-11-21' }).execute()
    const late = await operator.delete(`${projects}/${id}`)
    expect([late.status, late.body.type]).toEqual([409, '/problems/not-added-today'])
    await db.owner.updateTable('resource.project').set({ added_on: '2026-11-22' }).execute()
    expect((await operator.delete(`${projects}/${id}`)).status).toBe(204)
    expect((await operator.get(`${projects}/${id}`)).status).toBe(404)
    expect((await operator.get(`/api/v1/resources/${resource}`)).status).toBe(200)
    expect((await operator.delete(`${projects}/${id}`)).status).toBe(404)
  })
})

describe('what a project keeps alive', () => {
  test('keeps alive what two resources became, and both again when they are told apart', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const [kept, merged] = [
      await addedResource(operator),
      await addedResource(operator, { name: 'La stessa' }),
    ]
    const reply = await operator.post(projects, aProject({ until: '2026-12-31', resources: [merged, kept] }))
    const ids = async () =>
      (await operator.get(`${projects}/${reply.body.id}`)).body.resources
        .map(({ id }: { id: string }) => id)
        .sort()
    expect(await ids()).toEqual([kept, merged].sort())
    const { body } = await operator.post(`/api/v1/resources/${kept}/merges`, {
      other: merged,
      version: 1,
      otherVersion: 1,
    })
    expect(await ids()).toEqual([kept])
    const expiring = await operator.get('/api/v1/expiring?months=3')
    const ending = expiring.body.resources.find(({ id }: { id: string }) => id === kept)
    expect(ending.projects ?? ending.by).toBeTruthy()
    await operator.delete(`/api/v1/resources/${kept}/merges/${body.merge}`)
    expect(await ids()).toEqual([kept, merged].sort())
  })

  test('is linked and unlinked without a new version, however often', async ({ product }) => {
    const operator = await product.as('operator')
    const [one, two] = [await addedResource(operator), await addedResource(operator, { name: 'Altra' })]
    const { id } = (await operator.post(projects, aProject({ resources: [one] }))).body
    const edit = async (change: Record<string, unknown>) => {
      const { body } = await operator.patch(`${projects}/${id}`, { version: 1, ...change })
      return [body.version, body.resources.map((each: any) => each.id)]
    }
    expect(await edit({ link: [two, one] })).toEqual([1, [two, one]])
    expect(await edit({ unlink: [one], link: [] })).toEqual([1, [two]])
    expect(await edit({ unlink: [one, crypto.randomUUID()] })).toEqual([1, [two]])
  })

  test('a confidential place is named and counted for its own centre alone, and linked by it alone', async ({
    product,
    db,
  }) => {
    const own = await product.as('operator')
    const others = [
      await product.as('otherOperator'),
      await product.as('coordinator'),
      await product.as('partner'),
    ]
    const hidden = await addedResource(own, shelter)
    const open = await addedResource(own)
    const { id } = (await own.post(projects, aProject({ resources: [open] }))).body
    const before = await Promise.all(others.map(client => client.get(`${projects}/${id}`)))
    const linked = await own.patch(`${projects}/${id}`, { version: 1, link: [hidden] })
    expect(linked.body.resources).toHaveLength(2)
    for (const [index, client] of others.entries()) {
      // Byte for byte as if the link were not there.
      expect((await client.get(`${projects}/${id}`)).text).toBe(before[index]!.text)
      expect((await client.get(projects)).text).not.toContain(hidden)
    }
    const coordinator = others[1]!
    expect((await coordinator.get(`${projects}/${id}/versions`)).text).not.toContain(hidden)
    // Nobody else links or unlinks it, and it is refused as what does not exist is.
    const refused = await coordinator.patch(`${projects}/${id}`, { version: 1, link: [hidden] })
    expect(refused.body.errors.map((e: any) => e.code)).toEqual(['unknown_resource'])
    expect(
      (await coordinator.patch(`${projects}/${id}`, { version: 1, unlink: [hidden, open] })).status,
    ).toBe(200)
    expect((await own.get(`${projects}/${id}`)).body.resources.map((each: any) => each.id)).toEqual([hidden])
    const links = await db.owner.selectFrom('resource.project_resource').select('resource_id').execute()
    expect(links).toEqual([{ resource_id: hidden }])
  })
})
