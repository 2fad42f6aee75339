// @vitest-environment happy-dom
/** The internal view is read on purpose, says it was logged, and gives nothing away. */
import '../page.ts'
import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { gridRows } from '../../../web/disclosure/grid-rows.ts'
import Internal from '../../../web/disclosure/Internal.tsx'
import { answer } from '../page.ts'

const dimensions = {
  area: ['centro', 'outside_or_unknown'],
  month: ['2026-10', '2026-11'],
  need: ['economic', 'housing', 'protected'],
}
const figures = {
  notice: 'internal',
  period: '2026-Q4',
  open: true,
  readAt: '2026-11-22T15:00:00Z',
  dimensions,
  grids: [
    {
      table: 'T0' as const,
      unit: 'accesses' as const,
      by: ['area' as const, 'month' as const],
      cells: [1, 2, 3, 4],
    },
    {
      table: 'T2' as const,
      unit: 'households' as const,
      by: ['area' as const, 'month' as const, 'need' as const],
      cells: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    },
  ],
}

test('nothing is read until asked, and the reading is said to be logged', async () => {
  const asked = answer(({ path }) => ({
    status: 200,
    body: path === '/releases' ? { releases: [] } : figures,
  }))
  const { container } = render(<Internal />)
  await act(async () => {})
  expect(asked.map(({ path }) => path)).not.toContain('/internal-figures')
  expect(screen.getByText('Dati interni, non condividere')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Leggi i conteggi esatti' }))
  expect(await screen.findByText(/Lettura annotata nel registro alle 16:00:00/)).toBeTruthy()
  expect(asked.at(-1)!.query.get('period')).toMatch(/^\d{4}-Q[1-4]$/)
  const needs = screen.getByRole('region', { name: 'Nuclei per bisogno principale' })
  const housing = within(needs).getByRole('row', { name: /^Casa/ })
  expect([...housing.querySelectorAll('td')].map(cell => cell.textContent)).toEqual(['7', '19', '26'])
  expect(container.querySelector('a, [download]')).toBeNull()
  const copy = createEvent.copy(needs)
  fireEvent(needs, copy)
  expect(copy.defaultPrevented).toBe(true)
})

test('another period hides the counts of the one before', async () => {
  answer(({ path }) => ({ status: 200, body: path === '/releases' ? { releases: [] } : figures }))
  render(<Internal />)
  fireEvent.click(screen.getByRole('button', { name: 'Leggi i conteggi esatti' }))
  await screen.findByText(/Lettura annotata/)
  const period = screen.getByLabelText('Periodo')
  fireEvent.change(period, {
    target: { value: within(period).getAllByRole('option')[1]!.getAttribute('value') },
  })
  expect(screen.queryByRole('table')).toBeNull()
})

test('a grid is summed over the dimension that is not shown, whatever its order', () => {
  expect(gridRows(figures, 'T0', 'area', 'month')).toEqual({
    columns: dimensions.month,
    rows: [
      { id: 'centro', cells: [1, 2] },
      { id: 'outside_or_unknown', cells: [3, 4] },
    ],
  })
  expect(gridRows(figures, 'T2', 'need', 'area')!.rows.map(({ cells }) => cells)).toEqual([
    [1 + 4, 7 + 10],
    [2 + 5, 8 + 11],
    [3 + 6, 9 + 12],
  ])
  expect(gridRows(figures, 'T0', 'area', 'need')).toBeUndefined()
})
