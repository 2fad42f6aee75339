/** Taps become accesses that keep every rule of recording and say nothing that nobody asked. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AccessRecord, ageBands, needDomains, outcomes } from '../../../api/observations/contract.ts'
import {
  type Contact,
  contactOf,
  type Group,
  linesOf,
  recordOf,
  withoutOne,
} from '../../../web/observations/tally.ts'

const sticky = { date: '2026-11-20', channel: 'street', origin: 'outreach' } as const
const groups: fc.Arbitrary<Group> = fc
  .record({
    residenceArea: fc.constantFrom('centro', 'sud', 'outside', 'unknown'),
    domain: fc.constantFrom(...needDomains),
    outcome: fc.constantFrom(...outcomes),
  })
  .map(group => (group.outcome === 'unmet' ? { ...group, unmetReason: 'too_far' as const } : group))
const contacts = fc.array(
  fc
    .tuple(groups, fc.constantFrom(...ageBands), fc.constantFrom(...needDomains))
    .map(([group, age, domain]) => contactOf(group, age, domain)),
  { maxLength: 40 },
)

test('every contact is one access of the contract, with its own id', () => {
  fc.assert(
    fc.property(contacts, counted => {
      const records = counted.map(contact => recordOf(contact, sticky, 'porta-centro'))
      for (const record of records) expect(AccessRecord.safeParse(record).error).toBeUndefined()
      expect(new Set(records.map(({ id }) => id)).size).toBe(counted.length)
    }),
  )
})

test('a contact of the street never counts as a household', () => {
  const contact = contactOf(
    { residenceArea: 'sud', domain: 'work', outcome: 'information' },
    '18-34',
    'family',
  )
  expect(recordOf(contact, sticky, 'porta-sud')).toEqual({
    id: contact.id,
    centre: 'porta-sud',
    ...sticky,
    residenceArea: 'sud',
    ageBand: '18-34',
    gender: 'other_ns',
    citizenship: 'unknown',
    household: 'unknown',
    incomeSupport: 'unknown',
    knownToService: 'unknown',
    lastVisit: 'unknown',
    needs: [{ domain: 'family', outcome: 'information' }],
  })
})

test('lines add up to the contacts, and one less takes one away', () => {
  fc.assert(
    fc.property(contacts, counted => {
      const lines = linesOf(counted)
      expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(counted.length)
      for (const line of lines) {
        const left: readonly Contact[] = withoutOne(counted, line)
        expect(left).toHaveLength(counted.length - 1)
        expect(linesOf(left).find(({ key }) => key === line.key)?.count ?? 0).toBe(line.count - 1)
      }
    }),
  )
})
