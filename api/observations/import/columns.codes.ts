/**
 * The columns of a file of accesses: what each is called, which answers it takes and what its absence means. Pure, and
 * the same in the browser and on the server; the template, the document of the columns and the checks read this list.
 */
import * as codes from '../codes.ts'
import { type AnswerLabels, labels } from '../labels.codes.ts'

/** Beyond these a file is refused with one sentence. Sizes in bytes, a cell in characters. */
export const importLimits = {
  bytes: 20_000_000,
  rows: 100_000,
  columns: 200,
  cell: 200,
  /** Faults that are listed; their number is always told. */
  faults: 1000,
  sample: 20,
} as const

const needPlaces = [1, 2, 3, 4, 5, 6, 7, 8] as const
type NeedPlace = (typeof needPlaces)[number]
export type NeedColumn = `${'need' | 'request' | 'outcome' | 'unmetReason'}${NeedPlace}`
export type ColumnName =
  | 'date'
  | 'centre'
  | 'channel'
  | 'origin'
  | 'residenceArea'
  | 'residenceCell'
  | 'ageBand'
  | 'gender'
  | 'citizenship'
  | 'household'
  | 'incomeSupport'
  | 'knownToService'
  | 'lastVisit'
  | NeedColumn

/** What a cell holds: an answer of a list, a day, or the id or name of a place. */
export type Holds = keyof AnswerLabels | 'day' | 'centre' | 'area' | 'cell'

export type Column = {
  name: ColumnName
  header: { it: string; en: string }
  /** Other headers that are understood, beside the name and the two above. */
  also: readonly string[]
  holds: Holds
  required: boolean
  /** What an access gets when the file has no such column. */
  absent?: string
  /** What an empty cell means; where it is missing an empty cell is a fault, or says nothing. */
  empty?: string
}

const needColumns = (place: NeedPlace): Column[] => {
  const first = place === 1
  const named = (...names: string[]) =>
    names.flatMap(name => (first ? [name, `${name} 1`] : [`${name} ${place}`]))
  return [
    {
      name: `need${place}`,
      header: { it: `Bisogno ${place}`, en: `Need ${place}` },
      also: [...named('bisogno', 'need'), ...(first ? ['bisogno principale', 'main need'] : [])],
      holds: 'needDomain',
      required: first,
    },
    {
      name: `request${place}`,
      header: { it: `Richiesta ${place}`, en: `Request ${place}` },
      also: named('richiesta', 'domanda', 'request'),
      holds: 'request',
      required: false,
    },
    {
      name: `outcome${place}`,
      header: { it: `Esito ${place}`, en: `Outcome ${place}` },
      also: named('esito', 'risposta', 'outcome', 'answer'),
      holds: 'outcome',
      required: first,
    },
    {
      name: `unmetReason${place}`,
      header: { it: `Motivo ${place}`, en: `Reason ${place}` },
      also: named('motivo', 'motivo senza risposta', 'reason', 'unmet reason'),
      holds: 'unmetReason',
      required: false,
    },
  ]
}

/** In the order of the template. */
export const columns: readonly Column[] = [
  {
    name: 'date',
    header: { it: 'Data', en: 'Date' },
    also: ['giorno', 'data accesso', 'data dell’accesso', 'day', 'date of access'],
    holds: 'day',
    required: true,
  },
  {
    name: 'centre',
    header: { it: 'Centro', en: 'Centre' },
    also: ['porta sociale', 'sede', 'punto di accesso', 'center'],
    holds: 'centre',
    required: false,
  },
  {
    name: 'channel',
    header: { it: 'Canale', en: 'Channel' },
    also: ['modalità', 'modalità di accesso', 'modalità di contatto', 'mode'],
    holds: 'channel',
    required: false,
    absent: 'in_person',
  },
  {
    name: 'origin',
    header: { it: 'Motivo dell’accesso', en: 'Origin' },
    also: ['origine', 'provenienza', 'invio', 'origin of access'],
    holds: 'origin',
    required: false,
    absent: 'spontaneous',
  },
  {
    name: 'residenceArea',
    header: { it: 'Area di residenza', en: 'Area of residence' },
    also: ['area', 'zona', 'residenza', 'area residenza', 'zona di residenza', 'residence'],
    holds: 'area',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'residenceCell',
    header: { it: 'Cella di residenza', en: 'Cell of residence' },
    also: ['cella', 'map cell'], // «cell.» is a telephone
    holds: 'cell',
    required: false,
  },
  {
    name: 'ageBand',
    header: { it: 'Fascia d’età', en: 'Age band' },
    also: ['età', 'fascia di età', 'classe di età', 'age', 'age group'],
    holds: 'ageBand',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'gender',
    header: { it: 'Genere', en: 'Gender' },
    also: ['sesso', 'sex'],
    holds: 'gender',
    required: false,
    absent: 'other_ns',
    empty: 'other_ns',
  },
  {
    name: 'citizenship',
    header: { it: 'Cittadinanza', en: 'Citizenship' },
    also: ['gruppo di cittadinanza', 'citizenship group'],
    holds: 'citizenship',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'household',
    header: { it: 'Nucleo', en: 'Household' },
    also: ['nucleo familiare', 'famiglia', 'tipo di nucleo', 'composizione del nucleo', 'household type'],
    holds: 'household',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'incomeSupport',
    header: { it: 'Sostegno al reddito', en: 'Income support' },
    also: ['sostegno', 'misura', 'misura di sostegno', 'beneficio', 'benefit'],
    holds: 'incomeSupport',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'knownToService',
    header: { it: 'Già conosciuto dal servizio', en: 'Known to the service' },
    also: ['conosciuto', 'conosciuto dal servizio', 'conosciuto dal servizio sociale', 'in carico', 'known'],
    holds: 'known',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'lastVisit',
    header: { it: 'Ultima visita', en: 'Last visit' },
    also: ['ultimo accesso', 'ultima visita a una porta sociale', 'previous visit'],
    holds: 'lastVisit',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  ...needPlaces.flatMap(needColumns),
]

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

/** A header also without its spaces: `need_1`, `need1` and «Need 1» are one. */
const headerKey = (header: string) => plain(header).replaceAll('-', ' ').replace(/ /g, '')

const byHeader = new Map(
  columns.flatMap(column =>
    [column.name, column.header.it, column.header.en, ...column.also].map(
      header => [headerKey(header), column] as const,
    ),
  ),
)
export const columnOf = (header: string): Column | undefined => byHeader.get(headerKey(header))
export const columnNamed = (name: string): Column | undefined => columns.find(column => column.name === name)

/** Other ways in which an answer is written, beside its code and its label in both languages. */
const synonyms: { [H in keyof AnswerLabels]?: Partial<Record<string, readonly string[]>> } = {
  channel: {
    in_person: ['in presenza', 'di persona', 'sportello', 'in person'],
    phone: ['telefonico', 'telefonata', 'phone'],
    email: ['e-mail', 'mail', 'messaggio', 'whatsapp'],
    home_visit: ['domicilio', 'visita domiciliare'],
    street: ['strada', 'in strada', 'quartiere', 'educativa di strada'],
    written: ['lettera', 'scritto'],
    other_remote: ['a distanza', 'altro'],
  },
  origin: {
    referred: ['inviato', 'invio', 'referred'],
    summoned: ['convocazione'],
    outreach: ['territorio', 'intercettato sul territorio'],
    order: ['decreto'],
  },
  ageBand: { '65+': ['65 e piu', 'oltre 65', 'over 65', '65 anni e oltre'] },
  gender: {
    F: ['femmina', 'female', 'd'],
    M: ['maschio', 'male', 'u'],
    other_ns: ['altro', 'non indicato', 'other', 'n d', 'nd', 'x'],
  },
  citizenship: {
    it: ['italiano', 'italia', 'ita'],
    eu: ['ue', 'unione europea', 'comunitaria'],
    non_eu: ['extra ue', 'extraue', 'extracomunitaria', 'non ue', 'fuori dall ue'],
  },
  household: {
    single: ['singolo', 'sola', 'solo', 'persona singola', 'single'],
    single_parent: ['monogenitore', 'mono genitoriale', 'monogenitoriale'],
    extended: ['estesa', 'famiglia estesa'],
  },
  incomeSupport: {
    none: ['nessun sostegno', 'no'],
    rdc_historic: ['rdc'],
    adi: ['ad i'],
    sfl: ['supporto formazione e lavoro', 'supporto per la formazione e il lavoro'],
  },
  known: { yes: ['s', 'y', 'vero', 'true', '1'], no: ['n', 'falso', 'false', '0'] },
  lastVisit: {
    never_or_earlier_years: ['mai', 'anni precedenti', 'mai o anni precedenti', 'never'],
    this_quarter: ['in questo trimestre', '1-2 volte'],
    this_quarter_3_or_more: ['3 o piu', 'in questo trimestre 3 o piu'],
  },
  needDomain: {
    economic: ['economico', 'reddito'],
    work: ['occupazione'],
    housing: ['abitazione', 'abitativo', 'alloggio'],
    education: ['istruzione', 'formazione', 'scuola'],
    disability_care: ['disabilita', 'cura'],
    family: ['famiglia', 'genitorialita', 'relazioni familiari e genitorialita'],
    isolation: ['solitudine', 'isolamento'],
    migration: ['immigrazione'],
    rights_access: ['diritti', 'accesso ai diritti', 'diritti e servizi'],
    addiction: ['dipendenza'],
  },
  request: {
    information: ['informazione'],
    bureaucratic_help: ['pratiche'],
    food_goods: ['cibo', 'beni', 'alimenti'],
    economic_aid: ['aiuto economico', 'contributo'],
    job_search: ['lavoro'],
    housing_help: ['casa'],
    health_access: ['cure'],
  },
  outcome: {
    information: ['informazioni'],
    solved: ['risolto'],
    accompaniment: ['accompagnato'],
    referral: ['invio', 'inviato'],
    intake_proposal: ['presa in carico'],
    unmet: ['senza risposta', 'non risolto', 'nessuna', 'nessuna risorsa'],
  },
  unmetReason: {
    full: ['completo', 'pieno', 'posti esauriti'],
    not_eligible: ['requisiti', 'senza requisiti'],
    too_far: ['lontano', 'lontana', 'distanza'],
    cost: ['costo', 'costa'],
    hours: ['orari', 'orario'],
  },
}
const unknownWords = ['non so', 'non noto', 'n d', 'nd', 'sconosciuto', 'unknown', 'not known', '?']

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

const answers = Object.fromEntries(
  Object.entries(lists).map(([holds, list]) => {
    const of = holds as keyof AnswerLabels
    const written = (code: string) => [
      code,
      (labels.it[of] as Record<string, string>)[code]!,
      (labels.en[of] as Record<string, string>)[code]!,
      ...(synonyms[of]?.[code] ?? []),
      ...(code === 'unknown' ? unknownWords : []),
    ]
    // What is written first wins: a code and a label come before the synonyms of another answer.
    const found = new Map<string, string>()
    const ways = list.map(code => ({ code, ways: written(code).map(answerKey) }))
    for (let place = 0; ways.some(each => place < each.ways.length); place++)
      for (const each of ways) {
        const way = each.ways[place]
        if (way !== undefined && !found.has(way)) found.set(way, each.code)
      }
    return [holds, found]
  }),
) as Record<keyof AnswerLabels, Map<string, string>>

export const isList = (holds: Holds): holds is keyof AnswerLabels => holds in lists
/** @returns the code of an answer, written as its code, its Italian or English label, or a known synonym */
export const answerOf = (holds: keyof AnswerLabels, text: string): string | undefined =>
  answers[holds].get(answerKey(text))

/** What stands for an area outside the target areas, and for one that is not known. */
const areaWords: Record<string, string> = {
  outside: 'outside',
  altrove: 'outside',
  elsewhere: 'outside',
  'fuori area': 'outside',
  'fuori zona': 'outside',
  'outside the areas': 'outside',
  unknown: 'unknown',
  'non nota': 'unknown',
  ...Object.fromEntries(unknownWords.map(word => [word, 'unknown'])),
}
export const areaWord = (text: string): string | undefined => areaWords[answerKey(text)]

/**
 * A day written `gg/mm/aaaa` (also with hyphens or dots, with or without leading zeros) or `aaaa-mm-gg`. The day comes
 * first, always; a year of two digits has two readings and none is chosen.
 * @returns YYYY-MM-DD, or which fault it is
 */
export function dayOfText(text: string): { day: string } | { fault: 'short_year' | 'unreadable_date' } {
  const written = text.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)
  const italian = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(written)
  const [year, month, day] = iso ? iso.slice(1) : italian ? [italian[4], italian[3], italian[1]] : []
  if (year === undefined || month === undefined || day === undefined) return { fault: 'unreadable_date' }
  if (year.length === 2) return { fault: 'short_year' }
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${found}T00:00:00Z`)
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(found)
  return exists ? { day: found } : { fault: 'unreadable_date' }
}

/** Kinds of what identifies somebody, by the name of a column or by what a cell holds. */
export const identityKinds = [
  'person_name',
  'tax_code',
  'birth_date',
  'phone',
  'email',
  'address',
  'document',
  'bank_account',
  'plate',
  'person_code',
] as const
export type IdentityKind = (typeof identityKinds)[number]

/** Words of a header that ask for an identity, whole words of its plain form. */
const identityHeaders: [IdentityKind, RegExp][] = [
  ['tax_code', /\b(cod(ice)? ?fisc(ale)?|codfisc|c f|cf|tax (code|id)|fiscal code|ssn|social security)\b/],
  ['email', /\b(e-? ?mail|mail|pec|posta elettronica)\b/],
  [
    'phone',
    /\b(tel|telefon\w*|cell|cellular\w*|phone|mobile|recapit\w*|contatt[oi]|contacts?|fax|whatsapp)\b/,
  ],
  [
    'birth_date',
    /\b(nascita|nat[oaie]|data nasc|dob|birth\w*|born|compleanno|anno di nascita|luogo di nascita)\b/,
  ],
  ['bank_account', /\b(iban|conto( corrente)?|bank|account)\b/],
  [
    'document',
    /\b(document[oi]?|carta d? ?identita|c ?i ?e|passaport[oi]|passport|patente|permesso|id card|driving licen[cs]e)\b/,
  ],
  ['plate', /\b(targa|plate)\b/],
  [
    'address',
    /\b(indirizz[oi]|via|viale|piazza|civico|cap|domicilio|address|street|zip|post ?code|lat(itud\w+)?|lon(g|gitud\w+)?|coordinat\w+)\b/,
  ],
  [
    'person_name',
    /\b(nom[ei]|cognom[ei]|nominativ[oi]|generalita|anagrafica|intestatari[oa]|beneficiari[oa]|richiedente|assistit[oa]|utente|name|names|surname|first ?name|last ?name|full ?name|nickname|initials|iniziali|soprannome|firma)\b/,
  ],
  [
    'person_code',
    /\b(id|uuid|matricola|tessera|codice|cod|numero|n|progressivo|pratica|protocollo|fascicolo|cartella|code|number|record key)\b/,
  ],
]

/** @returns which identity the name of a column asks for; columns of ours are never asked */
export function identityOfHeader(header: string): IdentityKind | undefined {
  const words = plain(header).replaceAll('-', ' ')
  return identityHeaders.find(([, pattern]) => pattern.test(words))?.[0]
}

/** A day in a cell that wants none is most often when somebody was born. */
export const looksLikeDay = (text: string): boolean =>
  /^\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})$|^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}$/.test(text.trim())

/** A cell that a spreadsheet could take for a formula gets an apostrophe before it. */
const withoutFormula = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** Rows as a CSV file of Italian spreadsheets: semicolons, CRLF, byte order mark. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows
    .map(row =>
      row
        .map(withoutFormula)
        .map(cell => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(';'),
    )
    .join('\r\n')}\r\n`

const templateColumns = columns.filter(
  ({ name }) => !/[3-8]$/.test(name) && name !== 'centre' && name !== 'residenceCell',
)
/** The columns in use and two invented accesses of a recent day, to be overwritten. */
export function templateOf(language: 'it' | 'en', day: string): string {
  const word = (holds: keyof AnswerLabels, code: string) =>
    (labels[language][holds] as Record<string, string>)[code]!
  const invented: Partial<Record<ColumnName, string>>[] = [
    {
      channel: 'in_person',
      origin: 'spontaneous',
      ageBand: '35-49',
      gender: 'F',
      citizenship: 'it',
      household: 'single_parent',
      incomeSupport: 'none',
      knownToService: 'no',
      lastVisit: 'never_or_earlier_years',
      need1: 'housing',
      request1: 'housing_help',
      outcome1: 'guidance',
      need2: 'work',
      outcome2: 'unmet',
      unmetReason2: 'hours',
    },
    {
      channel: 'phone',
      origin: 'referred',
      ageBand: '65+',
      gender: 'M',
      citizenship: 'it',
      household: 'single',
      incomeSupport: 'unknown',
      knownToService: 'yes',
      lastVisit: 'this_year',
      need1: 'isolation',
      request1: 'listening',
      outcome1: 'referral',
    },
  ]
  const date = language === 'it' ? day.split('-').reverse().join('/') : day
  const outside = language === 'it' ? 'Altrove' : 'Elsewhere'
  return csvOf([
    templateColumns.map(column => column.header[language]),
    ...invented.map(access =>
      templateColumns.map(({ name, holds }) => {
        if (holds === 'day') return date
        if (holds === 'area') return outside
        const code = access[name]
        return code !== undefined && isList(holds) ? word(holds, code) : ''
      }),
    ),
  ])
}
