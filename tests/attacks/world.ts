/**
 * Simulated worlds to attack: a district of four areas, and households that visit its doors over a year. What an
 * attacker «who knows every other record» knows is such a world; what is looked for is one household of it.
 */
import { sql } from 'kysely'
import * as profile from '../../api/demonstration/profile.ts'
import { type Random, seeded } from '../../api/demonstration/random.ts'
import { macroOf, type NeedGroup } from '../../api/disclosure/codes.ts'
import type { Release } from '../../api/disclosure/contract.ts'
import type { Table } from '../../api/disclosure/editions.ts'
import { monthsOf } from '../../api/disclosure/period.ts'
import type { Count } from '../../api/disclosure/reconcile.ts'
import { outsideOrUnknown } from '../../api/disclosure/release.ts'
import type { TestDatabase } from '../support/database.ts'
import { square } from '../support/given.ts'

export const areas = ['alfa', 'beta', 'gamma', 'delta'] as const
const shares: Record<string, number> = { alfa: 30, beta: 24, gamma: 14, delta: 19, outside: 9, unknown: 4 }
export const cellsPerArea = 10
export const cellsOf = (area: string): string[] =>
  (areas as readonly string[]).includes(area)
    ? Array.from({ length: cellsPerArea }, (_, i) => `${area}-${String(i + 1).padStart(2, '0')}`)
    : []

/** The district as the database knows it; its centres are those of the accounts of the tests. */
export async function givenDistrict({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  const polygon = (ring: [number, number][]) =>
    `SRID=4326;MULTIPOLYGON(((${ring.map(position => position.join(' ')).join(',')})))`
  const since = { valid_from: '2019-09-01', source: 'test' }
  await owner
    .insertInto('territory.municipality')
    .values({
      istat_code: '076063',
      name: 'Potenza',
      boundary: polygon(square(15.7, 40.55, 0.2)),
      source: 'test',
    })
    .execute()
  await owner
    .insertInto('territory.area')
    .values(areas.map((id, i) => ({ id, position: i + 1 })))
    .execute()
  const west = (place: number) => 15.72 + place * 0.03
  const versions = await owner
    .insertInto('territory.area_version')
    .values(
      areas.map((id, i) => ({
        area_id: id,
        name: id,
        boundary: polygon(square(west(i), 40.63, 0.03)),
        ...since,
      })),
    )
    .returning(['id', 'area_id'])
    .execute()
  await owner
    .insertInto('territory.cell')
    .values(
      areas.flatMap((area, i) =>
        cellsOf(area).map((id, n) => ({
          id,
          area_version_id: versions.find(row => row.area_id === area)!.id,
          boundary: polygon(square(west(i) + (n % 5) * 0.006, 40.63 + Math.floor(n / 5) * 0.006, 0.006)),
          residents: 700,
          ...since,
        })),
      ),
    )
    .execute()
  await owner
    .insertInto('territory.centre')
    .values(areas.map((area, i) => ({ id: `porta-${area}`, position: i + 1 })))
    .execute()
  await owner
    .insertInto('territory.centre_seat')
    .values(
      areas.map((area, i) => ({
        centre_id: `porta-${area}`,
        area_id: area,
        name: `Porta ${area}`,
        location: `SRID=4326;POINT(${west(i) + 0.01} 40.64)`,
        managed_by: 'Ente di prova',
        position_quality: 'demo',
        ...since,
      })),
    )
    .execute()
}

/** What a household answers at each of its visits. */
export type Household = {
  area: string
  cell: string | null
  centre: string
  channel: string
  age: string
  gender: string
  citizenship: string
  household: string
  income: string
  known: string
  need: profile.Domain
  outcome: string
}
/** One row of the records, with the month it counts in. */
export type Visit = Household & { id: string; key: string; day: string; lastVisit: string }

const channels = { in_person: 62, phone: 20, street: 6, home_visit: 5, email: 5, written: 2 }
const incomes = { none: 50, adi: 26, other: 10, unknown: 14 }
const times = { 1: 38, 2: 24, 3: 14, 4: 9, 5: 6, 6: 4, 8: 3, 12: 2 }
/** Mean visits of a household in a year, from the weights above. */
const meanTimes =
  Object.entries(times).reduce((sum, [n, weight]) => sum + Number(n) * weight, 0) /
  Object.values(times).reduce((sum, weight) => sum + weight, 0)

export function someHousehold(random: Random): Household {
  const area = random.pick(shares)
  const need = random.pick(profile.needWeights(area, 1 + Math.floor(random.number() * 12)))
  const age = random.pick(profile.ageWeights(need))
  const own = (areas as readonly string[]).includes(area) && random.chance(profile.ownDoor)
  return {
    area,
    cell: random.chance(0.85) ? (random.among([...cellsOf(area), null]) ?? null) : null,
    centre: `porta-${own ? area : random.among(areas)}`,
    channel: random.pick(channels),
    age,
    gender: random.pick(profile.genderWeights),
    citizenship: random.pick(profile.citizenshipWeights(need, area)),
    household: random.pick(profile.householdWeights(age)),
    income: random.pick(incomes),
    known: random.pick({ yes: 45, no: 47, unknown: 8 }),
    need,
    outcome: random.chance(profile.unmet[need]) ? 'unmet' : random.pick(profile.outcomeWeights(need)),
  }
}

/** The visits of one household on these days of one year, in order, each with what it answers about the last one. */
export function visitsOf(household: Household, days: readonly string[], random: Random): Visit[] {
  const before = { year: 0, quarter: 0 }
  let quarter = ''
  return [...days].sort().map(day => {
    const its = `${day.slice(0, 4)}-${Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`
    if (its !== quarter) before.quarter = 0
    quarter = its
    const lastVisit =
      before.year === 0
        ? 'never_or_earlier_years'
        : before.quarter === 0
          ? 'this_year'
          : before.quarter < 3
            ? 'this_quarter'
            : 'this_quarter_3_or_more'
    before.year++
    before.quarter++
    return { ...household, id: random.uuid(), key: random.uuid(), day, lastVisit }
  })
}

/** A year of about so many accesses; the same seed gives the same rows, keys included. */
export function worldOf(
  seed: string,
  accesses: number,
  months: readonly string[] = monthsOf('2025'),
): Visit[] {
  const random = seeded(`world ${seed}`)
  const target = (accesses * months.length) / 12
  const visits: Visit[] = []
  const someDay = () => {
    const month = random.among(months, name => profile.seasons[Number(name.slice(5)) - 1]!)
    return `${month}-${String(1 + Math.floor(random.number() * 28)).padStart(2, '0')}`
  }
  // Part of a year is part of everybody's visits: households keep their rhythm.
  const each = (count: number) =>
    Array.from({ length: count }, someDay).filter(() => random.number() < months.length / 12)
  for (let n = 0; n < accesses / meanTimes; n++) {
    const household = someHousehold(random)
    visits.push(...visitsOf(household, each(Number(random.pick(times))), random))
  }
  return visits.length > target * 1.03 ? visits.slice(0, Math.round(target * 1.03)) : visits
}

/** Writes visits into `record`, as they are; the database says in which month they count. */
export async function givenVisits(db: Pick<TestDatabase, 'owner'>, visits: readonly Visit[]): Promise<void> {
  const outside = (area: string) => !(areas as readonly string[]).includes(area)
  const rows = visits.map(visit => ({
    ...visit,
    residence: outside(visit.area) ? visit.area : 'area',
    area: outside(visit.area) ? null : visit.area,
    reason: visit.outcome === 'unmet' ? 'full' : null,
  }))
  await sql`
    with row as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        id uuid, key uuid, day date, centre text, channel text, residence text, area text, cell text, age text,
        gender text, citizenship text, household text, income text, known text, "lastVisit" text, need text,
        outcome text, reason text)
    ), access as (
      insert into record.access (id, record_key, centre_id, day, statistical_period, channel, origin, residence,
                                 residence_area_id, residence_cell_id, age_band, gender, citizenship, household,
                                 income_support, known_to_service, last_visit)
      select id, key, centre, day, day, channel, 'spontaneous', residence, area, cell, age, gender, citizenship,
             household, income, known, "lastVisit"
        from row
      returning id
    )
    insert into record.need (access_id, position, domain, outcome, unmet_reason)
    select row.id, 1, need, outcome, reason from row join access on access.id = row.id`.execute(db.owner)
}

/** The secret of the installation, chosen: a world, its keys and a salt then give the same release everywhere. */
export const givenSalt = (db: Pick<TestDatabase, 'owner'>, salt: string) =>
  sql`update record.salt set value = sha256(convert_to(${salt}, 'UTF8'))`.execute(db.owner)

const among = (list: readonly string[], value: string) => list.includes(value)

const publishedAnswers = new WeakMap<Visit, Record<string, string>>()
/** The value of each dimension for a visit, categories merged as published; anybody can read how in the method. */
export function published(visit: Visit): Record<string, string> {
  let answers = publishedAnswers.get(visit)
  if (!answers) {
    answers = merged(visit)
    publishedAnswers.set(visit, answers)
  }
  return answers
}

function merged(visit: Visit): Record<string, string> {
  const need: NeedGroup = among(['violence', 'addiction', 'justice', 'mental_health'], visit.need)
    ? 'protected'
    : (visit.need as NeedGroup)
  const area = among(areas, visit.area) ? visit.area : outsideOrUnknown
  return {
    area,
    month: visit.day.slice(0, 7),
    centre: visit.centre,
    channel:
      visit.channel === 'in_person'
        ? 'at_the_door'
        : visit.channel === 'phone'
          ? 'phone'
          : among(['home_visit', 'street'], visit.channel)
            ? 'outreach'
            : 'written',
    need,
    macro: macroOf[need],
    outcome:
      visit.outcome === 'referral'
        ? 'referred'
        : visit.outcome === 'intake_proposal'
          ? 'intake_proposed'
          : visit.outcome === 'unmet'
            ? 'unmet'
            : 'answered',
    age: visit.age,
    gender: visit.gender,
    citizenship: visit.citizenship,
    household: among(['single', 'couple'], visit.household)
      ? 'without_minors'
      : among(['couple_children', 'single_parent'], visit.household)
        ? 'with_minors'
        : 'other_unknown',
    income: among(['none', 'unknown'], visit.income) ? visit.income : 'supported',
    known: visit.known,
    cell: visit.cell ?? `none:${area}`,
  }
}

const units: Record<Table['unit'], (visit: Visit) => boolean> = {
  accesses: visit => visit.lastVisit !== 'this_quarter_3_or_more',
  households: visit => among(['never_or_earlier_years', 'this_year'], visit.lastVisit),
  households_year: visit => visit.lastVisit === 'never_or_earlier_years',
}

/** Where a visit of a period falls in a table, if it does: the values of its dimensions joined with `/`. */
function placeIn(table: Table, visit: Visit): string | undefined {
  if (!units[table.unit](visit)) return undefined
  const values = published(visit)
  return table.dimensions.map(name => values[name]).join('/')
}

/** Every cell of a table, in the order of a release's dimensions. */
export function frameOf(
  table: Table,
  { dimensions, cellAreas }: Pick<Release, 'dimensions' | 'cellAreas'>,
): string[][] {
  let cells: string[][] = [[]]
  for (const name of table.dimensions)
    cells = cells.flatMap(cell =>
      dimensions[name]!.filter(
        (_value, i) => name !== 'cell' || cellAreas![i] === cell[table.dimensions.indexOf('area')],
      ).map(value => [...cell, value]),
    )
  return cells
}

/** The true counts of the tables of a period, every cell, as somebody who knows all the visits can make them. */
export function truthOf(
  visits: readonly Visit[],
  tables: readonly Table[],
  period: string,
  shape: Pick<Release, 'dimensions' | 'cellAreas'>,
): Count[] {
  const months = monthsOf(period)
  return tables.flatMap(table => {
    const counts = new Map<string, number>()
    for (const visit of visits) {
      if (!months.includes(visit.day.slice(0, 7))) continue
      const place = placeIn(table, visit)
      if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1)
    }
    return frameOf(table, shape).map(cell => ({
      table: table.code,
      cell,
      value: counts.get(cell.join('/')) ?? 0,
    }))
  })
}

/** Periods of a quarter or a year in the order in which they close. */
export const periodsOf = (year: string, months: readonly string[] = monthsOf(year)): string[] =>
  months.flatMap(month => {
    const n = Number(month.slice(5))
    const quarter = `${year}-Q${Math.ceil(n / 3)}`
    return [
      month,
      ...(n % 3 === 0 && monthsOf(quarter).every(one => months.includes(one)) ? [quarter] : []),
      ...(n === 12 ? [year] : []),
    ]
  })
