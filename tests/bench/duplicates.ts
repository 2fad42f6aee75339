/** Duplicates: how many copies are found and how often a warning is wrong, and how long the search takes. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../api/db/schema.ts'
import { namePairs } from '../support/name-pairs.ts'
import { type Entry, type Labelled, labelledSet, labelledSources } from './labelled.ts'

type Line = (what: string, figure: string) => void
type Found = { properties: { source?: string; likely: boolean } }
type Ask = (body: object) => Promise<{ found: Found[]; ms: number }>

/** Entries as resources; their place in the list is their source, by which the bench knows them again. */
async function insert(owner: Kysely<DB>, entries: readonly Entry[], from: string): Promise<void> {
  await sql`
    insert into resource.resource (name, type, geometry, phone, website, source)
    select e->>'name', 'parish',
           st_setsrid(st_makepoint((e->'at'->>0)::float8, (e->'at'->>1)::float8), 4326),
           e->>'phone', e->>'website', ${from} || ' ' || (place - 1)
      from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as t (e, place)`.execute(
    owner,
  )
}

const asking = (url: string, cookie: string): Ask => {
  const headers = { cookie, 'content-type': 'application/json' }
  return async body => {
    const begun = performance.now()
    const reply = await fetch(`${url}/api/v1/resources/similar`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${JSON.stringify(body)} → ${await reply.text()}`)
    const { features } = (await reply.json()) as { features: Found[] }
    return { found: features, ms: performance.now() - begun }
  }
}

const bodyOf = ({ name, at, phone, website }: Entry) => ({
  name,
  ...(at ? { position: { type: 'Point', coordinates: at } } : {}),
  ...(phone ? { phone } : {}),
  ...(website ? { website } : {}),
})

const percent = (part: number, whole: number) =>
  `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`
const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`

async function quality({ asked }: Labelled, ask: Ask, line: Line): Promise<void> {
  const tally = new Map<string, { warned: number; all: number }>()
  let listed = 0
  for (const one of asked) {
    const { found } = await ask(bodyOf(one))
    const copy = found.find(({ properties }) => properties.source === `labelled ${one.copyOf}`)
    const warned =
      one.copyOf === null ? found.some(({ properties }) => properties.likely) : copy?.properties.likely
    if (copy) listed++
    const { warned: before, all } = tally.get(one.kind) ?? { warned: 0, all: 0 }
    tally.set(one.kind, { warned: before + (warned ? 1 : 0), all: all + 1 })
  }
  const { copy, ...others } = Object.fromEntries(tally)
  const all = Object.values(others)
  const sum = (what: 'warned' | 'all') => all.reduce((total, one) => total + one[what], 0)
  line('recall: copies warned of (goal ≥ 95 %)', percent(copy!.warned, copy!.all))
  line('copies listed, with a warning or without', percent(listed, copy!.all))
  line('false alarms: other resources warned of (goal ≤ 10 %)', percent(sum('warned'), sum('all')))
  for (const [kind, { warned, all }] of Object.entries(others)) line(`  ${kind}`, percent(warned, all))
}

/** Invented names as two lists write them, each pair alone in the census. */
async function pairs(owner: Kysely<DB>, ask: Ask, line: Line): Promise<void> {
  const tally = new Map<string, { same: boolean; warned: number; all: number }>()
  for (const { kind, one, other, same, metres } of namePairs) {
    const [lon, lat] = [15.9, 40.7]
    await insert(owner, [{ name: other, at: [lon, lat], phone: null, website: null }], 'pair')
    const at: Entry['at'] = metres === null ? null : [lon, lat + metres / 111_195]
    const { found } = await ask(bodyOf({ name: one, at, phone: null, website: null }))
    await sql`delete from resource.resource where source like 'pair %'`.execute(owner)
    const warned = found.some(({ properties }) => properties.likely && properties.source === 'pair 0')
    const before = tally.get(kind) ?? { same, warned: 0, all: 0 }
    tally.set(kind, { same, warned: before.warned + Number(warned), all: before.all + 1 })
  }
  for (const same of [true, false]) {
    const kinds = [...tally].filter(([, each]) => each.same === same)
    const sum = (what: 'warned' | 'all') => kinds.reduce((total, [, each]) => total + each[what], 0)
    line(
      same ? 'invented pairs: doubles warned of (goal ≥ 95 %)' : 'invented pairs: false alarms (goal ≤ 10 %)',
      percent(sum('warned'), sum('all')),
    )
    for (const [kind, { warned, all }] of kinds) line(`  ${kind}`, percent(warned, all))
  }
}

const kinds = ['Centro', 'Associazione', 'Doposcuola', 'Parrocchia', 'Sportello', 'Coop. soc.', 'Biblioteca']
const aims = [
  'anziani',
  'famiglie',
  'di ascolto',
  'giovani',
  'sportivo',
  'culturale',
  'di quartiere',
  'lavoro',
]
const names = 'San Rocco,Santa Maria,Il Girasole,La Speranza,Arcobaleno,Insieme,Rossellino,Verderuolo'.split(
  ',',
)
/** As many as wanted over 20 × 20 km, their names made of few words, as those of a real city are. */
const many = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${kinds[index % 7]} ${aims[Math.floor(index / 7) % 8]} ${names[Math.floor(index / 56) % 8]} ${(index * 7919).toString(36)}`,
    at: [15.7 + ((index * 0.61803) % 1) * 0.236, 40.55 + ((index * 0.75488) % 1) * 0.18],
    phone: `0971${String((index * 7919) % 1_000_000).padStart(6, '0')}`,
    website: `https://www.esempio-${index % 9000}.it/`,
  }))

export async function duplicates(owner: Kysely<DB>, url: string, cookie: string, line: Line): Promise<void> {
  const ask = asking(url, cookie)
  await sql`delete from resource.resource where source like 'labelled %' or source like 'many %'`.execute(
    owner,
  )
  console.log('\nDuplicates: invented names of one place and of two, as two lists write them')
  await pairs(owner, ask, line)
  if (labelledSources) {
    const set = labelledSet()
    console.log(
      `\nDuplicates: ${set.census.length} real entries, ${set.asked.length} asked for (copies and others)`,
    )
    await insert(owner, set.census, 'labelled')
    await sql`analyze resource.resource`.execute(owner)
    await quality(set, ask, line)
  } else console.log('\nRecall of duplicates was not measured: it needs ../shared/data beside the repository')

  const { rows } = await sql<{ count: number }>`select count(*) from resource.resource`.execute(owner)
  const entries = many(50_000 - rows[0]!.count)
  await insert(owner, entries, 'many')
  await sql`vacuum analyze resource.resource`.execute(owner)
  console.log('\nDuplicates: the search over 50,000 resources, one client')
  const every = Math.floor(entries.length / 200)
  const sample = entries.filter((_, index) => index % every === 0).map(bodyOf)
  const stages: [string, (name: string) => string][] = [
    ['after 3 letters', name => name.slice(0, 3)],
    ['half the name', name => name.slice(0, Math.ceil(name.length / 2))],
    ['whole name', name => name],
  ]
  const all: number[] = []
  for (const [stage, typed] of stages) {
    const times: number[] = []
    for (const body of sample) times.push((await ask({ ...body, name: typed(body.name) })).ms)
    all.push(...times)
    line(
      `findSimilarResources, ${stage}, p50 / p95`,
      `${milliseconds(percentile(times, 0.5))} / ${milliseconds(percentile(times, 0.95))}`,
    )
  }
  const areas: number[] = []
  for (let time = 0; time < 200; time++) {
    const begun = performance.now()
    await (await fetch(`${url}/api/v1/areas`, { headers: { cookie } })).arrayBuffer()
    areas.push(performance.now() - begun)
  }
  line('findSimilarResources p95, all stages (goal ≤ 150 ms)', milliseconds(percentile(all, 0.95)))
  line(
    'its p95 ÷ p95 of listAreas in the same run',
    (percentile(all, 0.95) / percentile(areas, 0.95)).toFixed(1),
  )
}
