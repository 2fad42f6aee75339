/**
 * Loads the municipality's own territory: reads a file whole, names every fault it has, and either changes
 * everything in one transaction or changes nothing.
 */
import { type Kysely, sql } from 'kysely'
import { StartFault } from '../db/connect.ts'
import type { DB } from '../db/schema.ts'
import { checkHours } from '../hours/contract.ts'
import { nextQuarter, quarterFrom } from './change/days.ts'
import { Day, dayOf, positionQualities } from './contract.ts'
import {
  type FileFault,
  type FileFeature,
  property,
  readFeatures,
  textProperty,
  type Wanted,
} from './geojson.ts'
import { placeResources } from './place.ts'
import { readPopulation } from './population.ts'
import { loadIsochrones, loadStreets, type Outcome } from './reach/load.ts'
import { aggregate, type Border, type Piece, shared } from './sections.ts'

export const sets = [
  'areas',
  'centres',
  'cells',
  'cells-from',
  'municipality',
  'population',
  'streets',
  'isochrones',
] as const
export type TerritorySet = (typeof sets)[number]

export type LoadOptions = {
  /** First day in force, YYYY-MM-DD; only of areas, centres and cells. */
  from?: string | undefined
  /** Who made the data, kept with each row. */
  source: string
  /** Properties that hold the code and the name, when they have none of the usual names. */
  id?: string | undefined
  name?: string | undefined
  /** The one feature to take, by its code: a municipality out of a whole region. */
  only?: string | undefined
  /** Why, and by whom, where somebody decided it at a screen. */
  reason?: string | undefined
  by?: string
  /** The day from which a quarter is to come; today when absent. */
  today?: string
  /** Rows are marked as without official value, and take `validFrom` and `isDemo` from the file when it has them. */
  demonstration?: boolean
}

export type Loaded = {
  set: TerritorySet
  items: { id: string; name: string; detail: string }[]
  notes: string[]
  /** Of cells: the residents that are in none, and how many cells end. */
  short?: { area: string | null; residents: number }[]
  ended?: number
}

/** Every fault of a file, in its order. Its message is for the person at the terminal. */
export class LoadFaults extends StartFault {
  readonly faults: FileFault[]
  constructor(faults: FileFault[], unit: 'feature' | 'row' = 'feature') {
    const ordered = [...faults].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
    super(ordered.map(fault => sentence(fault, unit)).join('\n'))
    this.faults = ordered
  }
}

const sentence = ({ number, name, fault }: FileFault, unit: string) =>
  number === null ? `The file: ${fault}.` : `${unit} ${number}${name ? ` «${name}»` : ''}: ${fault}.`
const ofFile = (fault: string): FileFault => ({ number: null, name: null, fault })

/**
 * Loads one set in one transaction.
 * @param text the file's content
 * @throws LoadFaults with everything that is wrong; nothing is changed then
 */
export function load(
  owner: Kysely<DB>,
  set: TerritorySet,
  text: string,
  options: LoadOptions,
): Promise<Loaded> {
  return owner.transaction().execute(trx => loaders[set](trx, text, options))
}

/** The loaders by themselves, for a caller that has a transaction open. */
export const loaders: Record<
  TerritorySet,
  (trx: Kysely<DB>, text: string, options: LoadOptions) => Promise<Loaded>
> = {
  areas,
  centres,
  cells,
  'cells-from': cellsFrom,
  municipality,
  population,
  streets: async (trx, text, options) => asLoaded('streets', await loadStreets(trx, text, options.source)),
  isochrones: async (trx, text, options) =>
    asLoaded('isochrones', await loadIsochrones(trx, text, options.source, dayOf(new Date()))),
}

function asLoaded(set: TerritorySet, outcome: Outcome): Loaded {
  if ('faults' in outcome) throw new LoadFaults(outcome.faults, outcome.unit)
  return { set, ...outcome }
}

async function areas(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(text, { geometry: 'polygon', ...options }, options)
  const from = startOf(options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.area_version', 'the areas', from, faults)
  if (from) await refuseEarlier(trx, 'territory.cell', 'the cells', from, faults)
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.area_version', from)
  const json = asJson(features, feature => ({
    subtitle: textProperty(feature.properties, ['subtitle', 'sottotitolo']),
    ...ownDates(feature, options),
  }))
  await sql`
    insert into territory.area (id, position)
    select id, (select coalesce(max(position), 0) from territory.area) + row_number() over (order by number)
      from derived.file_shapes(${json}::jsonb)
    on conflict (id) do nothing`.execute(trx)
  await sql`
    insert into territory.area_version (area_id, name, subtitle, boundary, valid_from, source, is_demo)
    select id, name, fields ->> 'subtitle', shape, coalesce(fields ->> 'from', ${from})::date, ${options.source},
           (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  // Two steps, because a position is unique at every moment.
  await sql`update territory.area set position = -position`.execute(trx)
  await sql`
    update territory.area set position = o.place
      from derived.reading_order(${from}::date) o where o.area_id = id`.execute(trx)
  const notes = [...closedNote(closed, 'version', from), ...(await rehomeCells(trx, from))]
  const moved = await placeResources(trx as never, dayOf(new Date()), null)
  if (moved > 0) notes.push(`${counted(moved, 'resource')} changed area.`)
  notes.push(...(await publishedNote(trx, from)))
  return { set: 'areas', items: await sizes(trx, json), notes }
}

async function centres(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(text, { geometry: 'point', ...options }, options)
  const from = startOf(options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.centre_seat', 'the centres', from, faults)
  const known = from ? await areasOn(trx, from) : []
  const seats = features.map(feature => readSeat(feature, known, options.demonstration === true, faults))
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.centre_seat', from)
  const json = asJson(features, (feature, index) => ({ ...seats[index], ...ownDates(feature, options) }))
  await sql`
    insert into territory.centre (id, position)
    select id, (select coalesce(max(position), 0) from territory.centre) + row_number() over (order by number)
      from derived.file_shapes(${json}::jsonb)
    on conflict (id) do nothing`.execute(trx)
  // Without an area in the file a centre serves the one its door stands in.
  await sql`
    insert into territory.centre_seat (centre_id, area_id, name, managed_by, address, location, position_quality,
                                       opening_hours, valid_from, source, is_demo)
    select id, case when fields ? 'area' then fields ->> 'area' else territory.area_at(shape, ${from}::date) end,
           name, fields ->> 'managedBy', fields ->> 'address', shape, fields ->> 'positionQuality',
           fields ->> 'openingHours', coalesce(fields ->> 'from', ${from})::date, ${options.source},
           (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  const placed = await sql<{ id: string; area: string | null }>`
    select centre_id as id, area_id as area from territory.centre_seat where valid_to is null`.execute(trx)
  const items = features.map(({ id, name }) => {
    const area = placed.rows.find(seat => seat.id === id)?.area
    return { id, name, detail: area ? `serves ${area}` : 'serves no target area' }
  })
  return { set: 'centres', items, notes: closedNote(closed, 'seat', from) }
}

async function cells(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(text, { geometry: 'polygon', nameless: true, ...options }, options)
  const from = startOf(options, faults)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.cell', 'the cells', from, faults)
  const residents = features.map(feature => readResidents(feature, faults))
  for (const { id, valid_from } of await usedCells(trx, features))
    faults.push(
      faultOf(
        features.find(feature => feature.id === id)!,
        `its code is that of a cell of ${valid_from}: cells are frozen, new ones need new codes`,
      ),
    )
  const nests = from ? await nesting(trx, features, from, faults) : new Map()
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const closed = await end(trx, 'territory.cell', from)
  const json = asJson(features, (feature, index) => ({
    residents: residents[index],
    version: nests.get(feature.number)?.version_id ?? null,
    ...ownDates(feature, options),
  }))
  await sql`
    insert into territory.cell (id, area_version_id, boundary, residents, valid_from, source, is_demo)
    select id, (fields ->> 'version')::bigint, shape, (fields ->> 'residents')::integer,
           coalesce(fields ->> 'from', ${from})::date, ${options.source}, (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  const items = (await sizes(trx, json)).map((item, index) => ({
    ...item,
    detail: `${item.detail}, ${residents[index]} residents, ${nests.get(features[index]!.number)?.area_id ?? 'outside the areas'}`,
  }))
  return { set: 'cells', items, notes: closedNote(closed, 'cell', from) }
}

/** Cells built from public sections: nested in the areas of the day, each with enough residents, for a quarter to come. */
async function cellsFrom(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(
    text,
    { geometry: 'polygon', nameless: true, idAliases: ['sez', 'sez2011', 'sez21_id', 'sezione'], ...options },
    options,
  )
  const from = startOf(options, faults)
  const today = options.today ?? dayOf(new Date())
  if (from && (quarterFrom(from) !== from || from <= today))
    faults.push(
      ofFile(
        `cells change with a quarter that has not begun: --from must be ${nextQuarter(today)} or the first day of a later quarter`,
      ),
    )
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.cell', 'the cells', from, faults)
  const residents = features.map(feature => readCount(feature, faults))
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const json = asJson(features, (_, index) => ({ residents: residents[index] }))
  await sql`drop table if exists pg_temp.piece`.execute(trx)
  await sql`create temp table piece on commit drop as
    select * from derived.section_pieces(${json}::jsonb, ${from}::date)`.execute(trx)
  const pieces = await sql<Piece & { section: number; share: number }>`
    select number, section, area_id as area, share from piece order by number`.execute(trx)
  const borders = await sql<Border>`
    select a.number as one, b.number as other, metres
      from piece a join piece b on a.number < b.number and a.area_id is not distinct from b.area_id
                               and a.shape && st_expand(b.shape, 0.00001),
           lateral (select st_length(st_intersection(st_boundary(a.flat), st_buffer(b.flat, 0.5))) as metres) t
     where metres > 1 order by 1, 2`.execute(trx)
  const counted = shared(
    pieces.rows,
    new Map(features.map(({ number }, index) => [number, residents[index]!])),
  )
  const { cells, short } = aggregate(counted, borders.rows, residentsMinimum)

  const closed = await end(trx, 'territory.cell', from)
  const quarter = `${from.slice(0, 4)}q${Math.ceil(Number(from.slice(5, 7)) / 3)}`
  const numbers = new Map<string | null, number>()
  const items: Loaded['items'] = []
  for (const { area, residents, members } of cells) {
    const place = (numbers.get(area) ?? 0) + 1
    numbers.set(area, place)
    const id = `${area ?? 'fuori'}-${quarter}-${String(place).padStart(2, '0')}`
    await sql`
      insert into territory.cell (id, area_version_id, boundary, residents, valid_from, source, is_demo)
      select ${id}, (select id from territory.area_version
                      where area_id = ${area} and daterange(valid_from, valid_to) @> ${from}::date),
             derived.whole(derived.joined(array_agg(shape))), ${residents}, ${from}, ${options.source}, false
        from piece where number = any (${members}::integer[])`.execute(trx)
    items.push({ id, name: id, detail: `${residents} residents, ${area ?? 'outside the areas'}` })
  }
  await trx
    .insertInto('territory.change')
    .values({
      kind: 'cells_rebuilt',
      name: quarter,
      starts_on: from,
      reason: options.reason ?? options.source,
      changed_by: options.by ?? null,
      impact: JSON.stringify({ cells: cells.length }),
    })
    .execute()
  const notes = short.map(
    ({ area, residents }) =>
      `Careful: ${residents} residents of ${area ?? 'the rest of the municipality'} are in no cell: no neighbour makes them ${residentsMinimum}.`,
  )
  return {
    set: 'cells-from',
    items,
    notes: [...closedNote(closed, 'cell', from), ...notes],
    short: short.map(({ area, residents }) => ({ area, residents })),
    ended: closed,
  }
}

async function municipality(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const { features, faults } = read(
    text,
    {
      geometry: 'polygon',
      idAliases: ['istat', 'istat_code', 'com_istat_code', 'pro_com_t'],
      nameAliases: ['comune'],
      ...options,
    },
    options,
  )
  if (features.length > 1)
    faults.push(
      ofFile(
        `it holds ${features.length} features and a municipality is one: say which with --only, for example --only ${features[0]!.id}`,
      ),
    )
  for (const feature of features)
    if (feature.id !== '' && !/^\d{6}$/.test(feature.id))
      faults.push(faultOf(feature, `its code «${feature.id}» is not an ISTAT code of six digits`))
  // Only its own validity: a boundary is not asked to lie inside the one that it replaces.
  const invalid = await invalidShapes(trx, features)
  faults.push(...invalid.faults)
  if (faults.length > 0) throw new LoadFaults(faults)

  const json = asJson(features, feature => ownDates(feature, options))
  const replaced = await trx.deleteFrom('territory.municipality').returning('name').execute()
  await sql`
    insert into territory.municipality (istat_code, name, boundary, source, is_demo)
    select id, name, shape, ${options.source}, (fields ->> 'demo')::boolean
      from derived.file_shapes(${json}::jsonb)`.execute(trx)
  const notes = replaced.map(({ name }) => `The boundary of ${name} was replaced.`)
  if (options.from && !options.demonstration) notes.push('The municipality has no dates: --from is not used.')
  const { rows } = await sql<{ name: string; amount: number }>`
    select v.name, o.amount
      from territory.area_version v,
           lateral derived.outside_municipality(jsonb_build_array(jsonb_build_object(
             'number', 1, 'geometry', st_asgeojson(v.boundary, 9)::jsonb))) o
     where daterange(v.valid_from, v.valid_to) @> current_date`.execute(trx)
  if (rows.length > 0) {
    const named = rows.slice(0, 5).map(area => `${area.name} by ${squareMetres(area.amount)}`)
    notes.push(
      `Careful: areas in force pass this boundary: ${named.join(', ')}${rows.length > 5 ? `, and ${rows.length - 5} more` : ''}.`,
    )
  }
  return { set: 'municipality', items: await sizes(trx, json), notes }
}

async function population(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const names = await trx
    .selectFrom('territory.area as a')
    .innerJoin('territory.area_version as v', 'v.area_id', 'a.id')
    .select(['a.id', 'v.name'])
    .orderBy('v.valid_from', 'desc')
    .execute()
  const { rows, faults } = readPopulation(text, names, dayOf(new Date()))
  if (faults.length > 0) throw new LoadFaults(faults, 'row')

  const notes: string[] = []
  if (options.from && !options.demonstration)
    notes.push('Residents have dates of their own: --from is not used.')
  // A demonstration estimate would win over an older real count, being newer.
  if (!options.demonstration) {
    const removed = await trx
      .deleteFrom('territory.population')
      .where('is_demo', '=', true)
      .returning('id')
      .execute()
    if (removed.length > 0) notes.push(`${counted(removed.length, 'demonstration estimate')} removed.`)
  }
  const estimated = ({ source }: { source: string }) => options.demonstration === true && source !== 'ISTAT'
  await trx
    .insertInto('territory.population')
    .values(
      rows.map(row => ({
        scope: row.scope,
        area_id: row.area,
        residents: row.residents,
        reference_date: row.referenceDate,
        source: row.source,
        is_demo: estimated(row),
      })),
    )
    .onConflict(conflict =>
      conflict.constraint('population_once').doUpdateSet(eb => ({
        residents: eb.ref('excluded.residents'),
        source: eb.ref('excluded.source'),
        is_demo: eb.ref('excluded.is_demo'),
      })),
    )
    .execute()
  for (const date of new Set(rows.map(row => row.referenceDate))) {
    const on = rows.filter(row => row.referenceDate === date)
    const city = on.find(row => row.scope === 'city')
    const parts = on.filter(row => row.scope !== 'city').reduce((sum, row) => sum + row.residents, 0)
    if (city && parts > city.residents)
      notes.push(
        `Careful: on ${date} the parts add up to ${parts} residents, the city has ${city.residents}.`,
      )
  }
  const items = rows.map(row => ({
    id: row.area ?? row.scope,
    name: names.find(({ id }) => id === row.area)?.name ?? row.scope,
    detail: `${row.residents} residents on ${row.referenceDate} (${row.source})`,
  }))
  return { set: 'population', items, notes }
}

function read(text: string, wanted: Wanted, { only }: LoadOptions) {
  const { features, faults } = readFeatures(text, wanted)
  if (only === undefined || features.length === 0) return { features, faults }
  const chosen = features.filter(feature => feature.id === only)
  if (chosen.length === 0) return { features: [], faults: [ofFile(`no feature has the code «${only}»`)] }
  return {
    features: chosen,
    faults: faults.filter(({ number }) => chosen.some(feature => feature.number === number)),
  }
}

const faultOf = ({ number, name, id }: FileFeature, fault: string): FileFault => ({
  number,
  name: name || id || null,
  fault,
})

function startOf({ from }: LoadOptions, faults: FileFault[]): string | undefined {
  if (from === undefined) faults.push(ofFile('say from which day it is in force, as --from 2026-01-01'))
  else if (!Day.safeParse(from).success) faults.push(ofFile(`--from ${from} is not a day such as 2026-01-01`))
  else return from
  return undefined
}

/** What a demonstration's feature says of itself; the municipality's data takes the day that was asked for. */
function ownDates({ properties }: FileFeature, { demonstration }: LoadOptions) {
  if (!demonstration) return { demo: false }
  const from = textProperty(properties, ['validFrom'])
  return { demo: properties.isDemo !== false, ...(from ? { from } : {}) }
}

type Sound = FileFeature & { geometry: NonNullable<FileFeature['geometry']> }
const sound = (features: FileFeature[]) =>
  features.filter((feature): feature is Sound => feature.geometry !== null)

/** The features as derived.file_shapes reads them. */
const asJson = (
  features: FileFeature[],
  fields: (feature: FileFeature, index: number) => object = () => ({}),
) =>
  JSON.stringify(
    features.map((feature, index) => ({
      number: feature.number,
      id: feature.id,
      name: feature.name,
      geometry: feature.geometry,
      ...fields(feature, index),
    })),
  )

/** What PostGIS alone can tell: validity, overlap, containment. A feature that is not valid is not asked further. */
async function geometryFaults(trx: Kysely<DB>, features: FileFeature[]): Promise<FileFault[]> {
  const byNumber = new Map(features.map(feature => [feature.number, feature]))
  const { faults, valid } = await invalidShapes(trx, features)
  const json = asJson(valid)
  const overlaps = await sql<{ one: number; other: number; square_metres: number }>`
    select * from derived.overlapping_shapes(${json}::jsonb)`.execute(trx)
  for (const { one, other, square_metres } of overlaps.rows) {
    const second = byNumber.get(other)!
    faults.push(
      faultOf(
        byNumber.get(one)!,
        `it overlaps feature ${other} «${second.name || second.id}» by ${squareMetres(square_metres)}`,
      ),
    )
  }
  const outside = await sql<{ number: number; amount: number }>`
    select * from derived.outside_municipality(${json}::jsonb)`.execute(trx)
  for (const { number, amount } of outside.rows) {
    const feature = byNumber.get(number)!
    const distance =
      feature.geometry?.type === 'Point'
        ? `it is ${Math.ceil(amount)} m outside the municipality`
        : `${squareMetres(amount)} of it are outside the municipality`
    faults.push(faultOf(feature, distance))
  }
  return faults
}

async function invalidShapes(trx: Kysely<DB>, features: FileFeature[]) {
  const { rows } = await sql<{
    number: number
    reason: string
    longitude: number | null
    latitude: number | null
  }>`
    select * from derived.invalid_shapes(${asJson(sound(features))}::jsonb) order by number`.execute(trx)
  const faults = rows.map(({ number, reason, longitude, latitude }) =>
    faultOf(
      features.find(feature => feature.number === number)!,
      `its boundary is not valid: ${reason}${longitude === null || latitude === null ? '' : ` at ${rounded(longitude)} ${rounded(latitude)}`}`,
    ),
  )
  return {
    faults,
    valid: sound(features).filter(({ number }) => !rows.some(row => row.number === number)),
  }
}

// About a metre: enough to find the place, short enough to read.
const rounded = (degrees: number) => Number(degrees.toFixed(5))
const squareMetres = (amount: number) =>
  amount < 1e6 ? `${Math.ceil(amount)} m²` : `${(amount / 1e6).toFixed(2)} km²`

type Dated = 'territory.area_version' | 'territory.centre_seat' | 'territory.cell'

/** History is not rewritten: what starts on the day or later is in the way of a load. */
async function refuseEarlier(trx: Kysely<DB>, table: Dated, what: string, from: string, faults: FileFault[]) {
  const { latest } = await trx
    .selectFrom(table)
    .select(eb => eb.fn.max('valid_from').as('latest'))
    .executeTakeFirstOrThrow()
  if (latest !== null && latest >= from)
    faults.push(ofFile(`${what} loaded start on ${latest}: --from must be a later day, ${from} is not`))
}

/** @returns how many rows ended on the day */
async function end(trx: Kysely<DB>, table: Dated, from: string): Promise<number> {
  const result = await trx
    .updateTable(table)
    .set({ valid_to: from })
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', from)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
const closedNote = (closed: number, what: string, from: string) =>
  closed > 0 ? [`${counted(closed, what)} ended on ${from}.`] : []

/** Cells still nested in the same area follow its new version; the others end with the old one. */
async function rehomeCells(trx: Kysely<DB>, from: string): Promise<string[]> {
  const { rows } = await sql<{ cell_id: string; version_id: number | null; fits: boolean }>`
    select * from derived.cells_under_new_areas(${from}::date)`.execute(trx)
  for (const { cell_id, version_id } of rows.filter(row => row.fits))
    await trx
      .updateTable('territory.cell')
      .set({ area_version_id: version_id })
      .where('id', '=', cell_id)
      .execute()
  const astray = rows.filter(row => !row.fits).map(row => row.cell_id)
  if (astray.length > 0)
    await trx.updateTable('territory.cell').set({ valid_to: from }).where('id', 'in', astray).execute()
  const kept = rows.length - astray.length
  return [
    ...(kept > 0 ? [`${counted(kept, 'cell')} kept, still nested in the same area.`] : []),
    ...(astray.length > 0
      ? [`${counted(astray.length, 'cell')} ended on ${from}, no longer nested: load new cells.`]
      : []),
  ]
}

/** Published numbers stay; the map under them is drawn with the areas in force then. */
async function publishedNote(trx: Kysely<DB>, from: string): Promise<string[]> {
  const { rows } = await sql<{ open: string | null }>`select published.open_month() as open`.execute(trx)
  const open = rows[0]?.open
  return open && from < open
    ? [
        `Careful: periods up to the day before ${open} are published; from ${from} their map shows the new areas.`,
      ]
    : []
}

async function sizes(trx: Kysely<DB>, json: string): Promise<Loaded['items']> {
  const { rows } = await sql<{ id: string; name: string; square_kilometres: number }>`
    select id, name, st_area(shape::geography) / 1e6 as square_kilometres
      from derived.file_shapes(${json}::jsonb) order by number`.execute(trx)
  return rows.map(({ id, name, square_kilometres }) => ({
    id,
    name,
    detail: `${square_kilometres.toFixed(2)} km²`,
  }))
}

const areasOn = (trx: Kysely<DB>, day: string) =>
  trx
    .selectFrom('territory.area_version')
    .select(['area_id as id', 'name'])
    .where('valid_from', '<=', day)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .execute()

const areaNames = ['area', 'zona']

function readSeat(
  feature: FileFeature,
  known: { id: string; name: string }[],
  demonstration: boolean,
  faults: FileFault[],
) {
  const { properties } = feature
  const area = textProperty(properties, areaNames)
  const found = known.find(({ id, name }) => area === id || area?.toLowerCase() === name.toLowerCase())
  if (area !== undefined && !found)
    faults.push(faultOf(feature, `it serves «${area}», which is not an area in force on that day`))
  const managedBy = textProperty(properties, ['managedBy', 'managed_by', 'gestore', 'ente'])
  if (managedBy === undefined)
    faults.push(faultOf(feature, 'it does not say who manages it: give it a property «managedBy»'))
  const quality =
    textProperty(properties, ['positionQuality', 'position_quality']) ??
    (demonstration ? 'demo' : 'approximate')
  if (!(positionQualities as readonly string[]).includes(quality))
    faults.push(faultOf(feature, `its position quality «${quality}» is not ${positionQualities.join(', ')}`))
  const hours = textProperty(properties, ['openingHours', 'opening_hours', 'orari'])
  const read = hours === undefined ? undefined : checkHours(hours)
  if (read?.fault)
    faults.push(
      faultOf(
        feature,
        `its opening hours cannot be read from «${read.fault.found}», character ${read.fault.position + 1}${read.fault.suggestion === null ? '' : `: perhaps «${read.fault.suggestion}»`}`,
      ),
    )
  const saysArea =
    area !== undefined || Object.keys(properties).some(key => areaNames.includes(key.toLowerCase()))
  return {
    ...(saysArea ? { area: found?.id ?? null } : {}),
    managedBy,
    address: textProperty(properties, ['address', 'indirizzo']),
    positionQuality: quality,
    openingHours: read?.canonical ?? undefined,
  }
}

/** Fewer could be a household. */
const residentsMinimum = 500

function readResidents(feature: FileFeature, faults: FileFault[]): number {
  const value = Number(
    property(feature.properties, ['residents', 'population', 'residenti', 'popolazione']) ?? Number.NaN,
  )
  if (!Number.isInteger(value))
    faults.push(
      faultOf(
        feature,
        'its residents are not a whole number: give it a property «residents» or «population»',
      ),
    )
  else if (value < residentsMinimum)
    faults.push(
      faultOf(
        feature,
        `it has ${value} residents, at least ${residentsMinimum} are needed: merge it with a neighbour`,
      ),
    )
  return value
}

const residentsNames = ['residents', 'population', 'residenti', 'popolazione', 'p1', 'pop21', 'pop_tot']

/** A section may be empty: it is no cell by itself. */
function readCount(feature: FileFeature, faults: FileFault[]): number {
  const value = Number(property(feature.properties, residentsNames) ?? Number.NaN)
  if (!Number.isInteger(value) || value < 0)
    faults.push(
      faultOf(
        feature,
        'its residents are not a whole number: give it a property «residents» or «population»',
      ),
    )
  return value
}

const usedCells = (trx: Kysely<DB>, features: FileFeature[]) =>
  trx
    .selectFrom('territory.cell')
    .select(['id', 'valid_from'])
    .where('id', 'in', ['', ...features.map(feature => feature.id)])
    .execute()

type Nest = { number: number; version_id: number | null; area_id: string | null; astray: number }

async function nesting(trx: Kysely<DB>, features: FileFeature[], from: string, faults: FileFault[]) {
  const { valid } = await invalidShapes(trx, features)
  const { rows } = await sql<Nest>`
    select s.number, n.*
      from derived.file_shapes(${asJson(valid)}::jsonb) s, lateral derived.nesting(s.shape, ${from}::date) n`.execute(
    trx,
  )
  const known = await areasOn(trx, from)
  const nests = new Map(rows.map(row => [row.number, row]))
  for (const feature of features) {
    const said = textProperty(feature.properties, areaNames)
    const area = known.find(({ id, name }) => said === id || said?.toLowerCase() === name.toLowerCase())
    if (said !== undefined && !area)
      faults.push(faultOf(feature, `it names the area «${said}», which is not in force on ${from}`))
    const nest = nests.get(feature.number)
    if (!nest) continue
    if (area && nest.area_id !== area.id)
      faults.push(
        faultOf(feature, `it names the area «${said}» and lies in ${nest.area_id ?? 'none of the areas'}`),
      )
    if (nest.astray > 0)
      faults.push(
        faultOf(
          feature,
          nest.area_id === null
            ? `it is outside the areas but ${squareMetres(nest.astray)} of it are inside one`
            : `${squareMetres(nest.astray)} of it pass the border of the area ${nest.area_id}`,
        ),
      )
  }
  return nests
}
