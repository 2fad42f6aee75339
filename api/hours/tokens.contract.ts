/** The words in which people tell hours, Italian and English, as tokens with their places. */
import type { Span } from './paths.contract.ts'
import { monthNames } from './rules.contract.ts'
import type { SpeechFault } from './speech.contract.ts'
import { appointment } from './words.contract.ts'

/** The piece of a text that stops the reading. */
export class NotUnderstood extends Error {
  readonly code: SpeechFault['code']
  readonly start: number
  readonly end: number
  constructor(code: SpeechFault['code'], { start, end }: Span) {
    super(code)
    this.code = code
    this.start = start
    this.end = end
  }
}

type Kind =
  | 'day'
  | 'nth'
  | 'month'
  | 'number'
  | 'sun'
  | 'off'
  | 'except'
  | 'also'
  | 'only'
  | 'otherwise'
  | 'included'
  | 'onwards'
  | 'all_day'
  | 'comment'
  | 'unknown'
  | 'vague_hours'
  | 'vague_months'
  | 'to'
  | 'and'
  | 'filler'
  | 'stop'
  | 'slash'
  | 'from'
  | 'between'
  | 'of_month'
  | 'all_year'
/** `lead` is the word of a beginning that stands before it: «dal», «dalle», «tra». */
export type Token = { kind: Kind; value: string; start: number; end: number; lead?: string }

/** Small letters without accents, one dash and one apostrophe; places stay those of the text. */
export const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, place) => {
    const plain = text[place]!.normalize('NFD')[0]!.toLowerCase()
    return plain.length === 1 ? plain : text[place]!
  })
    .join('')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .replace(/[«»“”]/g, '"')
    // An accent written apart from its letter.
    .replace(/\p{M}/gu, ' ')
    .replace(/\s/g, space => (space === '\n' ? '\n' : ' '))

const weekdays: [string, string][] = [
  ['Mo', "lunedi'?|lun|mon(?:days?)?"],
  ['Tu', "martedi'?|mart|tue(?:s|sdays?)?"],
  ['We', "mercoledi'?|merc?|wed(?:s|nesdays?)?"],
  ['Th', "giovedi'?|giov?|thu(?:r|rs|rsdays?)?"],
  ['Fr', "venerdi'?|vene?|fri(?:days?)?"],
  ['Sa', 'sabat[oi]|sab|sat(?:urdays?)?'],
  ['Su', 'domenic(?:a|he)|dom|sun(?:days?)?'],
]
/** Two letters only where a dash, a comma or an hour comes after: «ma» and «me» are words too. */
const shortWeekdays: [string, string][] = [
  ['Mo', 'lu|mo'],
  ['Tu', 'ma|tu'],
  ['We', 'me|we'],
  ['Th', 'gi|th'],
  ['Fr', 've|fr'],
  ['Sa', 'sa'],
  ['Su', 'do|su'],
]
const months = [
  'gen(?:naio)?|jan(?:uary)?',
  'feb(?:braio|ruary)?',
  'marzo|march',
  'apr(?:ile|il)?',
  'mag(?:gio)?|may',
  'giu(?:gno)?|june?',
  'lug(?:lio)?|july?',
  'ago(?:sto)?|aug(?:ust)?',
  'set(?:t|tembre)?|sept?(?:ember)?',
  'ott(?:obre)?|oct(?:ober)?',
  'nov(?:embre|ember)?',
  'dic(?:embre)?|dec(?:ember)?',
]
const word = (pattern: string) => String.raw`(?:${pattern})(?![\p{L}\d])\.?`

/** The first that fits wins. A value of `$` is what was written. */
const vocabulary: [Kind, string, RegExp][] = (
  [
    ['comment', '$', '"[^"]*"'],
    [
      'all_day',
      '24/7',
      '(?:aperto )?24 ?/ ?7|h ?24|24 ?h|(?:aperto )?24 ore(?: su 24)?(?:,? ?(?:7 giorni su 7|tutti i giorni))?|24 ?/ ?24|24 su 24|sempre aperto|always open|24 hours(?: a day)?|around the clock',
    ],
    ['all_day', '00:00-24:00', word('tutto il giorno|tutta la giornata|all day|giorno e notte')],
    [
      'comment',
      appointment,
      word(
        '(?:su|per|previo|con|dietro) (?:appuntamento|prenotazione)|su richiesta|by appointment|on appointment|on request|appuntamento',
      ),
    ],
    ['unknown', 'unknown', word('da confermare|to be confirmed')],
    [
      'off',
      'off',
      word('chius[oaie]|chiusura|riposo|turno di riposo|closed|off|shut|non aperto|no(?![ -]?stop)'),
    ],
    [
      'except',
      'except',
      word(
        'esclus[oaie]|tranne|eccetto|ad eccezione d[a-z]+|salvo|except(?: for| on)?|excluding|but not|apart from|meno',
      ),
    ],
    ['included', 'included', word('compres[oaie]|inclus[oaie]|including|included')],
    ['also', 'also', word('anche|pure|inoltre|piu|also|plus|too')],
    ['only', 'only', word('sol[oaie]|soltanto|solamente|invece|only|instead')],
    [
      'otherwise',
      'otherwise',
      `${word('altrimenti|otherwise|oppure')}|o(?= (?:su|per|previo|con) )|or(?= by )`,
    ],
    ['all_year', '', word("(?:per )?tutto l'anno|all year(?: round)?")],
    [
      'of_month',
      '',
      word('del mese|di ogni mese|ogni mese|of (?:the|each|every) month|each month|every month'),
    ],
    ['onwards', '+', `${word('in poi|in avanti|onwards?')}|(?<=\\d ?)${word('on')}|\\+`],
    ['day', 'feriali', word('(?:tutti i |ogni )?(?:giorni |giorno )?ferial[ie]')],
    [
      'day',
      'Mo-Fr',
      word('(?:every )?weekdays?|(?:tutti i |ogni )?giorn[io] lavorativ[io]|(?:all )?working days?'),
    ],
    [
      'day',
      'Mo-Su',
      word(
        '(?:tutti i giorni|tutti i di|ogni giorno|7 giorni su 7|7 su 7|7/7|quotidianamente|every ?day|daily|each day|all week|tutta la settimana)',
      ),
    ],
    [
      'day',
      'PH',
      word(
        '(?:(?:tutti |giorni |i |nei )*festivi|(?:giorno )?festivo|(?:le )?feste|festivita|(?:public |bank )?holidays?)',
      ),
    ],
    ['day', 'Sa,Su', word('(?:nel )?week ?-?ends?|fine settimana')],
    ['nth', '1', word('prim[oaie]|first|1[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '2', word('second[oaie]|second|2[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '3', word('terz[oaie]|third|3[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '4', word('quart[oaie]|fourth|4[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '-1', word('ultim[oaie]|last')],
    // Tuesday or March: `settled` decides by what stands beside it.
    ['month', 'mar', word('mar')],
    ...weekdays.map(([code, pattern]) => ['day', code, word(pattern)]),
    ...shortWeekdays.map(([code, pattern]) => ['day', code, String.raw`(?:${pattern})(?= ?[-,/]| \d)`]),
    ...months.map((pattern, place) => ['month', monthNames[place]!, word(pattern)]),
    ['sun', 'sunrise', word('alba|sunrise')],
    ['sun', 'sunset', word('tramonto|sunset')],
    ['sun', 'dawn', word('aurora|dawn')],
    ['sun', 'dusk', word('crepuscolo|dusk')],
    ['number', '12:00', word('mezzogiorno|noon|midday')],
    ['number', '24:00', word('mezzanotte|midnight')],
    [
      'vague_hours',
      '$',
      word(
        '(?:di |la |al |alla |in |nel |nella |del |della |ogni )*(?:mattin[oaie]|mattinata|pomeriggio|pomeriggi|ser[ae]|nott[ei]|mornings?|afternoons?|evenings?|nights?)|orario d.?ufficio|office hours',
      ),
    ],
    [
      'vague_months',
      '$',
      word(
        "(?:periodo |mesi |d'|in |durante l?.? ?)*(?:estate|estiv[oaie]|inverno|invernal[ei]|primavera|autunno|summer|winter|spring|autumn)|(?:periodo|anno|vacanze|calendario|giorni) scolastic[oaihe]+|school (?:year|terms?|holidays|days)",
      ),
    ],
    ['number', '$', String.raw`\d{1,2}(?:[:.h]\d{2})?(?!\d)(?: ?(?:[ap]\.?m\.?)(?!\p{L}))?[°º]?`],
    ['stop', ';', String.raw`[;\n·|]+|\.(?= |$)`],
    ['filler', '', word('per il pubblico|al pubblico|to the public')],
    [
      'to',
      '$',
      `-|${word("fino (?:al|alle|alla|all'|ad|a)?|al|alla|allo|alle|a|ad|to|till?|until|through|thru|fino")}|all'|(?:fino )?alle(?=\\d)`,
    ],
    ['from', '$', `dall'|${word('dal|dalle|dalla|dallo|da|from')}|dalle(?=\\d)`],
    ['between', '$', word('tra|fra|between')],
    ['slash', '/', '/'],
    ['and', ',', ','],
    ['and', 'e', `&|${word('e|ed|and')}`],
    [
      'filler',
      '',
      `[:()]|(?:nell|dell|l|d)'|(?:ore|h)(?=\\d)|${word('orario (?:continuato|unico|no[ -]stop)|continuato|non?[ -]stop|di ogni settimana|ogni settimana|every week|tutti [ie]|tutte le|d[ei]l?|il|lo|la|i|gli|le|nei?|nel|nell[aeo]|negli|di|d[ei]ll[aeo]|dei|degli|in|con|ore|ora|orari[oi]?|apert[oaie]|apertura|apre|opens?|hours?|the|on|at|of|giorn[oi]|days?|mes[ei]|ogni|every|each|poi|then|h')}`,
    ],
  ] as [Kind, string, string][]
).map(([kind, value, pattern]) => [kind, value, new RegExp(pattern, 'uy')])

/**
 * @param plain the text folded, its places the same
 * @throws NotUnderstood at the first piece that is no word of hours
 */
export function tokensOf(plain: string, text: string): Token[] {
  const tokens: Token[] = []
  let lead = ''
  for (let place = 0; place < plain.length; ) {
    if (plain[place] === ' ') {
      place++
      continue
    }
    let taken = 0
    for (const [kind, value, pattern] of vocabulary) {
      pattern.lastIndex = place
      const written = pattern.exec(plain)?.[0]
      if (!written) continue
      taken = written.length
      const end = place + taken
      const token = { kind, value: value === '$' ? plain.slice(place, end) : value, start: place, end }
      if (kind === 'comment' && value === '$') token.value = text.slice(place, end)
      if (kind === 'from' || kind === 'between') lead = token.value
      else if (kind !== 'filler') {
        tokens.push(lead === '' ? token : { ...token, lead })
        lead = ''
      }
      break
    }
    if (taken === 0) {
      const end = place + (/^[^\s,;]+/.exec(text.slice(place))?.[0].length ?? 1)
      throw new NotUnderstood('hours_not_understood', { start: place, end })
    }
    place += taken
  }
  return tokens
}
