/** A migration that has landed is never edited: an installation has already run it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { definitionsHash } from '../../api/db/migrate.ts'

const folder = new URL('../../sql/migrations/', import.meta.url)
const hashes = Object.fromEntries(
  readdirSync(folder)
    .sort()
    .map(file => [
      file,
      createHash('sha256')
        .update(readFileSync(new URL(file, folder)))
        .digest('hex')
        .slice(0, 16),
    ]),
)

test('migrations are numbered without a gap', () => {
  expect(Object.keys(hashes).map(name => Number(name.slice(0, 4)))).toEqual(
    Object.keys(hashes).map((_name, index) => index + 1),
  )
})

test('no landed migration has changed: write a new one instead', () => {
  expect(hashes).toMatchSnapshot()
})

test('a new migration has functions and grants built again, though their texts are the same', () => {
  const names = ['0001_territory', '0002_account']
  expect(definitionsHash(names)).toBe(definitionsHash([...names]))
  expect(definitionsHash([...names, '0003_more'])).not.toBe(definitionsHash(names))
})
