/** Directories of services that do not exist, with the troubles that real ones have: the same kinds of columns, gaps and texts. */
const kinds = ['Food Pantry', 'Legal Help Desk', 'Branch Library', 'Senior Lunch Club', 'Job Workshop']
/** Read, asked back because it can be meant by day or by night, and not read at all. */
const hours = [
  'Monday-Friday, 9 am-5 pm',
  'Monday-Friday, 9-5',
  'Tuesday, 10-12, 1-4',
  'By arrangement with the warden',
  '',
]

/** Places of a county elsewhere, a JSON object on each line, as a document database gives them out. */
export function countyDirectory(count: number): string {
  const place = (index: number) => ({
    accessibility: index % 3 === 0 ? ['wheelchair'] : [],
    address_attributes: {
      street: `${index + 1} Nowhere Road`,
      city: 'Fictionville',
      state: 'XX',
      zip: '00000',
    },
    ...(index % 6 === 0
      ? {}
      : { coordinates: [-30 - (index % 11) / 100, 45 + Math.floor(index / 11) / 100] }),
    created_at: { $date: 1_400_000_000_000 + index },
    description:
      index % 40 === 7
        ? 'Ask for Maria Prova.'
        : index % 40 === 9
          ? 'Meals and company. '.repeat(150)
          : `Help of kind ${index % 5} for who lives nearby.`,
    hours: hours[index % hours.length],
    kind: 'other',
    languages: index % 4 === 0 ? ['English', 'Klingon'] : ['English'],
    name: `${kinds[index % kinds.length]} Number ${index}`,
    organization_id: index,
    phones: [{ number: `555 01${String(index).padStart(2, '0')}` }],
    urls: [`http://place${index}.example.org`],
    id: index + 1,
  })
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(place(index))}\n`).join('')
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Offers of help as a form on the web collects them: lists in JSON, cells left empty, tags in titles, accounts of banks within texts. */
export function serviceTable(count: number): string {
  const headers = [
    'id',
    'created_at',
    'state',
    'labels',
    'lat',
    'lon',
    'title',
    'd_Categoria',
    'd_Orari',
    'd_Indirizzo',
    'd_Comune',
    'd_Descrizione',
    'd_Link',
  ]
  const row = (index: number) => [
    String(700_000 + index),
    `2026-05-${String(1 + (index % 28)).padStart(2, '0')} 10:00:00`,
    'open',
    JSON.stringify(['Servizi', index % 2 ? 'accettato' : 'form']),
    index % 3 === 0 ? '' : String(40.63 + index / 10_000),
    index % 3 === 0 ? '' : String(15.78 + index / 10_000),
    `A #Potenza la spesa a casa, «gruppo ${index}»${index % 10 === 4 ? ', IBAN IT60X0542811101000000123456' : ''}`,
    index % 5 === 0 ? '' : 'Consegne, commissioni',
    index % 4 === 0 ? 'lun-ven 9-13' : index % 4 === 1 ? 'martedì - giovedì 15-17' : '',
    '',
    'Potenza',
    'Si porta la spesa "a domicilio".\nSenza costi.',
    `https://gruppo${index}.example.org/`,
  ]
  return [headers, ...Array.from({ length: count }, (_, index) => row(index))]
    .map(cells => `${cells.map(quoted).join(',')}\n`)
    .join('')
}

// Open Referral HSDS 3: https://docs.openreferral.org

const ids = { service: 's-1', place: 'p-1', pivot: 'sp-1', owner: 'o-1' }
const owner = { id: ids.owner, name: 'Ente inventato', description: 'Un ente di prova', tax_status: 'none' }
const contact = { id: 'c-1', name: 'Tizia Inventata', email: 'tizia@example.org' }
const schedule = { id: 'h-1', freq: 'WEEKLY', byday: 'TU,TH', opens_at: '09:30:00', closes_at: '12:30:00' }
/** At a latitude that there is not. */
const place = {
  id: ids.place,
  location_type: 'physical',
  name: 'Sala inventata',
  latitude: 100,
  longitude: 15.79,
  addresses: [
    {
      id: 'a-1',
      address_1: 'Via Inventata 1',
      city: 'Potenza',
      postal_code: '85100',
      address_type: 'physical',
    },
  ],
  accessibility: [{ id: 'x-1', description: 'scivolo' }],
  contacts: [contact],
}
const service = {
  id: ids.service,
  name: 'Ascolto di prova',
  description: 'Un colloquio, senza appuntamento',
  status: 'active',
  email: 'ascolto@example.org',
  minimum_age: 14,
  maximum_age: 30,
  languages: [{ id: 'l-1', code: 'ar', name: 'Arabic' }],
  schedules: [schedule],
  contacts: [contact],
}
const whole = {
  ...service,
  organization: owner,
  service_at_locations: [{ id: ids.pivot, contacts: [contact], location: place }],
}

/** As an interface answers: one of each of its objects, and a page of a list. */
export const hsdsAnswers = {
  'a service': whole,
  'a service at its place': {
    id: ids.pivot,
    service: { ...service, organization: owner },
    location: place,
    contacts: [contact],
  },
  'a body with its services': { ...owner, services: [whole], contacts: [contact] },
  'a body with its places': { ...owner, locations: [place] },
  'a place': place,
  'a page of a list': { total_items: 1, contents: [whole] },
}
/** The person of those answers, who is nobody's to know. */
export const hsdsPerson = contact.name
export const hsdsService = {
  name: service.name,
  minAge: 14,
  maxAge: 30,
  email: service.email,
  openingHours: 'Tu,Th 09:30-12:30',
  languages: ['ar'],
}

const { addresses, accessibility, contacts: _contacts, ...placeRow } = place
const { languages, schedules, contacts: _others, ...serviceRow } = service
/** The same as a package of tables, by the names of their files. */
export const hsdsTables: Record<string, object[]> = {
  'organizations.csv': [owner],
  'services.csv': [{ ...serviceRow, organization_id: ids.owner }],
  'locations.csv': [placeRow],
  'service_at_location.csv': [{ id: ids.pivot, service_id: ids.service, location_id: ids.place }],
  'addresses.csv': addresses.map(each => ({ ...each, location_id: ids.place })),
  'accessibility.csv': accessibility.map(each => ({ ...each, location_id: ids.place })),
  'languages.csv': languages.map(each => ({ ...each, service_id: ids.service })),
  'schedules.csv': schedules.map(each => ({ ...each, service_id: ids.service })),
  'contacts.csv': [{ ...contact, service_id: ids.service }],
}
export const csvOf = (rows: readonly object[]): string =>
  [Object.keys(rows[0]!), ...rows.map(row => Object.values(row).map(String))]
    .map(cells => `${cells.map(quoted).join(',')}\n`)
    .join('')
