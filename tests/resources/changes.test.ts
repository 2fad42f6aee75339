/** Edits made at once become one, whatever they touch, and the field list is that of an entry. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields, entryFields, merge } from '../../api/resources/changes.contract.ts'
import { ResourceEntry } from '../../api/resources/contract.ts'

test('every field of an entry can be told and merged', () => {
  expect([...entryFields].sort()).toEqual(Object.keys(ResourceEntry.shape).sort())
})

const value = fc.constantFrom(null, 'a', 'b', 'c')
const state = fc.record({ name: value, phone: value, address: value, cost: value })
const applied = (base: object, edit: object) => ({ ...base, ...edit })

test('disjoint edits give the same state in either order; a field both changed apart is a conflict', () => {
  fc.assert(
    fc.property(state, state, state, (base, mine, theirs) => {
      const edit = Object.fromEntries(
        changedFields(base, mine).map(field => [field, mine[field as keyof typeof mine]]),
      )
      const { merged, changed, conflicts } = merge(base, theirs, edit)
      const both = changedFields(base, mine).filter(
        field => changedFields(base, theirs).includes(field) && changedFields(mine, theirs).includes(field),
      )
      expect(conflicts.map(({ field }) => field)).toEqual(both)
      for (const field of entryFields) {
        const wanted = changed.includes(field) ? mine : theirs
        expect(merged[field as never] ?? null).toBe(wanted[field as keyof typeof wanted] ?? null)
      }
      if (conflicts.length === 0) {
        const other = Object.fromEntries(
          changedFields(base, theirs).map(field => [field, theirs[field as keyof typeof theirs]]),
        )
        const reversed = merge(base, applied(base, edit), other)
        expect(changedFields(merged, reversed.merged)).toEqual([])
        expect(reversed.conflicts).toEqual([])
      }
    }),
  )
})

test('order of sets and of members says nothing; absence and null are alike', () => {
  const before = { needs: ['family', 'education'], capacity: { total: 1, unit: 'posti' } }
  const after = { needs: ['education', 'family'], capacity: { unit: 'posti', total: 1 }, phone: null }
  expect(changedFields(before, after)).toEqual([])
  expect(changedFields({ services: ['a', 'b'] }, { services: ['b', 'a'] })).toEqual(['services'])
})
