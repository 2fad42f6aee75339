// @vitest-environment happy-dom
/** Types by a centre's own use, and by what is typed; addresses by the words they hold. */
import { expect, test } from 'vitest'
import type { Resource } from '../../../api/resources/contract.ts'
import { resourceGroups, resourceTypes } from '../../../api/resources/types.codes.ts'
import { matchingAddresses } from '../../../web/resources/addresses.ts'
import { foundTypes, orderedTypes, usesOf } from '../../../web/resources/types.ts'
import { words } from '../../../web/words/resources.ts'

const kept = (type: string, keeper: string) => ({ properties: { type, keeper } }) as unknown as Resource
const census = [
  kept('gym', 'a'),
  kept('park', 'a'),
  kept('park', 'a'),
  kept('pharmacy', 'b'),
  kept('pharmacy', 'b'),
  kept('pharmacy', 'b'),
]

test('the most used come first, the others as the census orders them, all are there once', () => {
  const groups = orderedTypes(usesOf(census, 'a'))
  expect(groups.map(({ group }) => group).slice(0, 3)).toEqual([
    'culture_sport_community',
    'access_guidance',
    'poverty_basic',
  ])
  expect(groups[0]!.types.slice(0, 3)).toEqual(['park', 'gym', 'library'])
  expect(groups.flatMap(({ types }) => types).sort()).toEqual([...resourceTypes].sort())
  expect(orderedTypes(new Map()).map(({ types }) => types)).toEqual(Object.values(resourceGroups))
})

test('who has no centre sees the use of all', () => {
  expect(
    orderedTypes(usesOf(census, null))
      .slice(0, 1)
      .map(({ types }) => types[0]),
  ).toEqual(['pharmacy'])
  expect(usesOf(census, null).get('pharmacy')).toBe(3)
  expect(usesOf(census, 'c').size).toBe(0)
})

test.for([
  ['dop', 'after_school'],
  ['LUDOBUS', 'toy_library'],
  ['caf', 'caf_patronato'],
  ['città', undefined],
  ['solidale', 'solidarity_market'],
  ['  bib ', 'library'],
] as const)('«%s» finds %s', ([typed, type]) => {
  expect(foundTypes(typed, orderedTypes(new Map()), words.it.types)[0]).toBe(type)
})

test('one letter or ten are at most one digit each', () => {
  expect(Object.keys(resourceGroups)).toHaveLength(10)
  for (const types of Object.values(resourceGroups)) expect(types.length).toBeLessThanOrEqual(10)
})

const known = [
  { address: 'Via Cavour 3', at: [15.8, 40.64] as const, name: 'CAF' },
  { address: 'via Cavour, 3', at: [15.8, 40.64] as const, name: 'Sportello' },
  { address: 'Piazza della Libertà', at: [15.81, 40.64] as const, name: 'Biblioteca' },
]
test.for([
  ['cav', ['CAF']],
  ['via cavour 3', ['CAF']],
  ['cavour via', ['CAF']],
  ['liberta', ['Biblioteca']],
  ['pi', []],
  ['via dante', []],
] as const)('the address «%s» finds %j', ([typed, names]) => {
  expect(matchingAddresses(typed, known).map(({ name }) => name)).toEqual(names)
})
