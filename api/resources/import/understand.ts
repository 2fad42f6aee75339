/** From a row of a file to an entry of the census: what each cell means, what is left out and why. Pure. */
import { masking } from '../../guard/contract.ts'
import type { SourceRow } from '../../interchange/format.ts'
import { ResourceEntry, type ResourceType } from '../contract.ts'
import { accessOf, costOf, groupOf, languageOf, ownerKindOf, statusOf, wheelchairOf } from './code-cells.ts'
import {
  fieldOf,
  type HoursText,
  type ImportContent,
  type ImportField,
  isPostcode,
  joined,
  labelsOf,
  needOfWord,
  plain,
  type RowFault,
  typeOfTags,
  typeOfWord,
  wordsOf,
} from './contract.ts'
import { dayOfCell } from './day-cells.ts'
import { readHours } from './hours.ts'
import { isIdentity, keepOutPersons } from './personal-data.ts'
import { phoneOfCell, postcodeOfCell } from './phone-cells.ts'
import { type PositionCell, pointOfCells, positionOfCell } from './position-cells.ts'

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

/** A comma or a point for decimals. */
const numberOf = (text: string): number | undefined => {
  const written = text.trim()
  return /^[+-]?\d+([.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : undefined
}

const shape = ResourceEntry.shape
const longest: Partial<Record<keyof ImportContent, number>> = {
  name: 200, address: 300, description: 2000, eligibility: 1000, costNote: 300, phone: 40, accessibilityNote: 500, openingHoursText: 600,
} // biome-ignore format: a table reads better in rows

type Say = (code: RowFault['code'], field?: string | null, more?: Pick<RowFault, 'text' | 'kinds'>) => void

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
  readonly postcode: string | undefined

  constructor(columns: readonly string[], matching: Matching) {
    this.matching = matching
    this.fields = new Map(columns.map(column => [column, matched(column, matching)]))
    this.postcode = columns.find(column => this.fields.get(column) === 'address' && isPostcode(column))
  }

  /** Cells by field, in the order of the file. */
  cells(fields: Readonly<Record<string, string>>): Partial<Record<ImportField, string[]>> {
    const found: Partial<Record<ImportField, string[]>> = {}
    for (const [column, text] of Object.entries(fields)) {
      const field = this.fields.get(column)
      if (!field) continue
      const cell = column === this.postcode ? postcodeOfCell(text).postcode : text
      const cells = found[field]
      if (!cells) found[field] = [cell]
      else if (joined.includes(field)) cells.push(cell)
    }
    return found
  }

  understand({ row, id, fields, geometry, notes }: SourceRow): Understood {
    // Which field lacks its zero is known below.
    const faults: RowFault[] = notes
      .filter(code => code !== 'phone_without_zero')
      .map(code => ({ code, field: null }))
    const say: Say = (code, field = null, more = {}) => {
      const before = faults.find(fault => fault.code === code && fault.field === field)
      if (!before) faults.push({ code, field, ...more })
      else if (more.kinds) before.kinds = [...new Set([...(before.kinds ?? []), ...more.kinds])]
    }
    /** As the file writes it, short and without what identifies somebody. */
    const cellText = (value: string) => ({ text: masking(value.trim()).slice(0, 80) })
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
      if (found === undefined || !shape[field].safeParse(found).success)
        say('value_not_understood', field, cellText(value))
      else content[field] = found
    }
    const several = <T>(
      field: keyof ImportContent,
      values: string[],
      read: (value: string) => T | undefined,
    ) => {
      const found = values.map(read)
      if (found.includes(undefined))
        say(
          'value_not_understood',
          field,
          cellText(values.filter(value => read(value) === undefined).join(', ')),
        )
      const known = [...new Set(found.filter(value => value !== undefined))]
      if (known.length > 0) content[field] = known
    }

    text('name', one('name'))
    const type = this.type(fields, cells.type ?? [], say)
    if (type) content.type = type
    else if (!faults.some(({ code }) => code === 'several_types')) say('type_missing', 'type')
    if (this.postcode && fields[this.postcode]) {
      const { zeroPutBack } = postcodeOfCell(fields[this.postcode]!)
      if (zeroPutBack) say('postcode_without_zero', 'address', cellText(fields[this.postcode]!))
    }
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
      const found = phoneOfCell(value)
      if (found?.zeroPutBack) say('phone_without_zero', 'phone', { text: value.trim().slice(0, 40) })
      return found?.phone
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
    for (const field of ['validFrom', 'validTo'] as const) {
      const cell = one(field)
      if (!cell) continue
      const found = dayOfCell(cell, field === 'validTo')
      if (!found) say('date_unreadable', field, cellText(cell))
      else {
        content[field] = found.day
        if (found.whole !== 'day') say('day_assumed', field, cellText(cell))
      }
    }
    if ((content.validTo as string) < (content.validFrom as string)) {
      delete content.validFrom
      delete content.validTo
      say('dates_reversed', 'validTo')
    }
    const owner = one('owner')
    if (owner) {
      if (owner.length > 200) say('text_too_long', 'owner')
      else {
        const kind = ownerKindOf(owner)
        if (!kind) say('owner_kind_unknown', 'owner')
        content.owner = { name: owner.trim(), kind: kind ?? 'unknown' }
      }
    }
    this.place(content, geometry ? { geometry, height: false } : positionOf(cells), say, cellText)
    keepOutPersons(content, say)
    if (content.name === undefined) say('name_missing', 'name')
    let externalId = (one('externalId') ?? id)?.slice(0, 200) || null
    if (externalId !== null && isIdentity(externalId)) {
      externalId = null
      say('personal_data', 'externalId', { kinds: ['tax_code'] })
    }
    return { row, externalId, content: content as ImportContent, faults }
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

  /**
   * What the labels of a cell say: one type, by somebody's choice before ours. Several types, or one among labels that
   * are none, are asked about. Words are counted once for a row.
   */
  type(
    fields: Readonly<Record<string, string>>,
    cells: readonly string[],
    say: Say,
  ): ResourceType | undefined {
    const { types, otherwise } = this.matching
    const tagged = typeOfTags(fields)
    const groups = tagged
      ? [['type' in tagged ? tagged.type : tagged.word]]
      : cells.map(cell => [...new Set(types[cell] ? [cell] : labelsOf(cell))])
    for (const word of new Set(groups.flat())) this.count(word)
    for (const words of groups) {
      const chosen = new Set(words.flatMap(word => types[word] ?? []))
      const all = chosen.size > 0 ? chosen : new Set(words.flatMap(word => typeOfWord(word) ?? []))
      const text = words.join('; ').slice(0, 80)
      if (all.size > 1) {
        say('several_types', 'type', { text })
        return undefined
      }
      const [type] = all
      if (type === undefined) continue
      if (chosen.size === 0 && words.some(word => typeOfWord(word) === undefined))
        say('one_of_several_labels', 'type', { text })
      return type
    }
    return otherwise
  }

  count(word: string): void {
    if (word.length > 80) return
    const count = this.words.get(word) ?? {
      rows: 0,
      type: this.matching.types[word] ?? typeOfWord(word) ?? null,
    }
    count.rows += 1
    if (this.words.size < 2000 || count.rows > 1) this.words.set(word, count)
  }

  place(
    content: Record<string, unknown>,
    position: (PositionCell & { cell?: string }) | null,
    say: Say,
    cellText: (value: string) => { text: string },
  ) {
    if (!position) return say('position_missing', 'geometry')
    if ('fault' in position) return say('position_unreadable', 'geometry', cellText(position.cell ?? ''))
    const { geometry } = position
    if (position.height) say('height_left_out')
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

/** What the cells say of the place; null where nothing is written. */
function positionOf(cells: Partial<Record<ImportField, string[]>>): (PositionCell & { cell: string }) | null {
  const [latitude, longitude] = [cells.latitude?.[0], cells.longitude?.[0]]
  if (latitude && longitude) return { ...pointOfCells(latitude, longitude), cell: `${latitude} ${longitude}` }
  const cell = cells.position?.[0] ?? latitude ?? longitude
  return cell ? { ...positionOfCell(cell), cell } : null
}
