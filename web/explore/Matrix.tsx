/** Needs × areas as a table: the map's twin for the keyboard and for reading aloud, whatever its cells say. */
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Area } from '../../api/territory/contract.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import './matrix.css'

export type MatrixCell = {
  area: string
  /** All that the cell says, in words. */
  text: string
  className?: string
  colour?: string | undefined
  content?: ReactNode
}

/** With more columns than these, or a longer word, names are read from below. */
const lying = { names: 4, letters: 9 }
const shortened = (name: string) => name.replace(/^(\p{L})\p{L}+ (?=\p{L})/u, '$1.')
const upright = (names: readonly string[]) =>
  names.length > lying.names || names.some(name => name.split(' ').some(word => word.length > lying.letters))

export function Matrix(props: {
  rows: readonly { need: NeedGroup | null; cells: readonly MatrixCell[] }[]
  areas: readonly Area[]
  need: NeedGroup | null
  area: string | null
  onPick: (pick: { need: NeedGroup | null; area?: string }) => void
}) {
  const { rows, areas, need, area, onPick } = props
  const w = useWords(words)
  const v = useWords(vocabulary)
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
      <table
        className={
          upright(areas.map(({ properties }) => shortened(properties.name))) ? 'matrix matrix-many' : 'matrix'
        }
        ref={table}
        aria-label={w.matrix}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td />
            {areas.map(({ properties }) => (
              <th key={properties.id} scope="col" title={properties.name}>
                {shortened(properties.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => {
            const name = row.need ? v.needGroup[row.need] : w.total
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
                {row.cells.map((cell, column) => (
                  <td key={cell.area}>
                    <button
                      type="button"
                      data-at={`${rowIndex}-${column}`}
                      className={`matrix-cell ${cell.className ?? ''}`}
                      style={cell.colour ? { backgroundColor: cell.colour } : undefined}
                      tabIndex={rowIndex === chosenRow && column === chosenColumn ? 0 : -1}
                      aria-pressed={row.need === need && cell.area === area}
                      aria-label={w.matrixCell(name, areas[column]!.properties.name, cell.text)}
                      title={cell.text}
                      onClick={() => onPick({ need: row.need, area: cell.area })}
                    >
                      {cell.content}
                    </button>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
