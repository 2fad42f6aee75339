/** From a need to the places that answer it: who sees which, in which order, and what is said against each. */

import { seeded } from '../../api/demonstration/random.ts'
import type { Answering, FindResources } from '../../api/resources/contract.ts'
import { answeringHere, metresBetween } from '../../web/observations/answering.ts'
import { type Client, describe, expect, now, test } from '../support/app.ts'
import { aResource, square } from '../support/given.ts'

const path = '/api/v1/resources/answering'
/** Sunday 22 November 2026, eleven in the morning. */
const openNow = 'Su 09:00-12:00'
const closedNow = 'Mo-Fr 09:00-12:00'
const at = (lon: number, lat: number) => ({ geometry: { type: 'Point', coordinates: [lon, lat] } })

const add = async (client: Client, change: object): Promise<string> => {
  const reply = await client.post('/api/v1/resources', aResource({ needs: ['work'], ...change }))
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
const ask = async (client: Client, asking: Partial<FindResources> = {}): Promise<Answering[]> => {
  const reply = await client.post(path, { need: 'work', area: 'alfa', ...asking })
  expect(reply.status, reply.text).toBe(200)
  return reply.body.features
}
const names = (found: Answering[]) => found.map(({ properties }) => properties.name)

describe('the resources that answer a need', () => {
  test('come nearest to the area first, then nearest to the own centre, then by name', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Lontana', ...at(15.84, 40.64) })
    await add(operator, { name: 'Vicina', ...at(15.803, 40.64) })
    await add(operator, { name: 'Dentro, lontana dal centro', ...at(15.782, 40.632) })
    await add(operator, { name: 'Dentro B', ...at(15.791, 40.64) })
    await add(operator, { name: 'Dentro A', ...at(15.791, 40.64) })
    await add(operator, { name: 'Altro bisogno', needs: ['health'] })
    const found = await ask(operator)
    expect(names(found)).toEqual(['Dentro A', 'Dentro B', 'Dentro, lontana dal centro', 'Vicina', 'Lontana'])
    // A thousandth of a degree of longitude is 84.4 m at this latitude.
    expect(found.map(({ properties }) => properties.distance)).toEqual([0, 0, 0, 253, 3375])
    expect(found.map(({ properties }) => properties.against)).toEqual([[], [], [], [], ['far']])
    expect(found[0]!.properties.fromCentre).toBe(84)
    expect(names(await ask(operator, { area: 'beta' }))[0]).toBe('Vicina')
  })

  test('have no distance from an area that is elsewhere or not known: the own centre gives the order', async ({
    product,
  }) => {
    const other = await product.as('otherOperator') // its centre is at 15.81
    await add(other, { name: 'A ovest', ...at(15.785, 40.64) })
    await add(other, { name: 'A est', ...at(15.84, 40.64) })
    await add(other, { name: 'Vicina', ...at(15.811, 40.64) })
    for (const area of ['outside', 'unknown']) {
      const found = await ask(other, { area })
      expect(names(found)).toEqual(['Vicina', 'A ovest', 'A est'])
      expect(found.map(({ properties }) => [properties.distance, properties.against])).toEqual(
        Array(3).fill([null, []]),
      )
    }
    const partner = await ask(await product.as('partner'), { area: 'unknown' })
    expect(names(partner)).toEqual(['A est', 'A ovest', 'Vicina'])
    expect(partner.every(({ properties }) => properties.fromCentre === null)).toBe(true)
  })

  test('say whether their door is open at this moment in Rome', async ({ product }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Aperta', openingHours: openNow })
    await add(operator, { name: 'Chiusa', openingHours: closedNow })
    await add(operator, { name: 'Non si sa' })
    await add(operator, { name: 'Su appuntamento', openingHours: '"su appuntamento"' })
    const found = await ask(operator)
    expect(found.map(({ properties }) => [properties.name, properties.open, properties.against])).toEqual([
      ['Aperta', true, []],
      ['Chiusa', false, ['closed']],
      ['Non si sa', null, []],
      ['Su appuntamento', null, []],
    ])
  })

  test('leave out what is not active or not valid today, ends included', async ({ product, db }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Finita ieri', validTo: '2026-11-21' })
    await add(operator, { name: 'Finisce oggi', validTo: '2026-11-22' })
    await add(operator, { name: 'Inizia oggi', validFrom: '2026-11-22' })
    await add(operator, { name: 'Inizia domani', validFrom: '2026-11-23' })
    for (const status of ['temporarily_closed', 'planned', 'closed']) await add(operator, { status })
    expect(names(await ask(operator))).toEqual(['Finisce oggi', 'Inizia oggi'])
    await db.owner.updateTable('resource.resource').set({ status: 'closed' }).execute()
    expect(await ask(operator)).toEqual([])
  })

  test('are confidential for everybody but the operators of the centre that keeps them', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Casa protetta', visibility: 'restricted', geometry: null, area: 'alfa' })
    const [own] = await ask(operator)
    expect(own).toMatchObject({ geometry: null, properties: { distance: 0, fromCentre: null, against: [] } })
    expect((await ask(operator, { area: 'beta' }))[0]!.properties.distance).toBeNull()
    for (const persona of ['otherOperator', 'coordinator', 'partner'] as const)
      expect(await ask(await product.as(persona))).toEqual([])
  })

  test('are asked for in codes alone', async ({ product }) => {
    const operator = await product.as('operator')
    const codes = async (body: object) =>
      (await operator.post(path, body)).body.errors.map((e: any) => [e.pointer, e.code])
    expect(await codes({ need: 'work', area: 'atlantis', surname: 'x' })).toEqual([
      ['#/body/surname', 'unknown_field'],
      ['#/body/area', 'unknown_area'],
    ])
    expect(await codes({ need: 'flying', area: 'alfa', ageBand: '41' })).toEqual([
      ['#/body/need', 'invalid_value'],
      ['#/body/ageBand', 'invalid_value'],
    ])
    expect((await (await product.as('admin')).post(path, {})).status).toBe(403)
    expect((await product.visitor.post(path, {})).status).toBe(401)
  })

  test('are the same, in the same order and within a metre, when the browser computes them', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const random = seeded('places')
    const place = () => [15.71 + random.number() * 0.18, 40.56 + random.number() * 0.18] as const
    for (let count = 0; count < 24; count++)
      await add(operator, {
        name: `Punto ${count}`,
        ...at(...place()),
        ...(count % 3 === 0 ? { openingHours: count % 2 ? openNow : closedNow } : {}),
        ...(count % 4 === 0 ? { minAge: 6, maxAge: 14, targetGroups: ['family_minors'] } : {}),
      })
    for (let count = 0; count < 6; count++) {
      const [lon, lat] = place()
      const line = [[lon, lat], place(), place()]
      await add(operator, { name: `Percorso ${count}`, geometry: { type: 'LineString', coordinates: line } })
      const ring = square(Math.min(lon, 15.87), Math.min(lat, 40.72), 0.01)
      await add(operator, { name: `Parco ${count}`, geometry: { type: 'Polygon', coordinates: [ring] } })
    }
    // Across the area without a corner in it.
    const across = [
      [15.77, 40.64],
      [15.83, 40.641],
    ]
    await add(operator, { name: 'Attraversa', geometry: { type: 'LineString', coordinates: across } })
    await add(operator, { name: 'Riservata', visibility: 'restricted', geometry: null, area: 'beta' })

    const [census, areas, centres] = await Promise.all(
      ['resources', 'areas', 'centres'].map(
        async each => (await operator.get(`/api/v1/${each}`)).body.features,
      ),
    )
    const seat = centres.find((centre: any) => centre.id === 'porta-alfa').geometry
    for (const area of ['alfa', 'beta', 'outside']) {
      const asking = { need: 'work', area, ageBand: '35-49', citizenship: 'it', household: 'single' } as const
      const there = await ask(operator, asking)
      const here = answeringHere({ census, areas, seat }, asking, now())
      expect(names(here)).toEqual(names(there))
      expect(there).toHaveLength(38)
      there.forEach(({ properties: p, ...feature }, index) => {
        const { properties, ...same } = here[index]!
        expect({ ...properties, distance: 0, fromCentre: 0 }).toEqual({ ...p, distance: 0, fromCentre: 0 })
        expect(same).toEqual(feature)
        for (const [mine, its] of [
          [properties.distance, p.distance],
          [properties.fromCentre, p.fromCentre],
        ] as const)
          expect(Math.abs((mine ?? -1) - (its ?? -1)), p.name).toBeLessThanOrEqual(1)
      })
    }
    expect(metresBetween(seat, seat)).toBe(0)
  })
})
