/**
 * Open Referral HSDS 3.x: services with their places, as an API or an export gives them (JSON), or as a package of
 * tables (JSON of tables, or a zip of CSV). One row for each service at each place. Persons («contacts») are not read.
 */
import { Problem } from '../http/problem.ts'
import { type Archive, bytesOf } from './archive.contract.ts'
import { read as readTable } from './csv.ts'
import { type Meaning, type Reading, reading, type SourceRow, turn } from './format.ts'
import { Omissions } from './omission.contract.ts'
import { decode } from './text.contract.ts'

type Item = Record<string, unknown>
const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): Item[] =>
  Array.isArray(value) ? value.filter(isItem) : isItem(value) ? [value] : []
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
const first = (...values: unknown[]) => values.map(text).find(value => value !== '') ?? ''

/** Tables of the package by the names of the files, with or without their ending. */
type Tables = Map<string, Item[]>
const tableNames = ['organizations', 'services', 'locations']

export const isHsds = (value: unknown): boolean => {
  if (!isItem(value)) return false
  if (tablesOf(value)) return true
  const items = 'contents' in value ? listOf(value.contents) : [value]
  return items.some(
    item =>
      'service_at_locations' in item ||
      'location_type' in item ||
      ('organization' in item && 'status' in item) ||
      ('service' in item && 'location' in item) ||
      ('description' in item && ('services' in item || 'tax_status' in item)),
  )
}
function tablesOf(value: Item): Tables | null {
  const tables = new Map<string, Item[]>()
  for (const [name, list] of Object.entries(value))
    if (/\.csv$/i.test(name) && Array.isArray(list)) tables.set(name.replace(/\.csv$/i, ''), listOf(list))
  return tableNames.some(name => tables.has(name)) ? tables : null
}

const days = { MO: 'Mo', TU: 'Tu', WE: 'We', TH: 'Th', FR: 'Fr', SA: 'Sa', SU: 'Su' } as const
const weekdays: Record<string, string> = {
  monday: 'Mo',
  tuesday: 'Tu',
  wednesday: 'We',
  thursday: 'Th',
  friday: 'Fr',
  saturday: 'Sa',
  sunday: 'Su',
}
/** Weekly opening times as OpenStreetMap writes them; others are told in words and not counted on. */
function hoursOf(schedules: readonly Item[]): string {
  const rules = schedules.flatMap(({ byday, freq, opens_at, closes_at, weekday }) => {
    const on = text(weekday)
      ? [weekdays[text(weekday).toLowerCase()]]
      : text(byday)
          .split(',')
          .map(day => days[day.trim() as keyof typeof days])
    const [from, to] = [opens_at, closes_at].map(time => /^\d{2}:\d{2}/.exec(text(time))?.[0])
    const weekly = text(weekday) !== '' || text(freq) === 'WEEKLY'
    return weekly && from && to && on.length > 0 && on.every(Boolean) ? [`${on.join(',')} ${from}-${to}`] : []
  })
  // The same times are told of the service, of its place and of both together. A comma adds to what was said before.
  return [...new Set(rules)].join(', ')
}

const addressOf = (address: Item | undefined): string =>
  address
    ? [
        [address.address_1, address.address_2].map(text).filter(Boolean).join(', '),
        [address.postal_code, address.city].map(text).filter(Boolean).join(' '),
        text(address.state_province),
      ]
        .filter(Boolean)
        .join(', ')
    : ''

function rowOf(
  number: number,
  service: Item | null,
  place: Item | null,
  owner: Item | null,
  pivot: Item | null,
): SourceRow {
  const any = (name: string) => [
    ...listOf(pivot?.[name]),
    ...listOf(service?.[name]),
    ...listOf(place?.[name]),
  ]
  const organization = owner ?? (isItem(service?.organization) ? service.organization : null)
  const addresses = listOf(place?.addresses)
  const fields: Record<string, string> = {
    name: first(service?.name, place?.name, organization?.name),
    'location.name': service ? text(place?.name) : '',
    description: first(service?.description, place?.description, place?.short_desc),
    status: text(service?.status),
    type: [...any('attributes'), ...any('taxonomy_terms')]
      .map(item => first(isItem(item.taxonomy_term) ? item.taxonomy_term.name : '', item.name, item.label))
      .concat(text(service?.keywords).split(/[,;]/))
      .map(word => word.trim())
      .filter(Boolean)
      .join('; '),
    address: addressOf(addresses.find(each => text(each.address_type) !== 'postal') ?? addresses[0]),
    'organization.name': text(organization?.name),
    phone: first(...any('phones').map(({ number: digits }) => text(digits).replace(/"/g, ''))),
    email: first(service?.email, place?.email),
    website: first(
      service?.url,
      service?.website,
      place?.url,
      place?.website,
      organization?.website,
      organization?.url,
    ),
    opening_hours: hoursOf(any('schedules')),
    eligibility: first(service?.eligibility_description, service?.eligibility),
    minimum_age: text(service?.minimum_age),
    maximum_age: text(service?.maximum_age),
    fees: first(service?.fees_description, service?.fees),
    languages: any('languages')
      .map(({ code, name }) => first(code, name))
      .concat(text(place?.languages).split(','))
      .map(word => word.trim())
      .filter(Boolean)
      .join('; '),
    accessibility: first(...any('accessibility').map(({ description }) => description), place?.accessibility),
    assured_date: text(service?.assured_date),
    location_type: text(place?.location_type),
  }
  for (const name of Object.keys(fields)) if (fields[name] === '') delete fields[name]
  const [lon, lat] = [place?.longitude, place?.latitude].map(value =>
    text(value) === '' ? Number.NaN : Number(value),
  )
  const here = Number.isFinite(lon) && Number.isFinite(lat)
  const id = first(pivot?.id) || [first(service?.id), first(place?.id)].filter(Boolean).join('@')
  return {
    row: number,
    id: id || null,
    fields,
    geometry: here ? { type: 'Point', coordinates: [lon!, lat!] } : null,
    notes: [],
  }
}

/** @param value a page of an HSDS API, one of its objects, or a package of tables */
export async function read(value: Item, meaning: Meaning): Promise<Reading> {
  const tables = tablesOf(value)
  if (tables) return readTables(tables, meaning)
  const rows: SourceRow[] = []
  const items = 'contents' in value ? listOf(value.contents) : [value]
  for (const item of items) {
    const add = (service: Item | null, place: Item | null, owner: Item | null, pivot: Item | null) =>
      rows.push(rowOf(rows.length + 1, service, place, owner, pivot))
    const services = (of: Item, owner: Item | null) => {
      const pivots = listOf(of.service_at_locations)
      if (pivots.length === 0) add(of, null, owner, null)
      for (const pivot of pivots) add(of, isItem(pivot.location) ? pivot.location : null, owner, pivot)
    }
    if (isItem(item.service)) {
      const owner = isItem(item.service.organization) ? item.service.organization : null
      add(item.service, isItem(item.location) ? item.location : null, owner, item)
    } else if ('location_type' in item) add(null, item, null, null)
    else if (Array.isArray(item.services))
      for (const service of listOf(item.services)) services(service, item)
    else if ('tax_status' in item || 'year_incorporated' in item) {
      const places = listOf(item.locations)
      for (const place of places) add(null, place, item, null)
      if (places.length === 0) add(null, null, item, null)
    } else services(item, null)
    await turn()
  }
  return reading('hsds', rows, new Omissions(), meaning)
}

/** Tables by the ids that join them; rows of persons stay where they are. */
async function readTables(tables: Tables, meaning: Meaning): Promise<Reading> {
  const all = (name: string) => tables.get(name) ?? tables.get(name.replace(/s$/, '')) ?? []
  const byId = (name: string) => new Map(all(name).map(item => [text(item.id), item]))
  const grouped = (name: string, key: string) => {
    const found = new Map<string, Item[]>()
    for (const item of all(name)) {
      const id = text(item[key])
      if (id) found.set(id, [...(found.get(id) ?? []), item])
    }
    return found
  }
  const names = ['phones', 'schedules', 'languages', 'accessibility', 'addresses', 'attributes']
  const regular = grouped('regular_schedules', 'location_id')
  const ofService = names.map(name => [name, grouped(name, 'service_id')] as const)
  const ofPlace = names.map(name => [name, grouped(name, 'location_id')] as const)
  const terms = new Map(all('taxonomy').map(item => [first(item.taxonomy_id, item.id), text(item.name)]))
  const withParts = (item: Item | undefined, parts: typeof ofPlace): Item | null => {
    if (!item) return null
    const own: Item = { ...item }
    for (const [name, found] of parts) {
      const list = found.get(text(item.id))
      if (list) own[name] = list
    }
    const hours = parts === ofPlace ? regular.get(text(item.id)) : undefined
    if (hours) own.schedules = hours
    const words = text(item.taxonomy_ids)
      .split(/[,;]\s*/)
      .flatMap(id => terms.get(id) ?? [])
    if (words.length > 0) own.attributes = words.map(name => ({ name }))
    return own
  }
  const owners = byId('organizations')
  const places = byId('locations')
  const services = byId('services')
  const pivots = [
    ...all('service_at_locations'),
    // Earlier packages name the place in the service itself.
    ...all('services').flatMap(({ id, location_id }) =>
      text(location_id) ? [{ service_id: id, location_id } as Item] : [],
    ),
  ]
  const rows: SourceRow[] = []
  const placed = new Set<string>()
  const served = new Set<string>()
  const add = (service: Item | null, place: Item | null, pivot: Item | null) => {
    const owner = owners.get(first(service?.organization_id, place?.organization_id)) ?? null
    rows.push(rowOf(rows.length + 1, service, place, owner, pivot))
  }
  for (const pivot of pivots) {
    placed.add(text(pivot.location_id))
    served.add(text(pivot.service_id))
    const place = withParts(places.get(text(pivot.location_id)), ofPlace)
    add(withParts(services.get(text(pivot.service_id)), ofService), place, pivot)
    if (rows.length % 1000 === 0) await turn()
  }
  for (const [id, place] of places) if (!placed.has(id)) add(null, withParts(place, ofPlace), null)
  for (const [id, service] of services) if (!served.has(id)) add(withParts(service, ofService), null, null)
  return reading('hsds', rows, new Omissions(), meaning)
}

const tableFile = /(?:^|\/)([a-z_]+)\.csv$/i
export const isPackage = (archive: Archive): boolean =>
  [...archive.keys()].some(name => tableNames.includes(tableFile.exec(name)?.[1]?.toLowerCase() ?? ''))

/** Every column of a package has a name of the standard. */
const anyColumn: Meaning = { knows: () => true, isPhone: () => false, saysKind: () => false }

export async function readPackage(archive: Archive, meaning: Meaning): Promise<Reading> {
  const tables: Tables = new Map()
  for (const [name, part] of archive) {
    const table = tableFile.exec(name)?.[1]?.toLowerCase()
    if (!table || table === 'contacts') continue
    const { rows } = await readTable(decode(await bytesOf(part)).text, anyColumn).catch(refuseNothing)
    tables.set(
      table,
      rows.map(({ fields }) => fields),
    )
  }
  return readTables(tables, meaning)
}

/** A table of a package may have headers and no row. */
function refuseNothing(error: unknown): Pick<Reading, 'rows'> {
  const codes = error instanceof Problem ? error.faults.map(({ code }) => code) : []
  if (codes.includes('no_rows') || codes.includes('empty_file')) return { rows: [] }
  throw error
}
