import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { EnvironmentFaults, readEnvironment } from '../../api/environment.ts'

test('with nothing set, the product is an embedded demonstration on this machine', () => {
  expect(readEnvironment({})).toEqual({
    where: { kind: 'embedded', dataDir: '.data' },
    host: '127.0.0.1',
    port: 3000,
    demo: true,
    demoEdition: 'L',
    internalView: true,
    pages: resolve('dist'),
    background: { path: resolve('.data/background.pmtiles'), asked: false },
  })
})

test('every fault is named at once', () => {
  const read = () =>
    readEnvironment({
      PORT: 'eighty',
      DEMO: 'yes',
      INTERNAL_VIEW: 'no',
      DEMO_EDITION: 'XL',
      DATABASE_URL: 'mysql://x',
      READER_DATABASE_URL: 'postgres',
      DATA_DIR: 'x',
    })
  expect(read).toThrow(EnvironmentFaults)
  try {
    read()
  } catch (error) {
    expect((error as EnvironmentFaults).faults.map(fault => fault.split(' ')[0])).toEqual([
      'PORT',
      'DEMO',
      'INTERNAL_VIEW',
      'DEMO_EDITION',
      'DATABASE_URL',
      'READER_DATABASE_URL',
      'DATABASE_URL',
    ])
  }
})

test.for([
  [{ PORT: '70000' }, /PORT is «70000»/],
  [{ PORT: '-1' }, /PORT/],
  [{ READER_DATABASE_URL: 'postgres://a@b/c' }, /without DATABASE_URL/],
  [{ DATABASE_URL: 'postgres://a@b/c', DATA_DIR: '/x' }, /choose one/],
] as const)('%o is refused', ([variables, message]) => {
  expect(() => readEnvironment(variables as Record<string, string>)).toThrow(message)
})

test('a blank variable is one that is not set', () => {
  expect(readEnvironment({ PORT: ' ', DEMO: '', DATA_DIR: '' }).port).toBe(3000)
})

test('the background map lies beside the embedded database, or where it is said', () => {
  expect(readEnvironment({ DATA_DIR: '/x' }).background).toEqual({
    path: '/x/background.pmtiles',
    asked: false,
  })
  expect(readEnvironment({ DATABASE_URL: 'postgres://a@b/c' }).background).toEqual({
    path: null,
    asked: false,
  })
  expect(readEnvironment({ BACKGROUND: '/y/city.pmtiles' }).background).toEqual({
    path: '/y/city.pmtiles',
    asked: true,
  })
})
