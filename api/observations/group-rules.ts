/** What a group activity must keep beyond its shape. Every fault is named, whatever else is wrong. */
import { type Kysely, sql } from 'kysely'
import type { RecordDatabase } from '../db/connect.ts'
import type { Fault } from '../http/operation.ts'
import type { Caller } from '../http/route.ts'
import { pointer } from '../http/validate.ts'
import { mostParticipants } from './codes.ts'
import { type GroupActivity, groupActivityFaults, type Participants } from './group-activity.contract.ts'
import { checkDay, isArea, territoryOf } from './rules.ts'

type Db = Kysely<RecordDatabase>
type Say = (code: keyof typeof groupActivityFaults, ...path: (string | number)[]) => void

/**
 * @param activity the fields that are well formed; the others have their faults already
 * @param before the resource or project that the kept activity is of: what was true when it was recorded stays legal
 */
export async function faultsOfGroup(
  db: Db,
  { activity, participants = [], ...rest }: Partial<GroupActivity>,
  caller: Caller,
  today: string,
  before: string | null = null,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const say: Say = (code, ...path) =>
    faults.push({ pointer: pointer('body', ...path), code, detail: groupActivityFaults[code] })
  const territory = territoryOf(db, caller.centre ?? '')
  await checkDay(territory, rest, caller, today, say)
  const day = rest.date === undefined || rest.date > today ? today : rest.date
  const areas = new Map<string, boolean>()
  for (const { residenceArea } of participants)
    if (!areas.has(residenceArea)) areas.set(residenceArea, await isArea(territory, residenceArea, day))
  checkParticipants(participants, areas, say)
  if (activity && activity.id.toLowerCase() !== before) {
    const state = await stateOf(db, activity, day, caller)
    if (state !== 'under_way')
      say(state === 'over' ? 'activity_not_under_way' : 'unknown_activity', 'activity')
  }
  return faults
}

function checkParticipants(participants: readonly Participants[], areas: Map<string, boolean>, say: Say) {
  const lines = participants.map(({ residenceArea, ageBand }) => `${residenceArea}/${ageBand}`)
  participants.forEach(({ residenceArea }, index) => {
    if (!areas.get(residenceArea)) say('unknown_area', 'participants', index, 'residenceArea')
    if (lines.indexOf(lines[index]!) < index) say('repeated_participants', 'participants', index)
  })
  if (participants.reduce((sum, { count }) => sum + count, 0) > mostParticipants)
    say('too_many_participants', 'participants')
}

async function stateOf(
  db: Db,
  { kind, id }: NonNullable<GroupActivity['activity']>,
  day: string,
  caller: Caller,
): Promise<'under_way' | 'over' | 'unknown'> {
  if (kind === 'project') {
    const project = await db
      .selectFrom('resource.project')
      .select(
        sql<boolean>`${day}::date between starts_on and coalesce(ends_on, ${day}::date)`.as('under_way'),
      )
      .where('id', '=', id)
      .executeTakeFirst()
    return project ? (project.under_way ? 'under_way' : 'over') : 'unknown'
  }
  const resource = await db
    .selectFrom('resource.resource')
    // As it is today, under whatever name: a place united with another is that one.
    .select(
      sql<string>`(select s.status from resource.resource s where s.id = resource.survivor(resource.id))`.as(
        'status',
      ),
    )
    .where('id', '=', id)
    // Of another centre's confidential place nobody learns that it exists.
    .where(eb => eb.or([eb('visibility', '<>', 'restricted'), eb('keeper_centre_id', '=', caller.centre)]))
    .executeTakeFirst()
  return resource ? (resource.status === 'closed' ? 'over' : 'under_way') : 'unknown'
}
