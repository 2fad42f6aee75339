/**
 * The one answer that a longer text speaks of: «aiuto per le bollette della luce» is about money. Words are compared by
 * their stems; a text that speaks of two answers, or denies something, gives none.
 */
import { plain } from '../../../api/observations/import/contract.ts'

/** «bolletta» and «bollette», «pratica» and «pratiche», «bill» and «bills» share a stem. */
const stemOf = (word: string): string => {
  if (word.length < 4) return word
  const bare = word.replace(/(?<=[^aeiou])s$/, '').replace(/[aeiou]+$/, '')
  return bare.length < 3 ? word : bare.replace(/(?<=[cg])h$/, '')
}
const stemsOf = (text: string): string[] =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map(stemOf)
const denials = new Set([
  'non',
  'senza',
  'no',
  'not',
  'without',
  ...['nessun', 'nessuno', 'niente'].map(stemOf),
])

type Phrase = { stems: readonly string[]; code: string }
export type Phrases = readonly Phrase[]

/** Words too general to say anything inside a longer text are left out. */
const tooGeneral = /^(altro|other|.{1,2})$/
export const phrasesOf = (writings: Iterable<readonly [written: string, code: string]>): Phrases =>
  [...writings]
    .filter(([written]) => !tooGeneral.test(written.trim()))
    .map(([written, code]) => ({ stems: stemsOf(written), code }))
    .filter(({ stems }) => stems.length > 0)

type Place = { start: number; end: number; code: string }

/** @returns the only answer that the phrases of a text stand for */
export function answerIn(phrases: Phrases, text: string): string | undefined {
  const stems = stemsOf(text)
  const places = phrases.flatMap(({ stems: phrase, code }): Place[] =>
    stems.flatMap((_stem, start) =>
      phrase.every((stem, at) => stems[start + at] === stem)
        ? [{ start, end: start + phrase.length, code }]
        : [],
    ),
  )
  // The longer phrase is meant: «asilo politico» is no «asilo».
  const meant = places.filter(
    ({ start, end }) =>
      !places.some(
        other => other.start <= start && end <= other.end && other.end - other.start > end - start,
      ),
  )
  const codes = new Set(meant.map(({ code }) => code))
  const denied = stems.some(
    (stem, at) => denials.has(stem) && !meant.some(({ start, end }) => start <= at && at < end),
  )
  return codes.size === 1 && !denied ? [...codes][0] : undefined
}
