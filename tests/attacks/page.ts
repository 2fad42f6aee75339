/** What the attacks found: gathered by a reporter of Vitest, kept beside the editions, printed as a page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import type { Finding } from './given.ts'
import { type AttackName, words } from './words.ts'

/** Read by whatever shows the last run; no hand writes it. */
export const keptFile = new URL('../../api/disclosure/attacks.json', import.meta.url)

/** A finding with its words, and the day and the engine it was found on. */
export type Kept = Finding & { on: string; engine: string } & (typeof words)[AttackName]

export class Findings implements Reporter {
  readonly found: Finding[] = []
  failed = 0
  onTestRunEnd(modules: readonly TestModule[]) {
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        this.found.push(...(test.meta().findings ?? []))
        if (test.result().state === 'failed') this.failed++
      }
      if (module.errors().length > 0) this.failed++
    }
  }
}

const order = Object.keys(words)
export const readKept = (): Kept[] =>
  existsSync(keptFile) ? JSON.parse(readFileSync(keptFile, 'utf8')).findings : []

/** What was found now takes the place of what was found before of the same name; the words are always those of now. */
export function kept(before: readonly Kept[], found: readonly Finding[], on: string, engine: string): Kept[] {
  const now = found.map((finding): Kept => ({ ...finding, on, engine, ...words[finding.name] }))
  const names = new Set<string>(now.map(({ name }) => name))
  const still = before.filter(({ name }) => !names.has(name) && name in words)
  return [...still.map(found => ({ ...found, ...words[found.name] })), ...now].sort(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  )
}

export function write(findings: readonly Kept[], version: string): void {
  writeFileSync(keptFile, `${JSON.stringify({ version, findings }, null, 2)}\n`)
}

const bounded = ({ least, most }: Finding['bound']) =>
  [...(least === undefined ? [] : [`≥ ${least}`]), ...(most === undefined ? [] : [`≤ ${most}`])].join(', ')

/** The page, in Markdown: attack, what the attacker knew, success here and on the naive server, bound, held or not. */
export function page(findings: readonly Kept[]): string {
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
  const number = (value: number) => String(Math.round(value * 1e4) / 1e4)
  const attacks = findings.filter(({ kind }) => kind !== 'utility')
  const utility = findings.filter(({ kind }) => kind === 'utility')
  return [
    '## Attacks\n',
    table(
      ['Attack', 'What the attacker knew', 'Counted', 'Naive server', 'Here', 'Bound', 'Trials', 'Held'],
      attacks.map(f => [
        f.what.en,
        f.knew.en,
        f.counted.en,
        f.naive === undefined ? '—' : `${Math.round(f.naive * 100)} %`,
        number(f.success),
        bounded(f.bound),
        String(f.trials),
        f.held ? 'yes' : '**no**',
      ]),
    ),
    '\n## Utility\n',
    table(
      ['Measure', 'Counted', 'Here', 'Bound', 'Cases', 'Held'],
      utility.map(f => [
        f.what.en,
        f.counted.en,
        number(f.success),
        bounded(f.bound),
        String(f.trials),
        f.held ? 'yes' : '**no**',
      ]),
    ),
    '\nThe naive server gives plain counts and suppresses what is under five; its column says how often the same',
    'attacker succeeds there. Closings: see the tests of a killed process and of two servers.',
  ].join('\n')
}
