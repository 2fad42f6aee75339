/** Prints the failures' names and one last plain line with the counts, for whoever reads only the end of a log. */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** What `npm test` makes its table of. */
export type FileResult = {
  project: string
  file: string
  passed: number
  failed: number
  skipped: number
  seconds: number
  failures: string[]
  /** Tests that passed when they were tried again. */
  again: string[]
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]) {
    const files = modules.map(resultOf)
    const outside = unhandled.map(error => told('outside of every test', error))
    const sum = (of: 'passed' | 'failed' | 'skipped') => files.reduce((all, file) => all + file[of], 0)
    const failures = [...files.flatMap(file => file.failures), ...outside]
    for (const name of files.flatMap(file => file.again)) console.log(`passed when tried again: ${name}`)
    console.log(['', ...failures].join('\n'))
    console.log(
      `${sum('passed')} passed, ${Math.max(sum('failed'), failures.length)} failed, ${sum('skipped')} skipped`,
    )
    if (process.env.TEST_RESULTS)
      writeFileSync(process.env.TEST_RESULTS, JSON.stringify({ files, failures: outside }))
  }
}

const told = (of: string, error?: { message: string }) =>
  `failed: ${of}: ${error?.message.slice(0, 1000) ?? 'no reason given'}`

function resultOf(module: TestModule): FileResult {
  const [project, file] = [module.project.name, module.relativeModuleId]
  const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
  const [failures, again]: [string[], string[]] = [[], []]
  const nameOf = (of: { fullName: string }) => `${project} ${file} > ${of.fullName}`
  for (const test of module.children.allTests()) {
    const result = test.result()
    count[result.state]++
    if (test.diagnostic()?.flaky) again.push(nameOf(test))
    if (result.state === 'failed') failures.push(told(nameOf(test), result.errors[0]))
  }
  for (const suite of module.children.allSuites())
    for (const error of suite.errors()) failures.push(told(nameOf(suite), error))
  for (const error of module.errors()) failures.push(told(`${project} ${file}`, error))
  const { collectDuration, duration, environmentSetupDuration, prepareDuration, setupDuration } =
    module.diagnostic()
  const ms = collectDuration + duration + environmentSetupDuration + prepareDuration + setupDuration
  return {
    project,
    file,
    passed: count.passed,
    failed: count.failed,
    skipped: count.skipped + count.pending,
    seconds: ms / 1000,
    failures,
    again,
  }
}
