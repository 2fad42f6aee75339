/**
 * The guard of free text: what identifies a person is refused, by the browser before sending and by the server again,
 * with this same code. A probable name is only pointed out, since places and bodies bear names of people.
 */
import type { Bilingual } from '../http/operation.ts'

export const personalKinds = ['tax_code', 'iban', 'email', 'phone', 'plate', 'street_number'] as const
export type PersonalKind = (typeof personalKinds)[number]
export type PersonalDatum = { kind: PersonalKind; found: string; index: number }
export type ProbableName = { found: string; index: number }

/** `{found}` stands for what was found. */
export const guardFaults = {
  tax_code: {
    it: 'Togli il codice fiscale «{found}»: nei testi non si conservano dati di persone',
    en: 'Take out the tax code “{found}”: texts keep no data of persons',
  },
  iban: {
    it: 'Togli l’IBAN «{found}»: nei testi non si conservano conti',
    en: 'Take out the IBAN “{found}”: texts keep no bank accounts',
  },
  email: {
    it: 'Togli l’indirizzo e-mail «{found}»: quello dell’ente ha un campo suo',
    en: 'Take out the e-mail address “{found}”: that of the body has a field of its own',
  },
  phone: {
    it: 'Togli il numero di telefono «{found}»: quello dell’ente ha un campo suo',
    en: 'Take out the phone number “{found}”: that of the body has a field of its own',
  },
  plate: {
    it: 'Togli la targa «{found}»: nei testi non si conservano dati di persone',
    en: 'Take out the number plate “{found}”: texts keep no data of persons',
  },
  street_number: {
    it: 'Togli il numero civico da «{found}»: quello di un luogo pubblico va nell’indirizzo',
    en: 'Take the street number out of “{found}”: that of a public place goes into the address',
  },
} as const satisfies Record<PersonalKind, Bilingual>

/** Fields where a kind is legal because it is what they are for; in every other text all kinds are refused. */
const legalIn: Readonly<Record<string, readonly PersonalKind[]>> = {
  address: ['street_number'],
  phone: ['phone'],
  taxCode: ['phone'], // eleven digits
  email: personalKinds,
  website: personalKinds,
}

export type Refusal = PersonalDatum & { path: readonly (string | number)[]; detail: Bilingual }

/** @returns one refusal for each thing found in any text of a body, whatever its depth */
export function refusals(body: unknown, path: readonly (string | number)[] = []): Refusal[] {
  if (typeof body === 'string') return refusalsOfText(body, path)
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) =>
    refusals(value, [...path, Array.isArray(body) ? Number(key) : key]),
  )
}

function refusalsOfText(text: string, path: readonly (string | number)[]): Refusal[] {
  const field = path.findLast(key => typeof key === 'string')
  const legal = (field !== undefined && legalIn[field]) || []
  return personalData(text)
    .filter(({ kind }) => !legal.includes(kind))
    .map(datum => ({ ...datum, path, detail: told(datum) }))
}

const told = ({ kind, found }: PersonalDatum): Bilingual => ({
  it: guardFaults[kind].it.replace('{found}', () => found),
  en: guardFaults[kind].en.replace('{found}', () => found),
})

/** @returns what identifies somebody in a text, in order of place; `found` is at `index` of the text as typed */
export function personalData(text: string): PersonalDatum[] {
  let rest = folded(text)
  const data = personalKinds.flatMap(kind =>
    finders[kind](rest).map(({ start, end }) => {
      // What one kind has taken is no other kind's: an account holds digits that would pass for a phone.
      rest = rest.slice(0, start) + taken.repeat(end - start) + rest.slice(end)
      return { kind, found: text.slice(start, end), index: start }
    }),
  )
  return data.sort((one, other) => one.index - other.index)
}

type Span = { start: number; end: number }
const taken = '¤'

/** Wide forms, exotic spaces and dashes as plain ones. The length stays, so places in it are places in the text. */
const folded = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('’', "'")

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))

/** The spans that overlap none before them. */
function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end))
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  return kept
}

// Tax codes

/** A digit, or the letter that stands for it where two persons would have the same code («omocodia»). */
const omocodia = 'LMNPQRSTUV'
const taxCodeShape = [
  ...Array(6).fill('[A-Z]'),
  ...Array(2).fill(`[\\d${omocodia}]`),
  '[ABCDEHLMPRST]',
  ...Array(2).fill(`[\\d${omocodia}]`),
  '[A-Z]',
  ...Array(3).fill(`[\\d${omocodia}]`),
  '[A-Z]',
].join('[\\s.-]?')
const taxCodePattern = new RegExp(`(?<![A-Z0-9])(?=(${taxCodeShape})(?![A-Z0-9]))`, 'gi')

const findTaxCodes = (text: string): Span[] =>
  apart(
    [...text.matchAll(taxCodePattern)]
      .filter(([, written = '']) => isTaxCode(written))
      .map(({ 1: written = '', index }) => ({ start: index, end: index + written.length })),
  )

function isTaxCode(written: string): boolean {
  const code = written.replace(/[^A-Z0-9]/gi, '').toUpperCase()
  const day = Number([...code.slice(9, 11)].map(digitOf).join('')) % 40
  return day >= 1 && day <= 31 && controlCharacter(code.slice(0, 15)) === code[15]
}

const digitOf = (character: string): string =>
  omocodia.includes(character) ? String(omocodia.indexOf(character)) : character

/** Decree of the Minister of Finance of 23 December 1976, annex: a letter's weight in odd places is its place here. */
const oddWeights = 'BAKPLCQDREVOSFTGUHMINJWZYX'
function controlCharacter(code: string): string {
  const sum = [...code].reduce((total, character, place) => {
    const letter = /\d/.test(character) ? String.fromCharCode(65 + Number(character)) : character
    return total + (place % 2 === 0 ? oddWeights.indexOf(letter) : letter.charCodeAt(0) - 65)
  }, 0)
  return String.fromCharCode(65 + (sum % 26))
}

// IBANs

/** ISO 13616 registry: country and length. */
const ibanLengths = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CY28 CZ24 DE22 DK18 EE20 EG29 ES24 FI18 FR27
   GB22 GE22 GR27 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19
   MR27 MT31 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20`
    .trim()
    .split(/\s+/)
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))]),
)
const ibanPattern = /(?<![A-Z0-9])(?=([A-Z]{2}[\s.-]?\d[\s.-]?\d(?:[\s.-]?[A-Z0-9]){11,30}))/gi

const findIbans = (text: string): Span[] =>
  apart(
    [...text.matchAll(ibanPattern)].flatMap(({ 1: written = '', index }) => {
      const iban = ibanAtStart(written)
      const next = text[index + iban.length]
      return iban && !/[A-Z0-9]/i.test(next ?? '') ? [{ start: index, end: index + iban.length }] : []
    }),
  )

function ibanAtStart(written: string): string {
  const length = ibanLengths.get(written.slice(0, 2).toUpperCase()) ?? Number.POSITIVE_INFINITY
  const places = [...written.matchAll(/[A-Z0-9]/gi)].map(({ index }) => index)
  if (places.length < length) return ''
  const iban = written.slice(0, places[length - 1]! + 1)
  return remainderOf97(iban.replace(/[\s.-]/g, '').toUpperCase()) === 1 ? iban : ''
}

/** ISO 7064, MOD 97-10: the first four characters go last, a letter counts 10 to 35. */
const remainderOf97 = (iban: string): number =>
  [...(iban.slice(4) + iban.slice(0, 4))]
    .map(character => Number.parseInt(character, 36).toString())
    .join('')
    .split('')
    .reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0)

// E-mail addresses

const at = String.raw`(?:@|\s@\s|\s?[([]\s?(?:at|chiocciola)\s?[)\]]\s?|\schiocciola\s)`
const dot = String.raw`(?:\s?\.\s?|\s?[([]\s?(?:dot|punto)\s?[)\]]\s?|\spunto\s)`
const emailPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]+${at}[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*${dot}\p{L}{2,}`,
  'giu',
)
const findEmails = (text: string): Span[] => spansOf(text, emailPattern)

// Phone numbers

const between = String.raw`\)?\s?[./-]?\s?`
const digits = (from: number, to: number) => `(?:${between}\\d){${from},${to}}(?!\\d)`
const numberStart = String.raw`(?<!\d[.,]?)(?:\((?=[\d\s]{2,5}\)))?`
/** Abroad and +39 · mobile · fixed · free and shared-cost numbers: the ranges of the Italian numbering plan. */
const phonePattern = new RegExp(
  [
    String.raw`(?<!\d)(?:\((?=[+\d]{3,5}\)))?(?:\+\s?|00(?=[1-9]))\d${digits(8, 13)}`,
    `${numberStart}3[1-9]\\d${digits(6, 7)}`,
    `${numberStart}0[1-9]${digits(6, 9)}`,
    `${numberStart}(?:80[03]|8[49]\\d|199)${digits(6, 6)}`,
  ].join('|'),
  'g',
)
const phoneWord = String.raw`(?:telefon\w*|tel|cellular[ei]|cell|fax|whats\s?app|recapito)`
/** After the word any six digits are a number, but for the harmonised 116 services. */
const announcedPattern = new RegExp(
  String.raw`(?<=(?<!\p{L})${phoneWord}[\s.:]{0,3}(?:n[.°º]{0,2}|al|allo|numero)?[\s.:]{0,3})(?!116\d{3}(?!\d))(?:\((?=[\d\s]{2,5}\)))?\d${digits(5, 12)}`,
  'giu',
)
const phoneWordBefore = new RegExp(String.raw`(?<!\p{L})${phoneWord}[\s.:]*$`, 'iu')
const otherNumberBefore =
  /(?<!\p{L})(?:prot\w*|p\.?\s?iva|partita\s+iva|c\.?\s?f|cod\w*(?:\s+fiscale)?|ci[gv]|cup|rea|isbn|iscri\w+|matricola|repertorio|rep|deliber\w+|determin\w+|decreto|d\.?g\.?r|ccp|conto)[\s.:]*(?:n[.°º]*\s*)?$/iu
const moneyAfter = /^\s?(?:€|euro|mila|milion)/i

const findPhones = (text: string): Span[] => {
  const bare = withoutTimes(text)
  return apart([
    ...spansOf(bare, announcedPattern),
    ...spansOf(bare, phonePattern).filter(span => isPhone(bare, span)),
  ])
}

function isPhone(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  if (phoneWordBefore.test(before)) return true
  // Eleven digits in a row are the VAT number of a body.
  const isVatNumber = /^\d{11}$/.test(text.slice(start, end))
  return !isVatNumber && !otherNumberBefore.test(before) && !moneyAfter.test(text.slice(end))
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const month = '(?:0?[1-9]|1[0-2])'
const year = String.raw`(?:1[89]|20)\d\d`
const hour = String.raw`(?:[01]?\d|2[0-4])`
const minute = '[0-5]\\d'
/** Dates and hours are digits with the separators of phones. */
const timesPattern = new RegExp(
  [
    String.raw`(?<!\d)${day}\s?[./-]\s?${month}\s?[./-]\s?(?:${year}|\d\d)(?![./-]?\d)`,
    String.raw`(?<!\d)${year}-${month}-${day}(?!\d)`,
    String.raw`(?<!\d)${month}[/-]${year}(?!\d)`,
    String.raw`(?<![\d.,/]|\d[\s-])${hour}[.:]${minute}(?![.,/]?\d)`,
    String.raw`(?<![\d.,/-]|\d\s)${hour}\s?-\s?${hour}(?![.,/-]?\d)`,
    String.raw`(?<![\d.,/-]|\d\s)[0-2]\d${minute}\s?-\s?[0-2]\d${minute}(?![.,/-]?\d)`,
  ].join('|'),
  'g',
)
const withoutTimes = (text: string): string => text.replace(timesPattern, time => taken.repeat(time.length))

// Number plates

/** Since 1994: no I, O, Q or U. In small letters only without spaces: «da 120 cm» is a width. */
const plateLetter = '[A-HJ-NPR-TV-Z]'
const platePattern = new RegExp(
  String.raw`(?<![A-Za-z0-9])${plateLetter}{2}[\s.-]?\d{3}[\s.-]?${plateLetter}{2}(?![A-Za-z0-9])`,
  'g',
)
const smallPlatePattern = new RegExp(
  String.raw`(?<![A-Z0-9])${plateLetter}{2}\d{3}${plateLetter}{2}(?![A-Z0-9])`,
  'gi',
)
/** Motorcycles, mopeds and the plates of the provinces only after the word. */
const announcedPlatePattern =
  /(?<=(?<!\p{L})targ(?:a|he|at[aoie])[\s:.,]{0,3}(?:n[.°º]{0,2}\s?)?["«]?)(?=[A-Z\s-]{0,3}\d)[A-Z0-9](?:[\s.-]?[A-Z0-9]){4,7}(?![A-Z0-9])/giu

const findPlates = (text: string): Span[] =>
  apart(
    [platePattern, smallPlatePattern, announcedPlatePattern]
      .flatMap(pattern => spansOf(text, pattern))
      .filter(
        ({ start, end }) => /[A-Z]/i.test(text.slice(start, end)) && /\d\D?\d/.test(text.slice(start, end)),
      ),
  )

// Street numbers

const streetWords = String.raw`via(?:le)?|v\.le|vico(?:lo)?|piazz(?:a|ale|etta)|p\.?zza|p\.(?:za|le)|c\.so|l\.go|contrada|c\.?da|c/da|lungobasento`
/** They mean other things too, so they want a capital after them. */
const ambiguousStreetWords = String.raw`corso|largo|strada|str\.|salita|discesa|rampa|gradinata|traversa|rione|borgo|borgata|localit[àa]'?|loc\.|fraz(?:ione|\.)`
const streetPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}.'])(?:(?<sure>${streetWords})|(?:${ambiguousStreetWords}))(?![\p{L}\p{N}])`,
  'giu',
)
const particle = `(?:d(?:i|a|el|ello|ella|ei|egli|elle)|al(?:la|le|lo)?|ai|a|e|la|le|lo|il)`
const months =
  '(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)'
const someCase = (word: string) => word.replace(/\p{L}/gu, letter => `[${letter}${letter.toUpperCase()}]`)
/** «4 Novembre», «XVIII Agosto 1860»: numbers of the name, not of a house. */
const dateName = String.raw`(?:\d{1,2}[°º]?|[IVXivx]+)\s${someCase(months)}(?:\s1[789]\d\d)?`
const wordEnd = String.raw`[\p{L}'.-]*(?![\p{L}'.-])`
const capitalName = String.raw`(?:(?:[dl]|dell|all)')?\p{Lu}${wordEnd}`
const smallName = String.raw`(?!(?:km|linea|lotto|piano|scala|sala|fermata|uscita|ingresso|or[ae])(?!\p{L}))\p{L}${wordEnd}`
/** Whole words with something between them, so that a text has few readings and none is slow. */
const nameOf = (word: string, from: number, to: number, separator: string) => {
  const part = String.raw`(?:${particle}\s{1,3}){0,3}(?:${dateName}|${word})`
  return `${part}(?:${separator}${part}){${from - 1},${to - 1}}?`
}
const marker = String.raw`(?:n(?:[.°º]|ro\.?|r\.?|um\.?)?\s?[°º.]?|(?:numero\s)?civico(?:\sn\.?)?|numero|#)`
const number = String.raw`(?!${year}(?!\d))\d{1,4}(?:\s?[/-]?\s?(?:bis|ter|quater)|\s?/\s?(?:\d{1,3}|\p{L})|\s?-?\p{L}|\s?\p{Lu}(?!\p{L}))?(?![\p{L}\p{N}]|[.:,]\d|\s?[°ºª%€])`
const markedEnding = String.raw`\s{0,3},?\s{0,3}${marker}\s?${number}`
const ending = String.raw`(?:\s{0,3},\s{0,3}|\s{1,3})(?:${marker}\s?)?${number}`
const capitalStreet = new RegExp(String.raw`\s{0,3}${nameOf(capitalName, 1, 6, ',?\\s{1,3}')}${ending}`, 'uy')
const smallStreet = new RegExp(String.raw`\s{1,3}${nameOf(smallName, 1, 3, '\\s{1,3}')}${ending}`, 'uy')
const markedStreet = new RegExp(
  String.raw`\s{1,3}${nameOf(smallName, 1, 5, '\\s{1,3}')}${markedEnding}`,
  'uy',
)
const notAStreet =
  /^\s*(?:statale|provinciale|regionale|di\s(?:fuga|accesso|uscita|definizione|sviluppo)|e-?mail|mail|posta|pec|telefon|telematic|web|internet|on-?line|app\b|sms|whats|zoom|teams|skype|fax|link|radio|tv\b|crucis|libera|sperimental|eccezional|straordinari|priorita|preferenzial|provvisori|definitiv|ordinari|esclusiv|gratuit|tempor|amministrativ|giudizial|legal|conciliativ|principal|transitori|residual|cautelativ|d'urgenza|maestra\s\d)/i
/** «corso di italiano», «corso per badanti», «largo ai giovani». */
const notThatSense = /^\s*(?:di|per|ai|in|con|su)\s/
const quantityAfter =
  /^\s?(?:or[ae](?!\s\d)|h|min\w*|giorn\w+|settiman\w+|mes[ei]|ann[oi]|volt[ae]|euro|eur|€|%|metri|mt?|km|cm|mq|post[oi]|person[ae]|famigli[ae]|nuclei|utent[ei]|iscritt[ie]|soci|bambin[ie]|ragazz[ie]|minor[ei]|alunn[ie]|student[ei]|anzian[ie]|volontari|operator[ei]|partecipant[ie]|lezion[ei]|incontr[oi]|modul[oi]|livell[oi]|edizion[ei]|grad(?:o|i|ino|ini)|scalin[oi]|scalinat[ae]|ramp[ae]|pian[oi]|stanz[ae]|aul[ae]|sal[ae]|alloggi|appartament[oi]|camp[oi]|fermat[ae]|line[ae]|cors[ei]|turni|tavol[oi]|pasti|kit|pacchi|sedi|sportelli|centri|servizi|nuov[ie]|mattin[ae]|pomerigg\w+|ser[ae]|feriali|postazion[ei])(?!\p{L})/iu
const hoursAt = /^\s?-\s?\d{1,2}(?!\d)/
const civicPattern = new RegExp(String.raw`(?<!\p{L})(?:numero\s)?civico\s*(?:n[.°º]*\s?)?${number}`, 'giu')

const findStreetNumbers = (text: string): Span[] =>
  apart([
    ...[...text.matchAll(streetPattern)].flatMap(({ 0: word, index, groups }) => {
      const length = streetNumberLength(text, index + word.length, groups?.sure !== undefined)
      return length > 0 ? [{ start: index, end: index + word.length + length }] : []
    }),
    ...spansOf(text, civicPattern),
  ])

/** @returns how far the name and the number reach after the street word; 0 when there is no number */
function streetNumberLength(text: string, from: number, sure: boolean): number {
  const after = text.slice(from, from + 40)
  if (notAStreet.test(after) || (!sure && notThatSense.test(after))) return 0
  const patterns = sure ? [capitalStreet, smallStreet, markedStreet] : [capitalStreet, markedStreet]
  for (const pattern of patterns) {
    pattern.lastIndex = from
    const found = pattern.exec(text)?.[0]
    if (found && !isQuantity(text.slice(from + found.length), found)) return found.length
  }
  return 0
}

function isQuantity(after: string, found: string): boolean {
  const isMarked = new RegExp(`${marker}\\s?\\d+\\D*$`, 'u').test(found)
  const first = Number(/(\d+)\D*$/.exec(found)?.[1])
  return (!isMarked && quantityAfter.test(after)) || (hoursAt.test(after) && isOpening(first, after))
}

/** «9-13» after a street is when, «121-123» is where. */
const isOpening = (first: number, after: string): boolean => {
  const last = Number(/\d+/.exec(after)?.[0])
  return first >= 6 && first < last && last <= 24
}

const finders: Record<PersonalKind, (text: string) => Span[]> = {
  tax_code: findTaxCodes,
  iban: findIbans,
  email: findEmails,
  phone: findPhones,
  plate: findPlates,
  street_number: findStreetNumbers,
}

// Names

/** Frequent in Italy, among the young and the old, and those that are no common word. */
export const firstNames = `
  Adele Adriana Adriano Agnese Alba Alberto Alessandra Alessandro Alessia Alessio Alfonso Alfredo Alice Amelia Andrea Angela
  Angelica Angelo Anita Anna Annalisa Annamaria Antonella Antonia Antonietta Antonio Arianna Armando Arturo Asia Aurora Barbara
  Beatrice Bianca Bruno Camilla Carla Carlo Carmela Carmine Caterina Cecilia Chiara Cinzia Claudia Claudio Concetta Cosimo
  Cristian Cristiano Cristina Daniela Daniele Dario Davide Debora Deborah Diego Domenico Donatella Donato Edoardo Elena
  Eleonora Elisa Elisabetta Emanuela Emanuele Emilia Emilio Emma Enrico Enzo Erica Ernesto Ester Eugenio Eva Fabio Fabrizio
  Federica Federico Felice Ferdinando Filippo Filomena Flavia Flavio Franca Francesca Francesco Franco Gabriele Gabriella Gaetano
  Gennaro Gerardo Giacomo Giada Gianluca Gianni Giorgia Giorgio Giovanna Giovanni Giulia Giuliana Giuliano Giulio Giuseppe
  Giuseppina Grazia Greta Guido Ida Ilaria Irene Ivan Jacopo Katia Laura Lea Leonardo Lidia Liliana Loredana Lorenzo Luca Lucia
  Luciana Luciano Luigi Luigia Luisa Manuela Marcella Marcello Marco Margherita Maria Marianna Mario Marisa Marta Martina Massimo
  Matteo Mattia Maurizio Mauro Melissa Michela Michele Milena Mirella Monica Nadia Nicola Nicole Nicoletta Noemi Olga Ornella
  Paola Paolo Pasquale Patrizia Piera Pierluigi Piero Pietro Raffaele Raffaella Rebecca Renato Riccardo Rita Roberta Roberto
  Rocco Romina Rosa Rosalba Rosanna Rosaria Rosario Rossana Rossella Sabrina Salvatore Samuele Sandra Sandro Sara Sebastiano
  Serena Sergio Silvana Silvia Silvio Simona Simone Sofia Sonia Stefania Stefano Susanna Tania Teresa Tiziana Tommaso Umberto
  Ugo Valentina Valeria Valerio Vanessa Veronica Vincenza Vincenzo Viola Vito Vittorio Viviana Walter`
  .trim()
  .split(/\s+/)

const anyFirstName = `(?:${firstNames.flatMap(name => [name, name.toUpperCase()]).join('|')})`
const namePattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])${anyFirstName}(?:[ \u00a0]${anyFirstName}){0,2}[ \u00a0]+(?:[Dd](?:e|el|ella|i|a|'|’)[ \u00a0]?)?\p{Lu}[\p{L}'’]+`,
  'gu',
)
/** A street, a saint or a building bears the name: nobody is named. */
const bearer = new RegExp(
  String.raw`(?<!\p{L})(?:${streetWords}|${ambiguousStreetWords}|san|sant[ao]?|s|ss|beat[ao]|madonna|don|padre|suor|istituto|ist|i\.?c|comprensivo|scuola|liceo|universit[àa]|fondazione|ospedale|parrocchia|chiesa|oratorio|palazzo|palestra|teatro|auditorium|biblioteca|museo|villa|parco|stadio|associazione|cooperativa)\.?\s(?:(?:\p{L}+\.?|d[ei]\s)\s)?["«“'(]?$`,
  'iu',
)

/** @returns where a frequent first name is followed by a capitalised word, for a warning and never for a refusal */
export const probableNames = (text: string): ProbableName[] =>
  [...text.matchAll(namePattern)]
    .filter(({ index }) => !bearer.test(text.slice(Math.max(0, index - 60), index)))
    .map(({ 0: found, index }) => ({ found, index }))
