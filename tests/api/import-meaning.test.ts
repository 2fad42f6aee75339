/** What an office's list becomes: addresses placed by the street table, contacts and bodies kept, names found. */
import { randomUUID } from 'node:crypto'
import { load } from '../../api/territory/load.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'

const upload = async (client: Client, file: string, dryRun = false): Promise<any> => {
  const how = dryRun ? 'dryRun=true' : `id=${randomUUID()}`
  const reply = await client.send(`/api/v1/resource-imports?source=prova&${how}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(reply.text.slice(0, 400) + reply.status).toMatch(/200$/)
  return reply.body
}
const rowsOf = async (client: Client, batch: string, filter = ''): Promise<any[]> =>
  (await client.get(`/api/v1/resource-imports/${batch}/rows?limit=20000${filter && `&filter=${filter}`}`))
    .body.rows

const register =
  'ODONIMO;CIVICO;ESPONENTE;METRICO;PROGRESSIVO_SNC;COORD_X_COMUNE;COORD_Y_COMUNE\n' +
  'VIA PROVA;12;;;;15,79;40,64\n' +
  'VIA PROVA;12;A;;;15,791;40,64\n' +
  'VIA PROVA;16;/3;;;15,792;40,64\n' +
  'VIA GIUSEPPE FINTI;3;;;;15,793;40,64\n' +
  'CONTRADA FINTA;;;;1;15,794;40,64\n' +
  'CONTRADA DOPPIA;;;;1;15,795;40,64\n' +
  'CONTRADA DOPPIA;;;;2;15,796;40,64\n' +
  'STRADA PROVINCIALE 27;;;1200;;15,797;40,64\n'
const loadStreets = (db: TestDatabase) => load(db.owner, 'streets', register, { source: 'Registro di prova' })

describe('rows without a position', () => {
  const file = `Nome;Tipo;Via;Civico;CAP;Comune
Esatta;mensa;Via Prova;12;85100;Potenza
Esponente;mensa;Via Prova;12/A;85100;Potenza
Interno;mensa;via prova;16/3 int. 1;85100;Potenza
Porta senza numero;mensa;C.da Finta;s.n.;85100;Potenza
Chilometro;mensa;S.P. 27 Km 1,200;;85100;Potenza
Senza civico;mensa;Via Prova;;85100;Potenza
Civico che manca;mensa;Via Prova;99;85100;Potenza
Nome accorciato;mensa;Via Finti;3;85100;Potenza
Due porte;mensa;Contrada Doppia;snc;85100;Potenza
Altra via;mensa;Via Altrove;1;85100;Potenza
Altro comune;mensa;Via Prova;12;85034;Francavilla
Senza indirizzo;mensa;;;;
`
  test('are placed by the street table: a number is a position, a street a doubt, the rest keeps its address', async ({
    product,
    given,
  }) => {
    await loadStreets(given)
    const operator = await product.as('operator')
    const { batch, counts } = await upload(operator, file)
    const rows = await rowsOf(operator, batch)
    const told = Object.fromEntries(
      rows.map(({ content, faults }) => [
        content.name,
        [faults.map(({ code }: any) => code).join(), faults[0]?.text, content.geometry?.coordinates[0]],
      ]),
    )
    expect(told).toEqual({
      Esatta: ['placed_by_address', 'Via Prova, 12', 15.79],
      Esponente: ['placed_by_address', 'Via Prova, 12a', 15.791],
      Interno: ['placed_by_address', 'Via Prova, 16/3', 15.792],
      'Porta senza numero': ['placed_by_address', 'Contrada Finta, snc', 15.794],
      Chilometro: ['placed_by_address', 'Strada Provinciale 27, km 1+200', 15.797],
      'Senza civico': ['placed_by_part', 'Via Prova', 15.791],
      'Civico che manca': ['placed_by_part', 'Via Prova', 15.791],
      'Nome accorciato': ['placed_by_part', 'Via Giuseppe Finti, 3', 15.793],
      'Due porte': ['placed_by_part', 'Contrada Doppia', expect.any(Number)],
      'Altra via': ['address_not_found', 'Via Altrove', undefined],
      'Altro comune': ['address_not_found', 'Francavilla', undefined],
      'Senza indirizzo': ['position_missing', undefined, undefined],
    })
    expect(counts).toMatchObject({ ready: 5, unplaced: 3 })
    const [exact] = rows
    expect(exact.content).toMatchObject({
      address: 'Via Prova, 12, 85100, Potenza',
      positionQuality: 'geocoded',
    })
    expect(rows.find(({ content }) => content.name === 'Altra via').content.address).toBe(
      'Via Altrove, 1, 85100, Potenza',
    )
    expect(rows.find(({ content }) => content.name === 'Senza civico').content.positionQuality).toBe(
      'approximate',
    )
    const reply = await operator.send(`/api/v1/resource-imports/${batch}/acceptance`, { method: 'POST' })
    expect(reply.body).toEqual({ accepted: 5, returned: 0 })
  })

  test('wait for a hand where no street table is loaded', async ({ product }) => {
    const { reasons } = await upload(await product.as('operator'), file, true)
    expect(reasons).toEqual([expect.objectContaining({ code: 'position_missing', rows: 12 })])
  })

  test('are placed in few statements, however many they are', async ({ product, given }) => {
    await loadStreets(given)
    const many = Array.from(
      { length: 4500 },
      (_, index) => `Luogo ${index};mensa;Via Prova ${index % 2 ? 12 : 99}`,
    )
    const { counts } = await upload(
      await product.as('operator'),
      `nome;tipo;indirizzo\n${many.join('\n')}\n`,
      true,
    )
    expect(counts.unplaced).toBe(0)
    expect(counts.ready + counts.doubts + counts.duplicates).toBe(4500)
  })
})

test('a list with contacts in its descriptions loses no text and no phone', async ({ product, db }) => {
  const operator = await product.as('operator')
  const file = `Nome;Tipo;Descrizione;Telefono;Ente gestore;lat;lon
Sportello Prova;caf;Ingresso da Via Mazzini 12, secondo piano;0971 415111;Casa dei Popoli;40,6404;15,8056
Mensa San Giovanni;mensa;Aperta a tutti, 80 pasti al giorno, tel. 0971/415222;;Arci Potenza;40,6414;15,8066
Farmacia Dott. Finti;farmacia;Numero verde 800 123 456;971415333;;40,6424;15,8076
Mensa Sant'Angelo;mensa;chiedere di Maria il lunedì;0971 415444, 0971 415445;;40,6444;15,8096
`
  const { batch } = await upload(operator, file)
  const rows = await rowsOf(operator, batch)
  expect(rows.map(({ content }) => [content.description, content.phone, content.owner?.name])).toEqual([
    ['Ingresso da Via Mazzini ▒▒▒, secondo piano', '0971 415111', 'Casa dei Popoli'],
    ['Aperta a tutti, 80 pasti al giorno', '0971/415222', 'Arci Potenza'],
    ['Numero verde 800 123 456', '0971415333', undefined],
    ['chiedere di Maria il lunedì', '0971 415444', undefined],
  ])
  expect(rows.map(({ faults }) => faults.map(({ code }: any) => code).sort())).toEqual([
    ['owner_kind_unknown', 'personal_data'],
    ['moved_to_field', 'owner_kind_unknown'],
    ['phone_without_zero'],
    ['probable_name'],
  ])
  // A masked text is kept as it is when it is accepted, and can be edited later.
  const accepted = await operator.post(`/api/v1/resource-imports/${batch}/rows/${rows[0].id}/decision`, {
    decision: 'accept',
  })
  expect(accepted.body.state).toBe('accepted')
  const edited = await operator.patch(`/api/v1/resources/${accepted.body.resource}`, {
    version: 1,
    description: rows[0].content.description,
    phone: '0971 415112',
  })
  expect(edited.status).toBe(200)
  const stored = await db.owner.selectFrom('resource.import_row').select('content').execute()
  expect(JSON.stringify(stored)).not.toContain('Mazzini 12')
})

test('names with signs are kept and found', async ({ product }) => {
  const operator = await product.as('operator')
  const names = ['🌻 Orto Felice 👨‍👩‍👧', '+39 Aiuto', "Sant'Angelo in Prova", "Forli' e Cantù", '@echo']
  const file = `Nome;Tipo;lat;lon\n${names.map((name, index) => `${name};mensa;40,6${index}04;15,8`).join('\n')}\n`
  const { batch } = await upload(operator, file)
  await operator.send(`/api/v1/resource-imports/${batch}/acceptance`, { method: 'POST' })
  for (const row of await rowsOf(operator, batch))
    if (row.state !== 'accepted')
      await operator.post(`/api/v1/resource-imports/${batch}/rows/${row.id}/decision`, { decision: 'accept' })
  for (const [q, name] of [
    ['orto felice', names[0]],
    ['aiuto', names[1]],
    ["sant'angelo", names[2]],
    ['forlì', names[3]],
    ['echo', names[4]],
  ]) {
    const reply = await operator.get(`/api/v1/search?q=${encodeURIComponent(q!)}`)
    expect(`${q}: ${reply.text}`).toContain(name)
  }
})
