/** What is sent twice, because an answer was lost or a key was pressed again, makes one thing. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { operations } from '../../api/app.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource, givenPartner } from '../support/given.ts'

const resources = '/api/v1/resources'
const aProject = (change: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  name: 'Progetto di prova',
  from: '2026-01-01',
  ...change,
})
const file = 'nome;tipo;lat;lon\nMensa Uno;mensa;40,640;15,790\nBiblioteca Due;biblioteca;40,641;15,805\n'
const load = (client: Client, query: Record<string, string>, bytes = file) =>
  client.send(`/api/v1/resource-imports?${new URLSearchParams(query)}`, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  })
const many = async (client: Client, path: string, list: string) => (await client.get(path)).body[list]

/** Operations that create something and whose body needs no identity, with what makes a second one harmless. */
const others: Record<string, string> = {
  logIn: 'a session is its cookie; a second one harms nobody',
  importAccesses: 'the fingerprint of its coded accesses refuses the same file',
  mergeResources: 'says both versions, which the first one changes',
  verifyResource: 'says the version it saw, and the last check of a day replaces what is due',
  changeArea: 'says the state of the territory that it saw, which the first one changes',
  moveCentre: 'says the state of the territory that it saw, which the first one changes',
  rebuildCells: 'of one quarter, which has cells once',
  closePeriod: 'of one period, which closes once',
  reportPageFault: 'a line of the log; a second one harms nobody',
  publishErrata: 'of one period and one reason, told by the release that it replaces',
  chooseEdition: 'of one month, which has one edition',
  decideProposal: 'of one proposal, which is decided once',
  decideImportRow: 'of one row, which is decided once',
  acceptImportRows: 'of rows that are accepted once',
}
/** Questions travel in a body, and create nothing. */
const questions = /^(find|preview|place)/

test('every operation that creates something is told by an identity of the client', () => {
  const creating = operations.filter(({ id, method }) => method === 'post' && !questions.test(id))
  const without = creating.filter(({ body, query }) => {
    const shapes = [body, query].flatMap(schema => (schema instanceof z.ZodObject ? [schema.shape] : []))
    return !shapes.some(shape => 'id' in shape)
  })
  expect(without.map(({ id }) => id).sort()).toEqual(Object.keys(others).sort())
  // In a body it is needed; an import has its body in the file, and a dry run creates nothing.
  for (const { id, body } of creating.filter(({ body }) => body instanceof z.ZodObject && 'id' in body.shape))
    expect(
      (body as z.ZodObject).safeParse({}).error!.issues.map(({ path }) => path[0]),
      id,
    ).toContain('id')
})

describe('sent twice', () => {
  test('a resource is one, whatever has become of it since', async ({ product, db }) => {
    const operator = await product.as('operator')
    const entry = aResource({ openingHours: 'Mo-Fr 9:00-13:00', needs: ['education', 'health'] })
    const first = await operator.post(resources, entry)
    const again = await operator.post(resources, {
      ...entry,
      id: entry.id.toUpperCase(),
      needs: ['health', 'education'],
    })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.text).toBe(first.text)
    await operator.patch(`${resources}/${entry.id}`, { version: 1, name: 'Un altro nome' })
    const late = await operator.post(resources, entry)
    expect([late.status, late.body.properties.name]).toEqual([200, 'Un altro nome'])
    expect(await db.owner.selectFrom('resource.resource').select('id').execute()).toEqual([{ id: entry.id }])
    expect(await db.owner.selectFrom('resource.resource_version').select('version').execute()).toHaveLength(2)
  })

  test('another resource under the same identity, or of somebody else, is refused', async ({ product }) => {
    const operator = await product.as('operator')
    const entry = aResource()
    await operator.post(resources, entry)
    for (const [client, sent] of [
      [operator, { ...entry, name: 'Un’altra cosa' }],
      [operator, { ...entry, phone: '0971 000000' }],
      [await product.as('otherOperator'), entry],
    ] as const) {
      const reply = await client.post(resources, sent)
      expect([reply.status, reply.body.type]).toEqual([409, expect.stringMatching(/id-reused$/)])
    }
    expect((await many(operator, resources, 'features')).length).toBe(1)
  })

  test('at once, a resource, a project and an import are one each', async ({ product }) => {
    const operator = await product.as('operator')
    const [entry, project, id] = [aResource(), aProject(), randomUUID()]
    const statuses = async (send: () => Promise<{ status: number }>) =>
      (await Promise.all([send(), send()])).map(({ status }) => status).sort()
    expect(await statuses(() => operator.post(resources, entry))).toEqual([200, 201])
    expect(await statuses(() => operator.post('/api/v1/projects', project))).toEqual([200, 201])
    expect(await statuses(() => load(operator, { source: 'prova', id }))).toEqual([200, 200])
    expect(await many(operator, resources, 'features')).toHaveLength(1)
    expect(await many(operator, '/api/v1/projects', 'projects')).toHaveLength(1)
    expect(await many(operator, '/api/v1/resource-imports', 'imports')).toHaveLength(1)
  })

  test('a project is one, and another under its identity is refused', async ({ product }) => {
    const operator = await product.as('operator')
    const sent = aProject({ lead: { name: 'Ente di prova', kind: 'unknown' } })
    const replies = [
      await operator.post('/api/v1/projects', sent),
      await operator.post('/api/v1/projects', sent),
      await operator.post('/api/v1/projects', { ...sent, name: 'Altro' }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([201, 200, 409])
    expect(await many(operator, '/api/v1/projects', 'projects')).toHaveLength(1)
  })

  test('a proposal is one, also after it was accepted', async ({ product, db }) => {
    const operator = await product.as('operator')
    const partner = await product.as('partner')
    await givenPartner(db, 'partner', { name: 'APS di prova', kind: 'aps' })
    const entry = aResource()
    await operator.post(resources, entry)
    const change = { id: randomUUID(), version: 1, phone: '0971 000000', reason: 'È nuovo' }
    const propose = (body: object) => partner.post(`${resources}/${entry.id}/proposals`, body)
    const made = await propose(change)
    expect([made.status, (await propose(change)).status]).toEqual([201, 200])
    expect((await propose({ ...change, phone: '0971 000001' })).status).toBe(409)
    expect((await propose({ ...change, reason: 'È un altro' })).status).toBe(409)
    await operator.post(`/api/v1/proposals/${change.id}/decision`, { decision: 'accept' })
    const late = await propose(change)
    expect([late.status, late.body.state]).toEqual([200, 'accepted'])
    const fresh = aResource({ name: 'Sportello nuovo', reason: 'Manca' })
    const sent = [
      await partner.post('/api/v1/proposals', fresh),
      await partner.post('/api/v1/proposals', fresh),
    ]
    expect(sent.map(({ status }) => status)).toEqual([201, 200])
    expect((await partner.post('/api/v1/proposals', { ...fresh, name: 'Altro' })).status).toBe(409)
    expect(await many(partner, '/api/v1/proposals', 'proposals')).toHaveLength(2)
  })

  test('an import is one; another file, or another matching, under its identity is refused', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const id = randomUUID()
    const [first, again] = [
      await load(operator, { source: 'prova', id }),
      await load(operator, { source: 'prova', id }),
    ]
    expect([first.status, again.status, again.body.batch]).toEqual([200, 200, id])
    expect(again.body.counts).toEqual(first.body.counts)
    const others = [
      await load(operator, { source: 'prova', id }, file.replace('Uno', 'Tre')),
      await load(operator, { source: 'altrove', id }),
      await load(await product.as('coordinator'), { source: 'prova', id }),
    ]
    expect(others.map(({ status }) => status)).toEqual([409, 409, 409])
    const without = await load(operator, {})
    expect(without.body.errors.map((fault: { code: string }) => fault.code).sort()).toEqual([
      'id_missing',
      'source_missing',
    ])
    expect(await many(operator, '/api/v1/resource-imports', 'imports')).toHaveLength(1)
  })
})
