/** From a row of a file to an entry of the census: what each cell means, what is left out and why. Pure. */
import { z } from 'zod'
import { probableNames, refusals } from '../../guard/contract.ts'
import type { SourceRow } from '../../interchange/format.ts'
import { ResourceEntry, type ResourceType, resourceTypes } from '../contract.ts'
import {
  fieldOf,
  type HoursText,
  type ImportContent,
  type ImportField,
  joined,
  needOfWord,
  plain,
  type RowFault,
  typeOfTags,
  typeOfWord,
  wordsOf,
} from './contract.ts'
import { readHours } from './hours.ts'

export type Matching = {
  /** Columns taken otherwise than by their name; null leaves one out. */
  columns: Readonly<Record<string, ImportField | null>>
  types: Readonly<Record<string, ResourceType>>
  otherwise: ResourceType | undefined
  /** Readings of hours that a person chose, by the key of their text; null keeps the text. */
  hours: Readonly<Record<string, string | null>>
}
export type Understood = {
  row: number
  externalId: string | null
  content: ImportContent
  faults: RowFault[]
}

export const matched = (column: string, { columns }: Matching): ImportField | null =>
  Object.hasOwn(columns, column) ? columns[column]! : (fieldOf(column) ?? null)

/** Words and codes of a list, written in plain form: `plain` takes away accents and signs. */
const among =
  <T>(list: readonly (readonly [T, RegExp])[]) =>
  (text: string): T | undefined =>
    list.find(([, pattern]) => pattern.test(plain(text)))?.[0]

const statusOf = among([
  ['temporarily_closed', /^(temporarily closed|temporaneamente chius[ao]|sospes[ao])$/],
  ['closed', /^(closed|chius[ao]|inactive|defunct|cessat[ao]|inattiv[ao]|no)$/],
  ['planned', /^(planned|previst[ao]|in programma)$/],
  ['active', /^(active|open|attiv[ao]|apert[ao]|si|yes|true)$/],
] as const)
const wheelchairOf = among([
  ['limited', /^(limited|parzial\w*|in parte|limitat[ao])$/],
  ['no', /^(no|false|non accessibile|falso)$/],
  ['yes', /^(yes|si|true|designated|accessibile|vero|wheelchair)$/],
] as const)
const accessOf = among([
  ['referral', /\b(referral|su invio|inviat[io] da|solo su segnalazione)\b/],
  ['appointment', /\b(appuntament\w*|appointment|prenotazione|prenotarsi)\b/],
  ['free', /\b(libero|libera|walk in|diretto|free|accesso libero|yes)\b/],
] as const)
const costOf = among([
  ['free', /^(gratis|gratuit[oaie]|free|none|no|nessun costo|senza costi|0)\b/],
  ['contribution', /\b(contributo|offerta|donation|donazione|sliding scale)\b/],
  ['paid', /^(a pagamento|paid|yes)$/],
] as const)
const groupOf = among([
  ['multi', /^(tutti|tutte|all|everyone|tutti i cittadini|chiunque|multi|multiutenza)$/],
  ['elderly', /\b(anzian[io]|senior|seniors|elderly|dementia)\b/],
  ['disability', /\b(disabil\w*|disabled|disability|handicap)\b/],
  ['addiction', /\b(dipendenz[ae]|drug addicted|addiction)\b/],
  ['migrants', /\b(immigrat[io]|migrant[is]?|stranier[io]|refugee|displaced|rifugiat[io])\b/],
  [
    'family_minors',
    /\b(famigli[ae]|minor[ie]|bambin[io]|child|children|juvenile|orphan|family minors|giovani|ragazzi)\b/,
  ],
  [
    'adults_poverty_homeless',
    /\b(senza dimora|homeless|pover[io]|poverta|underprivileged|unemployed|indigenti|adulti)\b/,
  ],
] as const)
/** Only where the name says what kind of body it is: a guess would be a statement about somebody. */
const ownerKindOf = among([
  ['comune', /^comune\b|\bcomune di\b/],
  ['azienda_sanitaria', /\b(asp|asl|asm|azienda sanitaria|ospedal\w+|aor)\b/],
  ['scuola_universita', /\b(scuola|istituto comprensivo|liceo|universita)\b/],
  ['odv', /\b(odv|o d v|volontariato)\b/],
  ['aps', /\b(aps|a p s|promozione sociale)\b/],
  ['impresa_cooperativa_sociale', /\b(coop|cooperativa|impresa sociale|consorzio)\b/],
  ['ente_religioso', /\b(parrocchia|caritas|diocesi|diocesana|oratorio|suore|frati)\b/],
  ['ente_filantropico', /\b(fondazione)\b/],
  ['mutuo_soccorso', /\b(mutuo soccorso)\b/],
  ['altro_ente_pubblico', /\b(provincia|regione|prefettura|inps|ministero)\b/],
  ['profit', /\b(srl|s r l|spa|s p a|sas|snc|farmacia)\b/],
] as const)

const languageNames: Record<string, string> = {
  italiano: 'it', italian: 'it', inglese: 'en', english: 'en', francese: 'fr', french: 'fr', spagnolo: 'es', spanish: 'es',
  tedesco: 'de', german: 'de', arabo: 'ar', arabic: 'ar', romeno: 'ro', rumeno: 'ro', romanian: 'ro', albanese: 'sq', albanian: 'sq',
  ucraino: 'uk', ukrainian: 'uk', russo: 'ru', russian: 'ru', cinese: 'zh', chinese: 'zh', portoghese: 'pt', portuguese: 'pt',
  bengali: 'bn', urdu: 'ur', hindi: 'hi', punjabi: 'pa', turco: 'tr', turkish: 'tr', polacco: 'pl', polish: 'pl', tagalog: 'tl',
  vietnamita: 'vi', vietnamese: 'vi', giapponese: 'ja', japanese: 'ja', coreano: 'ko', korean: 'ko', farsi: 'fa', persian: 'fa',
} // biome-ignore format: a table reads better in rows
const languageOf = (text: string): string | undefined => {
  const word = plain(text).split(' ')[0] ?? ''
  return languageNames[word] ?? (/^[a-z]{2}$/.test(word) ? word : undefined)
}

/** A comma or a point for decimals, degrees alone. */
export const numberOf = (text: string): number | undefined => {
  const written = text.trim().replace(/°$/, '')
  return /^[+-]?\d+([.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : undefined
}

function dayOfText(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const found = iso
    ? iso[0]
    : italian && `${italian[3]}-${italian[2]!.padStart(2, '0')}-${italian[1]!.padStart(2, '0')}`
  return found && z.iso.date().safeParse(found).success ? found : undefined
}

const shape = ResourceEntry.shape
const longest: Partial<Record<keyof ImportContent, number>> = {
  name: 200, address: 300, description: 2000, eligibility: 1000, costNote: 300, phone: 40, accessibilityNote: 500, openingHoursText: 600,
} // biome-ignore format: a table reads better in rows

/** Texts of hours that are kept while a file is read. */
const mostHours = 5000
/** Words of types that were met, with how many rows have each. */
export type Words = Map<string, { rows: number; type: ResourceType | null }>

export class Reader {
  readonly matching: Matching
  readonly words: Words = new Map()
  /** Texts of hours that were met, each with its reading. */
  readonly hours = new Map<string, HoursText>()
  readonly fields: Map<string, ImportField | null>

  constructor(columns: readonly string[], matching: Matching) {
    this.matching = matching
    this.fields = new Map(columns.map(column => [column, matched(column, matching)]))
  }

  /** Cells by field, in the order of the file. */
  cells(fields: Readonly<Record<string, string>>): Partial<Record<ImportField, string[]>> {
    const found: Partial<Record<ImportField, string[]>> = {}
    for (const [column, text] of Object.entries(fields)) {
      const field = this.fields.get(column)
      if (!field) continue
      const cells = found[field]
      if (!cells) found[field] = [text]
      else if (joined.includes(field)) cells.push(text)
    }
    return found
  }

  understand({ row, id, fields, geometry, notes }: SourceRow): Understood {
    const faults: RowFault[] = notes.map(code => ({ code, field: null }))
    const say = (code: RowFault['code'], field: string | null = null) => faults.push({ code, field })
    const cells = this.cells(fields)
    const one = (field: ImportField) => cells[field]?.[0]
    const content: Record<string, unknown> = {}
    const text = (field: keyof ImportContent, value: string | undefined) => {
      const told = value?.replace(/\s*\r?\n\s*/g, field === 'description' ? '\n' : ' ').trim()
      if (!told) return
      if (told.length > longest[field]!) say('text_too_long', field)
      else if (shape[field].safeParse(told).success) content[field] = told
      else say('value_not_understood', field)
    }
    const coded = <T>(
      field: keyof ImportContent,
      value: string | undefined,
      read: (value: string) => T | undefined,
    ) => {
      if (!value) return
      const found = read(value)
      if (found === undefined || !shape[field].safeParse(found).success) say('value_not_understood', field)
      else content[field] = found
    }
    const several = <T>(
      field: keyof ImportContent,
      values: string[],
      read: (value: string) => T | undefined,
    ) => {
      const found = values.map(read)
      if (found.includes(undefined)) say('value_not_understood', field)
      const known = [...new Set(found.filter(value => value !== undefined))]
      if (known.length > 0) content[field] = known
    }

    text('name', one('name'))
    const type = this.type(fields, cells.type ?? [])
    if (type) content.type = type
    else say('type_missing', 'type')
    text('address', cells.address?.join(', '))
    text('description', one('description'))
    if (cells.services)
      content.services = cells.services
        .flatMap(wordsOf)
        .filter(word => word.length <= 120)
        .slice(0, 20)
    if (cells.needs) several('needs', cells.needs.flatMap(wordsOf), needOfWord)
    if (cells.targetGroups) several('targetGroups', cells.targetGroups.flatMap(wordsOf), groupOf)
    text('eligibility', one('eligibility'))
    coded('minAge', one('minAge'), value => numberOf(value))
    coded('maxAge', one('maxAge'), value => numberOf(value))
    if ((content.minAge as number) > (content.maxAge as number)) {
      delete content.minAge
      delete content.maxAge
      say('ages_reversed', 'minAge')
    }
    text('costNote', one('costNote'))
    const cost = one('costNote') && costOf(one('costNote')!)
    if (cost) content.cost = cost
    coded('accessMode', one('accessMode'), accessOf)
    const hours = one('openingHours')
    if (hours) this.hoursOf(hours, content, say)
    coded('phone', one('phone'), value => {
      const [first] = value.split(/\s*(?:;|,|\n|\s\/\s)\s*/)
      return first && /\d{3}/.test(first.replace(/\D/g, '')) ? first : undefined
    })
    coded('email', one('email'), value => value.split(/[;,\s]+/)[0]!.replace(/^mailto:/, ''))
    coded('website', one('website'), value => {
      const [first] = value.split(/[;\s]+/)
      return /^https?:\/\//i.test(first!)
        ? first
        : /^[\w-]+(\.[\w-]+)+(\/|$)/.test(first!)
          ? `https://${first}`
          : undefined
    })
    if (cells.languages) several('languages', cells.languages.flatMap(wordsOf), languageOf)
    coded('wheelchair', one('wheelchair'), wheelchairOf)
    const accessibility = one('accessibilityNote')
    if (
      accessibility &&
      content.wheelchair === undefined &&
      /\bwheelchair\b|\bcarrozzin/.test(plain(accessibility))
    )
      content.wheelchair = /\b(no|non|not|senza)\b/.test(plain(accessibility)) ? 'unknown' : 'yes'
    text('accessibilityNote', accessibility)
    coded('status', one('status'), statusOf)
    coded('validFrom', one('validFrom'), dayOfText)
    coded('validTo', one('validTo'), dayOfText)
    if ((content.validTo as string) < (content.validFrom as string)) {
      delete content.validFrom
      delete content.validTo
      say('dates_reversed', 'validTo')
    }
    const owner = one('owner')
    if (owner) {
      const kind = ownerKindOf(owner)
      if (kind && owner.length <= 200) content.owner = { name: owner, kind }
      else say('value_not_understood', 'owner')
    }
    this.place(content, geometry ?? pointOf(cells), say)
    keepOutPersons(content, say)
    if (content.name === undefined) say('name_missing', 'name')
    const given = one('externalId') ?? id
    return { row, externalId: given ? given.slice(0, 200) : null, content: content as ImportContent, faults }
  }

  /** Hours of one reading; where there is none, or a person is to choose, the text stays. */
  hoursOf(
    written: string,
    content: Record<string, unknown>,
    say: (code: RowFault['code'], field: string) => void,
  ) {
    const text = written.trim()
    const read = this.hours.get(text) ?? { rows: 0, ...readHours(text, this.matching.hours) }
    read.rows += 1
    if (this.hours.size < mostHours || this.hours.has(text)) this.hours.set(text, read)
    if (read.openingHours !== null) content.openingHours = read.openingHours
    else {
      if (text.length > longest.openingHoursText!) say('text_too_long', 'openingHours')
      else if (shape.openingHoursText.safeParse(text).success) content.openingHoursText = text
      if (!read.chosen) say(read.readings.length > 0 ? 'hours_ambiguous' : 'hours_unreadable', 'openingHours')
    }
  }

  /** The first word that is known, by somebody's choice before ours; words that are not are counted, once for a row. */
  type(fields: Readonly<Record<string, string>>, cells: readonly string[]): ResourceType | undefined {
    const { types, otherwise } = this.matching
    const tagged = typeOfTags(fields)
    const words = tagged
      ? ['type' in tagged ? tagged.type : tagged.word]
      : [...new Set(cells.flatMap(cell => (typeOfWord(cell) ? [cell] : wordsOf(cell))))]
    const known = words.map(word => types[word] ?? typeOfWord(word))
    const found = known.find(type => type !== undefined)
    for (const [index, word] of words.entries()) {
      if (word.length > 80) continue
      const seen = this.words.get(word) ?? { rows: 0, type: known[index] ?? null }
      seen.rows += 1
      if (this.words.size < 2000 || seen.rows > 1) this.words.set(word, seen)
    }
    return found ?? otherwise
  }

  place(
    content: Record<string, unknown>,
    geometry: SourceRow['geometry'],
    say: (code: RowFault['code'], field: string) => void,
  ) {
    if (!geometry) return say('position_missing', 'geometry')
    const positions: number[][] =
      geometry.type === 'Point'
        ? [geometry.coordinates]
        : geometry.type === 'LineString'
          ? geometry.coordinates
          : geometry.coordinates.flat()
    if (positions.some(([lon, lat]) => Math.abs(lon!) > 1000 || Math.abs(lat!) > 1000))
      return say('projected_coordinates', 'geometry')
    if (positions.some(([lon, lat]) => Math.abs(lon!) > 180 || Math.abs(lat!) > 90))
      return say('coordinates_out_of_range', 'geometry')
    if (positions.some(([lon, lat]) => lon === 0 && lat === 0)) return say('null_island', 'geometry')
    content.geometry = geometry
    content.positionQuality = 'approximate'
  }
}

function pointOf(cells: Partial<Record<ImportField, string[]>>): SourceRow['geometry'] {
  const both = cells.position?.[0]?.split(/[;\s]\s*|,\s+|,(?=[^,]*$)/).filter(Boolean)
  const [lat, lon] = [cells.latitude?.[0] ?? both?.[0], cells.longitude?.[0] ?? both?.[1]].map(value =>
    value === undefined ? undefined : numberOf(value),
  )
  if (lat === undefined || lon === undefined) return null
  return { type: 'Point', coordinates: [lon, lat] }
}

/** What identifies somebody is not even put into the queue: the field stays empty, and the row says why. */
function keepOutPersons(
  content: Record<string, unknown>,
  say: (code: RowFault['code'], field: string) => void,
) {
  const fields = new Set(refusals(content).map(({ path }) => String(path[0])))
  for (const field of fields) {
    delete content[field]
    say('personal_data', field)
  }
  for (const field of ['description', 'eligibility', 'openingHoursText'])
    if (typeof content[field] === 'string' && probableNames(content[field]).length > 0)
      say('probable_name', field)
}

export const isType = (text: string): text is ResourceType =>
  (resourceTypes as readonly string[]).includes(text)
