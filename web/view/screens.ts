/** Who sees which screen, and how the screens hang together. */
import type { Role } from '../../api/http/operation.ts'
import type { Screen } from './paths.ts'
import type { View } from './view.ts'

const anybodys = ['ledger', 'method', 'assessment'] as const
const census = ['resources', 'projects', 'proposals'] as const

/** As the operations behind each screen allow. */
export const screensOf: Record<Role, readonly Screen[]> = {
  operator: [
    'explore',
    'record',
    'tally',
    'import',
    ...census,
    'resourceImport',
    'indicators',
    'releases',
    'dossier',
    ...anybodys,
  ],
  coordinator: [
    'explore',
    ...census,
    'resourceImport',
    'indicators',
    'releases',
    'calendar',
    'internal',
    'territory',
    'dossier',
    ...anybodys,
  ],
  partner: ['explore', ...census, 'indicators', 'releases', 'dossier', ...anybodys],
  admin: anybodys,
}

/** Screens reached from another one, whose name stands for them in the header. */
export const under: Partial<Record<Screen, Screen>> = {
  dossier: 'explore',
  tally: 'record',
  import: 'record',
  projects: 'resources',
  proposals: 'resources',
  resourceImport: 'resources',
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
  [...census, 'resourceImport'],
  ['releases', 'calendar', 'ledger', 'internal', 'method', 'assessment'],
]

/** Parts of a view that only some roles are shown, by their name in the address. */
const reserved: readonly { part: string; roles: readonly Role[]; asked: (view: View) => boolean }[] = [
  { part: 'verifica=si', roles: ['operator'], asked: ({ verifying }) => verifying },
  { part: 'storia=si', roles: ['operator', 'coordinator'], asked: ({ history }) => history },
  { part: 'unisci=si', roles: ['operator', 'coordinator'], asked: ({ merging }) => merging },
]

/** What a link asks for and this role is not shown, as it stands in the address. */
export const hiddenFrom = (view: View, role: Role): readonly string[] =>
  reserved.flatMap(({ part, roles, asked }) => (asked(view) && !roles.includes(role) ? [part] : []))
