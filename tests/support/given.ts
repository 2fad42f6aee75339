/** The world of a test: two areas, three centres and five accounts, all invented. */
import { randomUUID } from 'node:crypto'
import { hashPassword } from '../../api/accounts/password.ts'
import type { AccessRecord } from '../../api/observations/contract.ts'
import type { GroupActivity } from '../../api/observations/group-activity.contract.ts'
import type { TestDatabase } from './database.ts'

/** A square ring in degrees, counter-clockwise, from its south-west corner. */
export const square = (west: number, south: number, side = 0.02): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const multipolygon = (ring: [number, number][]) =>
  `SRID=4326;MULTIPOLYGON(((${ring.map(position => position.join(' ')).join(',')})))`

/** Areas `alfa` and `beta` side by side, a cell in each, centres `porta-alfa`, `porta-beta` and the late `porta-gamma`. */
export async function givenTerritory({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  await owner
    .insertInto('territory.municipality')
    .values({
      istat_code: '076063',
      name: 'Potenza',
      boundary: multipolygon(square(15.7, 40.55, 0.2)),
      source: 'test',
    })
    .execute()
  await owner
    .insertInto('territory.area')
    .values([
      { id: 'alfa', position: 1 },
      { id: 'beta', position: 2 },
    ])
    .execute()
  const versions = await owner
    .insertInto('territory.area_version')
    .values([
      {
        area_id: 'alfa',
        name: 'Alfa',
        boundary: multipolygon(square(15.78, 40.63)),
        valid_from: '2019-09-01',
        source: 'test',
      },
      {
        area_id: 'beta',
        name: 'Beta',
        boundary: multipolygon(square(15.8, 40.63)),
        valid_from: '2019-09-01',
        source: 'test',
      },
    ])
    .returning(['id', 'area_id'])
    .execute()
  const version = (area: string) => versions.find(row => row.area_id === area)!.id
  await owner
    .insertInto('territory.cell')
    .values([
      {
        id: 'A-1',
        area_version_id: version('alfa'),
        boundary: multipolygon(square(15.78, 40.63)),
        residents: 900,
        valid_from: '2019-09-01',
        source: 'test',
      },
      {
        id: 'B-1',
        area_version_id: version('beta'),
        boundary: multipolygon(square(15.8, 40.63)),
        residents: 800,
        valid_from: '2019-09-01',
        source: 'test',
      },
    ])
    .execute()
  await owner
    .insertInto('territory.centre')
    .values([
      { id: 'porta-alfa', position: 1 },
      { id: 'porta-beta', position: 2 },
      { id: 'porta-gamma', position: 3 },
    ])
    .execute()
  const seat = { managed_by: 'Ente di prova', position_quality: 'demo', source: 'test' }
  await owner
    .insertInto('territory.centre_seat')
    .values([
      {
        ...seat,
        centre_id: 'porta-alfa',
        area_id: 'alfa',
        name: 'Porta Alfa',
        location: 'SRID=4326;POINT(15.79 40.64)',
        valid_from: '2019-09-01',
      },
      {
        ...seat,
        centre_id: 'porta-beta',
        area_id: 'beta',
        name: 'Porta Beta',
        location: 'SRID=4326;POINT(15.81 40.64)',
        valid_from: '2019-09-01',
      },
      {
        ...seat,
        centre_id: 'porta-gamma',
        area_id: 'beta',
        name: 'Porta Gamma',
        location: 'SRID=4326;POINT(15.815 40.645)',
        valid_from: '2026-06-01',
        valid_to: '2026-09-01',
      },
    ])
    .execute()
  await owner
    .insertInto('territory.population')
    .values([
      { scope: 'area', area_id: 'alfa', residents: 9000, reference_date: '2025-01-01', source: 'test' },
    ])
    .execute()
}

export const password = 'una parola di prova'
let passwordHash: Promise<string> | undefined

export const personas = {
  operator: { role: 'operator', centre_id: 'porta-alfa' },
  otherOperator: { role: 'operator', centre_id: 'porta-beta' },
  lateOperator: { role: 'operator', centre_id: 'porta-gamma' },
  coordinator: { role: 'coordinator', centre_id: null },
  partner: { role: 'partner', centre_id: null },
  admin: { role: 'admin', centre_id: null },
} as const
export type Persona = keyof typeof personas

export async function givenAccounts({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  passwordHash ??= hashPassword(password)
  const password_hash = await passwordHash
  await owner
    .insertInto('account.user')
    .values(
      Object.entries(personas).map(([username, { role, centre_id }]) => ({
        username,
        display_name: username,
        role,
        centre_id,
        password_hash,
      })),
    )
    .execute()
}

/** A legal access at `porta-alfa`, changed as told. */
export const anAccess = (change: Partial<AccessRecord> = {}): AccessRecord => ({
  id: randomUUID(),
  centre: 'porta-alfa',
  date: '2026-11-18',
  channel: 'in_person',
  origin: 'spontaneous',
  residenceArea: 'alfa',
  ageBand: '35-49',
  gender: 'F',
  citizenship: 'it',
  household: 'single_parent',
  incomeSupport: 'adi',
  knownToService: 'no',
  lastVisit: 'never_or_earlier_years',
  needs: [{ domain: 'housing', outcome: 'guidance' }],
  ...change,
})

/** A legal activity with a group at `porta-alfa`: fifteen contacts in three lines, changed as said. */
export const aGroupActivity = (change: Partial<GroupActivity> = {}): GroupActivity => ({
  id: randomUUID(),
  centre: 'porta-alfa',
  date: '2026-11-18',
  channel: 'street',
  origin: 'outreach',
  needDomain: 'family',
  participants: [
    { residenceArea: 'alfa', ageBand: '0-17', count: 6 },
    { residenceArea: 'alfa', ageBand: '35-49', count: 4 },
    { residenceArea: 'unknown', ageBand: '0-17', count: 5 },
  ],
  ...change,
})

/** The least that a resource wants, at a point of area `alfa`. */
export const aResource = (change: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  name: 'Doposcuola di prova',
  type: 'after_school',
  geometry: { type: 'Point', coordinates: [15.79, 40.64] },
  ...change,
})

/** A partner whose organisation is a body of the census, or of none; made when there is no such account. */
export async function givenPartner(
  { owner }: Pick<TestDatabase, 'owner'>,
  username: string,
  body?: { name: string; kind: string },
): Promise<void> {
  const census =
    body &&
    (await owner.insertInto('resource.organisation').values(body).returning('id').executeTakeFirstOrThrow())
  const organisation = await owner
    .insertInto('account.organisation')
    .values({ name: body?.name ?? `Ente di ${username}`, body_id: census?.id ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  passwordHash ??= hashPassword(password)
  const values = { username, display_name: username, role: 'partner', password_hash: await passwordHash }
  await owner
    .insertInto('account.user')
    .values({ ...values, organisation_id: organisation.id })
    .onConflict(conflict => conflict.column('username').doUpdateSet({ organisation_id: organisation.id }))
    .execute()
}
