/** Where each screen is, apart from all that a view can say: the door needs no more. */

/** Path of each screen; the first is also `/`. */
export const paths = {
  explore: '/esplora',
  record: '/registra',
  tally: '/registra/gruppo',
  import: '/importa',
  resources: '/risorse',
  projects: '/risorse/progetti',
  proposals: '/risorse/proposte',
  resourceImport: '/risorse/importa',
  indicators: '/indicatori',
  releases: '/pubblicazione',
  calendar: '/pubblicazione/calendario',
  ledger: '/pubblicazione/registro',
  method: '/metodo',
  assessment: '/metodo/valutazione',
  internal: '/interni',
  territory: '/territorio',
  dossier: '/dossier',
} as const
export type Screen = keyof typeof paths
