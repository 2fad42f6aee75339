/** The matrix of the map of needs: households, coloured like the map. */
import type { ComponentProps } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import { ramp } from '../map/symbols.ts'
import { type AreaValue, classOf, coloured } from '../view/select.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/territory.ts'
import { ends, missingWord } from './headline.ts'
import { Matrix, type MatrixCell } from './Matrix.tsx'

export type MatrixRow = { need: NeedGroup | null; cells: AreaValue[]; breaks: readonly number[] }

export function NeedMatrix({
  rows,
  threshold,
  ...rest
}: Omit<ComponentProps<typeof Matrix>, 'rows'> & { rows: readonly MatrixRow[]; threshold: number }) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const told = (row: MatrixRow): MatrixCell[] => {
    const shades = coloured(row.cells).values
    return row.cells.map(({ area, figure, missing }, column) => {
      const shade = shades[column]
      const value = figure?.value
      const reach = figure && ends(w, figure, threshold)
      return {
        area,
        text: missing
          ? missingWord(d, missing, threshold)
          : `${w.number(value!)} ${w.households}, ${w.between(reach!.low, reach!.high)}`,
        ...(missing ? { className: `matrix-${missing}` } : {}),
        colour: shade === null || shade === undefined ? undefined : ramp[classOf(shade, row.breaks)],
        content: value !== null && value !== undefined && <span>{w.number(value)}</span>,
      }
    })
  }
  return <Matrix rows={rows.map(row => ({ need: row.need, cells: told(row) }))} {...rest} />
}
