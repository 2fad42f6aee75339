import { sql } from 'kysely'
import { demonstrationAccounts, isDemonstration, loadDemonstration } from '../../api/demonstration/load.ts'
import { describe, expect, test } from '../support/database.ts'
import { givenTerritory } from '../support/given.ts'

const today = '2026-11-22'

describe('the demonstration', () => {
  test('fills an empty database once, with its due periods closed', async ({ db }) => {
    expect(await isDemonstration(db.owner)).toBe(false)
    const lines: string[] = []
    expect(await loadDemonstration(db, today, line => lines.push(line))).toBe(true)
    expect(await isDemonstration(db.owner)).toBe(true)
    expect(lines.at(-1)).toBe('demonstration: 43 periods closed')

    const { rows } = await sql<Record<string, unknown>>`
      select (select count(*) from territory.area_version where is_demo) as areas,
             (select count(*) from territory.cell where is_demo) as cells,
             (select count(*) from resource.resource r where keeper_centre_id is not null and exists (
               select from resource.resource_version v where v.resource_id = r.id and v.version = 1)) as resources,
             (select count(*) from resource.resource where geometry is not null and not is_demo) as real_resources,
             (select string_agg(scope, ' ') from territory.population where not is_demo) as real_population,
             (select min(valid_from) from territory.centre_seat where centre_id = 'porta-nord-est') as late_opening,
             (select count(*) from resource.project where is_demo) as projects,
             (select count(*) from record.group_activity where resource_id is not null) as groups,
             (select min(people) > 5 from (select count(*) as people from record.access
                where group_activity_id is not null group by group_activity_id) g) as in_groups,
             (select count(*) from record.access) between 10000 and 11000 as enough,
             (select bool_and(recorded_by is not null) from record.access) as signed,
             (select count(*) from record.access where statistical_period <> date_trunc('month', day)) as displaced,
             (select count(*) from published.release where kind = 'month') as months,
             (select count(*) from published.release where kind = 'quarter') as quarters,
             (select count(*) from published.release where kind = 'year') as years,
             (select max(starts_on) from published.release) as last_closed`.execute(db.owner)
    expect(rows[0]).toEqual({
      areas: 4,
      cells: 52,
      resources: 126,
      real_resources: 15,
      real_population: 'city',
      late_opening: '2025-07-01',
      projects: 8,
      groups: 8,
      in_groups: true,
      enough: true,
      signed: true,
      displaced: 0,
      months: 31,
      quarters: 10,
      years: 2,
      last_closed: '2026-10-01',
    })
    const users = await db.owner.selectFrom('account.user').select(['username', 'password_hash']).execute()
    expect(users.map(user => user.username).sort()).toEqual(
      demonstrationAccounts.map(account => account.username).sort(),
    )
    expect(new Set(users.map(user => user.password_hash)).size).toBe(users.length)

    expect(await loadDemonstration(db, today)).toBe(false)
  })

  test('of a district that meets few is published with edition S from its first quarter', async ({ db }) => {
    expect(await loadDemonstration(db, today, () => {}, 'S')).toBe(true)
    const { rows } = await sql<Record<string, unknown>>`
      select (select count(*) from record.access) between 650 and 900 as few,
             (select string_agg(distinct edition, ' ') from published.ledger) as editions,
             (select string_agg(distinct kind, ' ') from published.release) as kinds,
             (select count(*) from published.release) as releases`.execute(db.owner)
    // Ten quarters, and the two years that are over; its months measure nothing.
    expect(rows[0]).toEqual({ few: true, editions: 'S', kinds: 'quarter year', releases: 12 })
  })

  test('leaves a database that holds anything as it is', async ({ db }) => {
    await givenTerritory(db)
    expect(await loadDemonstration(db, today)).toBe(false)
    expect(await isDemonstration(db.owner)).toBe(false)
    const { rows } = await sql`select from record.access union all select from resource.resource`.execute(
      db.owner,
    )
    expect(rows).toEqual([])
  })
})
