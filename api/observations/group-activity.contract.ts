/**
 * An activity with a group, in the street or indoors: one act with its participants by area and age. Nobody in it is
 * asked anything else, so a participant is a contact without a need and without an outcome, and never a household.
 */
import { z } from 'zod'
import { type Bilingual, operation } from '../http/operation.ts'
import { Day, Slug } from '../territory/contract.ts'
import { ageBands, channels, mostParticipants, needDomains, origins } from './codes.ts'
import { accessFaults } from './contract.ts'

export const groupActivityFaults = {
  unknown_centre: accessFaults.unknown_centre,
  unknown_area: accessFaults.unknown_area,
  date_in_future: accessFaults.date_in_future,
  date_too_early: accessFaults.date_too_early,
  before_centre_opened: accessFaults.before_centre_opened,
  after_centre_closed: accessFaults.after_centre_closed,
  unknown_activity: {
    it: 'L’attività non è tra le risorse e i progetti del censimento',
    en: 'The activity is not among the resources and projects of the census',
  },
  activity_not_under_way: {
    it: 'L’attività non era in corso in quella data: scegline un’altra o lascia vuoto',
    en: 'The activity was not under way on that date: choose another one or leave it empty',
  },
  repeated_participants: {
    it: 'La stessa area con la stessa età è indicata due volte',
    en: 'The same area with the same age is given twice',
  },
  too_many_participants: {
    it: `I partecipanti sono più di ${mostParticipants}: registra due attività`,
    en: `There are more than ${mostParticipants} participants: record two activities`,
  },
  other_activity_id: {
    it: 'L’identificativo non è quello dell’attività che si corregge',
    en: 'The id is not that of the activity being corrected',
  },
} as const satisfies Record<string, Bilingual>

export const Participants = z
  .strictObject({
    residenceArea: Slug.meta({ description: 'An area in force, or `outside`, or `unknown`' }),
    ageBand: z.enum(ageBands),
    count: z.int().min(1).max(mostParticipants),
  })
  .meta({ id: 'Participants' })
export type Participants = z.output<typeof Participants>

export const GroupActivity = z
  .strictObject({
    id: z
      .uuidv4()
      .meta({ description: 'Random, made by the client: sending the same activity twice is harmless' }),
    centre: Slug,
    date: Day,
    channel: z.enum(channels),
    origin: z.enum(origins),
    activity: z
      .strictObject({ kind: z.enum(['resource', 'project']), id: z.uuid() })
      .optional()
      .meta({ description: 'The resource or the project of the census that it is of' }),
    needDomain: z
      .enum(needDomains)
      .optional()
      .meta({ description: 'What it is about; it is not counted as a need of anybody' }),
    participants: z.array(Participants).min(1).max(600),
  })
  .meta({ id: 'GroupActivity' })
export type GroupActivity = z.output<typeof GroupActivity>

export const StoredGroupActivity = GroupActivity.extend({
  statisticalPeriod: z.string().meta({ description: 'The month its contacts count in, YYYY-MM' }),
  open: z.boolean().meta({ description: 'Whether that month is still open' }),
}).meta({ id: 'StoredGroupActivity' })
export type StoredGroupActivity = z.output<typeof StoredGroupActivity>

const params = z.strictObject({ groupActivity: z.uuid() })

export const recordGroupActivity = operation({
  id: 'recordGroupActivity',
  method: 'post',
  path: '/group-activities',
  summary: 'Record one activity with a group at the operator’s own centre',
  description:
    'Each participant counts as one contact among the accesses, as told by nobody about themselves: with no need, no outcome and no household. Answers 201 the first time and 200 when the same activity is sent again.',
  allow: ['operator'],
  body: GroupActivity,
  faults: groupActivityFaults,
  response: StoredGroupActivity,
  status: 201,
  problems: ['id-reused'],
})

export const listGroupActivities = operation({
  id: 'listGroupActivities',
  method: 'get',
  path: '/group-activities',
  summary: 'Group activities of the operator’s own centre in the open quarter, newest first',
  allow: ['operator'],
  query: z.strictObject({
    from: Day.optional(),
    to: Day.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ groupActivities: z.array(StoredGroupActivity) }),
})

export const updateGroupActivity = operation({
  id: 'updateGroupActivity',
  method: 'put',
  path: '/group-activities/{groupActivity}',
  summary: 'Correct a group activity of the own centre while its month is open',
  description: 'The whole activity replaces the one kept; what it said before is kept nowhere.',
  allow: ['operator'],
  params,
  body: GroupActivity,
  faults: groupActivityFaults,
  response: StoredGroupActivity,
  problems: ['period-closed'],
})

export const annulGroupActivity = operation({
  id: 'annulGroupActivity',
  method: 'delete',
  path: '/group-activities/{groupActivity}',
  summary: 'Take back a group activity with all of its contacts while its month is open',
  allow: ['operator'],
  params,
  response: z.undefined(),
  status: 204,
  problems: ['period-closed'],
})
