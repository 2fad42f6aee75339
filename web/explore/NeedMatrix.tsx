/** Needs × areas as a table that is coloured like the map: its twin for the keyboard and for reading aloud. */
import { type KeyboardEvent, useRef } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Area } from '../../api/territory/contract.ts'
import { ramp } from '../map/symbols.ts'
import { type AreaValue, classOf, coloured } from '../view/select.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { ends, missingWord } from './headline.ts'

export type MatrixRow = { need: NeedGroup | null; cells: AreaValue[]; breaks: readonly number[] }

export function NeedMatrix(props: {
  rows: readonly MatrixRow[]
  areas: readonly Area[]
  need: NeedGroup | null
  area: string | null
  threshold: number
  onPick: (pick: { need: NeedGroup | null; area?: string }) => void
}) {
  const { rows, areas, need, area, threshold, onPick } = props
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const v = useWords(vocabularyWords)
  const table = useRef<HTMLTableElement>(null)
  const chosenRow = Math.max(
    0,
    rows.findIndex(row => row.need === need),
  )
  const chosenColumn = Math.max(
    0,
    areas.findIndex(({ properties }) => properties.id === area),
  )

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    const at = (event.target as HTMLElement).dataset.at?.split('-').map(Number)
    if (!by || !at) return
    event.preventDefault()
    const [row, column] = [at[0]! + by[0]!, at[1]! + by[1]!]
    table.current?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`)?.focus()
  }

  return (
    <div className="scroll-x">
      <table className="matrix" ref={table} aria-label={w.matrix} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {areas.map(({ properties }) => (
              <th key={properties.id} scope="col" title={properties.name}>
                {properties.name.replace(/^(\p{L})\p{L}+ (?=\p{L})/u, '$1.')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => {
            const name = row.need ? v.needGroup[row.need] : w.total
            const shades = coloured(row.cells).values
            return (
              <tr key={row.need ?? 'all'} className={row.need === need ? 'matrix-on' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={row.need === need}
                    title={name}
                    onClick={() => onPick({ need: row.need })}
                  >
                    {name}
                  </button>
                </th>
                {row.cells.map((cell, column) => {
                  const shade = shades[column]
                  const value = cell.figure?.value
                  const told = cell.figure && ends(w, cell.figure, threshold)
                  const text = cell.missing
                    ? missingWord(d, cell.missing, threshold)
                    : `${w.number(value!)} ${w.households}, ${w.between(told!.low, told!.high)}`
                  const areaName = areas[column]!.properties.name
                  const on = row.need === need && cell.area === area
                  return (
                    <td key={cell.area}>
                      <button
                        type="button"
                        data-at={`${rowIndex}-${column}`}
                        className={`matrix-cell${cell.missing ? ` matrix-${cell.missing}` : ''}`}
                        style={
                          shade === null || shade === undefined
                            ? undefined
                            : { backgroundColor: ramp[classOf(shade, row.breaks)] }
                        }
                        tabIndex={rowIndex === chosenRow && column === chosenColumn ? 0 : -1}
                        aria-pressed={on}
                        aria-label={w.matrixCell(name, areaName, text)}
                        title={text}
                        onClick={() => onPick({ need: row.need, area: cell.area })}
                      >
                        {value !== null && value !== undefined && <span>{w.number(value)}</span>}
                      </button>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
