/** What may be kept without a network, how long, and the page that is taken apart and put together again. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operations } from '../../../api/app.ts'
import { lifetimeMs } from '../../../api/http/session.ts'
import { isKept, keptLifetime, keptOperations } from '../../../web/offline/kept.ts'
import { pageOf, partsOf } from '../../../web/offline/page.ts'

const table = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method, path] as const]))

test('what is kept is read by its own operations, for readers of more than one role or by anyone', () => {
  for (const id of keptOperations) expect(table[id]?.[0], id).toBe('get')
  // What one role alone reads is personal or audited.
  for (const { id, allow } of operations)
    if (keptOperations.includes(id as never)) expect(allow === 'anyone' || allow.length > 1, id).toBe(true)
})

test('every path of the contracts is kept or not as its operation says', () => {
  for (const { id, method, path } of operations) {
    if (method !== 'get') continue
    const asked = `/api/v1${path.replace(/\{\w+\}/g, '0b7c4a52-6a0e-4d0f-9d3e-0d4c0f1e2a3b')}`
    expect(isKept(table, asked), id).toBe(keptOperations.includes(id as never))
  }
  for (const other of ['/', '/status', '/api/v1/resources/', '/api/v1/releases/a/b', '/x/api/v1/areas'])
    expect(isKept(table, other), other).toBe(false)
})

test('a kept page stands in no longer than a session lasts', () => {
  expect(keptLifetime).toBe(lifetimeMs)
})

test('the page of the build takes any boot data and outline, and gives them back', () => {
  const template = readFileSync(new URL('../../../web/index.html', import.meta.url), 'utf8')
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, key) => {
      const parts = {
        boot: {
          account: null,
          demonstration: true,
          areas: { type: 'FeatureCollection', features: [] },
          [`x${key}`]: name,
        },
        outline: '<svg class="outline"><path d="M 0 0"/></svg>',
      }
      const page = pageOf(template, parts as never)
      expect(page.match(/<\/script>/g)).toHaveLength(template.match(/<\/script>/g)!.length)
      expect(partsOf(page)).toEqual(parts)
    }),
  )
  expect(partsOf('<h1>Accept the conditions</h1>')).toBeUndefined()
})
