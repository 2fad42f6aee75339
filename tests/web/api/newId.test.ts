import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '../../../web/api/newId.ts'

afterEach(() => vi.unstubAllGlobals())

test('an id is a UUID of version 4 where the page is no secure context too', () => {
  const { getRandomValues } = globalThis.crypto
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(globalThis.crypto) })
  const ids = Array.from({ length: 2000 }, newId)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(2000)
})
