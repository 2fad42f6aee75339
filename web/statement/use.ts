/** The page's side of provenance: the address that is open, this day, whether the data are invented. */
import { boot } from '../api/boot.ts'
import type { Statement } from '../view/statement.ts'
import type { View } from '../view/view.ts'
import type { Provenance } from './provenance.ts'

/** Today in the place whose data these are. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date())

/** The view with the release that it shows named, so that what was printed or kept is found again. */
export const pinned = (view: View, { period }: Statement): View => ({
  ...view,
  // Of a stretch the last: its first is in the view.
  period: view.period ?? period?.split('..').at(-1) ?? null,
})

/** @param address path and query of the view */
export const provenance = (address: string): Provenance => ({
  address: new URL(address, window.location.href).href,
  day: today(),
  demonstration: boot.demonstration,
})
