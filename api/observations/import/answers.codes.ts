/**
 * What a cell may say: every answer in the ways in which people write it, and the words for a place that is none of the
 * areas. Pure, and the same in the browser and on the server.
 */
import * as codes from '../codes.ts'
import { type AnswerLabels, labels } from '../labels.codes.ts'
import { otherAreas } from '../questions.codes.ts'
import type { Holds } from './columns.codes.ts'

/** Words without capitals, accents and signs: «Fascia d’età» and «fascia_d_eta» are the same. */
export const plain = (text: string): string =>
  text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/[^a-z0-9+-]+/g, ' ')
    .trim()

/** Other ways in which an answer is written, beside its code and its label in both languages. */
const synonyms: { [H in keyof AnswerLabels]?: Partial<Record<string, readonly string[]>> } = {
  channel: {
    in_person: ['in presenza', 'di persona', 'sportello', 'front office', 'in sede', 'presenza', 'in person'],
    phone: ['telefonico', 'telefonica', 'telefonata', 'al telefono', 'tel', 'phone'],
    email: ['e-mail', 'email', 'mail', 'posta elettronica', 'messaggio', 'sms', 'whatsapp', 'chat'],
    home_visit: ['domicilio', 'domiciliare', 'visita domiciliare'],
    street: ['strada', 'in strada', 'quartiere', 'nel quartiere', 'educativa di strada', 'uscita'],
    written: ['lettera', 'scritto', 'segnalazione', 'posta', 'modulo'],
    other_remote: ['a distanza', 'da remoto', 'online', 'on line', 'videochiamata', 'altro'],
  },
  origin: {
    spontaneous: ['spontanea', 'spontaneamente', 'accesso spontaneo', 'autonomo', 'da solo', 'da sola'],
    referred: [
      ...['inviato', 'inviata', 'invio', 'segnalato', 'segnalata', 'su segnalazione', 'servizio sociale'],
      ...['scuola', 'parrocchia', 'caritas', 'medico di base', 'consultorio', 'asl', 'referred'],
    ],
    summoned: ['convocata', 'convocazione', 'su appuntamento', 'appuntamento'],
    outreach: ['territorio', 'sul territorio', 'intercettato sul territorio', 'intercettata sul territorio'],
    order: ['decreto', 'tribunale', 'autorita giudiziaria', 'ordinanza'],
  },
  ageBand: { '65+': ['65 e piu', 'oltre 65', 'over 65', '65 anni e oltre'] },
  gender: {
    F: ['femmina', 'femminile', 'female', 'signora', 'd'],
    M: ['maschio', 'maschile', 'male', 'signore', 'u'],
    other_ns: ['altro', 'non binario', 'other', 'x'],
  },
  citizenship: {
    it: ['italiano', 'italia', 'ita'],
    eu: ['ue', 'unione europea', 'comunitaria', 'comunitario'],
    non_eu: [
      ...['extra ue', 'extraue', 'extra comunitaria', 'extra comunitario', 'extracomunitaria'],
      ...['extracomunitario', 'non ue', 'non comunitaria', 'fuori dall ue', 'paese terzo'],
    ],
  },
  household: {
    single: ['singolo', 'singola', 'sola', 'solo', 'persona singola', 'vive sola', 'vive solo', 'single'],
    couple: ['coppia senza figli', 'coniugi', 'marito e moglie', 'convivente', 'conviventi'],
    couple_children: ['coppia e figli', 'genitori e figli', 'genitori con figli', 'coniugi con figli'],
    single_parent: [
      ...['monogenitore', 'mono genitoriale', 'monogenitoriale', 'nucleo monogenitoriale', 'genitore solo'],
      ...['madre sola', 'padre solo', 'madre con figli', 'padre con figli', 'madre e figli', 'padre e figli'],
      ...['mamma con figli', 'sola con figli', 'solo con figli', 'vedova con figli', 'separata con figli'],
    ],
    extended: ['estesa', 'allargata', 'famiglia estesa', 'nucleo allargato', 'plurigenerazionale'],
  },
  incomeSupport: {
    none: ['nessun sostegno', 'nessuna', 'no'],
    rdc_historic: ['rdc'],
    adi: ['ad i'],
    sfl: ['supporto formazione e lavoro', 'supporto per la formazione e il lavoro'],
    other: ['pensione', 'naspi', 'disoccupazione', 'invalidita', 'assegno unico', 'rei'],
  },
  known: {
    yes: [
      's',
      'y',
      'vero',
      'true',
      '1',
      'conosciuto',
      'conosciuta',
      'gia conosciuto',
      'in carico',
      'noto',
      'nota',
    ],
    no: ['n', 'falso', 'false', '0', 'non conosciuto', 'non conosciuta', 'sconosciuto', 'nuovo', 'nuova'],
  },
  lastVisit: {
    never_or_earlier_years: [
      ...['mai', 'anni precedenti', 'mai o anni precedenti', 'prima volta', 'primo accesso', 'prima visita'],
      'never',
    ],
    this_year: ['in quest anno', 'nell anno', 'anno in corso'],
    this_quarter: ['in questo trimestre', 'nel trimestre', '1-2 volte'],
    this_quarter_3_or_more: ['3 o piu', 'in questo trimestre 3 o piu'],
  },
  needDomain: {
    economic: ['economico', 'reddito', 'poverta'],
    work: ['occupazione', 'lavorativo', 'occupazionale'],
    housing: ['abitazione', 'abitativo', 'alloggio'],
    education: ['istruzione', 'formazione', 'scuola', 'scolastico', 'educativo'],
    health: ['sanitario', 'sanitaria'],
    disability_care: ['disabilita', 'cura', 'non autosufficienza'],
    family: ['famiglia', 'genitorialita', 'relazioni familiari e genitorialita', 'familiare', 'minori'],
    isolation: ['solitudine', 'isolamento', 'socializzazione'],
    migration: ['immigrazione'],
    rights_access: ['diritti', 'accesso ai diritti', 'diritti e servizi', 'accesso ai servizi'],
    addiction: ['dipendenza'],
  },
  request: {
    information: ['informazione', 'info'],
    bureaucratic_help: ['pratiche', 'pratica', 'documenti', 'compilazione', 'isee', 'spid', 'domanda'],
    food_goods: ['cibo', 'beni', 'alimenti', 'pacco', 'spesa', 'vestiti', 'farmaci', 'buoni spesa'],
    economic_aid: ['aiuto economico', 'contributo', 'sostegno economico', 'bollette', 'bolletta', 'utenze'],
    job_search: ['lavoro', 'cerca lavoro', 'curriculum'],
    housing_help: ['casa', 'alloggio', 'affitto', 'sfratto'],
    school_support: ['doposcuola', 'compiti', 'scuola'],
    health_access: ['cure', 'visita medica', 'medico'],
    childcare_family: ['asilo nido', 'figli', 'babysitter', 'centro estivo'],
    listening: ['colloquio', 'supporto psicologico', 'sostegno psicologico'],
    legal_advice: ['legale', 'avvocato', 'consulenza giuridica'],
    transport: ['trasporti', 'accompagnamento in auto'],
    training_digital: ['corso', 'corso di italiano', 'italiano l2', 'formazione', 'digitale'],
  },
  outcome: {
    information: ['informazioni', 'informato', 'informata', 'info'],
    guidance: ['orientato', 'orientata', 'consulenza'],
    solved: ['risolto', 'risolta', 'evaso', 'evasa', 'fatto', 'soddisfatto'],
    accompaniment: ['accompagnato', 'accompagnata'],
    referral: ['invio', 'inviato', 'inviata', 'rinvio', 'inviato ad altro servizio', 'segnalazione'],
    intake_proposal: ['presa in carico', 'preso in carico', 'presa in carico proposta'],
    unmet: [
      ...['senza risposta', 'nessuna risposta', 'non risolto', 'non risolta', 'inevaso', 'inevasa'],
      ...['nessuna', 'nessuno', 'nessuna risorsa', 'niente', 'non soddisfatto', 'negativo'],
    ],
  },
  unmetReason: {
    none_exists: ['non c e', 'non ci sono', 'inesistente', 'servizio inesistente', 'manca il servizio'],
    full: ['completo', 'pieno', 'posti esauriti', 'lista d attesa', 'lista di attesa', 'senza posti'],
    not_eligible: ['requisiti', 'senza requisiti', 'non ha i requisiti', 'isee troppo alto'],
    too_far: ['lontano', 'lontana', 'troppo lontano', 'distanza', 'senza mezzi'],
    cost: ['costo', 'costa', 'troppo caro', 'a pagamento'],
    hours: ['orari', 'orario'],
    language: ['non parla italiano', 'barriera linguistica'],
  },
}
/** Nobody said, or nobody asked. */
const unknownWords = [
  ...['non so', 'non noto', 'non nota', 'n d', 'nd', 'n a', 'n p', 'n r', 'n c', 'non dichiarato'],
  ...['non dichiarata', 'non indicato', 'non indicata', 'non rilevato', 'non rilevata', 'non specificato'],
  ...['non specificata', 'non disponibile', 'non pervenuto', 'non risponde', 'sconosciuto', 'sconosciuta'],
  ...['unknown', 'not known', 'not stated', '?', '??', '-', '--', '---', '/', '//'],
]
/** Where a list has no «unknown», the answer that stands for it. */
const notStated: { [H in keyof AnswerLabels]?: string } = { gender: 'other_ns' }

export const lists = {
  channel: codes.channels,
  origin: codes.origins,
  ageBand: codes.ageBands,
  gender: codes.genders,
  citizenship: codes.citizenships,
  household: codes.households,
  incomeSupport: codes.incomeSupports,
  known: codes.known,
  lastVisit: codes.lastVisits,
  needDomain: codes.needDomains,
  request: codes.requests,
  outcome: codes.outcomes,
  unmetReason: codes.unmetReasons,
} as const satisfies Record<keyof AnswerLabels, readonly string[]>

/** A sign alone («?») is a word too. */
const answerKey = (text: string) => plain(text) || text.trim()

const answers: Record<string, ReadonlyMap<string, string>> = Object.fromEntries(
  Object.entries(lists).map(([holds, list]) => {
    const of = holds as keyof AnswerLabels
    const written = (code: string) => [
      code,
      (labels.it[of] as Record<string, string>)[code]!,
      (labels.en[of] as Record<string, string>)[code]!,
      ...(synonyms[of]?.[code] ?? []),
      ...(code === (notStated[of] ?? 'unknown') ? unknownWords : []),
    ]
    // What is written first wins: a code and a label come before the synonyms of another answer.
    const codeOf = new Map<string, string>()
    const ways = list.map(code => ({ code, ways: written(code).map(answerKey) }))
    for (let place = 0; ways.some(each => place < each.ways.length); place++)
      for (const each of ways) {
        const way = each.ways[place]
        if (way !== undefined && !codeOf.has(way)) codeOf.set(way, each.code)
      }
    return [holds, codeOf]
  }),
)

export const isList = (holds: Holds): holds is keyof AnswerLabels => holds in lists
/** @returns the code of an answer, written as its code, its Italian or English label, or a known synonym */
export const answerOf = (holds: keyof AnswerLabels, text: string): string | undefined =>
  answers[holds]!.get(answerKey(text))
/** Every way of writing an answer of a list, in plain form, with its code. */
export const writingsOf = (holds: keyof AnswerLabels): ReadonlyMap<string, string> => answers[holds]!

/** A place in plain form: «Nord-Ovest» and «NORD OVEST» are one. */
export const placeKey = (text: string): string => plain(text).replace(/[- ]+/g, ' ').trim() || text.trim()

/** What stands for an area outside the target areas, and for one that is not known. */
const otherAreaWords = {
  outside: [
    ...[otherAreas.it.outside, otherAreas.en.outside, 'outside', 'fuori area', 'fuori zona', 'fuori comune'],
    ...['fuori citta', 'fuori', 'altro comune', 'altro', 'altra area', 'altra zona', 'outside the areas'],
  ],
  unknown: [otherAreas.it.unknown, otherAreas.en.unknown, ...unknownWords],
}
export const areaWords: ReadonlyMap<string, string> = new Map(
  Object.entries(otherAreaWords).flatMap(([code, words]) =>
    words.map(word => [placeKey(word), code] as const),
  ),
)
export const areaWord = (text: string): string | undefined => areaWords.get(placeKey(text))
