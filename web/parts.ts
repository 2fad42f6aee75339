/** Where each screen is but the first two: their files have long names, and who signs in needs none of them. */
import type { ComponentType } from 'react'
import type { Screen } from './view/view.ts'

export const parts: Record<
  Exclude<Screen, 'explore'> | 'notYours',
  () => Promise<{ default: ComponentType }>
> = {
  record: () => import('./observations/Record.tsx'),
  tally: () => import('./observations/Tally.tsx'),
  import: () => import('./observations/import/Import.tsx'),
  resources: () => import('./resources/Resources.tsx'),
  projects: () => import('./resources/projects/Projects.tsx'),
  proposals: () => import('./resources/proposals/Proposals.tsx'),
  resourceImport: () => import('./resources/import/ImportResources.tsx'),
  indicators: () => import('./indicators/Indicators.tsx'),
  releases: () => import('./disclosure/Releases.tsx'),
  calendar: () => import('./disclosure/Calendar.tsx'),
  ledger: () => import('./disclosure/Ledger.tsx'),
  method: () => import('./disclosure/Method.tsx'),
  assessment: () => import('./disclosure/Assessment.tsx'),
  internal: () => import('./disclosure/Internal.tsx'),
  territory: () => import('./territory/Territory.tsx'),
  dossier: () => import('./dossier/Dossier.tsx'),
  notYours: () => import('./accounts/NotYours.tsx'),
}
