/** Rows of files that are something else than they say: numbers taken for names, doubles that come while they wait. */
import { randomUUID } from 'node:crypto'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const load = async (client: Client, rows: readonly string[], query: Record<string, string> = {}) => {
  const { dryRun } = query
  const asked = new URLSearchParams({
    source: 'Elenco di prova',
    ...(dryRun ? {} : { id: randomUUID() }),
    ...query,
  })
  const reply = await client.send(`/api/v1/resource-imports?${asked}`, {
    method: 'POST',
    body: `codice;nome;tipo;lat;lon\n${rows.join('\n')}\n`,
    headers: { 'content-type': 'application/octet-stream' },
  })
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}
const numbered = (rows: readonly string[]) => rows.map((row, index) => `${index + 1};${row}`)
const rowsOf = async (client: Client, batch: string, filter = '') =>
  (await client.get(`/api/v1/resource-imports/${batch}/rows${filter && `?filter=${filter}`}`)).body
    .rows as any[]
const acceptAll = async (client: Client, batch: string) =>
  (await client.send(`/api/v1/resource-imports/${batch}/acceptance`, { method: 'POST' })).body
const decide = (client: Client, batch: string, row: number, body: object) =>
  client.post(`/api/v1/resource-imports/${batch}/rows/${row}/decision`, body)
const correct = (client: Client, batch: string, row: number, body: object) =>
  client.patch(`/api/v1/resource-imports/${batch}/rows/${row}`, body)
const census = async (client: Client) =>
  (await client.get('/api/v1/resources')).body.features.map((each: any) => each.properties.name)
const add = (client: Client, name: string, lon: number, lat: number) =>
  client.post('/api/v1/resources', aResource({ name, geometry: { type: 'Point', coordinates: [lon, lat] } }))

const places = [
  'Mensa Alfa;mensa;40,635;15,785',
  'Biblioteca Bruna;biblioteca;40,636;15,795',
  'Oratorio Celeste;oratorio;40,637;15,805',
  'Farmacia Dorata;farmacia;40,638;15,812',
  'Palestra Ebano;palestra;40,645;15,785',
]

describe('what a source calls its rows', () => {
  test('in question when most of it meets other names: left out, unless somebody says so', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const first = await load(operator, numbered(places))
    await acceptAll(operator, first.batch)
    // One row more at the top: each number means the next place.
    const shifted = numbered(['Sportello Fucsia;caf;40,647;15,79', ...places])
    const { ids, counts } = await load(operator, shifted, { dryRun: 'true' })
    expect(ids).toMatchObject({ met: 5, others: 5, doubtful: true, leftOut: true })
    expect(ids.examples[0]).toEqual({ row: 2, name: 'Sportello Fucsia', there: 'Mensa Alfa' })
    // What is as it was is left behind, whatever its number.
    expect(counts).toMatchObject({ ready: 1, skipped: 5, doubts: 0, duplicates: 0 })
    const taken = await load(operator, shifted, { dryRun: 'true', ids: 'take' })
    // The last place has no number of its own yet, and is in the census.
    expect(taken.counts).toMatchObject({ ready: 0, doubts: 5, duplicates: 1 })
    const queued = await load(operator, shifted)
    expect(await acceptAll(operator, queued.batch)).toEqual({ accepted: 1, returned: 0 })
    expect(await census(operator)).toEqual(
      [
        'Mensa Alfa',
        'Biblioteca Bruna',
        'Oratorio Celeste',
        'Farmacia Dorata',
        'Palestra Ebano',
        'Sportello Fucsia',
      ].sort(),
    )
    const { imports } = (await operator.get('/api/v1/resource-imports')).body
    expect(imports.map((each: any) => each.idsLeftOut).sort()).toEqual([false, true])
  })

  test('a row that changes name and place of what it updates is a doubt that shows both', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    await acceptAll(operator, (await load(operator, numbered(places))).batch)
    const changed = [
      'Mensa Alfa di quartiere;mensa;40,6351;15,7851',
      'Biblioteca Bruna;biblioteca;40,648;15,79',
      'Ambulatorio Grigio;ambulatorio;40,637;15,805',
      'Consultorio Indaco;farmacia;40,6485;15,814',
      'Palestra Ebano;palestra;40,645;15,785',
    ]
    const { batch, ids, counts } = await load(operator, numbered(changed))
    expect(ids).toMatchObject({ met: 5, others: 2, doubtful: false, leftOut: false })
    expect(counts).toMatchObject({ ready: 2, doubts: 2, skipped: 1 })
    const doubts = await rowsOf(operator, batch, 'doubts')
    expect(
      doubts.map(row => [row.content.name, row.faults.map((fault: any) => fault.code), row.updates.name]),
    ).toEqual([
      ['Ambulatorio Grigio', ['another_identity'], 'Oratorio Celeste'],
      ['Consultorio Indaco', ['another_identity'], 'Farmacia Dorata'],
    ])
    expect(doubts[1].updates).toMatchObject({ type: 'pharmacy', address: null })
    expect(doubts[1].updates.distance).toBeGreaterThan(1000)
    await acceptAll(operator, batch)
    expect(await census(operator)).toContain('Farmacia Dorata')
    // «È un’altra»: it becomes a resource of its own, and the other stays what it is.
    const apart = await decide(operator, batch, doubts[1].id, { decision: 'apart' })
    expect(apart.body).toMatchObject({ state: 'waiting', updates: null, externalId: null, faults: [] })
    await decide(operator, batch, doubts[1].id, { decision: 'accept' })
    expect(await census(operator)).toEqual(expect.arrayContaining(['Farmacia Dorata', 'Consultorio Indaco']))
    // «È la stessa»: accepting says so.
    await decide(operator, batch, doubts[0].id, { decision: 'accept' })
    expect(await census(operator)).not.toContain('Oratorio Celeste')
  })
})

describe('rows are compared again when they are accepted', () => {
  test('what has come since goes back among the possible duplicates, and is said', async ({ product }) => {
    const operator = await product.as('operator')
    const { batch, counts } = await load(operator, numbered(places))
    expect(counts.ready).toBe(5)
    await add(operator, 'Mensa sociale Alfa', 15.7851, 40.6351)
    expect(await acceptAll(operator, batch)).toEqual({ accepted: 4, returned: 1 })
    const [row] = await rowsOf(operator, batch, 'duplicates')
    expect(row).toMatchObject({ content: { name: 'Mensa Alfa' }, similar: { name: 'Mensa sociale Alfa' } })
    expect((await census(operator)).filter((name: string) => name.includes('Alfa'))).toEqual([
      'Mensa sociale Alfa',
    ])
    // A person who has seen it may still say that it is another one.
    expect((await decide(operator, batch, row.id, { decision: 'accept' })).body.state).toBe('accepted')
  })

  test('one row too: it comes back as a duplicate, and the second time it is accepted', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const { batch } = await load(operator, numbered(places))
    const [row] = await rowsOf(operator, batch)
    await add(operator, 'Caritas – Mensa Alfa', 15.7851, 40.6351)
    const reply = await decide(operator, batch, row.id, { decision: 'accept' })
    expect([reply.status, reply.body.state, reply.body.similar.name]).toEqual([
      200,
      'duplicate',
      'Caritas – Mensa Alfa',
    ])
    expect((await decide(operator, batch, row.id, { decision: 'accept' })).body.state).toBe('accepted')
  })

  test('two files with the same places never make doubles, whichever is accepted first', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const other = await product.as('otherOperator')
    const one = await load(operator, numbered(places))
    const two = await load(other, numbered(places), { source: 'Un altro elenco' })
    expect(two.counts.duplicates).toBe(5)
    const waiting = await rowsOf(other, two.batch)
    // Of a file of another centre nothing is told but that it waits.
    expect(waiting[0]).toMatchObject({ waitsElsewhere: true, waitsAs: null })
    expect(await acceptAll(operator, one.batch)).toEqual({ accepted: 5, returned: 0 })
    expect(await acceptAll(other, two.batch)).toEqual({ accepted: 0, returned: 0 })
    const shown = await decide(other, two.batch, waiting[0].id, { decision: 'accept' })
    expect(shown.body).toMatchObject({
      state: 'duplicate',
      similar: { name: 'Mensa Alfa' },
      waitsElsewhere: false,
    })
    expect(await census(operator)).toHaveLength(5)
  })

  test('a long and a short name of one place in one file are shown together', async ({ product }) => {
    const operator = await product.as('operator')
    const { batch, counts } = await load(
      operator,
      numbered([
        'Centro di ascolto Caritas diocesana di Potenza;mensa;40,635;15,785',
        'Caritas;mensa;40,6351;15,7851',
      ]),
    )
    expect(counts).toMatchObject({ ready: 1, duplicates: 1 })
    const [row] = await rowsOf(operator, batch, 'duplicates')
    expect(row).toMatchObject({ content: { name: 'Caritas' }, sameRow: 2 })
    await acceptAll(operator, batch)
    // It has been shown what it repeats: one decision is enough.
    expect((await decide(operator, batch, row.id, { decision: 'accept' })).body.state).toBe('accepted')
  })

  test('a row is compared again when its name is corrected, with rows after it too', async ({ product }) => {
    const operator = await product.as('operator')
    const { batch } = await load(
      operator,
      numbered(['Senza senso;mensa;40,635;15,785', 'Mensa Alfa;mensa;40,6351;15,7851']),
    )
    const [row] = await rowsOf(operator, batch)
    const corrected = await correct(operator, batch, row.id, { name: 'Mensa di Alfa' })
    expect(corrected.body).toMatchObject({ state: 'duplicate', sameRow: 3 })
    const undone = await correct(operator, batch, row.id, { name: 'Senza senso' })
    expect(undone.body).toMatchObject({ state: 'waiting', sameRow: null })
  })
})

describe('every field of a row', () => {
  test('can be corrected by the rules of a resource, each fault at its field and nothing written', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const { batch } = await load(operator, numbered(places))
    const [row] = await rowsOf(operator, batch)
    const wrong = await correct(operator, batch, row.id, {
      minAge: 30,
      maxAge: 10,
      openingHours: 'quando capita',
      description: 'Chiamare il 333 1234567',
      keeper: 'porta-che-non-c-e',
      owner: { name: 'Ente', kind: 'aps', taxCode: '12345678901' },
    })
    expect(wrong.status).toBe(422)
    const pointers = wrong.body.errors.map((fault: any) => fault.pointer)
    expect(pointers).toContain('#/body/owner/taxCode')
    const others = await correct(operator, batch, row.id, {
      minAge: 30,
      maxAge: 10,
      openingHours: 'quando capita',
      description: 'Chiamare il 333 1234567',
      keeper: 'porta-che-non-c-e',
    })
    expect(others.body.errors.map((fault: any) => fault.pointer).sort()).toEqual([
      '#/body/description',
      '#/body/keeper',
      '#/body/maxAge',
      '#/body/openingHours',
    ])
    expect((await rowsOf(operator, batch))[0].content).toEqual(row.content)
    const all = {
      name: 'Mensa Alfa nuova',
      type: 'food_distribution',
      address: 'piazza Inventata',
      owner: { name: 'Casa dei Popoli', kind: 'unknown', taxCode: '12345678903' },
      description: 'Aperta a tutti',
      services: ['pasti'],
      needs: ['economic'],
      targetGroups: ['multi'],
      eligibility: 'Nessuno escluso',
      minAge: 3,
      maxAge: 90,
      cost: 'free',
      costNote: 'Offerta libera',
      accessMode: 'free',
      openingHours: 'Mo-Fr 9:00-13:00',
      phone: '0971 000000',
      email: 'mensa@example.org',
      website: 'https://example.org/',
      languages: ['it', 'en'],
      wheelchair: 'yes',
      accessibilityNote: 'Un gradino',
      capacity: { total: 40, available: 2, unit: 'pasti', on: '2026-11-20' },
      waitingList: true,
      waitingNumber: 2,
      fundings: [{ source: 'public' }],
      status: 'active',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      keeper: 'porta-beta',
      positionQuality: 'surveyed',
    }
    const reply = await correct(operator, batch, row.id, all)
    expect([reply.status, reply.text.slice(0, 300)]).toEqual([200, expect.anything()])
    expect((await decide(operator, batch, row.id, { decision: 'accept' })).body.state).toBe('accepted')
    const { features } = (await operator.get('/api/v1/resources')).body
    expect(features[0].properties).toMatchObject({ ...all, openingHours: 'Mo-Fr 09:00-13:00' })
  })
})

describe('names in other scripts', () => {
  const names = ['مركز الصداقة', 'Центр Дружба', '🌻🌻', '友好中心', '👨‍👩‍👧']

  test('are no duplicates of each other, in a file or in the census, and are met by their own', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const rows = numbered(names.map((name, index) => `${name};mensa;40,${6350 + index};15,785`))
    const { batch, counts } = await load(operator, rows)
    // Signs without a letter are no name: those two rows wait for one.
    expect(counts).toMatchObject({ ready: 3, doubts: 2, duplicates: 0 })
    expect(await acceptAll(operator, batch)).toEqual({ accepted: 3, returned: 0 })
    const similar = async (name: string) =>
      (
        await operator.post('/api/v1/resources/similar', {
          name,
          position: { type: 'Point', coordinates: [15.785, 40.6351] },
        })
      ).body.features
        .filter((each: any) => each.properties.likely)
        .map((each: any) => each.properties.name)
    expect(await similar('ЦЕНТР «ДРУЖБА»')).toEqual(['Центр Дружба'])
    expect(await similar('مركز الصداقة')).toEqual(['مركز الصداقة'])
    expect(await similar('Κέντρο Φιλίας')).toEqual([])
  })

  test('are found by the search', async ({ product }) => {
    const operator = await product.as('operator')
    for (const [index, name] of names.entries()) await add(operator, name, 15.785 + index / 1000, 40.64)
    for (const [typed, name] of [
      ['صداقة', 'مركز الصداقة'],
      ['дружба', 'Центр Дружба'],
      ['ДРУЖБА', 'Центр Дружба'],
      ['友好', '友好中心'],
    ] as const) {
      const { body } = await operator.get(`/api/v1/search?q=${encodeURIComponent(typed)}`)
      expect(
        body.resources.map((each: any) => each.name),
        typed,
      ).toContain(name)
    }
  })
})
