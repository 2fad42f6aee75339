/** JSON with the place of what is wrong in it: the text is read once for its values, and again for a place only. */
import { type ParseErrorCode, visit } from 'jsonc-parser'
import { fileFault, flat, type Reading, reading, type SourceRow, unreadable } from './format.ts'

export type Path = readonly (string | number)[]
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false }

/** @throws Problem with the line of the first error, or of a member that is said twice */
export function parsed(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    let place: { line: number; character: number } | undefined
    visit(
      text,
      {
        onError(_error: ParseErrorCode, _offset, _length, line, character) {
          place ??= { line: line + 1, character: character + 1 }
        },
      },
      strict,
    )
    throw unreadable(fileFault('broken_json', place ?? { line: 1, character: 1 }))
  }
  const members: Set<string>[] = []
  visit(text, {
    onObjectBegin() {
      members.push(new Set())
    },
    onObjectProperty(member, _offset, _length, line) {
      if (members.at(-1)!.has(member))
        throw unreadable(fileFault('repeated_member', { line: line + 1, member: member.slice(0, 60) }))
      members.at(-1)!.add(member)
    },
    onObjectEnd() {
      members.pop()
    },
  })
  return value
}

/** @returns the line, from 1, on which the value at a path begins; that of the nearest parent where it is absent */
export function lineOf(text: string, path: Path): number {
  let found = 1
  let depth = -1
  const meet = (line: number, here: Path) => {
    if (here.length <= depth || here.length > path.length) return
    if (here.every((part, index) => part === path[index])) {
      depth = here.length
      found = line + 1
    }
  }
  visit(text, {
    onObjectBegin: (_offset, _length, line, _character, pathOf) => meet(line, pathOf()),
    onArrayBegin: (_offset, _length, line, _character, pathOf) => meet(line, pathOf()),
    onLiteralValue: (_value, _offset, _length, line, _character, pathOf) => meet(line, pathOf()),
  })
  return found
}

/** Names under which a record keeps its place, longitude first as in GeoJSON. */
const pairs = ['coordinates', 'location.coordinates', 'geo.coordinates']

/** Records of any kind, one object each: a list, or one on each line. */
export function records(list: readonly unknown[]): Reading {
  const rows = list.flatMap((record, index): SourceRow[] => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return []
    const fields = flat(record as Record<string, unknown>)
    const pair = pairs.map(name => fields[name]?.split('; ').map(Number)).find(each => each?.length === 2)
    for (const name of pairs) delete fields[name]
    const geometry = pair?.every(Number.isFinite) ? { type: 'Point' as const, coordinates: pair } : null
    const { id } = record as { id?: unknown }
    const known = typeof id === 'string' || typeof id === 'number' ? String(id) : null
    return [{ row: index + 1, id: known, fields, geometry, notes: [] }]
  })
  return reading('json', rows)
}
