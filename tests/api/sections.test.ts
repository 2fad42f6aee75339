/** Cells built from sections by the loader: the demonstration's own polygons, and those of a whole region. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { geodata } from '../../api/demonstration/territory.ts'
import { type LoadFaults, load } from '../../api/territory/load.ts'
import { describe, expect, type TestDatabase, test } from '../support/database.ts'
import { square } from '../support/given.ts'
import { inventedRegion } from '../support/invented-region.ts'
import { outside } from '../support/outside.ts'

const next = () => {
  const month = new Date().getMonth()
  return month > 8
    ? `${new Date().getFullYear() + 1}-01-01`
    : `${new Date().getFullYear()}-${String(Math.floor(month / 3) * 3 + 4).padStart(2, '0')}-01`
}
const options = { source: 'Censimento di prova', from: next() }
const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
const file = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const section = (id: string, residents: number, west: number, south: number, side = 0.01) => ({
  type: 'Feature',
  properties: { id, residents },
  geometry: { type: 'Polygon', coordinates: [square(west, south, side)] },
})

async function checked(db: TestDatabase, day: string) {
  const { rows } = await sql<{
    cells: number
    residents: number
    fewest: number
    overlap: number
    astray: number
  }>`
    with c as (select c.*, v.area_id from territory.cell c left join territory.area_version v on v.id = c.area_version_id
                where daterange(c.valid_from, c.valid_to) @> ${day}::date)
    select (select count(*) from c) as cells, (select sum(residents) from c) as residents,
           (select min(residents) from c) as fewest,
           (select coalesce(max(st_area(derived.metric(derived.common(a.boundary, b.boundary)))), 0)
              from c a join c b on a.id < b.id and a.boundary && b.boundary) as overlap,
           (select count(*) from c, lateral derived.nesting(c.boundary, ${day}::date) n
             where n.area_id is distinct from c.area_id or n.astray > 1) as astray`.execute(db.owner)
  return rows[0]!
}

describe('cells from sections', () => {
  test('are nested in areas, keep every resident, and come with the next quarter', async ({ db }) => {
    await load(db.owner, 'areas', geodata('areas/areas.geojson'), { source: 'test', from: '2026-01-01' })
    await load(db.owner, 'cells', geodata('cells/cells.geojson'), { source: 'test', from: '2026-01-01' })
    const before = await checked(db, dayBefore(options.from))
    // The demonstration's cells as if they were sections, each with a third of its residents.
    const { features } = JSON.parse(geodata('cells/cells.geojson'))
    const sections = features.map((one: any) => ({
      ...one,
      properties: { id: one.properties.id, population: Math.round(one.properties.population / 3) },
    }))
    const total = sections.reduce((sum: number, one: any) => sum + one.properties.population, 0)
    const loaded = await load(db.owner, 'cells-from', file(sections), options)
    const { cells, residents, fewest, overlap, astray } = await checked(db, options.from)
    expect(cells).toBe(loaded.items.length)
    expect(cells).toBeLessThan(features.length)
    expect(residents).toBe(total)
    expect(fewest).toBeGreaterThanOrEqual(500)
    expect(overlap).toBeLessThanOrEqual(1)
    expect(astray).toBe(0)
    // Until then the ones in force stay as they are.
    expect(await checked(db, dayBefore(options.from))).toEqual(before)
    const kept = await db.owner.selectFrom('territory.change').select(['kind', 'reason']).execute()
    expect(kept).toEqual([{ kind: 'cells_rebuilt', reason: 'Censimento di prova' }])
  })

  test('are cut where a section crosses an area, and tell of who is in none', async ({ db }) => {
    const area = {
      type: 'Feature',
      properties: { id: 'alfa', name: 'Alfa' },
      geometry: { type: 'Polygon', coordinates: [square(15.78, 40.63, 0.015)] },
    }
    await load(db.owner, 'areas', file([area]), { source: 'test', from: '2026-01-01' })
    // Two by two squares of a hundredth of a degree: the area holds one whole, halves of two, a quarter of the last.
    const sections = [
      section('1', 800, 15.78, 40.63),
      section('2', 800, 15.79, 40.63),
      section('3', 800, 15.78, 40.64),
      section('4', 40, 15.79, 40.64),
      section('5', 30, 15.9, 40.7),
    ]
    const { items, notes } = await load(db.owner, 'cells-from', file(sections), options)
    expect(items.map(({ detail }) => detail.en).sort()).toEqual([
      '1610 residents, alfa',
      '830 residents, outside the areas',
    ])
    expect(notes.map(({ en }) => en).join()).toContain(
      '30 residents of the rest of the municipality are in no cell',
    )
    expect((await checked(db, options.from)).astray).toBe(0)
  })

  test('refuse a day that is not the first of a quarter to come, and residents that are no number', async ({
    db,
  }) => {
    const sections = [{ ...section('1', 800, 15.78, 40.63), properties: { id: '1', residents: 'molti' } }]
    const refused = async (from: string) =>
      load(db.owner, 'cells-from', file(sections), { ...options, from }).then(
        () => [],
        (error: LoadFaults) => error.faults.map(({ fault }) => fault.en),
      )
    expect(await refused('2099-02-01')).toEqual([
      expect.stringMatching(/^cells change with a quarter that has not begun/),
      expect.stringMatching(/^its residents are not a whole number/),
    ])
    expect((await refused('2026-01-01'))[0]).toMatch(/^cells change with a quarter/)
  })

  const basilicata = outside('boundaries/limits_R_17_municipalities.geojson')
  test.for([
    ['invented', inventedRegion.text],
    ...(basilicata ? ([['real', readFileSync(basilicata, 'utf8')]] as const) : []),
  ] as const)(
    'hold on the %s polygons of a whole region, with invented residents',
    async ([, region], { db }) => {
      const { features } = JSON.parse(region)
      for (const [index, one] of features.entries())
        one.properties = { id: one.properties.com_istat_code, residents: (index * 97) % 640 }
      const total = features.reduce((sum: number, one: any) => sum + one.properties.residents, 0)
      await load(db.owner, 'cells-from', file(features), options)
      const { residents, fewest, overlap } = await checked(db, options.from)
      expect(residents).toBe(total)
      expect(fewest).toBeGreaterThanOrEqual(500)
      expect(overlap).toBeLessThanOrEqual(1)
    },
  )
})
