/**
 * `npm run attacks`: every attack with the numbers of the promise, and a page of what they found. `-- --write` keeps it
 * in api/disclosure/attacks.json; a word chooses files, `npm run attacks -- presence`. Ends with 1 when a bound does not hold.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import { findPostgres } from '../support/postgresql.ts'
import { Findings, kept, page, readKept, write } from './page.ts'

const asked = process.argv.slice(2)
const files = asked.filter(word => !word.startsWith('--')).map(word => `tests/attacks/${word}`)
process.env.ATTACKS = 'complete'

const findings = new Findings()
const vitest = await startVitest('test', files.length > 0 ? files : ['tests/attacks/'], {
  config: fileURLToPath(new URL('../vitest.config.ts', import.meta.url)),
  project: 'attacks',
  watch: false,
  reporters: ['default', findings],
})
await vitest.close()

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const today = new Date().toISOString().slice(0, 10)
const engine = findPostgres() ? 'postgresql' : 'embedded'
const now = kept([], findings.found, today, engine)
console.log(`\n# Attacks on releases, version ${version}, ${today}, ${engine}\n\n${page(now)}`)
if (asked.includes('--write')) write(kept(readKept(), findings.found, today, engine), version)
process.exit(findings.failed > 0 || now.some(({ held }) => !held) ? 1 : 0)
