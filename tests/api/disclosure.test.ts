/** What leaves the observatory: measured once with noise when a period closes, stored for ever, tied to no record. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createApp } from '../../api/app.ts'
import { closeDuePeriods, closePeriod } from '../../api/disclosure/close.ts'
import { needGroups } from '../../api/disclosure/codes.ts'
import { editions } from '../../api/disclosure/editions.ts'
import { cumulativeTable, one, probabilities } from '../../api/disclosure/noise.ts'
import { clientOf, describe, expect, now, type Reply, servedBy, test } from '../support/app.ts'
import { statementsOf, type TestDatabase } from '../support/database.ts'

type Visit = {
  id?: string
  day: string
  area?: string
  lastVisit?: string
  need?: string
}

async function givenVisits(db: TestDatabase, visits: Visit[]): Promise<string[]> {
  const rows = visits.map(visit => ({ id: randomUUID() as string, ...visit }))
  await db.recorder
    .insertInto('record.access')
    .values(
      rows.map(({ id, day, area = 'alfa', lastVisit = 'never_or_earlier_years' }) => ({
        id,
        day,
        statistical_period: day,
        centre_id: 'porta-alfa',
        channel: 'in_person',
        origin: 'spontaneous',
        residence: area === 'outside' || area === 'unknown' ? area : 'area',
        residence_area_id: area === 'outside' || area === 'unknown' ? null : area,
        age_band: '35-49',
        gender: 'F',
        citizenship: 'it',
        household: 'single',
        income_support: 'none',
        known_to_service: 'no',
        last_visit: lastVisit,
      })),
    )
    .execute()
  await db.recorder
    .insertInto('record.need')
    .values(
      rows.map(({ id, need = 'housing' }) => ({
        access_id: id,
        position: 1,
        domain: need,
        outcome: 'guidance',
      })),
    )
    .execute()
  return rows.map(row => row.id)
}

const times = (count: number, visit: Visit) => Array.from({ length: count }, () => visit)
const quarter = ['2025-07', '2025-08', '2025-09']
const closeThirdQuarter = async (db: TestDatabase) => {
  for (const period of [...quarter, '2025-Q3']) await closePeriod(db.publisher, period, '2025-10-10')
}

const releaseOf = (db: TestDatabase, id: string) =>
  db.reader.selectFrom('published.release').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
const measured = async (db: TestDatabase, period: string, table = period.includes('Q') ? 'T2' : 'T0') => {
  const rows = await db.reader
    .selectFrom('published.measurement as m')
    .innerJoin('published.ledger as l', 'l.id', 'm.ledger_id')
    .where('l.period', '=', period)
    .where('l.table_code', '=', table)
    .select(['m.cell', 'm.value'])
    .execute()
  return new Map(rows.map(({ cell, value }) => [cell.join('/'), value]))
}
const everythingPublished = async (db: TestDatabase) =>
  JSON.stringify([
    await db.reader.selectFrom('published.release').selectAll().orderBy('id').execute(),
    await db.reader
      .selectFrom('published.figure')
      .selectAll()
      .orderBy('release_id')
      .orderBy('cell')
      .execute(),
    await db.reader
      .selectFrom('published.measurement')
      .selectAll()
      .orderBy('ledger_id')
      .orderBy('cell')
      .execute(),
    await db.reader.selectFrom('published.ledger').selectAll().orderBy('id').execute(),
  ])

/** Takes back every closing, as only whoever owns the database and lifts its guards can, to close again. */
async function reopen(db: TestDatabase): Promise<void> {
  const tables = ['figure', 'release', 'measurement', 'ledger'].map(table => `published.${table}`)
  for (const table of tables) await sql.raw(`alter table ${table} disable trigger user`).execute(db.owner)
  await sql.raw(`truncate ${tables.join(', ')}`).execute(db.owner)
  for (const table of tables) await sql.raw(`alter table ${table} enable trigger user`).execute(db.owner)
}

/** An edition in force from a quarter already past, as only the owner with the guards lifted can. */
async function givenEdition(db: TestDatabase, edition: string, quarter: string): Promise<void> {
  await sql`
    insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash)
    select ${quarter}, '-', 'edition', name, sigma, 0, '' from published.edition where name = ${edition}`.execute(
    db.owner,
  )
}

/** Salt and keys set to known values: the only way two databases, or two engines, can hold the same rows. */
async function givenFixedSecrets(db: TestDatabase, ids: readonly string[]): Promise<void> {
  await sql`update record.salt set value = sha256('a salt of the tests')`.execute(db.owner)
  await sql`alter table record.access disable trigger access_statistical_period`.execute(db.owner)
  for (const [index, id] of ids.entries())
    await db.owner
      .updateTable('record.access')
      .set({ record_key: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` })
      .where('id', '=', id)
      .execute()
  await sql`alter table record.access enable trigger access_statistical_period`.execute(db.owner)
}

describe('the noise table', () => {
  test('holds every constant of the law', async ({ db }) => {
    const { rows } = await sql<{ sigma: number; z: number; cumulative: string }>`
      select sigma, z, cumulative::text as cumulative from published.noise order by sigma, z`.execute(
      db.reader,
    )
    expect(rows).toEqual(
      [2, 3].flatMap(sigma =>
        cumulativeTable(sigma).map(({ z, cumulative }) => ({ sigma, z, cumulative: String(cumulative) })),
      ),
    )
  })
})

describe('a draw', () => {
  type Draw = { place: string; z: number }
  const draws = async (db: TestDatabase, count: number, sigma: number) =>
    (
      await sql<Draw>`
        select place, derived.drawn(sha256('fingerprint'), 'T0', place, ${sigma}::smallint) as z
          from (select 'cell/' || n as place from generate_series(1, ${count}::integer) n) p`.execute(
        db.owner,
      )
    ).rows

  test('is the quantile of the first 60 bits of SHA-256, exactly', async ({ db }) => {
    const fingerprint = createHash('sha256').update('fingerprint').digest()
    for (const sigma of [2, 3]) {
      const table = cumulativeTable(sigma)
      for (const { place, z } of await draws(db, 500, sigma)) {
        const digest = createHash('sha256')
          .update(Buffer.concat([fingerprint, Buffer.from('T0'), Buffer.from([0]), Buffer.from(place)]))
          .digest('hex')
        const bits = BigInt(`0x${digest.slice(0, 15)}`)
        expect(bits).toBeLessThan(one)
        expect(z).toBe(table.find(row => bits < row.cumulative)!.z)
      }
    }
  })

  test('on 10,000 empty cells has variance 9 ± 0.5 and matches the table (χ², p > 0.001)', async ({ db }) => {
    const values = (await draws(db, 10_000, 3)).map(({ z }) => z)
    const mean = values.reduce((sum, z) => sum + z, 0) / values.length
    const variance = values.reduce((sum, z) => sum + (z - mean) ** 2, 0) / values.length
    expect(variance).toBeGreaterThan(8.5)
    expect(variance).toBeLessThan(9.5)
    const bin = (z: number) => Math.max(-8, Math.min(8, z))
    const expected = new Map<number, number>()
    probabilities(3).forEach((p, i) => {
      expected.set(bin(i - 26), (expected.get(bin(i - 26)) ?? 0) + p * values.length)
    })
    const chiSquare = [...expected].reduce((sum, [z, count]) => {
      const observed = values.filter(value => bin(value) === z).length
      return sum + (observed - count) ** 2 / count
    }, 0)
    expect(chiSquare).toBeLessThan(39.25) // 16 degrees of freedom, p = 0.001
  })
})

describe('closing a month', () => {
  test('measures every cell near its count, the area outside too, and writes a ledger line per table', async ({
    given: db,
  }) => {
    await givenVisits(db, [
      ...times(40, { day: '2025-09-03' }),
      ...times(60, { day: '2025-09-30', area: 'beta', lastVisit: 'this_quarter' }),
      ...times(50, { day: '2025-09-30', area: 'beta', lastVisit: 'this_quarter_3_or_more' }),
      ...times(90, { day: '2025-09-09', area: 'outside', lastVisit: 'unknown' }),
      ...times(30, { day: '2025-09-09', area: 'unknown' }),
      ...times(70, { day: '2025-10-01' }),
    ])
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    const cells = await measured(db, '2025-09')
    const counts = { 'alfa/2025-09': 40, 'beta/2025-09': 60, 'outside_or_unknown/2025-09': 120 }
    expect([...cells.keys()].sort()).toEqual(Object.keys(counts))
    for (const [cell, count] of Object.entries(counts))
      expect(Math.abs(cells.get(cell)! - count)).toBeLessThanOrEqual(26)
    const text = [...cells]
      .map(([cell, value]) => `${cell}=${value}`)
      .sort()
      .join('\n')
    const ledger = await db.reader.selectFrom('published.ledger').selectAll().orderBy('table_code').execute()
    expect(ledger).toMatchObject([
      {
        period: '2025-09',
        table_code: 'T0',
        kind: 'closing',
        edition: 'L',
        sigma: 3,
        rows_hash: createHash('sha256').update(text).digest('hex'),
      },
      { period: '2025-09', table_code: 'T1', kind: 'closing', edition: 'L', sigma: 3 },
    ])
    for (const { cost } of ledger) expect(Number(cost)).toBeCloseTo(1 / 9, 12)
  })

  test('seals a release whose hash is that of its bytes', async ({ given: db }) => {
    await givenVisits(db, times(40, { day: '2025-09-03' }))
    await closePeriod(db.publisher, '2025-09', '2025-10-12')
    const { body, hash, ...rest } = await releaseOf(db, '2025-09')
    expect(rest).toEqual({
      id: '2025-09',
      period: '2025-09',
      kind: 'month',
      starts_on: '2025-09-01',
      edition: 'L',
      closed_on: '2025-10-12',
      tables: ['T0', 'T1'],
    })
    expect(hash).toBe(createHash('sha256').update(body).digest('hex'))
    const figures = await db.reader
      .selectFrom('published.figure')
      .where('table_code', '=', 'T0')
      .selectAll()
      .execute()
    const figureOf = new Map(figures.map(({ cell, value }) => [cell[0], value]))
    const shown = ['alfa', 'beta', 'outside_or_unknown'].map(area => figureOf.get(area)!)
    const content = JSON.parse(body)
    expect(content).toMatchObject({
      boundaries: '2025-09-30',
      closedOn: '2025-10-12',
      dimensions: { area: ['alfa', 'beta', 'outside_or_unknown'], month: ['2025-09'] },
    })
    expect(content.grids[0].cells).toEqual(shown.map(value => (value < 8 ? null : value)))
    // Accesses by area and accesses by centre are the same visits: one whole, though each was drawn with its own noise.
    const wholes = await sql<{ whole: number }>`
      select sum(value)::integer as whole from published.figure group by table_code`.execute(db.reader)
    expect(new Set(wholes.rows.map(row => row.whole)).size).toBe(1)
  })

  test('happens even if nothing was recorded, with every cell', async ({ given: db }) => {
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    expect((await measured(db, '2025-09')).size).toBe(3)
    expect((await measured(db, '2025-09', 'T1')).size).toBe((2 + 1) * 4)
  })

  test('can measure less than nothing, and stores it', async ({ given: db }) => {
    // Forty empty months of three cells: all of them above zero has a chance of 2 to the −140.
    const closed = await closeDuePeriods(db.publisher, '2025-05-10', '2022-01')
    expect(closed.filter(id => id.length === 7 && !id.includes('Q'))).toHaveLength(40)
    const { rows } = await sql<{ least: number; greatest: number }>`
      select min(value) as least, max(value) as greatest from published.measurement`.execute(db.reader)
    expect(rows[0]!.least).toBeLessThan(0)
    expect(rows[0]!.greatest).toBeGreaterThan(0)
    const bodies = await db.reader.selectFrom('published.release').select('body').execute()
    for (const { body } of bodies)
      for (const { cells } of JSON.parse(body).grids)
        for (const value of cells) if (value !== null) expect(value).toBeGreaterThanOrEqual(8)
  })

  test('counts an area no longer in force on the last day as outside', async ({ given: db }) => {
    await givenVisits(db, times(80, { day: '2025-09-03', area: 'beta' }))
    await db.owner
      .updateTable('territory.area_version')
      .set({ valid_to: '2025-09-30' })
      .where('area_id', '=', 'beta')
      .execute()
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    const cells = await measured(db, '2025-09')
    expect([...cells.keys()].sort()).toEqual(['alfa/2025-09', 'outside_or_unknown/2025-09'])
    expect(cells.get('outside_or_unknown/2025-09')).toBeGreaterThanOrEqual(54)
  })

  test('leaves of each of its days only the month', async ({ given: db }) => {
    const [closing, open] = await givenVisits(db, [{ day: '2025-09-17' }, { day: '2025-10-17' }])
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    const { rows } = await sql<{ id: string; day: string; instant: string; now: string }>`
      select id, day, recorded_at at time zone 'Europe/Rome' as instant,
             date_trunc('month', now() at time zone 'Europe/Rome') as now
        from record.access order by day`.execute(db.owner)
    expect(rows.map(({ id, day }) => ({ id, day }))).toEqual([
      { id: closing, day: '2025-09-01' },
      { id: open, day: '2025-10-17' },
    ])
    expect(rows[0]!.instant).toEqual(rows[0]!.now)
    expect(rows[1]!.instant).not.toEqual(rows[1]!.now)
  })

  test('is refused before the 10th of the next month, whatever day the caller says it is', async ({
    given: db,
  }) => {
    const early = { code: '55000', constraint: 'closing_from_the_tenth' }
    await expect(closePeriod(db.publisher, '2025-09', '2025-10-09')).rejects.toMatchObject(early)
    await expect(closePeriod(db.publisher, '2099-09', '2099-10-10')).rejects.toMatchObject(early)
    expect(await everythingPublished(db)).toBe('[[],[],[],[]]')
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
  })

  test('is refused a second time, and nothing changes', async ({ given: db }) => {
    await givenVisits(db, times(20, { day: '2025-09-03' }))
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    const before = await everythingPublished(db)
    await expect(closePeriod(db.publisher, '2025-09', '2025-10-11')).rejects.toMatchObject({
      code: '23505',
      constraint: 'ledger_once',
    })
    expect(await everythingPublished(db)).toBe(before)
  })

  test('is refused when the month before it is open', async ({ given: db }) => {
    await closePeriod(db.publisher, '2025-07', '2025-10-10')
    const inOrder = { code: '55000', constraint: 'closing_months_in_order' }
    await expect(closePeriod(db.publisher, '2025-09', '2025-10-10')).rejects.toMatchObject(inOrder)
    await expect(closePeriod(db.publisher, '2025-06', '2025-10-10')).rejects.toMatchObject(inOrder)
  })

  test.for(['2025-13', '2025-Q5', '0000', '25-09', 'T0'])(
    'is refused for %s',
    async (period, { given: db }) => {
      await expect(
        sql`select derived.close_period(${period}, '2026-01-31')`.execute(db.publisher),
      ).rejects.toMatchObject({ code: '22023' })
    },
  )
})

describe('editions', () => {
  test('are in the database as they are in the code', async ({ db }) => {
    const rows = await db.reader
      .selectFrom('published.edition as e')
      .innerJoin('published.edition_table as t', 't.edition', 'e.name')
      .select(['e.name', 'e.sigma', 'e.threshold', 't.code', 't.unit', 't.dimensions', 't.closes'])
      .execute()
    const known = editions.flatMap(({ name, sigma, threshold, tables }) =>
      tables.map(({ code, unit, dimensions, closes }) => ({
        name,
        sigma,
        threshold,
        code,
        unit,
        dimensions: [...dimensions],
        closes,
      })),
    )
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)
    expect(rows.sort(byCode)).toEqual(known.sort(byCode))
  })

  test('change with a quarter to come, once for each, by a line of the ledger', async ({ given: db }) => {
    const choose = (edition: string, quarter: string) =>
      sql`select derived.choose_edition(${edition}, ${quarter}, null, 'few households')`.execute(db.publisher)
    await expect(choose('S', '2025-Q3')).rejects.toMatchObject({
      constraint: 'edition_from_a_quarter_to_come',
    })
    await expect(choose('X', '2099-Q3')).rejects.toMatchObject({ code: '22023' })
    await expect(choose('S', '2099-07')).rejects.toMatchObject({ code: '22023' })
    await choose('S', '2099-Q3')
    await expect(choose('L', '2099-Q3')).rejects.toMatchObject({ constraint: 'ledger_once' })
    const { rows } = await sql<{ period: string; edition: string; tables: string[] | null }>`
      select period, derived.edition_of(period) as edition,
             (select array_agg(code order by code) from derived.tables_of(period)) as tables
        from unnest(array['2099-Q2', '2099-06', '2099-07', '2099-Q3', '2099', '2100']) period`.execute(
      db.reader,
    )
    expect(rows.map(({ period, edition, tables }) => [period, edition, tables?.join() ?? ''])).toEqual([
      ['2099-Q2', 'L', 'T2,T3,T4,T5,T6,T7'],
      ['2099-06', 'L', 'T0,T1'],
      ['2099-07', 'S', ''],
      ['2099-Q3', 'S', 'S0'],
      ['2099', 'S', ''], // the edition changed within it
      ['2100', 'S', 'S1,S2,S3'],
    ])
  })

  test('S closes its months without a release, and measures quarters and years', async ({ given: db }) => {
    await givenEdition(db, 'S', '2024-Q1')
    await givenVisits(db, [
      ...times(40, { day: '2024-11-03' }),
      ...times(30, { day: '2024-12-03', area: 'beta', need: 'work' }),
      ...times(20, { day: '2024-12-03', area: 'beta', lastVisit: 'this_year' }),
    ])
    expect(await closeDuePeriods(db.publisher, '2025-02-09')).toEqual([
      '2024-10',
      '2024-11',
      '2024-12',
      '2024-Q4',
      '2024',
    ])
    expect(await closeDuePeriods(db.publisher, '2025-02-09')).toEqual([])
    expect(await closeDuePeriods(db.publisher, '2025-02-10')).toEqual(['2025-01'])
    const releases = await db.reader.selectFrom('published.release').selectAll().orderBy('id').execute()
    expect(releases.map(({ id, kind, edition, tables }) => [id, kind, edition, tables.join()])).toEqual([
      ['2024', 'year', 'S', 'S1,S2,S3'],
      ['2024-Q4', 'quarter', 'S', 'S0'],
    ])
    expect(JSON.parse(releases[0]!.body).dimensions).toMatchObject({
      month: ['2024-10', '2024-11', '2024-12'],
    })
    const near = async (period: string, table: string, counts: Record<string, number>) => {
      const cells = await measured(db, period, table)
      for (const [cell, value] of cells)
        expect(Math.abs(value - (counts[cell] ?? 0)), cell).toBeLessThanOrEqual(18)
      for (const cell of Object.keys(counts)) expect([...cells.keys()]).toContain(cell)
    }
    await near('2024-Q4', 'S0', { alfa: 40, beta: 50 })
    await near('2024', 'S1', { 'alfa/material': 40, 'beta/work_education': 30 })
    await near('2024', 'S2', { 'alfa/no/none': 40, 'beta/no/none': 30 })
    await near('2024', 'S3', { 'housing/35-49': 40, 'work/35-49': 30 })
    const [open] = await givenVisits(db, [{ day: '2024-11-30' }])
    const late = await db.owner
      .selectFrom('record.access')
      .where('id', '=', open!)
      .select('statistical_period')
      .executeTakeFirstOrThrow()
    expect(late.statistical_period).toBe('2025-02-01')
  })

  test('cost in a quarter what they promise at most, whatever closed', async ({ given: db }) => {
    await givenVisits(db, times(12, { day: '2024-03-03' }))
    await closeDuePeriods(db.publisher, '2025-01-10')
    const { rows } = await sql<{ cost: number }>`
      select sum(cost)::float8 as cost
        from (select distinct on (table_code) cost from published.ledger
               where kind = 'closing' and derived.period_days(period) && derived.period_days('2024-Q3')) spent`.execute(
      db.reader,
    )
    expect(Math.sqrt(rows[0]!.cost)).toBeLessThanOrEqual(1.05)
    expect(Math.sqrt(rows[0]!.cost)).toBeCloseTo(1, 6)
  })
})

describe('closing a quarter', () => {
  test('waits for its three months', async ({ given: db }) => {
    await closePeriod(db.publisher, '2025-07', '2025-10-10')
    await closePeriod(db.publisher, '2025-08', '2025-10-10')
    await expect(closePeriod(db.publisher, '2025-Q3', '2025-10-10')).rejects.toMatchObject({
      code: '55000',
      constraint: 'closing_months_before_quarter',
    })
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    await closePeriod(db.publisher, '2025-Q3', '2025-10-10')
  })

  test('measures households by area, month and main need, protected needs together', async ({
    given: db,
  }) => {
    const [first] = await givenVisits(db, [
      { day: '2025-07-07', need: 'work' },
      ...times(49, { day: '2025-07-07', need: 'work' }),
      ...times(30, { day: '2025-08-08', need: 'violence', lastVisit: 'this_year' }),
      ...times(30, { day: '2025-08-08', need: 'addiction' }),
      ...times(90, { day: '2025-08-08', need: 'addiction', lastVisit: 'this_quarter' }),
      ...times(90, { day: '2025-08-08', need: 'addiction', lastVisit: 'unknown' }),
      ...times(70, { day: '2025-09-09', area: 'outside', need: 'family' }),
    ])
    await db.recorder
      .insertInto('record.need')
      .values({ access_id: first!, position: 2, domain: 'health', outcome: 'guidance' })
      .execute()
    await closeThirdQuarter(db)
    const cells = await measured(db, '2025-Q3')
    const counts: Record<string, number> = {
      'alfa/2025-07/work': 50,
      'alfa/2025-08/protected': 60,
      'outside_or_unknown/2025-09/family': 70,
    }
    const places = ['alfa', 'beta', 'outside_or_unknown'].flatMap(area =>
      quarter.flatMap(month => needGroups.map(need => `${area}/${month}/${need}`)),
    )
    expect([...cells.keys()].sort()).toEqual(places.sort())
    for (const [cell, value] of cells)
      expect(Math.abs(value - (counts[cell] ?? 0)), cell).toBeLessThanOrEqual(26)
  })
})

describe('closing what is due', () => {
  test('starts with the quarter of the oldest record and takes months and quarters in order', async ({
    given: db,
  }) => {
    await givenVisits(db, [{ day: '2025-05-20' }])
    const closed = await closeDuePeriods(db.publisher, '2025-10-10')
    expect(closed).toEqual([
      '2025-04',
      '2025-05',
      '2025-06',
      '2025-Q2',
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-Q3',
    ])
    expect(await closeDuePeriods(db.publisher, '2025-10-10')).toEqual([])
    expect(await closeDuePeriods(db.publisher, '2025-11-09')).toEqual([])
    expect(await closeDuePeriods(db.publisher, '2025-11-10')).toEqual(['2025-10'])
  })

  test('goes on by the ledger alone when every record is gone', async ({ given: db }) => {
    await givenVisits(db, [{ day: '2025-09-20' }])
    await closeDuePeriods(db.publisher, '2025-10-10')
    await db.recorder.deleteFrom('record.access').execute()
    expect(await closeDuePeriods(db.publisher, '2026-01-10')).toEqual([
      '2025-10',
      '2025-11',
      '2025-12',
      '2025-Q4',
      '2025',
    ])
  })

  test('does nothing before the first record, unless told since when', async ({ given: db }) => {
    expect(await closeDuePeriods(db.publisher, '2025-10-10')).toEqual([])
    expect(await closeDuePeriods(db.publisher, '2025-10-10', '2025-09')).toEqual(['2025-09'])
  })
})

describe('the fingerprint', () => {
  const visits = [
    ...times(12, { day: '2025-09-03' }),
    ...times(9, { day: '2025-08-05', area: 'beta', need: 'justice' }),
  ]

  test('gives the same release for the same rows, in any order, after a restore too', async ({
    given: db,
  }) => {
    await givenVisits(db, visits)
    const bodies = async () => {
      await closeThirdQuarter(db)
      return Promise.all([...quarter, '2025-Q3'].map(async id => (await releaseOf(db, id)).body))
    }
    const first = await bodies()
    await reopen(db)
    await sql`create temporary table kept as select * from record.access`.execute(db.owner)
    await sql`create temporary table kept_need as select * from record.need`.execute(db.owner)
    await sql`delete from record.access`.execute(db.owner)
    await sql`alter table record.access disable trigger access_statistical_period`.execute(db.owner)
    await sql`insert into record.access select * from kept order by md5(id::text)`.execute(db.owner)
    await sql`insert into record.need select * from kept_need`.execute(db.owner)
    await sql`alter table record.access enable trigger access_statistical_period`.execute(db.owner)
    expect(await bodies()).toEqual(first)
  })

  test('gives on every engine the release written here', async ({ given: db }) => {
    await givenFixedSecrets(db, await givenVisits(db, visits))
    await closeThirdQuarter(db)
    expect((await releaseOf(db, '2025-09')).hash).toMatchInlineSnapshot(
      `"6d3803d6835da6370d37ddb83e6203cb4898b7158fc843bd63c93eafc0f97921"`,
    )
    expect((await releaseOf(db, '2025-Q3')).hash).toMatchInlineSnapshot(
      `"ff6052d5910befe0d46db515971cfe006aac22f982bac5dc98f5cec21b471300"`,
    )
    const entry = await db.reader
      .selectFrom('published.ledger')
      .where('period', '=', '2025-Q3')
      .select('rows_hash')
      .executeTakeFirstOrThrow()
    expect(entry.rows_hash).toMatchInlineSnapshot(
      `"ace7deff988b448fb51797a69ec73844c7d1271aacb6525cdda77eb5396403ba"`,
    )
  })

  test('draws every cell afresh when one row changes', async ({ given: db }) => {
    const ids = await givenVisits(db, visits)
    await givenFixedSecrets(db, ids) // the same draws each time: chance decides no verdict
    const cells = async () => {
      await closeThirdQuarter(db)
      return measured(db, '2025-Q3')
    }
    const before = await cells()
    await reopen(db)
    await db.recorder
      .updateTable('record.need')
      .set({ domain: 'work' })
      .where('access_id', '=', ids[0]!)
      .execute()
    const after = await cells()
    // The two draws of a cell agree by chance in about one of 10.6 (σ = 3): of the 99, two thirds would need a miracle.
    const changed = [...before].filter(([cell, value]) => after.get(cell) !== value)
    expect(changed.length).toBeGreaterThan(70)
    const movement = changed.reduce((sum, [cell, value]) => sum + (after.get(cell)! - value) ** 2, 0) / 99
    expect(movement).toBeGreaterThan(9) // two independent draws differ by 2σ² = 18 on average
    expect(movement).toBeLessThan(30)
  })

  test('is different in another installation', async ({ given: db }) => {
    await givenVisits(db, visits)
    const values = async () => {
      await closeThirdQuarter(db)
      return JSON.stringify([...(await measured(db, '2025-Q3'))])
    }
    const here = await values()
    await reopen(db)
    await sql`update record.salt set value = sha256('another installation')`.execute(db.owner)
    expect(await values()).not.toBe(here)
  })
})

describe('a record', () => {
  const periods = async (db: TestDatabase) =>
    (
      await sql<{ period: string }>`
        select to_char(statistical_period, 'YYYY-MM') as period from record.access order by day, id`.execute(
        db.owner,
      )
    ).rows.map(row => row.period)

  test('of a closed month counts in the open one', async ({ given: db }) => {
    await closePeriod(db.publisher, '2025-08', '2025-10-10')
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    await givenVisits(db, [{ day: '2025-08-31' }, { day: '2025-10-02' }, { day: '2025-11-02' }])
    expect(await periods(db)).toEqual(['2025-10', '2025-10', '2025-11'])
  })

  test('stays in its month once it is closed, whatever is corrected', async ({ given: db }) => {
    const [id] = await givenVisits(db, [{ day: '2025-09-03' }])
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    await db.recorder
      .updateTable('record.access')
      .set({ day: '2025-10-20', statistical_period: '2025-10-01', record_key: randomUUID() })
      .where('id', '=', id!)
      .execute()
    const row = await db.owner.selectFrom('record.access').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ statistical_period: '2025-09-01', day: '2025-10-01' })
  })

  test('moves with its day while its month is open', async ({ given: db }) => {
    const [id] = await givenVisits(db, [{ day: '2025-09-03' }])
    await db.recorder.updateTable('record.access').set({ day: '2025-10-20' }).where('id', '=', id!).execute()
    expect(await periods(db)).toEqual(['2025-10'])
  })
})

test('after closing, deleting every record changes no byte of what is published', async ({
  given: db,
  product,
}) => {
  await givenVisits(db, [
    ...times(40, { day: '2025-09-03' }),
    ...times(40, { day: '2025-07-03', area: 'beta' }),
  ])
  await closeThirdQuarter(db)
  const partner = await product.as('partner')
  const served = async () => {
    const list = await partner.get('/api/v1/releases')
    const all = await Promise.all(
      list.body.releases.map((release: { id: string }) => partner.get(`/api/v1/releases/${release.id}`)),
    )
    return JSON.stringify(
      [list, ...all].map(({ status, text, headers }) => [status, text, headers.get('etag')]),
    )
  }
  const [before, servedBefore] = [await everythingPublished(db), await served()]
  await db.recorder.updateTable('record.need').set({ domain: 'isolation' }).execute()
  await db.recorder.updateTable('record.access').set({ last_visit: 'unknown' }).execute()
  expect(await served()).toBe(servedBefore)
  await db.recorder.deleteFrom('record.access').execute()
  expect(await served()).toBe(servedBefore)
  expect(await everythingPublished(db)).toBe(before)
})

describe('what is published', () => {
  const tables = ['noise', 'ledger', 'measurement', 'release', 'figure', 'edition', 'edition_table']
  const attempts = tables.flatMap(table => [
    `update published.${table} set ${table === 'noise' ? 'z = z' : table === 'ledger' ? 'edition = edition' : table === 'edition' ? 'sigma = 1' : table === 'edition_table' ? "closes = 'month'" : table === 'release' ? "body = ''" : 'value = 0'}`,
    `delete from published.${table}`,
    `truncate published.${table} cascade`,
  ])
  test.for(attempts)('refuses its owner: %s', async (statement, { given: db }) => {
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    await expect(sql.raw(statement).execute(db.owner)).rejects.toMatchObject({ code: '23001' })
  })
})

describe('the walls', () => {
  const denied = { code: '42501' }
  const recordTables = ['record.access', 'record.need', 'record.salt']

  test.for(['reader', 'publisher', 'internal', 'staff'] as const)(
    '%s cannot reach a record',
    async (role, { given: db }) => {
      await givenVisits(db, [{ day: '2025-09-03' }])
      for (const table of recordTables)
        for (const statement of [
          `select 1 from ${table}`,
          `select count(*) from ${table}`,
          `explain select 1 from ${table}`,
          `explain analyze select 1 from ${table}`,
          `copy ${table} to stdout`,
          `delete from ${table}`,
          `lock table ${table} in access share mode`,
        ])
          await expect(sql.raw(statement).execute(db[role]), statement).rejects.toMatchObject(denied)
      for (const statement of [
        'select * from derived.counted',
        "select * from derived.units('2025-09', 'accesses', array['area'])",
        "select derived.measure('2025-09', t, 3::smallint, 'closing', null, null) from published.edition_table t",
      ])
        await expect(sql.raw(statement).execute(db[role]), statement).rejects.toMatchObject(denied)
    },
  )

  test.for(['reader', 'internal', 'staff', 'recorder'] as const)(
    '%s cannot close a period',
    async (role, { given: db }) => {
      await expect(
        sql`select derived.close_period('2025-09', '2025-10-10')`.execute(db[role]),
      ).rejects.toMatchObject(denied)
      await expect(
        sql`select derived.choose_edition('S', '2099-Q1', null, 'x')`.execute(db[role]),
      ).rejects.toMatchObject(denied)
      for (const table of ['release', 'figure', 'measurement', 'ledger'])
        await expect(
          sql.raw(`insert into published.${table} default values`).execute(db[role]),
          table,
        ).rejects.toMatchObject(denied)
    },
  )

  test.for(['reader', 'publisher', 'staff', 'recorder'] as const)(
    '%s cannot read exact counts',
    async (role, { given: db }) => {
      await expect(
        sql`select * from derived.internal_counts('2025-09')`.execute(db[role]),
      ).rejects.toMatchObject(denied)
    },
  )

  test('the reader sees no statistics of the columns of a record', async ({ given: db }) => {
    await givenVisits(db, times(50, { day: '2025-09-03' }))
    await sql`analyze record.access`.execute(db.owner)
    const statistics = sql<{
      rows: number
    }>`select count(*) as rows from pg_stats where schemaname = 'record'`
    expect((await statistics.execute(db.owner)).rows[0]!.rows).toBeGreaterThan(0)
    expect((await statistics.execute(db.reader)).rows[0]!.rows).toBe(0)
    await expect(sql`select 1 from pg_statistic`.execute(db.reader)).rejects.toMatchObject(denied)
  })

  test('the publisher cannot write a measurement of its own', async ({ given: db }) => {
    await closePeriod(db.publisher, '2025-09', '2025-10-10')
    await expect(
      sql`insert into published.measurement select ledger_id, array['x'], value from published.measurement`.execute(
        db.publisher,
      ),
    ).rejects.toMatchObject(denied)
  })

  test('every function that runs as its owner belongs to a role that cannot sign in, with a fixed path', async ({
    db,
  }) => {
    const { rows } = await sql<{ name: string; owner: string; path: string[]; login: boolean }>`
      select p.proname as name, r.rolname as owner, p.proconfig as path, r.rolcanlogin or r.rolsuper as login
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
       where n.nspname = 'derived' and p.prosecdef order by 1`.execute(db.owner)
    const kept = { owner: 'observatory_closing', path: ['search_path=pg_catalog, pg_temp'], login: false }
    expect(rows).toEqual(
      [
        'choose_edition',
        'close_period',
        'delete_expired',
        'first_month',
        'internal_counts',
        'publish_errata',
      ].map(name => ({
        name,
        ...kept,
      })),
    )
  })
})

describe('served over HTTP', () => {
  test('releases come newest first, each the bytes that were sealed, and 304 to who has them', async ({
    given: db,
    product,
  }) => {
    await closeDuePeriods(db.publisher, '2025-10-10', '2025-07')
    const partner = await product.as('partner')
    const { body } = await partner.get('/api/v1/releases')
    expect(body.releases.map((release: { id: string }) => release.id)).toEqual([
      '2025-Q3',
      '2025-09',
      '2025-08',
      '2025-07',
    ])
    const sealed = await releaseOf(db, '2025-Q3')
    const reply = await partner.get('/api/v1/releases/2025-Q3')
    expect(reply.text).toBe(sealed.body)
    expect(reply.headers.get('etag')).toBe(`"${sealed.hash}"`)
    const again = await partner.get('/api/v1/releases/2025-Q3', {
      'if-none-match': `"${sealed.hash}"`,
      'cache-control': 'max-age=0', // fetch would say no-cache, which asks for the bytes again
    })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('a release is sent compressed as asked, for ever by its hash, and to nobody who is not let in', async ({
    given: db,
    product,
  }) => {
    await closeDuePeriods(db.publisher, '2025-10-10', '2025-07')
    const { body, hash } = await releaseOf(db, '2025-Q3')
    const path = '/api/v1/releases/2025-Q3'
    const partner = await product.as('partner')
    // Twice each: the first answer comes through sessions and routes, the next ones from memory.
    for (const encoding of ['br', 'gzip', 'identity', 'br', 'gzip', 'identity']) {
      const reply = await partner.get(`${path}?hash=${hash}`, { 'accept-encoding': encoding })
      expect([reply.text, reply.headers.get('content-encoding'), reply.headers.get('cache-control')]).toEqual(
        [body, encoding === 'identity' ? null : encoding, 'private, max-age=31536000, immutable'],
      )
    }
    expect((await partner.get(path)).headers.get('cache-control')).toBe('private, no-cache')
    expect((await partner.get(`${path}?hash=${'0'.repeat(64)}`)).status).toBe(404)
    expect((await partner.get(`${path}?hash=short`)).status).toBe(422)
    expect((await partner.get(`${path}?other=1`)).status).toBe(422)
    expect((await partner.send(path, { method: 'HEAD' })).text).toBe('')
    expect((await partner.send(path, { method: 'POST', body: '{}' })).status).toBe(404)

    expect((await product.visitor.get(path)).status).toBe(401)
    expect((await (await product.as('admin')).get(path)).status).toBe(403)
    expect((await partner.delete('/api/v1/session')).status).toBe(204)
    expect((await partner.get(path)).status).toBe(401)
  })

  test('a period not closed, one without data and one that cannot be answer alike', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, [{ day: '2025-10-03' }])
    const partner = await product.as('partner')
    const replies = await Promise.all(
      ['2025-10', '2031-10', '2025-99'].map(id => partner.get(`/api/v1/releases/${id}`)),
    )
    const shape = replies.map(({ status, body: { instance: _instance, ...body } }) => ({ status, body }))
    expect(shape[0]!.status).toBe(404)
    expect(shape[1]).toEqual(shape[0])
    expect(shape[2]).toEqual(shape[0])
  })

  test('exact counts are the coordinator’s alone, of open periods too, each reading logged', async ({
    given: db,
    product,
  }) => {
    await givenVisits(db, [
      ...times(3, { day: '2025-09-03' }),
      { day: '2025-09-04', area: 'unknown' },
      { day: '2025-08-04', area: 'beta', need: 'mental_health' },
    ])
    const coordinator = await product.as('coordinator')
    const open = await coordinator.get('/api/v1/internal-figures?period=2025-09')
    expect(open.body).toMatchObject({
      notice: 'internal',
      open: true,
      dimensions: { area: ['alfa', 'beta', 'outside_or_unknown'], month: ['2025-09'] },
    })
    expect(open.body.grids.slice(0, 2)).toMatchObject([
      { by: ['area', 'month'], cells: [3, 0, 1] },
      { by: ['month'], cells: [4] },
    ])
    await closeThirdQuarter(db)
    const { body } = await coordinator.get('/api/v1/internal-figures?period=2025-Q3')
    const grid = (...by: string[]) =>
      body.grids.find((candidate: { by: string[] }) => candidate.by.join() === by.join()).cells
    expect(body.open).toBe(false)
    expect(grid('area')).toEqual([3, 1, 1])
    expect(grid('need')).toEqual(needGroups.map(need => ({ housing: 4, protected: 1 })[need as string] ?? 0))
    expect(grid()).toEqual([5])

    const trail = await db.owner
      .selectFrom('account.audit_event as e')
      .innerJoin('account.user as u', 'u.id', 'e.user_id')
      .where('operation', '=', 'getInternalFigures')
      .orderBy('e.id')
      .select(['u.username', 'e.target'])
      .execute()
    expect(trail).toEqual([
      { username: 'coordinator', target: '2025-09' },
      { username: 'coordinator', target: '2025-Q3' },
    ])
    for (const persona of ['partner', 'operator', 'admin'] as const) {
      const reply = await (await product.as(persona)).get('/api/v1/internal-figures?period=2025-09')
      expect(reply.status, persona).toBe(403)
    }
    expect((await product.visitor.get('/api/v1/internal-figures?period=2025-09')).status).toBe(401)
  })

  test('an installation may do without them: then nothing is counted, and both API and method say so', async ({
    given: db,
    product,
  }) => {
    const { cookie } = await product.as('coordinator')
    const app = await createApp({
      database: db,
      migration: 'test',
      demonstration: false,
      internalView: false,
      now,
    })
    const { url, stop } = await servedBy(app)
    const coordinator = clientOf(url, cookie)
    let reply: Reply | undefined
    const statements = await statementsOf(async () => {
      reply = await coordinator.get('/api/v1/internal-figures?period=2025-09')
    })
    expect([reply!.status, reply!.body.type]).toEqual([403, '/problems/internal-view-off'])
    expect(statements.filter(({ text }) => /internal_counts|record\./.test(text))).toEqual([])
    expect((await coordinator.get('/api/v1/method')).body.internalView).toBe(false)
    expect((await product.visitor.get('/api/v1/method')).body.internalView).toBe(true)
    await stop()
  })
})
