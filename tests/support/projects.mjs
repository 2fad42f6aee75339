// @ts-check
/** The projects of the tests, and which files are theirs: one list for Vitest, for `npm test` and for `npm run test:one`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * `needs` is what has to be on the machine, `quick` whether `npm run check` runs it, `start` the seconds that Vitest, an
 * engine and a product want before the first test; `file` the seconds of a file that nobody has measured yet.
 * @typedef {{ folder: string | null, needs: 'postgresql' | 'chromium' | null, quick: boolean, start: number, file: number }} Project
 * @type {Record<'unit' | 'embedded' | 'postgresql' | 'attacks' | 'start' | 'browser', Project>}
 */
export const projects = {
  unit: { folder: null, needs: null, quick: true, start: 4, file: 1 },
  embedded: { folder: 'tests/api', needs: null, quick: true, start: 12, file: 6 },
  postgresql: { folder: 'tests/api', needs: 'postgresql', quick: true, start: 8, file: 6 },
  attacks: { folder: 'tests/attacks', needs: null, quick: false, start: 8, file: 60 },
  start: { folder: 'tests/start', needs: null, quick: false, start: 4, file: 90 },
  browser: { folder: 'tests/browser', needs: 'chromium', quick: false, start: 30, file: 25 },
}
/** @typedef {keyof typeof projects} ProjectName */

const root = fileURLToPath(new URL('../..', import.meta.url))
const times = fileURLToPath(new URL('../seconds.json', import.meta.url))
const folders = [...new Set(Object.values(projects).flatMap(({ folder }) => folder ?? []))]
/** @param {string} file */
const folderOf = file => folders.find(folder => file.startsWith(`${folder}/`)) ?? null

/** What a project takes in and leaves out, as Vitest wants it. @param {ProjectName} name */
export const filesOption = name => {
  const { folder } = projects[name]
  return folder
    ? { include: [`${folder}/**/*.test.ts`] }
    : { include: ['tests/**/*.test.{ts,tsx}'], exclude: folders.map(each => `${each}/**`) }
}

/** @param {string} file below the root @returns {ProjectName[]} */
export const projectsOf = file =>
  /** @type {ProjectName[]} */ (Object.keys(projects)).filter(
    name => projects[name].folder === folderOf(file),
  )

/** @returns {string[]} every file of tests, below the root, in order */
export const testFiles = () =>
  readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.test\.tsx?$/.test(file))
    .map(file => `tests/${file.replaceAll('\\', '/')}`)
    .sort()

/** Seconds of each file as they were measured, by `project file`. @returns {Record<string, number>} */
export const readSeconds = () => JSON.parse(readFileSync(times, 'utf8'))
/** @param {Record<string, number>} seconds */
export const writeSeconds = seconds =>
  writeFileSync(
    times,
    `${JSON.stringify(
      Object.fromEntries(Object.entries(seconds).sort(([one], [other]) => (one < other ? -1 : 1))),
      null,
      2,
    )}\n`,
  )
