/** Two resources become one: what is asked, what stays unless somebody chooses, what comes out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryFields, sameField } from '../../api/resources/changes.contract.ts'
import { choices, united, usual } from '../../api/resources/merging/choices.contract.ts'

const point = (lon: number) => ({ type: 'Point', coordinates: [lon, 40.64] })
const one = {
  name: 'Doposcuola San Rocco',
  type: 'after_school',
  geometry: point(15.79),
  visibility: 'public',
  keeper: 'porta-alfa',
  services: ['Compiti', 'merenda'],
  needs: ['education'],
  phone: '0971 000000',
  status: 'active',
}
const other = {
  name: 'Dopo scuola S. Rocco',
  type: 'after_school',
  geometry: point(15.7901),
  visibility: 'public',
  keeper: 'porta-alfa',
  services: ['compiti', 'gite'],
  needs: ['family', 'education'],
  address: 'via di prova 1',
  phone: '0971 111111',
  status: 'active',
}
const hidden = { ...other, visibility: 'restricted', geometry: null, area: 'alfa' }

describe('what is asked', () => {
  test('is every field that differs, but lists, which are those of both', () => {
    expect(choices(one, other)).toEqual(['name', 'geometry', 'address', 'phone'])
    expect(choices(one, { ...one })).toEqual([])
  })

  test('of a public and a confidential place, once for position, area, keeper and who sees it', () => {
    expect(choices(one, hidden)).toEqual(['name', 'visibility', 'address', 'phone'])
  })
})

describe('what stays', () => {
  test('is what is filled in, else what was looked at last', () => {
    const kept = { state: one, verifiedOn: '2026-03-01' }
    expect(usual(kept, { state: other, verifiedOn: '2026-02-01' })).toEqual(['address'])
    expect(usual(kept, { state: other, verifiedOn: null })).toEqual(['address'])
    expect(usual(kept, { state: other, verifiedOn: '2026-04-01' })).toEqual([
      'name',
      'geometry',
      'address',
      'phone',
    ])
    const { address: _none, ...without } = other
    expect(usual({ state: other, verifiedOn: null }, { state: without, verifiedOn: '2026-04-01' })).toEqual(
      [],
    )
  })

  test('is confidential whenever one of the two is', () => {
    expect(usual({ state: one, verifiedOn: '2026-03-01' }, { state: hidden, verifiedOn: null })).toContain(
      'visibility',
    )
    expect(
      usual({ state: hidden, verifiedOn: null }, { state: one, verifiedOn: '2026-03-01' }),
    ).not.toContain('visibility')
  })
})

describe('what comes out', () => {
  test('has the values chosen and the lists of both, each thing once', () => {
    expect(united<Record<string, unknown>>(one, other, ['address', 'name'])).toEqual({
      ...one,
      name: 'Dopo scuola S. Rocco',
      address: 'via di prova 1',
      services: ['Compiti', 'merenda', 'gite'],
      needs: ['education', 'family'],
    })
  })

  test('never has a position and is confidential', () => {
    const place = ({ visibility, geometry, area }: Record<string, unknown>) => ({
      visibility,
      geometry,
      area,
    })
    expect(place(united<Record<string, unknown>>(one, hidden, ['visibility']))).toEqual({
      visibility: 'restricted',
      geometry: null,
      area: 'alfa',
    })
    // The position alone cannot be taken from a place that has none, or be given to one.
    expect(place(united<Record<string, unknown>>(one, hidden, ['geometry', 'area']))).toEqual({
      visibility: 'public',
      geometry: one.geometry,
      area: undefined,
    })
    expect(place(united<Record<string, unknown>>(hidden, one, ['geometry']))).toEqual({
      visibility: 'restricted',
      geometry: null,
      area: 'alfa',
    })
    expect(place(united<Record<string, unknown>>(hidden, one, ['visibility']))).toEqual({
      visibility: 'public',
      geometry: one.geometry,
      area: undefined,
    })
  })

  test('has each field of one of the two, or the list of both', () => {
    const state = fc.record(
      {
        name: fc.constantFrom('a', 'b'),
        visibility: fc.constantFrom('public', 'network'),
        phone: fc.constantFrom('1', '2'),
        services: fc.subarray(['x', 'y', 'z']),
        capacity: fc.constantFrom({ total: 1 }, { total: 2 }),
      },
      { requiredKeys: ['name', 'visibility'] },
    )
    fc.assert(
      fc.property(state, state, fc.subarray([...entryFields]), (a, b, take) => {
        const all = united<Record<string, unknown>>(a, b, take)
        for (const field of ['name', 'visibility', 'phone', 'capacity'] as const)
          expect(
            sameField(field, all[field], a[field]) || sameField(field, all[field], b[field]),
            field,
          ).toBe(true)
        for (const service of [...(a.services ?? []), ...(b.services ?? [])])
          expect(all.services).toContain(service)
      }),
    )
  })
})
