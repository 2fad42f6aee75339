/** A file of resources waits in a queue, is reviewed row by row or all at once, and can be taken back. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import { refusals } from '../../api/guard/contract.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import {
  countyDirectory,
  csvOf,
  hsdsAnswers,
  hsdsPerson,
  hsdsService,
  hsdsTables,
  serviceTable,
} from '../support/directories.ts'
import { aResource } from '../support/given.ts'
import { badMaps, goodMaps, sufferingMaps } from '../support/map-cases.ts'
import { outside } from '../support/outside.ts'
import { blob, pbf, workbook } from '../support/resource-files.ts'

type Query = Record<string, string | object>
const send = (client: Client, file: string | Buffer, query: Query = { source: 'prova' }) => {
  const address = new URLSearchParams(
    Object.entries({ ...(query.dryRun === 'true' ? {} : { id: randomUUID() }), ...query }).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)],
    ),
  )
  return client.send(`/api/v1/resource-imports?${address}`, {
    method: 'POST',
    body: file as BodyInit,
    headers: { 'content-type': 'application/octet-stream' },
  })
}
const load = async (client: Client, file: string | Buffer, query?: Query): Promise<any> => {
  const reply = await send(client, file, query)
  expect(reply.text.slice(0, 400) + reply.status).toMatch(/200$/)
  return reply.body
}
const rowsOf = async (client: Client, batch: string, filter = ''): Promise<any[]> =>
  (await client.get(`/api/v1/resource-imports/${batch}/rows?limit=20000${filter && `&filter=${filter}`}`))
    .body.rows
const decide = (client: Client, batch: string, row: number, body: object) =>
  client.post(`/api/v1/resource-imports/${batch}/rows/${row}/decision`, body)
const acceptAll = (client: Client, batch: string) =>
  client.send(`/api/v1/resource-imports/${batch}/acceptance`, { method: 'POST' })
const census = async (client: Client): Promise<any[]> => (await client.get('/api/v1/resources')).body.features
const faultsOf = (row: any) => row.faults.map((fault: any) => fault.code)
const codesOf = (reply: { body: any }) => reply.body.errors.map((error: any) => error.code)

const table = `Denominazione;Tipologia;Indirizzo;Lat;Lon;Orari;Telefono;Sito;Colore
Biblioteca di prova;Biblioteca;piazza Vecchia 3;40,640;15,790;lun-ven 9-13;0971 123456;www.example.org;blu
Mensa di prova;mensa sociale;;40,641;15,805;;;;
`

describe('importing resources', () => {
  test('needs come from the columns that tell them, by name or by choice, and what no need is is told', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const file = `nome;tipo;lat;lon;Bisogni;Settore di aiuto
Emporio;emporio solidale;40,640;15,790;Casa, reddito;cibo
Sportello;sportello legale;40,641;15,805;giardinaggio;Pratiche | Carcere
`
    const byName = await load(operator, file)
    const [emporio, sportello] = await rowsOf(operator, byName.batch)
    expect(emporio.content.needs).toEqual(['housing', 'economic'])
    expect(sportello.content.needs).toBeUndefined()
    expect(sportello.faults).toContainEqual({
      code: 'value_not_understood',
      field: 'needs',
      text: 'giardinaggio',
    })
    const chosen = await load(operator, file, {
      source: 'altra',
      columns: { 'Settore di aiuto': 'needs', Bisogni: null },
    })
    expect((await rowsOf(operator, chosen.batch)).map(({ content }) => content.needs)).toEqual([
      ['economic'],
      ['rights_access', 'justice'],
    ])
    expect((await acceptAll(operator, byName.batch)).status).toBe(200)
    const [saved] = (await census(operator)).filter(({ properties }) => properties.name === 'Emporio')
    expect(saved.properties.needs.sort()).toEqual(['economic', 'housing'])
  })

  test('a long file says how far it is, in lines, and ends with the same report', async ({ product }) => {
    const operator = await product.as('operator')
    const rows = Array.from({ length: 4100 }, (_, index) => `Luogo ${index};Biblioteca;40,64;15,79`)
    const file = `nome;tipo;lat;lon\n${rows.join('\n')}\n`
    const reply = await operator.send('/api/v1/resource-imports?dryRun=true', {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' },
    })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
    const lines = reply.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.slice(0, -1).map(({ progress: { step, done } }) => [step, done])).toEqual([
      ['reading', 0],
      ['reading', 2000],
      ['reading', 4000],
      ['queueing', 0],
      ['queueing', 2000],
      ['queueing', 4000],
      ['comparing', 4100],
    ])
    expect(lines.at(-1).report).toMatchObject({ rows: 4100, batch: null })
    // What cannot be read is refused with its status, as ever.
    const refused = await operator.send('/api/v1/resource-imports?dryRun=true', {
      method: 'POST',
      body: '{"type":"FeatureCollection","features":[3]}',
      headers: { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' },
    })
    expect(refused.status).toBe(422)
  })

  test('a table waits in the queue, off the map, until it is accepted', async ({ product, db }) => {
    const operator = await product.as('operator')
    const tried = await load(operator, table, { dryRun: 'true' })
    expect(tried).toMatchObject({
      format: 'csv',
      rows: 2,
      batch: null,
      untyped: 0,
      counts: { ready: 2, doubts: 0 },
    })
    expect(tried.columns.map((each: any) => [each.column, each.field])).toEqual([
      ['Denominazione', 'name'],
      ['Tipologia', 'type'],
      ['Indirizzo', 'address'],
      ['Lat', 'latitude'],
      ['Lon', 'longitude'],
      ['Orari', 'openingHours'],
      ['Telefono', 'phone'],
      ['Sito', 'website'],
      ['Colore', null],
    ])
    expect(tried.sample[0]).toMatchObject({
      name: 'Biblioteca di prova',
      type: 'library',
      address: 'piazza Vecchia 3',
      geometry: { type: 'Point', coordinates: [15.79, 40.64] },
      openingHours: 'Mo-Fr 09:00-13:00',
      phone: '0971 123456',
      website: 'https://www.example.org',
    })
    expect(await db.owner.selectFrom('resource.import_batch').selectAll().execute()).toEqual([])

    const { batch, ...done } = await load(operator, table, {
      source: 'elenco di prova',
      licence: 'CC BY 4.0',
    })
    expect({ ...done, batch: null }).toEqual(tried)
    expect(await census(operator)).toEqual([])
    const [first, second] = await rowsOf(operator, batch)
    expect(first).toMatchObject({ row: 2, state: 'waiting', faults: [] })

    const reply = await decide(operator, batch, first.id, { decision: 'accept' })
    expect(reply.body).toMatchObject({ state: 'accepted', resource: expect.any(String) })
    expect((await acceptAll(operator, batch)).body).toEqual({ accepted: 1, returned: 0 })
    const resources = await census(operator)
    expect(resources.map(({ properties }) => properties)).toMatchObject([
      {
        name: 'Biblioteca di prova',
        area: 'alfa',
        source: 'elenco di prova',
        licence: 'CC BY 4.0',
        keeper: 'porta-alfa',
        version: 1,
      },
      { name: 'Mensa di prova', area: 'beta', type: 'soup_kitchen' },
    ])
    const history = await operator.get(`/api/v1/resources/${reply.body.resource}/versions`)
    expect(history.body.versions).toMatchObject([
      { version: 1, content: { name: 'Biblioteca di prova', keeper: 'porta-alfa' } },
    ])
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .where('operation', 'like', '%mport%')
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { operation: 'importResources', target: batch },
      { operation: 'decideImportRow', target: reply.body.resource },
      { operation: 'acceptImportRows', target: resources[1].id },
    ])
    expect(second.state).toBe('waiting')
  })
  test('columns, words and what has no type are matched as told, and the others ignored', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const file = `Etichetta,Cosa fa,Dove\nUno,Ricamo,"40.64, 15.79"\nDue,Ricamo,"40.641, 15.79"\nTre,Biblioteca,"40.642, 15.79"\nQuattro,,"40.643, 15.79"\n`
    const plain = await load(operator, file, { dryRun: 'true' })
    expect(plain.columns.map(({ field }: any) => field)).toEqual([null, null, null])
    expect(plain.counts.skipped).toBe(4)
    expect(plain.reasons).toContainEqual({
      code: 'nothing_to_keep',
      field: null,
      rows: 4,
      examples: [2, 3, 4, 5],
    })

    const columns = { Etichetta: 'name', 'Cosa fa': 'type', Dove: 'position' }
    const matched = await load(operator, file, { dryRun: 'true', columns })
    expect(matched.words).toEqual([
      { word: 'Ricamo', rows: 2, type: null },
      { word: 'Biblioteca', rows: 1, type: 'library' },
    ])
    expect(matched.untyped).toBe(3)
    const chosen = await load(operator, file, {
      dryRun: 'true',
      columns,
      types: { Ricamo: 'workshop' },
      otherwise: 'gym',
    })
    expect(chosen.sample.map(({ type }: any) => type)).toEqual(['workshop', 'workshop', 'library', 'gym'])
    expect(chosen.counts.ready).toBe(4)

    const wrong = await send(operator, file, { dryRun: 'true', columns: '{' })
    expect(codesOf(wrong)).toEqual(['not_a_mapping'])
    expect(codesOf(await send(operator, file, {}))).toEqual(['source_missing'])
  })

  test('what is wrong with a place is said, and nothing is put right in silence', async ({ product }) => {
    const operator = await product.as('operator')
    const places = {
      giusto: '40.64;15.79',
      zero: '0;0',
      scambiato: '15.79;40.64',
      lontano: '45;9',
      metri: '4500000;560000',
      impossibile: '91;15',
      senza: ';',
    }
    const file = `nome;tipo;lat;lon\n${Object.entries(places)
      .map(([name, place]) => `${name};biblioteca;${place}`)
      .join('\n')}\n`
    const { batch } = await load(operator, file)
    const rows = await rowsOf(operator, batch)
    expect(Object.fromEntries(rows.map(row => [row.content.name, faultsOf(row)]))).toEqual({
      giusto: [],
      zero: ['null_island'],
      scambiato: ['swapped_coordinates'],
      lontano: ['outside_municipality'],
      metri: ['projected_coordinates'],
      impossibile: ['coordinates_out_of_range'],
      senza: ['position_missing'],
    })
    const swapped = rows[2]
    expect(swapped.content.geometry.coordinates).toEqual([40.64, 15.79])
    expect(swapped.suggestion).toEqual({ type: 'Point', coordinates: [15.79, 40.64] })
    const refused = await decide(operator, batch, swapped.id, { decision: 'accept' })
    expect([refused.status, codesOf(refused)]).toEqual([422, ['swapped_coordinates']])
    const path = `/api/v1/resource-imports/${batch}/rows/${swapped.id}`
    const corrected = await operator.patch(path, { geometry: swapped.suggestion })
    expect(corrected.body).toMatchObject({ faults: [], content: { geometry: swapped.suggestion } })
    const away = await operator.patch(path, { geometry: { type: 'Point', coordinates: [9, 45] } })
    expect(faultsOf(away.body)).toEqual(['outside_municipality'])
    await operator.patch(path, { geometry: swapped.suggestion, name: 'Messa a posto' })
    expect((await decide(operator, batch, swapped.id, { decision: 'accept' })).body.state).toBe('accepted')
    expect((await rowsOf(operator, batch, 'outside')).map(row => row.content.name)).toEqual(['lontano'])
    expect((await rowsOf(operator, batch, 'unplaced')).map(row => row.content.name)).toEqual([
      'zero',
      'metri',
      'impossibile',
      'senza',
    ])
    expect((await acceptAll(operator, batch)).body).toEqual({ accepted: 1, returned: 0 })
    expect((await census(operator)).map(({ properties }) => properties.name).sort()).toEqual([
      'Messa a posto',
      'giusto',
    ])
  })

  test('what identifies somebody is not even put into the queue', async ({ product, db }) => {
    const operator = await product.as('operator')
    const file = `nome,tipo,lat,lon,descrizione,telefono,email\nUno,biblioteca,40.64,15.79,"chiamare 347 1234567",0971 111111,ente@example.org\nDue,mensa,40.645,15.79,"aperta da Maria Rossi",,\n`
    const { batch } = await load(operator, file)
    const [one, two] = await rowsOf(operator, batch)
    expect(one.faults).toEqual([{ code: 'personal_data', field: 'description', kinds: ['phone'] }])
    expect(one.content).toMatchObject({ phone: '0971 111111', email: 'ente@example.org' })
    expect(faultsOf(two)).toEqual(['probable_name'])
    const { rows } = await sql<{
      text: string
    }>`select string_agg(q::text, ' ') as text from resource.import_row q`.execute(db.owner)
    expect(rows[0]!.text).not.toContain('1234567')
    expect((await acceptAll(operator, batch)).body).toEqual({ accepted: 0, returned: 0 })
    const patched = await operator.patch(`/api/v1/resource-imports/${batch}/rows/${two.id}`, {
      description: 'cell. 347 1234567',
    })
    expect(codesOf(patched)).toEqual(['phone'])
    const without = await operator.patch(`/api/v1/resource-imports/${batch}/rows/${two.id}`, {
      description: null,
    })
    expect(without.body.faults).toEqual([])
    expect((await decide(operator, batch, one.id, { decision: 'accept' })).status).toBe(200)
    expect((await census(operator))[0].properties.description).toBe('chiamare ▒▒▒')
  })

  test('a row that the census has, or the file has twice, waits for a decision', async ({ product }) => {
    const operator = await product.as('operator')
    const kept = (
      await operator.post(
        '/api/v1/resources',
        aResource({ name: 'Biblioteca Comunale di Prova', type: 'library' }),
      )
    ).body
    const file = `nome,tipo,lat,lon,telefono,sito\nbiblioteca comun. di prova,palestra,40.6405,15.7905,0971 222222,example.org\nMensa Alfa,mensa,40.65,15.80,,\nMensa Alfa,mensa,40.6501,15.80,,\nMensa Alfa,mensa,40.65,15.80,,\nBiblioteca comunale di prova,biblioteca,,,,\nBiblioteca tutta diversa,biblioteca,40.645,15.795,,\n`
    const { batch, counts } = await load(operator, file)
    expect(counts).toMatchObject({ ready: 2, duplicates: 3, skipped: 1 })
    const rows = await rowsOf(operator, batch)
    expect(rows.map(({ state, similar, sameRow }) => [state, similar?.id ?? null, sameRow])).toEqual([
      ['duplicate', kept.id, null],
      ['waiting', null, null],
      ['duplicate', null, 3],
      ['skipped', null, 3],
      ['duplicate', kept.id, null],
      ['waiting', null, null],
    ])
    expect(faultsOf(rows[3])).toEqual(['repeated_in_file'])
    const same = await decide(operator, batch, rows[0].id, { decision: 'same', resource: kept.id })
    expect(same.body).toMatchObject({ state: 'accepted', resource: kept.id })
    const now = (await operator.get(`/api/v1/resources/${kept.id}`)).body
    expect(now.properties).toMatchObject({
      name: 'Biblioteca Comunale di Prova',
      type: 'library',
      phone: '0971 222222',
      version: 2,
    })
    expect(now.geometry).toEqual(kept.geometry)
    expect((await decide(operator, batch, rows[2].id, { decision: 'refuse' })).body.state).toBe('refused')
    expect((await decide(operator, batch, rows[2].id, { decision: 'wait' })).body.state).toBe('duplicate')
    expect((await acceptAll(operator, batch)).body).toEqual({ accepted: 2, returned: 0 })
  })

  test('a later file of the same source changes what it brought, and leaves what was edited', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const file = (phone: string, hours: string) =>
      `id,nome,tipo,lat,lon,telefono,orari\nA1,Biblioteca Uno,biblioteca,40.64,15.79,${phone},Mo 09:00-13:00\nA2,Mensa Due,mensa,40.645,15.80,0971 300000,${hours}\n`
    const first = await load(operator, file('0971 100000', 'Mo 12:00-14:00'), { source: 'fonte' })
    await acceptAll(operator, first.batch)
    const [library, kitchen] = await census(operator)
    await operator.patch(`/api/v1/resources/${library.id}`, { version: 1, openingHours: 'Tu 09:00-13:00' })
    await operator.patch(`/api/v1/resources/${kitchen.id}`, { version: 1, openingHours: 'Sa 12:00-14:00' })

    const again = await load(operator, file('0971 100000', 'Mo 12:00-14:00'), { source: 'fonte' })
    expect(again.counts).toMatchObject({ skipped: 2, ready: 0, duplicates: 0 })
    expect(again.reasons).toMatchObject([{ code: 'unchanged', rows: 2 }])

    const later = await load(operator, file('0971 999999', 'Mo 12:00-15:00'), { source: 'fonte' })
    expect(later.counts).toMatchObject({ ready: 2, duplicates: 0 })
    expect((await acceptAll(operator, later.batch)).body).toEqual({ accepted: 1, returned: 0 })
    const after = await census(operator)
    expect(after[0].properties).toMatchObject({
      phone: '0971 999999',
      openingHours: 'Tu 09:00-13:00',
      version: 3,
    })
    expect(after[1].properties).toMatchObject({ openingHours: 'Sa 12:00-14:00', version: 2 })
    const [left] = await rowsOf(operator, later.batch, 'doubts')
    expect(left.faults).toEqual([{ code: 'changed_meanwhile', field: 'openingHours' }])
    expect(left.updates).toEqual({
      id: kitchen.id,
      name: 'Mensa Due',
      type: 'soup_kitchen',
      address: null,
      distance: 0,
    })

    // Another source under the same number is another thing.
    const other = await load(operator, file('0971 100000', 'Mo 12:00-14:00'), {
      source: 'altra fonte',
      dryRun: 'true',
    })
    expect(other.counts).toMatchObject({ duplicates: 2, skipped: 0 })

    const undone = await operator.delete(`/api/v1/resource-imports/${later.batch}`)
    expect(undone.body).toEqual({ removed: 0, reverted: 1, closed: [], kept: [] })
    expect((await census(operator))[0].properties).toMatchObject({
      phone: '0971 100000',
      openingHours: 'Tu 09:00-13:00',
      version: 4,
    })
  })

  test('is taken back: what nobody touched goes, what is referred to closes, what was edited stays', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const names = ['Uno', 'Due', 'Tre', 'Quattro']
    const file = `nome,tipo,lat,lon\n${names.map((name, index) => `${name},biblioteca,40.64${index},15.79`).join('\n')}\n`
    const { batch } = await load(operator, file)
    await acceptAll(operator, batch)
    const ids = Object.fromEntries(
      (await census(operator)).map(({ id, properties }) => [properties.name, id]),
    )
    await operator.patch(`/api/v1/resources/${ids.Due}`, { version: 1, phone: '0971 444444' })
    await operator.post(`/api/v1/resources/${ids.Tre}/checks`, { result: 'valid', version: 1 })
    const { anAccess } = await import('../support/given.ts')
    const access = anAccess({
      needs: [{ domain: 'education', outcome: 'referral', resources: [ids.Quattro] }] as never,
    })
    expect((await operator.post('/api/v1/accesses', access)).status).toBe(201)

    const undone = await operator.delete(`/api/v1/resource-imports/${batch}`)
    expect(undone.body).toEqual({
      removed: 1,
      reverted: 0,
      closed: [{ id: ids.Quattro, name: 'Quattro' }],
      kept: [
        { id: ids.Due, name: 'Due' },
        { id: ids.Tre, name: 'Tre' },
      ],
    })
    const left = await census(operator)
    expect(left.map(({ properties }) => [properties.name, properties.status])).toEqual([
      ['Due', 'active'],
      ['Quattro', 'closed'],
      ['Tre', 'active'],
    ])
    expect((await operator.get(`/api/v1/resources/${ids.Uno}`)).status).toBe(404)
    const [told] = (await operator.get('/api/v1/resource-imports')).body.imports
    expect(told).toMatchObject({
      id: batch,
      by: 'operator',
      undoneAt: expect.any(String),
      counts: { accepted: 3 },
    })
    expect((await operator.delete(`/api/v1/resource-imports/${batch}`)).status).toBe(404)
    const versions = await db.owner
      .selectFrom('resource.resource_version')
      .select('resource_id')
      .where('resource_id', '=', ids.Uno)
      .execute()
    expect(versions).toEqual([])
  })

  test('is for the reviewers of its centre and the coordinators, and answers others as if it were not', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const { batch } = await load(operator, table)
    const [row] = await rowsOf(operator, batch)
    const other = await product.as('otherOperator')
    expect((await other.get('/api/v1/resource-imports')).body.imports).toEqual([])
    for (const reply of [
      await other.get(`/api/v1/resource-imports/${batch}/rows`),
      await decide(other, batch, row.id, { decision: 'accept' }),
      await acceptAll(other, batch),
      await other.delete(`/api/v1/resource-imports/${batch}`),
      await other.patch(`/api/v1/resource-imports/${batch}/rows/${row.id}`, { name: 'x' }),
    ])
      expect(reply.status).toBe(404)
    const coordinator = await product.as('coordinator')
    expect((await coordinator.get('/api/v1/resource-imports')).body.imports).toHaveLength(1)
    expect((await acceptAll(coordinator, batch)).body).toEqual({ accepted: 2, returned: 0 })
    // A coordinator has no centre: what they accept goes to the centre of its area.
    expect((await census(coordinator)).map(({ properties }) => properties.keeper)).toEqual([
      'porta-alfa',
      'porta-beta',
    ])
    // A row of one file is not reached through another.
    const mine = await load(other, table)
    expect((await decide(other, mine.batch, row.id, { decision: 'refuse' })).status).toBe(404)
  })
})

describe('the formats', () => {
  test('a table in Windows-1252 with tabs, and one with faults of its own', async ({ product }) => {
    const operator = await product.as('operator')
    const latin = Buffer.from('nome\ttipo\tcittà\nCaffè\tbiblioteca\tPotenza\n', 'latin1')
    expect((await load(operator, latin, { dryRun: 'true' })).sample[0]).toMatchObject({
      name: 'Caffè',
      address: 'Potenza',
    })
    const faulty: [string | Buffer, string][] = [
      ['nome,tipo\n"Uno,biblioteca\n', 'row_without_end'],
      ['nome,tipo\n', 'no_rows'],
      [Buffer.from([1, 2, 3, 4, 5]), 'unknown_format'],
      ['{"a": 1}', 'unknown_format'],
      [`nome,tipo\n${'a,b\n'.repeat(20_001)}`, 'too_many_rows'],
      [`${'n,'.repeat(500)}\n`, 'too_many_columns'],
    ]
    for (const [file, code] of faulty) {
      const reply = await send(operator, file)
      expect([reply.status, codesOf(reply)]).toEqual([422, [code]])
    }
    const large = await send(operator, Buffer.alloc(20_000_001, 'a'))
    expect(large.status).toBe(413)
  })

  test('a workbook: dates, numbers, formulas as what they came to, rows as a spreadsheet counts', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const file = workbook([
      ['Nome', 'Tipo', 'Lat', 'Lon', 'Attivo dal', 'Telefono'],
      [],
      [
        { formula: 'CONCAT("Biblio","teca")', value: 'Biblioteca' },
        'Biblioteca',
        40.64,
        15.79,
        { date: '2026-03-01' },
        971123456,
      ],
    ])
    const { batch, format } = await load(operator, file)
    expect(format).toBe('xlsx')
    expect(await rowsOf(operator, batch)).toMatchObject([
      {
        row: 3,
        content: {
          name: 'Biblioteca',
          validFrom: '2026-03-01',
          phone: '0971123456',
          geometry: { coordinates: [15.79, 40.64] },
        },
        faults: [{ code: 'phone_without_zero', field: 'phone', text: '971123456' }],
      },
    ])
  })

  test('what stands above, below and beside the table is named, and what is broken is never ready', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const place = '40,64;15,79'
    const file = `CENSIMENTO 2026;;;\n;;;\nNome;Tipo;Lat;Lon\nMensa "Uno";mensa;${place}\nCaffÃ¨ due;mensa;40,65;15,79\nTotale;;;2\n`
    const tried = await load(operator, file, { dryRun: 'true' })
    expect(tried.omissions).toEqual([
      { code: 'title_rows', count: 1, names: ['1'] },
      { code: 'blank_rows', count: 1, names: [] },
      { code: 'total_rows', count: 1, names: ['6'] },
    ])
    expect(tried).toMatchObject({ rows: 2, counts: { ready: 1, doubts: 1 } })
    const { batch } = await load(operator, file)
    const rows = await rowsOf(operator, batch)
    expect(rows.map(row => [row.row, row.content.name, faultsOf(row)])).toEqual([
      [4, 'Mensa "Uno"', ['loose_quotes']],
      [5, 'CaffÃ¨ due', ['broken_letters']],
    ])
    expect((await acceptAll(operator, batch)).body).toEqual({ accepted: 1, returned: 0 })
    // Columns named by hand tell where the headers are, too.
    const unknown = `Elenco;;\nEtichetta;Cosa fa;Dove\nUno;Biblioteca;"40.64, 15.79"\n`
    const columns = { Etichetta: 'name', 'Cosa fa': 'type', Dove: 'position' }
    const named = await load(operator, unknown, { dryRun: 'true', columns })
    expect(named).toMatchObject({ rows: 1, counts: { ready: 1 }, omissions: [{ code: 'title_rows' }] })
  })

  test('rows that the sheet hides are doubts, and a cell where none can be is refused at once', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const sheet = (rows: string) =>
      workbook([], {
        'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      })
    const row = (number: number, cells: string[], more = '') =>
      `<row r="${number}"${more}>${cells.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
    const table =
      row(1, ['Nome', 'Tipo', 'lat', 'lon']) +
      row(2, ['Vista', 'mensa', '40,64', '15,79']) +
      row(3, ['Filtrata', 'mensa', '40,65', '15,79'], ' hidden="1"')
    const tried = await load(operator, sheet(table), { dryRun: 'true' })
    expect(tried).toMatchObject({
      counts: { ready: 1, doubts: 1 },
      omissions: [{ code: 'hidden_rows', count: 1, names: ['3'] }],
      lines: [{ row: 3, faults: [{ code: 'hidden_row', field: null }] }],
    })
    for (const far of [
      '<row r="900000000"><c><v>1</v></c></row>',
      '<row r="4"><c r="ZZZZZZ4"><v>1</v></c></row>',
    ])
      expect(codesOf(await send(operator, sheet(table + far)))).toEqual(['cell_outside_sheet'])
    const stray = await load(operator, sheet(`${table}<row r="4"><c r="XFD4"><v>1</v></c></row>`), {
      dryRun: 'true',
    })
    expect(stray.omissions).toContainEqual({ code: 'far_cells', count: 1, names: ['XFD4'] })
  })

  test('a feature that cannot be drawn leaves the others in peace, and is named in the language asked for', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const feature = (name: string, geometry: object) => ({
      type: 'Feature',
      properties: { name, type: 'mensa' },
      geometry,
    })
    const file = {
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' } },
      features: [
        feature('Buona', { type: 'Point', coordinates: [15.79, 40.64] }),
        feature('Senza luogo', { type: 'Point', coordinates: [] }),
      ],
    }
    const report = await load(operator, JSON.stringify(file, null, 1))
    expect(report.counts).toMatchObject({ ready: 1, doubts: 1, unplaced: 1 })
    expect(report.omissions).toEqual([
      {
        code: 'drawings',
        count: 1,
        names: [expect.stringMatching(/^Riga \d+, elemento 2: il suo Point è vuoto$/)],
      },
    ])
    const [, row] = await rowsOf(operator, report.batch)
    expect(faultsOf(row)).toEqual(['drawing_unreadable', 'position_missing'])
    const kml = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>'
    const refused = await send(operator, kml)
    expect(refused.body.errors).toMatchObject([
      { code: 'other_format', detail: expect.stringMatching(/KML.*GeoJSON/) },
    ])
  })

  test('an archive that unfolds to more than it may is refused before it is unfolded', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const bomb = workbook([['Nome']], { 'xl/media/large.xml': [new Uint8Array(210_000_000), { level: 9 }] })
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(codesOf(await send(operator, bomb))).toEqual(['unfolds_too_large'])
    const cut = workbook([
      ['Nome', 'Tipo'],
      ['Uno', 'biblioteca'],
    ]).subarray(0, 500)
    expect(codesOf(await send(operator, cut))).toEqual(['broken_archive'])
    const other = Buffer.from(zipSync({ 'a.txt': strToU8('a') }))
    expect(codesOf(await send(operator, other))).toEqual(['unknown_format'])
  })

  test('OpenStreetMap, by Overpass and as an extract: points, ways, and what has no kind of ours', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const ring = [
      [15.79, 40.64],
      [15.791, 40.64],
      [15.791, 40.641],
      [15.79, 40.641],
    ] as const
    const nodes = [
      ...ring.map(([lon, lat], index) => ({ id: index + 1, lon, lat })),
      {
        id: 9,
        lon: 15.8,
        lat: 40.645,
        tags: {
          amenity: 'social_facility',
          social_facility: 'food_bank',
          name: 'Banco di prova',
          wheelchair: 'limited',
          opening_hours: 'Mo-Fr 09:00-13:00',
          'social_facility:for': 'homeless',
        },
      },
      { id: 10, lon: 15.805, lat: 40.645, tags: { amenity: 'fountain', name: 'Fontana' } },
    ]
    const ways = [
      { id: 20, refs: [1, 2, 3, 4, 1], tags: { leisure: 'park', name: 'Parco di prova' } },
      { id: 21, refs: [1, 99], tags: { amenity: 'library', name: 'Senza punti' } },
    ]
    const overpass = JSON.stringify({
      version: 0.6,
      generator: 'Overpass API',
      elements: [
        ...nodes.map(node => ({ type: 'node', ...node })),
        ...ways.map(({ refs, ...way }) => ({ type: 'way', ...way, nodes: refs })),
      ],
    })
    for (const file of [overpass, pbf(nodes, ways)]) {
      const { batch, format, words } = await load(operator, file)
      expect(format).toBe('osm')
      expect(words).toContainEqual({ word: 'amenity=fountain', rows: 1, type: null })
      const rows = await rowsOf(operator, batch)
      expect(rows.map(({ externalId }) => externalId)).toEqual(['node/9', 'node/10', 'way/20', 'way/21'])
      expect(rows[0]).toMatchObject({
        content: {
          name: 'Banco di prova',
          type: 'food_distribution',
          wheelchair: 'limited',
          openingHours: 'Mo-Fr 09:00-13:00',
          targetGroups: ['adults_poverty_homeless'],
        },
        faults: [],
      })
      expect(rows[2]).toMatchObject({
        content: { type: 'park', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } },
      })
      expect(faultsOf(rows[3])).toEqual(['incomplete_way', 'position_missing'])
      await operator.delete(`/api/v1/resource-imports/${batch}`)
    }
    const cut = pbf(nodes, ways).subarray(0, 120)
    expect(codesOf(await send(operator, cut))).toEqual(['broken_pbf'])
    const bomb = Buffer.concat([
      blob('OSMHeader', Buffer.from([])),
      blob('OSMData', Buffer.alloc(40_000_000)),
    ])
    expect(codesOf(await send(operator, bomb))).toEqual(['broken_pbf'])
  })

  test('GeoJSON of several parts becomes its parts, and what is drawn wrongly says where', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const feature = (geometry: object, name: string, more: object = {}) => ({
      type: 'Feature',
      id: name,
      properties: { name, type: 'park' },
      geometry,
      ...more,
    })
    const bow = [
      [15.79, 40.64],
      [15.8, 40.65],
      [15.8, 40.64],
      [15.79, 40.65],
      [15.79, 40.64],
    ]
    const file = {
      type: 'FeatureCollection',
      features: [
        feature(
          {
            type: 'MultiPoint',
            coordinates: [
              [15.79, 40.64],
              [15.8, 40.65, 800],
            ],
          },
          'due',
        ),
        feature({ type: 'Polygon', coordinates: [bow] }, 'farfalla'),
      ],
    }
    const { batch } = await load(operator, JSON.stringify(file))
    const rows = await rowsOf(operator, batch)
    expect(rows.map(row => [row.row, row.externalId, row.faults])).toEqual([
      [
        1,
        'due#1',
        [
          { code: 'height_left_out', field: null },
          { code: 'part_of_several', field: null },
        ],
      ],
      [
        1,
        'due#2',
        [
          { code: 'height_left_out', field: null },
          { code: 'part_of_several', field: null },
        ],
      ],
      [2, 'farfalla', [{ code: 'invalid_geometry', field: 'geometry', at: '15.79500 40.64500' }]],
    ])
    const projected = { ...file, crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3003' } } }
    const reply = await send(operator, JSON.stringify(projected, null, 1))
    expect(codesOf(reply)).toEqual(['other_projection'])
    expect(reply.body.errors[0].detail).toContain('3003')
  })
})

describe('maps as programs write them, and as they should not', () => {
  const tried = (client: Client, file: string | Buffer) => send(client, file, { dryRun: 'true' })
  const reasonsOf = ({ body }: { body: any }): string[] => body.reasons.map(({ code }: any) => code)
  const expectRefused = (name: string, { body, status }: { body: any; status: number }) => {
    expect([name, status, body.type]).toEqual([name, 422, '/problems/unreadable-file'])
    for (const { detail } of body.errors) expect(detail, name).toMatch(/^Riga \d+[^:]*: .{8}/)
  }
  const expectRead = (name: string, { body, status }: { body: any; status: number }) =>
    expect([name, status, body.format, body.rows > 0]).toEqual([name, 200, 'geojson', true])

  test('good ones load, each with its rows', async ({ product }) => {
    const operator = await product.as('operator')
    for (const [name, text] of goodMaps) expectRead(name, await tried(operator, text))
  })
  test('bad ones are refused with the reason and the place, or read with a note', async ({ product }) => {
    const operator = await product.as('operator')
    for (const [name, text] of badMaps) expectRefused(name, await tried(operator, text))
    for (const [code, text] of sufferingMaps) {
      const reply = await tried(operator, text)
      expectRead(code, reply)
      expect(reasonsOf(reply)).toContain(code)
    }
  })

  const set = outside('geojson_cases')
  if (set)
    test('those of a known set are told apart as it does', async ({ product }) => {
      const operator = await product.as('operator')
      const texts = (folder: string) =>
        readdirSync(`${set}/${folder}`)
          .filter(name => name.endsWith('.geojson'))
          .map(name => [name, readFileSync(`${set}/${folder}/${name}`)] as const)
      for (const [name, bytes] of texts('good')) expectRead(name, await tried(operator, bytes))
      let refused = 0
      for (const [name, bytes] of texts('bad')) {
        const faults = JSON.parse(readFileSync(`${set}/bad/${name.replace('.geojson', '.result')}`, 'utf8'))
        const reply = await tried(operator, bytes)
        if (reply.status !== 200) {
          expectRefused(name, reply)
          refused += 1
        }
        // What was read in spite of its faults says so; what the set finds nothing wrong with has too many decimals.
        else if (faults.length > 0)
          expect([name, reasonsOf(reply)]).toEqual([
            name,
            expect.arrayContaining([
              expect.stringMatching(/^(hole_same_way|drawing_unreadable|height_left_out|invalid_geometry)$/),
            ]),
          ])
      }
      expect(refused).toBeGreaterThan(20)
    })
})

describe('directories', () => {
  const mateo = outside('directory_san_mateo')
  const italy = outside('services_italy/risorse_redatte.csv')
  const hsds = outside('hsds_examples/examples')

  /** Every row is somewhere, and every one that is not ready says why. */
  const accounted = (report: any) => {
    const { ready, doubts, duplicates, skipped } = report.counts
    expect(ready + doubts + duplicates + skipped).toBe(report.rows)
    const told = report.lines.filter(
      (line: any) => line.state === 'skipped' || line.faults.length > 0 || line.similar || line.sameRow,
    )
    expect(told.length).toBe(report.lines.length)
    expect(report.lines.length).toBeGreaterThanOrEqual(report.rows - ready)
  }

  const rowsWith = (report: any, code: string): number =>
    report.reasons
      .filter((each: any) => each.code === code)
      .reduce((sum: number, each: any) => sum + each.rows, 0)

  /** `unplaced`, `ready`: what at least is so of the rows, once readings of hours are chosen. */
  test.for([
    ['120 invented', { file: countyDirectory(120), rows: 120, unplaced: 19, ready: 60 }],
    ...(mateo
      ? ([
          [
            '1,713 real',
            {
              file: readFileSync(`${mateo}/mongo_locations.redacted.ndjson`),
              rows: 1713,
              unplaced: 250,
              ready: 1100,
            },
          ],
        ] as const)
      : []),
  ] as const)(
    '%s places of a county load where no municipality is, and say why not where one is',
    async ([, { file, rows, unplaced, ready }], { product, db }) => {
      const operator = await product.as('operator')
      const here = await load(operator, file, { dryRun: 'true', otherwise: 'social_service' })
      expect([here.format, here.rows]).toEqual(['json', rows])
      accounted(here)
      expect(here.counts.ready).toBe(0)
      expect(here.reasons).toContainEqual(
        expect.objectContaining({ code: 'outside_municipality', rows: expect.any(Number) }),
      )

      await db.owner.deleteFrom('territory.municipality').execute()
      // «8-5» is asked back, not guessed: somebody chooses the reading by day for the texts that are met most.
      const asked = here.hours.filter(({ readings }: any) => readings.length > 0).slice(0, 60)
      const report = await load(operator, file, {
        source: 'directory',
        licence: 'BSD-3-Clause',
        otherwise: 'social_service',
        hours: Object.fromEntries(asked.map(({ key, readings }: any) => [key, readings[0]])),
      })
      accounted(report)
      expect(report.counts).toMatchObject({ outside: 0 })
      expect(rowsWith(report, 'position_missing')).toBeGreaterThan(unplaced)
      const settled = asked.reduce((sum: number, { rows }: any) => sum + rows, 0)
      expect(rowsWith(report, 'hours_ambiguous')).toBe(rowsWith(here, 'hours_ambiguous') - settled)
      expect(settled).toBeGreaterThan(0)
      expect(report.counts.ready).toBeGreaterThan(ready)
      const { accepted } = (await acceptAll(operator, report.batch)).body
      expect(accepted).toBe(report.counts.ready)
      expect(await census(operator)).toHaveLength(accepted)
      expect((await operator.delete(`/api/v1/resource-imports/${report.batch}`)).body).toMatchObject({
        removed: accepted,
        kept: [],
      })
      expect(await census(operator)).toEqual([])
    },
  )

  test.for([
    ['90 invented', { file: serviceTable(90), count: 90, least: 20 }],
    ...(italy ? ([['1,997 real', { file: readFileSync(italy), count: 1997, least: 300 }]] as const) : []),
  ] as const)(
    '%s rows of services load: those without a place wait for one, none is lost',
    async ([, { file, count, least }], { product }) => {
      const operator = await product.as('operator')
      const report = await load(operator, file, {
        source: 'servizi',
        otherwise: 'social_service',
      })
      expect([report.format, report.rows]).toEqual(['csv', count])
      accounted(report)
      const rows = await rowsOf(operator, report.batch)
      expect(rows).toHaveLength(count)
      expect(rows.filter(row => row.content.geometry)).not.toHaveLength(0)
      const unplaced = await rowsOf(operator, report.batch, 'unplaced')
      expect(unplaced.length).toBeGreaterThan(least)
      expect(rows.filter(row => refusals(row.content).length > 0).map(({ row }) => row)).toEqual([])
      expect(report.reasons.map(({ code }: any) => code)).toContain('personal_data')
      const [one] = unplaced.filter(row => row.state === 'waiting' && row.content.name)
      const path = `/api/v1/resource-imports/${report.batch}/rows/${one.id}`
      const placed = await operator.patch(path, { geometry: { type: 'Point', coordinates: [15.79, 40.64] } })
      expect(faultsOf(placed.body)).not.toContain('position_missing')
    },
  )

  test('HSDS: services at their places, from an answer, a list, tables and a package', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    await db.owner.deleteFrom('territory.municipality').execute()
    const how = { dryRun: 'true', otherwise: 'mental_health_centre' }
    for (const [name, object] of [...Object.entries(hsdsAnswers), ['tables', hsdsTables] as const]) {
      const report = await load(operator, JSON.stringify(object), how)
      expect([name, report.format, report.rows]).toEqual([name, 'hsds', 1])
      accounted(report)
      expect(JSON.stringify(report)).not.toContain(hsdsPerson)
    }
    const answer = await load(operator, JSON.stringify(hsdsAnswers['a service']), how)
    expect(answer.sample[0]).toMatchObject(hsdsService)
    // It lies at latitude 100: it is said, not put right.
    expect(rowsWith(answer, 'coordinates_out_of_range')).toBe(1)
    const files = Object.entries(hsdsTables).map(([name, rows]) => [name, strToU8(csvOf(rows))])
    const zipped = await load(operator, Buffer.from(zipSync(Object.fromEntries(files))), how)
    expect(zipped).toMatchObject({ format: 'hsds', rows: 1 })
    expect(zipped.sample[0]).toMatchObject(hsdsService)
  })

  const folderOf = (folder: string) =>
    Object.fromEntries(
      readdirSync(folder).map(name => [name, new Uint8Array(readFileSync(`${folder}/${name}`))]),
    )
  if (hsds)
    test('HSDS: the examples of its specification', async ({ product, db }) => {
      const operator = await product.as('operator')
      await db.owner.deleteFrom('territory.municipality').execute()
      const how = { dryRun: 'true', otherwise: 'mental_health_centre' }
      const json = (name: string) => readFileSync(`${hsds}/${name}.json`)
      for (const name of [
        'service_full',
        'service_at_location_full',
        'organization_full',
        'tabular',
        'location',
        'service_list',
      ]) {
        const report = await load(operator, json(name), how)
        expect([name, report.format, report.rows > 0]).toEqual([name, 'hsds', true])
        expect(JSON.stringify(report)).not.toContain('Ann Persona')
      }
      expect((await load(operator, json('service_full'), how)).sample[0]).toMatchObject({
        name: 'Community Counselling',
        minAge: 12,
        maxAge: 100,
        email: 'email@example.com',
        openingHours: 'Th,Fr 10:00-18:00',
        languages: ['ur'],
      })
      const zipped = await load(operator, Buffer.from(zipSync(folderOf(`${hsds}/csv`))), { dryRun: 'true' })
      expect(zipped).toMatchObject({ format: 'hsds', rows: 1 })
    })
  if (mateo)
    test('HSDS: the tables of a county, of an older version', async ({ product, db }) => {
      const operator = await product.as('operator')
      await db.owner.deleteFrom('territory.municipality').execute()
      const report = await load(operator, Buffer.from(zipSync(folderOf(`${mateo}/sample-csv`))), {
        dryRun: 'true',
        otherwise: 'social_service',
      })
      accounted(report)
      expect(report.rows).toBeGreaterThan(20)
      expect(report.words.some(({ type }: any) => type !== null)).toBe(true)
    })
})
