/** Opening hours of a file: each text beside its reading, a person's choice for all its rows, and what stays as written. */
import { randomUUID } from 'node:crypto'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const file = `Denominazione;Tipologia;Orari;Lat;Lon
Mensa A;mensa;dal lunedì al venerdì dalle 10,00 alle 13,00;40,6404;15,8056
Mensa B;mensa;lun/ven 9-13;40,6414;15,8066
Mensa C;mensa;lun/ven 9-13;40,6424;15,8076
Mensa G;mensa;orari ufficio;40,6434;15,8086
Mensa F;mensa;;40,6444;15,8096
`
const load = async (client: Client, query: Record<string, string>): Promise<any> => {
  const asked = new URLSearchParams(query.dryRun ? query : { id: randomUUID(), ...query })
  const reply = await client.send(`/api/v1/resource-imports?${asked}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return { status: reply.status, ...reply.body }
}
const rowsOf = async (client: Client, batch: string): Promise<any[]> =>
  (await client.get(`/api/v1/resource-imports/${batch}/rows`)).body.rows
const hoursOf = (rows: any[]) =>
  rows.map(({ content, faults }) => [
    content.openingHours ?? content.openingHoursText ?? null,
    faults.map(({ code }: any) => code),
  ])

describe('hours of a file', () => {
  test('stand beside their reading before anything is accepted, those to choose first', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const { hours, hoursTexts, counts } = await load(operator, { dryRun: 'true' })
    expect(hoursTexts).toBe(3)
    expect(hours).toMatchObject([
      {
        text: 'lun/ven 9-13',
        rows: 2,
        openingHours: null,
        readings: ['Mo-Fr 09:00-13:00', 'Mo,Fr 09:00-13:00'],
        question: { it: expect.stringContaining('lun/ven') },
      },
      { text: 'orari ufficio', rows: 1, openingHours: null, readings: [], question: null },
      { text: 'dal lunedì al venerdì dalle 10,00 alle 13,00', openingHours: 'Mo-Fr 10:00-13:00' },
    ])
    expect(hours[1].fault.it).toContain('ufficio')
    // What a person is to choose is a doubt; what nobody can read is kept, and in nobody's way.
    expect(counts).toMatchObject({ ready: 3, doubts: 2 })
  })

  test('take the choice of a person for all rows of a text', async ({ product }) => {
    const operator = await product.as('operator')
    const { hours } = await load(operator, { dryRun: 'true' })
    const choices = { [hours[0].key]: 'Mo,Fr 9-13', [hours[1].key]: null }
    const {
      hours: settled,
      batch,
      counts,
    } = await load(operator, {
      source: 'prova',
      hours: JSON.stringify(choices),
    })
    expect(settled.map(({ openingHours, chosen }: any) => [openingHours, chosen])).toEqual([
      ['Mo,Fr 09:00-13:00', true],
      [null, true],
      ['Mo-Fr 10:00-13:00', false],
    ])
    expect(counts).toMatchObject({ ready: 5, doubts: 0 })
    expect(hoursOf(await rowsOf(operator, batch))).toEqual([
      ['Mo-Fr 10:00-13:00', []],
      ['Mo,Fr 09:00-13:00', []],
      ['Mo,Fr 09:00-13:00', []],
      ['orari ufficio', []],
      [null, []],
    ])
    const refused = await load(operator, { dryRun: 'true', hours: JSON.stringify({ [hours[0].key]: 'boh' }) })
    expect([refused.status, refused.errors[0].code]).toEqual([422, 'hours_not_read'])
  })

  test('that were not read stay on the resource, neither open nor closed, and in the weekly queue', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const { batch } = await load(operator, { source: 'prova' })
    const rows = await rowsOf(operator, batch)
    expect(hoursOf(rows)).toEqual([
      ['Mo-Fr 10:00-13:00', []],
      ['lun/ven 9-13', ['hours_ambiguous']],
      ['lun/ven 9-13', ['hours_ambiguous']],
      ['orari ufficio', ['hours_unreadable']],
      [null, []],
    ])
    const address = `/api/v1/resource-imports/${batch}/rows/${rows[1].id}`
    expect((await operator.patch(address, { openingHours: 'boh' })).status).toBe(422)
    const corrected = await operator.patch(address, { openingHours: 'Mo-Fr 9:00-13:00' })
    expect(hoursOf([corrected.body])).toEqual([['Mo-Fr 09:00-13:00', []]])
    expect(corrected.body.content).not.toHaveProperty('openingHoursText')
    await operator.send(`/api/v1/resource-imports/${batch}/acceptance`, { method: 'POST' })
    const { features } = (await operator.get('/api/v1/resources')).body
    const kitchen = features.find(({ properties }: any) => properties.name === 'Mensa G')
    expect(kitchen.properties).toMatchObject({ openingHoursText: 'orari ufficio' })
    expect(kitchen.properties).not.toHaveProperty('openingHours')
    await db.owner.updateTable('resource.resource').set({ verified_on: '2026-11-15' }).execute()
    const due = async () => (await operator.get('/api/v1/verification-queue')).body.features
    expect((await due()).map(({ properties }: any) => properties.name)).toEqual(['Mensa G'])
    const edited = await operator.patch(`/api/v1/resources/${kitchen.id}`, {
      version: 1,
      openingHours: 'Mo-Fr 09:00-13:00',
    })
    expect(edited.body.properties).not.toHaveProperty('openingHoursText')
    expect(await due()).toEqual([])
  })
})

test('hours as written take the place of hours that were read, and are never beside them', async ({
  product,
}) => {
  const operator = await product.as('operator')
  const both = aResource({ openingHours: 'Mo-Fr 09:00-13:00', openingHoursText: 'quando capita' })
  const refused = await operator.post('/api/v1/resources', both)
  expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'hours_twice'])
  const { body } = await operator.post('/api/v1/resources', aResource({ openingHours: 'Mo-Fr 09:00-13:00' }))
  const edited = await operator.patch(`/api/v1/resources/${body.id}`, {
    version: 1,
    openingHoursText: 'quando capita',
  })
  expect(edited.body.properties).toMatchObject({ openingHoursText: 'quando capita', version: 2 })
  expect(edited.body.properties).not.toHaveProperty('openingHours')
  const named = await operator.patch(`/api/v1/resources/${body.id}`, {
    version: 2,
    openingHoursText: 'chiedere a Mario Rossi, cell. 333 1234567',
  })
  expect(named.status).toBe(422)
})
