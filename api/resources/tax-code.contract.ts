/**
 * The tax code of a body, or its VAT number: eleven digits. That of a person has sixteen signs and is refused.
 * Without schemas: one rule for the contract and for the form.
 */
import type { Bilingual } from '../http/operation.ts'

export const taxCodeFaults = {
  tax_code_digits: {
    it: 'Il codice fiscale o la partita IVA di un ente ha 11 cifre',
    en: 'The tax code or VAT number of a body has 11 digits',
  },
  tax_code_check: {
    it: 'Il codice fiscale o la partita IVA non torna: controlla le cifre',
    en: 'The tax code or VAT number does not add up: check its digits',
  },
  tax_code_of_person: {
    it: 'È il codice fiscale di una persona: qui va solo quello di un ente',
    en: 'This is the tax code of a person: only that of a body belongs here',
  },
} as const satisfies Record<string, Bilingual>

const ofPerson = /^[a-z]{6}[a-z0-9]{9}[a-z]$/i

/** The last digit makes the sum of all a multiple of ten, every second one doubled (its digits added up). */
const addsUp = (digits: string) =>
  [...digits].reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0

/** @returns what is wrong with a code, undefined when it is that of a body */
export const taxCodeFault = (code: string): keyof typeof taxCodeFaults | undefined => {
  if (ofPerson.test(code.replace(/\s/g, ''))) return 'tax_code_of_person'
  if (!/^\d{11}$/.test(code)) return 'tax_code_digits'
  return addsUp(code) && Number(code) > 0 ? undefined : 'tax_code_check'
}
