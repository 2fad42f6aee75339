/** The tests' own clock, in this process and in those that it starts: no verdict may hang on the machine's day. */
import { execFileSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { quietMorning } from '../support/test-clock.ts'
import { withoutTimes } from '../support/without-times.ts'

const minutesFrom = (time: string) => Math.abs(Date.parse(time) - Date.parse(process.env.TEST_NOW!)) / 60_000

test('goes on from the day of the tests here, in a process started from here and in its threads', async () => {
  expect(minutesFrom(new Date().toISOString())).toBeLessThan(720)
  const print = 'console.log(new Date().toISOString())'
  expect(
    minutesFrom(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' }).trim()),
  ).toBeLessThan(720)
  // As the thread of the embedded database is started.
  const thread = new Worker(
    new URL(
      "data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.postMessage(new Date().toISOString())",
    ),
    { execArgv: [] },
  )
  expect(minutesFrom(await new Promise(resolve => thread.once('message', resolve)))).toBeLessThan(720)
  expect(new Date(2028, 1, 29).getDate()).toBe(29)
  expect(new Date(0)).toBeInstanceOf(Date)
  expect(structuredClone(new Date())).toBeInstanceOf(Date) // as the database's thread gets it
  expect(new Date(5).constructor).toBe(Date)
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

test('a browser’s product lives in a Wednesday morning to come, in the middle of a month', () => {
  for (const [machine, morning] of [
    ['2026-11-30T17:00:00Z', '2026-12-16T09:00:00.000Z'],
    ['2026-12-16T08:59:00Z', '2027-01-13T09:00:00.000Z'], // its own day is not to come as a whole
    ['2027-07-31T00:00:00Z', '2027-09-15T09:00:00.000Z'],
  ] as const)
    expect(new Date(quietMorning(Date.parse(machine))).toISOString()).toBe(morning)
})
