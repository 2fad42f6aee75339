// @ts-check
/**
 * `npm start` on a fresh clone: installs what is missing, builds what has changed, then starts the server. Plain
 * JavaScript without dependencies, because at this point nothing is installed yet.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`)
  process.exit(1)
}

/** @param {string} command @param {string[]} args */
const run = (command, args) =>
  execFileSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })

/** @param {string} path @returns {string[]} every file under the path */
const filesUnder = path =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path)
        .sort()
        .flatMap(name => filesUnder(join(path, name)))

/** @param {string[]} paths content hash of files and folders below the root */
const hashOf = paths => {
  const hash = createHash('sha256')
  // Of the server, the pages are built from the contracts alone.
  for (const path of paths)
    for (const file of filesUnder(join(root, path)))
      if (path !== 'api' || /(contract|codes|operation)\.ts$/.test(file))
        hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} stamp @param {string[]} inputs @param {string} saying @param {() => void} work */
function whenChanged(stamp, inputs, saying, work) {
  const wanted = hashOf(inputs)
  const path = join(root, stamp)
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return
  console.log(saying)
  try {
    work()
  } catch {
    console.error('That failed: what is written above says why. Nothing was started.')
    process.exit(1)
  }
  writeFileSync(path, wanted)
}

whenChanged(
  'node_modules/.installed',
  ['package-lock.json'],
  'Installing the dependencies (about a minute, the first time only)…',
  () => run('npm', ['ci', '--no-audit', '--no-fund']),
)
whenChanged(
  'dist/.built',
  ['package-lock.json', 'web', 'geodata/background', 'api'],
  'Building the pages…',
  () =>
    run(process.execPath, [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'web/vite.config.ts',
      '--logLevel',
      'error',
    ]),
)

const server = spawn(process.execPath, ['--import', 'tsx', 'api/server.ts'], { cwd: root, stdio: 'inherit' })
// Ctrl-C reaches the server too, being in the same group: this process waits for it to close the database.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill('SIGTERM'))
// npm, told to end, ends alone and leaves its command behind: the server must not outlive it unseen.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 500).unref()
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
