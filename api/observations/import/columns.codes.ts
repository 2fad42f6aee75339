/**
 * The columns of a file of accesses: what each is called, which answers it takes and what its absence means. Pure, and
 * the same in the browser and on the server; the template, the document of the columns and the checks read this list.
 */
import { type AnswerLabels, labels } from '../labels.codes.ts'
import { otherAreas, type Question, questionWords } from '../questions.codes.ts'
import { isList, plain } from './answers.codes.ts'

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

/** The words of the desk's question. */
const headerOf = (question: Question, place?: NeedPlace) => {
  const after = place === undefined ? '' : ` ${place}`
  return { it: questionWords.it[question] + after, en: questionWords.en[question] + after }
}

const needColumns = (place: NeedPlace): Column[] => {
  const first = place === 1
  const named = (...names: string[]) =>
    names.flatMap(name => (first ? [name, `${name} 1`] : [`${name} ${place}`]))
  const inWords = (question: Question) => named(questionWords.it[question], questionWords.en[question])
  return [
    {
      name: `need${place}`,
      header: headerOf('need', place),
      also: [
        ...inWords('need'),
        ...named('bisogno espresso', 'bisogno rilevato', 'tipo di bisogno', 'area di bisogno', 'problema'),
        ...named('problematica', 'ambito'),
        ...(first ? ['bisogno principale', 'main need'] : []),
      ],
      holds: 'needDomain',
      required: first,
    },
    {
      name: `request${place}`,
      header: headerOf('request', place),
      also: [...inWords('request'), ...named('richiesta', 'domanda', 'servizio richiesto', 'request')],
      holds: 'request',
      required: false,
    },
    {
      name: `outcome${place}`,
      header: headerOf('outcome', place),
      also: [
        ...inWords('outcome'),
        ...named('esito', 'risposta', 'risposta data', 'intervento', 'azione', 'outcome', 'answer'),
      ],
      holds: 'outcome',
      required: first,
    },
    {
      name: `unmetReason${place}`,
      header: headerOf('unmetReason', place),
      also: [
        ...inWords('unmetReason'),
        ...named('motivo', 'motivo senza risposta', 'reason', 'unmet reason'),
      ],
      holds: 'unmetReason',
      required: false,
    },
  ]
}

/** In the order of the template. */
export const columns: readonly Column[] = [
  {
    name: 'date',
    header: headerOf('date'),
    also: [
      ...[
        'giorno',
        'data accesso',
        'data dell’accesso',
        'data di accesso',
        'data contatto',
        'data del contatto',
      ],
      ...['data colloquio', 'data del colloquio', 'day', 'date of access'],
    ],
    holds: 'day',
    required: true,
  },
  {
    name: 'centre',
    header: headerOf('centre'),
    also: ['porta sociale', 'sede', 'punto di accesso', 'center'],
    holds: 'centre',
    required: false,
  },
  {
    name: 'channel',
    header: headerOf('channel'),
    also: [
      ...['modalità', 'modalità di accesso', 'modalità di contatto', 'tipo di contatto', 'tipo contatto'],
      'mode',
    ],
    holds: 'channel',
    required: false,
    absent: 'in_person',
  },
  {
    name: 'origin',
    header: headerOf('origin'),
    also: [
      'motivo dell’accesso',
      'origine',
      'provenienza',
      'invio',
      'inviato da',
      'origin',
      'origin of access',
    ],
    holds: 'origin',
    required: false,
    absent: 'spontaneous',
  },
  {
    name: 'residenceArea',
    header: headerOf('residenceArea'),
    also: [
      ...[
        'area',
        'area di residenza',
        'zona',
        'residenza',
        'area residenza',
        'zona di residenza',
        'quartiere',
      ],
      ...['rione', 'quartiere di residenza', 'residence', 'area of residence'],
    ],
    holds: 'area',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'residenceCell',
    header: headerOf('residenceCell'),
    also: ['cella', 'map cell'], // «cell.» is a telephone
    holds: 'cell',
    required: false,
  },
  {
    name: 'ageBand',
    header: headerOf('ageBand'),
    also: [
      ...['fascia d’età', 'fascia di età', 'fascia età', 'classe di età', 'classe d’età', 'anni', 'età anni'],
      ...['age band', 'age group'],
    ],
    holds: 'ageBand',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'gender',
    header: headerOf('gender'),
    also: ['sesso', 'sex', 'm/f', 'f/m'],
    holds: 'gender',
    required: false,
    absent: 'other_ns',
    empty: 'other_ns',
  },
  {
    name: 'citizenship',
    header: headerOf('citizenship'),
    also: ['gruppo di cittadinanza', 'nazionalità', 'nazione', 'citizenship group', 'nationality'],
    holds: 'citizenship',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'household',
    header: headerOf('household'),
    also: [
      ...['nucleo', 'nucleo familiare', 'famiglia', 'tipo di nucleo', 'composizione del nucleo'],
      ...['composizione nucleo', 'household', 'household type'],
    ],
    holds: 'household',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'incomeSupport',
    header: headerOf('incomeSupport'),
    also: ['sostegno', 'misura', 'misura di sostegno', 'beneficio', 'benefit'],
    holds: 'incomeSupport',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'knownToService',
    header: headerOf('knownToService'),
    also: [
      ...['già conosciuto dal servizio', 'conosciuto dal servizio', 'conosciuto dal servizio sociale'],
      ...[
        'già conosciuto',
        'già noto',
        'noto al servizio',
        'in carico',
        'già in carico',
        'known to the service',
      ],
    ],
    holds: 'known',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  {
    name: 'lastVisit',
    header: headerOf('lastVisit'),
    also: ['ultimo accesso', 'ultima visita a una porta sociale', 'previous visit'],
    holds: 'lastVisit',
    required: false,
    absent: 'unknown',
    empty: 'unknown',
  },
  ...needPlaces.flatMap(needColumns),
]

/** A header also without its spaces: `need_1`, `need1` and «Need 1» are one. */
export const headerKey = (header: string) => plain(header).replaceAll('-', ' ').replace(/ /g, '')

const byHeader = new Map(
  columns.flatMap(column =>
    [column.name, column.header.it, column.header.en, ...column.also].map(
      header => [headerKey(header), column] as const,
    ),
  ),
)
/** What stands in brackets after a header only explains it: «Sesso (M/F)». */
export const columnOf = (header: string): Column | undefined =>
  byHeader.get(headerKey(header)) ?? byHeader.get(headerKey(header.replace(/\([^)]*\)\s*$/, '')))
export const columnNamed = (name: string): Column | undefined => columns.find(column => column.name === name)

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
  return csvOf([
    templateColumns.map(column => column.header[language]),
    ...invented.map(access =>
      templateColumns.map(({ name, holds }) => {
        if (holds === 'day') return date
        if (holds === 'area') return otherAreas[language].outside
        const code = access[name]
        return code !== undefined && isList(holds) ? word(holds, code) : ''
      }),
    ),
  ])
}
