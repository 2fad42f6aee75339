/** Addresses by the municipality's own table, resources by distance, walking times: as PostGIS answers them. */
import { load } from '../../api/territory/load.ts'
import { metresBetween } from '../../web/observations/answering.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { aResource, square } from '../support/given.ts'

const table =
  'street,number,lon,lat\n' +
  'Via Vaccaro,2,15.7900,40.6360\n' +
  'Via Vaccaro,12,15.7910,40.6360\n' +
  'Via Vaccaro,12/B,15.7911,40.6360\n' +
  'Via Vaccaro,20,15.7930,40.6360\n' +
  'Via del Gallitello,1,15.8050,40.6400\n' +
  'Piazza 18 Agosto 1860,3,15.8080,40.6410\n' +
  'Discesa San Gerardo,,15.8090,40.6420\n'
const loadStreets = (db: TestDatabase, text = table) =>
  load(db.owner, 'streets', text, { source: 'Stradario di prova' })
const refused = async (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => {
      throw new Error('it was loaded')
    },
    error => error.message.split('\n'),
  )
const find = async (client: Client, q: string) => {
  const reply = await client.post('/api/v1/addresses/finding', { q })
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}

describe('an address', () => {
  test.for([
    ['via vaccaro 12', 'number', 'Via Vaccaro, 12', [15.791, 40.636]],
    ['Vaccaro, 12 b', 'number', 'Via Vaccaro, 12b', [15.7911, 40.636]],
    ['via vacaro 12', 'number', 'Via Vaccaro, 12', [15.791, 40.636]],
    ['via vaccaro 13', 'nearest_number', 'Via Vaccaro, 12', [15.791, 40.636]],
    ['via vaccaro', 'street', 'Via Vaccaro', [15.7911, 40.636]],
    ['galitello', 'street', 'Via del Gallitello', [15.805, 40.64]],
    ['piazza 18 agosto 1860', 'street', 'Piazza 18 Agosto 1860', [15.808, 40.641]],
    ['piazza 18 agosto 1860 3', 'number', 'Piazza 18 Agosto 1860, 3', [15.808, 40.641]],
    ['discesa s. gerardo 4', 'street', 'Discesa San Gerardo', [15.809, 40.642]],
    ['vac', 'street', 'Via Vaccaro', [15.7911, 40.636]],
  ] as const)('«%s» is a %s', async ([q, kind, name, at], { product, given }) => {
    await loadStreets(given)
    const { streets, found } = await find(await product.as('partner'), q)
    expect(streets).toEqual({ streets: 4, numbers: 6, source: 'Stradario di prova' })
    expect(found[0]).toMatchObject({ kind, name, of: null })
    expect(found[0].at).toEqual([expect.closeTo(at[0], 6), expect.closeTo(at[1], 6)])
  })

  test('is told with its area, and nothing like it finds nothing', async ({ product, given }) => {
    await loadStreets(given)
    const client = await product.as('coordinator')
    expect((await find(client, 'gallitello')).found[0].area).toBe('beta')
    expect((await find(client, 'Boulevard Voltaire')).found).toEqual([])
    expect((await find(client, '…')).found).toEqual([])
  })

  test('without a street table is one of the census or of a centre, and that is said', async ({
    product,
    given,
  }) => {
    const operator = await product.as('operator')
    await operator.post('/api/v1/resources', aResource({ name: 'Emporio', address: 'Via del Gallitello 5' }))
    await given.owner
      .updateTable('territory.centre_seat')
      .set({ address: 'Via Iosa 11' })
      .where('centre_id', '=', 'porta-alfa')
      .execute()
    const partner = await product.as('partner')
    expect(await find(partner, 'via del galitello')).toEqual({
      streets: null,
      found: [
        {
          kind: 'resource',
          name: 'Via del Gallitello 5',
          of: 'Emporio',
          at: [expect.closeTo(15.79, 6), expect.closeTo(40.64, 6)],
          area: 'alfa',
        },
      ],
    })
    expect((await find(partner, 'iosa 11')).found).toMatchObject([{ kind: 'centre', of: 'Porta Alfa' }])
  })

  test('of a confidential place is nobody’s, not even of who keeps it', async ({ product }) => {
    const operator = await product.as('operator')
    const secret = { visibility: 'restricted', geometry: null, area: 'alfa', address: 'Vicolo del Segreto' }
    await operator.post('/api/v1/resources', aResource({ name: 'Casa del melograno', ...secret }))
    for (const persona of ['operator', 'otherOperator', 'coordinator', 'partner'] as const)
      expect((await find(await product.as(persona), 'vicolo del segreto')).found, persona).toEqual([])
  })

  test('is asked in a body, by who works with the census', async ({ product }) => {
    expect((await product.visitor.post('/api/v1/addresses/finding', { q: 'via' })).status).toBe(401)
    expect((await (await product.as('admin')).post('/api/v1/addresses/finding', { q: 'via' })).status).toBe(
      403,
    )
    expect((await (await product.as('partner')).post('/api/v1/addresses/finding', {})).status).toBe(422)
  })
})

describe('the street table', () => {
  test('replaces the one before, and says what it left out', async ({ given }) => {
    await loadStreets(given)
    const { items, notes } = await loadStreets(
      given,
      'odonimo;civico;lon;lat\nVia Nuova;1;15.80;40.64\nVia Nuova;snc;15.80;40.64\nVia Nuova;fronte chiesa;15.80;40.64\nVia Vecchia;2;;\n',
    )
    expect(items).toEqual([
      { id: '1', name: 'Via Nuova', detail: { it: '2 numeri civici', en: '2 numbers' } },
    ])
    expect(notes.map(({ en }) => en)).toEqual([
      '4 streets loaded before were replaced.',
      '1 row without a position left out.',
      '1 row left out whose number is not one, such as «fronte chiesa».',
    ])
    expect(await given.owner.selectFrom('territory.street').select('name').execute()).toEqual([
      { name: 'Via Nuova' },
    ])
  })

  test.for([
    ['contrada finta snc', 'number', 'Contrada Finta, snc', [15.8, 40.64]],
    ['contrada doppia snc', 'street', 'Contrada Doppia', undefined],
    ['contrada doppia 12', 'number', 'Contrada Doppia, 12', [15.803, 40.64]],
    ['strada provinciale 27 km 5,300', 'number', 'Strada Provinciale 27, km 5+300', [15.806, 40.64]],
    ['strada provinciale 27 km 4', 'nearest_number', 'Strada Provinciale 27, km 5+300', [15.806, 40.64]],
  ] as const)(
    'keeps doors without a number and kilometres: «%s»',
    async ([q, kind, name, at], { product, given }) => {
      await loadStreets(
        given,
        'ODONIMO;CIVICO;METRICO;PROGRESSIVO_SNC;COORD_X_COMUNE;COORD_Y_COMUNE\n' +
          'CONTRADA FINTA;;;1;15,8;40,64\n' +
          'CONTRADA FINTA;4;;;15,801;40,64\n' +
          'CONTRADA DOPPIA;;;1;15,802;40,64\n' +
          'CONTRADA DOPPIA;12;;;15,803;40,64\n' +
          'CONTRADA DOPPIA;12;;1;15,804;40,64\n' +
          'STRADA PROVINCIALE 27;;1200;;15,805;40,64\n' +
          'STRADA PROVINCIALE 27;;5300;;15,806;40,64\n',
      )
      const { found } = await find(await product.as('partner'), q)
      expect(found[0]).toMatchObject({ kind, name })
      if (at) expect(found[0].at).toEqual([expect.closeTo(at[0], 6), expect.closeTo(at[1], 6)])
    },
  )

  test('with faults names all of them and changes nothing', async ({ given }) => {
    await loadStreets(given)
    const lines = await refused(
      loadStreets(given, 'street,number,lon,lat\n,1,15.8,40.64\nVia Roma,1,12.5,41.9\nVia Roma,2,x,40.64\n'),
    )
    expect(lines).toEqual([
      'row 2: it names no street.',
      expect.stringMatching(/^row 3 «Via Roma»: it is \d{6} m outside the municipality\.$/),
      'row 4 «Via Roma»: «x 40.64» is not a longitude and a latitude.',
    ])
    expect(await given.owner.selectFrom('territory.street').select('id').execute()).toHaveLength(4)
  })
})

describe('resources near a place', () => {
  const at = [15.79, 40.64] as const
  const near = async (client: Client, body: object) => {
    const reply = await client.post('/api/v1/resources/near', { at, metres: 800, ...body })
    if (reply.status !== 200) throw new Error(reply.text)
    return reply.body
  }
  const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })

  test('come by distance, and a browser without a network measures the same within a metre', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const given = [
      aResource({ name: 'Qui' }),
      aResource({ name: 'A 400', geometry: point(15.79, 40.6436) }),
      aResource({ name: 'Lontana', geometry: point(15.81, 40.64) }),
      aResource({
        name: 'Percorso',
        geometry: {
          type: 'LineString',
          coordinates: [
            [15.797, 40.64],
            [15.797, 40.645],
          ],
        },
      }),
      aResource({ name: 'Senza posizione', geometry: null, visibility: 'restricted', area: 'alfa' }),
    ]
    for (const one of given) expect((await operator.post('/api/v1/resources', one)).status).toBe(201)
    const { features, numberMatched } = await near(operator, {})
    expect(features.map(({ properties }: any) => properties.name)).toEqual(['Qui', 'A 400', 'Percorso'])
    expect(numberMatched).toBe(3)
    for (const { geometry, properties } of features)
      expect(
        Math.abs(properties.distance - metresBetween({ type: 'Point', coordinates: [...at] }, geometry)),
      ).toBeLessThanOrEqual(1)
    expect((await near(operator, { metres: 300 })).numberMatched).toBe(1)
    expect((await near(operator, { group: 'shelter_housing' })).features).toEqual([])
  })

  test('are asked with a position and a radius that make sense, by who works with the census', async ({
    product,
  }) => {
    const partner = await product.as('partner')
    const bad = await partner.post('/api/v1/resources/near', { at: [400, 40], metres: 9, more: 1 })
    expect(bad.status).toBe(422)
    expect(bad.body.errors).toHaveLength(3)
    expect((await product.visitor.post('/api/v1/resources/near', { at, metres: 800 })).status).toBe(401)
    const admin = await product.as('admin')
    expect((await admin.post('/api/v1/resources/near', { at, metres: 800 })).status).toBe(403)
  })
})

describe('walking times', () => {
  const polygon = (properties: object, west: number, south: number, side = 0.01) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [square(west, south, side)] },
  })
  const loadThem = (db: TestDatabase, ...features: object[]) =>
    load(db.owner, 'isochrones', JSON.stringify({ type: 'FeatureCollection', features }), {
      source: 'Rete pedonale di prova',
    })

  test('are those of the seats in use, and replace those of the same centre alone', async ({
    product,
    given,
  }) => {
    expect((await product.visitor.get('/api/v1/isochrones')).body.features).toEqual([])
    await loadThem(
      given,
      polygon({ centre: 'porta-alfa', minutes: 10 }, 15.785, 40.635),
      polygon({ centro: 'Porta Alfa', minuti: 20 }, 15.78, 40.63, 0.02),
      polygon({ centre: 'porta-beta', contour: 10 }, 15.7, 40.56),
    )
    const { notes } = await loadThem(given, polygon({ centre: 'porta-alfa', minutes: 15 }, 15.785, 40.635))
    expect(notes.map(({ en }) => en)).toEqual(['2 walking times loaded before were replaced.'])
    const { body } = await product.visitor.get('/api/v1/isochrones')
    expect(body.features.map(({ properties }: any) => properties)).toEqual([
      { id: 'porta-alfa-15', centre: 'porta-alfa', minutes: 15, source: 'Rete pedonale di prova' },
      { id: 'porta-beta-10', centre: 'porta-beta', minutes: 10, source: 'Rete pedonale di prova' },
    ])
    // A centre that moves is walked to from elsewhere.
    await given.owner
      .updateTable('territory.centre_seat')
      .set({ valid_to: '2026-11-01' })
      .where('centre_id', '=', 'porta-alfa')
      .execute()
    expect((await product.visitor.get('/api/v1/isochrones')).body.features).toHaveLength(1)
  })

  test('with faults are named at once and change nothing; a door outside is warned of', async ({
    product,
    given,
  }) => {
    const lines = await refused(
      loadThem(
        given,
        polygon({ centre: 'porta-alfa', minutes: 10 }, 15.785, 40.635),
        polygon({ centre: 'porta-alfa', minutes: 10 }, 15.785, 40.635),
        polygon({ centre: 'nessuna', minutes: 10 }, 15.785, 40.635),
        polygon({ minutes: 'dieci' }, 15.785, 40.635),
      ),
    )
    expect(lines).toEqual([
      'feature 2 «porta-alfa»: it repeats feature 1: same centre and minutes.',
      'feature 3 «nessuna»: «nessuna» is not a centre in use: use its code or its name.',
      'feature 4: it does not say from which centre: give it a property «centre».',
      'feature 4: its minutes are not a whole number from 1 to 60: give it a property «minutes».',
    ])
    expect((await product.visitor.get('/api/v1/isochrones')).body.features).toEqual([])
    const { notes } = await loadThem(given, polygon({ centre: 'porta-alfa', minutes: 5 }, 15.8, 40.635))
    expect(notes[0]!.en).toMatch(/^Careful: Porta Alfa, 5 minutes: its door is outside/)
  })
})
