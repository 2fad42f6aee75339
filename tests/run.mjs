// @ts-check
/**
 * `npm test`: types, lint, then every test whose engine is on this machine. What was not found is said in the last
 * line with how to get it; where CI=true nothing may be missing. `--quick` leaves out the browser,
 * the attacks and the starting of whole servers.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const quick = process.argv.includes('--quick')
const ci = process.env.CI === 'true'
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const postgres =
  process.env.TEST_DATABASE_URL ||
  existsSync('/usr/share/postgresql/15/extension/postgis.control') ||
  newerPostgis()

function newerPostgis() {
  return ['16', '17', '18'].some(version =>
    existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
  )
}

/** @param {string} name @param {string[]} args */
function step(name, args) {
  console.log(`\n— ${name}`)
  const [command = '', ...rest] = args
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', command), ...rest], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(`\n${name}: failed`)
    process.exit(status ?? 1)
  }
}

if (!existsSync(join(root, 'node_modules'))) {
  console.log('— installing the dependencies')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** @type {string[]} */
const missing = []
if (!postgres)
  missing.push(
    'PostgreSQL with PostGIS (Debian: apt-get install postgresql-15-postgis-3, or TEST_DATABASE_URL)',
  )
if (!chromium && !quick) missing.push('Chromium (Debian: apt-get install chromium)')

step('types', ['typescript/bin/tsc', '-p', '.'])
step('format and lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])
if (chromium && !quick)
  step('build', ['vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'error'])

/** @typedef {{ projects: string[], shard?: string }} Part */
// A browser waits more than it computes: two cores carry three lanes.
/** @type {Part} */
const engines = {
  projects: ['unit', 'embedded', ...(postgres ? ['postgresql'] : []), ...(quick ? [] : ['attacks'])],
}
/** @type {Part[]} */
const starts = quick ? [] : [{ projects: ['start'] }]
/** @param {string} shard @returns {Part[]} */
const browser = shard => (chromium && !quick ? [{ projects: ['browser'], shard }] : [])
const lanes =
  availableParallelism() > 1
    ? [[engines], [...starts, ...browser('1/2')], browser('2/2')]
    : [[engines, ...starts, ...browser('1/1')]]

/**
 * Runs the parts of one lane, one after another. The first lane is seen as it goes; what another says is kept, so that
 * they do not mix.
 * @param {Part[]} parts @param {number} index
 */
async function run(parts, index) {
  const ended = []
  for (const { projects, shard } of parts) {
    const args = [
      'run',
      '--config',
      'tests/vitest.config.ts',
      ...projects.flatMap(name => ['--project', name]),
      ...(shard ? [`--shard=${shard}`] : []),
    ]
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      stdio: index === 0 ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    /** @type {Buffer[]} */
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => said.push(chunk))
    const status = await new Promise(resolve => child.once('close', resolve))
    const name = `tests: ${projects.join(', ')}${shard ? ` ${shard}` : ''}`
    ended.push({ name, status, said: Buffer.concat(said).toString() })
  }
  return ended
}
const ended = (await Promise.all(lanes.map(run))).flat()
const failed = ended.filter(({ status }) => status !== 0)
// Failures last, where the reader of a long log begins.
for (const { name, said } of [...ended.filter(({ status }) => status === 0), ...failed])
  if (said) console.log(`\n— ${name}\n${said}`)
for (const { name } of failed) console.error(`\n${name}: failed`)
if (failed.length > 0) process.exit(1)

if (missing.length > 0) {
  console.log(`\nNot found, so not tested: ${missing.join('; ')}.`)
  if (ci) process.exit(1)
}
