/** A file of accesses is recorded whole or not at all, holds no identity, and can be taken back while it is open. */
import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { firstNames } from '../../api/guard/contract.ts'
import * as codes from '../../api/observations/codes.ts'
import type { AccessRecord } from '../../api/observations/contract.ts'
import { sourceOf } from '../../api/observations/import/file.ts'
import { type Client, cookieOf, describe, expect, test } from '../support/app.ts'
import { cellsOf, csvFile, fileOf, windows1252 } from '../support/files.ts'
import { anAccess, password } from '../support/given.ts'
import { outside } from '../support/outside.ts'

const send = (client: Client, file: string | Buffer, query = '', headers: Record<string, string> = {}) =>
  client.send(`/api/v1/imports${query}`, {
    method: 'POST',
    body: file as BodyInit,
    headers: { 'content-type': 'text/csv', ...headers },
  })
const dryRun = (client: Client, file: string | Buffer, headers: Record<string, string> = {}) =>
  send(client, file, '?dryRun=true', headers)
const kept = async (client: Client): Promise<any[]> =>
  (await client.get('/api/v1/accesses?limit=500')).body.accesses
const codesOf = (reply: { body: any }) => reply.body.errors.map((error: any) => error.code)
const bare = ({ id: _id, statisticalPeriod: _period, open: _open, ...access }: any) => access

setFlagsFromString('--expose_gc')
/** What is still held after it is in use; the rest is only waiting to be collected. */
const collect = runInNewContext('gc') as () => void

describe('importing a file', () => {
  test('records every access, and a dry run none', async ({ product, db }) => {
    const operator = await product.as('operator')
    const accesses = [
      anAccess({ residenceCell: 'A-1' }),
      anAccess({
        date: '2026-11-17',
        residenceArea: 'outside',
        needs: [
          { domain: 'work', outcome: 'unmet', unmetReason: 'hours' },
          { domain: 'health', request: 'health_access', outcome: 'referral' },
        ],
      }),
    ]
    const file = csvFile(accesses.map(cellsOf))
    const tried = await dryRun(operator, file)
    expect(tried.status).toBe(200)
    expect(tried.body).toMatchObject({ rows: 2, faultCount: 0, faults: [], lateRows: 0, batch: null })
    expect(tried.body.sample).toEqual(accesses.map(bare))
    expect(tried.body.months).toEqual([{ month: '2026-11', rows: 2, countsIn: '2026-11' }])
    expect(await kept(operator)).toEqual([])

    const done = await send(operator, file)
    expect(done.status).toBe(200)
    expect(done.body.batch).toMatchObject({ rows: 2, present: 2, undoable: true })
    expect((await kept(operator)).map(bare)).toEqual(accesses.map(bare))
    const ids = (await db.owner.selectFrom('record.access').select('id').execute()).map(row => row.id)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select(['operation', 'target'])
      .where('operation', '=', 'importAccesses')
      .execute()
    expect(trail).toEqual([{ operation: 'importAccesses', target: 'porta-alfa' }])
  })

  test('reads the five-row sheet of an ordinary office: title, separator line, totals, loose quotes', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const file = `sep=;\nRegistro "accessi" di novembre;;\n;;\nData;Fascia d’età;Bisogno 1;Esito 1\n18/11/2026;18–34;casa;orientamento\n;;;\n19/11/2026;35–49;lavoro;orientamento\nTOTALE;2;;\n`
    for (const bytes of [windows1252(file), Buffer.from(file), Buffer.from(`\ufeff${file}`, 'utf16le')]) {
      const { body, status } = await dryRun(operator, bytes)
      expect([status, body.faults, body.rows]).toEqual([200, [], 2])
      expect(body.sample.map(({ date, ageBand }: any) => [date, ageBand])).toEqual([
        ['2026-11-18', '18-34'],
        ['2026-11-19', '35-49'],
      ])
      expect(body.omissions).toEqual([
        { code: 'separator_line', count: 1, names: [] },
        { code: 'title_rows', count: 1, names: ['1'] },
        { code: 'blank_rows', count: 2, names: [] },
        { code: 'total_rows', count: 1, names: ['7'] },
      ])
    }
    const wrong = await dryRun(operator, file.replace('lavoro', 'drago'))
    expect(wrong.body.faults).toMatchObject([{ row: 6, column: 'need1', code: 'not_an_answer' }])
  })

  test('reads Windows-1252, semicolons, Italian days, headers and answers', async ({ product }) => {
    const operator = await product.as('operator')
    const access = anAccess({
      date: '2026-11-04',
      ageBand: '65+',
      knownToService: 'yes',
      needs: [{ domain: 'disability_care', outcome: 'unmet', unmetReason: 'too_far' }],
    })
    const text = csvFile([cellsOf(access)], {
      delimiter: ';',
      lineEnd: '\r\n',
      language: 'it',
      italianDates: true,
    })
    expect(text).toContain('04/11/2026')
    expect(text).toContain('Disabilità e cura')
    const reply = await dryRun(operator, windows1252(text))
    expect(reply.body).toMatchObject({ encoding: 'windows-1252', delimiter: ';', faultCount: 0 })
    expect(reply.body.sample).toEqual([bare(access)])
    const utf8 = await dryRun(operator, `\ufeff${text.replace('alfa', 'ALFA')}`)
    expect(utf8.body).toMatchObject({ encoding: 'utf-8', sample: [bare(access)] })
  })

  test('says what it assumes of the columns that are not there', async ({ product }) => {
    const operator = await product.as('operator')
    const reply = await dryRun(operator, 'data;bisogno;esito\n18/11/2026;casa;orientamento\n;;\n')
    expect(reply.body.faults).toEqual([])
    expect(reply.body.rows).toBe(1)
    expect(reply.body.assumed).toContainEqual({ column: 'channel', value: 'in_person' })
    expect(reply.body.sample[0]).toMatchObject({
      channel: 'in_person',
      residenceArea: 'unknown',
      lastVisit: 'unknown',
      gender: 'other_ns',
    })
  })

  test('names every fault by row and column, and one in the last row leaves nothing', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const faulty = [
      { ...cellsOf(anAccess()), date: '11/18/2026' },
      { ...cellsOf(anAccess()), date: '31/02/2026', gender: 'drago' },
      { ...cellsOf(anAccess()), date: '2026-12-24', centre: 'Porta Beta', residenceArea: 'Atlantide' },
      { ...cellsOf(anAccess()), incomeSupport: 'rdc', outcome1: '' },
      { ...cellsOf(anAccess()), need2: 'casa', outcome2: 'informazione', unmetReason2: 'costo' },
      { ...cellsOf(anAccess()), outcome2: 'solved', residenceCell: 'B-1' },
    ]
    const file = csvFile(faulty)
    const reply = await dryRun(operator, file, { 'accept-language': 'en' })
    expect(reply.body.faults.map((fault: any) => `${fault.row} ${fault.column} ${fault.code}`)).toEqual([
      '2 date unreadable_date',
      '3 date unreadable_date',
      '3 gender not_an_answer',
      '4 centre unknown_centre',
      '4 residenceArea unknown_area',
      '4 date date_in_future',
      '5 outcome1 empty_cell',
      '5 incomeSupport income_support_not_in_force',
      '6 need2 repeated_need',
      '6 unmetReason2 reason_without_unmet',
      '7 need2 need_missing',
      '7 residenceCell unknown_cell',
    ])
    expect(reply.text).not.toMatch(/drago|Atlantide/)
    expect(reply.body.faults[0].detail).toContain('the day first')

    const almost = `${fileOf(500)}\n${csvFile([{ ...cellsOf(anAccess()), gender: 'x-y' }]).split('\n')[1]}`
    const refused = await send(operator, almost)
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '#/body/502/gender', code: 'not_an_answer' }])
    expect(await db.owner.selectFrom('record.access').selectAll().execute()).toEqual([])
    expect(await db.owner.selectFrom('record.import_batch').selectAll().execute()).toEqual([])
  })

  test('reads days in every way in which offices and their programs write them', async ({ product }) => {
    const operator = await product.as('operator')
    const days = [
      '17/11/26',
      '17.11.2026',
      '2026/11/17',
      '2026-11-17 00:00:00',
      '2026-11-16T23:30:00.000Z',
      '17 novembre 2026',
      '17-nov-26',
      'mar 17/11/2026',
      '46343',
    ]
    const read = await dryRun(operator, csvFile(days.map(date => ({ ...cellsOf(anAccess()), date }))))
    expect(read.body.faults).toEqual([])
    expect(read.body.sample.map((access: any) => access.date)).toEqual(days.map(() => '2026-11-17'))
    // A day without its year has several readings, which only a person who sees them can settle.
    const refused = await dryRun(operator, csvFile([{ ...cellsOf(anAccess()), date: '17/11' }]))
    expect(refused.body.faults).toMatchObject([{ row: 2, column: 'date', code: 'unreadable_date' }])
  })

  test('takes areas and centres whatever signs their names are written with', async ({ product }) => {
    const operator = await product.as('operator')
    const rows = [
      { residenceArea: 'ALFA', centre: 'Porta - ALFA' },
      { residenceArea: 'n.d.' },
      { residenceArea: 'altro comune' },
    ]
    const { body } = await dryRun(
      operator,
      csvFile(rows.map(change => ({ ...cellsOf(anAccess()), ...change }))),
    )
    expect(body.faults).toEqual([])
    expect(body.sample.map((access: any) => access.residenceArea)).toEqual(['alfa', 'unknown', 'outside'])
  })

  test('what a page sends, with codes under the numbers of its rows, is told by those numbers', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const [header = '', row = ''] = fileOf(1).split('\n')
    const { body } = await dryRun(
      operator,
      ['', '', header, row, '', row.replace(',F,', ',drago,'), row].join('\n'),
    )
    expect(body.rows).toBe(3)
    expect(body.faults).toMatchObject([{ row: 6, column: 'gender' }])
  })

  test('says a fault of the area in the words of the screen', async ({ product }) => {
    const reply = await dryRun(
      await product.as('operator'),
      csvFile([{ ...cellsOf(anAccess()), residenceArea: 'Atlantide' }]),
    )
    expect(reply.body.faults[0].detail).toContain('«Altrove» o «Non noto»')
    expect(reply.text).not.toMatch(/outside|unknown[^_]/)
  })

  test('leaves nothing when the database fails half way', async ({ product, db }) => {
    const operator = await product.as('operator')
    await db.owner.schema
      .alterTable('record.need')
      .addCheckConstraint('no_justice', (await import('kysely')).sql`domain <> 'justice'`)
      .execute()
    const justice = csvFile([cellsOf(anAccess({ needs: [{ domain: 'justice', outcome: 'guidance' }] }))])
    const reply = await send(operator, `${fileOf(6000)}\n${justice.split('\n')[1]}`)
    expect(reply.status).toBe(500)
    expect(await db.owner.selectFrom('record.access').selectAll().execute()).toEqual([])
    expect(await db.owner.selectFrom('record.import_batch').selectAll().execute()).toEqual([])
  })

  test('tells its progress line by line to who asks for it', async ({ product }) => {
    const operator = await product.as('operator')
    const lines = { accept: 'application/x-ndjson' }
    const reply = await send(operator, fileOf(6000), '', lines)
    const told = reply.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(told.slice(0, -1)).toEqual([
      { recorded: 0, of: 6000 },
      { recorded: 5000, of: 6000 },
      { recorded: 6000, of: 6000 },
    ])
    expect(told.at(-1).report.batch).toMatchObject({ rows: 6000 })
    expect((await send(operator, fileOf(6000), '', lines)).body.type).toBe('/problems/already-imported')
  })

  test('goes on when who sent it goes away after the first line', async ({ product }) => {
    const signedIn = await product.visitor.post('/api/v1/session', { username: 'operator', password })
    const operator = await product.as('operator')
    await new Promise<void>((resolve, reject) => {
      const sent = httpRequest(`${product.url}/api/v1/imports`, {
        method: 'POST',
        headers: {
          cookie: cookieOf(signedIn)!,
          'content-type': 'text/csv',
          accept: 'application/x-ndjson',
        },
      })
      sent.on('response', response =>
        response.once('data', () => {
          response.on('error', () => {})
          sent.destroy()
          resolve()
        }),
      )
      sent.on('error', reject)
      sent.end(fileOf(12_000))
    })
    const found = async () => (await operator.get('/api/v1/imports')).body.imports[0]?.present
    await expect.poll(found, { timeout: 30_000 }).toBe(12_000)
  })

  test('takes away the declaration that nobody came on its days, and says so before', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.put('/api/v1/completeness/2026-11-18')
    const reply = await dryRun(operator, fileOf(1))
    expect(reply.body.declaredDays).toEqual(['2026-11-18'])
    await send(operator, fileOf(1))
    const { days } = (await operator.get('/api/v1/completeness?from=2026-11-18&to=2026-11-18')).body
    expect(days[0]).toMatchObject({ accesses: 1, declaredNone: false })
  })

  test('is refused the second time, however the same accesses are written, unless undone', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const rows = [cellsOf(anAccess()), cellsOf(anAccess({ gender: 'M' }))]
    const first = await send(operator, csvFile(rows))
    const again = csvFile([...rows].reverse(), { delimiter: ';', language: 'it', italianDates: true })
    expect((await dryRun(operator, again)).body.repeated).toBe(first.body.batch.importedAt)
    const refused = await send(operator, again)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/already-imported'])
    expect(refused.body.errors[0].detail).toMatch(/\d{1,2} \p{L}+ \d{4}/u)
    expect(await kept(operator)).toHaveLength(2)
    await operator.delete(`/api/v1/imports/${first.body.batch.id}`)
    expect((await send(operator, again)).status).toBe(200)
  })

  test('gives back, for any legal access, the same access', async ({ product }) => {
    const operator = await product.as('operator')
    const need = fc
      .record({
        domain: fc.constantFrom(...codes.needDomains),
        request: fc.option(fc.constantFrom(...codes.requests), { nil: undefined }),
        outcome: fc.constantFrom(...codes.outcomes),
        reason: fc.constantFrom(...codes.unmetReasons),
      })
      .map(({ request, reason, ...rest }) => ({
        ...rest,
        ...(request ? { request } : {}),
        ...(rest.outcome === 'unmet' ? { unmetReason: reason } : {}),
      }))
    const place = fc.constantFrom(
      { residenceArea: 'alfa' },
      { residenceArea: 'alfa', residenceCell: 'A-1' },
      { residenceArea: 'outside' },
      { residenceArea: 'unknown' },
    )
    const access = fc
      .record({
        date: fc.constantFrom('2026-11-02', '2026-01-31', '2024-02-29'),
        channel: fc.constantFrom(...codes.channels),
        origin: fc.constantFrom(...codes.origins),
        place,
        ageBand: fc.constantFrom(...codes.ageBands),
        gender: fc.constantFrom(...codes.genders),
        citizenship: fc.constantFrom(...codes.citizenships),
        household: fc.constantFrom(...codes.households),
        incomeSupport: fc.constantFrom('none', 'adi', 'sfl', 'other', 'unknown'),
        knownToService: fc.constantFrom(...codes.known),
        lastVisit: fc.constantFrom(...codes.lastVisits),
        needs: fc.uniqueArray(need, { selector: each => each.domain, minLength: 1, maxLength: 8 }),
      })
      .map(({ place: where, ...rest }) => anAccess({ ...(rest as Partial<AccessRecord>), ...where }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(access, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('code' as const, 'it' as const, 'en' as const),
        fc.boolean(),
        async (accesses, delimiter, lineEnd, language, italianDates) => {
          const file = csvFile(accesses.map(cellsOf), { delimiter, lineEnd, language, italianDates })
          const { body } = await dryRun(operator, file)
          expect(body.faults).toEqual([])
          expect(body.sample).toEqual(accesses.map(bare))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('taking a file back', () => {
  test('removes its accesses and no others', async ({ product, db }) => {
    const operator = await product.as('operator')
    const single = anAccess({ date: '2026-11-16' })
    await operator.post('/api/v1/accesses', single)
    const { batch } = (await send(operator, fileOf(3))).body
    await operator.delete(`/api/v1/accesses/${(await kept(operator))[0].id}`)
    const list = (await operator.get('/api/v1/imports')).body.imports
    expect(list).toMatchObject([{ id: batch.id, rows: 3, present: 2, undoable: true }])
    expect((await operator.delete(`/api/v1/imports/${batch.id}`)).status).toBe(204)
    expect((await kept(operator)).map(access => access.id)).toEqual([single.id])
    expect((await operator.get('/api/v1/imports')).body.imports).toEqual([])
    expect((await operator.delete(`/api/v1/imports/${batch.id}`)).status).toBe(404)
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select('target')
      .where('operation', '=', 'undoAccessImport')
      .execute()
    expect(trail).toEqual([{ target: 'porta-alfa' }])
  })

  test('is nobody else’s', async ({ product }) => {
    const operator = await product.as('operator')
    const { batch } = (await send(operator, fileOf(1))).body
    const other = await product.as('otherOperator')
    expect((await other.delete(`/api/v1/imports/${batch.id}`)).status).toBe(404)
    expect((await other.get('/api/v1/imports')).body.imports).toEqual([])
    expect((await send(await product.as('coordinator'), fileOf(1))).status).toBe(403)
    expect(await kept(operator)).toHaveLength(1)
  })

  test('is refused once one of its months has closed, and the closing parts its records', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const mixed = csvFile([
      cellsOf(anAccess({ date: '2026-10-07' })),
      cellsOf(anAccess({ date: '2026-11-18' })),
    ])
    const { batch } = (await send(operator, mixed)).body
    await closeDuePeriods(db.publisher, '2026-11-22')
    const reply = await operator.delete(`/api/v1/imports/${batch.id}`)
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/period-closed'])
    expect((await operator.get('/api/v1/imports')).body.imports).toEqual([
      {
        id: batch.id,
        importedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T2[23]:00:00.000Z$/),
        rows: 2,
        present: 0,
        undoable: false,
      },
    ])
    const rows = await db.owner.selectFrom('record.access').select(['day', 'import_batch_id']).execute()
    expect(rows.map(row => row.import_batch_id)).toEqual([null, null])
    expect(rows.map(row => row.day).sort()).toEqual(['2026-10-01', '2026-11-18'])
    expect((await db.owner.selectFrom('record.import_batch').select('fingerprint').execute())[0]).toEqual({
      fingerprint: null,
    })
  })

  test('accesses of closed months are recorded in the open one only when that is accepted', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    await send(operator, fileOf(1, { date: '2026-10-07' }))
    await closeDuePeriods(db.publisher, '2026-11-22')
    // The closing has forgotten the file: what keeps it from counting twice is that its month is closed.
    const late = fileOf(2, { date: '2026-10-07' })
    const tried = await dryRun(operator, late)
    expect(tried.body.lateRows).toBe(2)
    expect(tried.body.months).toEqual([{ month: '2026-10', rows: 2, countsIn: '2026-11' }])
    const refused = await send(operator, late)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/late-rows'])
    const accepted = await send(operator, late, '?acceptLate=true')
    expect(accepted.body.batch).toMatchObject({ rows: 2, undoable: true })
    const open = (await kept(operator)).filter(access => access.open)
    expect(open.map(access => access.statisticalPeriod)).toEqual(['2026-11', '2026-11'])
    expect((await operator.delete(`/api/v1/imports/${accepted.body.batch.id}`)).status).toBe(204)
  })
})

describe('a file with identities', () => {
  const file = (header: string, cell: string) =>
    `data,bisogno,esito,"${header}"\n18/11/2026,casa,orientamento,"${cell}"\n`

  test.for([
    ['Nome', 'person_name'],
    ['Cognome e nome', 'person_name'],
    ['NOMINATIVO', 'person_name'],
    ['Utente', 'person_name'],
    ['Codice fiscale', 'tax_code'],
    ['C.F.', 'tax_code'],
    ['cod_fisc', 'tax_code'],
    ['Telefono', 'phone'],
    ['Cell.', 'phone'],
    ['recapito', 'phone'],
    ['E-mail', 'email'],
    ['PEC', 'email'],
    ['Indirizzo', 'address'],
    ['Via', 'address'],
    ['N. civico', 'address'],
    ['Data di nascita', 'birth_date'],
    ['Nato il', 'birth_date'],
    ['luogo nascita', 'birth_date'],
    ['Documento', 'document'],
    ['IBAN', 'bank_account'],
    ['Targa', 'plate'],
    ['ID utente', 'person_name'],
    ['N. tessera', 'person_code'],
    ['matricola', 'person_code'],
    ['surname', 'person_name'],
    ['First name', 'person_name'],
    ['Date of birth', 'birth_date'],
    ['phone number', 'phone'],
    ['home address', 'address'],
    ['SSN', 'tax_code'],
  ] as const)('by its header «%s» is refused whole: %s', async ([header, kind], { product }) => {
    const { identityWords } = await import('../../api/observations/import/contract.ts')
    const reply = await dryRun(await product.as('operator'), file(header, 'x'))
    expect([reply.status, reply.body.type]).toEqual([422, '/problems/unreadable-file'])
    expect(codesOf(reply)).toEqual(['identity_column'])
    expect(reply.body.errors[0].detail).toContain(identityWords[kind].it)
    expect(reply.body.errors[0].detail).toContain(`«${header}»`)
  })

  test.for([
    ['RSSMRA85M01H501Q', 'codici fiscali'],
    ['Maria Rossi', 'nomi di persone'],
    ['Giuseppe', 'nomi di persone'],
    ['348 1234567', 'numeri di telefono'],
    ['nome.cognome@example.org', 'indirizzi e-mail'],
    ['via Pretoria 12', 'indirizzi'],
    ['IT60X0542811101000000123456', 'conti bancari'],
    ['AB123CD', 'targhe'],
    ['12/03/1985', 'date o luoghi di nascita'],
  ] as const)(
    'by the content «%s» says which column holds what, and repeats nothing',
    async ([content, said], { product }) => {
      const operator = await product.as('operator')
      const reply = await dryRun(
        operator,
        `${fileOf(300)}\n${csvFile([{ ...cellsOf(anAccess()), gender: content }]).split('\n')[1]}`,
      )
      expect([reply.status, codesOf(reply)]).toEqual([422, ['identity_column']])
      expect(reply.body.errors[0].detail).toContain(said)
      expect(reply.body.errors[0].detail).toContain('«gender»')
      expect(reply.text).not.toContain(content)
      // A file without headers: its first access must not come back as the name of a column.
      const headless = await dryRun(operator, `${content},x\n`)
      expect(headless.status).toBe(422)
      expect(headless.text).not.toContain(content)
    },
  )

  const names = outside('codice_fiscale/names.json')
  test.for(['of the guard', ...(names ? ['of the list outside'] : [])])(
    'none of the first names %s is ever an answer or comes back',
    async (whose, { product }) => {
      const { F, M } =
        whose === 'of the guard'
          ? { F: [...firstNames], M: ['Aaron', 'Abbondanzio', 'Adalgisa'] }
          : (JSON.parse(readFileSync(names!, 'utf8')) as Record<'F' | 'M', string[]>)
      const all = [...F, ...M]
      expect(all.length).toBeGreaterThan(150)
      const operator = await product.as('operator')
      const reply = await dryRun(
        operator,
        csvFile(all.map(name => ({ ...cellsOf(anAccess()), gender: name }))),
      )
      expect(codesOf(reply)).toEqual(['identity_column'])
      for (const name of ['Aaron', 'Abbondanzio', 'Adalgisa']) expect(reply.text).not.toContain(name)
    },
  )

  test('a column that is not provided for is refused by its name, never ignored', async ({ product }) => {
    const reply = await dryRun(
      await product.as('operator'),
      'data,bisogno,esito,Annotazioni,\n18/11/2026,casa,orientamento,x,y\n',
    )
    expect(codesOf(reply)).toEqual(['unknown_column'])
    expect(reply.body.errors[0].detail).toContain('«Annotazioni»')
    const unnamed = await dryRun(
      await product.as('operator'),
      'data,bisogno,esito,\n18/11/2026,casa,orientamento,y\n',
    )
    expect(codesOf(unnamed)).toEqual(['unnamed_column'])
  })
})

describe('what is no file of accesses', () => {
  const header = 'data,bisogno,esito'
  const row = '18/11/2026,casa,orientamento'
  const cases: [string, string | Buffer, number, string][] = [
    ['0 bytes', '', 422, 'empty_file'],
    ['blank lines', '\n\n \n', 422, 'empty_file'],
    ['headers alone', `${header}\n`, 422, 'no_rows'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 422, 'not_text'],
    ['a workbook', Buffer.from('504b030414000600080000002100', 'hex'), 422, 'not_text'],
    ['a million columns', `${'a,'.repeat(1_000_000)}\n`, 422, 'too_many_columns'],
    ['201 columns', `${'a,'.repeat(200)}a\n`, 422, 'too_many_columns'],
    ['a million columns in a later row', `${header}\n${','.repeat(1_000_000)}\n`, 422, 'too_many_columns'],
    ['a quote never closed', `${header}\n18/11/2026,"casa,orientamento\n${row}\n`, 422, 'row_without_end'],
    ['a column twice', 'data,giorno,bisogno,esito\n', 422, 'repeated_column'],
    ['no column of needs', 'data,esito\n', 422, 'missing_column'],
    ['100,001 rows', `${header}\n${`${row}\n`.repeat(100_001)}`, 422, 'too_many_rows'],
  ]
  test.for(cases)('%s gets one sentence', async ([_name, file, status, code], { product, db }) => {
    const reply = await send(await product.as('operator'), file)
    expect(reply.status).toBe(status)
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(codesOf(reply)).toEqual([code])
    expect(reply.body.errors[0].detail).toMatch(/^(?!.*\. )[^\n]{10,160}$/)
    expect(await db.owner.selectFrom('record.access').selectAll().execute()).toEqual([])
  })

  test('other media types and packed bodies are refused', async ({ product }) => {
    const operator = await product.as('operator')
    expect((await send(operator, '{}', '', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await send(operator, fileOf(1), '', { 'content-encoding': 'gzip' })).status).toBe(415)
    expect((await send(operator, fileOf(1), '?columns=all')).status).toBe(422)
  })

  test.for([
    ['a comma in quotes', 'a,b\n"uno, due",tre\n', [{ a: 'uno, due', b: 'tre' }]],
    [
      'empty cells',
      'a,b,c\n1,"",""\n2,3,4\n',
      [
        { a: '1', b: '', c: '' },
        { a: '2', b: '3', c: '4' },
      ],
    ],
    ['quotes in quotes', 'a,b\n1,"ha ""detto"" di sì"\n', [{ a: '1', b: 'ha "detto" di sì' }]],
    [
      'JSON in a cell',
      'k,v\n1,"{""tipo"": ""Point"", ""x"": [1.5,2]}"\n',
      [{ k: '1', v: '{"tipo": "Point", "x": [1.5,2]}' }],
    ],
    ['a line end in a cell', 'a,b\n1,"prima\nseconda"\n', [{ a: '1', b: 'prima\nseconda' }]],
    ['line ends of Windows', 'a,b\r\n1,"x\r\ny"\r\n', [{ a: '1', b: 'x\r\ny' }]],
    ['semicolons', 'a;b\n1,5;2\n', [{ a: '1,5', b: '2' }]],
    ['tabs', 'a\tb\n1\t2\n', [{ a: '1', b: '2' }]],
    ['a mark of its bytes', '\ufeffa,b\n1,ʤ\n', [{ a: '1', b: 'ʤ' }]],
  ] as const)(
    'a file with %s is read as it was meant, and not taken for accesses',
    async ([, text, objects], { product }) => {
      const bytes = Buffer.from(text)
      const rows: string[][] = []
      for await (const { cells } of (await sourceOf(bytes)).rows) rows.push([...cells])
      const [headers = [], ...rest] = rows
      expect(
        rest.map(cells => Object.fromEntries(cells.map((cell, index) => [headers[index], cell]))),
      ).toEqual(objects)
      const reply = await dryRun(await product.as('operator'), bytes)
      expect([reply.status, reply.body.type]).toEqual([422, '/problems/unreadable-file'])
    },
  )

  // Kinds of which one file each is written above.
  const spectrum = outside('csv_spectrum')
  if (spectrum)
    test('every file of the spectrum is read as its JSON, or refused in one sentence', async ({
      product,
    }) => {
      const operator = await product.as('operator')
      const files = readdirSync(`${spectrum}/csvs`)
      expect(files.length).toBe(12)
      for (const name of files) {
        let bytes = readFileSync(`${spectrum}/csvs/${name}`)
        // The repository keeps these with the line ends of Unix.
        if (name.endsWith('_crlf.csv')) bytes = Buffer.from(bytes.toString().replace(/\r?\n/g, '\r\n'))
        const reply = await dryRun(operator, bytes)
        expect([reply.status, reply.body.type], name).toEqual([422, '/problems/unreadable-file'])
        for (const { detail } of reply.body.errors) expect(detail).toMatch(/^[^\n]{10,160}$/)
        const rows: string[][] = []
        const read = async () => {
          for await (const { cells } of (await sourceOf(bytes)).rows) rows.push([...cells])
        }
        await read()
        const [headers = [], ...rest] = rows
        const objects = rest.map(cells =>
          Object.fromEntries(cells.map((cell, index) => [headers[index], cell])),
        )
        const expected = JSON.parse(readFileSync(`${spectrum}/json/${name.replace('.csv', '.json')}`, 'utf8'))
        // Of the file with quotes inside its cells, the set has another telephone in its JSON.
        if (name === 'location_coordinates.csv')
          expect(objects).toMatchObject([{ 'Location Coordinates': expected['Location Coordinates'] }])
        else expect(objects, name).toEqual(expected)
      }
    })

  test('200 MB are refused by their length, or half way, and leave memory flat', async ({ product }) => {
    const signedIn = await product.visitor.post('/api/v1/session', { username: 'operator', password })
    const cookie = cookieOf(signedIn)!
    const chunk = Buffer.from(`${row}\n`.repeat(35_000)) // about 1 MB
    /** Streams so many chunks; without a length the server can only count. */
    const stream = (chunks: number, length: boolean) =>
      new Promise<{ status: number; peak: number }>((resolve, reject) => {
        const sent = httpRequest(`${product.url}/api/v1/imports?dryRun=true`, {
          method: 'POST',
          headers: {
            cookie,
            'content-type': 'text/csv',
            ...(length ? { 'content-length': String(chunks * chunk.length + header.length + 1) } : {}),
          },
        })
        let peak = 0
        let status = 0
        const look = () => {
          collect()
          const { arrayBuffers, heapUsed } = process.memoryUsage()
          peak = Math.max(peak, arrayBuffers + heapUsed)
        }
        sent.on('response', response => {
          status = response.statusCode!
          response.resume()
          response.on('end', () => resolve({ status, peak }))
        })
        sent.on('error', error => (status ? resolve({ status, peak }) : reject(error)))
        sent.write(`${header}\n`)
        let left = chunks
        const more = () => {
          look()
          while (left > 0) {
            left -= 1
            if (!sent.write(chunk)) return void sent.once('drain', more)
          }
          sent.end()
        }
        more()
      })
    const small = await stream(1, false)
    expect(small.status).toBe(200)
    for (const length of [true, false]) {
      const large = await stream(200, length)
      expect(large.status).toBe(413)
      // Two hundred times the bytes; at most the 20 MB that are allowed are ever held.
      expect(large.peak - small.peak).toBeLessThan(40_000_000)
    }
  })
})
