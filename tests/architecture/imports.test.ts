/** Who may import whom. A breach is named as `file → import`. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap(name => {
    const path = join(folder, name)
    return statSync(join(root, path)).isDirectory()
      ? filesUnder(path)
      : /\.(tsx?|mjs)$/.test(name)
        ? [path]
        : []
  })

type Import = { from: string; to: string; typeOnly: boolean }
/** @returns imports of a file, relative ones as paths from the root */
const importsOf = (from: string, text: string): Import[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
    ),
  ].map(([, typeOnly, written, dynamic]) => {
    const to = written ?? dynamic ?? ''
    return {
      from,
      to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to,
      typeOnly: Boolean(typeOnly),
    }
  })

const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')
/** A contract, or the codes that it is made of: what a feature shows to the others. */
const isContract = (path: string) => /\b(contract|codes)\.ts$/.test(path)
const kernel = ['api/http', 'api/db', 'api/interchange']
/** The demonstration and the roots of the process put features together; everything else knows others by contract. */
const assemblers = [
  'api/app.ts',
  'api/server.ts',
  'api/load.ts',
  'api/background.ts',
  'api/admin.ts',
  'api/start.mjs',
]

/** @returns the rule that an import breaks, if any */
function breach({ from, to, typeOnly }: Import): string | undefined {
  const local = to.startsWith('api/') || to.startsWith('web/')
  if (to === 'maplibre-gl' && !typeOnly && from !== 'web/map/Map.tsx')
    return 'only web/map/Map.tsx runs maplibre-gl'
  if (to.startsWith('terra-draw') && from !== 'web/map/draw.ts') return 'only web/map/draw.ts runs terra-draw'
  if (to === 'recharts' && !from.startsWith('web/charts/')) return 'only web/charts runs recharts'
  if (to === 'opening_hours' && from !== 'api/hours/openings.contract.ts')
    return 'only api/hours/openings.contract.ts runs opening_hours'
  if (from.startsWith('web/')) {
    if (from === 'web/vite.config.ts') return undefined
    if (to.startsWith('api/') && !isContract(to) && to !== 'api/http/operation.ts')
      return 'web knows api by contracts'
    return undefined
  }
  if (!from.startsWith('api/')) return undefined
  if (to.startsWith('web/')) return 'api does not know web'
  const home = folderOf(from)
  if (from.endsWith('codes.ts')) return to.endsWith('codes.ts') ? undefined : 'codes import codes alone'
  if (isContract(from)) {
    // The grammar of opening hours is the same in the browser and on the server, and a library's.
    const allowed = ['zod', 'opening_hours', 'api/http/operation.ts'].includes(to) || isContract(to)
    return allowed ? undefined : 'a contract imports zod, operation and contracts'
  }
  if (kernel.includes(home)) {
    if (local && !kernel.includes(folderOf(to))) return 'http, db and interchange know no feature'
    if (home === 'api/db' && to.startsWith('api/http')) return 'db does not know http'
    return undefined
  }
  if (assemblers.includes(from) || home === 'api/demonstration') return undefined
  if (local && folderOf(to) !== home && !kernel.includes(folderOf(to)) && !isContract(to))
    return 'a feature knows another by its contract'
  return undefined
}

/** Features that may name tables of a private or published schema, beside sql/. */
const schemaUse: [RegExp, RegExp][] = [
  [
    /['"`\s(]record\.(access|need|referral|salt|day_without_access|import_batch)\b/,
    /^api\/(observations|disclosure|demonstration)\/|^api\/db\/schema\.ts$/,
  ],
  [/(insertInto|updateTable|deleteFrom)\('published\./, /^api\/disclosure\//],
]

test('every import keeps the rules', () => {
  const breaches = [...filesUnder('api'), ...filesUnder('web')].flatMap(path =>
    importsOf(path, readFileSync(join(root, path), 'utf8')).flatMap(each => {
      const broken = breach(each)
      return broken ? [`${relative('.', each.from)} → ${each.to}: ${broken}`] : []
    }),
  )
  expect(breaches).toEqual([])
})

test('only observations and disclosure name the records, only disclosure writes what is published', () => {
  const breaches = filesUnder('api').flatMap(path =>
    schemaUse.flatMap(([pattern, allowed]) =>
      pattern.test(readFileSync(join(root, path), 'utf8')) && !allowed.test(path)
        ? [`${path}: ${pattern.source}`]
        : [],
    ),
  )
  expect(breaches).toEqual([])
})

test.for([
  ['web/map/style.ts', "import { Map } from 'maplibre-gl'"],
  ['web/map/Map.tsx', "import { TerraDraw } from 'terra-draw'"],
  ['web/explore/Explore.tsx', "import { LineChart } from 'recharts'"],
  ['web/resources/WeekHours.tsx', "import OpeningHours from 'opening_hours'"],
  ['api/resources/contract.ts', "import OpeningHours from 'opening_hours'"],
  ['web/api/call.ts', "import { connect } from '../../api/db/connect.ts'"],
  ['api/resources/contract.ts', "import { sql } from 'kysely'"],
  ['api/resources/codes.ts', "import { z } from 'zod'"],
  ['api/resources/routes.ts', "import { faultsOf } from '../observations/rules.ts'"],
  ['api/http/route.ts', "import { dayOf } from '../territory/contract.ts'"],
  ['api/db/migrate.ts', "import { Problem } from '../http/problem.ts'"],
  ['api/territory/routes.ts', "import { view } from '../../web/view/view.ts'"],
  ['web/view/select.ts', "const late = await import('../../api/disclosure/release.ts')"],
])('the rules refuse, in %s: %s', ([path, line]) => {
  expect(importsOf(String(path), `/** a file */\n${line}\n`).map(breach)).toEqual([expect.any(String)])
})
