/** What identifies a person in a text, by kind, and where it stands. */
import { findTaxCodes } from './personal-tax-codes.contract.ts'
import { findPhones } from './phones.contract.ts'
import { apart, plainForm, type Span, spansOf, taken } from './spans.contract.ts'
import { findStreetNumbers } from './street-numbers.contract.ts'

export const personalKinds = ['tax_code', 'iban', 'email', 'phone', 'plate', 'street_number'] as const
export type PersonalKind = (typeof personalKinds)[number]
export type PersonalDatum = { kind: PersonalKind; found: string; index: number }

/** @returns what identifies somebody in a text, in order of place; `found` is at `index` of the text as typed */
export function personalData(text: string): PersonalDatum[] {
  let rest = plainForm(text)
  const data = personalKinds.flatMap(kind =>
    finders[kind](rest).map(({ start, end }) => {
      // What one kind has taken is no other kind's: an account holds digits that would pass for a phone.
      rest = rest.slice(0, start) + taken.repeat(end - start) + rest.slice(end)
      return { kind, found: text.slice(start, end), index: start }
    }),
  )
  return data.sort((one, other) => one.index - other.index)
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
const ibanPattern = /(?<![A-Z0-9])(?=([A-Z]{2}[\s./_-]?\d[\s./_-]?\d(?:[\s./_-]?[A-Z0-9]){11,30}))/gi

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
  return remainderOf97(iban.replace(/[\s./_-]/g, '').toUpperCase()) === 1 ? iban : ''
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

// Number plates

/** Since 1994: no I, O, Q or U. In small letters only without spaces: «da 120 cm» is a width. */
const plateLetter = '[A-HJ-NPR-TV-Z]'
const platePattern = new RegExp(
  String.raw`(?<![A-Za-z0-9])${plateLetter}{2}[\s._-]?\d{3}[\s._-]?${plateLetter}{2}(?![A-Za-z0-9])`,
  'g',
)
const smallPlatePattern = new RegExp(
  String.raw`(?<![A-Z0-9])${plateLetter}{2}\d{3}${plateLetter}{2}(?![A-Z0-9])`,
  'gi',
)
/** Motorcycles, mopeds and the plates of the provinces only after the word. */
const announcedPlatePattern =
  /(?<=(?<!\p{L})targ(?:a|he|at[aoie])[\s:.,]{0,3}(?:n[.°º]{0,2}\s?)?["«]?)(?=[A-Z\s-]{0,3}\d)[A-Z0-9](?:[\s._-]?[A-Z0-9]){4,7}(?![A-Z0-9])/giu

const findPlates = (text: string): Span[] =>
  apart(
    [platePattern, smallPlatePattern, announcedPlatePattern]
      .flatMap(pattern => spansOf(text, pattern))
      .filter(
        ({ start, end }) => /[A-Z]/i.test(text.slice(start, end)) && /\d\D?\d/.test(text.slice(start, end)),
      ),
  )

const finders: Record<PersonalKind, (text: string) => Span[]> = {
  tax_code: findTaxCodes,
  iban: findIbans,
  email: findEmails,
  phone: findPhones,
  plate: findPlates,
  street_number: findStreetNumbers,
}
