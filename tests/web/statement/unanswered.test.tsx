// @vitest-environment happy-dom
/** A table asked for before its figures: it says why it is empty, and takes nothing else down. */
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { arranged } from '../../../web/statement/arrange.ts'
import { StatementTable } from '../../../web/statement/Table.tsx'
import type { Statement } from '../../../web/view/statement.ts'
import { emptyView } from '../../../web/view/view.ts'
import { words } from '../../../web/words/statement.ts'
import '../page.ts'
import { needs } from './given.ts'

const unanswered: Statement = {
  title: 'Dove manca?',
  note: 'I dati stanno arrivando.',
  columns: [],
  rows: [],
  definitions: [],
  sources: [],
}
const asked = { ...emptyView, table: true, sort: { column: 'households', descending: true } }

test('without columns the note stands in the place of the table, which comes with the answer', () => {
  const { rerender } = render(<StatementTable statement={unanswered} view={asked} act={() => {}} />)
  screen.getByText(unanswered.note)
  expect(screen.queryByRole('grid')).toBeNull()
  rerender(<StatementTable statement={needs} view={emptyView} act={() => {}} />)
  expect(screen.getAllByRole('columnheader').length).toBeGreaterThan(1)
  expect(screen.queryByText(unanswered.note)).toBeNull()
})

test('what has no columns is arranged as it is', () => {
  expect(arranged(unanswered, asked, words.it)).toEqual(unanswered)
})
