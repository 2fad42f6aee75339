/** Whom a resource is for, as far as the answers of an access can tell. */
import { describe, expect, test } from 'vitest'
import { against, nearestFirst, nearMetres, type Person } from '../../api/resources/answering.contract.ts'

const here = { distance: 0, fromCentre: 0, open: true }
const child = { minAge: 6, maxAge: 14, targetGroups: ['family_minors' as const] }
const senior = { minAge: 65, targetGroups: ['elderly' as const] }
const adult = { minAge: 18, targetGroups: ['adults_poverty_homeless' as const] }
const person = (change: Person = {}): Person => ({
  ageBand: '35-49',
  citizenship: 'it',
  household: 'single',
  ...change,
})

describe('against a resource', () => {
  test.for([
    // Who lives alone asks for themselves.
    ['a child’s place, somebody alone', child, person(), ['age', 'target_group']],
    ['a child’s place, a child', child, person({ ageBand: '0-17' }), []],
    // A parent asks for a child, whatever the parent’s age; a couple may be expecting one.
    ['a child’s place, a parent alone', child, person({ household: 'single_parent' }), []],
    ['a child’s place, a couple', child, person({ household: 'couple' }), ['age']],
    // A large household may be asking for a grandparent.
    ['a senior’s place, an adult alone', senior, person(), ['age', 'target_group']],
    ['a senior’s place, parents', senior, person({ household: 'couple_children' }), ['age', 'target_group']],
    ['a senior’s place, three generations', senior, person({ household: 'extended' }), []],
    ['a senior’s place, somebody of 65', senior, person({ ageBand: '65+' }), []],
    ['an adult’s place, a child alone', adult, person({ ageBand: '0-17' }), ['age', 'target_group']],
    ['a place for migrants, an Italian', { targetGroups: ['migrants' as const] }, person(), ['target_group']],
    ['the same, a European', { targetGroups: ['migrants' as const] }, person({ citizenship: 'eu' }), []],
    ['for several groups', { targetGroups: ['migrants' as const, 'disability' as const] }, person(), []],
    ['for everybody', { targetGroups: ['multi' as const] }, person(), []],
    ['no group and no age', { targetGroups: [] }, person(), []],
    ['an age that ends with the band', { maxAge: 35, targetGroups: [] }, person(), []],
    ['an age that ends before', { maxAge: 34, targetGroups: [] }, person(), ['age']],
    ['an age that begins after', { minAge: 50, targetGroups: [] }, person(), ['age']],
  ] as const)('%s', ([, resource, who, expected]) => {
    expect(against({ ...resource, targetGroups: [...resource.targetGroups] }, who, here)).toEqual(expected)
  })

  test('nothing is said of what nobody has answered', () => {
    for (const who of [{}, { ageBand: 'unknown', citizenship: 'unknown', household: 'unknown' }] as Person[])
      for (const resource of [child, senior, adult, { targetGroups: ['migrants' as const] }])
        expect(against(resource, who, { distance: null, fromCentre: null, open: null })).toEqual([])
  })

  test('far begins after two kilometres, closed only where the hours say so', () => {
    const found = (change: object) => against({ targetGroups: [] }, person(), { ...here, ...change })
    expect(nearMetres).toBe(2000)
    expect(found({ distance: 2000 })).toEqual([])
    expect(found({ distance: 2001, open: false })).toEqual(['far', 'closed'])
    expect(found({ distance: null, fromCentre: 9000, open: null })).toEqual([])
  })
})

test('what has no position comes after what has one, and equals are in the order of their names', () => {
  const of = (name: string, distance: number | null, fromCentre: number | null) => ({
    properties: { name, distance, fromCentre, open: null },
  })
  const list = [
    of('Zeta', null, null),
    of('èta', null, null),
    of('Far', 10, 0),
    of('Near', 0, 9),
    of('Own', 0, 1),
  ]
  expect(list.sort(nearestFirst).map(({ properties }) => properties.name)).toEqual([
    'Own',
    'Near',
    'Far',
    'èta',
    'Zeta',
  ])
})
