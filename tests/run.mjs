// @ts-check
/**
 * `npm test`: types, lint, then every test whose engine is on this machine, shared out to two lanes by the seconds that each
 * file took when it was measured (`-- --times` writes them again). Ends with a table, the failures and what was not found
 * with how to get it; where CI=true nothing may be missing. `--quick` leaves out the browser, the attacks and the starting
 * of whole servers; `--days` runs the quick half under the clock of ten days, one after the other.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumPath } from './support/chromium.mjs'
import { days } from './support/days.mjs'
import { shareOut } from './support/lanes.mjs'
import { projects, projectsOf, readSeconds, testFiles, writeSeconds } from './support/projects.mjs'

/** @typedef {import('./support/projects.mjs').ProjectName} ProjectName */
/** @typedef {import('./support/lanes.mjs').Part<ProjectName>} Part */
/** @typedef {import('./support/closing-line.ts').FileResult} FileResult */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const asked = new Set(process.argv.slice(2))
const quick = asked.has('--quick') || asked.has('--days')
const ci = process.env.CI === 'true'

if (!existsSync(join(root, 'node_modules'))) {
  console.log('— installing the dependencies')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

const there = {
  postgresql:
    Boolean(process.env.TEST_DATABASE_URL) ||
    ['15', '16', '17', '18'].some(version =>
      existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
    ),
  chromium: chromiumPath !== undefined,
}
const remedies = {
  postgresql:
    'PostgreSQL with PostGIS (Debian: apt-get install postgresql-15-postgis-3, or TEST_DATABASE_URL)',
  chromium: 'Chromium (Debian: apt-get install chromium-headless-shell)',
}

const names = /** @type {ProjectName[]} */ (Object.keys(projects)).filter(
  name => !quick || projects[name].quick,
)
const missing = /** @type {(keyof typeof there)[]} */ (Object.keys(there)).filter(
  need => !there[need] && names.some(name => projects[name].needs === need),
)
const wanted = names.filter(name => {
  const { needs } = projects[name]
  return needs === null || there[needs]
})

/** @param {string} name @param {string[]} args */
function step(name, args) {
  const begun = performance.now()
  const [command = '', ...rest] = args
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', command), ...rest], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(`\n${name}: failed`)
    process.exit(status ?? 1)
  }
  console.log(`— ${name}: ${seconds(performance.now() - begun)} s`)
}
/** @param {number} ms */
const seconds = ms => Math.round(ms / 1000)

/**
 * @typedef {{ part: Part, status: number | null, ms: number, text: string, files: FileResult[], failures: string[] }} Ended
 * @param {Part} part @param {Record<string, string>} variables @returns {Promise<Ended>}
 */
async function run(part, variables) {
  const folder = mkdtempSync(join(tmpdir(), 'observatory-results-'))
  const results = join(folder, 'results.json')
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--project',
      part.project,
      '--maxWorkers=1',
      ...part.files,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...variables, TEST_RESULTS: results },
    },
  )
  /** @type {Buffer[]} */
  const text = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => text.push(chunk))
  const status = await new Promise(resolve => child.once('close', resolve))
  const ms = performance.now() - begun
  const { files, failures } = existsSync(results)
    ? JSON.parse(readFileSync(results, 'utf8'))
    : { files: [], failures: [`failed: ${part.project}: it ended before its results were written`] }
  rmSync(folder, { recursive: true })
  console.log(
    `— ${part.project}, ${part.files.length} files: ${status === 0 ? 'passed' : 'FAILED'}, ${seconds(ms)} s`,
  )
  return { part, status, ms, text: Buffer.concat(text).toString(), files, failures }
}

/** Two lanes on two cores: a third would only make the others wait. @param {Record<string, string>} variables */
async function runAll(variables = {}) {
  const measured = readSeconds()
  const files = testFiles().flatMap(file =>
    projectsOf(file)
      .filter(project => wanted.includes(project))
      .map(project => ({ project, file, seconds: measured[`${project} ${file}`] ?? projects[project].file })),
  )
  const lanes = shareOut(files, Math.min(2, availableParallelism()), project => projects[project].start)
  const ended = await Promise.all(
    lanes.map(async lane => {
      const done = []
      for (const part of lane) done.push(await run(part, variables))
      return done
    }),
  )
  return ended.flat()
}

/** @param {Ended[]} ended */
function table(ended) {
  const rows = wanted.map(name => {
    const of = ended.filter(({ part }) => part.project === name)
    const files = of.flatMap(each => each.files)
    /** @param {'passed' | 'failed' | 'skipped'} state */
    const count = state => files.reduce((sum, file) => sum + file[state], 0)
    const again = files.reduce((sum, file) => sum + file.again.length, 0)
    return [
      name,
      files.length,
      count('passed'),
      count('failed'),
      count('skipped'),
      again,
      seconds(of.reduce((sum, { ms }) => sum + ms, 0)),
    ]
  })
  const head = ['project', 'files', 'passed', 'failed', 'skipped', 'tried again', 'seconds']
  const total = head.map((_, at) =>
    at === 0 ? 'total' : rows.reduce((sum, row) => sum + Number(row[at]), 0),
  )
  const lines = [head, ...rows, total].map(row => row.map(String))
  const widths = head.map((_, at) => Math.max(...lines.map(row => row[at]?.length ?? 0)))
  const pad = (/** @type {string} */ cell, /** @type {number} */ at) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
  console.log(`\n${lines.map(row => row.map(pad).join('  ')).join('\n')}`)
}

/** @param {Ended[]} ended what went wrong last, where the reader of a long log begins @returns {boolean} */
function tell(ended) {
  const bad = ended.filter(({ status }) => status !== 0)
  for (const { part, text } of bad) console.log(`\n— ${part.project}\n${text}`)
  table(ended)
  for (const name of ended.flatMap(({ files }) => files.flatMap(file => file.again)))
    console.log(`passed when tried again: ${name}`)
  for (const line of bad.flatMap(({ files, failures }) => [
    ...files.flatMap(file => file.failures),
    ...failures,
  ]))
    console.error(line)
  return bad.length === 0
}

const begun = performance.now()
step('types', ['typescript/bin/tsc', '-p', '.'])
step('format and lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])
if (wanted.includes('browser'))
  step('build', ['vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'error'])
// Vite is installed by now, and so is the engine: the file that embedded databases begin with, made once.
await (await import('../api/db/prepared.mjs')).prepare()

let right = true
for (const [day, now] of asked.has('--days') ? days : [[null, null]]) {
  if (day) console.log(`\n— ${day}: ${now}`)
  const ended = await runAll(now ? { TEST_NOW: now } : {})
  right = tell(ended) && right
  if (asked.has('--times'))
    writeSeconds(
      Object.fromEntries(
        ended
          .flatMap(({ files }) => files)
          .map(file => [`${file.project} ${file.file}`, Math.round(file.seconds * 10) / 10]),
      ),
    )
}
console.log(
  `\n${right ? 'All is right' : 'Something failed'}, after ${seconds(performance.now() - begun)} s.`,
)
console.log(
  existsSync(join(root, '../shared/data'))
    ? 'The data outside of the repository (../shared/data) were used as well.'
    : 'The data outside of the repository (../shared/data) are not on this machine: their kinds were tested on invented ones.',
)
if (missing.length > 0)
  console.log(`Not found, so not tested: ${missing.map(need => remedies[need]).join('; ')}.`)
process.exit(right && !(ci && missing.length > 0) ? 0 : 1)
