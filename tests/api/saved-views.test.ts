/** Saved views: each account's own, in order, guarded like every free text, on the audit trail. */
import { randomUUID } from 'node:crypto'
import { mostSavedViews } from '../../api/accounts/saved-views.contract.ts'
import { type Client, describe, expect, test } from '../support/app.ts'

const list = async (client: Client) => (await client.get('/api/v1/saved-views')).body.views
const save = (client: Client, id: string, body: object) =>
  client.send(`/api/v1/saved-views/${id}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
const remove = (client: Client, id: string) => client.send(`/api/v1/saved-views/${id}`, { method: 'DELETE' })
const aView = (change: object = {}) => ({
  name: 'Casa, terzo trimestre',
  address: '/esplora?domanda=bisogni&bisogno=housing&periodo=2026-Q3',
  ...change,
})

describe('a saved view', () => {
  test('is kept, changed, put in order in a dossier and deleted, with a line in the trail for each', async ({
    product,
    db,
  }) => {
    const partner = await product.as('partner')
    const [first, second] = [randomUUID(), randomUUID()]
    expect((await save(partner, first, aView())).body).toMatchObject({
      ...aView(),
      id: first,
      dossier: null,
      text: null,
      position: 0,
    })
    await save(
      partner,
      first,
      aView({ dossier: 'Per la Regione', position: 1, text: 'Prima riga.\nSeconda.' }),
    )
    await save(partner, second, aView({ name: 'Lavoro', dossier: 'Per la Regione', position: 0 }))
    expect((await list(partner)).map((view: any) => [view.name, view.text])).toEqual([
      ['Lavoro', null],
      ['Casa, terzo trimestre', 'Prima riga.\nSeconda.'],
    ])
    expect((await remove(partner, first)).status).toBe(204)
    expect((await remove(partner, first)).status).toBe(404)
    expect((await list(partner)).map((view: any) => view.id)).toEqual([second])
    const trail = await db.owner
      .selectFrom('account.audit_event as e')
      .innerJoin('account.user as u', 'u.id', 'e.user_id')
      .select(['u.username', 'e.operation', 'e.target'])
      .where('e.operation', 'in', ['saveView', 'deleteView'])
      .orderBy('e.id')
      .execute()
    expect(trail).toEqual([
      ...[first, first, second].map(target => ({ username: 'partner', operation: 'saveView', target })),
      { username: 'partner', operation: 'deleteView', target: first },
    ])
  })

  test('is nobody else’s: another account neither lists, changes nor deletes it', async ({ product }) => {
    const partner = await product.as('partner')
    const coordinator = await product.as('coordinator')
    const operator = await product.as('operator')
    const id = randomUUID()
    await save(partner, id, aView())
    for (const other of [coordinator, operator]) {
      expect(await list(other)).toEqual([])
      const [stolen, never] = [await save(other, id, aView({ name: 'Mia' })), await remove(other, id)]
      expect([stolen.status, never.status]).toEqual([404, 404])
      expect(never.text).toBe((await remove(other, randomUUID())).text.replace(/[0-9a-f-]{36}/, id))
    }
    expect((await list(partner))[0].name).toBe('Casa, terzo trimestre')
    expect((await (await product.as('admin')).get('/api/v1/saved-views')).status).toBe(403)
  })

  test('holds nothing that identifies somebody, and every fault is told at once', async ({ product }) => {
    const partner = await product.as('partner')
    const { status, body } = await save(partner, randomUUID(), {
      name: 'chiamare 333 1234567',
      address: '/risorse?cerca=mario.rossi%40example.org',
      dossier: ' ',
      text: 'abita in via Mazzini 12',
      note: 'x',
    })
    expect(status).toBe(422)
    expect(body.errors.map(({ pointer, code }: any) => [pointer, code]).sort()).toEqual([
      ['#/body/address', 'email'],
      ['#/body/dossier', 'blank'],
      ['#/body/name', 'phone'],
      ['#/body/note', 'unknown_field'],
      ['#/body/text', 'street_number'],
    ])
    expect(await list(partner)).toEqual([])
  })

  test.for([
    '//altrove.example/x',
    'https://altrove.example',
    '/con spazi',
    'esplora',
    `/${'x'.repeat(600)}`,
  ])('opens nothing outside this product: %s', async (address, { product }) => {
    const { status, body } = await save(await product.as('operator'), randomUUID(), aView({ address }))
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe('#/body/address')
  })

  test(`is one of ${mostSavedViews} at most`, async ({ product, db }) => {
    const partner = await product.as('partner')
    const id = randomUUID()
    await save(partner, id, aView())
    const { user_id } = await db.owner
      .selectFrom('account.saved_view')
      .select('user_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await db.owner
      .insertInto('account.saved_view')
      .values(Array.from({ length: mostSavedViews - 1 }, () => ({ id: randomUUID(), user_id, ...aView() })))
      .execute()
    const { body } = await save(partner, randomUUID(), aView())
    expect(body.errors).toMatchObject([{ code: 'too_many' }])
    expect((await save(partner, id, aView({ name: 'Altro nome' }))).status).toBe(200)
  })
})
