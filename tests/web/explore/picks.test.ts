// @vitest-environment happy-dom
/** The box of the rail: first letters of a need or a service, one slip forgiven, the best first. */
import { describe, expect, test } from 'vitest'
import { needGroups } from '../../../api/disclosure/codes.ts'
import { resourceTypes } from '../../../api/resources/types.codes.ts'
import { needOfType, typesFor } from '../../../web/explore/gap/services.ts'
import { picks, slips } from '../../../web/explore/picks.ts'

const first = (typed: string, language: 'it' | 'en' = 'it') => picks(typed, language, 'Tutti')[0]

test.for([
  ['dop', { need: 'education', service: 'after_school' }],
  ['DOPOSCUOLA', { need: 'education', service: 'after_school' }],
  ['dopsocuola', { need: 'education', service: 'after_school' }],
  ['casa', { need: 'housing', service: null }],
  ['affitto', { need: 'housing', service: null }],
  ['bibliotca', { need: 'education', service: 'library' }],
  ['serd', { need: 'protected', service: 'addiction_service' }],
  ['carcere', { need: 'protected', service: null }],
] as const)('%s', ([typed, expected]) => {
  expect(first(typed)).toMatchObject(expected)
})

test('English words find the same', () => {
  expect(first('after', 'en')).toMatchObject({ need: 'education', service: 'after_school' })
  expect(first('rent', 'en')).toMatchObject({ need: 'housing', service: null })
})

test('nothing typed offers every need, all together first; what fits nothing offers nothing', () => {
  const offered = picks('', 'it', 'Tutti')
  expect(offered.map(({ need }) => need)).toEqual([null, ...needGroups])
  expect(picks('qqqzzz', 'it', 'Tutti')).toEqual([])
})

test.for([
  ['casa', 'casa', 0],
  ['casa', 'csaa', 1],
  ['casa', 'cas', 1],
  ['casa', 'cassa', 1],
  ['casa', 'cosa', 1],
  ['', 'ab', 2],
] as const)('slips between %s and %s: %i', ([a, b, expected]) => {
  expect([slips(a, b), slips(b, a)]).toEqual([expected, expected])
})

describe('each type of service', () => {
  test('belongs to one need', () => {
    const all = needGroups.flatMap(need => typesFor(need))
    expect([...all].sort()).toEqual([...resourceTypes].sort())
    for (const need of needGroups) for (const type of typesFor(need)) expect(needOfType(type)).toBe(need)
  })
})
