/** Taps become one activity that keeps every rule of recording and says nothing that nobody asked. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageBands, needDomains } from '../../../api/observations/contract.ts'
import { GroupActivity } from '../../../api/observations/group-activity.contract.ts'
import {
  activityOf,
  contactsOf,
  type Group,
  linesOf,
  sizeOf,
  withoutOne,
} from '../../../web/observations/tally.ts'

const id = '0b6f0d0e-5c0f-4b53-9d0c-1f6a2f1d7a11'
const sticky = { date: '2026-11-20', channel: 'street', origin: 'outreach' } as const
const contact = fc.record({
  residenceArea: fc.constantFrom('centro', 'sud', 'outside', 'unknown'),
  ageBand: fc.constantFrom(...ageBands),
})
const contacts = fc.array(contact, { maxLength: 60 })
const groups: fc.Arbitrary<Group> = fc.record(
  {
    residenceArea: fc.constantFrom('centro', 'unknown'),
    needDomain: fc.constantFrom(...needDomains),
    activity: fc.record({
      kind: fc.constantFrom('resource' as const, 'project' as const),
      id: fc.constant(id),
      name: fc.string(),
    }),
  },
  { requiredKeys: ['residenceArea'] },
)

test('taps are one activity of the contract, with every participant once and no other answer', () => {
  fc.assert(
    fc.property(groups, contacts, (group, counted) => {
      fc.pre(counted.length > 0)
      const activity = activityOf(id, group, counted, sticky, 'porta-centro')
      expect(GroupActivity.safeParse(activity).error).toBeUndefined()
      expect(sizeOf(activity.participants).all).toBe(counted.length)
      expect(JSON.stringify(activity)).not.toMatch(/outcome|needs|lastVisit|"name"/)
      // To correct it, the taps come back.
      expect(linesOf(contactsOf(activity))).toEqual(linesOf(counted))
    }),
  )
})

test('lines add up to the contacts, and one less takes one away', () => {
  fc.assert(
    fc.property(contacts, counted => {
      const lines = linesOf(counted)
      expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(counted.length)
      for (const line of lines) {
        const left = withoutOne(counted, line)
        expect(left).toHaveLength(counted.length - 1)
        const after = linesOf(left).find(
          each => each.residenceArea === line.residenceArea && each.ageBand === line.ageBand,
        )
        expect(after?.count ?? 0).toBe(line.count - 1)
      }
    }),
  )
})

test('the parts of a group are its ages', () => {
  const participants = ageBands.map((ageBand, index) => ({ residenceArea: 'sud', ageBand, count: index + 1 }))
  expect(sizeOf(participants)).toEqual({ all: 21, minors: 1, adults: 2 + 3 + 4, old: 5, unknown: 6 })
})
