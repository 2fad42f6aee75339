/** The tests' own clock, in this process and in those that it starts: no verdict may hang on the machine's day. */
import { execFileSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { withoutTimes } from '../support/without-times.ts'

const minutesFrom = (time: string) => Math.abs(Date.parse(time) - Date.parse(process.env.TEST_NOW!)) / 60_000

test('goes on from the day of the tests here, in a process started from here and in its threads', async () => {
  expect(minutesFrom(new Date().toISOString())).toBeLessThan(720)
  const print = 'console.log(new Date().toISOString())'
  expect(
    minutesFrom(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' }).trim()),
  ).toBeLessThan(720)
  const thread = new Worker(
    "require('node:worker_threads').parentPort.postMessage(new Date().toISOString())",
    {
      eval: true,
      execArgv: [],
    },
  )
  expect(minutesFrom(await new Promise(resolve => thread.once('message', resolve)))).toBeLessThan(720)
  expect(new Date(2028, 1, 29).getDate()).toBe(29)
  expect(new Date(0)).toBeInstanceOf(Date)
})

test('a number is looked for outside days and times alone', () => {
  const answer = {
    on: '2026-11-30',
    at: '2026-11-30T10:11:15.792Z',
    since: '2026-11-30 10:11:15.79+01',
    left: 30,
  }
  expect(withoutTimes(answer)).toBe('{"on":"a day","at":"a day","since":"a day","left":30}')
})
