/** Prints the failures' names and one last plain line with the counts, for whoever reads only the end of a log. */
import type { Reporter, TestModule } from 'vitest/node'

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    const failures: string[] = []
    const fail = (of: string, error?: { message: string }) =>
      failures.push(`failed: ${of}: ${error?.message.slice(0, 1000) ?? 'no reason given'}`)
    for (const module of modules) {
      const file = `${module.project.name} ${module.relativeModuleId}`
      for (const test of module.children.allTests()) {
        const result = test.result()
        count[result.state]++
        if (test.diagnostic()?.flaky) console.log(`passed when tried again: ${file} > ${test.fullName}`)
        if (result.state === 'failed') fail(`${file} > ${test.fullName}`, result.errors[0])
      }
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) fail(`${file} > ${suite.fullName}`, error)
      for (const error of module.errors()) fail(file, error)
    }
    for (const error of unhandled) fail('outside of every test', error)
    console.log(['', ...failures].join('\n'))
    console.log(
      `${count.passed} passed, ${Math.max(count.failed, failures.length)} failed, ${count.skipped + count.pending} skipped`,
    )
  }
}
