/** Duplicates are found by name, place, phone and site, with their reasons; nobody learns of what they may not see. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { DifferenceReason } from '../../api/resources/similar.contract.ts'
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'
import { outside } from '../support/outside.ts'

const resources = '/api/v1/resources'
const at = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })
const add = async (client: Client, change: Record<string, unknown>): Promise<string> => {
  const reply = await client.post(resources, aResource(change))
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}
const similar = async (client: Client, asked: Record<string, unknown>) => {
  const reply = await client.post(`${resources}/similar`, asked)
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body.features.map(({ properties: p }: any) => ({
    name: p.name,
    likely: p.likely,
    reasons: p.reasons,
    distance: p.distance,
  }))
}

describe('names are compared as people write them', () => {
  test.for([
    ['Associazione Culturale Mùsica', 'ass. cult. MUSICA', true],
    ['Coop. Soc. L’Abbraccio a r.l.', 'cooperativa sociale Abbraccio', true],
    ['A.P.S. Il Girasole', 'Associazione di promozione sociale Girasole', true],
    ['Il Girasole O.D.V.', 'Girasole ONLUS', true],
    ['Parrocchia di S. Rocco', 'parr. San Rocco', true],
    ['Mensa SS. Trinità', 'Mensa della Santissima Trinita’', true],
    ['Oratorio di Sant’Anna', 'ORATORIO S.ANNA', true],
    ['Ce.St.Ri.M.', 'CESTRIM', true],
    ['Univ. della 3ª età', 'Università della terza età', true],
    ['1° Circolo didattico', 'Primo circolo didattico', true],
    ['Farm. Trerotola', 'Farmacia Trerotola', true],
    ['Mensa A', 'Mensa', false],
    ['Centro anziani', 'Centro giovani', false],
  ] as const)('«%s» and «%s»: %s', async ([one, other, same], { db }) => {
    const { rows } = await sql<{ same: boolean }>`
      select resource.name_key(${one}) = resource.name_key(${other}) as same`.execute(db.owner)
    expect(rows[0]!.same).toBe(same)
  })

  // What is stored was computed by the first text of the function.
  test('names whose key is another one than at first are those that a migration computed again', async ({
    db,
  }) => {
    const [again] = /create function resource\.reads_otherwise[\s\S]*?\n\$\$/.exec(
      readFileSync('sql/migrations/0028_likeness.sql', 'utf8'),
    )!
    await sql
      .raw(again.replace('function resource.reads_otherwise', 'function pg_temp.reads_otherwise'))
      .execute(db.owner)
    const first = readFileSync('sql/migrations/0010_similar.sql', 'utf8')
    const [former] = /create function resource\.name_key[\s\S]*?\n\$\$/.exec(first)!
    await sql
      .raw(former.replace('function resource.name_key', 'function pg_temp.former_key'))
      .execute(db.owner)
    const words =
      "Associazione culturale,cult,Coop.,Soc.,Sociale,Società,S.,SS.,Sant’Anna,Santissima,Parr.,parrocchia,sportello,san,d’,l’,a.p.s.,O.D.V,a r.l.,impresa,di,dell',dei,de,e,ed,Terzo,settore,organizzazione,volontariato,perché,Ünder,ﬁne,①,–,.,.., ,\n,È,x,K,promozione,s,ente,Ａ".split(
        ',',
      )
    const made = fc.sample(
      fc
        .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', '', '.', ' - ')), { maxLength: 9 })
        .map(parts => parts.flat().join('')),
      { numRuns: 3000, seed: 23 },
    )
    const real = [
      outside('directory_san_mateo/mongo_locations.redacted.ndjson'),
      outside('services_italy/risorse_redatte.csv'),
    ].flatMap(path => (path ? readFileSync(path, 'utf8').split(/[\n",]+/) : []))
    const names = [...new Set([...made, ...real.filter(text => text.length > 3 && text.length < 300)])]
    for (let at = 0; at < names.length; at += 5000) {
      const { rows } = await sql`
        select n, resource.name_key(n) as now, pg_temp.former_key(n) as before
          from jsonb_array_elements_text(${JSON.stringify(names.slice(at, at + 5000))}::jsonb) n
         where resource.name_key(n) is distinct from pg_temp.former_key(n)
           and not pg_temp.reads_otherwise(n) limit 3`.execute(db.owner)
      expect(rows).toEqual([])
    }
  })

  test('a name made of a legal form alone keeps it, and signs alone are no name', async ({ db }) => {
    const { rows } = await sql`
      select resource.name_key('Associazione') as form, resource.name_key('«…»') as signs`.execute(db.owner)
    expect(rows).toEqual([{ form: 'associazione', signs: '' }])
  })

  test.for([
    ['phone', '+39 0971 123456', '0971/123.456', true],
    ['phone', '0039 0971123456', '0971 123457', false],
    ['phone', '118', '118', null],
    ['website', 'https://www.esempio.it/chi-siamo', 'http://esempio.it', true],
    ['website', 'https://www.facebook.com/uno', 'https://facebook.com/due', false],
    ['website', 'https://www.facebook.com/Uno?ref=1', 'https://facebook.com/uno/', true],
  ] as const)('%s %s and %s: %s', async ([what, one, other, same], { db }) => {
    const key = sql.raw(`resource.${what}_key`)
    const { rows } = await sql<{ same: boolean | null }>`
      select ${key}(${one}) = ${key}(${other}) as same`.execute(db.owner)
    expect(rows[0]!.same).toBe(same)
  })
})

describe('the search of duplicates', () => {
  test('warns of a slip of the pen in the same place, and of the same name anywhere', async ({ product }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Doposcuola San Rocco' })
    await add(operator, { name: 'Biblioteca di quartiere', geometry: at(15.81, 40.64) })
    expect(
      await similar(operator, { name: 'dopo scuola S. Roco', position: at(15.79, 40.6405) }),
    ).toMatchObject([{ name: 'Doposcuola San Rocco', likely: true, reasons: ['similar_name', 'near'] }])
    expect(
      await similar(operator, { name: 'DOPOSCUOLA S. ROCCO', position: at(15.81, 40.645) }),
    ).toMatchObject([{ likely: true, reasons: ['same_name'] }])
    expect(await similar(operator, { name: 'Palestra comunale' })).toEqual([])
  })

  test('after three letters says what begins so, the nearest first', async ({ product }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Centro famiglie', geometry: at(15.81, 40.64) })
    await add(operator, { name: 'Il nuovo centro giovani', geometry: at(15.7905, 40.64) })
    const found = await similar(operator, { name: 'cen', position: at(15.79, 40.64) })
    expect(found.map(({ name }: any) => name)).toEqual(['Il nuovo centro giovani', 'Centro famiglie'])
    expect(await similar(operator, { name: 'ce' })).toEqual([])
  })

  test('tells the distance on the ground, and calls near what is within 150 m', async ({ product }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Farmacia' })
    // One thousandth of a degree of latitude is 111 m.
    const [near] = await similar(operator, { name: 'Palestra', position: at(15.79, 40.6413) })
    expect(near).toMatchObject({ likely: false, reasons: ['near'] })
    expect(Math.abs(near.distance - 145)).toBeLessThanOrEqual(1)
    expect(await similar(operator, { name: 'Palestra', position: at(15.79, 40.6414) })).toEqual([])
    // As far to the east, where a degree is shorter.
    expect(await similar(operator, { name: 'Palestra', position: at(15.7917, 40.64) })).toHaveLength(1)
    expect(await similar(operator, { name: 'Palestra', position: at(15.7919, 40.64) })).toEqual([])
  })

  test('says the same phone and site however they are written', async ({ product }) => {
    const operator = await product.as('operator')
    await add(operator, { name: 'Sportello', phone: '0971 000000', website: 'https://www.esempio.it/a' })
    expect(await similar(operator, { name: 'Ambulatorio', phone: '+39 0971000000' })).toMatchObject([
      { likely: false, reasons: ['same_phone'], distance: null },
    ])
    expect(await similar(operator, { name: 'Ambulatorio', website: 'http://esempio.it' })).toMatchObject([
      { reasons: ['same_site'] },
    ])
  })

  test('knows a body by its tax code, which it keeps for all that it runs', async ({ product }) => {
    const operator = await product.as('operator')
    const owner = { name: 'Comune di prova', kind: 'comune' }
    await add(operator, { name: 'Sportello', owner: { ...owner, taxCode: '12345678903' } })
    const id = await add(operator, { name: 'Palestra', owner, geometry: at(15.81, 40.64) })
    const { properties } = (await operator.get(`${resources}/${id}`)).body
    expect(properties.owner).toEqual({ ...owner, taxCode: '12345678903' })
    expect(await similar(operator, { name: 'Ambulatorio', taxCode: '12345678903' })).toMatchObject(
      Array(2).fill({ likely: false, reasons: ['same_tax_code'] }),
    )
    expect(await similar(operator, { name: 'Ambulatorio', taxCode: '00000000018' })).toEqual([])
  })

  test('shows what the same body runs before weak likenesses, and after what deserves a warning', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    for (const name of ['Ambra', 'Ambrosia', 'Amaca', 'Amuleto', 'Ambito']) await add(operator, { name })
    const owner = { name: 'Ente di prova', kind: 'aps', taxCode: '12345678903' }
    await add(operator, { name: 'Sportello', owner, geometry: at(15.81, 40.64) })
    const asked = { name: 'Ambulatorio', position: at(15.79, 40.64), taxCode: owner.taxCode }
    const found = await similar(operator, asked)
    expect(found).toHaveLength(5)
    expect(found[0]).toMatchObject({ name: 'Sportello', likely: false, reasons: ['same_tax_code'] })
    await add(operator, { name: 'Ambulatorio' })
    expect((await similar(operator, asked)).slice(0, 2)).toMatchObject([
      { name: 'Ambulatorio', likely: true },
      { name: 'Sportello', likely: false },
    ])
  })

  test.for([
    ['tax code', { taxCode: '12345678903' }, 'same_tax_code'],
    ['phone', { phone: '0971 000000' }, 'same_phone'],
    ['site', { website: 'https://www.esempio.it/' }, 'same_site'],
  ] as const)(
    'six likely names never push out who shares the %s, nor it them',
    async ([, shared, reason], { product }) => {
      const operator = await product.as('operator')
      for (let index = 0; index < 6; index++) await add(operator, { name: 'Ambulatorio' })
      const { taxCode, ...said } = { taxCode: undefined, ...shared }
      // Far away and called otherwise, and more of them than are listed.
      for (const name of ['Sportello', 'Palestra', 'Biblioteca', 'Emporio', 'Ludoteca', 'Mensa'])
        await add(operator, {
          name,
          ...said,
          ...(taxCode ? { owner: { name: 'Ente di prova', kind: 'aps', taxCode } } : {}),
          geometry: at(15.81, 40.64),
        })
      const found = await similar(operator, {
        name: 'Ambulatorio',
        position: at(15.79, 40.64),
        ...shared,
      })
      expect(found.map(({ likely }: any) => likely)).toEqual([true, true, false, false, false])
      expect(found[2].reasons).toEqual([reason])
    },
  )

  test.for([
    ['RSSMRA80A01G942X', 'tax_code_of_person'],
    ['rss mra 80a01 g942x', 'tax_code_of_person'],
    ['12345678901', 'tax_code_check'],
    ['00000000000', 'tax_code_check'],
    ['1234567890', 'tax_code_digits'],
  ])('refuses the tax code %s: %s', async ([taxCode, fault], { product }) => {
    const operator = await product.as('operator')
    const owner = { name: 'Ente', kind: 'aps', taxCode }
    const added = await operator.post(resources, aResource({ owner }))
    expect([added.status, added.body.errors[0]]).toMatchObject([
      422,
      { pointer: '#/body/owner/taxCode', code: fault },
    ])
    const asked = await operator.post(`${resources}/similar`, { name: 'Ente', taxCode })
    expect([asked.status, asked.body.errors[0].code]).toEqual([422, fault])
  })

  test('orders names equally like by distance, wherever they are', async ({ product }) => {
    const operator = await product.as('operator')
    for (const [index, lon] of [15.86, 15.82, 15.84, 15.8].entries())
      await add(operator, {
        name: `Emporio ${'otto due tre sei'.split(' ')[index]}`,
        geometry: at(lon, 40.66),
      })
    const found = await similar(operator, { name: 'Emporio', position: at(15.78, 40.66) })
    expect(found.map(({ name }: any) => name)).toEqual([
      'Emporio sei',
      'Emporio due',
      'Emporio tre',
      'Emporio otto',
    ])
  })

  test('names five at most', async ({ product }) => {
    const operator = await product.as('operator')
    for (let index = 0; index < 7; index++) await add(operator, { name: `Emporio ${index}` })
    expect(await similar(operator, { name: 'Emporio' })).toHaveLength(5)
  })

  test('never tells of a confidential place to those who may not see it', async ({ product, db }) => {
    const operator = await product.as('operator')
    await add(operator, {
      name: 'Casa del melograno',
      visibility: 'restricted',
      geometry: null,
      area: 'alfa',
      phone: '0971 000000',
    })
    const asked = { name: 'Casa del melograno', phone: '0971 000000', position: at(15.79, 40.64) }
    expect(await similar(operator, asked)).toMatchObject([{ likely: true, distance: null }])
    const { body, text } = await (await product.as('partner')).post(`${resources}/similar`, {
      ...asked,
      name: 'Altro nome',
      phone: '0971 999999',
    })
    expect(body.features).toEqual([])
    for (const persona of ['otherOperator', 'coordinator', 'partner'] as const) {
      const reply = await (await product.as(persona)).post(`${resources}/similar`, asked)
      expect(reply.text, persona).toBe(text)
    }
    expect(await db.owner.selectFrom('resource.resource').select('id').execute()).toHaveLength(1)
  })

  test('many confidential places do not push out one that may be seen', async ({ product }) => {
    const operator = await product.as('operator')
    for (let index = 0; index < 6; index++)
      await add(operator, { name: 'Casa rossa', visibility: 'restricted', geometry: null, area: 'alfa' })
    await add(operator, { name: 'Casa rossa aperta' })
    expect(await similar(await product.as('partner'), { name: 'Casa rossa' })).toMatchObject([
      { name: 'Casa rossa aperta' },
    ])
  })

  test('refuses unknown fields and a name that is empty', async ({ product }) => {
    const reply = await (await product.as('operator')).post(`${resources}/similar`, { name: ' ', who: 'x' })
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map(({ code }: any) => code).sort()).toEqual(['blank', 'unknown_field'])
  })
})

describe('«è un’altra perché …»', () => {
  const apart = (client: Client, one: string, other: string, reason: DifferenceReason, note?: string) =>
    client.put(`${resources}/${one}/not-duplicates/${other}`, { reason, ...(note ? { note } : {}) })

  test('is kept, whichever of the two is looked at, and can be said again', async ({ product, db }) => {
    const operator = await product.as('operator')
    const one = await add(operator, { name: 'Centro di ascolto' })
    const other = await add(operator, { name: 'Centro d’ascolto' })
    const asked = (exclude: string) =>
      similar(operator, { name: 'Centro ascolto', position: at(15.79, 40.64), exclude })
    expect(await asked(one)).toHaveLength(1)
    expect((await apart(operator, other, one, 'other_body')).status).toBe(204)
    expect((await apart(operator, one, other, 'other', 'È quello della diocesi')).status).toBe(204)
    expect([await asked(one), await asked(other)]).toEqual([[], []])
    // A third one is still compared with both.
    expect(await similar(operator, { name: 'Centro ascolto' })).toHaveLength(2)
    const kept = await db.owner
      .selectFrom('resource.not_duplicate as d')
      .innerJoin('account.user as u', 'u.id', 'd.decided_by')
      .select(['d.reason', 'd.note', 'u.username'])
      .execute()
    expect(kept).toEqual([{ reason: 'other', note: 'È quello della diocesi', username: 'operator' }])
    const audit = await db.owner
      .selectFrom('account.audit_event')
      .select('target')
      .where('operation', '=', 'distinguishResource')
      .execute()
    expect(audit.map(({ target }) => target)).toEqual(Array(2).fill([one, other].sort().join(' ')))
  })

  test('asks for words when no reason of the list holds, and guards them', async ({ product, db }) => {
    const operator = await product.as('operator')
    const one = await add(operator, { name: 'Uno' })
    const other = await add(operator, { name: 'Due' })
    const none = await apart(operator, one, other, 'other')
    expect([none.status, none.body.errors[0].code]).toEqual([422, 'note_missing'])
    const phone = await apart(operator, one, other, 'other_body', 'chiedere al 333 1234567')
    expect([phone.status, phone.body.errors[0].code]).toEqual([422, 'phone'])
    expect(await db.owner.selectFrom('resource.not_duplicate').selectAll().execute()).toEqual([])
  })

  test('is said of two resources that one may see, and that are two', async ({ product }) => {
    const operator = await product.as('operator')
    const one = await add(operator, { name: 'Uno' })
    const hidden = await add(operator, {
      name: 'Riservata',
      visibility: 'restricted',
      geometry: null,
      area: 'alfa',
    })
    expect((await apart(operator, one, hidden, 'other_body')).status).toBe(204)
    const coordinator = await product.as('coordinator')
    const nobody = crypto.randomUUID()
    const replies = [
      await apart(coordinator, one, hidden, 'other_body'),
      await apart(coordinator, one, nobody, 'other_body'),
      await apart(coordinator, one, one, 'other_body'),
    ]
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await apart(await product.as('partner'), one, hidden, 'other_body')).status).toBe(403)
  })
})
