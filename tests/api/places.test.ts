/** Places with their date, who funds and until when, stops of a route: kept, edited, told, refused with the reason. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'
import { withoutTimes } from '../support/without-times.ts'

const resources = '/api/v1/resources'
const line = (...coordinates: [number, number][]) => ({ type: 'LineString', coordinates })
const route = line([15.785, 40.64], [15.795, 40.645])
const stops = [
  { name: 'Piazza', at: [15.785, 40.64], when: 'Sa 9:30-10:00' },
  { name: 'Scuola', at: [15.795, 40.645] },
]
const fundings = [
  { source: 'public', body: 'Ente di prova', until: '2027-06-30' },
  { source: 'volunteer', hoursPerWeek: 12 },
]
const add = async (client: Client, change: Record<string, unknown>) =>
  (await client.post(resources, aResource(change))).body
const faults = (body: any) => body.errors.map((e: any) => `${e.pointer} ${e.code}`).sort()

describe('places and funding', () => {
  test('go round with their date, their lines in order', async ({ product }) => {
    const operator = await product.as('operator')
    const capacity = { total: 20, available: 3, unit: 'posti', on: '2026-11-12' }
    const given = { capacity, waitingList: true, waitingNumber: 5, fundings, needs: ['education'] }
    const { id, properties } = await add(operator, given)
    expect(properties).toMatchObject(given)
    const { features } = (
      await operator.post(`${resources}/answering`, { need: 'education', area: 'unknown' })
    ).body
    expect(features.find((f: any) => f.id === id).properties).toMatchObject(given)
  })

  test('one number is edited alone, and the history tells it', async ({ product }) => {
    const operator = await product.as('operator')
    const capacity = { total: 20, available: 3, unit: 'posti', on: '2026-11-12' }
    const { id } = await add(operator, { capacity, fundings })
    const edit = (body: object) => operator.patch(`${resources}/${id}`, body)
    await edit({ version: 1, capacity: { ...capacity, available: 0, on: '2026-11-22' } })
    await edit({ version: 2, fundings: [fundings[1]] })
    const { versions } = (await operator.get(`${resources}/${id}/versions`)).body
    expect(versions.map((v: any) => v.changed)).toEqual([['fundings'], ['capacity'], []])
    const { properties } = (await operator.get(`${resources}/${id}`)).body
    expect(properties.fundings).toEqual([fundings[1]])
    expect(properties.capacity).toMatchObject({ total: 20, available: 0, on: '2026-11-22' })
  })

  test('every fault is named at once, at its own line', async ({ product }) => {
    const operator = await product.as('operator')
    const reply = await operator.post(
      resources,
      aResource({
        capacity: { total: 2, available: 3, unit: 'posti', on: '2027-01-01' },
        waitingList: false,
        waitingNumber: 4,
        fundings: [{ source: 'volunteer', body: 'chiamare il 333 1234567' }],
        stops: [
          { name: 'Lontano', at: [12, 40.64], when: 'boh' },
          { name: 'Vicino', at: [15.79, 40.64] },
        ],
      }),
    )
    expect(faults(reply.body)).toEqual([
      '#/body/capacity/available available_over_total',
      '#/body/capacity/on date_in_future',
      '#/body/fundings/0/body phone',
      '#/body/stops stops_without_route',
      '#/body/stops/0/at outside_municipality',
      '#/body/stops/0/when hours_unreadable',
      '#/body/waitingNumber number_without_list',
    ])
    const shapes = await operator.post(
      resources,
      aResource({
        capacity: { total: -1, unit: 'posti', on: '2026-11-01' },
        fundings: [{ source: 'nobody', hoursPerWeek: 0.5 }],
        stops: [{ name: ' ', at: [15.79] }],
      }),
    )
    expect(new Set(shapes.body.errors.map((e: any) => e.pointer))).toEqual(
      new Set([
        '#/body/capacity/total',
        '#/body/fundings/0/source',
        '#/body/fundings/0/hoursPerWeek',
        '#/body/stops/0/name',
        '#/body/stops/0/at',
      ]),
    )
  })

  test('a waiting list taken away takes its number', async ({ product }) => {
    const operator = await product.as('operator')
    const { id } = await add(operator, { waitingList: true, waitingNumber: 4 })
    const alone = await operator.patch(`${resources}/${id}`, { version: 1, waitingList: false })
    expect(faults(alone.body)).toEqual(['#/body/waitingNumber number_without_list'])
    const both = await operator.patch(`${resources}/${id}`, {
      version: 1,
      waitingList: false,
      waitingNumber: null,
    })
    expect(both.body.properties).not.toHaveProperty('waitingNumber')
  })
})

describe('routes and parks', () => {
  test('stops keep their order, and their hours in the one form that means them', async ({ product }) => {
    const operator = await product.as('operator')
    const { id, properties } = await add(operator, { geometry: route, stops })
    expect(properties.stops).toEqual([{ ...stops[0], when: 'Sa 09:30-10:00' }, stops[1]])
    const turned = await operator.patch(`${resources}/${id}`, { version: 1, stops: [stops[1], stops[0]] })
    expect(turned.body.properties.stops.map((s: any) => s.name)).toEqual(['Scuola', 'Piazza'])
    const { versions } = (await operator.get(`${resources}/${id}/versions`)).body
    expect(versions[0].changed).toEqual(['stops'])
    expect(versions[1].content.stops[0].when).toBe('Sa 09:30-10:00')
  })

  test('a route that becomes a point leaves no stop behind without asking', async ({ product }) => {
    const operator = await product.as('operator')
    const { id } = await add(operator, { geometry: route, stops })
    const point = { type: 'Point', coordinates: [15.79, 40.64] }
    const reply = await operator.patch(`${resources}/${id}`, { version: 1, geometry: point })
    expect(faults(reply.body)).toEqual(['#/body/stops stops_without_route'])
    const both = await operator.patch(`${resources}/${id}`, { version: 1, geometry: point, stops: [] })
    expect(both.body).toMatchObject({ geometry: point, properties: { stops: [] } })
  })

  test('a place that becomes confidential has no stop, in its past states either', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const { id } = await add(operator, { geometry: route, stops })
    const reply = await operator.patch(`${resources}/${id}`, {
      version: 1,
      visibility: 'restricted',
      geometry: null,
      stops: [],
    })
    expect(reply.status).toBe(200)
    const states = await db.owner
      .selectFrom('resource.resource_version')
      .select('content')
      .where('resource_id', '=', id)
      .execute()
    expect(withoutTimes(states)).not.toMatch(/15\.7|Piazza/)
  })

  test('a park with a hole comes back with its hole, an edited vertex changes the area on its own', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const square = (lon: number, lat: number, side: number) => [
      [lon, lat],
      [lon + side, lat],
      [lon + side, lat + side],
      [lon, lat + side],
      [lon, lat],
    ]
    const geometry = {
      type: 'Polygon',
      coordinates: [square(15.79, 40.64, 0.004), square(15.791, 40.641, 0.001)],
    }
    const rounded = JSON.parse(JSON.stringify(geometry), (_k, v) =>
      typeof v === 'number' ? Math.round(v * 1e6) / 1e6 : v,
    )
    const { id, geometry: kept } = await add(operator, { type: 'park', geometry: rounded })
    expect(kept).toEqual(rounded)
    expect((await operator.get(`${resources}/${id}`)).body.geometry.coordinates).toHaveLength(2)
  })
})

test('states of before lines speak in lines', async ({ product, db }) => {
  const operator = await product.as('operator')
  const { id } = await add(operator, {})
  await sql`update resource.resource_version set content = content - 'stops' - 'fundings' ||
    '{"funding": {"source": "mixed", "until": "2027-01-31"}}' where resource_id = ${id}`.execute(db.owner)
  const text = readFileSync(
    new URL('../../sql/migrations/0013_places_and_funding.sql', import.meta.url),
    'utf8',
  )
  await sql.raw(text.slice(text.indexOf('update resource.resource_version'))).execute(db.owner)
  const { versions } = (await operator.get(`${resources}/${id}/versions`)).body
  expect(versions[0].content).toMatchObject({
    stops: [],
    fundings: [{ source: 'mixed', until: '2027-01-31' }],
  })
  expect(versions[0].content).not.toHaveProperty('funding')
})
