/** Areas and centres changed from a day on: what is shown, what is written, what stays as it was. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { dayOf } from '../../api/territory/contract.ts'
import { placeDueResources } from '../../api/territory/place.ts'
import { type Client, describe, expect, now, type Reply, test } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { anAccess, aResource, square } from '../support/given.ts'

const today = dayOf(now())
/** `alfa` is 15.78–15.80 E, `beta` 15.80–15.82 E, both 40.63–40.65 N; 0.001° of longitude are 84 m here. */
const rectangle = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const redraw = (boundary: unknown, more: object = {}) => ({
  from: '2027-01-01',
  area: 'alfa',
  boundary,
  ...more,
})
/** `alfa` to the east by 0.005°, a quarter of `beta`. */
const eastwards = rectangle(15.78, 40.63, 15.805, 40.65)
/** `alfa` without its eastern half. */
const narrower = rectangle(15.78, 40.63, 15.79, 40.65)

const codes = (reply: Reply) => reply.body.errors?.map((e: any) => `${e.pointer.slice(7)} ${e.code}`)
const hectares = (squareMetres: number) => Math.round(squareMetres / 1e4)

async function saved(client: Client, body: object, reason = 'Prova') {
  const preview = await client.post('/api/v1/area-changes/preview', body)
  expect(preview.status, preview.text).toBe(200)
  const reply = await client.post('/api/v1/area-changes', { ...body, reason, state: preview.body.state })
  return { preview: preview.body, reply }
}
const areasOn = async (client: Client, on: string) => (await client.get(`/api/v1/areas?on=${on}`)).text
const overlaps = async (db: TestDatabase, day: string) => {
  const { rows } = await sql<{ shared: number }>`
    select coalesce(max(st_area(st_transform(st_segmentize(st_intersection(a.boundary, b.boundary), 0.0001), 32633))), 0) as shared
      from territory.area_version a join territory.area_version b on a.area_id < b.area_id
     where daterange(a.valid_from, a.valid_to) @> ${day}::date and daterange(b.valid_from, b.valid_to) @> ${day}::date`.execute(
    db.owner,
  )
  return rows[0]!.shared
}

describe('the preview of an area', () => {
  test('shows borders that move together, residents, cells, resources and doors, and writes nothing', async ({
    product,
    db,
  }) => {
    const coordinator = await product.as('coordinator')
    const operator = await product.as('operator')
    const add = async (name: string, at: [number, number]) =>
      (
        await operator.post(
          '/api/v1/resources',
          aResource({ name, geometry: { type: 'Point', coordinates: at } }),
        )
      ).body.id
    await add('Resta', [15.79, 40.64])
    const moved = await add('Cambia', [15.803, 40.64])
    const before = await areasOn(product.visitor, '2027-06-01')
    const { status, body } = await coordinator.post('/api/v1/area-changes/preview', redraw(eastwards))
    expect(status).toBe(200)
    expect(
      body.areas.map((a: any) => [a.id, hectares(a.before.squareMetres), hectares(a.after.squareMetres)]),
    ).toEqual([
      ['alfa', 376, 470],
      ['beta', 376, 282],
    ])
    // 900 in the one cell of alfa and 800 in that of beta, a quarter of which goes over; a count is of one boundary.
    expect(body.areas.map((a: any) => [a.before.estimate, a.after.estimate])).toEqual([
      [900, 1100],
      [800, 600],
    ])
    expect(body.areas.map((a: any) => [a.before.residents, a.after.residents])).toEqual([
      [9000, null],
      [null, null],
    ])
    expect(body.taken.map((p: any) => [p.area, p.other, hectares(p.squareMetres), p.estimate])).toEqual([
      ['alfa', 'beta', 94, 200],
    ])
    expect([body.gained, body.left, body.centres]).toEqual([[], [], []])
    expect(body.cells).toEqual({ touched: [{ id: 'B-1', residents: 800, cut: true }], endOn: '2027-01-01' })
    expect(body.resources).toEqual({
      count: 1,
      some: [{ id: moved, name: 'Cambia', from: 'beta', to: 'alfa' }],
    })
    expect(body.amidst).toEqual([])
    expect(await areasOn(product.visitor, '2027-06-01')).toBe(before)
    const counts = await sql<{ n: number }>`
      select (select count(*) from territory.area_version) + (select count(*) from territory.change)
             + (select count(*) from account.audit_event where operation like '%rea%Change%') as n`.execute(
      db.owner,
    )
    expect(counts.rows).toEqual([{ n: 2 }])
  })

  test('tells of a door that would stand in another area, and of open periods that the day cuts', async ({
    product,
  }) => {
    const coordinator = await product.as('coordinator')
    const { body } = await coordinator.post(
      '/api/v1/area-changes/preview',
      redraw(rectangle(15.78, 40.63, 15.812, 40.65), { from: '2026-12-10' }),
    )
    expect(body.centres).toEqual([
      { id: 'porta-beta', name: 'Porta Beta', serves: 'beta', from: 'beta', to: 'alfa' },
    ])
    expect(body.amidst).toEqual(['month', 'quarter'])
    expect(body.cells.endOn).toBe('2027-01-01')
  })

  test('forgives the digits of a drawing: slivers along a border are nobody’s decision', async ({
    product,
  }) => {
    const coordinator = await product.as('coordinator')
    // West by 84 m; on the border with beta off by a tenth of a metre to either side.
    const { body } = await coordinator.post(
      '/api/v1/area-changes/preview',
      redraw({
        type: 'Polygon',
        coordinates: [
          [
            [15.779, 40.63],
            [15.8000012, 40.63],
            [15.8000009, 40.64],
            [15.7999989, 40.65],
            [15.779, 40.65],
            [15.779, 40.63],
          ],
        ],
      }),
    )
    expect([body.taken, body.left, body.areas.length, body.gained.length]).toEqual([[], [], 1, 1])
    expect(hectares(body.gained[0].squareMetres)).toBe(19)
  })

  test.for([
    [
      'a bow',
      {
        type: 'Polygon',
        coordinates: [
          [
            [15.78, 40.63],
            [15.8, 40.65],
            [15.8, 40.63],
            [15.78, 40.65],
            [15.78, 40.63],
          ],
        ],
      },
      'boundary invalid_boundary',
      /crosses itself at 15\.79\d+ 40\.64/,
    ],
    [
      'an open ring',
      { type: 'Polygon', coordinates: [square(15.78, 40.63).slice(0, 4)] },
      'boundary open_ring',
      /does not close/,
    ],
    [
      'one beyond the municipality',
      rectangle(15.69, 40.63, 15.8, 40.65),
      'boundary outside_municipality',
      /passes the municipal boundary: 1\.\d\d km²/,
    ],
    [
      'one that leaves nothing of another',
      rectangle(15.78, 40.63, 15.82, 40.65),
      'boundary swallowed',
      /Nothing would be left of “Beta”/,
    ],
    ['the same one again', rectangle(15.78, 40.63, 15.8, 40.65), 'area nothing_changed', /Nothing changes/],
  ] as const)('refuses %s', async ([, boundary, code, detail], { product }) => {
    const coordinator = await product.as('coordinator')
    const reply = await coordinator.post('/api/v1/area-changes/preview', redraw(boundary), {
      'accept-language': 'en',
    })
    expect(codes(reply)).toEqual([code])
    expect(reply.body.errors[0].detail).toMatch(detail)
  })

  test('names all faults at once', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const reply = await coordinator.post('/api/v1/area-changes/preview', {
      from: '2019-01-01',
      area: 'outside',
      name: 'Area di RSSMRA80A01G942K',
      boundary: { type: 'Polygon', coordinates: [square(15.78, 40.63).slice(0, 4)] },
      residents: [{ area: 'beta', residents: 10, on: '2030-01-01', source: 'x' }],
    })
    expect(codes(reply)).toEqual([
      'name tax_code',
      'from later_change',
      'area reserved_code',
      'boundary open_ring',
      'residents/0/on date_in_future',
    ])
  })
})

describe('a change of an area', () => {
  test('begins on its day: earlier maps stay byte for byte, and who, when and why is kept', async ({
    product,
    db,
  }) => {
    const coordinator = await product.as('coordinator')
    const before = await areasOn(product.visitor, '2025-12-31')
    const yesterday = await areasOn(product.visitor, '2026-12-31')
    const { reply } = await saved(
      coordinator,
      redraw(eastwards, {
        over: 'take',
        residents: [{ area: 'alfa', residents: 10100, on: '2026-01-01', source: 'Anagrafe' }],
      }),
      'Nuovo quartiere assegnato ad Alfa',
    )
    expect(reply.status, reply.text).toBe(201)
    expect(reply.body).toMatchObject({
      kind: 'area_redrawn',
      target: 'alfa',
      from: '2027-01-01',
      reason: 'Nuovo quartiere assegnato ad Alfa',
      by: 'coordinator',
      impact: { cells: 1, resources: 0 },
    })
    expect(await areasOn(product.visitor, '2025-12-31')).toBe(before)
    expect(await areasOn(product.visitor, '2026-12-31')).toBe(yesterday)
    const { features } = JSON.parse(await areasOn(product.visitor, '2027-01-01'))
    expect(features.map((f: any) => [f.id, f.properties.validFrom, f.properties.residents])).toEqual([
      ['alfa', '2027-01-01', 10100],
      ['beta', '2027-01-01', null],
    ])
    expect(await overlaps(db, '2027-01-01')).toBeLessThanOrEqual(1)
    expect((await coordinator.get('/api/v1/territory-changes')).body.changes).toEqual([reply.body])
    const audit = await db.owner
      .selectFrom('account.audit_event')
      .select('target')
      .where('operation', '=', 'changeArea')
      .execute()
    expect(audit).toEqual([{ target: 'alfa' }])
  })

  test('wants every hole and every taking decided', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const { reply } = await saved(coordinator, redraw(narrower))
    expect(codes(reply)).toEqual(['gap gap_undeclared'])
    expect(reply.body.errors[0].detail).toContain('1,88 km²')
    expect(codes((await saved(coordinator, redraw(eastwards))).reply)).toEqual(['over over_undecided'])
    expect((await saved(coordinator, redraw(narrower, { gap: 'outside' }))).reply.status).toBe(201)
    const { features } = JSON.parse(await areasOn(product.visitor, '2027-01-01'))
    expect(features[0].geometry.coordinates[0][0].map((p: number[]) => p[0])).not.toContain(15.8)
  })

  test('gives what it leaves to the neighbour, so that the border moves once', async ({ product, db }) => {
    const coordinator = await product.as('coordinator')
    const { preview, reply } = await saved(coordinator, redraw(narrower, { gap: 'neighbour' }))
    expect(preview.left.map((p: any) => [p.area, p.other])).toEqual([['alfa', 'beta']])
    expect(preview.areas.map((a: any) => [a.id, hectares(a.after.squareMetres)])).toEqual([
      ['alfa', 188],
      ['beta', 564],
    ])
    expect(reply.status, reply.text).toBe(201)
    expect(await overlaps(db, '2027-01-01')).toBeLessThanOrEqual(1)
    const { rows } = await sql<{ whole: number }>`
      select st_area(st_union(boundary)::geography) as whole from territory.area_version
       where daterange(valid_from, valid_to) @> '2027-01-01'::date`.execute(db.owner)
    expect(hectares(rows[0]!.whole)).toBe(751)
  })

  test('stops at the border when it is told to', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const both = rectangle(15.775, 40.63, 15.805, 40.65)
    const { preview, reply } = await saved(coordinator, redraw(both, { over: 'stop' }))
    expect(preview.areas.map((a: any) => [a.id, hectares(a.after.squareMetres)])).toEqual([['alfa', 470]])
    expect(reply.status).toBe(201)
  })

  test('adds, renames and ends an area; a name alone keeps its residents', async ({ product, db }) => {
    const coordinator = await product.as('coordinator')
    const gamma = {
      from: '2027-01-01',
      area: 'gamma',
      name: 'Gamma',
      boundary: rectangle(15.75, 40.66, 15.77, 40.68),
    }
    expect((await saved(coordinator, gamma)).reply.body.kind).toBe('area_added')
    const renamed = await saved(coordinator, { from: '2027-01-01', area: 'alfa', name: 'Alfa e dintorni' })
    expect(renamed.reply.body.kind).toBe('area_renamed')
    const named = async (on: string) =>
      JSON.parse(await areasOn(product.visitor, on)).features.map((f: any) => [
        f.properties.name,
        f.properties.residents,
      ])
    expect(await named('2026-12-31')).toEqual([
      ['Alfa', 9000],
      ['Beta', null],
    ])
    // Gamma lies north-west of both.
    expect(await named('2027-01-01')).toEqual([
      ['Gamma', null],
      ['Alfa e dintorni', 9000],
      ['Beta', null],
    ])
    const ended = await saved(coordinator, { from: '2027-02-01', area: 'alfa', ends: true, gap: 'outside' })
    expect(ended.reply.body.kind).toBe('area_ended')
    expect(ended.preview.centres.map((c: any) => [c.id, c.to])).toEqual([['porta-alfa', null]])
    expect((await named('2027-02-01')).map(([name]: string[]) => name)).toEqual(['Gamma', 'Beta'])
    expect((await coordinator.get('/api/v1/territory-changes')).body.changes.map((c: any) => c.kind)).toEqual(
      ['area_ended', 'area_renamed', 'area_added'],
    )
    const early = await coordinator.post('/api/v1/area-changes/preview', redraw(eastwards))
    expect(codes(early)).toContain('from later_change')
    expect(await overlaps(db, '2027-01-15')).toBeLessThanOrEqual(1)
  })

  test('may be drawn again from the same day, and its count then counts nothing', async ({ product, db }) => {
    const coordinator = await product.as('coordinator')
    const counted = { residents: [{ area: 'alfa', residents: 5000, on: '2026-01-01', source: 'x' }] }
    await saved(coordinator, redraw(eastwards, { over: 'take', ...counted }))
    const again = await saved(coordinator, redraw(narrower, { gap: 'neighbour' }))
    expect(again.reply.status, again.reply.text).toBe(201)
    const { features } = JSON.parse(await areasOn(product.visitor, '2027-01-01'))
    expect(features.map((f: any) => f.properties.residents)).toEqual([null, null])
    expect(await overlaps(db, '2027-01-01')).toBeLessThanOrEqual(1)
  })

  test('is refused when the territory has changed since its preview', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const { preview } = await saved(coordinator, redraw(eastwards, { over: 'take' }))
    const late = await coordinator.post('/api/v1/area-changes', {
      ...redraw(narrower, { gap: 'outside' }),
      reason: 'Prova',
      state: preview.state,
    })
    expect([late.status, late.body.type]).toEqual([409, '/problems/changed-meanwhile'])
  })

  test('never reaches a closed month: what is published keeps its map', async ({ product, db }) => {
    const operator = await product.as('operator')
    await operator.post('/api/v1/accesses', anAccess({ date: '2026-09-03' }))
    await closeDuePeriods(db.publisher, today)
    const coordinator = await product.as('coordinator')
    const closed = await coordinator.post(
      '/api/v1/area-changes/preview',
      redraw(eastwards, { from: '2026-10-31' }),
      { 'accept-language': 'en' },
    )
    expect(codes(closed)).toEqual(['from closed_month'])
    expect(closed.body.errors[0].detail).toContain('1 November 2026')
    const centre = { centre: 'porta-alfa', from: '2026-10-31', location: [15.791, 40.641] }
    expect(codes(await coordinator.post('/api/v1/centre-moves/preview', centre))).toEqual([
      'from closed_month',
    ])
    const release = (await product.as('partner').then(p => p.get('/api/v1/releases/2026-10'))).text
    const published = await areasOn(product.visitor, '2026-10-31')
    const { reply } = await saved(coordinator, redraw(eastwards, { from: '2026-11-01', over: 'take' }))
    expect(reply.status, reply.text).toBe(201)
    expect((await product.as('partner').then(p => p.get('/api/v1/releases/2026-10'))).text).toBe(release)
    expect(await areasOn(product.visitor, '2026-10-31')).toBe(published)
    expect((await coordinator.get('/api/v1/territory-changes')).body.earliest).toBe('2026-11-01')
  })

  test('takes its resources at once when its day has come, otherwise on that day and not before', async ({
    product,
    db,
  }) => {
    const coordinator = await product.as('coordinator')
    const operator = await product.as('operator')
    const { body: resource } = await operator.post(
      '/api/v1/resources',
      aResource({ geometry: { type: 'Point', coordinates: [15.803, 40.64] } }),
    )
    const areaNow = async () => (await operator.get(`/api/v1/resources/${resource.id}`)).body.properties.area
    expect(await areaNow()).toBe('beta')
    await saved(coordinator, redraw(eastwards, { over: 'take' }))
    expect(await placeDueResources(db.staff, today)).toBe(0)
    expect(await placeDueResources(db.staff, '2026-12-31')).toBe(0)
    expect(await areaNow()).toBe('beta')
    expect(await placeDueResources(db.staff, '2027-01-01')).toBe(1)
    expect(await areaNow()).toBe('alfa')
    expect(await placeDueResources(db.staff, '2027-01-01')).toBe(0)
  })

  test('in an open month already begun moves its resources when it is saved', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const operator = await product.as('operator')
    const { body: resource } = await operator.post(
      '/api/v1/resources',
      aResource({ geometry: { type: 'Point', coordinates: [15.803, 40.64] } }),
    )
    const { preview } = await saved(coordinator, redraw(eastwards, { from: '2026-11-01', over: 'take' }))
    expect(preview.resources.count).toBe(1)
    expect((await operator.get(`/api/v1/resources/${resource.id}`)).body.properties.area).toBe('alfa')
  })

  test('leaves cells as they are until the quarter ends', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    await saved(coordinator, redraw(eastwards, { from: '2026-11-10', over: 'take' }))
    const cells = async (on: string) =>
      (await product.visitor.get(`/api/v1/cells?on=${on}`)).body.features.map((f: any) => [
        f.id,
        f.properties.area,
      ])
    expect(await cells('2026-11-09')).toEqual([
      ['A-1', 'alfa'],
      ['B-1', 'beta'],
    ])
    expect(await cells('2026-12-31')).toEqual([
      ['A-1', 'alfa'],
      ['B-1', 'beta'],
    ])
    expect(await cells('2027-01-01')).toEqual([['A-1', 'alfa']])
  })

  test('at random never overlaps, opens no undeclared hole and stays inside the municipality', async ({
    product,
    db,
  }) => {
    const coordinator = await product.as('coordinator')
    const degree = (least: number, most: number) =>
      fc.integer({ min: Math.round(least * 1e5), max: Math.round(most * 1e5) }).map(n => n / 1e5)
    const corner = fc.tuple(degree(15.697, 15.86), degree(40.6, 40.7))
    const drawing = fc.record({
      area: fc.constantFrom('alfa', 'beta'),
      corners: fc.array(corner, { minLength: 3, maxLength: 9 }),
      over: fc.constantFrom('take', 'stop'),
      gap: fc.constantFrom('outside', 'neighbour', undefined),
    })
    const whole = async () =>
      (
        await sql<{ shape: string }>`
          select st_asewkt(derived.joined(array_agg(boundary)), 15) as shape from territory.area_version
           where daterange(valid_from, valid_to) @> '2027-01-01'::date`.execute(db.owner)
      ).rows[0]!.shape
    let saves = 0
    await fc.assert(
      fc.asyncProperty(drawing, async ({ area, corners, over, gap }) => {
        // Around their middle by angle: a star, which does not cross itself.
        const x = corners.reduce((sum, [lon]) => sum + lon, 0) / corners.length
        const y = corners.reduce((sum, [, lat]) => sum + lat, 0) / corners.length
        const ring = corners.toSorted(
          (a, b) => Math.atan2(a[1] - y, a[0] - x) - Math.atan2(b[1] - y, b[0] - x),
        )
        const body = redraw(
          { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
          { area, over, ...(gap ? { gap } : {}) },
        )
        const before = await whole()
        const preview = await coordinator.post('/api/v1/area-changes/preview', body)
        if (preview.status !== 200) {
          expect(preview.status, preview.text).toBe(422)
          return
        }
        const reply = await coordinator.post('/api/v1/area-changes', {
          ...body,
          reason: 'Prova',
          state: preview.body.state,
        })
        const left = preview.body.left.filter((p: any) => gap !== 'neighbour' || p.other === null)
        if (left.length > 0 && gap !== 'outside') {
          expect(codes(reply).every((code: string) => code === 'gap gap_undeclared')).toBe(true)
          return
        }
        expect(reply.status, reply.text).toBe(201)
        saves++
        expect(await overlaps(db, '2027-01-01')).toBeLessThanOrEqual(1)
        const declared = JSON.stringify(left.map((p: any, number: number) => ({ number, geometry: p.shape })))
        const { rows } = await sql<{ undeclared: number; beyond: number }>`
          with after as (select derived.joined(array_agg(boundary)) as shape from territory.area_version
                          where daterange(valid_from, valid_to) @> '2027-01-01'::date)
          select st_area(derived.metric(st_symdifference(
                   st_difference(st_geomfromewkt(${before}), a.shape, 1e-11),
                   coalesce((select derived.joined(array_agg(s.shape)) from derived.file_shapes(${declared}::jsonb) s),
                            st_setsrid('POLYGON EMPTY'::geometry, 4326)), 1e-11))) as undeclared,
                 st_area(st_difference(derived.metric(a.shape), st_buffer(derived.metric(m.boundary), 1))) as beyond
            from after a, territory.municipality m`.execute(db.owner)
        expect(rows[0]!.undeclared).toBeLessThanOrEqual(5)
        expect(rows[0]!.beyond).toBeLessThanOrEqual(1)
      }),
      { numRuns: 40, seed: 7, endOnFailure: true },
    )
    expect(saves).toBeGreaterThan(3)
  })
})

describe('a change of a centre', () => {
  const move = (more: object = {}) => ({ centre: 'porta-alfa', from: '2027-01-01', ...more })
  const savedMove = async (client: Client, body: object) => {
    const preview = await client.post('/api/v1/centre-moves/preview', body)
    expect(preview.status, preview.text).toBe(200)
    const reply = await client.post('/api/v1/centre-moves', {
      ...body,
      reason: 'Prova',
      state: preview.body.state,
    })
    expect(reply.status, reply.text).toBe(201)
    return { preview: preview.body, reply }
  }
  const centresOn = async (client: Client, on: string) => (await client.get(`/api/v1/centres?on=${on}`)).text

  test('moves a door from a day, telling how far and in which area it falls', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const before = await centresOn(product.visitor, '2026-07-01')
    const { preview, reply } = await savedMove(
      coordinator,
      move({
        location: [15.803, 40.64],
        address: 'Via di prova 3',
        openingHours: 'Mo-Fr 09:00-13:00',
      }),
    )
    expect(Math.round(preview.metres)).toBe(1100)
    expect([preview.before.doorIn, preview.after.doorIn, preview.after.area]).toEqual([
      'alfa',
      'beta',
      'alfa',
    ])
    expect(preview.operators).toBe(1)
    expect(reply.body).toMatchObject({ kind: 'centre_moved', target: 'porta-alfa', impact: { metres: 1100 } })
    expect(await centresOn(product.visitor, '2026-07-01')).toBe(before)
    const on = async (day: string) => JSON.parse(await centresOn(product.visitor, day)).features[0]
    expect((await on('2026-12-31')).geometry.coordinates).toEqual([15.79, 40.64])
    const now = await on('2027-01-01')
    expect(now.geometry.coordinates).toEqual([15.803, 40.64])
    expect(now.properties).toMatchObject({
      address: 'Via di prova 3',
      openingHours: 'Mo-Fr 09:00-13:00',
      openedOn: '2019-09-01',
      validFrom: '2027-01-01',
      positionQuality: 'approximate',
    })
  })

  test('opens, changes and ends', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const opened = await savedMove(coordinator, {
      centre: 'porta-delta',
      from: '2027-01-01',
      name: 'Porta Delta',
      location: [15.81, 40.645],
      managedBy: 'Ente di prova',
      area: 'beta',
    })
    expect(opened.reply.body.kind).toBe('centre_opened')
    const changed = await savedMove(coordinator, move({ managedBy: 'Altro ente' }))
    expect(changed.reply.body.kind).toBe('centre_changed')
    const ended = await savedMove(coordinator, move({ centre: 'porta-beta', ends: true }))
    expect([ended.reply.body.kind, ended.preview.after]).toEqual(['centre_ended', null])
    const ids = async (on: string) =>
      JSON.parse(await centresOn(product.visitor, on)).features.map((f: any) => f.id)
    expect(await ids('2026-12-31')).toEqual(['porta-alfa', 'porta-beta'])
    expect(await ids('2027-01-01')).toEqual(['porta-alfa', 'porta-delta'])
  })

  test('names all faults at once', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const reply = await coordinator.post('/api/v1/centre-moves/preview', {
      centre: 'porta-omega',
      from: '2026-11-01',
      location: [16.5, 40.64],
      openingHours: 'quando capita',
      area: 'omega',
      ends: true,
    })
    expect(codes(reply)).toEqual([
      'from ends_in_past',
      'location outside_municipality',
      expect.stringMatching(/^openingHours /),
      'area area_not_in_force',
      'from ended_already',
    ])
    expect(codes(await coordinator.post('/api/v1/centre-moves/preview', move()))).toEqual([
      'centre nothing_changed',
    ])
  })
})
