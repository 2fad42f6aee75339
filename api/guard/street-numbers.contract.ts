/** Streets with a number: where somebody lives. */
import { apart, type Span, spansOf } from './spans.contract.ts'

const year = String.raw`(?:1[89]|20)\d\d`

export const streetWords = String.raw`via(?:le)?|v\.le|vico(?:lo)?|piazz(?:a|ale|etta)|p\.?zza|p\.(?:za|le)|c\.so|l\.go|contrada|c\.?da|c/da|lungobasento`
/** They mean other things too, so they want a capital after them. */
export const ambiguousStreetWords = String.raw`corso|largo|strada|str\.|salita|discesa|rampa|gradinata|traversa|rione|borgo|borgata|localit[àa]'?|loc\.|fraz(?:ione|\.)`
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

export const findStreetNumbers = (text: string): Span[] =>
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

const numberAtEnd = /\d{1,4}(?:\s?[/-]?\s?(?:bis|ter|quater|\d{1,3}|\p{L}))?$/iu

/** @returns where the number alone begins in a street with its number */
export const startOfNumber = (street: string): number => Math.max(0, street.search(numberAtEnd))
