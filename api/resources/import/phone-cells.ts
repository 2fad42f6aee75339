/** Telephones as cells hold them, with what a spreadsheet takes away when it takes them for numbers. Pure. */
import { isServiceNumber } from '../../guard/contract.ts'

/** `proposal` differs from the cell when a leading zero was put back. */
export type PhoneCell = { phone: string; zeroPutBack: boolean }

/** The first of several. */
const firstOf = (cell: string) => cell.split(/\s*(?:;|,|\n|\s\/\s)\s*/)[0] ?? ''
/** What programs make of a whole number: 971415111.0 */
const withoutFraction = (text: string) => text.replace(/^(\d{6,})[.,]0+$/, '$1')

/**
 * Italian numbers begin with 0 (fixed), 3 (mobile), 8 and 1 (services) or the country. Bare figures that begin otherwise,
 * and make a fixed number with a zero before them, have lost it: who writes by hand leaves signs or spaces.
 */
const lostZero = /^(?:\+39)?([124-7]\d{7,9}|8(?!00|03|4[0178]|9)\d{7,8}|9\d{7,9})$/

/** @returns undefined for what is no telephone, such as 9.71E+08 */
export function phoneOfCell(cell: string): PhoneCell | undefined {
  const written = withoutFraction(firstOf(cell).trim())
  if (/^\d[.,]?\d*e[+-]?\d+$/i.test(written) || written.replace(/\D/g, '').length < 3) return undefined
  return lostZero.test(written) && !isServiceNumber(written)
    ? { phone: written.replace(/^(\+39)?/, (_all, country = '') => `${country}0`), zeroPutBack: true }
    : { phone: written, zeroPutBack: false }
}

/** Postcodes have five figures; those of Rome and Sardinia begin with the zero that a number has not. */
export const postcodeOfCell = (cell: string): { postcode: string; zeroPutBack: boolean } => {
  const written = cell.trim().replace(/^(\d+)[.,]0+$/, '$1')
  return /^\d{3,4}$/.test(written)
    ? { postcode: written.padStart(5, '0'), zeroPutBack: true }
    : { postcode: written, zeroPutBack: false }
}
