// @vitest-environment happy-dom
/** The matrix is walked by arrows and picks area and need together. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { type MatrixRow, NeedMatrix } from '../../../web/explore/NeedMatrix.tsx'

afterEach(cleanup)
const areas = ['Nord Est', 'Sud'].map(name => ({ properties: { id: name, name } })) as never
const row = (need: MatrixRow['need'], values: (number | null)[]): MatrixRow => ({
  need,
  breaks: [10, 20, 30, 40, 50],
  cells: values.map((value, index) => ({
    area: ['Nord Est', 'Sud'][index]!,
    figure: { value, halfWidth: 5 },
    rate: null,
    missing: value === null ? 'few' : null,
  })),
})

test('arrows move, a click picks, a hidden number is a word', () => {
  const onPick = vi.fn()
  render(
    <NeedMatrix
      rows={[row(null, [60, 55]), row('housing', [28, null])]}
      areas={areas}
      need={null}
      area={null}
      threshold={8}
      onPick={onPick}
    />,
  )
  const first = screen.getByRole('button', { name: 'Tutti, Nord Est: 60 nuclei, da 55 a 65' })
  expect(first.tabIndex).toBe(0)
  first.focus()
  fireEvent.keyDown(first, { key: 'ArrowRight' })
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' })
  const last = screen.getByRole('button', { name: 'Casa, Sud: pochi o nessuno (0–7)' })
  expect(document.activeElement).toBe(last)
  fireEvent.keyDown(last, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(last)
  fireEvent.click(last)
  expect(onPick).toHaveBeenCalledWith({ need: 'housing', area: 'Sud' })
})
