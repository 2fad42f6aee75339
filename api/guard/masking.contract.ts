/** A text without what identifies somebody: masked in place, or taken out with the word that announces it. */
import { type PersonalDatum, type PersonalKind, personalData } from './identifiers.contract.ts'
import { startOfNumber } from './street-numbers.contract.ts'

/** The same in every language; its kind is said beside the text. */
export const mask = '▒▒▒'

type Place = Pick<PersonalDatum, 'kind' | 'found' | 'index'>

/** Of a street its number alone identifies somebody. */
export const placeOf = ({ kind, found, index }: Place): { start: number; end: number } => ({
  start: index + (kind === 'street_number' ? startOfNumber(found) : 0),
  end: index + found.length,
})

/** @returns the text with the mark for each datum; the rest as it was */
export const masked = (text: string, data: readonly Place[]): string =>
  [...data]
    .sort((one, other) => other.index - one.index)
    .reduce((rest, datum) => {
      const { start, end } = placeOf(datum)
      return rest.slice(0, start) + mask + rest.slice(end)
    }, text)

/** Words that have nothing to announce once what follows is gone. */
const announcing: Record<PersonalKind, RegExp> = {
  tax_code: /(?:\b(?:c\.?\s?f\.?|cod(?:ice|\.)?\s?fisc(?:ale|\.)?))[\s:]*$/iu,
  iban: /(?:\biban|\bconto)[\s.:]*$/iu,
  email: /(?:\be-?mail|\bmail|\bposta|\bpec)[\s.:]*$/iu,
  phone:
    /(?:\btelefon\w*|\btel|\bcellulare|\bcell|\bfax|\bwhats\s?app|\brecapito|\bal(?:lo)?(?:\snumero)?)[\s.:]*$/iu,
  plate: /\btarg(?:a|ata|ato)[\s.:]*$/iu,
  street_number: /[\s,]*(?:\bn(?:[.°º]|um\.?|umero)?|\bcivico)?[\s.:]*$/iu,
}

/** @returns the text without one datum and the word that announced it, and without the gap that both leave */
export function takenOut(text: string, datum: Place): string {
  const { start, end } = placeOf(datum)
  const before = text.slice(0, start).replace(announcing[datum.kind], '')
  const after = text.slice(end)
  const open = /[([«“"]\s*$/u.test(before) && /^\s*[)\]»”"]/u.test(after)
  const left = (open ? before.replace(/\s*[([«“"]\s*$/u, '') : before).replace(/[\s,;:·–-]+$/u, '')
  const right = open ? after.replace(/^\s*[)\]»”"]/u, '') : after
  if (left === '') return right.replace(/^[\s,;:·–-]+/u, '')
  return left + (/^[\s,;.:)!?]|^$/u.test(right) ? right : ` ${right}`)
}

/** @returns the text without all that it holds of one kind or of several */
export const masking = (text: string, legal: readonly PersonalKind[] = []): string =>
  masked(
    text,
    personalData(text).filter(({ kind }) => !legal.includes(kind)),
  )
