import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { geodata } from '../../api/demonstration/territory.ts'
import { refusal } from '../../api/territory/load/refusal.ts'
import { type LoadFaults, type LoadOptions, load, type TerritorySet } from '../../api/territory/load.ts'
import { describe, expect, type TestDatabase, test } from '../support/database.ts'
import { square } from '../support/given.ts'
import { inventedRegion } from '../support/invented-region.ts'
import { outside } from '../support/outside.ts'

const feature = (properties: unknown, ring: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates: type === 'Point' ? ring : [ring] },
})
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
/** What was loaded, its sentences in English. */
const loading = async (
  db: TestDatabase,
  set: TerritorySet,
  text: string,
  options: Partial<LoadOptions> = {},
) => {
  const { items, notes } = await load(db.owner, set, text, {
    source: 'test',
    ...(set === 'population' ? {} : { from: '2026-01-01' }),
    ...options,
  })
  return {
    items: items.map(({ detail, ...item }) => ({ ...item, detail: detail.en })),
    notes: notes.map(({ en }) => en),
  }
}
/** The faults of a load as lines; a load without faults fails the test. */
const refused = async (...parameters: Parameters<typeof loading>): Promise<string[]> => {
  const fault = await loading(...parameters).then(
    loaded => {
      throw new Error(`loaded ${loaded.items.length}`)
    },
    error => error,
  )
  return fault.message.split('\n')
}
const counts = async (db: TestDatabase) => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from territory.area) as areas, (select count(*) from territory.area_version) as versions,
           (select count(*) from territory.cell) as cells, (select count(*) from territory.centre_seat) as seats,
           (select count(*) from territory.municipality) as municipalities,
           (select count(*) from territory.population) as population`.execute(db.owner)
  return rows[0]!
}
const versionsOf = (db: TestDatabase, area: string) =>
  db.owner
    .selectFrom('territory.area_version')
    .select(['name', 'valid_from', 'valid_to'])
    .where('area_id', '=', area)
    .orderBy('valid_from')
    .execute()
const demonstration = async (db: TestDatabase) => {
  await loading(db, 'areas', geodata('areas/areas.geojson'))
  await loading(db, 'cells', geodata('cells/cells.geojson'))
}

const twoAreas = file(
  feature({ id: 'alfa', name: 'Alfa' }, square(15.78, 40.63)),
  feature({ id: 'beta', name: 'Beta', subtitle: 'Due' }, square(15.8, 40.63)),
)

// Kept beside the repository and not in it: the real ones are ISTAT's, elaborated by openpolis (CC BY 4.0).
const basilicata = outside('boundaries/limits_R_17_municipalities.geojson')
describe.for([
  [
    'of an invented region',
    { ...inventedRegion, neighbour: /^feature 1 «Comune inventato 0»: \d+\.\d\d km² of it are outside/ },
  ],
  ...(basilicata
    ? ([
        [
          'of Basilicata',
          {
            text: readFileSync(basilicata, 'utf8'),
            count: 131,
            ofSeveralParts: 9,
            capital: { id: '076063', name: 'Potenza', detail: '174.00 km²' },
            neighbour: /^feature 4 «Anzi»: 76\.06 km² of it are outside the municipality\.$/,
          },
        ],
      ] as const)
    : []),
] as const)('the boundaries %s', ([, { text: region, count, ofSeveralParts, capital, neighbour }]) => {
  const names = { id: 'com_istat_code' }
  const theCapital = { detail: expect.stringMatching(/^\d+\.\d\d km²$/), ...capital }

  test('load as areas: clockwise rings, several parts, shared borders', async ({ db }) => {
    const loaded = await loading(db, 'areas', region, names)
    expect(loaded.items).toHaveLength(count)
    expect(loaded.items.find(item => item.id === capital.id)).toEqual(theCapital)
    const { rows } = await sql<{ clockwise: number; parts: number }>`
      select count(*) filter (where not st_ispolygonccw(boundary)) as clockwise,
             count(*) filter (where st_numgeometries(boundary) > 1) as parts
        from territory.area_version`.execute(db.owner)
    expect(rows).toEqual([{ clockwise: 0, parts: ofSeveralParts }])
  })

  test('give one as the municipality, which then contains the demonstration and refuses its neighbours', async ({
    db,
  }) => {
    expect(await refused(db, 'municipality', region, names)).toEqual([
      expect.stringContaining(`it holds ${count} features and a municipality is one: say which with --only`),
    ])
    const loaded = await loading(db, 'municipality', region, { ...names, only: capital.id })
    expect(loaded.items).toEqual([theCapital])
    await demonstration(db)
    const lines = await refused(db, 'areas', region, { ...names, from: '2026-06-01' })
    expect(lines).toHaveLength(count - 1)
    expect(lines).toContainEqual(expect.stringMatching(neighbour))
  })

  test('overlap the demonstration when loaded with it', async ({ db }) => {
    const { features } = JSON.parse(region)
    for (const { properties } of features) properties.id = properties.com_istat_code
    const both = file(...features, ...JSON.parse(geodata('areas/areas.geojson')).features)
    const lines = await refused(db, 'areas', both)
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^feature \d+ «(.+)»: it overlaps feature \d+ «Nord Ovest» by 3\.15 km²\.$/)
    expect(lines[0]).toContain(`«${capital.name}»: it overlaps feature ${count + 1} «`)
  })
})

describe('loading areas', () => {
  test('names every fault in one run and changes nothing', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    const before = await counts(db)
    const bow = [
      [15.7, 40.6],
      [15.71, 40.61],
      [15.71, 40.6],
      [15.7, 40.61],
      [15.7, 40.6],
    ]
    const lines = await refused(
      db,
      'areas',
      file(
        feature({ id: 'a', name: 'Uno' }, bow),
        feature({ id: 'b', name: 'Due' }, square(15.78, 40.63)),
        feature({ id: 'c', name: 'Tre' }, square(15.79, 40.63)),
        feature({ id: 'c', name: 'Quattro' }, square(15.9, 40.63).slice(1)),
        feature({ id: 'd' }, [15.8, 40.6], 'Point'),
      ),
      { from: '2025-06-01' },
    )
    expect(lines).toEqual([
      'The file: the areas loaded start on 2026-01-01: --from must be a later day, 2025-06-01 is not.',
      'feature 1 «Uno»: its boundary is not valid: Self-intersection at 15.705 40.605.',
      expect.stringMatching(/^feature 2 «Due»: it overlaps feature 3 «Tre» by 1\.88 km²\.$/),
      expect.stringMatching(/^feature 4 «Quattro»: outer ring: it is not closed/),
      'feature 4 «Quattro»: its code «c» is already that of feature 3 «Tre».',
      'feature 5 «d»: it has no name: give it a property «name» or «nome» or «label».',
      'feature 5 «d»: its geometry is a Point: a Polygon or MultiPolygon is needed.',
    ])
    expect(await counts(db)).toEqual(before)
  })

  test.for([
    [{ from: undefined }, /^The file: say from which day it is in force/],
    [{ from: '2026-02-30' }, /^The file: --from 2026-02-30 is not a day/],
    [{ id: 'CODICE_AREA' }, /^feature 1 «Alfa»: it has no code: give it a property «CODICE_AREA»/],
    [{ only: 'gamma' }, /^The file: no feature has the code «gamma»/],
  ] as const)('refuses %j', async ([options, expected], { db }) => {
    expect((await refused(db, 'areas', twoAreas, options))[0]).toMatch(expected)
  })

  test('keeps the versions that end, and ends the areas that are not in the file', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    const loaded = await loading(
      db,
      'areas',
      file(feature({ id: 'beta', name: 'Beta larga' }, square(15.8, 40.63, 0.03))),
      { from: '2026-07-01' },
    )
    expect(loaded.notes).toContain('2 versions ended on 2026-07-01.')
    expect(await versionsOf(db, 'alfa')).toEqual([
      { name: 'Alfa', valid_from: '2026-01-01', valid_to: '2026-07-01' },
    ])
    expect(await versionsOf(db, 'beta')).toEqual([
      { name: 'Beta', valid_from: '2026-01-01', valid_to: '2026-07-01' },
      { name: 'Beta larga', valid_from: '2026-07-01', valid_to: null },
    ])
  })

  test('lists areas from the north-west', async ({ db }) => {
    await loading(
      db,
      'areas',
      file(
        feature({ id: 'se', name: 'SE' }, square(15.82, 40.6)),
        feature({ id: 'nw', name: 'NW' }, square(15.76, 40.66)),
        feature({ id: 'mid', name: 'Mid' }, square(15.79, 40.63)),
      ),
    )
    const rows = await db.owner
      .selectFrom('territory.area')
      .select(['id', 'position'])
      .orderBy('position')
      .execute()
    expect(rows).toEqual([
      { id: 'nw', position: 1 },
      { id: 'mid', position: 2 },
      { id: 'se', position: 3 },
    ])
  })

  test('moves resources to the area that holds them now', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    const { id } = await db.owner
      .insertInto('resource.resource')
      .values({ name: 'Prova', type: 'library', geometry: 'SRID=4326;POINT(15.805 40.64)' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const areaOf = () =>
      db.owner
        .selectFrom('resource.resource')
        .select('area_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    expect(await areaOf()).toEqual({ area_id: 'beta' })
    const wider = file(
      feature({ id: 'alfa', name: 'Alfa' }, [
        [15.78, 40.63],
        [15.81, 40.63],
        [15.81, 40.65],
        [15.78, 40.65],
        [15.78, 40.63],
      ]),
    )
    const loaded = await loading(db, 'areas', wider, { from: '2026-03-01' })
    expect(loaded.notes).toContain('1 resource changed area.')
    expect(await areaOf()).toEqual({ area_id: 'alfa' })
  })

  test('keeps the cells still nested in their area and ends the others', async ({ db }) => {
    await demonstration(db)
    const changed = JSON.parse(geodata('areas/areas.geojson'))
    changed.features = changed.features.filter((each: any) => each.id !== 'sud')
    const loaded = await loading(db, 'areas', JSON.stringify(changed), { from: '2026-07-01' })
    expect(loaded.notes).toEqual([
      '4 versions ended on 2026-07-01.',
      '42 cells kept, still nested in the same area.',
      '10 cells ended on 2026-07-01, no longer nested: load new cells.',
    ])
    const { rows } = await sql<{ cells: number }>`
      select count(*) as cells from territory.cell c join territory.area_version v on v.id = c.area_version_id
       where c.valid_to is null and v.valid_to is null`.execute(db.owner)
    expect(rows).toEqual([{ cells: 35 }])
  })
})

describe('loading cells', () => {
  const cell = (id: string, ring: unknown, more: object = {}) =>
    feature({ id, population: 800, ...more }, ring)

  test('nests each in the area that holds it, or in none', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    const loaded = await loading(
      db,
      'cells',
      file(
        cell('A-1', square(15.78, 40.63), { area: 'Alfa' }),
        cell('B-1', square(15.8, 40.63, 0.01)),
        cell('X-1', square(15.82, 40.63), { area: null }),
      ),
    )
    expect(loaded.items.map(item => item.detail.split(', ').at(-1))).toEqual([
      'alfa',
      'beta',
      'outside the areas',
    ])
  })

  test('names what is wrong with each', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    await loading(db, 'cells', file(cell('OLD', square(15.78, 40.63))))
    const lines = await refused(
      db,
      'cells',
      file(
        cell('OLD', square(15.78, 40.63, 0.005)),
        cell('B-1', square(15.805, 40.635)),
        cell('A-2', square(15.79, 40.63, 0.005), { population: 499 }),
        cell('A-3', square(15.79, 40.64, 0.005), { population: 'molti', area: 'beta' }),
        cell('X-1', square(15.9, 40.63), { area: 'gamma' }),
        cell('X-2', square(15.769, 40.66, 0.02).with(1, [15.79, 40.645])),
      ),
      { from: '2026-02-01' },
    )
    expect(lines).toEqual([
      'feature 1 «OLD»: its code is that of a cell of 2026-01-01: cells are frozen, new ones need new codes.',
      expect.stringMatching(/^feature 2 «B-1»: \d\.\d\d km² of it pass the border of the area beta\.$/),
      'feature 3 «A-2»: it has 499 residents, at least 500 are needed: merge it with a neighbour.',
      expect.stringMatching(/^feature 4 «A-3»: its residents are not a whole number/),
      'feature 4 «A-3»: it names the area «beta» and lies in alfa.',
      'feature 5 «X-1»: it names the area «gamma», which is not in force on 2026-02-01.',
      expect.stringMatching(/^feature 6 «X-2»: it is outside the areas but \d+ m² of it are inside one\.$/),
    ])
  })
})

describe('loading centres', () => {
  const centre = (id: string, more: object = {}) =>
    feature({ id, name: `Porta ${id}`, gestore: 'Ente di prova', ...more }, [15.79, 40.64], 'Point')

  test('gives each the area it names, the one its door stands in, or none', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    const text = file(
      centre('uno', { orari: 'Mo-Fr 9:00-13:00;PH off' }),
      centre('due', { area: 'Beta' }),
      centre('tre', { area: null }),
    )
    const loaded = await loading(db, 'centres', text)
    expect(loaded.items.map(item => item.detail)).toEqual([
      'serves alfa',
      'serves beta',
      'serves no target area',
    ])
    const again = await loading(db, 'centres', file(centre('uno', { name: 'Altra sede' })), {
      from: '2026-09-01',
    })
    expect(again.notes).toEqual(['3 seats ended on 2026-09-01.'])
    const seats = await db.owner
      .selectFrom('territory.centre_seat')
      .select(['name', 'valid_from', 'valid_to', 'opening_hours'])
      .where('centre_id', '=', 'uno')
      .orderBy('valid_from')
      .execute()
    expect(seats).toEqual([
      {
        name: 'Porta uno',
        valid_from: '2026-01-01',
        valid_to: '2026-09-01',
        opening_hours: 'Mo-Fr 09:00-13:00; PH off',
      },
      { name: 'Altra sede', valid_from: '2026-09-01', valid_to: null, opening_hours: null },
    ])
  })

  test('names what is wrong with each', async ({ db }) => {
    await loading(
      db,
      'municipality',
      file(feature({ istat: '076063', comune: 'Potenza' }, square(15.7, 40.55, 0.2))),
    )
    const lines = await refused(
      db,
      'centres',
      file(
        centre('uno', { area: 'gamma', gestore: null, positionQuality: 'precise', orari: 'lun-ven 9-13' }),
        feature({ id: 'due', name: 'Due', gestore: 'Ente' }, [16.5, 40.64], 'Point'),
      ),
    )
    expect(lines).toEqual([
      'feature 1 «Porta uno»: it serves «gamma», which is not an area in force on that day.',
      'feature 1 «Porta uno»: it does not say who manages it: give it a property «managedBy».',
      'feature 1 «Porta uno»: its position quality «precise» is not surveyed, geocoded, approximate, demo.',
      'feature 1 «Porta uno»: its opening hours cannot be read from «lun», character 1: perhaps «Mo-Fr 09:00-13:00».',
      expect.stringMatching(/^feature 2 «Due»: it is 5\d{4} m outside the municipality\.$/),
    ])
  })
})

describe('loading the municipality', () => {
  test('replaces the boundary, and says which areas it leaves out', async ({ db }) => {
    await loading(db, 'areas', twoAreas, { from: '2020-01-01' })
    const boundary = (west: number) =>
      file(feature({ istat: '076063', comune: 'Potenza' }, square(west, 40.55, 0.2)))
    await loading(db, 'municipality', boundary(15.7))
    const loaded = await loading(db, 'municipality', boundary(15.79), { from: undefined })
    expect(loaded.notes).toEqual([
      'The boundary of Potenza was replaced.',
      expect.stringMatching(/^Careful: areas in force pass this boundary: Alfa by 1\.8\d km²\.$/),
    ])
    expect((await counts(db)).municipalities).toBe(1)
  })

  test('allows the metre that two drawings of one border differ by', async ({ db }) => {
    await loading(
      db,
      'municipality',
      file(feature({ id: '076063', name: 'Potenza' }, square(15.7, 40.55, 0.2))),
    )
    // 0.000008° is 0.7 m of longitude here, 0.00002° is 1.7 m.
    await loading(db, 'areas', file(feature({ id: 'a', name: 'A' }, square(15.699992, 40.6))))
    expect(
      await refused(db, 'areas', file(feature({ id: 'a', name: 'A' }, square(15.69998, 40.6))), {
        from: '2026-02-01',
      }),
    ).toEqual([expect.stringMatching(/^feature 1 «A»: \d+ m² of it are outside the municipality\.$/)])
  })
})

test('a border is where it is drawn in degrees, however long its edges are', async ({ db }) => {
  await loading(db, 'municipality', geodata('municipality/municipality.geojson'))
  // In metres the southern edge of that rectangle, 16 km long, bends by 5 m: half of it must not stick out.
  const half = [
    [15.70714, 40.57926],
    [15.8, 40.57926],
    [15.8, 40.74075],
    [15.70714, 40.74075],
    [15.70714, 40.57926],
  ]
  const loaded = await loading(db, 'areas', file(feature({ id: 'ovest', name: 'Ovest' }, half)))
  expect(loaded.items).toHaveLength(1)
})

describe('loading residents', () => {
  const header = 'area,residents,reference_date,source\n'

  test('adds dated counts, and replaces those of the same day', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    await loading(db, 'population', `${header}alfa,9000,2024-12-31,Anagrafe\ncity,63990,2024-12-31,ISTAT\n`)
    await loading(db, 'population', `${header}alfa,9100,2025-12-31,Anagrafe\nalfa,9001,31/12/2024,Anagrafe\n`)
    const rows = await db.owner
      .selectFrom('territory.population')
      .select(['scope', 'area_id', 'residents', 'reference_date', 'is_demo'])
      .orderBy('reference_date')
      .orderBy('scope')
      .execute()
    const real = { is_demo: false }
    expect(rows).toEqual([
      { scope: 'area', area_id: 'alfa', residents: 9001, reference_date: '2024-12-31', ...real },
      { scope: 'city', area_id: null, residents: 63990, reference_date: '2024-12-31', ...real },
      { scope: 'area', area_id: 'alfa', residents: 9100, reference_date: '2025-12-31', ...real },
    ])
  })

  test('takes the place of the demonstration’s estimates, even of a later day', async ({ db }) => {
    await loading(db, 'areas', geodata('areas/areas.geojson'))
    await loading(db, 'population', geodata('population/population.csv'), { demonstration: true })
    const loaded = await loading(db, 'population', `${header}sud,8000,2023-12-31,Anagrafe\n`)
    expect(loaded.notes).toEqual(['5 demonstration estimates removed.'])
    const { rows } = await sql<{ id: string; residents: number | null }>`
      select id, residents from derived.areas('2026-06-01')`.execute(db.owner)
    expect(rows.map(row => [row.id, row.residents])).toEqual([
      ['nord-ovest', null],
      ['centro', null],
      ['nord-est', null],
      ['sud', 8000],
    ])
  })

  test('names the row of an unknown area', async ({ db }) => {
    await loading(db, 'areas', twoAreas)
    expect(await refused(db, 'population', `${header}alfa,1,2025-01-01,x\ngamma,2,2025-01-01,x\n`)).toEqual([
      'row 3 «gamma»: the area «gamma» is not known: use a loaded area’s code or name, «outside» or «city».',
    ])
  })
})

describe('borders that nearly meet', () => {
  /** Two areas side by side for 2 km, the second beginning so many metres inside the first. */
  const apart = (metres: number) => {
    const west = 15.8 - metres / 84_500
    const ring = (from: number, to: number) => [
      [from, 40.62],
      [to, 40.62],
      [to, 40.64],
      [from, 40.64],
      [from, 40.62],
    ]
    return file(
      feature({ id: 'alfa', name: 'Alfa' }, ring(15.78, 15.8)),
      feature({ id: 'beta', name: 'Beta' }, ring(west, 15.82)),
    )
  }
  const shared = async (db: TestDatabase) => {
    const { rows } = await sql<{ square_metres: number }>`
      select st_area(st_intersection(a.boundary, b.boundary)::geography) as square_metres
        from territory.area_version a join territory.area_version b on a.id < b.id`.execute(db.owner)
    return rows[0]!.square_metres
  }

  test('a strip of two millimetres along two kilometres is no overlap; one of a metre is', async ({ db }) => {
    expect((await loading(db, 'areas', apart(0.002))).items).toHaveLength(2)
    const lines = await refused(db, 'areas', apart(1), { from: '2026-02-01' })
    expect(lines).toEqual([
      expect.stringMatching(/^feature 1 «Alfa»: it overlaps feature 2 «Beta» by 2\d{3} m²\.$/),
    ])
  })

  test('--snap draws the second onto the border of the first and says by how much', async ({ db }) => {
    const { notes } = await loading(db, 'areas', apart(0.4), { snap: true })
    expect(notes[0]).toMatch(/^feature 2 «Beta»: 2 corners drawn onto .* by at most 0\.40 m\.$/)
    expect(await shared(db)).toBe(0)
    // Nothing moves farther than half a metre, and nothing is said of what does not move.
    expect(await refused(db, 'areas', apart(3), { snap: true, from: '2026-02-01' })).toHaveLength(1)
    expect(
      (await loading(db, 'areas', apart(0), { snap: true, from: '2026-03-01' })).notes.join(),
    ).not.toContain('feature')
  })

  test('--clip leaves what two share to the first, what is outside to nobody, and says how much', async ({
    db,
  }) => {
    const { notes } = await loading(db, 'areas', apart(100), { clip: true })
    expect(notes[0]).toMatch(/^feature 2 «Beta»: 0\.22 km² cut off|^feature 2 «Beta»: 22\d{4} m² cut off/)
    expect(await shared(db)).toBeLessThan(1)
    const twice = file(
      feature({ id: 'alfa', name: 'Alfa' }, square(15.78, 40.63)),
      feature({ id: 'beta', name: 'Beta' }, square(15.78, 40.63)),
    )
    expect(await refused(db, 'areas', twice, { clip: true, from: '2026-02-01' })).toEqual([
      'feature 2 «Beta»: nothing of it is left: it lies in features before it, or outside the municipality.',
    ])
  })
})

describe('parts of one area', () => {
  const part = (id: string, west: number, more: object = {}) =>
    feature({ id, name: id.toUpperCase(), ...more }, square(west, 40.63, 0.01))
  const partsOf = async (db: TestDatabase) => {
    const { rows } = await sql<{ area_id: string; parts: number }>`
      select area_id, st_numgeometries(boundary) as parts from territory.area_version
       where valid_to is null order by area_id`.execute(db.owner)
    return rows
  }

  test('are one version, apart or side by side, and the notes say so', async ({ db }) => {
    const { items, notes } = await loading(
      db,
      'areas',
      file(part('a', 15.78), part('b', 15.8), part('b', 15.81), part('a', 15.84)),
    )
    expect(items.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(notes).toEqual([
      'feature 4 joined to feature 1 «A»: 2 parts.',
      'feature 3 joined to feature 2 «B»: 2 parts.',
    ])
    expect(await partsOf(db)).toEqual([
      { area_id: 'a', parts: 2 },
      { area_id: 'b', parts: 1 },
    ])
  })

  test('are one cell with one count of residents, and one municipality', async ({ db }) => {
    const [first, second] = [part('a', 15.78, { residents: 800 }), part('a', 15.84, { residents: 700 })]
    expect(await refused(db, 'cells', file(first, second))).toEqual([
      'feature 1 «A»: its residents are not those of feature 2, which is a part of it: each part needs the total.',
    ])
    const same = part('a', 15.84, { residents: 800 })
    const { items, notes } = await loading(db, 'cells', file(first, same))
    expect(items).toMatchObject([{ id: 'a', detail: expect.stringContaining('800 residents') }])
    expect(notes).toEqual(['feature 2 joined to feature 1 «A»: 2 parts.'])
    const potenza = (west: number) => part('076063', west, { name: 'Potenza' })
    const region = file(part('076064', 15.7), potenza(15.78), potenza(15.84), part('076064', 15.9))
    expect((await loading(db, 'municipality', region, { only: '076063' })).notes).toEqual([
      'feature 3 joined to feature 2 «Potenza»: 2 parts.',
      'The municipality has no dates: --from is not used.',
    ])
  })
})

test('every fault and note has its Italian', async ({ db }) => {
  const attempt = (set: TerritorySet, text: string, options: Partial<LoadOptions> = {}) =>
    load(db.owner, set, text, { source: 'test', from: '2026-01-01', ...options })
  const faultsOf = (...parameters: Parameters<typeof attempt>): Promise<LoadFaults> =>
    attempt(...parameters).then(
      loaded => {
        throw new Error(`loaded ${loaded.items.length}`)
      },
      error => error,
    )
  const bow = square(15.7, 40.6).with(1, square(15.7, 40.6)[2]!).with(2, square(15.7, 40.6)[1]!)
  const residents = { population: 800 }
  const boundary = file(feature({ istat: '076063', comune: 'Potenza' }, square(15.7, 40.55, 0.2)))
  const loads = [
    await attempt('municipality', boundary),
    await attempt('areas', twoAreas),
    await attempt('cells', file(feature({ id: 'OLD', ...residents }, square(15.78, 40.63, 0.01)))),
  ]
  const refusals = [
    await faultsOf(
      'areas',
      file(
        feature({ id: 'a', name: 'Uno' }, bow),
        feature({ id: 'b', name: 'Due' }, square(15.88, 40.63, 0.05)),
        feature({ id: 'c', name: 'Tre' }, square(15.89, 40.63)),
      ),
    ),
    await faultsOf('areas', twoAreas, { from: undefined }),
    await faultsOf('areas', twoAreas, { from: 'ieri', only: 'gamma' }),
    await faultsOf('municipality', twoAreas),
    await faultsOf('cells-from', file(feature({ id: 'x', residents: 'molti' }, square(15.78, 40.63)))),
    await faultsOf(
      'cells',
      file(
        feature({ id: 'OLD', ...residents }, square(15.78, 40.63, 0.005)),
        feature({ id: 'B-1', ...residents, area: 'alfa' }, square(15.805, 40.635)),
        feature({ id: 'A-2', population: 499 }, square(15.79, 40.63, 0.005)),
        feature(
          { id: 'X-1', ...residents, area: 'gamma' },
          square(15.769, 40.66, 0.02).with(1, [15.79, 40.645]),
        ),
      ),
    ),
    await faultsOf(
      'centres',
      file(
        feature(
          { id: 'x', name: 'X', area: 'gamma', positionQuality: 'precise', orari: 'lun-ven 9-13' },
          [16.5, 40.6],
          'Point',
        ),
      ),
    ),
    await faultsOf('streets', 'via;civico;lon;lat\nVia A;1;16,5;40,6\n'),
    await faultsOf('isochrones', file(feature({ minutes: 'x' }, square(15.78, 40.63)))),
  ]
  const cut = file(
    feature({ id: 'alfa', name: 'Alfa' }, square(15.78, 40.63)),
    feature({ id: 'beta', name: 'Beta' }, square(15.79, 40.63)),
  )
  loads.push(
    await attempt('areas', cut, { from: '2026-02-01', clip: true }),
    await attempt(
      'population',
      'area,residents,reference_date,source\ncity,1,2025-01-01,x\nalfa,2,2025-01-01,x\n',
    ),
    await attempt(
      'municipality',
      file(feature({ istat: '076063', comune: 'Potenza' }, square(15.795, 40.55, 0.2))),
    ),
    await attempt(
      'streets',
      'via;civico;lon;lat\nVia A;1;15,8;40,6\nVia A;snc;15,8;40,6\nVia A;1;15,8;40,6\nVia A;2;;\n',
    ),
  )
  const faults = refusals.flatMap(error => error.faults.map(({ fault }) => fault))
  const notes = loads.flatMap(loaded => loaded.notes)
  expect(faults.length).toBeGreaterThan(20)
  expect(notes.length).toBeGreaterThan(9)
  for (const { it, en } of [
    ...faults,
    ...notes,
    ...loads.flatMap(({ items }) => items.map(one => one.detail)),
  ])
    if (!/^[\d.]+ km²$/.test(en)) {
      expect(it, en).not.toBe(en)
      expect(it, en).not.toMatch(/\b(its|the|is|of|feature)\b/)
    }
  const [areas] = refusals
  expect(areas!.message.split('\n')).toHaveLength(areas!.faults.length)
  expect(areas!.inLanguage('it')).toContain(
    'elemento 1 «Uno»: il suo confine non è valido: si incrocia con sé stesso, in 15.71 ',
  )
  // Only where it can be repaired: an overlap of areas, not a file without a day, nor a place of the wrong kind.
  const hint = /\n\nCon --snap .* 0,5 m .* con --clip .*\n\d+ errori: nulla è stato cambiato\.$/
  expect(refusal(areas!, 'areas', 'it')).toMatch(hint)
  expect(refusal(areas!, 'areas', 'en')).toMatch(/\nWith --snap .*\n\d+ faults: nothing was changed\.$/)
  expect(refusal(areas!, 'cells-from', 'it')).not.toContain('--snap')
  expect(refusal(refusals[1]!, 'areas', 'it')).toMatch(/--from 2026-01-01\.\n\n1 errore: nulla/)
})
