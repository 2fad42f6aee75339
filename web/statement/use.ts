/** The page's side of provenance: the address that is open, this day, whether the data are invented. */
import { boot } from '../api/boot.ts'
import type { Provenance } from './provenance.ts'

/** Today in the place whose data these are. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date())

/** @param address of a view other than the one that is open, from its `/` */
export const provenance = (address?: string): Provenance => ({
  address: address === undefined ? window.location.href : new URL(address, window.location.href).href,
  day: today(),
  demonstration: boot.demonstration,
})
