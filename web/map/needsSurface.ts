/** Served values of cells → what the map draws of them: bands of density, and a hatch over every cell that needs one. */
import type { Cell } from '../../api/territory/contract.ts'
import type { CellNeeds, CellState } from '../view/cells.ts'
import { classBreaks } from '../view/select.ts'
import { bands, type Grid, gridOver, perSquareKilometre, smoothed } from './field.ts'

export type NeedsSurface = {
  cells: readonly { id: string; geometry: Cell['geometry']; state: CellState }[]
  /** The classes of the ramp above the first, which is the ground of all the cells. */
  bands: readonly {
    type: 'MultiPolygon'
    coordinates: readonly (readonly (readonly (readonly number[])[])[])[]
  }[]
  /** Upper ends of the five classes, households per square kilometre. */
  breaks: readonly number[]
  metres: number
}

const grids = new WeakMap<readonly Cell[], Grid | null>()

function gridOf(cells: readonly Cell[]): Grid | null {
  if (!grids.has(cells)) grids.set(cells, gridOver(cells))
  return grids.get(cells) ?? null
}

/** @param metres distance within which a household is felt: the kernel’s standard deviation is half of it */
export function needsSurface(cells: readonly Cell[], needs: CellNeeds, metres: number): NeedsSurface | null {
  const grid = gridOf(cells)
  if (!grid) return null
  const amounts = smoothed(
    grid,
    needs.values.map(({ figure }) => figure.value),
    metres / 2,
  )
  const density = perSquareKilometre(grid, amounts)
  const breaks = classBreaks([...density])
  return {
    cells: cells.map(({ id, geometry }, index) => ({ id, geometry, state: needs.values[index]!.state })),
    bands: bands(grid, density, breaks.slice(0, -1)),
    breaks,
    metres,
  }
}

/** The middle of each cell in metres from the south-western corner of all, or null where there are none. */
export function cellPoints(cells: readonly Cell[]): readonly (readonly [number, number])[] | null {
  const grid = gridOf(cells)
  if (!grid) return null
  return grid.squares.map(squares => {
    const mean = (of: (square: number) => number) =>
      (squares.reduce((sum, square) => sum + of(square), 0) / squares.length) * grid.step
    return [mean(square => square % grid.columns), mean(square => Math.floor(square / grid.columns))] as const
  })
}
