/**
 * The tax codes of persons, as they are written: one wrong character, a letter O for a zero, glued to a word, cut by
 * spaces or signs, without its last letter. Such a text identifies somebody as well as the right one does.
 */
import { apart, type Span } from './spans.contract.ts'

/** What each of the sixteen characters is: a letter, a figure, the letter of the month. */
const shape = 'LLLLLLFFMFFLFFFL'
/** A digit, or the letter that stands for it where two persons would have the same code («omocodia»). */
const omocodia = 'LMNPQRSTUV'
/** O and I are what a hand or a scanner makes of 0 and 1. */
const classes: Record<string, string> = {
  L: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  F: `0123456789${omocodia}OI`,
  M: 'ABCDEHLMPRST',
}
const isCharacter = (character: string | undefined) => character !== undefined && /[A-Z0-9]/i.test(character)
const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character)
const isSign = (character: string | undefined) => character !== undefined && './_-'.includes(character)
const isWordPart = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

type Candidate = Span & {
  code: string
  /** Characters of another class than their place wants. */
  wrong: number
  /** Figures that are figures. */
  figures: number
  /** After how many characters a sign or a space stands. */
  cuts: readonly number[]
  /** No letter or figure before and after it. */
  bounded: boolean
}

export const findTaxCodes = (text: string): Span[] => {
  const spans: Span[] = []
  for (let start = 0; start < text.length; start++) {
    const whole = candidateAt(text, start, 16)
    if (whole && isTaxCode(whole)) spans.push(whole)
    else {
      // Without its last letter the rest says who and when all the same.
      const part = candidateAt(text, start, 15)
      if (
        part &&
        part.wrong === 0 &&
        part.bounded &&
        part.figures >= 5 &&
        hasUsualCuts(part) &&
        hasDay(part.code)
      )
        spans.push(part)
    }
  }
  return apart(spans).map(({ start, end }) => ({ start, end }))
}

/** The characters from a place on, separators left out; undefined once two of them are of the wrong class. */
function candidateAt(text: string, start: number, length: number): Candidate | undefined {
  let code = ''
  let wrong = 0
  let figures = 0
  const cuts: number[] = []
  let at = start
  while (code.length < length) {
    const from = at
    while (code !== '' && at - from < 3 && (isSpace(text[at]) || isSign(text[at]))) at++
    if (at > from) cuts.push(code.length)
    if (!isCharacter(text[at])) return undefined
    const character = text[at]!.toUpperCase()
    const kind = shape[code.length]!
    if (!classes[kind]!.includes(character)) wrong++
    else if (kind === 'F' && character <= '9') figures++
    if (wrong > 1) return undefined
    code += character
    at++
  }
  const bounded = !isWordPart(text[start - 1]) && !isWordPart(text[at])
  return { start, end: at, code, wrong, figures, cuts, bounded }
}

/** In threes, in fours, or by what its parts mean. */
const hasUsualCuts = ({ cuts }: Candidate): boolean =>
  cuts.length <= 5 && cuts.every(place => [3, 4, 6, 8, 11, 12, 15].includes(place))

/** The shape is rare enough to tell by itself; the less of it there is, the more the rest must agree. */
function isTaxCode(candidate: Candidate): boolean {
  const { code, wrong, figures, cuts, bounded } = candidate
  const compact = cuts.length === 0
  if (wrong > 0) return bounded && figures >= 5 && hasUsualCuts(candidate)
  if (hasDay(code) && controlCharacter(code.slice(0, 15)) === code[15])
    // Words apart can have the shape and the control character by chance, as «invio a una risorsa» has.
    return bounded ? compact || figures >= 3 || hasUsualCuts(candidate) : figures >= (compact ? 3 : 5)
  if (compact) return figures >= 5 ? bounded || hasDay(code) : bounded && figures >= 3
  return bounded && figures >= 5 && hasUsualCuts(candidate)
}

const figureOf = (character: string): string =>
  character === 'O'
    ? '0'
    : character === 'I'
      ? '1'
      : omocodia.includes(character)
        ? String(omocodia.indexOf(character))
        : character

/** Women are born forty days later. */
function hasDay(code: string): boolean {
  const day = Number([...code.slice(9, 11)].map(figureOf).join('')) % 40
  return day >= 1 && day <= 31
}

/** Decree of the Minister of Finance of 23 December 1976, annex: a letter's weight in odd places is its place here. */
const oddWeights = 'BAKPLCQDREVOSFTGUHMINJWZYX'
function controlCharacter(code: string): string {
  const sum = [...code].reduce((total, character, place) => {
    const isFigure = shape[place] === 'F' && /[\dOI]/.test(character)
    const letter = isFigure ? String.fromCharCode(65 + Number(figureOf(character))) : character
    return total + (place % 2 === 0 ? oddWeights.indexOf(letter) : letter.charCodeAt(0) - 65)
  }, 0)
  return String.fromCharCode(65 + (sum % 26))
}
