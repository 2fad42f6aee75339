/**
 * Rows without a position placed by the street table of the municipality, all of them in few statements. A number that
 * the table has is a position; a street alone is a doubt; what is not found keeps its address and waits for a hand.
 */
import { sql } from 'kysely'
import { numberOf, spokenNumber } from '../../territory/reach/number.contract.ts'
import { perStatement, type Trx } from './load.ts'
import type { Understood } from './understand.ts'

/** Kinds of streets as they are cut short; the table has them whole. */
const whole: readonly [RegExp, string][] = [
  [/^(?:c\.?da|c\/da|contr\.)\s/i, 'Contrada '],
  [/^(?:v\.?le|v\.li)\s/i, 'Viale '],
  [/^v\.\s/i, 'Via '],
  [/^v\.?lo\s/i, 'Vicolo '],
  [/^(?:p\.?zz?a|p\.za|piaz\.)\s/i, 'Piazza '],
  [/^p\.?(?:zz)?le\s/i, 'Piazzale '],
  [/^(?:c\.?so)\s/i, 'Corso '],
  [/^l\.?go\s/i, 'Largo '],
  [/^str\.\s/i, 'Strada '],
  [/^loc\.\s/i, 'Località '],
  [/^fraz\.\s/i, 'Frazione '],
  [/^s\.?p\.?\s?(?=\d|n)/i, 'Strada Provinciale '],
  [/^s\.?s\.?\s?(?=\d|n)/i, 'Strada Statale '],
]
/** Within the house: nothing that a street table tells. */
const inside =
  /[\s,]+(?:int(?:erno|\.)?|scala|sc\.|piano|p\.?\s?t\.?|palazzina|pal\.|edificio|ed\.|lotto|c\/o|presso)(?![\p{L}])[\s\S]*$/iu
const country = /^(?:italia|basilicata|\(?[a-z]{2}\)?)$/i

export type ParsedAddress = {
  street: string
  number: string | null
  /** What the address says beyond street, number and the municipality. */
  rest: string
  /** A postcode is followed by the name of another place. */
  elsewhere: boolean
}

/** @param towns names of the municipality, which an address may end with */
export function parsedAddress(address: string, towns: readonly string[]): ParsedAddress {
  const isTown = (text: string) => towns.some(town => town.toLowerCase() === text.trim().toLowerCase())
  const expected = (text: string) => text === '' || isTown(text) || country.test(text)
  const clean = address.replace(/\s+/g, ' ').trim()
  const postcode = /[\s,-]*(?<!\d)\d{5}(?!\d)[\s,-]*/.exec(clean)
  const atPostcode = postcode && postcode.index > 0 ? postcode.index : clean.length
  const tail = clean
    .slice(atPostcode)
    .replace(postcode?.[0] ?? '', '')
    .split(/[,()]|\s-\s|\s(?=\(?[A-Z]{2}\)?$)/)
    .map(part => part.trim())
    .filter(part => !expected(part))
  const segments = clean
    .slice(0, atPostcode)
    .replace(inside, '')
    .split(/\s*,\s+|,(?!\d)|\s+-\s+/)
    .filter(part => part.trim() !== '')
  const rest: string[] = []
  let found = numberOf(segments.join(', '))
  while (!found && segments.length > 1) {
    const last = segments.pop()!
    if (!expected(last)) rest.push(last)
    found = numberOf(segments.join(', '))
  }
  const written = found?.street ?? segments[0] ?? ''
  const street = whole.reduce((text, [short, long]) => text.replace(short, long), written)
  return {
    street: street.replace(/[\s,]+$/, ''),
    number: found?.number ?? null,
    rest: [...rest.reverse(), ...tail].join(', '),
    elsewhere: postcode !== null && tail.length > 0,
  }
}

type Asked = ParsedAddress & { index: number }
type Match = {
  index: number
  name: string
  /** Written as in the table, and not only alike in its first and last word. */
  same: boolean
  streets: number
  number: string | null
  lon: number
  lat: number
}

/** Gives the rows without a position the one of their address, where the table tells it. */
export async function placeByAddress(trx: Trx, rows: readonly Understood[]): Promise<void> {
  const waiting = rows.flatMap((row, index) =>
    row.content.address !== undefined && row.faults.some(({ code }) => code === 'position_missing')
      ? [index]
      : [],
  )
  if (waiting.length === 0) return
  const { rows: known } = await sql<{ towns: string[]; loaded: boolean }>`
    select coalesce((select array_agg(name) from territory.municipality), '{}') as towns,
           exists (select from territory.street) as loaded`.execute(trx)
  const { towns, loaded } = known[0]!
  if (!loaded) return
  for (let at = 0; at < waiting.length; at += perStatement) {
    const asked = waiting
      .slice(at, at + perStatement)
      .map((index): Asked => ({ index, ...parsedAddress(rows[index]!.content.address!, towns) }))
    const matches = new Map((await matchesOf(trx, asked)).map(match => [match.index, match]))
    for (const each of asked) place(rows[each.index]!, each, matches.get(each.index))
  }
}

async function matchesOf(trx: Trx, asked: readonly Asked[]): Promise<Match[]> {
  const questions = asked
    .filter(({ elsewhere }) => !elsewhere)
    .map(({ index, street, number }) => ({ index, street, number }))
  const { rows } = await sql<Match>`
    with asked as materialized (
      select a.index, a.number, resource.name_key(a.street) as key
        from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as a (index integer, street text, number text)),
    streets as materialized (
      select id, name, location, name_key, split_part(name_key, ' ', 1) as kind, substring(name_key from '[^ ]+$') as last
        from territory.street),
    same as (select a.index, a.number, s.*, true as same from asked a join streets s on s.name_key = a.key),
    -- «Via Mazzini» for «Via Giuseppe Mazzini»: the same kind and last word, and each word that was written.
    alike as (
      select a.index, a.number, s.*, false as same
        from asked a join streets s on s.kind = split_part(a.key, ' ', 1) and s.last = substring(a.key from '[^ ]+$')
       where a.key ~ ' ' and not exists (select from same where same.index = a.index)
         and string_to_array(a.key, ' ') <@ string_to_array(s.name_key, ' ')),
    counted as (
      select m.*, count(*) over (partition by index) as streets from (select * from same union all select * from alike) m),
    doors as (
      select c.index, h.number, h.location, count(*) over (partition by c.index) as doors
        from counted c join territory.house_number h on h.street_id = c.id
         and (h.number = c.number or (c.number = 'snc' and h.number ~ '^snc')))
    select distinct on (c.index) c.index, c.name, c.same, c.streets::int as streets, d.number,
           st_x(coalesce(d.location, c.location)) as lon, st_y(coalesce(d.location, c.location)) as lat
      from counted c left join doors d on d.index = c.index and d.doors = 1
     where c.streets = 1
     order by c.index`.execute(trx)
  return rows
}

function place(row: Understood, { number, rest, elsewhere, street }: Asked, match: Match | undefined): void {
  const others = row.faults.filter(({ code }) => code !== 'position_missing')
  if (!match || elsewhere) {
    row.faults = [
      ...others,
      { code: 'address_not_found', field: 'geometry', text: elsewhere ? rest : street },
    ]
    return
  }
  const isExact = match.same && match.number !== null && number !== null && rest === ''
  const text = match.number ? `${match.name}, ${spokenNumber(match.number)}` : match.name
  row.content = {
    ...row.content,
    geometry: { type: 'Point', coordinates: [match.lon, match.lat] },
    positionQuality: isExact ? 'geocoded' : 'approximate',
  }
  row.faults = [
    ...others,
    { code: isExact ? 'placed_by_address' : 'placed_by_part', field: 'geometry', text },
  ]
}
