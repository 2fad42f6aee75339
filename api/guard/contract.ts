/**
 * The guard of free text: what identifies a person is refused, by the browser before sending and by the server again,
 * with this same code. A probable name is only pointed out, since places and bodies bear names of people.
 */
import type { Bilingual } from '../http/operation.ts'
import { type PersonalDatum, type PersonalKind, personalData, personalKinds } from './identifiers.contract.ts'

export * from './identifiers.contract.ts'
export * from './masking.contract.ts'
export * from './names.contract.ts'
export { isServiceNumber } from './phones.contract.ts'

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
