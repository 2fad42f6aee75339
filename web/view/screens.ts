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
    'indicators',
    'releases',
    'ledger',
    'method',
    'assessment',
  ],
  coordinator: [
    'explore',
    'resources',
    'indicators',
    'releases',
    'calendar',
    'ledger',
    'internal',
    'method',
    'assessment',
  ],
  partner: ['explore', 'resources', 'indicators', 'releases', 'ledger', 'method', 'assessment'],
  admin: ['ledger', 'method', 'assessment'],
}

/** Screens reached from another one, whose name stands for them in the header. */
export const under: Partial<Record<Screen, Screen>> = {
  tally: 'record',
  import: 'record',
  calendar: 'releases',
  ledger: 'releases',
  internal: 'releases',
  method: 'releases',
  assessment: 'releases',
}

/** Told to anybody, also before signing in. */
export const publicScreens: readonly Screen[] = ['method', 'assessment']

export const inHeader = (screen: Screen) => !(screen in under)

/** Screens of equal rank: one row of tabs under the header leads from each to the others that the role sees. */
export const sections: readonly (readonly Screen[])[] = [
  ['resources'],
  ['releases', 'calendar', 'ledger', 'internal', 'method', 'assessment'],
]
