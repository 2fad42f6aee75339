/** JSON with the place of what is wrong in it: the text is read once for its values, and again for places only. */
import { type ParseErrorCode, visit } from 'jsonc-parser'
import {
  fileFault,
  fileLimits,
  flat,
  type Meaning,
  type Reading,
  reading,
  type SourceRow,
  unreadable,
} from './format.ts'
import { Omissions } from './omission.contract.ts'

export type Path = readonly (string | number)[]
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false }

/**
 * @param first the line of the file on which the text begins
 * @throws Problem with the line of the first error, of a member that is said twice, or of what is too deep
 */
export function parseJson(text: string, first = 1): unknown {
  refuseDepth(text, first)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    let place: { line: number; character: number } | undefined
    visit(
      text,
      {
        onError(_error: ParseErrorCode, _offset, _length, line, character) {
          place ??= { line: first + line, character: character + 1 }
        },
      },
      strict,
    )
    throw unreadable(fileFault('broken_json', place ?? { line: first, character: 1 }))
  }
  const members: Set<string>[] = []
  visit(text, {
    onObjectBegin() {
      members.push(new Set())
    },
    onObjectProperty(member, _offset, _length, line) {
      if (members.at(-1)!.has(member))
        throw unreadable(fileFault('repeated_member', { line: first + line, member: member.slice(0, 60) }))
      members.at(-1)!.add(member)
    },
    onObjectEnd() {
      members.pop()
    },
  })
  return value
}

/** Whoever goes through it calls itself for each level: thousands of them would end the server. */
function refuseDepth(text: string, first: number): void {
  let depth = 0
  let line = first
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (quoted) {
      if (sign === 92) at += 1
      else if (sign === 34) quoted = false
    } else if (sign === 34) quoted = true
    else if (sign === 10) line += 1
    else if (sign === 91 || sign === 123) {
      depth += 1
      if (depth > fileLimits.depth) throw unreadable(fileFault('too_deep', { line }))
    } else if (sign === 93 || sign === 125) depth -= 1
  }
}

/** @returns the line, from 1, on which the value at each path begins; that of the nearest parent where it is absent */
export function linesOf(text: string, paths: readonly Path[]): number[] {
  const places = paths.map(path => ({ path, line: 1, depth: -1 }))
  const meet = (line: number, here: Path) => {
    for (const place of places) {
      const { path, depth } = place
      if (here.length <= depth || here.length > path.length) continue
      if (!here.every((part, index) => part === path[index])) continue
      place.depth = here.length
      place.line = line + 1
    }
  }
  if (paths.length > 0)
    visit(text, {
      onObjectBegin: (_offset, _length, line, _character, pathOf) => meet(line, pathOf()),
      onArrayBegin: (_offset, _length, line, _character, pathOf) => meet(line, pathOf()),
      onLiteralValue: (_value, _offset, _length, line, _character, pathOf) => meet(line, pathOf()),
    })
  return places.map(({ line }) => line)
}

/** Names under which a record keeps its place, longitude first as in GeoJSON. */
const pairs = ['coordinates', 'location.coordinates', 'geo.coordinates']

/** Records of any kind, one object each: a list, or one on each line. */
export function records(list: readonly unknown[], meaning: Meaning): Reading {
  const omissions = new Omissions()
  const rows = list.map((record, index): SourceRow => {
    const row: SourceRow = { row: index + 1, id: null, fields: {}, geometry: null, notes: [] }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return row
    row.fields = fieldsOf(record as Record<string, unknown>, row, omissions)
    const pair = pairs.map(name => row.fields[name]?.split('; ').map(Number)).find(each => each?.length === 2)
    for (const name of pairs) delete row.fields[name]
    if (pair?.every(Number.isFinite)) row.geometry = { type: 'Point', coordinates: pair }
    const { id } = record as { id?: unknown }
    if (typeof id === 'string' || typeof id === 'number') row.id = String(id)
    return row
  })
  return reading('json', rows, omissions, meaning)
}

/** The texts of a record; lists of objects stay behind, and the row says so. */
export function fieldsOf(
  record: Record<string, unknown>,
  row: Pick<SourceRow, 'row' | 'notes'>,
  omissions: Omissions,
): Record<string, string> {
  return flat(record, member => {
    omissions.add('object_lists', `${member.slice(0, 60)} (${row.row})`)
    if (!row.notes.includes('object_list_left_out')) row.notes.push('object_list_left_out')
  })
}
