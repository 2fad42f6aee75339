/** A district with as many areas as wanted, over the embedded engine and in memory: all invented, closed and served. */
import { sql } from 'kysely'
import { hashPassword } from '../../api/accounts/password.ts'
import { createApp } from '../../api/app.ts'
import { connect } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { demonstrationPassword } from '../../api/demonstration/load.ts'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { load } from '../../api/territory/load.ts'
import { onFreePort } from './free-port.ts'
import { square } from './given.ts'

/** Short ones and long ones, as districts have them. */
export const areaNames = [
  'Colle Alto',
  'Borgo San Michele e Fornaci',
  'Ponte',
  'Quartiere della Stazione',
  'Valle Est',
  'Serra',
  'Piano del Mulino',
  'Casale',
  'Fontana Vecchia',
  'Poggio',
  'Rione Nuovo',
  'Tre Cancelli',
]
const since = '2019-09-01'
const side = 0.02
const columns = 4
const corner = (at: number): [number, number] => [
  15.77 + (at % columns) * side,
  40.61 + Math.floor(at / columns) * side,
]

export type District = { url: string; stop(): Promise<void> }

/**
 * A quarter of accesses, more of them in each further area, and a census without a single resource.
 * @param count of areas, up to twelve; without any there is nobody to record an access
 * @param populated whether the residents of the areas are known
 */
export async function district(count: number, populated = true): Promise<District> {
  const database = await connect({ kind: 'embedded', dataDir: undefined })
  const migration = await migrate(database.owner)
  const names = areaNames.slice(0, count)
  const id = (at: number) => `area-${at + 1}`
  const features = (list: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features: list })
  if (count > 0) {
    const areas = names.map((name, at) => ({
      type: 'Feature',
      properties: { id: id(at), name },
      geometry: { type: 'Polygon', coordinates: [square(...corner(at), side)] },
    }))
    const centres = names.map((name, at) => ({
      type: 'Feature',
      properties: {
        id: `porta-${at + 1}`,
        name: `Porta sociale ${name}`,
        area: id(at),
        managedBy: 'Ente di prova',
      },
      geometry: { type: 'Point', coordinates: corner(at).map(degrees => degrees + side / 2) },
    }))
    const options = { from: since, source: 'test' }
    await load(database.owner, 'areas', features(areas), options)
    await load(database.owner, 'centres', features(centres), options)
    if (populated) {
      const rows = names.map((_, at) => `${id(at)},${9000 + 500 * at},2025-01-01,test`)
      const text = ['area,residents,reference_date,source', ...rows].join('\n')
      await load(database.owner, 'population', text, { source: 'test' })
    }
    await sql`
      insert into record.access (id, day, statistical_period, centre_id, channel, origin, residence, residence_area_id,
                                 age_band, gender, citizenship, household, income_support, known_to_service, last_visit)
      select gen_random_uuid(), day, day, 'porta-' || area, 'in_person', 'spontaneous', 'area', 'area-' || area,
             '35-49', 'F', 'it', 'single', 'none', case when visit % 3 = 0 then 'yes' else 'no' end,
             'never_or_earlier_years'
        from generate_series(1, ${count}::int) area, generate_series(1, 60 + 15 * area) visit,
             unnest(array['2025-08-05']::date[]) day`.execute(database.owner)
    await sql`
      insert into record.need (access_id, position, domain, outcome)
      select id, 1, (array['housing', 'work', 'economic'])[1 + row_number() over (order by residence_area_id, id) % 3],
             'guidance' from record.access`.execute(database.owner)
  }
  await closeDuePeriods(database.publisher, '2025-10-10', '2025-07')
  await database.owner
    .insertInto('account.user')
    .values({
      username: 'coordinamento',
      display_name: 'Coordinamento',
      role: 'coordinator',
      password_hash: await hashPassword(demonstrationPassword),
    })
    .execute()
  const app = await createApp({ database, migration, demonstration: false })
  const { url, stop } = await onFreePort(app)
  return {
    url,
    async stop() {
      await stop()
      await database.close()
    },
  }
}
