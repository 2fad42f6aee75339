/** Every answer has a key of its own, for any number of areas and on any day. */
import { expect, test } from 'vitest'
import * as contract from '../../../api/observations/contract.ts'
import {
  areaOptions,
  outcomeOptions,
  questionNames,
  questionOptions,
  reasonOptions,
} from '../../../web/observations/questions.ts'

const areas = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `area-${index}`, name: `${index}` }))

test.each([0, 1, 2, 3, 4, 5, 8, 12])('with %i areas each has a key, and unknown is 0', count => {
  const options = areaOptions(areas(count), 'it')
  const keys = options.flatMap(option => option.keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).not.toContain('n')
  expect(options.at(-1)!.keys[0]).toBe('0')
  if (count <= 8)
    expect(options.find(option => option.value === 'outside')!.keys).toEqual([String(count + 1)])
})

test.each(['it', 'en'] as const)(
  'in %s no question gives one key to two answers, and every code is offered',
  language => {
    const codes: Record<string, readonly string[]> = {
      lastVisit: contract.lastVisits,
      ageBand: contract.ageBands,
      gender: contract.genders,
      citizenship: contract.citizenships,
      household: contract.households,
      knownToService: contract.known,
    }
    for (const day of ['2023-08-31', '2023-12-31', '2026-10-10'])
      for (const name of questionNames) {
        const options = questionOptions(name, { areas: areas(4), day, language })
        const keys = options.flatMap(option => option.keys)
        expect(new Set(keys).size, name).toBe(keys.length)
        if (codes[name]) expect(options.map(option => option.value)).toEqual(codes[name])
      }
    expect(outcomeOptions(language).at(-1)).toMatchObject({ value: 'unmet', keys: ['0'] })
    expect(reasonOptions(language).map(option => option.keys[0])).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  },
)

test.each([
  ['2023-08-31', ['rdc_historic']],
  ['2023-09-01', ['sfl', 'rdc_historic']],
  ['2023-12-31', ['sfl', 'rdc_historic']],
  ['2024-01-01', ['adi', 'sfl']],
])('on %s the benefits in force are %j', (day, inForce) => {
  const offered = questionOptions('incomeSupport', { areas: [], day, language: 'it' }).map(
    option => option.value,
  )
  expect(offered).toEqual([...inForce, 'none', 'other', 'unknown'])
})
