/** A group counted by taps: each tap is a participant, by the area that is chosen and an age; together they are one activity. */
import type { GroupActivity, Participants } from '../../api/observations/group-activity.contract.ts'
import type { Sticky } from './draft.ts'

export type Contact = Omit<Participants, 'count'>
/** What is the same for the whole activity, and the area of the taps that follow. */
export type Group = {
  residenceArea: Contact['residenceArea']
  needDomain?: GroupActivity['needDomain']
  /** The name is for who looks at the screen: only kind and id are sent. */
  activity?: NonNullable<GroupActivity['activity']> & { name: string }
}

export const activityOf = (
  id: string,
  { activity, needDomain }: Group,
  contacts: readonly Contact[],
  sticky: Sticky,
  centre: string,
): GroupActivity => ({
  id,
  centre,
  ...sticky,
  ...(activity ? { activity: { kind: activity.kind, id: activity.id } } : {}),
  ...(needDomain ? { needDomain } : {}),
  participants: linesOf(contacts).map(({ count, residenceArea, ageBand }) => ({
    residenceArea,
    ageBand,
    count,
  })),
})

/** The taps that would make an activity again, to correct it. */
export const contactsOf = ({ participants }: GroupActivity): Contact[] =>
  participants.flatMap(({ count, ...contact }) => Array.from({ length: count }, () => contact))

const same = (one: Contact, other: Contact) =>
  one.residenceArea === other.residenceArea && one.ageBand === other.ageBand

/** Contacts with the same answers together, in the order in which the first of each came. */
export function linesOf(contacts: readonly Contact[]): Participants[] {
  const lines: Participants[] = []
  for (const { residenceArea, ageBand } of contacts) {
    const line = lines.find(each => same(each, { residenceArea, ageBand }))
    if (line) line.count += 1
    else lines.push({ residenceArea, ageBand, count: 1 })
  }
  return lines
}

/** Without the last contact of a line. */
export function withoutOne(contacts: readonly Contact[], line: Contact): readonly Contact[] {
  const last = contacts.findLastIndex(contact => same(contact, line))
  return contacts.filter((_contact, index) => index !== last)
}

/** How many took part, and how many of each part of life. */
export function sizeOf(participants: readonly Participants[]) {
  const of = (...ages: Contact['ageBand'][]) =>
    participants.reduce((sum, { ageBand, count }) => sum + (ages.includes(ageBand) ? count : 0), 0)
  return {
    all: participants.reduce((sum, { count }) => sum + count, 0),
    minors: of('0-17'),
    adults: of('18-34', '35-49', '50-64'),
    old: of('65+'),
    unknown: of('unknown'),
  }
}
