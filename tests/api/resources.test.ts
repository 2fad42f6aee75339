import { readFileSync } from 'node:fs'
import { describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'
import { hostileNames } from '../support/hostile-names.ts'
import { outside } from '../support/outside.ts'

const resources = '/api/v1/resources'

describe('adding a resource', () => {
  test('needs a name, a type and a position; the area comes from PostGIS', async ({ product }) => {
    const operator = await product.as('operator')
    const reply = await operator.post(resources, aResource())
    expect(reply.status).toBe(201)
    expect(reply.body.properties).toMatchObject({
      area: 'alfa',
      group: 'minors_family',
      version: 1,
      stale: true,
    })
    const again = await (await product.as('partner')).get(reply.headers.get('location')!)
    expect(again.body).toEqual(reply.body)
  })

  test('keeps every field as it was given', async ({ product }) => {
    const operator = await product.as('operator')
    const full = aResource({
      address: 'via di prova 1',
      positionQuality: 'surveyed',
      owner: { name: 'Associazione di prova', kind: 'aps' },
      description: 'Testo',
      services: ['compiti', 'merenda'],
      needs: ['education', 'family'],
      targetGroups: ['family_minors'],
      eligibility: 'residenti',
      minAge: 6,
      maxAge: 14,
      cost: 'contribution',
      costNote: '10 € al mese',
      accessMode: 'appointment',
      openingHours: 'Mo-Fr 15:00-18:00',
      phone: '0971 000000',
      email: 'ente@example.org',
      website: 'https://example.org',
      languages: ['it', 'fr'],
      wheelchair: 'limited',
      accessibilityNote: 'tre gradini',
      capacity: { total: 20, unit: 'posti', on: '2026-10-01' },
      waitingList: true,
      fundings: [{ source: 'public', until: '2027-06-30' }],
      status: 'active',
      validFrom: '2020-01-01',
      visibility: 'network',
      source: 'prova',
    })
    const { id } = (await operator.post(resources, full)).body
    const { geometry, properties } = (await operator.get(`${resources}/${id}`)).body
    const { geometry: sentGeometry, ...sent } = full
    expect(geometry).toEqual(sentGeometry)
    expect(properties).toMatchObject(sent)
  })

  test('keeps hours in their canonical form, also in the version', async ({ product, db }) => {
    const operator = await product.as('operator')
    const typed = 'Mo-Fr 9:00-13:00 ,Tu 15:30–17:30;PH off'
    const canonical = 'Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off'
    const { status, body } = await operator.post(resources, aResource({ openingHours: typed }))
    expect(status).toBe(201)
    expect(body.properties.openingHours).toBe(canonical)
    const version = await db.owner
      .selectFrom('resource.resource_version')
      .select('content')
      .where('resource_id', '=', body.id)
      .executeTakeFirstOrThrow()
    expect(version.content).toMatchObject({ openingHours: canonical })
  })

  test.for([
    ['it', 'lun-ven 9-13', 'hours_unreadable', /da «lun» \(carattere 1\).* Forse: «Mo-Fr 09:00-13:00»/],
    ['en', 'Mo-Fr 09:00-13:00; every Sa', 'hours_unreadable', /from “every” \(character 20\)/],
    ['it', 'SH 09:00-13:00', 'hours_school_holidays', /scrivi i mesi/],
  ] as const)(
    'refuses hours that cannot be read, in %s: «%s»',
    async ([language, hours, code, words], { product }) => {
      const operator = await product.as('operator')
      const entry = aResource({ openingHours: hours, minAge: 20, maxAge: 10 })
      const reply = await operator.post(resources, entry, { 'accept-language': language })
      expect(reply.status).toBe(422)
      expect(reply.body.errors.map((e: any) => e.pointer).sort()).toEqual([
        '#/body/maxAge',
        '#/body/openingHours',
      ])
      expect(reply.body.errors.find((e: any) => e.code === code).detail).toMatch(words)
    },
  )

  test('takes a route and a park, and puts them in an area', async ({ product }) => {
    const operator = await product.as('operator')
    const route = {
      type: 'LineString',
      coordinates: [
        [15.785, 40.64],
        [15.795, 40.645],
      ],
    }
    const park = {
      type: 'Polygon',
      coordinates: [
        [
          [15.805, 40.64],
          [15.806, 40.64],
          [15.806, 40.641],
          [15.805, 40.641],
          [15.805, 40.64],
        ],
      ],
    }
    expect((await operator.post(resources, aResource({ geometry: route }))).body.properties.area).toBe('alfa')
    expect((await operator.post(resources, aResource({ geometry: park }))).body.properties.area).toBe('beta')
    const outside = { type: 'Point', coordinates: [15.75, 40.6] }
    expect((await operator.post(resources, aResource({ geometry: outside }))).body.properties.area).toBeNull()
  })

  test('names every fault at once, in the reader’s language, and writes nothing', async ({ product, db }) => {
    const operator = await product.as('operator')
    const wrong = {
      name: '   ',
      type: 'castle',
      geometry: { type: 'Point', coordinates: [12.5, 41.9] },
      minAge: 20,
      maxAge: 10,
      validFrom: '2026-01-01',
      validTo: '2025-01-01',
      cost: 'cheap',
      telephone: 'x',
    }
    const reply = await operator.post(resources, wrong, { 'accept-language': 'it' })
    expect(reply.status).toBe(422)
    const faults = Object.fromEntries(reply.body.errors.map((e: any) => [e.pointer, e]))
    expect(Object.keys(faults).sort()).toEqual([
      '#/body/cost',
      '#/body/geometry',
      '#/body/id',
      '#/body/maxAge',
      '#/body/name',
      '#/body/telephone',
      '#/body/type',
      '#/body/validTo',
    ])
    expect(faults['#/body/geometry']).toMatchObject({
      code: 'outside_municipality',
      detail: 'La posizione è fuori dal territorio comunale',
    })
    const english = await operator.post(resources, wrong, { 'accept-language': 'en-GB,en;q=0.9' })
    expect(english.body.errors.find((e: any) => e.pointer === '#/body/geometry').detail).toBe(
      'The position is outside the municipality',
    )
    expect(english.body.errors.map((e: any) => e.detail)).not.toEqual(
      reply.body.errors.map((e: any) => e.detail),
    )
    expect(await db.owner.selectFrom('resource.resource').selectAll().execute()).toEqual([])
  })

  test('refuses a self-crossing park, an open ring and a confidential place with a position', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const polygon = (...ring: number[][]) => ({ type: 'Polygon', coordinates: [ring] })
    const bow = polygon([15.78, 40.63], [15.79, 40.64], [15.79, 40.63], [15.78, 40.64], [15.78, 40.63])
    const open = polygon([15.78, 40.63], [15.79, 40.63], [15.79, 40.64], [15.78, 40.64])
    const code = async (body: unknown) =>
      (await operator.post(resources, body)).body.errors?.map((e: any) => e.code)
    expect(await code(aResource({ geometry: bow }))).toEqual(['invalid_geometry'])
    expect(await code(aResource({ geometry: open }))).toEqual(['invalid_geometry'])
    expect(await code(aResource({ visibility: 'restricted' }))).toEqual(['position_forbidden'])
    expect(await code(aResource({ geometry: null }))).toEqual(['position_missing'])
  })

  test('refuses what identifies somebody in any text, and keeps it where it belongs', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const notes = aResource({
      name: 'Doposcuola, cell. 333 1234567',
      address: 'via di prova 1, ente@example.org',
      description: 'Per MRTMTT25D09F205Z, auto AB123CD',
      services: ['compiti', 'a casa in via di prova 3'],
      owner: { name: 'Ente IT60X0542811101000000123456', kind: 'aps' },
      phone: '0971 000000',
      email: 'ente@example.org',
      cost: 'cheap',
    })
    const reply = await operator.post(resources, notes, { 'accept-language': 'it' })
    expect(reply.status).toBe(422)
    const told = reply.body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)
    expect(told.sort()).toEqual([
      '#/body/address email',
      '#/body/cost invalid_value',
      '#/body/description plate',
      '#/body/description tax_code',
      '#/body/name phone',
      '#/body/owner/name iban',
      '#/body/services/1 street_number',
    ])
    const { detail } = reply.body.errors.find(({ code }: any) => code === 'phone')
    expect(detail).toBe('Togli il numero di telefono «333 1234567»: quello dell’ente ha un campo suo')
    expect(await db.owner.selectFrom('resource.resource').selectAll().execute()).toEqual([])
    const named = await operator.post(resources, aResource({ description: 'Chiedere di Maria Prova' }))
    expect(named.status).toBe(201)
  })

  test('is for operators and coordinators', async ({ product }) => {
    expect((await (await product.as('coordinator')).post(resources, aResource())).status).toBe(201)
    expect((await (await product.as('partner')).post(resources, aResource())).status).toBe(403)
    expect((await (await product.as('admin')).post(resources, aResource())).status).toBe(403)
    expect((await product.visitor.post(resources, aResource())).status).toBe(401)
  })
})

describe('a confidential place', () => {
  test('exists for its own centre’s operators and for nobody else, by any route', async ({ product }) => {
    const operator = await product.as('operator')
    const shelter = aResource({
      name: 'Rifugio di prova',
      type: 'night_shelter',
      geometry: null,
      visibility: 'restricted',
      area: 'alfa',
      needs: ['violence'],
    })
    const added = await operator.post(resources, shelter)
    expect(added.status).toBe(201)
    expect(added.body.geometry).toBeNull()
    expect((await operator.get(resources)).text).toContain('Rifugio')
    for (const persona of ['otherOperator', 'coordinator', 'partner', 'admin'] as const) {
      const other = await product.as(persona)
      for (const query of ['', '?area=alfa', '?group=shelter_housing', '?need=violence', '?status=active'])
        expect((await other.get(resources + query)).text).not.toContain('Rifugio')
      expect([403, 404]).toContain((await other.get(`${resources}/${added.body.id}`)).status)
    }
  })
})

describe('the list', () => {
  test('is filtered by area, group, need and status together', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.post(resources, aResource({ name: 'Uno', needs: ['education'] }))
    await operator.post(resources, aResource({ name: 'Due', type: 'gym', needs: ['isolation'] }))
    await operator.post(
      resources,
      aResource({ name: 'Tre', status: 'closed', geometry: { type: 'Point', coordinates: [15.81, 40.64] } }),
    )
    const names = async (query: string) =>
      (await operator.get(`${resources}?${query}`)).body.features.map((f: any) => f.properties.name)
    expect(await names('')).toEqual(['Due', 'Tre', 'Uno'])
    expect(await names('area=alfa&group=minors_family')).toEqual(['Uno'])
    expect(await names('need=isolation')).toEqual(['Due'])
    expect(await names('status=closed&area=beta')).toEqual(['Tre'])
  })

  test('shows neighbours no row but those they may see, and says 404 for an id that cannot be one', async ({
    product,
  }) => {
    const partner = await product.as('partner')
    expect((await partner.get(`${resources}/not-an-id`)).status).toBe(404)
    expect((await partner.get(`${resources}/00000000-0000-4000-8000-000000000000`)).status).toBe(404)
  })
})

const naughty = outside('naughty_strings/blns.json')
describe('hostile names', () => {
  const ofOthers: string[] = naughty ? JSON.parse(readFileSync(naughty, 'utf8')) : []
  test.for([
    ['written here', hostileNames],
    ...(naughty ? ([['of the list outside', ofOthers]] as const) : []),
  ] as const)(
    'come back unchanged or are refused with the reason: those %s',
    async ([, strings], { product }) => {
      const operator = await product.as('operator')
      const kept: string[] = []
      for (const name of strings) {
        const reply = await operator.post(resources, aResource({ name }))
        if (reply.status === 201) {
          expect(reply.body.properties.name).toBe(name)
          kept.push(name)
        } else {
          expect(reply.status).toBe(422)
          expect(reply.body.errors.map((e: any) => e.pointer)).toEqual(['#/body/name'])
          expect(reply.body.errors[0].detail.length).toBeGreaterThan(5)
        }
      }
      expect(kept.length / strings.length).toBeGreaterThan(0.75)
      expect(kept.length).toBeLessThan(strings.length)
      const listed = (await operator.get(resources)).body.features.map((f: any) => f.properties.name)
      expect([...listed].sort()).toEqual([...kept].sort())
    },
  )
})
