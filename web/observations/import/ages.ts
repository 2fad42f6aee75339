/** The age band that a register means by an age, a range of ages or a word for one. */
import { ageBands } from '../../../api/observations/codes.ts'

const bands = ageBands.flatMap(code => {
  const [, from, to] = /^(\d+)(?:-(\d+)|\+)$/.exec(code) ?? []
  return from === undefined
    ? []
    : [{ code, from: Number(from), to: to ? Number(to) : Number.POSITIVE_INFINITY }]
})
const oldest = 120
/** The band that holds all of these ages; a range over two bands has none. */
const bandAround = (from: number, to: number): string | undefined =>
  from <= to && from <= oldest
    ? bands.find(
        band => band.from <= from && (to === Number.POSITIVE_INFINITY ? band.to === to : to <= band.to),
      )?.code
    : undefined

const asWritten = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/≥|=>/g, '>=')
    .replace(/≤|=</g, '<=')
    .replace(/[’']/g, ' ')
    .replace(/\b(eta|anni|anno|years?( old)?|yrs?|circa|ca|about|compiuti|di|d|of|age[ds]?)\b\.?/g, ' ')
    .replace(/(\d)\s?(enne|enni|aa?\.?$)/g, '$1')
    .replace(/(\d)[.,]0+\b/g, '$1')
    .replace(/[~:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const number = String.raw`(\d{1,3})`
const exact = new RegExp(`^${number}$`)
const range = new RegExp(
  String.raw`^(?:da|dai|tra|fra|from|between)?\s?${number}\s?(?:-|/|a|ai|e|to|and)\s?${number}$`,
)
/** With the number itself, and past it. */
const fromOn = new RegExp(
  String.raw`^(?:(?:>=|da|dai|from)\s?${number}(?:\s?(?:\+|in su|e oltre|e piu|in poi|and over|and up))?|${number}\s?(?:\+|in su|e oltre|e piu|o piu|ed oltre|in poi|and over|or more|and older))$`,
)
const past = new RegExp(
  String.raw`^(?:>|over|oltre|piu|ultra|sopra|maggiore|above|more than|older than)\s?(?:i|gli)?\s?${number}$`,
)
const upTo = new RegExp(String.raw`^(?:<=|fino a|fino ai|massimo|max|up to)\s?${number}$`)
const before = new RegExp(
  String.raw`^(?:<|under|meno|sotto|minore|below|less than|younger than)\s?(?:i|gli)?\s?${number}$`,
)
const babies = /^\d{1,2} ?(mes[ei]|giorn[oi]|settiman[ae]|months?|days?|weeks?)$/
const minors =
  /^(minor[ei]?|minorenn[ei]|bambin[oaie]|neonat[oaie]|infant[ei]?|child(ren)?|minors?|bimb[oaie])$/
const elders = /^(anzian[oaie]|ultrasessantacinquenn[ei]|grand[ei] anzian[oi]|elderly)$/

/** @returns the band, where the text leaves no doubt between two */
export function ageBandOf(text: string): string | undefined {
  const written = asWritten(text)
  const first = (pattern: RegExp) => {
    const groups = pattern
      .exec(written)
      ?.slice(1)
      .find(group => group !== undefined)
    return groups === undefined ? undefined : Number(groups)
  }
  const age = first(exact)
  if (age !== undefined) return bandAround(age, age)
  const [, from, to] = range.exec(written) ?? []
  if (from !== undefined && to !== undefined) return bandAround(Number(from), Number(to))
  const on = first(fromOn) ?? (first(past) ?? Number.NaN) + 1
  if (!Number.isNaN(on)) return bandAround(on, Number.POSITIVE_INFINITY)
  const last = first(upTo) ?? (first(before) ?? Number.NaN) - 1
  if (!Number.isNaN(last)) return bandAround(0, last)
  if (babies.test(written) || minors.test(written)) return bandAround(0, 0)
  return elders.test(written) ? bandAround(oldest, oldest) : undefined
}
