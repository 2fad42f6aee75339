/**
 * A labelled set for the search of duplicates, made anew at each run from real directories that stay outside the
 * repository: a census, copies of its entries as another person would type them, and entries that are none of them.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { distance } from '@turf/turf'

export type Entry = {
  name: string
  at: [lon: number, lat: number] | null
  phone: string | null
  website: string | null
}
export type Asked = Entry & {
  /** Place in the census of the entry that this one copies; null when it is another resource. */
  copyOf: number | null
  kind: string
}
export type Labelled = { census: Entry[]; asked: Asked[] }

const shared = new URL('../../../shared/data/', import.meta.url)
const sanMateo = new URL('directory_san_mateo/mongo_locations.redacted.ndjson', shared)
const italy = new URL('services_italy/risorse_redatte.csv', shared)
export const labelledSources = existsSync(sanMateo) && existsSync(italy)

/** Numbers in [0, 1) that are the same at every run. */
function random(seed: string): () => number {
  let count = 0
  return () => createHash('sha256').update(`${seed}:${count++}`).digest().readUInt32BE() / 2 ** 32
}
const next = random('duplicates')
const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!
const chance = (share: number) => next() < share

/** RFC 4180, which both directories keep. */
function csv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  const [head = [], ...body] = rows.filter(row => row.length > 1)
  return body.map(row => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}

/** The directories keep no phones: one is invented for each body, so that branches share their switchboard. */
const phoneOf = (body: string) =>
  `0971${String(createHash('sha256').update(body).digest().readUInt32BE() % 1_000_000).padStart(6, '0')}`

function directories(): Entry[] {
  const californian = readFileSync(sanMateo, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ coordinates }) => coordinates)
    .map(
      ({ name, coordinates, urls, organization_id }): Entry => ({
        name: name.slice(0, 200),
        at: coordinates,
        phone: phoneOf(`mateo ${organization_id}`),
        website: urls?.[0] ?? null,
      }),
    )
  const italian = csv(readFileSync(italy, 'utf8'))
    .filter(({ lat, lon }) => Number(lat) && Number(lon))
    .map(
      (row): Entry => ({
        name: (row.d_Titolo || row.title || '').trim().slice(0, 200),
        at: [Number(row.lon), Number(row.lat)],
        phone: phoneOf(`italy ${row.d_Da_chi_offerta || row.id}`),
        website: row.d_Link?.startsWith('http') ? row.d_Link : null,
      }),
    )
  return [...californian, ...italian]
    .filter(({ name, at }) => name !== '' && Math.abs(at![0]) <= 180 && Math.abs(at![1]) <= 90)
    .map(entry => ({
      ...entry,
      phone: chance(0.7) ? entry.phone : null,
      website: chance(0.7) && (entry.website?.length ?? 0) <= 500 ? entry.website : null,
    }))
}

// As another person would type it

const letters = 'abcdefghilmnoprstuvz'
function slip(text: string): string {
  const at = 1 + Math.floor(next() * Math.max(1, text.length - 2))
  const [before, after] = [text.slice(0, at), text.slice(at)]
  return pick([
    before + after.slice(1),
    before + pick([...letters]) + after,
    before + pick([...letters]) + after.slice(1),
    before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2),
  ])
}
const slips = (text: string) =>
  Array.from({ length: 1 + Math.floor(text.length / 25) }).reduce<string>(slip, text)

const short: readonly [RegExp, string][] = [
  [/\bassociazione\b/i, 'ass.'],
  [/\bcooperativa sociale\b/i, 'coop. soc.'],
  [/\bcooperativa\b/i, 'coop.'],
  [/\bparrocchia\b/i, 'Parr.'],
  [/\b(?:san|santa|santo)\b/i, 'S.'],
  [/\bcomune\b/i, 'Com.'],
  [/\bcenter\b/i, 'Ctr'],
  [/\bdepartment\b/i, 'Dept.'],
  [/\bsaint\b/i, 'St.'],
  [/\bservices\b/i, 'Svcs'],
  [/\bdomicilio\b/i, 'dom.'],
]
const abbreviated = (text: string) =>
  short.reduce((shorter, [long, written]) => shorter.replace(long, written), text)
const legalForms = ['onlus', 'ODV', 'A.P.S.', 'soc. coop.', 'coop. sociale', 'ETS', 's.r.l.']
const withForm = (text: string) =>
  chance(0.5) ? `${text} ${pick(legalForms)}` : `${pick(['Associazione', 'Ass.', 'Coop.'])} ${text}`
const words = (text: string) => text.split(/\s+/)
const turned = (text: string) => {
  const [first, ...rest] = words(text)
  return rest.length > 0 ? [...rest, first].join(' ') : text
}
const oneLess = (text: string) => {
  const all = words(text)
  return all.length < 4 ? text : all.toSpliced(1 + Math.floor(next() * (all.length - 1)), 1).join(' ')
}
const plain = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
const spellings = [
  slips,
  abbreviated,
  withForm,
  turned,
  oneLess,
  plain,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase().replaceAll(/[.,#()«»"-]/g, ' '),
]

const moved = ([lon, lat]: [number, number], from: number, to: number): [number, number] => {
  const [metres, angle] = [from + next() * (to - from), next() * 2 * Math.PI]
  const degrees = metres / 111_195
  return [
    lon + (degrees * Math.cos(angle)) / Math.cos((lat * Math.PI) / 180),
    lat + degrees * Math.sin(angle),
  ]
}
const typedPhone = (phone: string) =>
  pick([
    phone,
    `+39 ${phone.slice(0, 4)} ${phone.slice(4)}`,
    `0039${phone}`,
    `${phone.slice(0, 4)}/${phone.slice(4, 7)}.${phone.slice(7)}`,
  ])
const typedSite = (site: string) =>
  pick([site, site.replace(/^https?:\/\/(www\.)?/, 'https://'), site.replace(/\/[^/]*$/, '/')])

function copied(entry: Entry): Entry {
  const count = 1 + Math.floor(next() * 3)
  let name = entry.name
  for (let time = 0; time < count; time++) name = pick(spellings)(name)
  return {
    name: (name.trim() || entry.name).slice(0, 200),
    at: entry.at && chance(0.9) ? moved(entry.at, 0, 100) : null,
    phone: entry.phone && chance(0.5) ? typedPhone(entry.phone) : null,
    website: entry.website && chance(0.5) ? typedSite(entry.website) : null,
  }
}

// Another resource, though it has much in common

const services = [
  'Sportello di ascolto',
  'Doposcuola',
  'Ambulatorio infermieristico',
  'Emporio',
  'Biblioteca',
]
const quarters = [
  'Nord',
  'Rione Mancusi',
  'Poggio Tre Galli',
  'Macchia Romana',
  'Bucaletto',
  'Centro storico',
]
/** Another service in the building of an entry, perhaps of the same body. */
const sameBuilding = (entry: Entry): Entry => ({
  name: `${pick(services)} ${pick(quarters)}`,
  at: entry.at && moved(entry.at, 0, 10),
  phone: chance(0.5) ? entry.phone : null,
  website: chance(0.5) ? entry.website : null,
})
/** Another branch of the body of an entry: its name, site and switchboard, somewhere else. */
const otherBranch = (entry: Entry): Entry => ({
  ...entry,
  name: `${entry.name} ${pick(quarters)}`.slice(0, 200),
  at: entry.at && moved(entry.at, 600, 6000),
})
/** The name of a body of elsewhere, in the street of an entry. */
const sameStreet = (entry: Entry, other: Entry): Entry => ({
  ...other,
  at: entry.at && moved(entry.at, 20, 150),
})

const same = (a: Entry, b: Entry) =>
  a.name.toLowerCase() === b.name.toLowerCase() &&
  a.at !== null &&
  b.at !== null &&
  distance(a.at, b.at, { units: 'meters' }) <= 150

/** @param size how many copies, and how many others in all */
export function labelledSet(size = 1000): Labelled {
  const all = directories()
  // The directories have duplicates of their own, which would be labelled wrongly.
  const byName = new Map<string, Entry[]>()
  for (const entry of all) {
    const name = entry.name.toLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), entry])
  }
  const distinct = [...byName.values()].flatMap(group =>
    group.filter((entry, at) => !group.slice(0, at).some(other => same(entry, other))),
  )
  const shuffled = distinct
    .map(entry => ({ entry, order: next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ entry }) => entry)
  const held = shuffled.slice(0, Math.floor(size * 0.6))
  const census = shuffled.slice(held.length)
  const ofCensus = () => Math.floor(next() * census.length)
  const quarter = Math.floor(size * 0.4) / 4
  return {
    census,
    asked: [
      ...Array.from({ length: size }, () => {
        const at = ofCensus()
        return { ...copied(census[at]!), copyOf: at, kind: 'copy' }
      }),
      ...held.map((entry, at) => ({
        ...entry,
        ...(at < quarter ? sameStreet(census[ofCensus()]!, entry) : {}),
        copyOf: null,
        kind: at < quarter ? 'same street, different body' : 'held out',
      })),
      ...Array.from({ length: quarter * 1.5 }, () => ({
        ...otherBranch(census[ofCensus()]!),
        copyOf: null,
        kind: 'same chain, different branch',
      })),
      ...Array.from({ length: quarter * 1.5 }, () => ({
        ...sameBuilding(census[ofCensus()]!),
        copyOf: null,
        kind: 'same building, different service',
      })),
    ],
  }
}
