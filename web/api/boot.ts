/** What the server writes into the page, so that the first paint asks for nothing. */
import type { Account } from '../../api/accounts/contract.ts'
import type { Area } from '../../api/territory/contract.ts'

export type Boot = {
  account: Account | null
  /** Accounts and numbers are invented: the sign-in page lists the accounts and every screen says so. */
  demonstration: boolean
  /** Whether this installation has the internal view. */
  internalView?: boolean
  /** The instant at which the service worker kept this page, when it stands in for a server that does not answer. */
  kept?: string
  areas: { type: 'FeatureCollection'; features: Area[] }
}

export const boot: Boot = JSON.parse(
  document.getElementById('boot')?.textContent ||
    '{"account":null,"demonstration":false,"areas":{"type":"FeatureCollection","features":[]}}',
)
