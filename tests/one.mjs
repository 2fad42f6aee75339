// @ts-check
/**
 * `npm run test:one -- FILE [-t NAME]`: the file in every project that it is of, an API file on both engines unless ENGINE
 * names one; the pages are built first for a file of the browser. What follows the file goes to Vitest.
 */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectsOf, testFiles } from './support/projects.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [name, ...rest] = process.argv.slice(2)
const files = testFiles().filter(
  file => name && file.includes(name.replaceAll('\\', '/').replace(/^\.\//, '')),
)
if (files.length === 0) {
  console.error(
    name
      ? `No file of tests is called like «${name}»: give its path or a part of it, such as tests/api/near.test.ts.`
      : 'Which file? npm run test:one -- tests/api/near.test.ts -t "a part of the name"',
  )
  process.exit(1)
}
const projects = [...new Set(files.flatMap(projectsOf))].filter(
  project =>
    !process.env.ENGINE || !['embedded', 'postgresql'].includes(project) || project === process.env.ENGINE,
)

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const node = (args, env = process.env) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1

if (projects.includes('browser') && !process.env.PRODUCT_URL) {
  const status = node(['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts'])
  if (status !== 0) process.exit(status)
}
// Of each project its own run: Vitest would give every one of them all the files.
const { ENGINE: _, ...variables } = process.env
const statuses = projects.map(project => {
  const own = files.filter(file => projectsOf(file).includes(project))
  return node(
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--project',
      project,
      ...own,
      ...rest,
    ],
    variables,
  )
})
process.exit(projects.length === 0 ? 1 : Math.max(...statuses))
