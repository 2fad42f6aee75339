/** The commands as they are typed: a file that cannot be shown is told at once, with an exit code. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'observatory-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (file: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; text: string }>(resolve =>
    execFile(
      process.execPath,
      ['--import', 'tsx', file, ...args],
      { cwd: root, env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    ),
  )

test('the server does not start with a background that cannot be read, and says why before all else', async () => {
  const file = join(folder, 'broken.pmtiles')
  writeFileSync(file, 'this is no archive')
  const { code, text } = await run('api/server.ts', [], { BACKGROUND: file, DATA_DIR: join(folder, 'data') })
  expect(code).toBe(1)
  expect(text.trim()).toBe(`${file} is not a PMTiles archive.`)
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test.for([
  [[], /npm run background -- SOURCE --bbox/],
  [['city.pmtiles'], /npm run background -- SOURCE --bbox/],
  [['city.pmtiles', '--bbox', '1,2'], /--bbox is «1,2»/],
  [['city.pmtiles', '--bbox', '1,2,3,4', '--maxzoom', 'deep'], /--maxzoom is «deep»/],
  [['/nowhere.pmtiles', '--bbox', '1,2,3,4'], /^\/nowhere\.pmtiles cannot be read \(ENOENT\)\.$/],
  [['city.pmtiles', '--box', '1,2,3,4'], /Unknown option '--box'/],
] as const)('npm run background %j', async ([args, message]) => {
  const { code, text } = await run('api/background.ts', [...args], { DATA_DIR: join(folder, 'data') })
  expect(code).toBe(1)
  expect(text.trim()).toMatch(message)
})
