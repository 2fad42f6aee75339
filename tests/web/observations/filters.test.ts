/** Which filter hides what, and what is said when nothing is left. */
import { expect, test } from 'vitest'
import type { Against } from '../../../api/resources/answering.contract.ts'
import type { Answering } from '../../../api/resources/contract.ts'
import { emptiness, filterNames, left, takenOut } from '../../../web/observations/filters.ts'

const with_ = (...against: Against[]) => ({ properties: { against } }) as unknown as Answering

test('each filter takes out what it says, and counts it', () => {
  const list = [with_(), with_('closed'), with_('age'), with_('target_group', 'far')]
  expect(left(list, filterNames)).toEqual([list[0]])
  expect(left(list, ['open'])).toEqual([list[0], list[2], list[3]])
  expect(filterNames.map(name => takenOut(list, name))).toEqual([1, 2, 1])
})

test.for([
  [[], { by: undefined, without: 0, reason: 'none_exists' }],
  [[with_('closed')], { by: 'open', without: 1, reason: 'hours' }],
  [[with_('far'), with_('far'), with_('closed')], { by: 'near', without: 2, reason: 'too_far' }],
  [[with_('age'), with_('age', 'closed')], { by: 'fit', without: 1, reason: 'not_eligible' }],
  [[with_('far', 'closed')], { by: undefined, without: 1, reason: 'not_eligible' }],
] as const)('of an empty list it says why: %#', ([list, expected]) => {
  expect(emptiness(list, filterNames)).toEqual(expected)
})
