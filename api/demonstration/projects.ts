/**
 * The demonstration's projects and the bodies that host trainees: invented, with periods that move with the day of
 * loading, so that something always ends within 3, 6 and 12 months. After the accesses, which do not depend on them.
 */
import type { Kysely, Transaction } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { DB } from '../db/schema.ts'
import { addDays } from '../hours/contract.ts'
import { columnsOf, linesOf } from '../resources/columns.ts'
import { ResourceEntry } from '../resources/contract.ts'
import { ProjectEntry } from '../resources/projects/contract.ts'
import { addSides, rowOf } from '../resources/projects/write.ts'
import { addLines, organisationOf } from '../resources/write.ts'
import { seeded } from './random.ts'

const source = 'Dato inventato per la dimostrazione'
const cooperative = {
  name: 'Cooperativa sociale Terra e Mestieri (ente dimostrativo)',
  kind: 'impresa_cooperativa_sociale',
} as const
const municipality = { name: 'Comune di Potenza', kind: 'comune' } as const
type Owner = NonNullable<ResourceEntry['owner']>
const body = (name: string, kind: Owner['kind']): Owner => ({ name: `${name} (ente dimostrativo)`, kind })

/** Days from the day of loading; the names of resources as the census has them. */
type Invented = Omit<Partial<ProjectEntry>, 'from' | 'until'> & {
  name: string
  starts: number
  ends?: number
  resources: string[]
}

const invented: Invented[] = [
  {
    name: 'Compiti insieme (dimostrativo)',
    action: 'B',
    starts: -320,
    ends: 39,
    lead: body('Associazione La Bussola', 'aps'),
    partners: [municipality, body('Istituto comprensivo di prova', 'scuola_universita')],
    areas: ['nord-est', 'sud'],
    places: { total: 60, unit: 'posti' },
    funding: ['Fondo povertà educativa, annualità di prova', 'ore di volontariato'],
    description: 'Sostegno ai compiti e laboratori, tre pomeriggi alla settimana.',
    resources: ['Aula studio aperta (dimostrativa)', 'Doposcuola Lungofiume (dimostrativo)'],
  },
  {
    name: 'Anziani in compagnia (dimostrativo)',
    action: 'A',
    starts: -210,
    ends: 81,
    lead: body('Auser di prova', 'odv'),
    areas: ['nord-ovest', 'sud'],
    funding: ['Contributo comunale', 'ore di volontariato'],
    description: 'Visite, trasporto e pomeriggi insieme per chi vive da solo.',
    resources: ['Centro anziani Via Ligure (dimostrativo)', 'Centro anziani Bucaletto (dimostrativo)'],
  },
  {
    name: 'Porte aperte al digitale (dimostrativo)',
    action: 'A',
    starts: -150,
    ends: 148,
    lead: municipality,
    partners: [cooperative],
    wholeCity: true,
    funding: ['Facilitazione digitale, fondi europei'],
    description: 'Punti dove farsi accompagnare con SPID, domande e prenotazioni.',
    resources: [
      'Punto di facilitazione digitale Centro (dimostrativo)',
      'Punto digitale Europa Unita (dimostrativo)',
      'Facilitazione digitale Campus (dimostrativa)',
    ],
  },
  {
    name: 'Passo dopo passo, casa e quartiere (dimostrativo)',
    action: 'C',
    starts: -95,
    ends: 172,
    lead: body('Fondazione Casa Comune', 'ente_filantropico'),
    partners: [municipality],
    areas: ['nord-est'],
    places: { total: 9, unit: 'famiglie' },
    funding: ['Bando di una fondazione'],
    description: 'Accompagnamento all’abitare per famiglie in uscita dall’emergenza.',
    resources: [
      'Housing sociale Giovanni XXIII (dimostrativo)',
      'Distribuzione alimentare Betlemme (dimostrativa)',
    ],
  },
  {
    name: 'Botteghe di quartiere (dimostrativo)',
    action: 'B',
    starts: -60,
    ends: 318,
    lead: cooperative,
    partners: [municipality, body('Confartigianato di prova', 'rete_associativa')],
    areas: ['nord-ovest', 'centro'],
    places: { total: 24, unit: 'tirocini' },
    funding: ['Quota servizi del fondo povertà'],
    description: 'Tirocini di inclusione in botteghe e cantieri del verde, con un tutor.',
    resources: ['Sportello tirocini di inclusione (dimostrativo)', 'Laboratorio Intreccio (dimostrativo)'],
  },
  {
    name: 'Orti e cortili (dimostrativo)',
    state: 'planned',
    action: 'C',
    starts: 46,
    ends: 410,
    lead: body('Comitato Verde Vivo', 'gruppo_informale'),
    areas: ['nord-ovest', 'nord-est'],
    description: 'Orti di vicinato nei parchi, curati da chi abita intorno.',
    resources: ['Parco del Poggio (dimostrativo)', 'Parco delle Querce (dimostrativo)'],
  },
  {
    name: 'Salute in strada (dimostrativo)',
    state: 'suspended',
    starts: -400,
    ends: 230,
    lead: body('Ambulatorio Senza Soglia', 'odv'),
    areas: ['sud'],
    funding: ['Donazioni'],
    description: 'Sospeso in attesa del nuovo mezzo.',
    resources: ['Ambulatorio mobile Bucaletto (dimostrativo)'],
  },
  {
    name: 'Estate nelle piazze (dimostrativo)',
    state: 'ended',
    starts: -190,
    ends: -96,
    lead: municipality,
    wholeCity: true,
    places: { total: 150, unit: 'posti' },
    funding: ['Contributo regionale'],
    resources: [],
  },
]

type Host = {
  name: string
  owner: Owner
  at: [number, number]
  services: string[]
  places: { total: number; available: number; daysAgo: number }
  ends?: number
}
const hosts: Host[] = [
  {
    name: 'Falegnameria Abete (ospitante dimostrativo)',
    owner: body('Falegnameria Abete', 'profit'),
    at: [15.80552, 40.63942],
    services: ['falegnameria', 'restauro'],
    places: { total: 2, available: 1, daysAgo: 9 },
    ends: 158,
  },
  {
    name: 'Vivaio del Basento (ospitante dimostrativo)',
    owner: body('Vivaio del Basento', 'profit'),
    at: [15.81835, 40.63352],
    services: ['verde pubblico', 'vivaio'],
    places: { total: 4, available: 3, daysAgo: 21 },
  },
  {
    name: 'Mensa delle scuole (ospitante dimostrativo)',
    owner: body('Ristorazione Buon Pasto', 'profit'),
    at: [15.81322, 40.65241],
    services: ['cucina', 'servizio ai tavoli'],
    places: { total: 3, available: 0, daysAgo: 34 },
    ends: 204,
  },
]

/** After the census, whose resources they keep alive. */
export async function loadProjects(owner: Kysely<DB>, today: string): Promise<number> {
  const trx = owner as unknown as Transaction<StaffDatabase>
  await loadHosts(trx, today)
  const census = new Map(
    (await trx.selectFrom('resource.resource').select(['id', 'name']).execute()).map(row => [
      row.name,
      row.id,
    ]),
  )
  for (const { starts, ends, resources, ...fields } of invented) {
    const entry = ProjectEntry.parse({
      ...fields,
      from: addDays(today, starts),
      ...(ends === undefined ? {} : { until: addDays(today, ends) }),
      source,
    })
    const id = seeded(`project ${fields.name}`).uuid()
    await trx
      .insertInto('resource.project')
      .values({
        id,
        ...(await rowOf(trx, entry)),
        is_demo: true,
        added_on: addDays(today, Math.min(starts, -1)),
      })
      .execute()
    await addSides(trx, id, entry)
    await trx
      .insertInto('resource.project_version')
      .values({ project_id: id, version: 1, content: JSON.stringify(entry) })
      .execute()
    if (resources.length > 0)
      await trx
        .insertInto('resource.project_resource')
        .values(resources.map(name => ({ project_id: id, resource_id: census.get(name)! })))
        .execute()
  }
  // The bodies above, which no resource of the census had.
  await trx
    .updateTable('resource.organisation')
    .set({ is_demo: true })
    .where('name', 'like', '%(ente dimostrativo)')
    .execute()
  return invented.length
}

async function loadHosts(trx: Transaction<StaffDatabase>, today: string): Promise<void> {
  for (const { name, owner, at, services, places, ends } of hosts) {
    const id = seeded(`host ${name}`).uuid()
    const on = addDays(today, -places.daysAgo)
    const entry = ResourceEntry.parse({
      name,
      type: 'inclusion_traineeship',
      geometry: { type: 'Point', coordinates: at },
      positionQuality: 'demo',
      owner,
      services,
      needs: ['work'],
      accessMode: 'referral',
      openingHours: 'Mo-Fr 09:00-13:00',
      capacity: { total: places.total, available: places.available, unit: 'posti', on },
      visibility: 'network',
      ...(ends === undefined ? {} : { validTo: addDays(today, ends) }),
      source,
    })
    const { area_id } = await trx
      .insertInto('resource.resource')
      .values({
        id,
        ...columnsOf(entry),
        organisation_id: await organisationOf(trx, owner),
        verified_on: on,
        is_demo: true,
      })
      .returning('area_id')
      .executeTakeFirstOrThrow()
    await addLines(trx, [linesOf(id, entry)])
    const seat = await trx
      .selectFrom('territory.centre_seat')
      .select('centre_id')
      .where('area_id', 'is not distinct from', area_id)
      .where('valid_to', 'is', null)
      .executeTakeFirst()
    const keeper = seat?.centre_id ?? null
    await trx
      .updateTable('resource.resource')
      .set({ keeper_centre_id: keeper })
      .where('id', '=', id)
      .execute()
    await trx
      .insertInto('resource.resource_version')
      .values({
        resource_id: id,
        version: 1,
        content: JSON.stringify({ ...entry, ...(keeper ? { keeper } : {}) }),
      })
      .execute()
    await trx
      .insertInto('resource.resource_check')
      .values({ resource_id: id, centre_id: keeper, checked_on: on, result: 'valid' })
      .execute()
  }
}
