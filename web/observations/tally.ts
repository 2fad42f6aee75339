/** A group counted by taps: each tap is a contact, with the answers of the group and an age; n contacts become n accesses. */

import type { AccessRecord } from '../../api/observations/contract.ts'
import { newId } from '../api/newId.ts'
import type { Sticky } from './draft.ts'

type Need = AccessRecord['needs'][number]
/** What is the same for the contacts that follow, until it is changed. */
export type Group = Pick<AccessRecord, 'residenceArea'> &
  Pick<Need, 'outcome' | 'unmetReason'> & { domain: Need['domain'] | undefined }
export type Contact = Group &
  Pick<AccessRecord, 'ageBand'> & {
    /** The id of its access, made at the tap: recording twice what a crash has interrupted is harmless. */
    id: string
    domain: Need['domain']
  }
/** A tally is one round of taps; more would be a file to import. */
export const mostContacts = 300

export const contactOf = (
  group: Group,
  ageBand: Contact['ageBand'],
  domain: Contact['domain'],
  id: string = newId(),
): Contact => ({ ...group, ageBand, domain, id })

/**
 * In the street nobody is asked the other questions: they are «non so». A contact whose last visit is not known is
 * an access and never a household.
 */
export const recordOf = (
  { id, residenceArea, ageBand, domain, outcome, unmetReason }: Contact,
  sticky: Sticky,
  centre: string,
): AccessRecord => ({
  id,
  centre,
  ...sticky,
  residenceArea,
  ageBand,
  gender: 'other_ns',
  citizenship: 'unknown',
  household: 'unknown',
  incomeSupport: 'unknown',
  knownToService: 'unknown',
  lastVisit: 'unknown',
  needs: [{ domain, outcome, ...(outcome === 'unmet' && unmetReason ? { unmetReason } : {}) }],
})

export type Line = { key: string; count: number; like: Contact }
/** Contacts with the same answers together, in the order in which the first of each came. */
export function linesOf(contacts: readonly Contact[]): Line[] {
  const lines = new Map<string, Line>()
  for (const contact of contacts) {
    const { id: _id, ...answers } = contact
    const key = JSON.stringify(Object.entries(answers).sort())
    const line = lines.get(key)
    if (line) line.count += 1
    else lines.set(key, { key, count: 1, like: contact })
  }
  return [...lines.values()]
}

/** Without the last contact of a line. */
export function withoutOne(contacts: readonly Contact[], { key }: Line): readonly Contact[] {
  const last = contacts.findLastIndex(contact => linesOf([contact])[0]!.key === key)
  return contacts.filter((_contact, index) => index !== last)
}
