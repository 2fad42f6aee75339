/** Some invented proposals of the demonstration's partner: one in each state, three that wait, a new resource. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/schema.ts'
import { addDays } from '../hours/contract.ts'
import type { EntryField } from '../resources/changes.contract.ts'
import type { ProposalState } from '../resources/proposals/codes.ts'
import { seeded } from './random.ts'

type State = { [F in EntryField]?: unknown }
type Invented = {
  daysAgo: number
  /** The resource; absent for a new one. */
  name?: string
  /** What is proposed; of a field that was accepted, what the census says now. */
  after: State | ((now: State) => State)
  before?: State
  reason?: string
  state?: Exclude<ProposalState, 'open'>
  decidedBy?: 'coordinamento' | 'partner'
  decision?: string
  accepted?: readonly EntryField[]
}

const invented: readonly Invented[] = [
  {
    daysAgo: 12,
    name: 'Doposcuola Macchia Romana (dimostrativo)',
    after: { openingHours: 'Mo,We,Fr 15:00-18:30; PH off', status: 'active', costNote: 'merenda compresa' },
    reason: 'Da ottobre è di nuovo aperto, anche il venerdì',
  },
  {
    daysAgo: 3,
    name: 'Biblioteca della Torre (dimostrativa)',
    after: {
      wheelchair: 'yes',
      accessibilityNote: 'Rampa dal cortile, ascensore fino al primo piano',
      languages: ['it', 'en', 'ar'],
    },
  },
  {
    daysAgo: 1,
    name: 'Oratorio Rossellino (dimostrativo)',
    after: { status: 'closed' },
    reason: 'I locali sono stati lasciati a settembre',
  },
  {
    daysAgo: 2,
    after: {
      name: 'Laboratorio di cucito Bucaletto (dimostrativo)',
      type: 'workshop',
      geometry: { type: 'Point', coordinates: [15.8379, 40.6381] },
      needs: ['work', 'isolation'],
      cost: 'free',
      openingHours: 'Tu,Th 16:00-19:00',
    },
    reason: 'Apre a dicembre',
  },
  {
    daysAgo: 30,
    name: 'Doposcuola Lungofiume (dimostrativo)',
    after: ({ description, openingHours }) => ({ description, openingHours }),
    before: { description: 'Aiuto nei compiti' },
    state: 'accepted',
    decidedBy: 'coordinamento',
    accepted: ['description', 'openingHours'],
  },
  {
    daysAgo: 41,
    name: 'Centro anziani Via Ligure (dimostrativo)',
    after: ({ openingHours }) => ({ openingHours, minAge: 70 }),
    state: 'partly_accepted',
    decidedBy: 'coordinamento',
    decision: 'Sull’età non c’è un limite: lo conferma chi la gestisce',
    accepted: ['openingHours'],
  },
  {
    daysAgo: 55,
    name: 'Farmacia dei Servizi Macchia Romana (dimostrativa)',
    after: { openingHours: '24/7' },
    state: 'refused',
    decidedBy: 'coordinamento',
    decision: 'È aperta di notte solo nei turni',
  },
  {
    daysAgo: 60,
    name: 'Parco delle Querce (dimostrativo)',
    after: { status: 'temporarily_closed' },
    state: 'withdrawn',
    decidedBy: 'partner',
  },
  {
    daysAgo: 70,
    name: 'Ludoteca dei Vicoli (dimostrativa)',
    after: ({ openingHours }) => ({ openingHours }),
    state: 'outdated',
  },
]

/** After the census and the accounts. */
export async function insertProposals(trx: Kysely<DB>, today: string): Promise<void> {
  const accounts = await trx
    .selectFrom('account.user')
    .select(['id', 'username', 'organisation_id'])
    .where('role', 'in', ['partner', 'coordinator'])
    .execute()
  const account = (username: string) => accounts.find(each => each.username === username)!
  const resources = await trx
    .selectFrom('resource.resource as r')
    .innerJoin('resource.resource_version as v', join =>
      join.onRef('v.resource_id', '=', 'r.id').onRef('v.version', '=', 'r.version'),
    )
    .select(['r.id', 'r.name', 'r.version', 'v.content'])
    .where('r.is_demo', '=', true)
    .execute()
  const values = invented.map(({ daysAgo, name, after, before = {}, ...one }, index) => {
    const resource = resources.find(each => each.name === name)
    const now = (resource?.content ?? {}) as State
    const proposed = typeof after === 'function' ? after(now) : after
    const fields = Object.keys(proposed) as EntryField[]
    const read = one.state === 'accepted' || one.state === 'outdated' ? {} : now
    return {
      id: seeded(`proposal ${index}`).uuid(),
      resource_id: resource?.id ?? null,
      base_version: resource?.version ?? null,
      // Where the new one is: in the area of the south.
      centre_id: resource ? null : 'porta-sud',
      before: JSON.stringify(
        resource
          ? Object.fromEntries(fields.map(field => [field, before[field] ?? read[field] ?? null]))
          : {},
      ),
      after: JSON.stringify(proposed),
      reason: one.reason ?? null,
      proposed_by: account('partner').id,
      organisation_id: account('partner').organisation_id,
      proposed_at: sql<string>`${addDays(today, -daysAgo)}::date + time '10:00'`,
      state: one.state ?? 'open',
      accepted: [...(one.accepted ?? [])],
      decision_reason: one.decision ?? null,
      decided_by: one.decidedBy ? account(one.decidedBy).id : null,
      decided_at: one.state ? sql<string>`${addDays(today, 3 - daysAgo)}::date + time '10:00'` : null,
      is_demo: true,
    }
  })
  await trx.insertInto('resource.proposal').values(values).execute()
}
