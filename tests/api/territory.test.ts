import { describe, expect, test } from '../support/app.ts'
import { square } from '../support/given.ts'

describe('areas, centres and cells', () => {
  test('are GeoJSON that anyone may read, in geographic order, with dated population', async ({
    product,
  }) => {
    const areas = await product.visitor.get('/api/v1/areas')
    expect(areas.headers.get('content-type')).toContain('application/geo+json')
    expect(
      areas.body.features.map((f: any) => [f.id, f.properties.residents, f.properties.residentsOn]),
    ).toEqual([
      ['alfa', 9000, '2025-01-01'],
      ['beta', null, null],
    ])
    const cells = await product.visitor.get('/api/v1/cells')
    expect(cells.body.features.map((f: any) => [f.id, f.properties.area])).toEqual([
      ['A-1', 'alfa'],
      ['B-1', 'beta'],
    ])
  })

  test('are those in force on the day asked for', async ({ product }) => {
    const ids = async (on: string) =>
      (await product.visitor.get(`/api/v1/centres?on=${on}`)).body.features.map((f: any) => f.id)
    expect(await ids('2018-01-01')).toEqual([])
    expect(await ids('2026-07-01')).toEqual(['porta-alfa', 'porta-beta', 'porta-gamma'])
    expect(await ids('2026-09-01')).toEqual(['porta-alfa', 'porta-beta'])
  })

  test('keep last year’s map when an area is redrawn', async ({ product, db }) => {
    await db.owner
      .updateTable('territory.area_version')
      .set({ valid_to: '2026-10-01' })
      .where('area_id', '=', 'alfa')
      .execute()
    const ring = square(15.75, 40.63)
    await db.owner
      .insertInto('territory.area_version')
      .values({
        area_id: 'alfa',
        name: 'Alfa nuova',
        boundary: `SRID=4326;MULTIPOLYGON(((${ring.map(p => p.join(' ')).join(',')})))`,
        valid_from: '2026-10-01',
        source: 'test',
      })
      .execute()
    const name = async (on: string) =>
      (await product.visitor.get(`/api/v1/areas?on=${on}`)).body.features[0].properties.name
    expect(await name('2026-09-30')).toBe('Alfa')
    expect(await name('2026-10-01')).toBe('Alfa nuova')
  })

  test('refuse an overlap while both are in force, and a shared border is none', async ({ given }) => {
    const insert = (west: number) =>
      given.owner.transaction().execute(async trx => {
        await trx.insertInto('territory.area').values({ id: 'gamma', position: 9 }).execute()
        await trx
          .insertInto('territory.area_version')
          .values({
            area_id: 'gamma',
            name: 'Gamma',
            boundary: `SRID=4326;MULTIPOLYGON(((${square(west, 40.63)
              .map(p => p.join(' '))
              .join(',')})))`,
            valid_from: '2025-01-01',
            source: 'test',
          })
          .execute()
      })
    await expect(insert(15.81)).rejects.toMatchObject({ constraint: 'area_version_no_overlap' })
    await insert(15.82)
  })

  test('say which parameter they do not know', async ({ product }) => {
    const reply = await product.visitor.get('/api/v1/areas?on=yesterday&colour=red', {
      'accept-language': 'en',
    })
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((e: any) => e.pointer)).toEqual(['#/query/on', '#/query/colour'])
  })
})
