// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reportPageFault as operation } from '../../../api/page-faults/contract.ts'
import { call } from '../../../web/api/call.ts'
import { CallProblem, late, offline, pageFault, problemOf } from '../../../web/api/problem.ts'
import { pageFaultOf } from '../../../web/api/reportPageFault.ts'

const requests: { path: string; body: unknown }[] = []
let answer: (init: RequestInit) => Promise<Response>
beforeEach(() => {
  requests.length = 0
  answer = async () => new Response(null, { status: 204 })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    requests.push({ path, body: init.body ? JSON.parse(String(init.body)) : null })
    return answer(init)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('what is no answer of the server is a fault of the page: told as one and reported, once, without its message', () => {
  const bug = new TypeError('cannot read Maria Rossi of undefined')
  expect(problemOf(bug)).toBe(pageFault)
  expect(problemOf(bug)).toBe(pageFault)
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ path: '/api/v1/page-faults', body: { error: 'TypeError' } })
  expect(JSON.stringify(requests)).not.toContain('Rossi')
  expect(operation.body!.safeParse(requests[0]!.body).success).toBe(true)
  requests.length = 0
  expect(problemOf(new CallProblem(offline))).toBe(offline)
  expect(requests).toEqual([])
})

test.for([
  [
    'Chromium',
    'TypeError: x\n    at submit (https://host/assets/Record-Ab_1.js:3:99)\n    at https://host/sw.js:1:2',
  ],
  ['Firefox, Safari', 'submit@https://host/assets/Record-Ab_1.js:3:99\nhttps://host/sw.js:1:2\n@native code'],
])('the frames of %s are read', ([, stack]) => {
  const error = Object.assign(new TypeError(), { stack })
  expect(pageFaultOf(error, '/registra').frames).toEqual([
    { file: 'Record-Ab_1.js', line: 3, column: 99 },
    { file: 'sw.js', line: 1, column: 2 },
  ])
})

test('whatever is thrown, the report is one that the server accepts', () => {
  const odd = Object.assign(new Error('x'), {
    name: 'a name\nwith lines',
    stack: `at ${'x'.repeat(500)}.js:1:1`,
  })
  for (const thrown of [odd, 'text', null, undefined, { name: 'Y' }])
    for (const path of ['/', '/risorse/importa', '/Rossi Mario', `/${'a'.repeat(300)}`])
      expect(operation.body!.safeParse(pageFaultOf(thrown, path)).success, String(thrown)).toBe(true)
})

describe('a call', () => {
  const failure = () => call('whoAmI').catch(error => (error as CallProblem).problem)

  test.for([
    [200, 'unreadable-answer'],
    [404, 'unreadable-answer'],
    [502, 'unavailable'],
    [503, 'unavailable'],
  ] as const)('answered by something else with %i is told as %s', async ([status, type]) => {
    answer = async () => new Response('<h1>Welcome to the guests’ network</h1>', { status })
    expect(await failure()).toMatchObject({ type: `/problems/${type}` })
  })

  test('whose answer does not come in a minute is late, and not offline', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    answer = ({ signal }) =>
      new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    const asked = failure()
    await vi.advanceTimersByTimeAsync(61_000)
    expect(await asked).toEqual(late)
  })
})
