/** Who sees which screen, and how the screens hang together. */
import type { Role } from '../../api/http/operation.ts'
import type { Screen } from './view.ts'

/** As the operations behind each screen allow. */
export const screensOf: Record<Role, readonly Screen[]> = {
  operator: [
    'explore',
    'record',
    'tally',
    'import',
    'resources',
    'projects',
    'proposals',
    'resourceImport',
    'indicators',
    'releases',
  ],
  coordinator: [
    'explore',
    'resources',
    'projects',
    'proposals',
    'resourceImport',
    'indicators',
    'releases',
    'internal',
    'territory',
  ],
  partner: ['explore', 'resources', 'projects', 'proposals', 'indicators', 'releases'],
  admin: [],
}

/** Screens reached from another one, whose name stands for them in the header. */
export const under: Partial<Record<Screen, Screen>> = {
  tally: 'record',
  import: 'record',
  projects: 'resources',
  proposals: 'resources',
  resourceImport: 'resources',
  internal: 'releases',
}
export const inHeader = (screen: Screen) => !(screen in under)

/** Screens of equal rank: one row of tabs under the header leads from each to the others that the role sees. */
export const sections: readonly (readonly Screen[])[] = [
  ['resources', 'projects', 'proposals', 'resourceImport'],
]
