/**
 * What the columns of a file of resources are taken for, by their names in Italian, English, HSDS and OpenStreetMap;
 * and which words stand for which type. Pure, and the same in the browser and on the server.
 */
import type { needDomains } from '../../observations/codes.ts'
import type { ResourceType } from '../types.codes.ts'

export const importFields = [
  'name',
  'type',
  'address',
  'latitude',
  'longitude',
  'position',
  'owner',
  'description',
  'services',
  'needs',
  'targetGroups',
  'eligibility',
  'minAge',
  'maxAge',
  'costNote',
  'accessMode',
  'openingHours',
  'phone',
  'email',
  'website',
  'languages',
  'wheelchair',
  'accessibilityNote',
  'status',
  'validFrom',
  'validTo',
  'externalId',
] as const
export type ImportField = (typeof importFields)[number]

/** Several columns of these fields are put together; of the others the first that is filled counts. */
export const joined: readonly ImportField[] = [
  'type',
  'address',
  'services',
  'needs',
  'targetGroups',
  'languages',
]

/** Words without capitals, accents and signs: «Orari d’apertura» and «orari_d_apertura» are the same. */
export const plain = (text: string): string =>
  text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const names: Record<ImportField, string> = {
  name: 'nome, denominazione, titolo, ragione sociale, nome risorsa, nome servizio, risorsa, servizio, name, title, name it, official name, resource, service name, location name',
  type: 'tipo, tipologia, categoria, categorie, genere, settore, labels, etichette, type, category, categories, kind of service, taxonomy, taxonomy term, tags, amenity, social facility, community centre, healthcare, office, leisure, natura, d natura',
  address:
    'indirizzo, via, civico, numero civico, cap, comune, citta, localita, indirizzo completo, address, street, full address, address 1, address 2, city, zip, postal code, postcode, addr street, addr housenumber, addr postcode, addr city, addr full, addr place',
  latitude: 'lat, latitudine, latitude, y wgs84, coord y, gps lat',
  longitude: 'lon, lng, long, longitudine, longitude, x wgs84, coord x, gps lon',
  position:
    'posizione, coordinate, coordinates, latlng, lat lon, geo, geolocalizzazione, wkt, wkt geom, geom, the geom, geometry, geometria, wkt geometry',
  owner:
    'ente, ente titolare, ente gestore, gestore, titolare, organizzazione, associazione, da chi offerta, operator, owner, organization, organisation, organization name, provider, managed by',
  description:
    'descrizione, note, attivita, description, desc, short desc, short description, d descrizione, testo, what',
  services: 'servizi, servizi offerti, prestazioni, services, services offered, cosa',
  needs: 'bisogni, bisogno, bisogni a cui risponde, ambito di bisogno, needs, need, need domains',
  targetGroups:
    'utenza, utenti, target, gruppi, a chi si rivolge, social facility for, audience, target groups',
  eligibility:
    'requisiti, destinatari, condizioni, eligibility, eligibility description, requirements, chi puo accedere',
  minAge: 'eta minima, eta da, minimum age, min age',
  maxAge: 'eta massima, eta a, maximum age, max age',
  costNote: 'costo, costi, tariffa, tariffe, prezzo, contributo, fee, fees, fees description, cost, charge',
  accessMode: 'modalita di accesso, accesso, access, access mode, how to apply, application process',
  openingHours:
    'orari, orario, orari di apertura, orario di apertura, apertura, giorni e orari, fasce orarie, opening hours, hours, service times',
  phone:
    'telefono, tel, cellulare, numero di telefono, recapito, recapito telefonico, phone, phones, telephone, contact phone',
  email: 'email, e mail, mail, posta elettronica, indirizzo email, contact email, pec',
  website: 'sito, sito web, web, link, url, urls, website, contact website, pagina web',
  languages: 'lingue, lingue parlate, lingua, languages, language',
  wheelchair: 'carrozzina, accessibile, accessibilita carrozzina, accesso disabili, wheelchair',
  accessibilityNote: 'accessibilita, barriere, scale, accessibility, wheelchair description',
  status: 'stato, attivo, status, state of service',
  validFrom: 'attivo dal, data inizio, inizio, valida dal, valid from, start date',
  validTo: 'attivo al, data fine, fine, valida fino, valid to, end date',
  externalId: 'id, codice, identificativo, uid, codice risorsa, external id, record id, osm id, id 2',
}
const byName = new Map(
  importFields.flatMap(field =>
    names[field].split(', ').map(name => [name.replaceAll(' ', ''), field] as const),
  ),
)
for (const field of importFields) byName.set(plain(field).replaceAll(' ', ''), field)

/** Another kind of address, and what a database says of the row itself. */
const apart = /^(mail|postal)[ _.]|^(created|updated)|admin/i

/** @returns what a column is taken for: by its whole name, or by the last part of a name with dots */
export function fieldOf(column: string): ImportField | undefined {
  if (apart.test(column)) return undefined
  const known = (name: string) => byName.get(plain(name).replaceAll(' ', ''))
  return (
    known(column) ??
    known(column.replace(/^.*\./, '')) ??
    // «Orari (giorni, ore)»: what stands in brackets explains.
    known(column.replace(/\s*[([].*$/, '')) ??
    // Forms of some collectors put a letter before each question.
    (/^[a-z]_/.test(column) ? known(column.slice(2)) : undefined)
  )
}

/** Words for each type, beside its code: Italian first, plural and singular, then English. */
const typeNames: Record<ResourceType, string> = {
  social_door: 'porta sociale, porte sociali, sportello sociale, social door',
  social_service:
    'servizio sociale, servizi sociali, segretariato sociale, assistente sociale, servizi sociali comunali, social service, social services, information and referral',
  single_access_point: 'pua, punto unico di accesso, punto unico, single access point',
  caf_patronato: 'caf, patronato, caf o patronato, caf patronato, tax help',
  migrant_desk:
    'sportello stranieri, sportello immigrati, stranieri, immigrazione, migranti, mediazione culturale, migrant desk, immigrant services',
  legal_desk:
    'sportello legale, assistenza legale, consulenza legale, legale, legal desk, legal aid, legal counseling, legal',
  solidarity_market:
    'emporio solidale, bottega solidale, emporio, emporio o bottega solidale, spesa sospesa, solidarity market, food pantry',
  soup_kitchen:
    'mensa, mense, mensa sociale, mensa dei poveri, refettorio, soup kitchen, meal site, congregate meals',
  food_distribution:
    'distribuzione alimentare, pacchi alimentari, banco alimentare, aiuti alimentari, distribuzione alimenti, spesa, food distribution, food bank, food',
  showers_clothing:
    'docce, doccia, vestiario, docce o vestiario, guardaroba, abiti, docce e guardaroba, showers, clothing',
  night_shelter:
    'dormitorio, dormitori, accoglienza notturna, asilo notturno, rifugio, night shelter, shelter, homeless shelter',
  posta_station: 'stazione di posta, fermo posta, centro servizi poverta, posta station, drop in centre',
  social_housing:
    'housing sociale, casa accoglienza, casa di accoglienza, housing, social housing, transitional housing',
  protected_housing:
    'alloggio protetto, casa famiglia, comunita alloggio, gruppo appartamento, rsa, casa di riposo, residenza protetta, protected housing, group home, nursing home, assisted living',
  housing_office: 'ufficio alloggi, ater, ufficio casa, agenzia casa, ufficio alloggi ater, housing office',
  after_school:
    'doposcuola, dopo scuola, sostegno allo studio, aiuto compiti, after school, after school program, tutoring',
  toy_library: 'ludoteca, ludobus, ludoteca o ludobus, giochi, toy library',
  family_centre:
    'centro famiglie, centro per le famiglie, centro famiglia, sostegno alla genitorialita, family centre, family center, parenting',
  nursery:
    'nido, asilo nido, asilo, micronido, scuola dell infanzia, nursery, kindergarten, childcare, child care, preschool',
  family_clinic: 'consultorio, consultorio familiare, consultori, family clinic, family planning',
  home_education: 'educativa domiciliare, educativa territoriale, home education',
  youth_centre:
    'centro giovanile, centro giovani, informagiovani, aggregazione giovanile, youth centre, youth center',
  oratory: 'oratorio, oratori, oratory',
  homework_space: 'spazio compiti, sala studio, aula studio, homework space, study room',
  senior_centre:
    'centro sociale anziani, centro anziani, circolo anziani, senior centre, senior center, senior centers',
  senior_day_centre: 'centro diurno anziani, centro diurno per anziani, senior day centre, adult day care',
  home_care:
    'assistenza domiciliare, sad, assistenza domiciliare sad, adi domiciliare, home care, home health',
  disability_day_centre:
    'centro diurno disabilita, centro diurno disabili, centro diurno, disability day centre, day care',
  disability_association:
    'associazione disabilita, associazione per la disabilita, disabilita, disability association, disability services',
  social_transport:
    'trasporto sociale, taxi sociale, trasporto disabili, trasporti, social transport, transportation',
  workshop: 'laboratorio, laboratori, laboratorio protetto, workshop, sheltered workshop',
  health_clinic:
    'ambulatorio, ambulatori, poliambulatorio, guardia medica, medico, studio medico, presidio sanitario, clinic, health clinic, doctors, doctor, health care, community clinic',
  addiction_service:
    'serd, sert, dipendenze, servizio dipendenze, alcolisti anonimi, addiction service, substance abuse, drug addiction',
  mental_health_centre:
    'csm, centro di salute mentale, salute mentale, supporto psicologico, psicologo, sostegno psicologico, mental health, mental health centre, counselling, counseling',
  hospital: 'ospedale, ospedali, pronto soccorso, hospital, hospitals',
  pharmacy: 'farmacia, farmacie, parafarmacia, pharmacy, pharmacies',
  job_centre:
    'centro per l impiego, centro impiego, cpi, ufficio di collocamento, job centre, job center, employment office',
  employment_agency:
    'agenzia per il lavoro, agenzia interinale, agenzia lavoro, employment agency, job search placement, job development',
  training_body:
    'ente formativo, ente di formazione, formazione, formazione professionale, corsi, scuola di italiano, training body, vocational training, job training, education',
  digital_help:
    'facilitazione digitale, punto digitale facile, alfabetizzazione digitale, aiuto digitale, digital help',
  inclusion_traineeship: 'tirocini di inclusione, tirocinio, tirocini, inclusion traineeship',
  library: 'biblioteca, biblioteche, library, libraries, public library',
  parish: 'parrocchia, parrocchie, chiesa, chiese, luogo di culto, parish, church, place of worship',
  gym: 'palestra, palestre, impianto sportivo, centro sportivo, sport, piscina, gym, sports centre, fitness',
  neighbourhood_committee:
    'comitato di quartiere, comitato, centro civico, casa di quartiere, centro sociale, neighbourhood committee, community centre, community center',
  park: 'parco, parchi, giardino, giardino pubblico, parco giochi, area verde, verde pubblico, park, playground, garden',
}
type NeedDomain = (typeof needDomains)[number]
/** Words for each need, beside its code, for the columns that are said to tell needs. */
const needNames: Record<NeedDomain, string> = {
  economic:
    'economico, economica, economia, reddito, aiuto economico, poverta, poverta e beni primari, cibo, alimentare, alimenti, food, material goods, goods, money, economic, basic needs',
  work: 'lavoro, lavoro e formazione, occupazione, formazione, work, employment, jobs, job',
  housing: 'casa, abitare, abitativo, abitazione, alloggio, housing, shelter',
  education: 'scuola, istruzione, educazione, doposcuola, studio, education, learning, school',
  health: 'salute, sanita, sanitario, cure, health, healthcare, medical',
  disability_care:
    'disabilita, disabilita e cura, non autosufficienza, cura, assistenza, disability, care, caregiving',
  family: 'famiglia, famiglie, genitorialita, minori, infanzia, family, parenting, children',
  isolation: 'solitudine, isolamento, socialita, relazioni, compagnia, isolation, loneliness, socialisation',
  migration: 'immigrazione, migrazione, stranieri, migranti, migration, immigration, refugees',
  rights_access: 'diritti, accesso ai diritti, pratiche, documenti, legale, rights, legal, documents',
  violence: 'violenza, maltrattamento, antiviolenza, violence, abuse, domestic violence',
  addiction: 'dipendenze, dipendenza, addiction, substance abuse',
  justice: 'giustizia, carcere, pena, justice, prison, reentry',
  mental_health: 'salute mentale, disagio psichico, psicologico, mental health, wellness',
}
const byNeed = new Map<string, NeedDomain>()
for (const [need, words] of Object.entries(needNames) as [NeedDomain, string][]) {
  byNeed.set(plain(need), need)
  for (const word of words.split(', ')) if (!byNeed.has(word)) byNeed.set(word, need)
}
export const needOfWord = (word: string): NeedDomain | undefined => byNeed.get(plain(word))

const byWord = new Map<string, ResourceType>()
for (const [type, words] of Object.entries(typeNames) as [ResourceType, string][]) {
  byWord.set(plain(type), type)
  for (const word of words.split(', ')) if (!byWord.has(word)) byWord.set(word, type)
}
/** The words of a cell of types: it may name several, and be written as a list. */
export const wordsOf = (text: string): string[] =>
  text
    .split(/[;,|/\n]|\s-\s/)
    .map(word => word.replace(/^[\s["']+|[\s\]"']+$/g, ''))
    .filter(word => word !== '')

/** «mensa e doccia»: the words of a cell whose parts are told apart by a joining word, where it is no name as a whole. */
export const labelsOf = (cell: string): string[] =>
  typeOfWord(cell)
    ? [cell]
    : wordsOf(cell).flatMap(word => {
        if (typeOfWord(word)) return [word]
        const parts = word.split(/\s+(?:e|ed|and|con)\s+|\s*[&+]\s*/i)
        return parts.length > 1 && parts.some(typeOfWord) ? parts : [word]
      })

/** Columns of postcodes, which spreadsheets take for numbers. */
export const isPostcode = (column: string): boolean =>
  /^(?:cap|zip|zip code|postal code|postcode|addr postcode)$/.test(plain(column))

/** The word under which somebody else's choice for it is kept. */
export const typeOfWord = (word: string): ResourceType | undefined => byWord.get(plain(word))

/** Tags of OpenStreetMap that say what a place is, the most telling first. */
export const osmKeys = [
  'social_facility',
  'community_centre',
  'healthcare',
  'amenity',
  'office',
  'leisure',
  'shop',
] as const
const osmTypes: Record<string, ResourceType> = {
  'social_facility=outreach': 'social_service',
  'social_facility=food_bank': 'food_distribution',
  'social_facility=soup_kitchen': 'soup_kitchen',
  'social_facility=clothing_bank': 'showers_clothing',
  'social_facility=shelter': 'night_shelter',
  'social_facility=group_home': 'protected_housing',
  'social_facility=nursing_home': 'protected_housing',
  'social_facility=assisted_living': 'protected_housing',
  'social_facility=ambulatory_care': 'home_care',
  'social_facility=workshop': 'workshop',
  'community_centre=family_centre': 'family_centre',
  'community_centre=youth_centre': 'youth_centre',
  'community_centre=parish_hall': 'oratory',
  'community_centre=community_hall': 'neighbourhood_committee',
  'community_centre=village_hall': 'neighbourhood_committee',
  'community_centre=club_home': 'neighbourhood_committee',
  'community_centre=cultural_centre': 'neighbourhood_committee',
  'healthcare=clinic': 'health_clinic',
  'healthcare=doctor': 'health_clinic',
  'healthcare=hospital': 'hospital',
  'healthcare=pharmacy': 'pharmacy',
  'healthcare=psychotherapist': 'mental_health_centre',
  'amenity=social_centre': 'neighbourhood_committee',
  'amenity=community_centre': 'neighbourhood_committee',
  'amenity=library': 'library',
  'amenity=place_of_worship': 'parish',
  'amenity=pharmacy': 'pharmacy',
  'amenity=hospital': 'hospital',
  'amenity=clinic': 'health_clinic',
  'amenity=doctors': 'health_clinic',
  'amenity=kindergarten': 'nursery',
  'amenity=childcare': 'nursery',
  'amenity=toy_library': 'toy_library',
  'office=employment_agency': 'employment_agency',
  'leisure=park': 'park',
  'leisure=playground': 'park',
  'leisure=garden': 'park',
  'leisure=sports_centre': 'gym',
  'leisure=fitness_centre': 'gym',
}
const senior = /(^|;)\s*(senior|dementia)/

/** @returns the type that the tags say, or the tag that says most, to be matched by hand; undefined without such tags */
export function typeOfTags(
  tags: Record<string, string>,
): { type: ResourceType } | { word: string } | undefined {
  const told = osmKeys.flatMap(key => (tags[key] ? [`${key}=${tags[key]}`] : []))
  if (told.length === 0 || !/^[a-z_;0-9]+$/.test(tags[told[0]!.split('=')[0]!]!)) return undefined
  if (tags.social_facility === 'day_care')
    return {
      type: senior.test(tags['social_facility:for'] ?? '') ? 'senior_day_centre' : 'disability_day_centre',
    }
  for (const tag of told) if (osmTypes[tag]) return { type: osmTypes[tag] }
  return { word: told[0]! }
}

/** Why a row is not simply ready. The first ones stand in the way: without them it cannot be a resource. */
export const blockingFaults = [
  'name_missing',
  'type_missing',
  'position_missing',
  'null_island',
  'swapped_coordinates',
  'coordinates_out_of_range',
  'projected_coordinates',
  'invalid_geometry',
  'outside_municipality',
  'restricted_not_imported',
  'changed_meanwhile',
  'position_unreadable',
  'several_types',
  'address_not_found',
] as const
/** To be looked at, one by one: it may be somebody's, or another than it seems. */
export const doubtfulFaults = [
  'personal_data',
  'probable_name',
  'incomplete_way',
  'broken_letters',
  'hidden_row',
  'drawing_unreadable',
  'mobile_moved',
  'date_unreadable',
  'phone_without_zero',
  'postcode_without_zero',
  'one_of_several_labels',
  'placed_by_part',
  'hours_ambiguous',
  'another_identity',
] as const
/** Told in the report, and in nobody's way: a field was left out, or moved. */
export const noteFaults = [
  'value_not_understood',
  'text_too_long',
  'hours_unreadable',
  'ages_reversed',
  'dates_reversed',
  'part_of_several',
  'height_left_out',
  'too_many_cells',
  'loose_quotes',
  'cell_error',
  'hole_same_way',
  'object_list_left_out',
  'moved_to_field',
  'day_assumed',
  'owner_kind_unknown',
  'placed_by_address',
] as const
/** Why a row was left behind at loading. */
export const skipReasons = ['nothing_to_keep', 'repeated_in_file', 'unchanged'] as const
export const rowFaults = [...blockingFaults, ...doubtfulFaults, ...noteFaults, ...skipReasons] as const
export type RowFaultCode = (typeof rowFaults)[number]

export const rowStates = ['waiting', 'duplicate', 'accepted', 'refused', 'skipped'] as const
export type RowState = (typeof rowStates)[number]
/** What of the queue is looked at. */
export const rowFilters = [
  'ready',
  'doubts',
  'duplicates',
  'outside',
  'unplaced',
  'accepted',
  'refused',
  'skipped',
] as const
export type RowFilter = (typeof rowFilters)[number]
