/** Loads streets and walking times: all of a file or nothing of it, in the transaction of the caller. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import { type FileFault, type FileFeature, property, readFeatures, textProperty } from '../geojson.ts'
import { counted, ofFile } from '../load/set.ts'
import { invalidShapes, outsideBy } from '../load/shapes.ts'
import { readStreets } from './streets.ts'

type Trx = Kysely<DB>
export type ReachLoaded = { items: { id: string; name: string; detail: Bilingual }[]; notes: Bilingual[] }
/** What is wrong with the file, or what was loaded of it. */
export type Outcome = { faults: FileFault[]; unit: 'row' | 'feature' } | ReachLoaded

/** Replaces every street: a register is loaded whole. */
export async function loadStreets(trx: Trx, text: string, source: string): Promise<Outcome> {
  const { points, faults, unit, left, notes } = readStreets(text)
  const columns = {
    row: points.map(point => point.row),
    street: points.map(point => point.street),
    number: points.map(point => point.number),
    lon: points.map(point => point.lon),
    lat: points.map(point => point.lat),
  }
  const table = sql`unnest(${columns.row}::integer[], ${columns.street}::text[], ${columns.number}::text[],
                           ${columns.lon}::float8[], ${columns.lat}::float8[]) as f(row, street, number, lon, lat)`
  const outside = await sql<{ row: number; street: string; metres: number }>`
    with municipality as materialized (select st_union(boundary) as whole from territory.municipality)
    select f.row, f.street, st_distance(m.whole::geography, p::geography) as metres
      from ${table}, municipality m, lateral (select st_setsrid(st_makepoint(f.lon, f.lat), 4326) as p) t
     where m.whole is not null and abs(f.lon) <= 180 and abs(f.lat) <= 90 and not st_covers(m.whole, p)
     order by f.row`.execute(trx)
  for (const { row, street, metres } of outside.rows)
    if (metres > 1 && !faults.some(fault => fault.number === row)) {
      const [it, en] = outsideBy(metres)
      faults.push({ number: row, name: street, fault: { it, en } })
    }
  if (faults.length === 0 && points.length === 0)
    faults.push(
      ofFile(
        'nessuna sua riga ha una via, un numero e una posizione',
        'none of its rows has a street, a number and a position',
      ),
    )
  if (faults.length > 0) return { faults, unit }

  const replaced = await trx.deleteFrom('territory.street').executeTakeFirst()
  // Of a street with numbers the one nearest to the middle of all stands for it: a point of the street, not of a bend's inside.
  await sql`
    insert into territory.street (name, location, source)
    select street, p, ${source} from (
      select distinct on (f.street) f.street, t.p
        from ${table}, lateral (select st_setsrid(st_makepoint(f.lon, f.lat), 4326) as p) t
        join (select street, avg(lon) as lon, avg(lat) as lat
                from unnest(${columns.street}::text[], ${columns.lon}::float8[], ${columns.lat}::float8[]) as g(street, lon, lat)
               group by street) m on true
       where m.street = f.street
       order by f.street, f.number is not null, st_distance(t.p, st_setsrid(st_makepoint(m.lon, m.lat), 4326)), f.row) middles
     order by street`.execute(trx)
  await sql`
    insert into territory.house_number (street_id, number, location)
    select s.id, f.number, st_setsrid(st_makepoint(f.lon, f.lat), 4326)
      from ${table} join territory.street s on s.name = f.street where f.number is not null`.execute(trx)
  const streets = new Map<string, number>()
  for (const { street, number } of points)
    streets.set(street, (streets.get(street) ?? 0) + (number === null ? 0 : 1))
  const items = [...streets].map(([name, numbers], index) => ({
    id: String(index + 1),
    name,
    detail: counted(numbers, 'number'),
  }))
  const before = Number(replaced.numDeletedRows)
  return {
    items,
    notes: [
      ...notes,
      ...(before > 0
        ? [
            {
              it: `${before} vie già caricate sostituite.`,
              en: `${before} streets loaded before were replaced.`,
            },
          ]
        : []),
      ...leftOut(left.placeless, 'senza posizione', rows => `${rows} without a position left out.`),
      ...leftOut(
        left.numberless,
        'con un numero che non lo è, come «fronte chiesa»',
        rows => `${rows} left out whose number is not one, such as «fronte chiesa».`,
      ),
      ...leftOut(
        left.repeated,
        'con via e numero già scritti',
        rows => `${rows} left out that repeat a street and number.`,
      ),
    ],
  }
}

function leftOut(count: number, it: string, en: (rows: string) => string): Bilingual[] {
  if (count === 0) return []
  const rows = counted(count, 'row')
  return [{ it: `${rows.it} ${it}: ${count === 1 ? 'tralasciata' : 'tralasciate'}.`, en: en(rows.en) }]
}

const minuteNames = ['minutes', 'minuti', 'contour']
const centreNames = ['centre', 'centro', 'centre_id', 'origin', 'origine']
const most = 60

/** Replaces the walking times of the centres that the file names; those of the others stay. */
export async function loadIsochrones(
  trx: Trx,
  text: string,
  source: string,
  today: string,
): Promise<Outcome> {
  const { features, faults } = readFeatures(text, { geometry: 'polygon', nameless: true, numbered: true })
  const seats = await trx
    .selectFrom('territory.centre_seat')
    .select(['id', 'centre_id as centre', 'name'])
    .where(sql<boolean>`daterange(valid_from, valid_to) @> ${today}::date`)
    .execute()
  const seen = new Map<string, number>()
  const read = features.map(feature => {
    const centre = textProperty(feature.properties, centreNames)
    const say = (it: string, en: string) =>
      faults.push({ number: feature.number, name: centre ?? null, fault: { it, en } })
    const seat = seats.find(
      seat => seat.centre === centre || seat.name.toLowerCase() === centre?.toLowerCase(),
    )
    const minutes = Number(property(feature.properties, minuteNames) ?? Number.NaN)
    if (centre === undefined)
      say(
        'non dice da quale centro: serve una proprietà «centro»',
        'it does not say from which centre: give it a property «centre»',
      )
    else if (!seat)
      say(
        `«${centre}» non è un centro aperto: scrivi il suo codice o il suo nome`,
        `«${centre}» is not a centre in use: use its code or its name`,
      )
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > most)
      say(
        `i suoi minuti non sono un numero intero da 1 a ${most}: serve una proprietà «minuti»`,
        `its minutes are not a whole number from 1 to ${most}: give it a property «minutes»`,
      )
    const key = seat && `${seat.id} ${minutes}`
    const earlier = key && seen.get(key)
    if (earlier)
      say(
        `ripete l’elemento ${earlier}: stesso centro e stessi minuti`,
        `it repeats feature ${earlier}: same centre and minutes`,
      )
    else if (key) seen.set(key, feature.number)
    return { feature, seat, minutes }
  })
  faults.push(...(await invalidShapes(trx, features)).faults)
  if (faults.length > 0) return { faults, unit: 'feature' }

  const centres = [...new Set(read.map(({ seat }) => seat!.id))]
  const json = JSON.stringify(
    read.map(({ feature, seat, minutes }) => ({ ...shape(feature), seat: seat!.id, minutes })),
  )
  // Seats that are no longer in use keep no walking times: nobody walks from there.
  const { rows: before } = await sql<{ seat: number }>`
    delete from territory.isochrone i using territory.centre_seat s
     where s.id = i.seat_id and (i.seat_id = any (${centres}::bigint[])
                                 or not daterange(s.valid_from, s.valid_to) @> ${today}::date)
     returning i.seat_id as seat`.execute(trx)
  await sql`
    insert into territory.isochrone (seat_id, minutes, boundary, source)
    select (fields ->> 'seat')::bigint, (fields ->> 'minutes')::smallint, shape, ${source}
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  const { rows: astray } = await sql<{ name: string; minutes: number }>`
    select s.name, i.minutes from territory.isochrone i join territory.centre_seat s on s.id = i.seat_id
     where i.seat_id = any (${centres}::bigint[]) and not st_covers(i.boundary, s.location)
     order by s.name, i.minutes`.execute(trx)
  return {
    items: read.map(({ seat, minutes }) => ({
      id: `${seat!.centre}-${minutes}`,
      name: seat!.name,
      detail: { it: `${minutes} minuti a piedi`, en: `${minutes} minutes on foot` },
    })),
    notes: [
      ...(before.length > 0
        ? [
            {
              it: `${before.length} tempi a piedi già caricati sostituiti.`,
              en: `${before.length} walking times loaded before were replaced.`,
            },
          ]
        : []),
      ...astray.map(
        ({ name, minutes }): Bilingual => ({
          it: `Attenzione: ${name}, ${minutes} minuti: la sua porta è fuori da ciò che si raggiunge.`,
          en: `Careful: ${name}, ${minutes} minutes: its door is outside of what is reached.`,
        }),
      ),
    ],
  }
}

const shape = ({ number, id, name, geometry }: FileFeature) => ({ number, id, name, geometry })
