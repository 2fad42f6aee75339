/**
 * The words of every answer, in both languages: the desk, the tables and the charts say them, and a file that is
 * imported may be written with them.
 */
import type * as codes from './codes.ts'

type Labels<Codes extends readonly string[]> = Record<Codes[number], string>
export type AnswerLabels = {
  channel: Labels<typeof codes.channels>
  origin: Labels<typeof codes.origins>
  ageBand: Labels<typeof codes.ageBands>
  gender: Labels<typeof codes.genders>
  citizenship: Labels<typeof codes.citizenships>
  household: Labels<typeof codes.households>
  incomeSupport: Labels<typeof codes.incomeSupports>
  known: Labels<typeof codes.known>
  lastVisit: Labels<typeof codes.lastVisits>
  needDomain: Labels<typeof codes.needDomains>
  request: Labels<typeof codes.requests>
  outcome: Labels<typeof codes.outcomes>
  unmetReason: Labels<typeof codes.unmetReasons>
}

export const labels = {
  it: {
    channel: {
      in_person: 'Allo sportello',
      phone: 'Telefono',
      email: 'E-mail o messaggio',
      home_visit: 'A domicilio',
      street: 'In strada o nel quartiere',
      written: 'Segnalazione scritta',
      other_remote: 'Altro a distanza',
    },
    origin: {
      spontaneous: 'Spontaneo',
      referred: 'Inviato da un servizio',
      summoned: 'Convocato',
      outreach: 'Incontrato sul territorio',
      order: 'Provvedimento',
    },
    ageBand: {
      '0-17': '0–17',
      '18-34': '18–34',
      '35-49': '35–49',
      '50-64': '50–64',
      '65+': '65 e oltre',
      unknown: 'Non so',
    },
    gender: { F: 'Donna', M: 'Uomo', other_ns: 'Altro o non indicato' },
    citizenship: { it: 'Italiana', eu: 'Altro Paese UE', non_eu: 'Fuori UE', unknown: 'Non so' },
    household: {
      single: 'Persona sola',
      couple: 'Coppia',
      couple_children: 'Coppia con figli',
      single_parent: 'Un genitore con figli',
      extended: 'Famiglia allargata',
      other: 'Altro',
      unknown: 'Non so',
    },
    incomeSupport: {
      none: 'Nessuno',
      rdc_historic: 'Reddito di cittadinanza',
      adi: 'Assegno di inclusione',
      sfl: 'SFL',
      other: 'Altro',
      unknown: 'Non so',
    },
    known: { yes: 'Sì', no: 'No', unknown: 'Non so' },
    lastVisit: {
      never_or_earlier_years: 'Mai o anni fa',
      this_year: 'Quest’anno',
      this_quarter: 'Questo trimestre',
      this_quarter_3_or_more: '3 o più volte',
      unknown: 'Non so',
    },
    needDomain: {
      economic: 'Situazione economica',
      work: 'Lavoro',
      housing: 'Casa',
      education: 'Istruzione e formazione',
      health: 'Salute',
      disability_care: 'Disabilità e cura',
      family: 'Famiglia e genitorialità',
      isolation: 'Solitudine e reti',
      migration: 'Immigrazione e documenti',
      rights_access: 'Accesso a diritti e servizi',
      violence: 'Violenza',
      addiction: 'Dipendenze',
      justice: 'Giustizia',
      mental_health: 'Salute mentale',
    },
    request: {
      information: 'Informazioni',
      bureaucratic_help: 'Aiuto con pratiche',
      food_goods: 'Cibo o beni di prima necessità',
      economic_aid: 'Contributo economico',
      job_search: 'Ricerca di lavoro',
      housing_help: 'Aiuto per la casa',
      school_support: 'Sostegno allo studio',
      health_access: 'Accesso alle cure',
      childcare_family: 'Cura dei figli e famiglia',
      listening: 'Ascolto',
      legal_advice: 'Consulenza legale',
      transport: 'Trasporto',
      training_digital: 'Formazione e competenze digitali',
      other: 'Altro',
    },
    outcome: {
      information: 'Informazione',
      guidance: 'Orientamento',
      solved: 'Risolto allo sportello',
      accompaniment: 'Accompagnamento',
      referral: 'Invio a una risorsa',
      intake_proposal: 'Proposta di presa in carico',
      unmet: 'Nessuna risorsa trovata',
    },
    unmetReason: {
      none_exists: 'Non esiste',
      full: 'È al completo',
      not_eligible: 'Mancano i requisiti',
      too_far: 'È troppo lontana',
      cost: 'Costa troppo',
      hours: 'Orari incompatibili',
      language: 'Lingua',
    },
  },
  en: {
    channel: {
      in_person: 'At the desk',
      phone: 'Telephone',
      email: 'E-mail or message',
      home_visit: 'Home visit',
      street: 'In the street or neighbourhood',
      written: 'Written report',
      other_remote: 'Other, at a distance',
    },
    origin: {
      spontaneous: 'Came on their own',
      referred: 'Referred by a service',
      summoned: 'Invited by us',
      outreach: 'Met in the neighbourhood',
      order: 'By order of an authority',
    },
    ageBand: {
      '0-17': '0–17',
      '18-34': '18–34',
      '35-49': '35–49',
      '50-64': '50–64',
      '65+': '65 and over',
      unknown: 'Unknown',
    },
    gender: { F: 'Woman', M: 'Man', other_ns: 'Other or not stated' },
    citizenship: { it: 'Italian', eu: 'Other EU country', non_eu: 'Outside the EU', unknown: 'Unknown' },
    household: {
      single: 'One person',
      couple: 'Couple',
      couple_children: 'Couple with children',
      single_parent: 'One parent with children',
      extended: 'Extended family',
      other: 'Other',
      unknown: 'Unknown',
    },
    incomeSupport: {
      none: 'None',
      rdc_historic: 'Citizenship income (RdC)',
      adi: 'Inclusion allowance (AdI)',
      sfl: 'SFL',
      other: 'Other',
      unknown: 'Unknown',
    },
    known: { yes: 'Yes', no: 'No', unknown: 'Unknown' },
    lastVisit: {
      never_or_earlier_years: 'Never or years ago',
      this_year: 'This year',
      this_quarter: 'This quarter',
      this_quarter_3_or_more: '3 or more times',
      unknown: 'Unknown',
    },
    needDomain: {
      economic: 'Household finances',
      work: 'Work',
      housing: 'Housing',
      education: 'Education and training',
      health: 'Health',
      disability_care: 'Disability and care',
      family: 'Family and parenting',
      isolation: 'Loneliness and networks',
      migration: 'Migration and documents',
      rights_access: 'Access to rights and services',
      violence: 'Violence',
      addiction: 'Addiction',
      justice: 'Justice',
      mental_health: 'Mental health',
    },
    request: {
      information: 'Information',
      bureaucratic_help: 'Help with paperwork',
      food_goods: 'Food or basic goods',
      economic_aid: 'Financial aid',
      job_search: 'Job search',
      housing_help: 'Help with housing',
      school_support: 'School support',
      health_access: 'Access to health care',
      childcare_family: 'Childcare and family',
      listening: 'Listening',
      legal_advice: 'Legal advice',
      transport: 'Transport',
      training_digital: 'Training and digital skills',
      other: 'Other',
    },
    outcome: {
      information: 'Information',
      guidance: 'Guidance',
      solved: 'Solved at the desk',
      accompaniment: 'Accompaniment',
      referral: 'Referral to a resource',
      intake_proposal: 'Intake proposed',
      unmet: 'No resource found',
    },
    unmetReason: {
      none_exists: 'None exists',
      full: 'It is full',
      not_eligible: 'Not eligible',
      too_far: 'Too far away',
      cost: 'Too expensive',
      hours: 'Opening hours do not fit',
      language: 'Language',
    },
  },
} satisfies Record<'it' | 'en', AnswerLabels>
