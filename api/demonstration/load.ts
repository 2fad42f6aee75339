/**
 * Fills an empty database with the demonstration: an invented city with two years and a half of accesses up to
 * yesterday, whose closed periods are measured and released as real ones are.
 */
import { type Kysely, sql } from 'kysely'
import { hashPassword } from '../accounts/password.ts'
import type { Database } from '../db/connect.ts'
import type { DB } from '../db/schema.ts'
import { closeDuePeriods } from '../disclosure/close.ts'
import type { AccessRecord } from '../observations/contract.ts'
import { openWeekdays } from '../observations/working-days.ts'
import { monthOf } from './calendar.ts'
import { loadCensus } from './census.ts'
import { loadGroups } from './groups.ts'
import { accessesPerYear } from './profile.ts'
import { loadProjects } from './projects.ts'
import { insertProposals } from './proposals.ts'
import { type City, firstMonth, generateRecords } from './records.ts'
import { loadTerritory } from './territory.ts'

/** Public on purpose: the first page says it. */
export const demonstrationPassword = 'distretto-demo'

const centresOf: Record<string, string> = {
  'operatore-nordovest': 'porta-nord-ovest',
  'operatore-centro': 'porta-centro',
  'operatore-nordest': 'porta-nord-est',
  'operatore-sud': 'porta-sud',
}
/** A body of the invented census: its account edits what it owns. */
const partnersBody = 'APS Terrazza Comune (ente dimostrativo)'
export const demonstrationAccounts = [
  ...Object.entries(centresOf).map(([username, centre]) => ({
    username,
    role: 'operator',
    centre,
    displayName: `Operatore ${centre.replace('porta-', '').replace(/(^|-)./g, part => part.replace('-', ' ').toUpperCase())}`,
    organisation: 'NuDiR (dimostrativo)',
  })),
  {
    username: 'coordinamento',
    role: 'coordinator',
    centre: null,
    displayName: 'Coordinamento ACCoDI',
    organisation: 'ACCoDI (dimostrativo)',
  },
  {
    username: 'partner',
    role: 'partner',
    centre: null,
    displayName: 'Partner GruTer',
    organisation: partnersBody,
  },
  {
    username: 'admin',
    role: 'admin',
    centre: null,
    displayName: 'Amministrazione',
    organisation: 'Comune di Potenza (dimostrativo)',
  },
]

export async function isDemonstration(owner: Kysely<DB>): Promise<boolean> {
  const setting = await owner
    .selectFrom('account.setting')
    .select('value')
    .where('key', '=', 'demonstration')
    .executeTakeFirst()
  return setting?.value === true
}

/** Whether anybody's own work is in the database. */
async function isInUse(owner: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from territory.area) or exists (select from territory.municipality)
        or exists (select from account."user") or exists (select from resource.resource)
        or exists (select from record.access) or exists (select from published.ledger) as used`.execute(owner)
  return rows[0]!.used
}

/**
 * Territory, census, accounts and accesses are written in one transaction, so that an interrupted start leaves an
 * empty database; the closings follow, each in its own, and whatever is missing of them the server does later.
 * All accesses are there before the first closing, so each counts in its own month; every closing bears today's date.
 * @param today YYYY-MM-DD
 * @param edition it is published with from its first quarter on; with S it is a district that meets few
 * @returns false when the database holds anything already: it is left as it is
 */
export async function loadDemonstration(
  database: Pick<Database, 'owner' | 'publisher'>,
  today: string,
  say: (line: string) => void = () => {},
  edition = 'L',
): Promise<boolean> {
  if (await isInUse(database.owner)) return false
  await database.owner.transaction().execute(async trx => {
    say('demonstration: areas, cells, centres and residents')
    await loadTerritory(trx, today)
    say('demonstration: resources')
    const resources = await loadCensus(trx, today)
    await insertAccounts(trx)
    await insertProposals(trx, today)
    say(`demonstration: accesses since ${firstMonth(today)}`)
    const records = generateRecords(await readCity(trx, today), today, accessesPerYear(edition))
    await insertRecords(trx, records)
    say(`demonstration: ${await loadGroups(trx, records, today)} group activities`)
    if (edition !== 'L') await chooseEdition(trx, edition, today)
    say(`demonstration: ${await loadProjects(trx, today)} projects`)
    await trx
      .insertInto('account.setting')
      .values({ key: 'demonstration', value: JSON.stringify(true) })
      .execute()
    say(`demonstration: ${resources} resources and ${records.length} accesses written`)
  })
  say('demonstration: closing the months and quarters that are due')
  const closed = await closeDuePeriods(database.publisher, today, firstMonth(today))
  say(`demonstration: ${closed.length} periods closed`)
  return true
}

/**
 * A choice is of a quarter to come; the demonstration's was made before its first month, which only a loader can say:
 * from the first quarter of that year, or the year would have two editions and no table.
 */
const chooseEdition = (trx: Kysely<DB>, edition: string, today: string) =>
  sql`
    insert into published.ledger (period, table_code, kind, edition, sigma, cost, rows_hash, reason)
    select ${`${firstMonth(today).slice(0, 4)}-Q1`}, '-', 'edition', name, sigma, 0, encode(sha256(''), 'hex'),
           'Dimostrazione di un distretto che incontra poche famiglie'
      from published.edition where name = ${edition}`.execute(trx)

async function insertAccounts(trx: Kysely<DB>): Promise<void> {
  const names = [...new Set(demonstrationAccounts.map(({ organisation }) => organisation))]
  const organisations = await trx
    .insertInto('account.organisation')
    .values(
      names.map(name => ({
        name,
        body_id:
          name === partnersBody
            ? sql<string>`(select id from resource.organisation where name = ${name})`
            : null,
      })),
    )
    .returning(['id', 'name'])
    .execute()
  const hashes = await Promise.all(demonstrationAccounts.map(() => hashPassword(demonstrationPassword)))
  await trx
    .insertInto('account.user')
    .values(
      demonstrationAccounts.map(({ username, role, centre, displayName, organisation }, index) => ({
        username,
        display_name: displayName,
        role,
        centre_id: centre,
        organisation_id: organisations.find(({ name }) => name === organisation)!.id,
        password_hash: hashes[index]!,
      })),
    )
    .execute()
}

/** What the generator needs to know of the territory and the census, as they are in the database. */
async function readCity(trx: Kysely<DB>, today: string): Promise<City> {
  const areas = await trx
    .selectFrom('territory.population as p')
    .innerJoin('territory.area as a', 'a.id', 'p.area_id')
    .select(['a.id', 'p.residents'])
    .orderBy('a.position')
    .execute()
  const cells = await trx
    .selectFrom('territory.cell as c')
    .innerJoin('territory.area_version as v', 'v.id', 'c.area_version_id')
    .select(['c.id', 'v.area_id as area', 'c.residents'])
    .execute()
  const seats = await trx
    .selectFrom('territory.centre_seat as s')
    .innerJoin('territory.centre as c', 'c.id', 's.centre_id')
    .select(['s.centre_id as id', 's.area_id as area', 's.valid_from as openedOn', 's.opening_hours'])
    .where('s.valid_from', '<=', today)
    .orderBy('c.position')
    .execute()
  const resources = await trx
    .selectFrom('resource.resource as r')
    .innerJoin('resource.resource_need as n', 'n.resource_id', 'r.id')
    .select(['r.id', 'r.area_id as area', sql<string[]>`array_agg(n.domain)`.as('needs')])
    .where('r.status', '=', 'active')
    .where('r.visibility', '<>', 'restricted')
    .groupBy('r.id')
    .execute()
  // By code unit, because a database's collation depends on the machine and the draws depend on the order.
  const byId = <T extends { id: string }>(rows: T[]) =>
    rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return {
    areas,
    cells: byId(cells),
    centres: seats.map(({ opening_hours, ...seat }) => ({
      ...seat,
      weekdays: openWeekdays(opening_hours),
    })),
    resources: byId(resources),
  }
}

/** A month at a time: one statement of some hundred rows each for the accesses and for their needs. */
async function insertRecords(trx: Kysely<DB>, records: readonly AccessRecord[]): Promise<void> {
  for (const month of new Set(records.map(record => monthOf(record.date)))) {
    const ofMonth = records.filter(record => monthOf(record.date) === month)
    const accesses = ofMonth.map(({ residenceArea, needs: _, ...record }) => ({
      ...record,
      residence: residenceArea === 'outside' || residenceArea === 'unknown' ? residenceArea : 'area',
      area: residenceArea === 'outside' || residenceArea === 'unknown' ? null : residenceArea,
    }))
    await sql`
      insert into record.access (id, centre_id, day, channel, origin, residence, residence_area_id, residence_cell_id,
                                 age_band, gender, citizenship, household, income_support, known_to_service, last_visit,
                                 recorded_by, recorded_at)
      select a.id, a.centre, a.date, a.channel, a.origin, a.residence, a.area, a."residenceCell", a."ageBand", a.gender,
             a.citizenship, a.household, a."incomeSupport", a."knownToService", a."lastVisit", u.id,
             a.date + time '12:00'
        from jsonb_to_recordset(${JSON.stringify(accesses)}::jsonb)
             as a (id uuid, centre text, date date, channel text, origin text, residence text, area text,
                   "residenceCell" text, "ageBand" text, gender text, citizenship text, household text,
                   "incomeSupport" text, "knownToService" text, "lastVisit" text)
        join account."user" u on u.centre_id = a.centre`.execute(trx)
    const needs = ofMonth.flatMap(({ id, needs }) =>
      needs.map((need, index) => ({ access: id, position: index + 1, ...need })),
    )
    await sql`
      insert into record.need (access_id, position, domain, request, outcome, unmet_reason)
      select n.access, n.position, n.domain, n.request, n.outcome, n."unmetReason"
        from jsonb_to_recordset(${JSON.stringify(needs)}::jsonb)
             as n (access uuid, position smallint, domain text, request text, outcome text, "unmetReason" text)`.execute(
      trx,
    )
    const referrals = needs.flatMap(({ access, position, resources = [] }) =>
      resources.map((resource, rank) => ({ access, position, rank: rank + 1, resource })),
    )
    await sql`
      insert into record.referral (access_id, position, rank, resource_id)
      select r.access, r.position, r.rank, r.resource
        from jsonb_to_recordset(${JSON.stringify(referrals)}::jsonb)
             as r (access uuid, position smallint, rank smallint, resource uuid)`.execute(trx)
  }
}
