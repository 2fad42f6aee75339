/** The words in which people tell hours, Italian and English, as tokens with their places. */
import { monthNames } from './rules.contract.ts'
import type { SpeechFault } from './speech.contract.ts'
import { appointment, type HoursLanguage } from './words.contract.ts'

/** The piece of a text, from its first character to after its last, that stops the reading. */
export class NotUnderstood extends Error {
  readonly code: SpeechFault['code']
  readonly start: number
  readonly end: number
  constructor(code: SpeechFault['code'], { start, end }: { start: number; end: number }) {
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
export type Token = { kind: Kind; value: string; start: number; end: number }

/** Small letters without accents, one dash and one apostrophe; places stay those of the text. */
const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, place) => {
    const plain = text[place]!.normalize('NFD')[0]!.toLowerCase()
    return plain.length === 1 ? plain : text[place]!
  })
    .join('')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .replace(/[«»“”]/g, '"')
    .replace(/\s/g, space => (space === '\n' ? '\n' : ' '))

const weekdays: [string, string][] = [
  ['Mo', "lun(?:edi')?|lunedi|lun\\.|mon(?:days?)?"],
  ['Tu', 'martedi|mart?|tue(?:s|sdays?)?'],
  ['We', 'mercoledi|merc?|wed(?:s|nesdays?)?'],
  ['Th', 'giovedi|giov?|thu(?:r|rs|rsdays?)?'],
  ['Fr', 'venerdi|ven|fri(?:days?)?'],
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
      '(?:aperto )?24 ?/ ?7|h ?24|24 ?h|(?:aperto )?24 ore(?: su 24)?(?:,? ?(?:7 giorni su 7|tutti i giorni))?|sempre aperto|sempre|always open|always|24 hours(?: a day)?|around the clock',
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
    ['off', 'off', word('chius[oaie]|chiusura|riposo|turno di riposo|closed|off|shut|non aperto|no')],
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
    ['otherwise', 'otherwise', word('altrimenti|otherwise|oppure')],
    ['onwards', '+', `${word('in poi|in avanti|onwards?')}|(?<=\\d ?)${word('on')}|\\+`],
    [
      'day',
      'Mo-Su',
      word(
        '(?:tutti i giorni|ogni giorno|7 giorni su 7|7 su 7|7/7|quotidianamente|every ?day|daily|each day|all week|tutta la settimana)',
      ),
    ],
    [
      'day',
      'PH',
      word(
        '(?:(?:giorni |i |nei )*festivi|(?:giorno )?festivo|(?:le )?feste|festivita|(?:public |bank )?holidays?)',
      ),
    ],
    ['day', 'Mo-Sa', word('(?:giorni )?feriali')],
    ['day', 'Mo-Fr', word('weekdays?|giorni lavorativi|working days?')],
    ['day', 'Sa,Su', word('(?:nel )?week ?-?ends?|fine settimana')],
    ['nth', '1', word('prim[oaie]|first|1[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '2', word('second[oaie]|second|2[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '3', word('terz[oaie]|third|3[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '4', word('quart[oaie]|fourth|4[°º^ao](?= ?(?:e |,|[a-z]))')],
    ['nth', '-1', word('ultim[oaie]|last')],
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
        '(?:di |la |al |in |nel |ogni )*(?:mattin[oaie]|mattinata|pomeriggio|pomeriggi|ser[ae]|nott[ei]|mornings?|afternoons?|evenings?|nights?)|orario d.?ufficio|office hours',
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
    ['to', '-', `-|${word("fino (?:al?|alle|all'|ad)?|al?|alle|ad|to|till?|until|through|fino")}|all'`],
    ['slash', '/', '/'],
    ['and', ',', `,|&|${word('e|ed|and')}`],
    [
      'filler',
      '',
      `[:()]|(?:dall|nell|dell|l|d)'|${word("del mese|of (?:the|each|every) month|of the month|ogni mese|d[aei]l?|dall?[aeo]?|dal?l'|dagli|il|lo|la|i|gli|le|nei?|nel|nell[aeo]|negli|di|d[aei]ll[aeo]|dei|degli|in|con|ore|ora|orari?o?|apert[oaie]|apertura|apre|opens?|hours?|the|on|at|of|from|between|tra|fra|giorn[oi]|days?|mes[ei]|ogni|every|each|poi|then|per il pubblico|al pubblico|h")}`,
    ],
  ] as [Kind, string, string][]
).map(([kind, value, pattern]) => [kind, value, new RegExp(pattern, 'uy')])

/** @throws NotUnderstood at the first piece that is no word of hours */
export function tokensOf(text: string): Token[] {
  const plain = folded(text)
  const tokens: Token[] = []
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
      if (kind !== 'filler')
        tokens.push({ kind, value: value === '$' ? text.slice(place, end) : value, start: place, end })
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

/** «mar» is Tuesday, unless it goes with a month or a day of the month, or the text is English. */
export const withMarch = (tokens: Token[], language: HoursLanguage): Token[] =>
  tokens.map((token, place) => {
    if (token.value !== 'mar') return token
    const at = (offset: number) => tokens[place + offset]
    const spans = (near: number) =>
      at(near)?.kind === 'to' && at(near * 2)?.kind === 'month' && at(near * 2)?.value !== 'mar'
    const dayBefore = at(-1)?.kind === 'number' && /^\d{1,2}$/.test(at(-1)!.value) && at(-2)?.kind !== 'to'
    return language === 'en' || spans(1) || spans(-1) || dayBefore
      ? { ...token, value: 'Mar' }
      : { ...token, kind: 'day', value: 'Tu' }
  })
