/**
 * A few invented activities with a group: an afternoon of a Ludobus or a toy library for each centre in the present month
 * and the one before, on a day on which the centre met somebody anyway. After the census and the accesses.
 */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/schema.ts'
import type { AccessRecord } from '../observations/contract.ts'
import { addMonths, monthOf } from './calendar.ts'
import { type Random, seeded } from './random.ts'

/** Ages of who comes to play, with the least and the most of each. */
const ages = { '0-17': [4, 8], '18-34': [1, 2], '35-49': [1, 4], '65+': [0, 1] } as const

type Contact = { id: string; group: string; centre: string; date: string; residence: string; age: string }

/** @returns how many activities were written */
export async function loadGroups(
  trx: Kysely<DB>,
  records: readonly AccessRecord[],
  today: string,
): Promise<number> {
  const places = await trx
    .selectFrom('resource.resource')
    .select(['id', 'area_id'])
    .where('type', '=', 'toy_library')
    .where('status', '=', 'active')
    .where('visibility', '<>', 'restricted')
    .orderBy(sql`name collate "C"`)
    .execute()
  const random = seeded('groups')
  const contacts: Contact[] = []
  const groups: { id: string; resource: string }[] = []
  for (const month of [addMonths(monthOf(today), -1), monthOf(today)])
    for (const centre of [...new Set(records.map(record => record.centre))].sort()) {
      const met = records.filter(record => record.centre === centre && monthOf(record.date) === month)
      const record = met[Math.floor(met.length / 2)]
      const area = met.find(({ residenceArea }) => centre.endsWith(residenceArea))?.residenceArea ?? 'unknown'
      const place = places.find(({ area_id }) => area_id === area) ?? places[0]
      if (!record || !place) continue
      const group = random.uuid()
      groups.push({ id: group, resource: place.id })
      contacts.push(...contactsOf(random, { group, centre, date: record.date, residence: area }))
    }
  await insert(trx, groups, contacts)
  return groups.length
}

const contactsOf = (random: Random, of: Omit<Contact, 'id' | 'age'>): Contact[] =>
  Object.entries(ages).flatMap(([age, [least, most]]) =>
    Array.from({ length: least + Math.floor(random.number() * (most - least + 1)) }, () => ({
      ...of,
      id: random.uuid(),
      age,
    })),
  )

async function insert(
  trx: Kysely<DB>,
  groups: readonly { id: string; resource: string }[],
  contacts: readonly Contact[],
): Promise<void> {
  await sql`
    insert into record.group_activity (id, need_domain, resource_id)
    select g.id, 'family', g.resource
      from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as g (id uuid, resource uuid)`.execute(trx)
  await sql`
    insert into record.access (id, group_activity_id, centre_id, day, channel, origin, residence, residence_area_id,
                               age_band, gender, citizenship, household, income_support, known_to_service, last_visit,
                               recorded_by, recorded_at)
    select c.id, c."group", c.centre, c.date, 'street', 'outreach',
           case c.residence when 'unknown' then 'unknown' else 'area' end, nullif(c.residence, 'unknown'), c.age,
           'other_ns', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', u.id, c.date + time '17:00'
      from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb)
           as c (id uuid, "group" uuid, centre text, date date, residence text, age text)
      join account."user" u on u.centre_id = c.centre`.execute(trx)
}
