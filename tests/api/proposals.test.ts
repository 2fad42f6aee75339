/** Partners edit what their body owns and propose on the rest; who keeps it decides; nothing changes before. */
import { randomUUID } from 'node:crypto'
import type { Role } from '../../api/http/operation.ts'
import { type Client, describe, expect, type Product, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { aResource, givenPartner } from '../support/given.ts'
import { withoutTimes } from '../support/without-times.ts'

const resources = '/api/v1/resources'
const proposals = '/api/v1/proposals'
const added = async (client: Client, change: Record<string, unknown> = {}): Promise<string> =>
  (await client.post(resources, aResource(change))).body.id
const propose = (client: Client, id: string, change: Record<string, unknown>, version = 1) =>
  client.post(`${resources}/${id}/proposals`, { id: randomUUID(), version, ...change })
const listed = async (client: Client) => (await client.get(proposals)).body.proposals
const decide = (client: Client, id: string, body: Record<string, unknown>, language = 'it') =>
  client.post(`${proposals}/${id}/decision`, body, { 'accept-language': language })
const all = async (product: Product) => ({
  operator: await product.as('operator'),
  other: await product.as('otherOperator'),
  coordinator: await product.as('coordinator'),
  partner: await product.as('partner'),
})
const ownBody = (db: TestDatabase) => givenPartner(db, 'partner', { name: 'APS di prova', kind: 'aps' })

describe('a proposal', () => {
  test('keeps what was read and what is proposed, and touches nothing', async ({ product, db }) => {
    const { operator, partner } = await all(product)
    await ownBody(db)
    const id = await added(operator, { phone: '0971 000000', needs: ['education'] })
    const before = (await partner.get(`${resources}/${id}`)).text
    const reply = await propose(partner, id, {
      name: 'Doposcuola nuovo',
      phone: null,
      openingHours: 'Mo-Fr 9:00-13:00',
      needs: ['education'],
      reason: 'Abbiamo cambiato nome',
    })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      state: 'open',
      resource: { id, version: 1 },
      isNew: false,
      centre: 'porta-alfa',
      reason: 'Abbiamo cambiato nome',
      by: { organisation: 'APS di prova', mine: true },
      dueOn: '2026-11-27',
      overdue: false,
      decision: null,
      fields: [
        {
          field: 'name',
          before: 'Doposcuola di prova',
          after: 'Doposcuola nuovo',
          current: 'Doposcuola di prova',
        },
        { field: 'openingHours', before: null, after: 'Mo-Fr 09:00-13:00', current: null },
        { field: 'phone', before: '0971 000000', after: null, current: '0971 000000' },
      ],
    })
    expect((await partner.get(`${resources}/${id}`)).text).toBe(before)
    expect(JSON.stringify(reply.body)).not.toMatch(/username|display/)
  })

  test('names every fault at once, those of the reason too, and is not kept', async ({ product, db }) => {
    const { operator, partner } = await all(product)
    const id = await added(operator, { minAge: 10 })
    const reply = await propose(partner, id, {
      maxAge: 5,
      openingHours: 'boh',
      name: 'Chiamare il 333 1234567',
      reason: 'Lo dice MRTMTT25D09F205Z',
      visibility: 'restricted',
      who: 'x',
    })
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => `${e.pointer} ${e.code}`).sort()).toEqual([
      '#/body/geometry position_forbidden',
      '#/body/maxAge ages_reversed',
      '#/body/name phone',
      '#/body/openingHours hours_unreadable',
      '#/body/reason tax_code',
      '#/body/visibility restricted_by_operators',
      '#/body/who unknown_field',
    ])
    const same = await propose(partner, id, { name: 'Doposcuola di prova' })
    expect(same.body.errors.map((e: any) => e.code)).toEqual(['nothing_proposed'])
    expect(await db.owner.selectFrom('resource.proposal').selectAll().execute()).toEqual([])
  })

  test('is made by partners alone, on what they see', async ({ product }) => {
    const { operator, coordinator, partner } = await all(product)
    const id = await added(operator)
    const hidden = await added(operator, { geometry: null, visibility: 'restricted', area: 'alfa' })
    for (const client of [operator, coordinator, await product.as('admin')])
      expect((await propose(client, id, { name: 'Altro' })).status).toBe(403)
    const reply = await propose(partner, hidden, { name: 'Altro' })
    expect(reply.status).toBe(404)
    expect(reply.text).toBe((await propose(partner, crypto.randomUUID(), { name: 'Altro' })).text)
  })

  test('is decided by who keeps the resource and by coordinators, and read by nobody else', async ({
    product,
    db,
  }) => {
    const { operator, other, coordinator, partner } = await all(product)
    await givenPartner(db, 'partner2')
    const another = await product.as('partner2' as 'partner')
    const id = await added(operator)
    const { id: proposal } = (await propose(partner, id, { name: 'Altro' })).body
    for (const client of [operator, coordinator, partner]) expect(await listed(client)).toHaveLength(1)
    for (const client of [other, another]) expect(await listed(client)).toEqual([])
    const no = { decision: 'refuse', reason: 'Non è così' }
    const refused = await decide(other, proposal, no)
    expect(refused.status).toBe(404)
    expect(refused.text).toBe((await decide(other, crypto.randomUUID(), no)).text)
    expect((await decide(partner, proposal, no)).status).toBe(403)
    expect((await another.delete(`${proposals}/${proposal}`)).status).toBe(404)
    // What nobody keeps is decided at any door.
    await db.owner.updateTable('resource.resource').set({ keeper_centre_id: null }).execute()
    expect(await listed(other)).toHaveLength(1)
    expect((await decide(other, proposal, { decision: 'accept' })).status).toBe(200)
  })
})

describe('the decision', () => {
  test('accepts all: an edit like any other, whose history names both', async ({ product, db }) => {
    const { operator, coordinator, partner } = await all(product)
    await ownBody(db)
    const id = await added(operator, { phone: '0971 000000' })
    const { id: proposal } = (await propose(partner, id, { name: 'Nuovo', phone: null })).body
    const reply = await decide(coordinator, proposal, { decision: 'accept', version: 1 })
    expect(reply.body.resource.properties).toMatchObject({ version: 2, name: 'Nuovo' })
    expect(reply.body.resource.properties).not.toHaveProperty('phone')
    expect(reply.body.proposal).toMatchObject({
      state: 'accepted',
      decision: { by: { role: 'coordinator', centre: null }, accepted: ['name', 'phone'] },
    })
    const { versions } = (await operator.get(`${resources}/${id}/versions`)).body
    expect(versions[0]).toMatchObject({
      changed: ['name', 'phone'],
      by: { role: 'coordinator' },
      proposedBy: { organisation: 'APS di prova' },
    })
    expect(versions[1]).not.toHaveProperty('proposedBy')
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .where('operation', 'in', ['proposeChange', 'decideProposal'])
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { operation: 'proposeChange', target: proposal },
      { operation: 'decideProposal', target: id },
      { operation: 'decideProposal', target: proposal },
    ])
    expect((await decide(coordinator, proposal, { decision: 'accept' })).body.type).toBe(
      '/problems/already-decided',
    )
    expect((await partner.delete(`${proposals}/${proposal}`)).status).toBe(409)
  })

  test('accepts some fields, and tells the proposer which and why', async ({ product }) => {
    const { operator, partner } = await all(product)
    const id = await added(operator)
    const { id: proposal } = (await propose(partner, id, { name: 'Nuovo', cost: 'free', minAge: 6 })).body
    const wrong = await decide(operator, proposal, { decision: 'accept', fields: ['cost', 'phone'] })
    expect(wrong.body.errors).toMatchObject([{ pointer: '#/body/fields/1', code: 'field_not_proposed' }])
    const none = await decide(operator, proposal, { decision: 'accept', fields: [] })
    expect(none.body.errors[0].code).toBe('nothing_accepted')
    const said = { decision: 'accept', fields: ['cost', 'minAge'], reason: 'Il nome è quello dello statuto' }
    const { properties } = (await decide(operator, proposal, said)).body.resource
    expect(properties).toMatchObject({ name: 'Doposcuola di prova', cost: 'free', minAge: 6 })
    expect((await listed(partner))[0]).toMatchObject({
      state: 'partly_accepted',
      decision: { reason: said.reason, accepted: ['minAge', 'cost'], by: { centre: 'porta-alfa' } },
    })
  })

  test('refuses with a reason that passes the guard and goes back', async ({ product }) => {
    const { operator, partner } = await all(product)
    const id = await added(operator)
    const { id: proposal } = (await propose(partner, id, { status: 'closed' })).body
    const codes = async (body: Record<string, unknown>) =>
      (await decide(operator, proposal, { decision: 'refuse', ...body })).body.errors.map((e: any) => e.code)
    expect(await codes({})).toEqual(['reason_missing'])
    expect(await codes({ reason: 'Chiedere al 333 1234567' })).toEqual(['phone'])
    expect((await decide(operator, proposal, { decision: 'refuse', reason: 'È aperta' })).status).toBe(200)
    expect((await listed(partner))[0]).toMatchObject({ state: 'refused', decision: { reason: 'È aperta' } })
    expect((await partner.get(`${resources}/${id}`)).body.properties).toMatchObject({
      version: 1,
      status: 'active',
    })
  })

  test('asks again when somebody changed the same field after it was seen', async ({ product }) => {
    const { operator, coordinator, partner } = await all(product)
    const id = await added(operator)
    const { id: proposal } = (await propose(partner, id, { name: 'Nuovo', cost: 'free' })).body
    await coordinator.patch(`${resources}/${id}`, { version: 1, name: 'Altro', minAge: 6 })
    const reply = await decide(operator, proposal, { decision: 'accept', version: 1 })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      type: '/problems/changed-meanwhile',
      conflicts: [{ field: 'name', yours: 'Nuovo', theirs: 'Altro' }],
      current: { properties: { version: 2 } },
    })
    expect((await listed(operator))[0]).toMatchObject({
      state: 'open',
      resource: { version: 2 },
      fields: [{ field: 'name', before: 'Doposcuola di prova', after: 'Nuovo', current: 'Altro' }, {}],
    })
    // Without that field the two edits are one; seen as it is now, the proposal holds whole.
    const some = await decide(operator, proposal, { decision: 'accept', version: 1, fields: ['cost'] })
    expect(some.body.resource.properties).toMatchObject({
      name: 'Altro',
      cost: 'free',
      minAge: 6,
      version: 3,
    })
  })

  test('two partners race for one field: the first accepted is seen by who decides the second', async ({
    product,
    db,
  }) => {
    const { operator, partner } = await all(product)
    await givenPartner(db, 'partner2')
    const second = await product.as('partner2' as 'partner')
    const id = await added(operator)
    const [one, two, three] = await Promise.all([
      propose(partner, id, { name: 'Uno', cost: 'free' }),
      propose(second, id, { name: 'Due' }),
      propose(second, id, { cost: 'free' }),
    ])
    const answers = await Promise.all([
      decide(operator, one!.body.id, { decision: 'accept', version: 1 }),
      decide(await product.as('coordinator'), one!.body.id, { decision: 'accept', version: 1 }),
    ])
    expect(answers.map(reply => reply.status).sort()).toEqual([200, 409])
    // What is so already has nothing left to decide.
    expect((await listed(second)).find((each: any) => each.id === three!.body.id)).toMatchObject({
      state: 'outdated',
      decision: { by: null, accepted: [] },
    })
    const clash = await decide(operator, two!.body.id, { decision: 'accept', version: 1 })
    expect([clash.status, clash.body.conflicts]).toEqual([
      409,
      [{ field: 'name', yours: 'Due', theirs: 'Uno' }],
    ])
    const knowing = await decide(operator, two!.body.id, { decision: 'accept', version: 2 })
    expect(knowing.body.resource.properties).toMatchObject({ name: 'Due', cost: 'free' })
  })

  test('checks the rules again on the day it is taken', async ({ product }) => {
    const { operator, partner } = await all(product)
    const id = await added(operator)
    const { id: proposal } = (await propose(partner, id, { maxAge: 8 })).body
    await operator.patch(`${resources}/${id}`, { version: 1, minAge: 10 })
    const reply = await decide(operator, proposal, { decision: 'accept', version: 2 })
    expect([reply.status, reply.body.errors]).toMatchObject([
      422,
      [{ pointer: '#/body/fields', code: 'ages_reversed' }],
    ])
    expect((await listed(operator))[0].state).toBe('open')
  })

  test('withdrawn by its proposer, it stays in the list and cannot be decided', async ({ product }) => {
    const { operator, partner } = await all(product)
    const { id } = (await propose(partner, await added(operator), { name: 'Altro' })).body
    expect((await partner.delete(`${proposals}/${id}`)).body.state).toBe('withdrawn')
    expect((await decide(operator, id, { decision: 'accept' })).status).toBe(409)
    expect((await listed(partner))[0].state).toBe('withdrawn')
  })
})

describe('a new resource', () => {
  const entry = aResource({ name: 'Spazio compiti', needs: ['education'], phone: '0971 000000' })

  test('waits for the centre of its area, and comes into the census when accepted', async ({ product }) => {
    const { operator, other, partner } = await all(product)
    const reply = await partner.post(proposals, { ...entry, reason: 'È nostro' })
    expect(reply.body).toMatchObject({ isNew: true, resource: null, centre: 'porta-alfa' })
    expect(reply.body.fields.map(({ field }: any) => field)).toEqual([
      'name',
      'type',
      'geometry',
      'needs',
      'phone',
    ])
    expect((await operator.get(resources)).body.features).toEqual([])
    expect(await listed(other)).toEqual([])
    const few = await decide(operator, reply.body.id, { decision: 'accept', fields: ['name', 'needs'] })
    expect(few.body.errors[0]).toMatchObject({ pointer: '#/body/fields', code: 'field_needed' })
    const fields = ['name', 'type', 'geometry', 'needs']
    const { resource, proposal } = (await decide(operator, reply.body.id, { decision: 'accept', fields }))
      .body
    expect(resource.properties).toMatchObject({ name: 'Spazio compiti', area: 'alfa', keeper: 'porta-alfa' })
    expect(resource.properties).not.toHaveProperty('phone')
    expect(proposal).toMatchObject({ state: 'partly_accepted', resource: { id: resource.id } })
    const [version] = (await operator.get(`${resources}/${resource.id}/versions`)).body.versions
    expect(version.proposedBy).toEqual({ organisation: null })
  })

  test('keeps to the rules of an entry', async ({ product }) => {
    const { partner } = await all(product)
    const codes = async (change: Record<string, unknown>) =>
      (await partner.post(proposals, { ...entry, ...change })).body.errors.map((e: any) => e.code)
    expect(await codes({ geometry: { type: 'Point', coordinates: [12, 41] } })).toEqual([
      'outside_municipality',
    ])
    expect(await codes({ geometry: null, visibility: 'restricted', area: 'alfa' })).toEqual([
      'restricted_by_operators',
    ])
    expect(await codes({ reason: ' ' })).toEqual(['blank'])
  })
})

describe('the queue', () => {
  test('is ordered by age, counts what waits, and says what is overdue', async ({ product, db }) => {
    const { operator, partner } = await all(product)
    const id = await added(operator)
    const ids: string[] = []
    for (const [index, at] of [
      '2026-11-20T09:00:00Z',
      '2026-11-13T09:00:00Z',
      '2026-11-06T09:00:00Z',
    ].entries()) {
      const reply = await propose(partner, id, { name: `Nome ${index}` })
      ids.push(reply.body.id)
      await db.owner
        .updateTable('resource.proposal')
        .set({ proposed_at: at })
        .where('id', '=', reply.body.id)
        .execute()
    }
    const { id: refused } = (await propose(partner, id, { name: 'No' })).body
    await decide(operator, refused, { decision: 'refuse', reason: 'No' })
    const { body } = await operator.get(proposals)
    expect(body).toMatchObject({ open: 3, overdue: 2 })
    expect(body.proposals.map((p: any) => p.id)).toEqual([ids[2], ids[1], ids[0], refused])
    // Today is a Sunday: of a Friday nine days ago the five working days end on the day before.
    expect(body.proposals.map((p: any) => [p.dueOn, p.overdue])).toEqual([
      ['2026-11-13', true],
      ['2026-11-20', true],
      ['2026-11-27', false],
      ['2026-11-27', false],
    ])
    expect((await operator.get(`${proposals}?state=refused`)).body.proposals).toHaveLength(1)
  })
})

describe('what a partner’s body owns', () => {
  const owner = { name: 'APS di prova', kind: 'aps' }

  test('is edited directly, but not who sees it, who keeps it and whose it is', async ({ product, db }) => {
    const { operator, partner } = await all(product)
    await ownBody(db)
    const own = await added(operator, { owner })
    const foreign = await added(operator, { owner: { name: 'APS di prova', kind: 'odv' } })
    const edit = (id: string, change: Record<string, unknown>, version = 1) =>
      partner.patch(`${resources}/${id}`, { version, ...change })
    const capacity = { total: 20, unit: 'posti', on: '2026-11-20' }
    expect((await edit(own, { capacity })).body.properties).toMatchObject({ version: 2, capacity })
    expect((await edit(foreign, { capacity })).status).toBe(403)
    const reply = await edit(
      own,
      { visibility: 'network', keeper: 'porta-beta', owner: { name: 'X', kind: 'odv' } },
      2,
    )
    expect(reply.body.errors.map((e: any) => `${e.pointer} ${e.code}`)).toEqual([
      '#/body/visibility kept_by_centre',
      '#/body/keeper kept_by_centre',
      '#/body/owner kept_by_centre',
    ])
    const [version] = (await operator.get(`${resources}/${own}/versions`)).body.versions
    expect(version.by).toEqual({ role: 'partner', centre: null })
    expect((await partner.get('/api/v1/session')).body.body).toEqual(owner)
  })

  test('is no more its own once it belongs to another, nor seen once confidential', async ({
    product,
    db,
  }) => {
    const { operator, partner } = await all(product)
    await ownBody(db)
    const id = await added(operator, { owner })
    await operator.patch(`${resources}/${id}`, { version: 1, owner: { name: 'Altri', kind: 'odv' } })
    const edit = () => partner.patch(`${resources}/${id}`, { version: 2, name: 'Mio' })
    expect((await edit()).status).toBe(403)
    await operator.patch(`${resources}/${id}`, {
      version: 2,
      owner,
      visibility: 'restricted',
      geometry: null,
      area: 'alfa',
    })
    expect((await edit()).text).toBe(
      (await partner.patch(`${resources}/${crypto.randomUUID()}`, { version: 2, name: 'Mio' })).text,
    )
  })

  test('a place that becomes confidential takes the proposals on it away, and their positions', async ({
    product,
    db,
  }) => {
    const { operator, coordinator, partner } = await all(product)
    const id = await added(operator)
    const move = { geometry: { type: 'Point', coordinates: [15.791, 40.641] } }
    const { id: proposal } = (await propose(partner, id, move)).body
    const hide = { version: 1, visibility: 'restricted', geometry: null, area: 'alfa' }
    expect((await operator.patch(`${resources}/${id}`, hide)).status).toBe(200)
    for (const client of [coordinator, partner]) expect(await listed(client)).toEqual([])
    expect((await partner.delete(`${proposals}/${proposal}`)).status).toBe(404)
    const kept = await db.owner.selectFrom('resource.proposal').selectAll().execute()
    expect(withoutTimes(kept)).not.toMatch(/15\.79/)
    expect(await listed(operator)).toHaveLength(1)
  })
})

test('roles: who may call what', async ({ product }) => {
  const may: Record<string, Role[]> = {
    [`POST ${proposals}`]: ['partner'],
    [`GET ${proposals}`]: ['operator', 'coordinator', 'partner'],
    [`DELETE ${proposals}/${crypto.randomUUID()}`]: ['partner'],
    [`POST ${proposals}/${crypto.randomUUID()}/decision`]: ['operator', 'coordinator'],
  }
  for (const role of ['operator', 'coordinator', 'partner', 'admin'] as const)
    for (const [what, allowed] of Object.entries(may)) {
      const [method, path] = what.split(' ') as [string, string]
      const { status } = await (await product.as(role)).send(path, { method })
      expect(status !== 403, `${role} ${what}`).toBe(allowed.includes(role))
    }
})
