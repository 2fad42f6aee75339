/** The file as it leaves: the codes of its accesses alone, each under the number of its row, and what stayed behind. */
import type { ColumnName } from '../../../api/observations/import/contract.ts'
import type { AccessFile } from './file.ts'
import type { Match } from './matching.ts'
import type { Cells } from './rows.ts'
import {
  type Choice,
  choiceKey,
  dayAbove,
  leaveRows,
  type NeedCells,
  needsOf,
  nothing,
  placesIn,
  type Tally,
  type ValueGroup,
} from './values.ts'

export type LeftBehind = {
  blank: readonly number[]
  /** Rows that the sheet does not show. */
  hidden: readonly number[]
  title: readonly number[]
  total: readonly number[]
  /** Rows that a person left out, by a value or by their fault. */
  chosen: readonly number[]
  /** Rows in which no need is left. */
  needless: readonly number[]
  /** Second mentions of a need in its row. */
  repeatedNeeds: number
  /** Reasons beside an outcome that has none. */
  reasons: number
}
export type OutgoingFile = { sent: Blob; rows: number; left: LeftBehind }

type Need = { need: string; request: string; outcome: string; unmetReason: string }
const needFields = ['need', 'request', 'outcome', 'unmetReason'] as const

/** Stands for a text that waits for a choice, so that its row is not counted as left out; nothing is sent meanwhile. */
const open = '?'

/** @param without rows left out for their faults */
export function outgoingFile(
  file: AccessFile,
  matches: readonly Match[],
  { kinds }: Tally,
  groups: readonly ValueGroup[],
  without: ReadonlySet<number>,
): OutgoingFile {
  const becomes = new Map(
    groups.flatMap(({ values }) => values.map(({ key, becomes }) => [key, becomes] as const)),
  )
  const code = (holds: ValueGroup['holds'], text: string): Choice => {
    const choice = becomes.get(choiceKey(holds, text))
    return choice === null ? open : (choice ?? nothing)
  }
  const places = placesIn(matches)
  const single = [...places.keys()].filter(name => !/\d$/.test(name))
  const holdsOf = (name: ColumnName): ValueGroup['holds'] =>
    groups.find(({ columns }) => columns.includes(name))?.holds ?? 'cell'
  const singleHolds = single.map(holdsOf)
  const rowsOf = (kind: string) =>
    kinds.flatMap((each, index) => (each === kind ? [file.headerRow + 1 + index] : []))
  const above = Array.from({ length: file.headerRow - 1 }, (_, index) => index + 1)
  const chosen: number[] = []
  const needless: number[] = []
  const left = { repeatedNeeds: 0, reasons: 0 }
  let dayBefore = ''

  function needs(cells: Cells): Need[] | typeof leaveRows {
    const distinct: Need[] = []
    for (const each of needsOf(cells, places)) {
      const need = needOf(each)
      if (need === leaveRows) return leaveRows
      if (!need) continue
      if (distinct.some(other => other.need === need.need)) left.repeatedNeeds += 1
      else distinct.push(need)
    }
    return distinct
  }
  function needOf({ need, request, outcome, unmetReason }: NeedCells): Need | typeof leaveRows | undefined {
    const domain = code('needDomain', need)
    const came = code('outcome', outcome)
    if (domain === leaveRows || came === leaveRows) return leaveRows
    if (domain === nothing || came === nothing) return undefined
    if (came !== 'unmet' && unmetReason !== '') left.reasons += 1
    return {
      need: domain,
      request: request === '' ? nothing : code('request', request),
      outcome: came,
      unmetReason: came === 'unmet' ? code('unmetReason', unmetReason) : nothing,
    }
  }

  const accesses = file.rows.map((cells, index): { fields: string[]; needs: Need[] } | null => {
    // A day that stands in a hidden row is not known here, and the one before it is not the day above.
    if (kinds[index] === 'hidden' && (cells[places.get('date')!] ?? '').trim() !== '') dayBefore = ''
    if (kinds[index] !== 'access') return null
    const row = file.headerRow + 1 + index
    const fields = single.map((name, at) => code(singleHolds[at]!, (cells[places.get(name)!] ?? '').trim()))
    const day = single.indexOf('date')
    if (fields[day] === dayAbove) fields[day] = dayBefore
    else dayBefore = fields[day] ?? ''
    const needsOfRow = needs(cells)
    if (without.has(row) || fields.includes(leaveRows) || needsOfRow === leaveRows) chosen.push(row)
    else if (needsOfRow.length === 0) needless.push(row)
    else return { fields, needs: needsOfRow }
    return null
  })
  const mostNeeds = Math.max(1, ...accesses.map(access => access?.needs.length ?? 0))
  const headers = [
    ...single,
    ...Array.from({ length: mostNeeds }, (_, index) =>
      needFields.map(field => `${field}${index + 1}`),
    ).flat(),
  ]
  const line = (cells: readonly string[]) => cells.join(',')
  const lines = accesses.map(access =>
    access
      ? line([
          ...access.fields,
          ...Array.from({ length: mostNeeds }, (_, index) =>
            needFields.map(field => access.needs[index]?.[field] ?? nothing),
          ).flat(),
        ])
      : '',
  )
  return {
    sent: new Blob([[...above.map(() => ''), line(headers), ...lines].join('\n')], { type: 'text/csv' }),
    rows: accesses.filter(access => access !== null).length,
    left: {
      blank: rowsOf('blank'),
      hidden: rowsOf('hidden'),
      title: [...above, ...rowsOf('title')],
      total: rowsOf('total'),
      chosen,
      needless,
      ...left,
    },
  }
}
