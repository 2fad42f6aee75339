/** The weekly queue: what a centre keeps and is stale, ten cards, four answers, each of which can be taken back. */
import { checkResults, resourceGroups } from '../../api/resources/contract.ts'
import { halfLives } from '../../api/resources/freshness.contract.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { aResource } from '../support/given.ts'

const resources = '/api/v1/resources'
const queue = async (client: Client) => (await client.get('/api/v1/verification-queue')).body
const names = async (client: Client) => (await queue(client)).features.map((f: any) => f.properties.name)
async function given(client: Client, name: string, change: Record<string, unknown> = {}): Promise<string> {
  return (await client.post(resources, aResource({ name, ...change }))).body.id
}
const verifiedOn = (db: TestDatabase, id: string, day: string | null) =>
  db.owner.updateTable('resource.resource').set({ verified_on: day }).where('id', '=', id).execute()
const check = (client: Client, id: string, result: string, version = 1) =>
  client.post(`${resources}/${id}/checks`, { result, version })

describe('the queue', () => {
  test('holds what the centre keeps and is stale, the most urgent first', async ({ product, db }) => {
    const operator = await product.as('operator')
    const fresh = await given(operator, 'Fresca')
    await verifiedOn(db, fresh, '2026-11-01')
    const old = await given(operator, 'Vecchia')
    await verifiedOn(db, old, '2026-01-10')
    const used = await given(operator, 'Vecchia e usata', { needs: ['education', 'family'] })
    await verifiedOn(db, used, '2026-01-10')
    await given(operator, 'Mai', { needs: ['education', 'family'] })
    await given(operator, 'Chiusa', { status: 'closed' })
    await given(operator, 'Riservata', { geometry: null, visibility: 'restricted', area: 'alfa' })
    await given(await product.as('otherOperator'), 'Altrui')
    expect(await names(operator)).toEqual(['Mai', 'Vecchia e usata', 'Riservata', 'Vecchia'])
    expect(await queue(operator)).toMatchObject({ week: '2026-11-16', done: 0, due: 4 })
    expect(await names(await product.as('otherOperator'))).toEqual(['Altrui'])
    for (const persona of ['coordinator', 'partner', 'admin'] as const)
      expect((await (await product.as(persona)).get('/api/v1/verification-queue')).status).toBe(403)
  })

  test('asks for ten cards a week, put-off ones among them', async ({ product, db }) => {
    const operator = await product.as('operator')
    for (let index = 0; index < 12; index++) await given(operator, `Risorsa ${index}`)
    let asked = 0
    for (;;) {
      const { features, done, due } = await queue(operator)
      expect(done + features.length).toBe(10)
      expect(done).toBe(asked)
      if (features.length === 0) {
        expect(due).toBe(12 - 5)
        break
      }
      expect((await check(operator, features[0].id, asked % 2 ? 'later' : 'valid')).status).toBe(201)
      asked++
    }
    expect(asked).toBe(10)
    await db.owner.updateTable('resource.resource_check').set({ checked_on: '2026-11-15' }).execute()
    expect(await queue(operator)).toMatchObject({ done: 0, due: 7 }) // the next week
  })
})

describe('a card', () => {
  test('that is valid or edited is fresh from today, one put off is not', async ({ product, db }) => {
    const operator = await product.as('operator')
    for (const result of ['valid', 'edited', 'later'] as const) {
      const id = await given(operator, `Risorsa ${result}`)
      await verifiedOn(db, id, '2024-01-01')
      expect((await operator.get(`${resources}/${id}`)).body.properties.stale).toBe(true)
      const { status, body } = await check(operator, id, result)
      expect(status).toBe(201)
      const { properties } = body.resource
      expect(properties.verifiedOn).toBe(result === 'later' ? '2024-01-01' : '2026-11-22')
      expect(properties).toMatchObject({
        stale: result === 'later',
        faded: result === 'later',
        version: 1,
      })
    }
    const kept = await db.owner
      .selectFrom('resource.resource_check')
      .select(['centre_id', 'checked_on', 'result'])
      .orderBy('id')
      .execute()
    expect(kept).toEqual(
      ['valid', 'edited', 'later'].map(result => ({
        centre_id: 'porta-alfa',
        checked_on: '2026-11-22',
        result,
      })),
    )
  })

  test('that is closed is a new version; taken back, it is open as before', async ({ product }) => {
    const operator = await product.as('operator')
    const id = await given(operator, 'Risorsa', { status: 'temporarily_closed' })
    const { body } = await check(operator, id, 'closed')
    expect(body.resource.properties).toMatchObject({ status: 'closed', version: 2, stale: false })
    expect(await names(operator)).toEqual([])
    const other = await product.as('otherOperator')
    const undo = `${resources}/${id}/checks/${body.check}`
    expect((await other.delete(undo)).status).toBe(404)
    const undone = await operator.delete(undo)
    expect(undone.body.properties).toMatchObject({
      status: 'temporarily_closed',
      version: 3,
      verifiedOn: null,
      stale: true,
    })
    expect(await names(operator)).toEqual(['Risorsa'])
    expect((await operator.delete(undo)).status).toBe(404)
  })

  test('only the last verification is taken back, on its own day', async ({ product, db }) => {
    const operator = await product.as('operator')
    const id = await given(operator, 'Risorsa')
    await verifiedOn(db, id, '2026-02-01')
    const first = (await check(operator, id, 'valid')).body.check
    const second = (await check(operator, id, 'later')).body.check
    expect((await operator.delete(`${resources}/${id}/checks/${first}`)).status).toBe(404)
    expect((await operator.delete(`${resources}/${id}/checks/${second}`)).status).toBe(200)
    await db.owner.updateTable('resource.resource_check').set({ checked_on: '2026-11-21' }).execute()
    expect((await operator.delete(`${resources}/${id}/checks/${first}`)).status).toBe(404)
    await db.owner.updateTable('resource.resource_check').set({ checked_on: '2026-11-22' }).execute()
    expect((await operator.delete(`${resources}/${id}/checks/${first}`)).body.properties.verifiedOn).toBe(
      '2026-02-01',
    )
  })

  test('is about what was seen: of another version it says so and writes nothing', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const id = await given(operator, 'Risorsa')
    await operator.patch(`${resources}/${id}`, { version: 1, name: 'Cambiata' })
    const reply = await check(operator, id, 'valid', 1)
    expect(reply.status).toBe(409)
    expect(reply.body.current.properties).toMatchObject({ name: 'Cambiata', version: 2 })
    expect(await db.owner.selectFrom('resource.resource_check').selectAll().execute()).toEqual([])
  })

  test('answers with codes that the table knows', async ({ product, db }) => {
    const operator = await product.as('operator')
    for (const result of checkResults)
      expect((await check(operator, await given(operator, result), result)).status).toBe(201)
    const stored = await db.owner.selectFrom('resource.resource_check').select('result').execute()
    expect(stored.map(row => row.result).sort()).toEqual([...checkResults].sort())
    const id = await given(operator, 'Altra')
    expect((await check(operator, id, 'maybe')).status).toBe(422)
  })
})

test('a resource is stale after the half-life of its group and faded after twice that', async ({
  product,
  db,
}) => {
  const operator = await product.as('operator')
  for (const [group, types] of Object.entries(resourceGroups)) {
    const id = await given(operator, `Risorsa ${group}`, { type: types[0] })
    const state = async (months: number, day: number) => {
      const date = new Date(Date.UTC(2026, 10 - months, day))
      await verifiedOn(db, id, date.toISOString().slice(0, 10))
      const { stale, faded } = (await operator.get(`${resources}/${id}`)).body.properties
      return { stale, faded }
    }
    const months = halfLives[group as keyof typeof halfLives]
    expect(await state(months, 22), group).toEqual({ stale: false, faded: false })
    expect(await state(months, 21), group).toEqual({ stale: true, faded: false })
    expect(await state(2 * months, 22), group).toEqual({ stale: true, faded: false })
    expect(await state(2 * months, 21), group).toEqual({ stale: true, faded: true })
  }
})
