/** From the rows of a file to coded accesses: every fault is found, by row and column, and no cell is repeated back. */

import type { Kysely } from 'kysely'
import type { RecordDatabase } from '../../db/connect.ts'
import type { Bilingual, Fault } from '../../http/operation.ts'
import type { Caller } from '../../http/route.ts'
import type { AccessRecord, Need } from '../contract.ts'
import { faultsOf, type Territory, territoryOf } from '../rules.ts'
import {
  answerOf,
  areaWord,
  type CellFault,
  type Column,
  type ColumnName,
  cellFaults,
  columnOf,
  columns,
  dayOfText,
  type IdentityKind,
  identityOfCell,
  identityOfHeader,
  identityWords,
  importLimits,
  isList,
  placeKey,
} from './contract.ts'
import { fileFault, type Row, type Source, unreadable } from './file.ts'

export type Coded = Omit<AccessRecord, 'id'>
export type FoundFault = { row: number; column: ColumnName | null; code: string; detail: Bilingual }
export type Reading = {
  columns: ColumnName[]
  accesses: Coded[]
  faults: FoundFault[]
  faultCount: number
  rows: number
}
type Db = Kysely<RecordDatabase>
/** A column at its place in the file; null where nothing is above or in the cells. */
type Plan = (Column | null)[]
/** How an area or the own centre may be written: id or name, in plain form. */
type Places = { areas: Map<string, string>; centre: Set<string> }

/** Different texts of one column that are looked at for an identity: enough to say so, little enough to be quick. */
const textsLookedAt = 200
/** Different texts of one column whose reading is remembered. */
const textsRemembered = 5000

/** Column 28 is AB, as in a spreadsheet; a name that could itself be somebody's is not repeated. */
const placeOf = (index: number, header: string): Bilingual => {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  const shown = header.trim().length > 0 && header.length <= 60 && identityOfCell(header) === undefined
  return shown
    ? { it: `${letters} «${header.trim()}»`, en: `${letters} “${header.trim()}”` }
    : { it: letters, en: letters }
}

/** @throws Problem naming every column that must go, be matched or is missing */
function planOf(headers: readonly string[]): Plan {
  const faults: Fault[] = []
  const pointer = (index: number) => `#/body/1/${index}`
  const plan = headers.map((header, index): Column | null => {
    const place = placeOf(index, header)
    const column = columnOf(header)
    if (header.trim() === '') return null
    if (!column) {
      const kind = identityOfHeader(header) ?? identityOfCell(header)
      faults.push(
        kind
          ? fileFault('identity_column', pointer(index), { place, kind: identityWords[kind] })
          : fileFault('unknown_column', pointer(index), { place }),
      )
    } else if (headers.findIndex(other => columnOf(other) === column) < index)
      faults.push(fileFault('repeated_column', pointer(index), { place, column: column.header }))
    return column ?? null
  })
  for (const { name, header, required } of columns)
    if (required && !plan.some(column => column?.name === name))
      faults.push(fileFault('missing_column', '#/body/1', { column: header }))
  if (faults.length > 0) throw unreadable(...faults)
  return plan
}

/**
 * @returns the accesses of a file and their faults
 * @throws Problem when the file as a whole cannot be read, or a column of it holds identities
 */
export async function readAccesses(db: Db, source: Source, caller: Caller, today: string): Promise<Reading> {
  const territory = territoryOf(db, caller.centre!)
  const places = await placesOf(territory, caller.centre!)
  const reading: Reading = { columns: [], accesses: [], faults: [], faultCount: 0, rows: 0 }
  let coder: Coder | undefined
  for await (const row of source.rows) {
    if (!coder) {
      coder = new Coder(row.cells, places, caller.centre!)
      reading.columns = coder.columns
      continue
    }
    if (++reading.rows > importLimits.rows) throw unreadable(fileFault('too_many_rows'))
    const { access, needPlaces, faults } = coder.code(row)
    for (const fault of await faultsOf(db, access, caller, today, [], territory)) {
      const column = columnOfPointer(fault.pointer, needPlaces)
      faults.push({ row: row.row, column, code: fault.code, detail: fault.detail })
    }
    reading.faultCount += faults.length
    for (const fault of faults) if (reading.faults.length < importLimits.faults) reading.faults.push(fault)
    if (faults.length === 0) reading.accesses.push(access as Coded)
  }
  const identities = coder?.identities() ?? []
  if (identities.length > 0) throw unreadable(...identities)
  if (!coder) throw unreadable(fileFault('empty_file'))
  if (reading.rows === 0) throw unreadable(fileFault('no_rows'))
  return reading
}

async function placesOf(territory: Territory, centre: string): Promise<Places> {
  const areas = (await territory.areas()).flatMap(({ area_id, name }) => [
    [placeKey(area_id), area_id] as const,
    [placeKey(name), area_id] as const,
  ])
  const seats = (await territory.seats()).map(seat => placeKey(seat.name))
  return { areas: new Map(areas), centre: new Set([placeKey(centre), ...seats]) }
}

/** `#/body/needs/1/outcome` is the outcome of the second need, which may stand in another place of the file. */
function columnOfPointer(pointer: string, needPlaces: readonly number[]): ColumnName | null {
  const [, , field, index, part] = pointer.split('/')
  if (field !== 'needs')
    return (columns.find(({ name }) => name === field)?.name ?? null) as ColumnName | null
  const named = part === 'domain' ? 'need' : part
  return `${named}${needPlaces[Number(index)]}` as ColumnName
}

class Coder {
  readonly columns: ColumnName[]
  readonly headers: readonly string[]
  readonly plan: Plan
  readonly places: Places
  readonly centre: string
  readonly base: Record<string, string>
  /** For each column of the file the texts read already, with their code. */
  readonly known: Map<string, string>[]
  readonly lookedAt: Set<string>[]
  readonly found = new Map<number, IdentityKind>()
  readonly unnamed = new Set<number>()

  constructor(headers: readonly string[], places: Places, centre: string) {
    this.headers = headers
    this.plan = planOf(headers)
    this.columns = this.plan.flatMap(column => (column ? [column.name] : []))
    this.places = places
    this.centre = centre
    this.known = headers.map(() => new Map())
    this.lookedAt = headers.map(() => new Set())
    const absent = columns.filter(({ name, absent }) => absent && !this.columns.includes(name))
    this.base = { centre, ...Object.fromEntries(absent.map(({ name, absent }) => [name, absent!])) }
  }

  code({ row, cells }: Row): { access: Partial<Coded>; needPlaces: number[]; faults: FoundFault[] } {
    const faults: FoundFault[] = []
    const say = (code: CellFault, column: ColumnName | null) =>
      faults.push({ row, column, code, detail: cellFaults[code] })
    const fields: Record<string, string> = { ...this.base }
    const refused = new Set<string>()
    for (let index = 0; index < this.plan.length; index++) {
      const column = this.plan[index]
      const text = cells[index] ?? ''
      if (!column) {
        if (text.trim() !== '') this.unnamed.add(index)
        continue
      }
      const read = text.trim() === '' ? (column.empty ?? '') : this.read(column, index, text)
      if (typeof read !== 'string') {
        say(read.fault, column.name)
        refused.add(column.name)
      } else if (read !== '') fields[column.name] = read
      else if (column.required || column.absent) {
        say('empty_cell', column.name)
        refused.add(column.name)
      }
    }
    if (cells.length > this.plan.length && cells.slice(this.plan.length).some(cell => cell.trim() !== ''))
      say('extra_cells', null)
    const needs: Need[] = []
    const needPlaces: number[] = []
    for (let place = 1; place <= 8; place++) {
      const domain = fields[`need${place}`]
      const request = fields[`request${place}`]
      const outcome = fields[`outcome${place}`]
      const unmetReason = fields[`unmetReason${place}`]
      const parts = ['need', 'request', 'outcome', 'unmetReason'].map(part => `${part}${place}`)
      if (domain === undefined) {
        if (!refused.has(`need${place}`) && (request || outcome || unmetReason) && place > 1)
          say('need_missing', `need${place}` as ColumnName)
      } else if (outcome === undefined) {
        if (!refused.has(`outcome${place}`)) say('empty_cell', `outcome${place}` as ColumnName)
      } else if (!parts.some(part => refused.has(part))) {
        needs.push({
          domain,
          ...(request ? { request } : {}),
          outcome,
          ...(unmetReason ? { unmetReason } : {}),
        } as Need)
        needPlaces.push(place)
      }
    }
    const access: Record<string, unknown> = { needs }
    for (const [name, value] of Object.entries(fields)) if (!/\d$/.test(name)) access[name] = value
    return { access: access as Partial<Coded>, needPlaces, faults }
  }

  read(column: Column, index: number, text: string): string | { fault: CellFault } {
    const known = this.known[index]!
    const before = known.get(text)
    if (before !== undefined) return before
    const read =
      text.length > importLimits.cell ? { fault: 'cell_too_long' as const } : this.understand(column, text)
    if (typeof read === 'string') {
      if (known.size < textsRemembered) known.set(text, read)
    } else this.lookAt(column, index, text)
    return read
  }

  understand({ holds }: Column, text: string): string | { fault: CellFault } {
    if (isList(holds)) return answerOf(holds, text) ?? { fault: 'not_an_answer' }
    switch (holds) {
      case 'day': {
        const read = dayOfText(text)
        return 'day' in read ? read.day : read
      }
      case 'centre':
        return this.places.centre.has(placeKey(text)) ? this.centre : { fault: 'unknown_centre' }
      case 'area':
        return areaWord(text) ?? this.places.areas.get(placeKey(text)) ?? { fault: 'unknown_area' }
      default:
        return /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(text.trim()) ? text.trim() : { fault: 'unknown_cell' }
    }
  }

  /** What is no answer may be somebody's: then the whole column is said, with what it seems to hold. */
  lookAt({ holds }: Column, index: number, text: string): void {
    const lookedAt = this.lookedAt[index]!
    if (this.found.has(index) || lookedAt.has(text) || lookedAt.size >= textsLookedAt) return
    lookedAt.add(text)
    const kind = identityOfCell(text.slice(0, 1000), holds === 'day')
    if (kind) this.found.set(index, kind)
  }

  identities(): Fault[] {
    const pointer = (index: number) => `#/body/1/${index}`
    const place = (index: number) => placeOf(index, this.headers[index]!)
    return [
      ...[...this.found].map(([index, kind]) =>
        fileFault('identity_column', pointer(index), { place: place(index), kind: identityWords[kind] }),
      ),
      ...[...this.unnamed].map(index => fileFault('unnamed_column', pointer(index), { place: place(index) })),
    ]
  }
}
