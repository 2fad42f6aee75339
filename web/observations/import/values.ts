/**
 * Every distinct text of the coded columns beside what it becomes. The same text is matched once, in whatever column of
 * its list and in however many rows it stands; what a person chooses goes before what is known or likely.
 */
import {
  type ColumnName,
  columnNamed,
  dayOfText,
  type Holds,
  type IdentityKind,
  placeKey,
  plain,
} from '../../../api/observations/import/contract.ts'
import type { AccessFile } from './file.ts'
import type { Match } from './matching.ts'
import { kindOfRow, type RowKind } from './rows.ts'
import { identityOfText, type Places, type Reading, readingOf } from './suggestions.ts'

/** Nothing is recorded of this text; of a need, its outcome and the rest go with it. */
export const nothing = ''
/** The rows with this text are left out. */
export const leaveRows = '-'
/** The day of the row above: many registers write it once. */
export const dayAbove = '^'
/** What a text becomes: a code, a day, or one of the three above. */
export type Choice = string
/** By list and by text, each in its plain form. */
export type Choices = ReadonlyMap<string, Choice>

export const textKey = (holds: Holds, text: string): string =>
  holds === 'day'
    ? text.trim()
    : holds === 'area' || holds === 'centre'
      ? placeKey(text)
      : plain(text) || text.trim()
export const choiceKey = (holds: Holds, text: string): string => `${holds} ${textKey(holds, text)}`

export type Because = 'answer' | 'likely' | 'before' | 'chosen' | 'open'
export type Value = {
  key: string
  text: string
  rows: number
  /** The first row with it, as a spreadsheet counts. */
  row: number
  becomes: Choice | null
  because: Because
  identity: IdentityKind | undefined
  /** What it would be without a person’s choice: it keeps its place in the list while one is made. */
  natural: Because
}
export type ValueGroup = { holds: Holds; columns: readonly ColumnName[]; values: readonly Value[] }

type Count = { text: string; rows: number; row: number }
type Counts = Map<string, Count>
/** Reasons are asked only where nothing answered the need, so they are counted by the outcome beside them. */
export type Tally = {
  kinds: readonly RowKind[]
  counts: ReadonlyMap<Holds, Counts>
  reasons: ReadonlyMap<string, Counts>
  columns: ReadonlyMap<Holds, readonly ColumnName[]>
}

const add = (counts: Counts, key: string, text: string, row: number) => {
  const count = counts.get(key)
  if (count) count.rows += 1
  else counts.set(key, { text, rows: 1, row })
}
const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

/** Where each column of ours stands in the file. */
export const placesIn = (matches: readonly Match[]): Map<ColumnName, number> =>
  new Map(matches.flatMap((match, index) => (match && match !== 'ignore' ? [[match, index] as const] : [])))

const needNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const
export type NeedCells = { need: string; request: string; outcome: string; unmetReason: string }
export const needsOf = (cells: readonly string[], places: ReadonlyMap<ColumnName, number>): NeedCells[] =>
  needNumbers.flatMap(number => {
    const cell = (name: 'need' | 'request' | 'outcome' | 'unmetReason') =>
      (cells[places.get(`${name}${number}`) ?? -1] ?? '').trim()
    const need = {
      need: cell('need'),
      request: cell('request'),
      outcome: cell('outcome'),
      unmetReason: cell('unmetReason'),
    }
    // A main need is always asked; a further one only where something is written.
    return number === 1 || need.need !== '' ? [need] : []
  })

/** Counts once what the choices are then read from. */
export function tallyOf(file: AccessFile, matches: readonly Match[], today: string): Tally {
  const places = placesIn(matches)
  const single = [...places].filter(([name]) => !/\d$/.test(name))
  const dateAt = places.get('date') ?? -1
  const kinds = file.rows.map(
    (cells, index): RowKind =>
      // Whoever chose the file did not see them.
      file.hiddenRows.has(file.headerRow + 1 + index)
        ? 'hidden'
        : kindOfRow(cells, file.headers, dateAt, today),
  )
  const counts = new Map<Holds, Counts>()
  const reasons = new Map<string, Counts>()
  const count = (holds: Holds, text: string, row: number) =>
    add(
      within(counts, holds, () => new Map()),
      textKey(holds, text),
      text,
      row,
    )
  file.rows.forEach((cells, index) => {
    if (kinds[index] !== 'access') return
    const row = file.headerRow + 1 + index
    for (const [name, at] of single) {
      const { holds, absent, empty, required } = columnNamed(name)!
      const text = (cells[at] ?? '').trim()
      if (text !== '' || required || (absent !== undefined && empty === undefined)) count(holds, text, row)
    }
    for (const { need, request, outcome, unmetReason } of needsOf(cells, places)) {
      count('needDomain', need, row)
      if (request) count('request', request, row)
      count('outcome', outcome, row)
      add(
        within(reasons, textKey('outcome', outcome), () => new Map()),
        textKey('unmetReason', unmetReason),
        unmetReason,
        row,
      )
    }
  })
  const columns = new Map<Holds, ColumnName[]>()
  for (const name of places.keys()) within(columns, columnNamed(name)!.holds, () => []).push(name)
  return { kinds, counts, reasons, columns }
}

type Facts = { places: Places; choices: Choices; before: Choices; today: string }

/** What a text becomes, and why. */
function valueFor(holds: Holds, { text, rows, row }: Count, facts: Facts): Value {
  const key = choiceKey(holds, text)
  const reading = readingOf(holds, text, facts.places)
  const identity = text === '' ? undefined : identityOfText(holds, text, reading)
  const [becomes, natural] = naturally(holds, text, key, reading, identity, facts)
  const chosen = facts.choices.get(key)
  return {
    ...{ key, text, rows, row, identity, natural },
    ...(chosen === undefined ? { becomes, because: natural } : { becomes: chosen, because: 'chosen' }),
  }
}

function naturally(
  holds: Holds,
  text: string,
  key: string,
  reading: Reading | undefined,
  identity: IdentityKind | undefined,
  { before, today }: Facts,
): [Choice | null, Because] {
  const day = holds === 'day' ? dayOfText(text, today) : undefined
  if (day && 'day' in day) return [day.day, day.yearless ? 'likely' : 'answer']
  if (reading?.exact) return [reading.code, 'answer']
  const last = before.get(key)
  if (last !== undefined) return [last, 'before']
  const likely = text === '' ? whenEmpty(holds) : identity ? undefined : reading?.code
  return likely === undefined ? [null, 'open'] : [likely, 'likely']
}

/** An empty cell of a column that has a usual answer. */
const whenEmpty = (holds: Holds) =>
  holds === 'channel' || holds === 'origin' ? columnNamed(holds)!.absent : undefined

const orderOf: Record<Because, number> = { open: 0, likely: 1, before: 2, chosen: 3, answer: 4 }

/** @returns a group for each list that the file speaks of, what is open first */
export function valuesOf(tally: Tally, facts: Facts): ValueGroup[] {
  const groups = [...tally.counts].map(([holds, counts]) => ({
    holds,
    values: [...counts.values()].map(count => valueFor(holds, count, facts)),
  }))
  const outcomes = groups.find(({ holds }) => holds === 'outcome')?.values ?? []
  const counts: Counts = new Map()
  for (const { text, becomes } of outcomes)
    if (becomes === 'unmet')
      for (const [key, { text: reason, rows, row }] of tally.reasons.get(textKey('outcome', text)) ?? []) {
        const count = counts.get(key)
        counts.set(key, count ? { ...count, rows: count.rows + rows } : { text: reason, rows, row })
      }
  if (counts.size > 0)
    groups.push({
      holds: 'unmetReason',
      values: [...counts.values()].map(count => valueFor('unmetReason', count, facts)),
    })
  const sorted = groups.map(({ holds, values }) => ({
    holds,
    columns: tally.columns.get(holds) ?? [],
    values: values.sort((a, b) => orderOf[a.natural] - orderOf[b.natural] || b.rows - a.rows),
  }))
  // Lists with something to look at come before those that are all answers.
  const isAsked = ({ values }: ValueGroup) => values[0]?.natural !== 'answer'
  return [...sorted.filter(isAsked), ...sorted.filter(group => !isAsked(group))]
}

export const openValues = (groups: readonly ValueGroup[]): number =>
  groups.reduce((sum, { values }) => sum + values.filter(({ becomes }) => becomes === null).length, 0)
/** Whether a person has anything to look at: all that is written is an answer, or was decided before. */
export const isPlain = (groups: readonly ValueGroup[]): boolean =>
  groups.every(({ values }) => values.every(({ because }) => because === 'answer' || because === 'before'))
