/** A grid of exact counts as rows and columns, summed over the dimensions that are neither. */
import type { DimensionName, InternalFigures } from '../../api/disclosure/contract.ts'

export type GridRows = { columns: readonly string[]; rows: { id: string; cells: number[] }[] }

/** The finest grid of the table that crosses both dimensions; undefined when there is none. */
export function gridRows(
  { grids, dimensions }: Pick<InternalFigures, 'grids' | 'dimensions'>,
  table: InternalFigures['grids'][number]['table'],
  row: DimensionName,
  column: DimensionName,
): GridRows | undefined {
  const grid = grids
    .filter(({ table: of, by }) => of === table && by.includes(row) && by.includes(column))
    .sort((a, b) => a.by.length - b.by.length)[0]
  if (!grid) return undefined
  const values = (name: DimensionName) => dimensions[name] ?? []
  const rows = values(row).map(id => ({ id, cells: values(column).map(() => 0) }))
  grid.cells.forEach((count, index) => {
    const at: Partial<Record<DimensionName, number>> = {}
    let rest = index
    for (const name of grid.by.toReversed()) {
      at[name] = rest % values(name).length // the last dimension runs fastest
      rest = Math.floor(rest / values(name).length)
    }
    rows[at[row]!]!.cells[at[column]!]! += count
  })
  return { columns: values(column), rows }
}
